"""Notes at answers: a colleague's question that stays here and is found again."""

import pytest

from desktop_app.actions import gathering, lists, notes, people, records, undoing
from desktop_app.actions.todo import what_to_do
from desktop_app.errors import UserError
from desktop_app.records.listing import Filters
from desktop_app.records.people import Role
from tests.actions.conftest import ready

WORDS = "zz ¿por qué 2019?"


def test_a_note_says_where_it_stands_who_wrote_it_and_when(office):
    record = ready(office)
    person = people.add(office, "Quien revisa", Role.SENDS)
    made = notes.write_note(office, record, "planned_start", WORDS)

    assert notes.notes_of(office, record.uid) == [made]
    assert (made.field, made.words, made.who) == ("planned_start", WORDS, person.uid)
    assert made.at == "2026-03-15T12:00:00Z"
    assert made.is_open


def test_a_note_that_was_seen_to_says_by_whom_and_stays(office):
    record = ready(office)
    made = notes.write_note(office, record, "planned_start", WORDS)
    closed = notes.close_note(office, made.number)

    assert (closed.done_by, closed.done_at) == ("BO", "2026-03-15T12:00:00Z")
    assert notes.notes_of(office, record.uid) == [closed]
    assert notes.open_notes(office, record.uid) == []


def test_notes_survive_saves_and_undo_and_make_no_version(office):
    record = ready(office)
    made = notes.write_note(office, record, "planned_start", WORDS)
    saved = records.edit_record(office, record.uid, {"planned_start": "2020"})
    undoing.undo(office, record.uid)

    assert saved.version == record.version + 1
    assert notes.open_notes(office, record.uid) == [made]


def test_a_record_with_open_notes_can_be_marked_ready(office):
    record = ready(office)
    changed = records.edit_record(office, record.uid, {"planned_start": "2020"})
    notes.write_note(office, changed, "planned_start", WORDS)

    assert records.mark_ready(office, changed).status == "ready"


def test_no_bundle_carries_a_note(pair):
    bo, _sela = pair
    record = ready(bo)
    notes.write_note(bo, record, "planned_start", WORDS)
    lines = b"".join(line.line for line in gathering.what_goes(bo).lines)

    assert lines
    assert WORDS.encode() not in lines


def test_home_counts_open_notes_by_kind(office):
    record = ready(office)
    notes.write_note(office, record, "planned_start", WORDS)
    done = notes.write_note(office, record, "title", WORDS)
    notes.close_note(office, done.number)

    assert what_to_do(office).notes == {"initiative": 1}


def test_notes_of_a_withdrawn_record_wait_for_nobody(office):
    record = ready(office)
    notes.write_note(office, record, "planned_start", WORDS)
    records.withdraw(office, record, "Se registró dos veces")

    assert what_to_do(office).notes == {}


def test_a_list_is_narrowed_to_records_with_open_notes(office):
    first, second = ready(office), ready(office, title="Otra iniciativa")
    made = notes.write_note(office, first, "planned_start", WORDS)
    asked = Filters(findings="notes")
    before = [row.uid for row in lists.list_rows(office, "initiative", filters=asked)]
    notes.close_note(office, made.number)
    after = lists.list_rows(office, "initiative", filters=asked)

    assert before == [first.uid]
    assert second.uid not in before
    assert after == []


def test_a_note_at_no_field_is_refused(office):
    with pytest.raises(UserError, match="no field"):
        notes.write_note(office, ready(office), "no_such_field", WORDS)


@pytest.mark.parametrize("words", ["", " \n ", "a" * 1001])
def test_a_note_without_words_or_with_too_many_is_refused(office, words):
    record = ready(office)

    with pytest.raises(UserError, match="note"):
        notes.write_note(office, record, "title", words)
    assert notes.notes_of(office, record.uid) == []


def test_a_number_of_no_note_is_refused(office):
    with pytest.raises(UserError, match="no note number 7"):
        notes.close_note(office, 7)
