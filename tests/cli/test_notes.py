"""Notes at answers from the command line."""

import pytest

from tests.cli.conftest import PROJECT


@pytest.fixture
def code(done, write_json):
    done("init", "--office", "BO", "--name", "Oficina")
    return done("new", "initiative", "--from", write_json(PROJECT), "--json").json["human_code"]


def test_a_note_is_written_shown_and_seen_to(done, code):
    number = done("note", code, "planned_start", "¿Por qué 2019?", "--json").json["number"]
    told = done("show", code).out
    done("note", "--done", number)
    [shown] = done("show", code, "--json").json["notes"]

    assert "Planned start: ¿Por qué 2019? (BO, open)" in told
    assert (shown["field"], shown["words"]) == ("planned_start", "¿Por qué 2019?")
    assert (shown["who"], shown["done_by"]) == ("BO", "BO")
    assert shown["done_at"]


def test_marking_ready_tells_of_open_notes(done, code):
    done("note", code, "planned_start", "¿Por qué 2019?")

    assert "Notes still open at it: 1" in done("ready", code).out


def test_a_record_as_shown_can_be_given_back(done, code, write_json):
    done("note", code, "planned_start", "¿Por qué 2019?")
    shown = done("show", code, "--json").json

    assert done("new", "initiative", "--from", write_json(shown), "--json").json["title"]


@pytest.mark.parametrize("words", [[], ["BO-2026-0001", "title"], ["X", "--done", "1"]])
def test_half_a_note_is_refused_with_the_whole_call(surco, code, words):
    said = surco("note", *words)

    assert said.code == 1
    assert "surco note CODE FIELD TEXT" in said.err
