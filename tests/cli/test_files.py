"""Files of records by command line: added, sent, written out again; killed at any moment."""

import pytest

from desktop_app.actions import records
from desktop_app.actions.checking import check_store
from desktop_app.actions.office import open_office
from tests.cli.conftest import PROJECT
from tests.cli.test_kill import duration, killed_after, moments, start
from tests.filemaking import PDF, PROGRAM, a_photo


@pytest.fixture
def record(offices, done, write_json):
    return done("new", "initiative", "--from", write_json(PROJECT), "--json").json


@pytest.fixture
def pdf(tmp_path):
    path = tmp_path / "acta.pdf"
    path.write_bytes(PDF)
    return path


@pytest.fixture
def places(pdf, tmp_path):
    program = tmp_path / "foto.jpg"
    program.write_bytes(PROGRAM)
    return {"pdf": pdf, "program": program, "out": tmp_path / "out"}


def test_a_file_goes_to_the_secretariat_and_is_written_out_there(record, done, pdf, tmp_path):
    code = record["human_code"]
    done("attach", code, "documents", pdf, "--name", "Acta de la comisión mixta")
    done("ready", code)
    sent = done("export", tmp_path / "post", "--json").json
    done("receive", sent["bundle"], "--apply", home="sela")
    done("file", code, "acta.pdf", tmp_path / "out.pdf", home="sela")
    shown = done("show", code, home="sela").out

    assert sent["files"] == 1
    assert (tmp_path / "out.pdf").read_bytes() == PDF
    assert "Acta de la comisión mixta · acta.pdf (1 kB)" in shown


def test_files_can_wait_for_a_later_bundle(record, done, pdf, tmp_path):
    done("attach", record["human_code"], "documents", pdf)
    done("ready", record["human_code"])
    told = done("export", tmp_path / "post", "--no-files").out

    assert "Files not sent this time: 1." in told
    assert done("export", tmp_path / "post", "--json").json["files"] == 1


def test_the_original_of_a_picture_is_written_out_at_the_office(record, done, tmp_path):
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(a_photo(1500, 1000))
    done("attach", record["human_code"], "documents", photo, "--picture", "small")
    done("file", record["human_code"], "foto.jpg", tmp_path / "small.jpg")
    done("file", record["human_code"], "foto.jpg", tmp_path / "whole.jpg", "--original")

    assert (tmp_path / "whole.jpg").read_bytes() == photo.read_bytes()
    assert (tmp_path / "small.jpg").stat().st_size < photo.stat().st_size


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("attach", "{code}", "title", "{pdf}"), "takes no files"),
        (("attach", "{code}", "documents", "{program}"), "is a program"),
        (("file", "{code}", "otra.pdf", "{out}"), "has no file “otra.pdf”"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(record, surco, places, words, said):
    answer = surco(*[word.format(code=record["human_code"], **places) for word in words])

    assert answer.code == 1
    assert said in answer.err
    assert len(answer.err.strip().splitlines()) == 1


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", ["surco.db", "seal.key", "SURCO.DB", "surco.db-wal"])
@pytest.mark.parametrize(
    "verb",
    [("print", "profile"), ("list", "initiative", "--csv"), ("card",)],
    ids=["page", "table", "card"],
)
def test_nothing_is_written_over_the_records_or_the_seal(done, surco, tmp_path, verb, name):
    done("init", "--office", "BO", "--name", "Office BO")
    home = tmp_path / "bo"
    before = {path.name: path.read_bytes() for path in home.iterdir() if path.suffix != ".db-shm"}

    said = surco(*verb, home / name)

    assert said.code == 1
    assert "holds the records or the seal" in said.err
    assert (home / "seal.key").read_bytes() == before["seal.key"]
    assert done("check", "--json").json["integrity"] == "ok"


def test_adding_a_file_killed_at_any_moment_leaves_nothing_half(record, done, tmp_path):
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(a_photo(1500, 1000))
    home, code = tmp_path / "bo", record["human_code"]
    whole = duration(lambda: start(home, "attach", code, "documents", photo))
    for moment in moments(whole):
        killed_after(start(home, "attach", code, "documents", photo), moment)
        with open_office(home) as office:
            health = check_store(office)
            named = records.find(office, code).rows("documents")
        assert (health.integrity, health.files) == ("ok", 0)
        assert all(row["file"]["sha256"] == named[0]["file"]["sha256"] for row in named)
