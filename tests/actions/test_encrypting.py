import email
import email.policy

import pytest

from desktop_app.actions import answers, bundles, encrypting, keys, merging, planning
from desktop_app.actions.office import Office, open_office, set_up
from desktop_app.errors import BundleRejected, ReaderLocked, UserError
from desktop_app.exchange.encryption import reader_is_protected
from desktop_app.exchange.opening import AGE
from desktop_app.records.merge import Outcome
from desktop_app.records.policy import Encryption, Policy, policy_in
from desktop_app.store import trust
from tests.actions.conftest import merged, ready, sent


def sent_encrypted(office, folder, **wishes):
    return bundles.export_bundle(office, folder, encrypt=True, **wishes)


def answered(sela, folder, **wishes):
    return answers.make_answer(sela, "BO", folder, **wishes)


def test_an_encrypted_bundle_is_read_by_its_addressee_and_by_its_sender(pair, tmp_path):
    bo, sela = pair
    ready(bo)

    done = sent_encrypted(bo, tmp_path / "post")

    assert done.encrypted
    assert done.bundle.read_bytes().startswith(AGE)
    assert planning.plan_bundle(sela, done.bundle).bundle.office == "BO"
    assert bundles.verify_bundle(bo, done.bundle).ok


def test_the_draft_of_an_encrypted_bundle_carries_no_page_that_tells_of_it(pair, tmp_path):
    bo, _sela = pair
    record = ready(bo)

    done = sent_encrypted(bo, tmp_path / "post")

    letter = email.message_from_bytes(done.mail.read_bytes(), policy=email.policy.default)
    assert [part.get_filename() for part in letter.iter_attachments()] == [done.bundle.name]
    assert record.local("title", "es") not in letter.get_body().get_content()
    assert done.pdf.exists()  # it stays here, to print


def test_what_is_not_asked_for_is_not_encrypted(pair, tmp_path):
    bo, _sela = pair
    ready(bo)

    done = bundles.export_bundle(bo, tmp_path / "post")

    assert not done.encrypted
    assert done.bundle.read_bytes().startswith(b"PK")


@pytest.mark.case("B26")
def test_an_office_for_which_a_bundle_is_not_encrypted_is_told_so(pair, tmp_path):
    bo, _sela = pair
    ready(bo)
    done = sent_encrypted(bo, tmp_path / "post")
    with set_up(tmp_path / "pe", code="PE", name="Oficina") as other:
        keys.make_card(other, tmp_path / "pe.surco")

        said = bundles.verify_bundle(other, done.bundle, "en").reason

    assert said.startswith("This file is encrypted for somebody else")


@pytest.mark.case("B26")
def test_an_office_without_a_reader_is_told_what_to_do(pair, tmp_path):
    bo, _sela = pair
    ready(bo)
    done = sent_encrypted(bo, tmp_path / "post")
    with set_up(tmp_path / "pe", code="PE", name="Oficina") as other:
        said = bundles.verify_bundle(other, done.bundle, "en").reason

    assert "this office has no reader for it yet" in said


def test_a_lost_reader_is_told_of_and_a_new_card_brings_a_new_one(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    done = sent_encrypted(bo, tmp_path / "post")
    encrypting.reader_path(sela).unlink()

    with pytest.raises(BundleRejected, match="the reader of this office is gone"):
        planning.plan_bundle(sela, done.bundle)

    keys.make_card(sela, tmp_path / "new.surco")
    keys.trust_card(bo, keys.read_card(tmp_path / "new.surco"))
    again = sent_encrypted(bo, tmp_path / "again")

    assert planning.plan_bundle(sela, again.bundle).bundle.office == "BO"
    assert bundles.verify_bundle(bo, done.bundle).ok  # its own copy


def test_the_policy_of_the_secretariat_travels_with_its_answer_and_is_obeyed(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    encrypting.choose_policy(sela, Encryption.REQUIRED)
    answer = answered(sela, tmp_path / "answer")
    answers.read_answer(bo, answer.bundle)
    ready(bo, title={"original": "es", "es": "Otro proyecto de agua y suelo"})

    assert encrypting.policy_of(bo).encryption is Encryption.REQUIRED
    assert answer.encrypted
    assert bundles.export_bundle(bo, tmp_path / "later").encrypted

    encrypting.choose_policy(sela, Encryption.OFF)
    merged(sela, tmp_path / "later" / "surco-BO-000002.surco")
    answers.read_answer(bo, answered(sela, tmp_path / "answer").bundle)
    ready(bo, title={"original": "es", "es": "Un tercer proyecto, de semillas"})

    with pytest.raises(UserError, match="asks to send without encryption"):
        sent_encrypted(bo, tmp_path / "third")
    assert not bundles.export_bundle(bo, tmp_path / "third").encrypted


def test_an_answer_is_encrypted_for_an_office_that_said_for_whom(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))

    answer = answered(sela, tmp_path / "answer", encrypt=True)

    assert answer.bundle.read_bytes().startswith(AGE)
    assert answers.read_answer(bo, answer.bundle).accepted == 1


def test_a_bundle_says_for_whom_to_encrypt_what_goes_back(pair, tmp_path):
    bo, sela = pair
    [known] = trust.trusted(sela.store)
    sela.change_setting(f"reader of {known.kid}", "")  # an old card
    ready(bo)

    merged(sela, sent(bo, tmp_path / "post"))

    assert encrypting.readers_known_of(sela, "BO") == [encrypting.recipient_of(bo)]


def test_an_answer_to_an_office_with_an_old_card_travels_open_and_tells_the_policy(pair, tmp_path):
    bo, sela = pair
    bo.change_setting("reader", "")
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    [known] = trust.trusted(sela.store)
    sela.change_setting(f"reader of {known.kid}", "")
    encrypting.choose_policy(sela, Encryption.REQUIRED)

    answer = answered(sela, tmp_path / "answer")
    answers.read_answer(bo, answer.bundle)

    assert not answer.encrypted
    assert encrypting.policy_of(bo).encryption is Encryption.REQUIRED
    with pytest.raises(UserError, match="The card of BO does not say for whom to encrypt"):
        answered(sela, tmp_path / "answer", encrypt=True)


def test_to_encrypt_the_card_of_the_secretariat_must_be_here(office, tmp_path):
    ready(office)

    with pytest.raises(UserError, match="first accept the card of the Secretariat"):
        sent_encrypted(office, tmp_path / "post")

    assert not list((tmp_path / "post").glob("*"))


def test_only_the_secretariat_decides_on_encryption(office):
    with pytest.raises(UserError, match="Only the Secretariat decides"):
        encrypting.choose_policy(office, Encryption.OFF)


def test_a_reader_with_a_passphrase_opens_once_for_all_files_of_a_session(tmp_path):
    bo = set_up(tmp_path / "bo", code="BO", name="Oficina", passphrase="palabra secreta")  # noqa: S106 - a test
    sela = set_up(tmp_path / "sela", code="SELA", name="SELA", role="secretariat")
    with bo, sela:
        keys.make_card(bo, tmp_path / "bo.surco", "palabra secreta")
        keys.make_card(sela, tmp_path / "sela.surco")
        keys.trust_card(sela, keys.read_card(tmp_path / "bo.surco"))
        keys.trust_card(bo, keys.read_card(tmp_path / "sela.surco"))
        ready(bo)
        done = sent_encrypted(bo, tmp_path / "post", passphrase="palabra secreta")  # noqa: S106 - a test
        plan = planning.plan_bundle(sela, done.bundle)
        merging.apply_plan(sela, plan)
        answer = answered(sela, tmp_path / "answer", encrypt=True).bundle

        assert encrypting.asks_passphrase(bo, [answer])
        assert not encrypting.asks_passphrase(bo, [tmp_path / "bo.surco"])
        with pytest.raises(ReaderLocked, match="Give the passphrase"):
            answers.read_answer(bo, answer)

        encrypting.open_readers(bo, "palabra secreta")

        assert not encrypting.asks_passphrase(bo, [answer])
        assert answers.read_answer(bo, answer).accepted == 1


def test_the_keychain_gives_the_passphrase_of_the_reader_as_that_of_the_seal(
    office, tmp_path, monkeypatch
):
    monkeypatch.setattr(Office, "remembered_passphrase", lambda _self: "from the keychain")

    encrypting.ensure_reader(office, None)

    assert reader_is_protected(encrypting.reader_path(office))
    assert not encrypting.asks_passphrase(office, [])
    assert len(encrypting.open_readers(office)) == 1


def test_the_reader_is_found_again_by_a_store_from_before_it(office, tmp_path):
    card = keys.make_card(office, tmp_path / "card.surco")
    office.change_setting("reader", "")

    assert keys.make_card(office, tmp_path / "again.surco").reader == card.reader


def test_no_backup_and_no_bundle_holds_the_secret_of_the_reader(pair, tmp_path):
    bo, _sela = pair
    ready(bo)
    secret = encrypting.reader_path(bo).read_text(encoding="ascii").split()[-1].encode()
    done = sent_encrypted(bo, tmp_path / "post")
    files = [done.bundle, done.pdf, done.mail, *tmp_path.glob("*.surco"), bo.store.path]

    assert secret.startswith(b"AGE-SECRET-KEY-")
    assert [file for file in files if secret in file.read_bytes()] == []


def test_a_policy_of_a_newer_surco_counts_as_the_strictest():
    assert policy_in({"encryption": "post-quantum"}) == Policy(Encryption.REQUIRED)
    assert policy_in({"encryption": "off"}) == Policy(Encryption.OFF)
    assert policy_in({}) is None
    assert policy_in("off") is None
    assert Policy().plain() == {"encryption": "offered"}


def test_an_office_that_was_closed_asks_for_its_passphrase_again(pair):
    bo, _sela = pair
    encrypting.open_readers(bo)
    bo.close()

    with open_office(bo.home) as again:
        assert again.readers == []


def test_what_came_open_against_the_rule_comes_in_and_both_sides_are_told(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    encrypting.choose_policy(sela, Encryption.REQUIRED)
    planned = planning.plan_bundle(sela, sent(bo, tmp_path / "post"))
    merging.apply_plan(sela, planned)
    read = answers.read_answer(bo, answered(sela, tmp_path / "back").bundle)
    ready(bo)
    closed = planning.plan_bundle(sela, sent(bo, tmp_path / "post"))
    merging.apply_plan(sela, closed)
    again = answers.read_answer(bo, answered(sela, tmp_path / "back").bundle)

    assert planned.count(Outcome.NEW) == 1
    assert [text for text, _values in planned.notes if "unencrypted" in text]
    assert [note.values for note in read.notes if "unencrypted" in note.text] == [
        {"number": 1, "office": "SELA"}
    ]
    assert not [text for text, _values in closed.notes if "unencrypted" in text]
    assert not [note for note in again.notes if "unencrypted" in note.text]
