"""The recovery sheet: printed, typed, and the seal is back."""

import re
import subprocess

import pytest

from desktop_app.actions import keys, planning, recovering, renewing, restoring, seals
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import SealLocked, UserError
from desktop_app.exchange.recovery import groups_of
from desktop_app.exchange.signing import open_secret, seed_of
from tests.actions.conftest import merged, ready, sent

WORDS = "cuatro palabras"


def groups_on(path):
    """Return the groups of a printed sheet in their order, as a person reads them."""
    laid = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    letters = r"((?:[0-9A-Z] ?){4})"
    found = {}
    for line in laid.splitlines():
        both = re.fullmatch(rf" *(\d) {letters} +(\d+) ?{letters} *", line)
        if both:
            found[int(both[1])], found[int(both[3])] = both[2], both[4]
    return [found[number] for number in sorted(found)]


def groups_in(office, words=None):
    with open_secret(office.key_path, words) as secret:
        return groups_of(seed_of(secret))


def test_the_sheet_shows_the_groups_and_the_digits_of_the_card(office, tmp_path):
    recovering.print_sheet(office, tmp_path / "sheet.pdf")
    card = keys.make_card(office, tmp_path / "card.surco")
    text = subprocess.run(
        ["pdftotext", tmp_path / "sheet.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout

    assert card.fingerprint in text
    assert (tmp_path / "sheet.pdf").stat().st_mode & 0o077 == 0


def test_the_typed_groups_bring_the_same_seal_back_on_a_new_computer(pair, tmp_path):
    bo, sela = pair
    groups = groups_in(bo)
    before = bo.setting("public_key")
    with set_up(tmp_path / "new", code="BO", name="Oficina") as new:
        digits = recovering.digits_of(new, groups)
        restored = recovering.restore_seal(new, groups, WORDS)
        ready(new)
        with pytest.raises(SealLocked):
            seals.check_passphrase(new, None)
        seals.change_passphrase(new, WORDS, None)
        taken = planning.plan_bundle(sela, sent(new, tmp_path / "post"))

        assert new.setting("public_key") == before
    assert (restored.digits, restored.same) == (digits, False)
    assert taken.bundle.office == "BO"


def test_a_restored_seal_begins_a_new_row_of_numbers(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    stream, groups = bo.setting("stream"), groups_in(bo)
    bo.key_path.unlink()
    restored = recovering.restore_seal(bo, groups)
    planned = planning.plan_bundle(sela, sent(bo, tmp_path / "again"))

    assert restored.same is True
    assert planned.bundle.manifest.stream == bo.setting("stream") != stream
    assert planned.bundle.manifest.seq == 1


def test_a_backup_and_the_sheet_are_all_that_a_new_computer_needs(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    backup = tmp_path / "backup.db"
    bo.store.copy_to(backup)
    groups = groups_in(bo)
    (tmp_path / "new").mkdir()
    restoring.restore(tmp_path / "new", backup)
    with open_office(tmp_path / "new") as new:
        trouble = seals.state_of(new).trouble
        recovering.restore_seal(new, groups)
        merged(sela, sent(new, tmp_path / "post"))

    assert trouble is not None
    assert planning.stored.load(sela.store, record.uid).human_code == record.human_code


@pytest.mark.case("K3")
def test_a_wrong_letter_is_told_by_the_number_of_its_group_and_changes_nothing(office):
    groups = groups_in(office)
    before = office.setting("public_key")
    groups[4] = ("0" if groups[4][0] != "0" else "1") + groups[4][1:]
    with pytest.raises(UserError, match="Group 5 differs"):
        recovering.restore_seal(office, groups)

    assert recovering.groups_to_compare(groups) == (5,)
    assert office.setting("public_key") == before


@pytest.mark.case("K3")
def test_two_letters_that_changed_places_are_told_by_their_groups(office):
    groups = groups_in(office)
    number = next(at for at in range(13) if groups[at][3] != groups[at + 1][0])
    one, other = groups[number], groups[number + 1]
    groups[number : number + 2] = [one[:3] + other[0], one[3] + other[1:]]
    with pytest.raises(UserError, match=f"Groups {number + 1}, {number + 2} differ"):
        recovering.restore_seal(office, groups)


def test_a_sheet_is_printed_once_unless_asked_for_again(office, tmp_path):
    recovering.print_sheet(office, tmp_path / "one.pdf")
    with pytest.raises(UserError, match="printed on"):
        recovering.print_sheet(office, tmp_path / "two.pdf")
    recovering.print_sheet(office, tmp_path / "two.pdf", again=True)

    assert groups_on(tmp_path / "one.pdf") == groups_on(tmp_path / "two.pdf")
    assert [one.replace(" ", "") for one in groups_on(tmp_path / "one.pdf")] == groups_in(office)
    assert seals.state_of(office).sheet_printed


def test_a_protected_seal_gives_its_sheet_to_who_knows_the_passphrase(tmp_path):
    with set_up(tmp_path / "bo", code="BO", name="Oficina", passphrase=WORDS) as office:
        with pytest.raises(SealLocked):
            recovering.print_sheet(office, tmp_path / "sheet.pdf", "wrong words")
        assert not (tmp_path / "sheet.pdf").exists()
        recovering.print_sheet(office, tmp_path / "sheet.pdf", WORDS)

    assert (tmp_path / "sheet.pdf").exists()


def test_no_sheet_is_written_over_the_seal(office):
    with pytest.raises(UserError):
        recovering.print_sheet(office, office.key_path)

    assert seals.state_of(office).trouble is None


def test_a_changed_seal_asks_for_a_sheet_of_its_own(pair, tmp_path):
    bo, _sela = pair
    recovering.print_sheet(bo, tmp_path / "sheet.pdf")
    seals.new_seal(bo)

    assert seals.state_of(bo).sheet_printed == ""
    assert renewing.following(bo) is None


def test_the_sheet_of_another_office_shows_other_digits(office, pair):
    _bo, sela = pair
    own = recovering.digits_of(office, groups_in(office))

    assert recovering.digits_of(office, groups_in(sela)) != own


def test_a_seal_with_a_short_name_drawn_by_chance_is_renewed_before_it_gets_a_sheet(
    office, tmp_path
):
    from minisign import KeyPair  # noqa: PLC0415 - the rest needs it not

    pair = KeyPair.generate()
    office.key_path.write_bytes(bytes(pair.secret_key) + b"\n")
    office.change_setting("public_key", pair.public_key.to_base64().decode())
    with pytest.raises(UserError, match="Renew it first"):
        recovering.print_sheet(office, tmp_path / "sheet.pdf")


def test_no_groups_at_all_are_told_of_as_such(office):
    with pytest.raises(UserError, match="No group was typed"):
        recovering.restore_seal(office, [])
