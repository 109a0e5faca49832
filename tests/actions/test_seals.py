"""The seal of an office: its passphrase, and a new one when it is lost."""

import unicodedata

import keyring
import pytest

from desktop_app.actions import bundles, keys, planning, records, seals
from desktop_app.actions.office import set_up
from desktop_app.errors import SealLocked, SealUnusable, UserError
from desktop_app.exchange import keychain
from desktop_app.store import settings
from tests.actions.conftest import merged, ready, sent
from tests.exchange.keychains import Denying, Keychain, Locked

WORDS = "ñandú y mate ½"


@pytest.fixture
def protected(tmp_path):
    with set_up(tmp_path / "bo", code="BO", name="Oficina", passphrase=WORDS) as opened:
        yield opened


@pytest.fixture
def use():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def exported(office, folder, words=None):
    ready(office)
    return bundles.export_bundle(office, folder, passphrase=words).records


@pytest.mark.case("K1")
def test_twenty_wrong_passphrases_lock_nobody_out(protected):
    for number in range(20):
        with pytest.raises(SealLocked, match="not the passphrase"):
            seals.check_passphrase(protected, f"not this one {number}")

    assert seals.check_passphrase(protected, WORDS) is None


@pytest.mark.case("K1")
@pytest.mark.parametrize("typed", ["", None, "x" * 10_000, "two\nlines", "\ud800"])
def test_an_empty_or_impossible_passphrase_is_told_and_does_no_harm(protected, typed):
    with pytest.raises(UserError) as told:
        seals.check_passphrase(protected, typed)

    assert str(told.value).endswith(".")
    assert seals.check_passphrase(protected, WORDS) is None


@pytest.mark.case("K1")
@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_accents_count_as_they_look_however_they_were_typed(protected, form):
    assert seals.check_passphrase(protected, unicodedata.normalize(form, WORDS)) is None


@pytest.mark.case("K1")
def test_without_the_passphrase_records_are_entered_as_before(protected):
    record = ready(protected)

    assert records.find(protected, record.uid).status == "ready"


@pytest.mark.case("K2")
@pytest.mark.parametrize("words", [None, WORDS])
def test_a_key_file_flipped_at_any_byte_is_named_and_a_new_seal_offered(tmp_path, words):
    with set_up(tmp_path / "bo", code="BO", name="Oficina", passphrase=words) as office:
        record = ready(office)
        whole = office.key_path.read_bytes()
        named = 0
        for place in range(len(whole)):
            office.key_path.write_bytes(
                whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
            )
            trouble = seals.state_of(office).trouble
            named += trouble is not None
            if trouble is not None:
                assert "seal.key" in str(trouble)
                assert "make a new seal" in str(trouble)
                assert "records are not affected" in str(trouble)

        assert named >= whole.index(b"\n", 40) - whole.index(b"\n")  # all of the key itself
        assert records.find(office, record.uid) == record


@pytest.mark.case("K2")
@pytest.mark.parametrize("words", [None, WORDS])
def test_a_key_file_cut_at_any_byte_is_named(tmp_path, words):
    with set_up(tmp_path / "bo", code="BO", name="Oficina", passphrase=words) as office:
        whole = office.key_path.read_bytes()
        for length in range(len(whole) - 1):  # the last is a line end
            office.key_path.write_bytes(whole[:length])

            assert isinstance(seals.state_of(office).trouble, SealUnusable), length


@pytest.mark.case("K2")
def test_a_key_file_that_is_gone_is_named_and_a_new_seal_takes_its_place(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    bo.key_path.unlink()
    trouble = seals.state_of(bo).trouble
    with pytest.raises(SealUnusable):
        bundles.export_bundle(bo, tmp_path / "post")
    digits = seals.new_seal(bo)
    card = keys.make_card(bo, tmp_path / "new.surco")
    keys.trust_card(sela, keys.read_card(tmp_path / "new.surco"))
    planned = planning.plan_bundle(sela, sent(bo, tmp_path / "post"))

    assert "not there any more" in str(trouble)
    assert digits == card.fingerprint
    assert len(planned.bundle.revisions) == 1


def test_a_new_seal_begins_a_new_row_of_numbers_and_sends_what_was_not_taken(pair, tmp_path):
    bo, _sela = pair
    ready(bo)
    sent(bo, tmp_path / "lost")
    before = bo.setting("stream")
    seals.new_seal(bo)
    again = bundles.export_bundle(bo, tmp_path / "post")

    assert bo.setting("stream") != before
    assert (again.sequence, again.records) == (1, 1)


def test_the_file_of_the_seal_before_stays_as_it_is(protected):
    path, before = protected.key_path, protected.key_path.read_bytes()
    seals.new_seal(protected, "otra frase larga")

    assert path.read_bytes() == before
    assert protected.key_path != path
    assert protected.key_path.stat().st_mode & 0o077 == 0


def test_a_power_cut_while_a_new_seal_is_made_leaves_the_one_before(pair, tmp_path, monkeypatch):
    bo, sela = pair

    class PowerCutError(Exception):
        pass

    def put(_store, name, value, _put=settings.put):
        if name == "stream":
            raise PowerCutError
        _put(_store, name, value)

    monkeypatch.setattr(settings, "put", put)
    with pytest.raises(PowerCutError):
        seals.new_seal(bo)
    monkeypatch.undo()
    ready(bo)

    assert merged(sela, sent(bo, tmp_path / "post"))


def test_a_passphrase_is_set_changed_and_taken_away(office, tmp_path):
    seals.change_passphrase(office, None, WORDS)
    set_to = office.seal_protected
    seals.change_passphrase(office, WORDS, "otra frase larga")
    with pytest.raises(SealLocked):
        seals.check_passphrase(office, WORDS)
    changed = exported(office, tmp_path / "one", "otra frase larga")
    seals.change_passphrase(office, "otra frase larga", None)

    assert (set_to, office.seal_protected, changed) == (True, False, 1)
    assert exported(office, tmp_path / "two") == 2


def test_a_wrong_old_passphrase_or_a_short_new_one_changes_nothing(protected):
    before = protected.key_path.read_bytes()
    for old, new in (("wrong one here", "otra frase larga"), (WORDS, "short")):
        with pytest.raises(UserError):
            seals.change_passphrase(protected, old, new)

    assert protected.key_path.read_bytes() == before


def test_a_passphrase_given_to_the_keychain_is_not_typed_again(protected, tmp_path, use):
    use(Keychain())
    kept = seals.remember(protected, WORDS)

    assert kept is True
    assert seals.state_of(protected).remembered is True
    assert exported(protected, tmp_path / "post") == 1


def test_only_the_right_passphrase_is_given_to_the_keychain(protected, use):
    chain = Keychain()
    use(chain)
    with pytest.raises(SealLocked):
        seals.remember(protected, "not this one")

    assert chain.kept == {}


def test_a_changed_passphrase_is_changed_in_the_keychain_too(protected, tmp_path, use):
    chain = Keychain()
    use(chain)
    seals.remember(protected, WORDS)
    seals.change_passphrase(protected, WORDS, "otra frase larga")
    with_new = exported(protected, tmp_path / "post")
    seals.change_passphrase(protected, "otra frase larga", None)

    assert with_new == 1
    assert chain.kept == {}


def test_what_the_keychain_forgot_is_typed_again(protected, tmp_path, use):
    chain = Keychain()
    use(chain)
    seals.remember(protected, WORDS)
    seals.forget(protected)
    ready(protected)
    with pytest.raises(SealLocked):
        bundles.export_bundle(protected, tmp_path / "post")

    assert chain.kept == {}
    assert exported(protected, tmp_path / "post", WORDS) == 2


@pytest.mark.case("K7")
def test_a_keychain_that_denies_or_waits_leaves_the_file_to_be_opened_by_hand(
    protected, tmp_path, use, monkeypatch
):
    monkeypatch.setattr(keychain, "PATIENCE", 0.05)
    use(Keychain())
    seals.remember(protected, WORDS)
    locked = Locked()
    for chain in (Denying(), locked):
        use(chain)
        ready(protected)
        with pytest.raises(SealLocked, match="asks for its passphrase"):
            bundles.export_bundle(protected, tmp_path / "post")

        assert exported(protected, tmp_path / "post", WORDS) >= 1
    locked.let_go.set()


@pytest.mark.case("K7")
def test_a_keychain_that_does_not_take_the_passphrase_is_told_of_and_nothing_changes(
    protected, use
):
    use(Denying())

    assert seals.remember(protected, WORDS) is False
    assert seals.state_of(protected).remembered is False
