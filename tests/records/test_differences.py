"""Slots of two states side by side, and putting one back."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.differences import differences, slots_of_record, with_slots
from tests.builders import a_project
from tests.strategies import records


def said(record):
    """The slots that say something: a null of a newer program is the same as nothing."""
    return {slot: value for slot, value in slots_of_record(record).items() if value is not None}


@given(records(), st.data())
def test_what_differs_put_back_slot_by_slot_gives_the_other_state(record, data):
    other = data.draw(records(kinds=(record.kind,)))
    found = {one.slot: one.typed for one in differences(record, record, other)}

    assert said(with_slots(record, found)) == said(other)


@given(records())
def test_a_state_does_not_differ_from_itself(record):
    assert differences(record, record, record) == []


def test_it_is_told_who_changed_what():
    opened = a_project(stage="EXE", local_code="A", sector="S04")
    stored = opened.with_values(stage="COM", sector="S05")
    typed = opened.with_values(local_code="B", sector="S06")

    found = {one.slot: (one.mine, one.theirs) for one in differences(opened, stored, typed)}

    assert found == {
        "stage": (False, True),
        "local_code": (True, False),
        "sector": (True, True),
    }


def test_a_row_put_back_leaves_the_other_rows_where_they_are():
    project = a_project()
    first, second = project.rows("participants")
    without = project.with_values(participants=[second])

    back = with_slots(without, {f"participants/{first['id']}": first})

    assert back.rows("participants") == [second, first]


def test_the_last_language_taken_away_takes_the_text_away():
    project = a_project()

    assert with_slots(project, {"title/es": None})["title"] is None
