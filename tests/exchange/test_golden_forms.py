"""An answer, a card and a bundle in parts as this program writes them, kept byte for byte.

As in test_golden: a file is never changed, and every later Surco reads it as it was meant. With
SURCO_WRITE_GOLDEN set to the name of one that is not there yet, this test writes it.
"""

import hashlib
import json
import os
import shutil

import pytest

from desktop_app.exchange import attachments, bundle_writing
from desktop_app.exchange.bundle import TrustedKey
from desktop_app.exchange.bundle_writing import write_bundle
from desktop_app.exchange.card import Card, read_card, write_card
from desktop_app.exchange.receipt import Receipt, ReceiptRecord, read_receipt, receipt_bytes
from desktop_app.exchange.signing import kid_of
from desktop_app.exchange.spreading import AROUND
from desktop_app.records.merge import Outcome
from tests.exchange.sealing import MOMENT, a_revision, a_signer, outgoing, read
from tests.exchange.test_golden import FOLDER

FILES = [hashlib.shake_256(b"%d" % number).digest(4000) for number in range(2)]
UID = "00000000-0000-4000-8000-000000000001"


def write_parts(folder):
    """Write a bundle in parts and return what is known of who sealed it."""
    bundle_writing.LEAST_ROOM, attachments._SMALLEST = 1000, 1500  # noqa: SLF001 - small for good
    lines = [a_revision(1, objective=hashlib.shake_256(b"o").hexdigest(2500))]
    with a_signer(folder) as signer:
        write_bundle(
            folder / "parts-1.surco",
            outgoing(),
            {"revisions": [line.line for line in lines]},
            signer,
            files=[(hashlib.sha256(one).hexdigest(), one) for one in FILES],
            room=AROUND + 5000,
        )
        return {"public_key": signer.public_key}


def write_answer(folder):
    receipt = Receipt(
        about="ab" * 32,
        seq=3,
        office="BO",
        records=(
            ReceiptRecord(
                uid=UID, outcome=Outcome.CONFLICT, human_code="BO-2026-0001", reason="Dos valores."
            ),
        ),
        missing_seqs=(1, 2),
        revisions=("cd" * 32,),
    )
    with a_signer(folder) as signer:
        said = outgoing(kind="answer", office="SELA", to="BO", counts={}, seq=1, prev="")
        write_bundle(folder / "answer-1.surco", said, {"receipt": [receipt_bytes(receipt)]}, signer)
        return {"public_key": signer.public_key}


def write_the_card(folder):
    with a_signer(folder) as signer:
        card = Card(
            office="BO",
            name="Oficina de ejemplo",
            role="office",
            public_key=signer.public_key,
            made_at=MOMENT,
        )
        made = write_card(folder / "card-1.surco", card, signer, "surco 0.1")
        return {"public_key": signer.public_key, "fingerprint": made.fingerprint}


WRITERS = {"parts-1": write_parts, "answer-1": write_answer, "card-1": write_the_card}


def golden(name, tmp_path):
    """Return the files of one form and what is known of it, written first where it is wanted."""
    if os.environ.get("SURCO_WRITE_GOLDEN") == name:
        told = WRITERS[name](tmp_path)
        for path in tmp_path.glob(f"{name}*.surco"):
            shutil.copy(path, FOLDER / path.name)
        text = json.dumps(told, indent=1, sort_keys=True)
        (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    return sorted(FOLDER.glob(f"{name}*.surco")), json.loads((FOLDER / f"{name}.json").read_text())


def keys(told, role):
    office = "SELA" if role == "secretariat" else "BO"
    key = TrustedKey(office=office, name=office, role=role, public_key=told["public_key"])
    return {kid_of(key.public_key): key}


@pytest.mark.case("B18", "B22")
def test_a_bundle_in_parts_of_an_earlier_program_is_joined(tmp_path):
    paths, told = golden("parts-1", tmp_path)
    found = read(paths[-1], keys(told, "office"), beside=lambda _hash: paths)

    assert len(paths) >= 3
    assert [line.uid for line in found.revisions] == [UID]
    assert sorted(found.files.values()) == sorted(FILES)
    assert found.parts_away == ()


@pytest.mark.case("B22")
def test_an_answer_of_an_earlier_program_says_what_it_said(tmp_path):
    [path], told = golden("answer-1", tmp_path)
    trusted = keys(told, "secretariat")
    found = read(path, trusted, kinds=["answer"], addressee="BO")
    receipt = read_receipt(found.receipt)

    assert (receipt.about, receipt.seq, receipt.missing_seqs) == ("ab" * 32, 3, (1, 2))
    assert [(one.uid, one.outcome, one.reason) for one in receipt.records] == [
        (UID, Outcome.CONFLICT, "Dos valores.")
    ]
    assert receipt.revisions == ("cd" * 32,)


@pytest.mark.case("B22")
def test_a_card_of_an_earlier_program_shows_the_same_digits(tmp_path):
    [path], told = golden("card-1", tmp_path)
    card = read_card(path)

    assert (card.office, card.name, card.role) == ("BO", "Oficina de ejemplo", "office")
    assert (card.public_key, card.fingerprint) == (told["public_key"], told["fingerprint"])
