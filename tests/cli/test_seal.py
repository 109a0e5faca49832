"""The seal by command line: how it stands, renewed, restored, protected, compared."""

import io

import keyring
import pytest

from tests.actions.test_recovering import groups_on
from tests.cli.test_loop import ready_project
from tests.exchange.keychains import Keychain


@pytest.fixture
def words(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("cuatro palabras\n", encoding="utf-8")
    return path


@pytest.fixture
def typed(monkeypatch):
    def type_in(text):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return type_in


def test_the_seal_tells_how_it_stands(offices, done):
    state = done("seal", "--json").json
    said = done("seal").out

    assert (state["protected"], state["sheet_printed"], state["trouble"]) == (False, "", "")
    assert state["digits"] in said
    assert "No recovery sheet was printed yet." in said


def test_a_renewed_seal_goes_along_and_takes_its_place_with_the_answer(
    offices, done, write_json, tmp_path
):
    before = done("seal", "--json").json["digits"]
    made = done("seal", "renew").out
    waiting = done("seal", "--json").json["next_digits"]
    ready_project(done, write_json)
    sent = done("export", tmp_path / "post", "--json").json
    received = done("receive", sent["bundle"], "--apply", "--json", home="sela").json[0]
    answer = done("answer", "BO", tmp_path / "post", "--json", home="sela").json
    read = done("read-answer", answer["bundle"]).out
    after = done("seal", "--json").json

    assert waiting in made
    assert waiting in " ".join(received["notes"])
    assert "Your new seal is taken there" in read
    assert (after["digits"], after["next_digits"]) == (waiting, "")
    assert before != waiting


def test_a_lost_seal_is_replaced_and_its_card_taken_anew(
    offices, done, surco, write_json, tmp_path
):
    (tmp_path / "bo" / "seal.key").unlink()
    ready_project(done, write_json)
    refused = surco("export", tmp_path / "post")
    told = done("seal").out
    done("seal", "new", "--yes")
    done("card", tmp_path / "BO2.surco")
    digits = done("seal", "--json").json["digits"]
    done("trust", tmp_path / "BO2.surco", "--digits", digits, home="sela")
    sent = done("export", tmp_path / "post", "--json").json
    received = done("receive", sent["bundle"], "--apply", "--json", home="sela").json[0]

    assert refused.code == 1
    assert "make a new seal" in refused.err
    assert "make a new seal" in told
    assert received["new"] == 1


def test_a_new_seal_that_nobody_confirmed_is_not_made(offices, done, surco, typed):
    before = done("seal", "--json").json["digits"]
    typed("n\n")

    assert surco("seal", "new").code == 1
    assert done("seal", "--json").json["digits"] == before


def test_a_printed_sheet_typed_again_brings_the_seal_back(offices, done, typed, tmp_path):
    done("seal", "recovery-sheet", tmp_path / "sheet.pdf")
    groups = groups_on(tmp_path / "sheet.pdf")
    digits = done("seal", "--json").json["digits"]
    (tmp_path / "bo" / "seal.key").write_bytes(b"damaged")
    lines = [
        f"{number:2} {group.lower().replace(' ', '')}" for number, group in enumerate(groups, 1)
    ]
    typed("\n".join(lines))
    said = done("seal", "restore").out

    assert digits in said
    assert "new row of numbers" in said
    assert done("seal", "--json").json["trouble"] == ""


@pytest.mark.case("K3")
def test_a_group_typed_wrong_is_named_on_the_command_line(offices, done, surco, typed, tmp_path):
    done("seal", "recovery-sheet", tmp_path / "sheet.pdf")
    groups = [group.replace(" ", "") for group in groups_on(tmp_path / "sheet.pdf")]
    groups[6] = groups[6][:3] + ("2" if groups[6][3] != "2" else "3")
    typed(" ".join(groups))
    said = surco("seal", "restore")

    assert said.code == 1
    assert said.err.strip() == "Group 7 differs from the sheet. Compare its letters."


def test_a_sheet_is_printed_once(offices, done, surco, tmp_path):
    done("seal", "recovery-sheet", tmp_path / "sheet.pdf")

    assert surco("seal", "recovery-sheet", tmp_path / "again.pdf").code == 1
    assert done("seal", "recovery-sheet", tmp_path / "again.pdf", "--again")


def test_a_passphrase_is_set_asked_for_and_removed(offices, done, surco, words, tmp_path):
    done("seal", "passphrase", "--new-passphrase-file", words)
    without = surco("card", tmp_path / "card.surco")
    with_words = done("card", tmp_path / "card.surco", "--passphrase-file", words)
    done("seal", "passphrase", "--remove", "--passphrase-file", words)

    assert (without.code, with_words.code) == (1, 0)
    assert done("seal", "--json").json["protected"] is False


def test_a_remembered_passphrase_is_not_asked_for(offices, done, words, write_json, tmp_path):
    before = keyring.get_keyring()
    keyring.set_keyring(Keychain())
    try:
        done("seal", "passphrase", "--new-passphrase-file", words)
        done("seal", "passphrase", "--remember", "--passphrase-file", words)
        ready_project(done, write_json)
        sent = done("export", tmp_path / "post")
        done("seal", "passphrase", "--forget")
    finally:
        keyring.set_keyring(before)

    assert sent.code == 0
    assert done("seal", "--json").json["remembered"] is False


@pytest.mark.case("K7")
def test_without_a_keychain_it_is_said_and_the_passphrase_is_typed(offices, done, surco, words):
    done("seal", "passphrase", "--new-passphrase-file", words)
    said = surco("seal", "passphrase", "--remember", "--passphrase-file", words)

    assert said.code == 1
    assert "no keychain" in said.err


def test_one_thing_is_done_with_a_passphrase_at_a_time(offices, surco):
    assert surco("seal", "passphrase").code == 1
    assert surco("seal", "passphrase", "--remove", "--forget").code == 1


@pytest.mark.case("K8")
def test_a_card_is_taken_with_the_digits_typed_and_a_wrong_group_is_named(
    offices, done, surco, tmp_path
):
    done("init", "--office", "PE", "--name", "Office PE", home="pe")
    done("card", tmp_path / "PE.surco", home="pe")
    digits = done("seal", "--json", home="pe").json["digits"]
    groups = digits.split()
    wrong = [*groups[:2], str((int(groups[2]) + 1) % 100000).zfill(5), *groups[3:]]
    refused = surco("trust", tmp_path / "PE.surco", "--digits", " ".join(wrong), home="sela")
    taken = done("trust", tmp_path / "PE.surco", "--digits", "-".join(groups), home="sela")

    assert refused.code == 1
    assert refused.err.startswith("Group 3 differs.")
    assert groups[2] not in refused.out + refused.err
    assert "Bundles of Office PE are taken" in taken.out
