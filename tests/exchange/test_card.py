import random

import pytest

from desktop_app.errors import BundleRejected
from desktop_app.exchange.bundle_writing import write_bundle
from desktop_app.exchange.card import Card, fingerprint_of, read_card, write_card
from desktop_app.exchange.signing import kid_of
from desktop_app.records.plain import canonical
from tests.exchange.sealing import MOMENT, a_bundle, a_signer, members, mutated, outgoing


def a_card(folder, **changes):
    path = folder / "card.surco"
    with a_signer(folder) as signer:
        card = Card(
            **{
                "office": "BO",
                "name": "Viceministerio de Inversión Pública",
                "role": "office",
                "public_key": signer.public_key,
                "made_at": MOMENT,
                "focal_point": "Punto focal",
                "email": "focal@example.org",
                **changes,
            }
        )
        return path, write_card(path, card, signer, "surco 0.1")


def forged(folder, plain, **changes):
    """Seal any card text with a true key."""
    path = folder / "forged.surco"
    with a_signer(folder) as signer:
        values = {"kind": "enrolment", "seq": 0, "to": "", **changes}
        write_bundle(path, outgoing(**values), {"card": [plain]}, signer)
    return path


def as_plain(card, **changes):
    names = ("office", "name", "role", "public_key", "made_at", "focal_point", "email")
    return {**{name: getattr(card, name) for name in names}, **changes}


def test_a_card_is_read_as_it_was_written(tmp_path):
    path, card = a_card(tmp_path)
    found = read_card(path)

    assert found == card
    assert found.name == "Viceministerio de Inversión Pública"
    assert found.kid == kid_of(found.public_key)
    assert found.trusted().public_key == found.public_key


RECIPIENT = "age1" + "q" * 58


def test_for_whom_to_encrypt_travels_on_the_card_and_changes_no_digit(tmp_path):
    path, old = a_card(tmp_path)
    before = members(path)
    _, card = a_card(tmp_path, reader=RECIPIENT)

    assert b'"reader"' not in b"".join(before.values())  # a card is as it was before there were any
    assert read_card(path).reader == RECIPIENT
    assert card.fingerprint == old.fingerprint


@pytest.mark.parametrize(
    "reader", ["age1", RECIPIENT.upper(), RECIPIENT + "q", "", "age1" + "1" * 58]
)
def test_a_card_that_does_not_say_soundly_for_whom_to_encrypt_is_refused(tmp_path, reader):
    _, card = a_card(tmp_path)
    path = forged(tmp_path, canonical(as_plain(card, reader=reader or " ")))

    with pytest.raises(BundleRejected):
        read_card(path)


def test_the_digits_bind_key_office_and_role(tmp_path):
    _, card = a_card(tmp_path)
    key = card.public_key

    assert card.fingerprint == fingerprint_of(key, "BO", "office")
    assert len({card.fingerprint, fingerprint_of(key, "PE", "office")}) == 2
    assert len({card.fingerprint, fingerprint_of(key, "BO", "secretariat")}) == 2
    assert [len(group) for group in card.fingerprint.split(" ")] == [5] * 8


def test_every_byte_of_a_card_flipped_is_refused_or_changes_nothing(tmp_path):
    path, card = a_card(tmp_path)
    whole = path.read_bytes()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        path.write_bytes(changed)
        try:
            found = read_card(path)
        except BundleRejected:
            continue

        assert found == card, place


def test_a_card_with_random_damage_is_refused_or_changes_nothing(tmp_path):
    path, card = a_card(tmp_path)
    whole = path.read_bytes()
    for seed in range(500):
        path.write_bytes(mutated(whole, random.Random(seed)))  # noqa: S311 - a test
        try:
            found = read_card(path)
        except BundleRejected:
            continue

        assert found == card, seed


def test_a_card_that_shows_the_key_of_another_is_refused(tmp_path):
    _, card = a_card(tmp_path)
    with a_signer(tmp_path, "EC") as other:
        plain = canonical(as_plain(card, public_key=other.public_key))
    with pytest.raises(BundleRejected):
        read_card(forged(tmp_path, plain))


@pytest.mark.case("B14")
@pytest.mark.parametrize(
    "changes",
    [
        {"office": "PE"},
        {"office": "b o"},
        {"role": "root"},
        {"name": 1},
        {"name": "x" * 201},
        {"name": "\u202eBolivia"},
        {"name": "two\nlines"},
        {"made_at": "2020-01-01T00:00:00Z"},
        {"public_key": "RW"},
        {"public_key": "RWQAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
    ],
)
def test_a_sealed_card_with_a_strange_member_is_refused(tmp_path, changes):
    _, card = a_card(tmp_path)
    with pytest.raises(BundleRejected):
        read_card(forged(tmp_path, canonical(as_plain(card, **changes))))


@pytest.mark.parametrize("plain", [b"[]", b"{}", b"\xff", b"", b"{ }", b'"' + b"x" * 70_000 + b'"'])
def test_a_sealed_file_without_a_card_in_it_is_refused(tmp_path, plain):
    with pytest.raises(BundleRejected):
        read_card(forged(tmp_path, plain))


@pytest.mark.case("B15")
def test_a_bundle_of_records_is_no_card(tmp_path):
    path, _ = a_bundle(tmp_path)
    with pytest.raises(BundleRejected, match="not the card"):
        read_card(path)
