"""Bringing back one earlier value, or a record that was withdrawn."""

from dataclasses import replace

import pytest

from desktop_app.actions import histories, records
from desktop_app.errors import UserError
from desktop_app.store import revisions
from tests.builders import a_project


@pytest.fixture
def saved(office):
    return records.enter_record(office, replace(a_project(), human_code="", status="draft"))


def change_of(office, record, slot):
    return next(one for one in records.history_of(office, record.uid) if one.slot == slot)


def test_one_earlier_value_is_brought_back_and_the_others_stay(office, saved):
    records.enter_record(office, saved.with_values(stage="COM", local_code="X"))

    back = histories.bring_back_value(office, saved.uid, change_of(office, saved, "stage"))

    assert (back["stage"], back["local_code"], back.version) == ("EXE", "X", 3)
    assert records.history_of(office, saved.uid)[0].why == "an earlier value brought back"


def test_a_row_that_was_taken_out_is_brought_back(office, saved):
    first, second = saved.rows("participants")
    records.enter_record(office, saved.with_values(participants=[second]))

    change = change_of(office, saved, f"participants/{first['id']}")
    back = histories.bring_back_value(office, saved.uid, change)

    assert back.rows("participants") == [second, first]


def test_a_value_that_stands_already_is_not_offered(office, saved):
    edited = records.enter_record(office, saved.with_values(stage="COM"))
    change = change_of(office, saved, "stage")
    histories.bring_back_value(office, saved.uid, change)

    assert histories.can_bring_back(office, edited, change)
    assert not histories.can_bring_back(office, records.find(office, saved.uid), change)


@pytest.mark.parametrize("slot", ["", "status"])
def test_what_is_no_answer_is_not_brought_back(office, saved, slot):
    ready = records.mark_ready(office, saved)
    change = change_of(office, ready, slot)

    with pytest.raises(UserError, match="cannot be brought back"):
        histories.bring_back_value(office, saved.uid, change)


def test_a_withdrawn_record_is_listed_with_its_reason(office, saved):
    records.withdraw(office, saved, "Se registró dos veces")

    assert [one.deleted for one in histories.withdrawn(office)] == ["Se registró dos veces"]


def test_a_withdrawn_draft_is_a_draft_again(office, saved):
    gone = records.withdraw(office, saved, "por error")

    back = histories.bring_back(office, gone)

    assert (back.status, back.deleted, back.values) == ("draft", "", saved.values)
    assert histories.withdrawn(office) == []
    assert revisions.of_records(office.store, [saved.uid]) in ({}, {saved.uid: {}})


def test_a_sealed_record_that_comes_back_says_so_in_a_new_revision(office, saved):
    gone = records.withdraw(office, records.mark_ready(office, saved), "por error")

    back = histories.bring_back(office, gone)

    sealed = revisions.of_records(office.store, [saved.uid])[saved.uid]
    last = sealed[back.heads[0]]
    assert len(sealed) == 3
    assert (last.deleted, last.parents) == ("", gone.heads)
    assert records.mark_ready(office, back).status == "ready"


def test_a_record_that_was_not_withdrawn_is_not_brought_back(office, saved):
    with pytest.raises(UserError, match="not a withdrawn record"):
        histories.bring_back(office, saved)
