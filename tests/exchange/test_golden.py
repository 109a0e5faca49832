"""Bundles of earlier programs, kept byte for byte: every later Surco reads them as they were meant.

A file is never changed. Who changes the form of a bundle adds one of the new form: with the name
put into GOLDEN, and SURCO_WRITE_GOLDEN set to it, this test writes it.
"""

import hashlib
import json
import os
from dataclasses import replace

import pytest

from desktop_app.exchange.bundle import TrustedKey
from desktop_app.exchange.signing import kid_of
from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import normal
from desktop_app.records.restored import unfit
from desktop_app.records.revision import seal
from tests import builders
from tests.exchange.sealing import MOMENT, a_bundle, read

FOLDER = builders.PROJECT / "tests" / "data" / "golden"
GOLDEN = ("bundle-1",)
MADE = (
    *(builders.a_project, builders.a_source, builders.an_organisation, builders.a_contact),
    *(builders.an_offer, builders.a_practice, builders.an_agreement, builders.a_meeting),
    *(builders.a_commitment, builders.an_office),
)
FILE = b"%PDF-1.7\n% a document of an earlier program\n%%EOF\n"


def write_golden(name):
    """Write a bundle with a record of every kind and a file, and what it says."""
    lines = []
    for number, make in enumerate(MADE, 1):
        uid = f"00000000-0000-4000-8000-{number:012d}"
        record = make(uid=uid, human_code=f"BO-2026-{number:04d}")
        ask = KINDS[record.kind].question
        answers = {name: normal(ask(name), value) for name, value in record.values.items()}
        record = replace(record, values=answers)
        lines.append(seal(record, parents=[], author="BO", at=MOMENT))
    files = [(hashlib.sha256(FILE).hexdigest(), FILE)]
    FOLDER.mkdir(exist_ok=True)
    path, keys = a_bundle(FOLDER, lines, name=f"{name}.surco", files=files, lists={"sector": "1"})
    (FOLDER / "BO.key").unlink()
    [key] = keys.values()
    told = {"public_key": key.public_key, **meaning(read(path, keys))}
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def meaning(found):
    """Return all that a bundle says, as JSON holds it."""
    manifest = found.manifest
    return {
        "from": [manifest.kind, manifest.office, manifest.stream, manifest.to, manifest.made_at],
        "numbers": [manifest.seq, manifest.prev, manifest.acked_seq, dict(manifest.counts)],
        "lists": dict(manifest.lists),
        "check_code": found.check_code,
        "records": [json.loads(line.line) for line in found.revisions],
        "ids": [line.id for line in found.revisions],
        "files": {name: content.decode() for name, content in found.files.items()},
    }


@pytest.mark.case("B22")
@pytest.mark.parametrize("name", GOLDEN)
def test_a_bundle_of_an_earlier_program_says_what_it_said(name):
    if os.environ.get("SURCO_WRITE_GOLDEN") == name:
        write_golden(name)
    told = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    key = TrustedKey(office="BO", name="BO", role="office", public_key=told.pop("public_key"))
    found = read(FOLDER / f"{name}.surco", {kid_of(key.public_key): key})

    assert meaning(found) == told
    assert [unfit(line, []) for line in found.revisions] == [""] * len(MADE)
    assert found.refused_lines == []
