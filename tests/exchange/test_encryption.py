"""What Surco encrypts the stock `age` opens, and the other way round."""

import os
import random
import subprocess
import sys

import pytest

from desktop_app.errors import BundleRejected, UserError
from desktop_app.exchange.age_passphrase import locked_with
from desktop_app.exchange.encryption import (
    check_recipient,
    decrypted,
    encrypted,
    is_supported,
    make_reader,
    open_reader,
    protect_again,
    reader_is_protected,
)
from desktop_app.exchange.opening import AGE
from tests.exchange.sealing import mutated

CONTENT = b"PK\x03\x04" + bytes(range(256)) * 700  # three pieces of age


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("readers")


@pytest.fixture(scope="module")
def office(folder):
    make_reader(folder / "office.key")
    return open_reader(folder / "office.key")


@pytest.fixture(scope="module")
def secretariat(folder):
    make_reader(folder / "secretariat.key")
    return open_reader(folder / "secretariat.key")


@pytest.fixture(scope="module")
def locked(office, secretariat):
    return encrypted(CONTENT, [check_recipient(one.recipient, "") for one in (office, secretariat)])


def refusal(content, *readers):
    with pytest.raises(BundleRejected) as told:
        decrypted(content, readers)
    return str(told.value)


def test_sender_and_addressee_both_read_what_is_encrypted_for_them(locked, office, secretariat):
    assert locked.startswith(AGE)
    assert CONTENT[:300] not in locked
    assert decrypted(locked, [office]) == CONTENT
    assert decrypted(locked, [secretariat]) == CONTENT


@pytest.mark.parametrize("name", ["office", "secretariat"])
def test_the_stock_age_opens_what_surco_encrypted(folder, locked, name, office, secretariat):
    (folder / "b.surco").write_bytes(locked)
    line = ["age", "-d", "-i", str(folder / f"{name}.key"), str(folder / "b.surco")]

    assert subprocess.run(line, capture_output=True, check=True).stdout == CONTENT


def test_surco_opens_what_the_stock_age_encrypted(office):
    line = ["age", "-e", "-r", office.recipient]
    made = subprocess.run(line, input=CONTENT, capture_output=True, check=True).stdout

    assert decrypted(made, [office]) == CONTENT


def test_the_file_of_a_reader_is_its_owners_alone_and_is_never_made_twice(folder, office):
    path = folder / "office.key"

    assert os.name == "nt" or path.stat().st_mode & 0o077 == 0
    with pytest.raises(UserError, match="has its reader already"):
        make_reader(path)


def test_surco_reads_the_reader_that_age_keygen_made(folder):
    path = folder / "stock.key"
    subprocess.run(["age-keygen", "-o", str(path)], capture_output=True, check=True)
    recipient = subprocess.run(
        ["age-keygen", "-y", str(path)], capture_output=True, check=True, text=True
    ).stdout

    assert open_reader(path).recipient == recipient.strip()


@pytest.mark.case("B26")
@pytest.mark.parametrize("kept", [0, 21, 60, 200, 500, 70_000, -1])
def test_a_file_that_was_cut_is_refused_as_damaged(locked, office, kept):
    assert "was damaged on its way" in refusal(locked[:kept], office)


@pytest.mark.case("B26")
@pytest.mark.parametrize(
    "between",
    [b"> " * 20_000, b"\n-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43, b"\n-> a" * 5_000],
    ids=["one endless reader", "a thousand readers", "readers without a key"],
)
def test_a_file_with_an_endless_head_is_refused_at_once(locked, office, between, monkeypatch):
    between = between * 1_000 if len(between) < 1_000 else between
    at = locked.index(b"\n", 30)
    monkeypatch.setattr("pyrage.decrypt", None)  # what would take its time over it

    assert "was damaged on its way" in refusal(locked[:at] + between + locked[at:], office)


@pytest.mark.case("B26")
def test_a_file_with_something_appended_is_refused_as_damaged(locked, office):
    assert "was damaged on its way" in refusal(locked + b"\0", office)
    assert "was damaged on its way" in refusal(locked + locked, office)


@pytest.mark.case("B26")
def test_every_byte_of_the_head_flipped_is_refused(locked, office):
    for place in range(locked.index(b"\n---") + 60):
        changed = bytearray(locked)
        changed[place] ^= 1

        assert "damaged on its way" in refusal(bytes(changed), office), place


@pytest.mark.case("B26")
def test_random_damage_is_refused_or_changes_nothing(locked, office):
    for seed in range(300):
        changed = mutated(locked, random.Random(seed))  # noqa: S311 - a test
        try:
            found = decrypted(changed, [office])
        except BundleRejected:
            continue

        assert found == CONTENT, seed


@pytest.mark.case("B26")
def test_what_is_for_somebody_else_says_so_and_what_to_do(folder, locked):
    make_reader(folder / "other.key")

    said = refusal(locked, open_reader(folder / "other.key"))

    assert said.startswith("This file is encrypted for somebody else")
    assert "Send your card once more" in said


@pytest.mark.case("B26")
def test_what_has_no_recipient_is_refused_with_the_reason(locked, office):
    nobody = locked[: locked.index(b"-> ")] + locked[locked.index(b"--- ") :]

    assert "is encrypted for nobody" in refusal(nobody, office)
    assert "this office has no reader for it yet" in refusal(locked)


@pytest.mark.case("B26")
def test_what_was_encrypted_with_a_passphrase_is_refused_before_any_work(office):
    assert "encrypted with a passphrase" in refusal(locked_with("word", b"PK"), office)


@pytest.mark.parametrize("text", ["", "age1xx", "AGE1", "age1" + "q" * 58, " "])
def test_what_is_no_recipient_is_refused(text, office):
    with pytest.raises(BundleRejected, match="The card of BO"):
        check_recipient(text, "BO")


def test_a_recipient_has_one_written_form(office):
    with pytest.raises(BundleRejected):
        check_recipient(office.recipient.upper(), "BO")


def test_a_reader_with_a_passphrase_opens_with_it_alone_in_surco_and_in_age(folder, locked):
    path = folder / "protected.key"
    recipient = make_reader(path, "contraseña única")
    made = encrypted(b"PK", [check_recipient(recipient, "")])
    (folder / "p.surco").write_bytes(made)

    assert reader_is_protected(path)
    assert decrypted(made, [open_reader(path, "contrasen\u0303a única")]) == b"PK"
    for wrong in (None, "contraseña"):
        with pytest.raises(UserError, match="passphrase"):
            open_reader(path, wrong)
    assert opened_by_age(path, folder / "p.surco", "contraseña única") == b"PK"


def test_the_passphrase_of_a_reader_changes_and_the_reader_stays_the_same(folder):
    path = folder / "changing.key"
    recipient = make_reader(path)

    protect_again(path, "new words")
    with pytest.raises(UserError, match="passphrase"):
        protect_again(path, None, "old words")

    assert open_reader(path, "new words").recipient == recipient


def test_a_damaged_reader_says_that_the_records_are_not_affected(folder):
    path = folder / "damaged.key"
    path.write_bytes(b"AGE-SECRET-KEY-1QQQ")

    with pytest.raises(UserError, match="the records are not affected"):
        open_reader(path)


def test_where_age_is_not_there_one_sentence_says_so(monkeypatch, locked, office):
    monkeypatch.setitem(sys.modules, "pyrage", None)

    assert not is_supported()
    with pytest.raises(UserError, match="on this kind of computer"):
        decrypted(locked, [office])


def opened_by_age(identity, file, passphrase):
    """Run the stock age in a terminal of its own, which is where it asks for a passphrase."""
    out = file.with_suffix(".out")
    line = f"age -d -i '{identity}' -o '{out}' '{file}'"
    subprocess.run(
        ["script", "-qec", line, os.devnull],
        input=passphrase.encode() + b"\n",
        capture_output=True,
        check=True,
    )
    return out.read_bytes()
