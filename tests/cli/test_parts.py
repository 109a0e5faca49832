"""Bundles in parts, by command line."""

from hashlib import shake_256

import pytest

from desktop_app.exchange import bundle_writing, joining
from tests.cli.conftest import PROJECT
from tests.filemaking import PDF


@pytest.fixture
def sent(offices, done, write_json, tmp_path, monkeypatch):
    """What an export in parts answered, of a record with three files."""
    monkeypatch.setattr(bundle_writing, "AROUND", 700_000)
    monkeypatch.setattr(bundle_writing, "LEAST_ROOM", 80_000)
    record = done("new", "initiative", "--from", write_json(PROJECT), "--json").json
    for number in range(3):
        path = tmp_path / f"informe {number}.pdf"
        noise = shake_256(b"%d" % number).digest(60_000)
        path.write_bytes(PDF.replace(b"endobj", b"endobj" + noise))
        done("attach", record["human_code"], "documents", path)
    done("ready", record["human_code"])
    return done("export", tmp_path / "post", "--mail-limit", 1, "--json").json


@pytest.mark.case("B18")
def test_parts_given_together_are_told_of_as_one_bundle(sent, done):
    files = [part["bundle"] for part in sent["parts"]]
    (looked,) = done("receive", *reversed(files), "--json", home="sela").json
    (told,) = done("receive", *reversed(files), "--apply", "--json", home="sela").json

    assert (looked["new"], looked["parts"], looked["parts_missing"]) == (1, len(files), [])
    assert (told["new"], told["applied"], told["parts_missing"]) == (1, True, [])
    assert done("inbox", "--json", home="sela").json == []


@pytest.mark.case("B18")
def test_a_part_that_did_not_come_is_named(sent, done):
    *files, _lost = [part["bundle"] for part in sent["parts"]]
    (told,) = done("receive", *files, "--apply", "--json", home="sela").json
    said = done("inbox", home="sela").out

    assert told["parts_missing"] == [len(files) + 1]
    assert any("did not come" in note for note in told["notes"])
    assert f"wait for part {len(files) + 1}" in said


def test_the_limit_is_remembered_and_zero_is_one_file(sent, done, tmp_path):
    again = done("export", tmp_path / "post", "--json").json
    whole = done("export", tmp_path / "post", "--mail-limit", 0, "--json").json

    assert len(again["parts"]) == len(sent["parts"])
    assert len(whole["parts"]) == 1
    assert whole["bundle"].endswith("surco-BO-000003.surco")


def test_each_draft_is_told_with_its_size(sent, done, tmp_path):
    said = done("export", tmp_path / "post").out

    assert f"It lies in {len(sent['parts'])} parts" in said
    assert said.count("E-mail draft") == len(sent["parts"])


def test_a_part_that_comes_later_says_that_its_files_are_new(sent, done):
    *files, last = [part["bundle"] for part in sent["parts"]]
    done("receive", *files, "--apply", home="sela")
    said = done("receive", last, "--apply", home="sela").out

    assert "were merged before. Files that are new: " in said
    assert "nothing to do" not in said


@pytest.mark.parametrize("lost", [0, 1])
def test_each_part_of_those_given_together_is_opened_once_beside_the_first(
    sent, surco, monkeypatch, lost
):
    files = [part["bundle"] for part in sent["parts"]][lost:]
    opened = []
    true = joining.open_container
    monkeypatch.setattr(joining, "open_container", lambda data: opened.append(1) or true(data))
    answer = surco("receive", *files, "--json", home="sela").json

    assert len(answer) == 1
    assert len(opened) == len(files) - 1
