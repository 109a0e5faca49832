"""Persons on the command line: who is entered, who works, what is refused."""

import pytest

from tests.cli.conftest import PROJECT


@pytest.fixture
def staffed(done):
    done("init", "--office", "BO", "--name", "Oficina")
    done("people", "add", "Jefatura Alfa")
    done("people", "add", "Captura Beta")


def test_the_list_says_who_works_here_and_who_works_now(staffed, done):
    told = done("people", "--json").json

    assert [(one["name"], one["role"], one["now"]) for one in told] == [
        ("Jefatura Alfa", "sends", True),
        ("Captura Beta", "enters", False),
    ]
    assert "> Jefatura Alfa" in done("people").out


def test_with_nobody_entered_the_list_says_that_all_is_allowed(done):
    done("init", "--office", "BO", "--name", "Oficina")

    assert "everything is allowed" in done("people").out
    assert done("people", "--json").json == []


def test_a_person_named_before_the_command_is_held_to_the_role(staffed, surco, done, write_json):
    record = done("new", "initiative", "--from", write_json(PROJECT), "--json").json
    refused = surco("--person", "captura beta", "ready", record["uid"])

    assert refused.code == 1
    assert refused.err.strip() == (
        "Ask Jefatura Alfa: this is for who reviews, and Captura Beta works here now."
    )
    assert done("--person", "Jefatura Alfa", "ready", record["uid"]).code == 0


def test_the_environment_names_the_person_too(staffed, surco, monkeypatch, tmp_path):
    monkeypatch.setenv("SURCO_PERSON", "Captura Beta")

    assert surco("card", tmp_path / "card.surco").code == 1
    assert not (tmp_path / "card.surco").exists()


def test_a_person_who_is_not_there_is_refused_with_those_who_are(staffed, surco):
    said = surco("--person", "Nadie", "check")

    assert said.code == 1
    assert "Jefatura Alfa, Captura Beta" in said.err


def test_a_person_gets_another_name_and_role(staffed, done):
    done("people", "change", "Captura Beta", "--name", "Captura Gama", "--role", "reviews")

    assert done("people", "--json").json[1]["name"] == "Captura Gama"
    assert done("people", "--json").json[1]["role"] == "reviews"


def test_a_change_that_changes_nothing_is_refused(staffed, surco):
    assert surco("people", "change", "Captura Beta").code == 1


def test_who_is_closed_stays_in_the_list_with_a_date(staffed, done, surco):
    done("people", "close", "Captura Beta")

    assert done("people", "--json").json[1]["until"]
    assert surco("people", "close", "Jefatura Alfa").code == 1


def test_the_first_person_is_named_when_the_office_is_made(done):
    done("--person", "Jefatura Alfa", "init", "--office", "BO", "--name", "Oficina")

    assert [one["name"] for one in done("people", "--json").json] == ["Jefatura Alfa"]


def test_the_window_opens_with_the_person_named_before_it(staffed, done):
    done("--person", "Captura Beta")

    assert [one["now"] for one in done("people", "--json").json] == [False, True]


def test_a_backup_is_restored_for_a_person_who_may_send(staffed, done, surco, tmp_path):
    made = done("backup", tmp_path / "stick", "--json").json["copy"]

    assert surco("--person", "Captura Beta", "restore", made).code == 1
    assert surco("--person", "Jefatura Alfa", "restore", made).code == 0
