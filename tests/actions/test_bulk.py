"""One answer of many records: looked at before, changed together, taken back together."""

from dataclasses import replace

import pytest

from desktop_app.actions import bulk, lists, records
from desktop_app.actions.office import set_up
from desktop_app.errors import BadAnswer, Cancelled, UserError
from desktop_app.records.kinds import KINDS
from tests.builders import a_project


@pytest.fixture
def office(tmp_path):
    with set_up(tmp_path / "office", code="BO", name="Oficina") as opened:
        yield opened


@pytest.fixture
def three(office):
    """Three drafts of the office, the last one with sector S01."""
    made = [
        records.enter_record(
            office, replace(a_project(sector=sector), human_code="", status="draft")
        )
        for sector in ("S05", "S05", "S01")
    ]
    return [record.uid for record in made]


def sectors(office, uids):
    return [records.find(office, uid)["sector"] for uid in uids]


def test_a_preview_says_what_would_change_and_changes_nothing(office, three):
    found = bulk.preview_change(office, three, "sector", "S01")

    assert [(one.before, one.after, one.changes) for one in found] == [
        ("S05", "S01", True),
        ("S05", "S01", True),
        ("S01", "S01", False),
    ]
    assert sectors(office, three) == ["S05", "S05", "S01"]


def test_a_preview_names_the_findings_that_a_value_brings(office, three):
    [one, *_] = bulk.preview_change(office, three, "sector", None)

    assert [finding.field for finding in one.findings] == ["sector"]


def test_an_answer_is_changed_in_all_records_and_taken_back_in_one_step(office, three):
    name = bulk.change_all(office, three, "sector", "S01")
    changed = sectors(office, three)
    known = bulk.last_change(office, "initiative")

    went = bulk.undo_change_all(office, name)

    assert changed == ["S01"] * 3
    assert (known.name, known.field, known.records) == (name, "sector", 2)
    assert went == (2, 0)
    assert sectors(office, three) == ["S05", "S05", "S01"]
    assert bulk.last_change(office, "initiative") is None


def test_a_record_touched_since_stays_when_a_change_is_taken_back(office, three):
    name = bulk.change_all(office, three, "sector", "S01")
    records.edit_record(office, three[0], {"sector": "S02"})

    went = bulk.undo_change_all(office, name)

    assert went == (1, 1)
    assert sectors(office, three) == ["S02", "S05", "S01"]


def test_a_ready_record_is_a_draft_after_a_change_and_ready_after_taking_it_back(office, three):
    records.mark_ready(office, records.find(office, three[0]))

    name = bulk.change_all(office, three[:1], "sector", "S01")
    changed = records.find(office, three[0]).status
    bulk.undo_change_all(office, name)

    assert changed == "draft"
    assert records.find(office, three[0]).status == "ready"
    assert lists.list_count(office, "initiative") == 3


def test_a_change_is_taken_back_once(office, three):
    name = bulk.change_all(office, three, "sector", "S01")
    bulk.undo_change_all(office, name)

    with pytest.raises(UserError, match="already"):
        bulk.undo_change_all(office, name)


def test_a_change_that_is_stopped_changes_nothing(office, three):
    def stop(done, _total):
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        bulk.change_all(office, three, "sector", "S01", stop)

    assert sectors(office, three) == ["S05", "S05", "S01"]
    assert bulk.last_change(office, "initiative") is None


def test_a_change_of_nothing_leaves_no_step(office, three):
    assert not bulk.change_all(office, three[2:], "sector", "S01")
    assert bulk.last_change(office, "initiative") is None


def test_a_value_that_its_question_does_not_accept_is_refused(office, three):
    with pytest.raises(BadAnswer):
        bulk.change_all(office, three, "actual_start", "yesterday")

    assert bulk.last_change(office, "initiative") is None


def test_withdrawn_records_and_unsaved_typing_are_left_alone(office, three):
    records.withdraw(office, records.find(office, three[0]), "Entered twice")
    typed = records.find(office, three[1]).with_values(sector="S03")
    records.keep_draft(office, typed)

    refused = [one.refused for one in bulk.preview_change(office, three, "sector", "S02")]
    bulk.change_all(office, three, "sector", "S02")

    assert refused == ["was withdrawn", "holds typing that is not saved", ""]
    assert sectors(office, three) == ["S05", "S05", "S02"]
    assert records.draft_of(office, records.find(office, three[1])) == typed


def test_only_answers_of_one_value_can_be_changed_together():
    fields = {question.field for question in bulk.changeable("initiative")}

    assert {"sector", "stage", "actual_start"} <= fields
    assert fields.isdisjoint({"title", "participants", "objective"})
    assert all(bulk.changeable(kind) for kind in KINDS)


def test_many_are_made_ready_and_the_others_are_listed_with_why(office, three):
    records.edit_record(office, three[1], {"sector": None})

    made = bulk.ready_all(office, three)

    assert made.ready == 2
    [(uid, title, why)] = made.open
    assert uid == three[1]
    assert title.startswith("Gestión")
    assert "Main sector" in str(why)
    assert [records.find(office, one).status for one in three] == ["ready", "draft", "ready"]
