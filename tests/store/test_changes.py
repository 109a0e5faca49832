"""The log of every changed answer."""

from dataclasses import replace

import pytest

from desktop_app.store import changes
from tests.builders import a_project

LATER = "2026-11-24T08:00:00Z"


def test_every_changed_field_is_logged_with_who_when_and_why(store, save):
    first = save(a_project(stage="EXE"))

    save(
        first.with_values(
            stage="COM",
            title={"original": "es", "es": "Agua", "pt": "Água"},
            participants=[{"id": "BO-REC", "party": "BO", "role": "REC"}],
        ),
        who="Ana",
        at=LATER,
        why="se cerró",
    )

    logged = changes.history(store, first.uid)
    assert {change.slot for change in logged} == {
        "",
        "stage",
        "title/es",
        "title/pt",
        "participants/AR-PRO",
    }
    (stage,) = [change for change in logged if change.slot == "stage"]
    assert stage == changes.Change(
        at=LATER, who="Ana", why="se cerró", version=2, slot="stage", before="EXE", after="COM"
    )
    (gone,) = [change for change in logged if change.slot == "participants/AR-PRO"]
    assert (gone.before["role"], gone.after) == ("PRO", None)
    assert logged[-1].slot == changes.CREATED


def test_a_save_that_changes_no_answer_logs_no_answer(store, save):
    first = save(a_project())

    save(first)

    assert [change.slot for change in changes.history(store, first.uid)] == [changes.CREATED]


def test_status_and_withdrawal_are_logged_too(store, save):
    first = save(a_project(status="draft"))
    ready = save(replace(first, status="ready"))
    save(replace(ready, deleted="Doble"))

    logged = [change.slot for change in changes.history(store, first.uid)]
    assert logged == ["status", "deleted", "status", changes.CREATED]


def test_leftovers_of_an_import_are_logged_like_answers(store, save):
    first = save(replace(a_project(), extra={"iati_left": ["a"]}))

    save(replace(first, extra={"iati_left": ["a", "b"]}))

    logged = changes.history(store, first.uid)[0]
    assert (logged.slot, logged.before, logged.after) == ("iati_left", ["a"], ["a", "b"])


def test_a_save_that_fails_logs_nothing(store, save):
    first = save(a_project())

    def stumble(_record):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        save(first.with_values(stage="COM"), counts=stumble)

    assert len(changes.history(store, first.uid)) == 1
