"""Files that wait, by command line."""

import pytest

from tests.cli.conftest import PROJECT


@pytest.fixture
def waits(done, surco, write_json, tmp_path):
    """A Secretariat that got a bundle of an office whose card it has not accepted."""
    done("init", "--office", "BO", "--name", "Office BO")
    done("init", "--office", "SELA", "--name", "SELA", "--role", "secretariat", home="sela")
    done("card", tmp_path / "BO.card.surco")
    record = done("new", "initiative", "--from", write_json(PROJECT), "--json").json
    done("ready", record["human_code"])
    sent = done("export", tmp_path / "post", "--json").json
    told = surco("receive", sent["bundle"], "--apply", home="sela")
    return record, told


def test_a_file_of_an_unknown_seal_is_listed_with_what_to_do(waits, done):
    _record, told = waits
    (one,) = done("inbox", "--json", home="sela").json
    said = done("inbox", home="sela").out

    assert told.code == 1
    assert "waits here" in told.err
    assert (one["cause"], one["file"]) == ("unknown-seal", "surco-BO-000001.surco")
    assert "Ask the sender for their card" in said
    assert one["id"][:8] in said


def test_accepting_the_card_takes_what_waited(waits, done, tmp_path):
    record, _told = waits
    said = done("trust", tmp_path / "BO.card.surco", "--yes", home="sela").out

    assert "Number 1 of BO waited here" in said
    assert done("show", record["uid"], "--json", home="sela").json["status"] == "received"
    assert done("inbox", "--json", home="sela").json == []
    assert done("inbox", home="sela").out == "No file waits.\n"


def test_a_look_without_apply_keeps_nothing(waits, done, surco, tmp_path):
    (one,) = done("inbox", "--json", home="sela").json
    done("inbox", "let-go", one["id"][:8], "--reason", "came twice", home="sela")
    surco("receive", tmp_path / "post" / one["file"], home="sela")

    assert done("inbox", "--json", home="sela").json == []


def test_trying_again_says_what_still_waits(waits, done):
    said = done("inbox", "try-again", "--json", home="sela").json

    assert said == {"taken": [], "waiting": 1}
    assert "still wait: 1" in done("inbox", "try-again", home="sela").out
