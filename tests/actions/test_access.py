"""What is for this office only never leaves it, and stands here whatever comes back."""

from dataclasses import replace

import pytest

from desktop_app.actions import (
    answers,
    beginning,
    bulk,
    bundles,
    gathering,
    histories,
    merging,
    records,
    tables,
    undoing,
)
from desktop_app.errors import BadAnswer, UserError
from desktop_app.language import Language
from desktop_app.records.access import MARKS, access_of, marked, may_leave
from desktop_app.records.kinds import KINDS
from tests.actions.conftest import merged, ready, sent
from tests.builders import a_contact

SECRET = {"original": "es", "es": "Monto aún en negociación"}
OTHER = {"original": "es", "es": "Otro texto reservado"}


def for_here_only(office, record, field="lessons", **answers):
    """Save a record with an answer that is for this office only."""
    rows = marked(record, KINDS[record.kind], field, "OFC")
    return records.enter_record(office, record.with_values(**{MARKS: rows, **answers}))


def opened(office, record, field="lessons"):
    """Save a record with an answer as open as the record again."""
    rows = marked(record, KINDS[record.kind], field, "GOV")
    return records.enter_record(office, record.with_values(**{MARKS: rows}))


def round_trip(pair, folder):
    """Send, merge and answer; return what the answer said."""
    bo, sela = pair
    merged(sela, sent(bo, folder))
    back = answers.make_answer(sela, "BO", folder / "back")
    return answers.read_answer(bo, back.bundle)


def carried(office):
    """Return the answers of every line that the next bundle takes."""
    return [line.fields for line in gathering.what_goes(office).lines]


def test_an_answer_for_this_office_only_stays_here_and_is_counted(pair):
    bo, _sela = pair
    record = for_here_only(bo, ready(bo), lessons=SECRET)
    going = gathering.what_goes(bo)

    assert going.kept_back == 1
    assert all("lessons" not in line.fields and MARKS not in line.fields for line in going.lines)
    assert records.find(bo, record.uid)["lessons"] == SECRET


def test_changing_only_such_an_answer_leaves_the_record_as_it_was_sent(pair, tmp_path):
    bo, _sela = pair
    record = for_here_only(bo, ready(bo), lessons=SECRET)
    round_trip(pair, tmp_path / "post")
    accepted = records.find(bo, record.uid)
    saved = records.enter_record(bo, accepted.with_values(lessons=OTHER))

    assert (accepted.status, saved.status, saved.draft) == ("accepted", "accepted", False)
    assert saved.heads == accepted.heads
    assert gathering.what_goes(bo, drafts=True).lines == ()


def test_an_answer_of_the_secretariat_takes_nothing_that_stayed(pair, tmp_path):
    bo, sela = pair
    record = for_here_only(bo, ready(bo), lessons=SECRET)
    merged(sela, sent(bo, tmp_path / "post"))
    there = records.find(sela, record.uid)
    with sela.store.writing():
        records.seal_record(sela, there.with_values(sector="S26"), "decided")
    back = answers.make_answer(sela, "BO", tmp_path / "back")
    answers.read_answer(bo, back.bundle)
    now = records.find(bo, record.uid)

    assert (now["sector"], now["lessons"]) == ("S26", SECRET)
    assert access_of(now, "lessons") == "OFC"
    assert not now.conflicts


def test_an_answer_opened_again_travels_with_the_next_bundle(pair, tmp_path):
    bo, sela = pair
    record = for_here_only(bo, ready(bo), lessons=SECRET)
    round_trip(pair, tmp_path / "post")
    again = opened(bo, records.find(bo, record.uid))
    records.mark_ready(bo, again)
    round_trip(pair, tmp_path / "post")

    assert again.status == "draft"
    assert records.find(sela, record.uid)["lessons"] == SECRET


def test_an_answer_closed_after_it_was_sent_is_taken_out_there(pair, tmp_path):
    bo, sela = pair
    record = ready(bo, lessons=SECRET)
    round_trip(pair, tmp_path / "post")
    closed = for_here_only(bo, records.find(bo, record.uid))
    records.mark_ready(bo, closed)
    round_trip(pair, tmp_path / "post")

    assert records.find(sela, record.uid)["lessons"] is None
    assert not records.find(sela, record.uid).conflicts
    assert records.find(bo, record.uid)["lessons"] == SECRET


def test_a_line_sealed_before_and_never_sent_does_not_go_any_more(pair):
    bo, _sela = pair
    closed = for_here_only(bo, ready(bo, lessons=SECRET))
    records.mark_ready(bo, closed)

    assert [fields.get("lessons") for fields in carried(bo)] == [None]


def test_a_line_sealed_while_the_record_was_closed_never_goes(pair):
    bo, _sela = pair
    record = ready(bo, access="OFC", lessons=SECRET, confidentiality_reason="En negociación")
    changed = records.edit_record(bo, record.uid, {"access": "GOV", "lessons": None})
    records.mark_ready(bo, changed)

    assert [fields["access"] for fields in carried(bo)] == ["GOV"]
    assert [fields.get("lessons") for fields in carried(bo)] == [None]


@pytest.mark.parametrize("lost", [False, True], ids=["arrived", "lost"])
def test_a_line_sent_and_not_answered_is_not_sent_again(pair, tmp_path, lost):
    bo, sela = pair
    first = ready(bo)
    round_trip(pair, tmp_path / "one")
    record = records.edit_record(bo, first.uid, {"lessons": SECRET})
    records.mark_ready(bo, record)
    path = sent(bo, tmp_path / "two")
    if not lost:
        merged(sela, path)
    records.mark_ready(bo, for_here_only(bo, records.find(bo, first.uid)))
    gone = carried(bo)
    round_trip(pair, tmp_path / "three")

    assert all("lessons" not in fields for fields in gone)
    assert records.find(sela, first.uid)["lessons"] is None
    assert not records.find(sela, first.uid).conflicts
    assert records.find(bo, first.uid)["lessons"] == SECRET


def test_undo_and_redo_keep_such_an_answer(pair, tmp_path):
    bo, _sela = pair
    record = for_here_only(bo, ready(bo), lessons=SECRET)
    changed = records.enter_record(bo, record.with_values(lessons=OTHER))
    undone = undoing.undo(bo, record.uid).record
    redone = undoing.redo(bo, record.uid).record

    assert changed.draft == record.draft
    assert (undone["lessons"], redone["lessons"]) == (SECRET, OTHER)
    assert access_of(undone, "lessons") == access_of(redone, "lessons") == "OFC"


def test_an_earlier_value_of_it_can_be_brought_back(pair):
    bo, _sela = pair
    record = for_here_only(bo, ready(bo), lessons=SECRET)
    records.enter_record(bo, record.with_values(lessons=None))
    change = next(one for one in records.history_of(bo, record.uid) if one.slot == "lessons/es")
    back = histories.bring_back_value(bo, record.uid, change)

    assert back["lessons"] == SECRET
    assert "lessons" not in carried(bo)[0]


def test_closing_many_records_and_taking_it_back_loses_no_line(pair):
    bo, _sela = pair
    record = ready(bo)
    name = bulk.change_all(bo, [record.uid], "access", "OFC")
    closed = gathering.what_goes(bo)
    bulk.undo_change_all(bo, name)
    back = records.find(bo, record.uid)
    records.mark_ready(bo, back)

    assert (closed.lines, closed.staying) == ((), 1)
    assert [fields["access"] for fields in carried(bo)] == ["GOV"]


def test_a_new_record_begins_without_what_was_for_the_office_only(pair):
    bo, _sela = pair
    for_here_only(bo, ready(bo), field="modality")
    begun = beginning.begin(bo, "initiative").record

    assert begun["modality"] is None


def test_a_copy_keeps_the_marks_of_its_answers(pair):
    bo, _sela = pair
    record = for_here_only(bo, ready(bo), field="summary")
    copy = beginning.keep(bo, beginning.duplicate(bo, record))

    assert access_of(copy, "summary") == "OFC"


@pytest.mark.parametrize("field", ["title", "access", MARKS, "no_such_answer"])
def test_what_names_a_record_cannot_be_closed(pair, field):
    bo, _sela = pair
    record = ready(bo)

    with pytest.raises(BadAnswer):
        records.edit_record(bo, record.uid, {MARKS: [{"field": field, "access": "OFC"}]})
    assert records.find(bo, record.uid) == record


def test_an_access_of_another_name_is_refused(pair):
    bo, _sela = pair
    record = ready(bo)

    with pytest.raises(BadAnswer):
        records.edit_record(bo, record.uid, {MARKS: [{"field": "summary", "access": "ALL"}]})


def test_a_mark_for_governments_travels(pair, tmp_path):
    bo, sela = pair
    record = ready(bo, access="PUB", **{MARKS: [{"field": "summary", "access": "GOV"}]})
    round_trip(pair, tmp_path / "post")

    assert access_of(records.find(sela, record.uid), "summary") == "GOV"


def test_a_mark_of_another_program_closes_nothing_at_the_secretariat(pair, tmp_path):
    _bo, sela = pair
    record = ready(pair[0], **{MARKS: [{"field": "summary", "access": "GOV"}]})
    round_trip(pair, tmp_path / "post")
    there = records.find(sela, record.uid)

    assert there["summary"] is not None
    assert merging.conflicts(sela) == []


def test_a_table_leaves_out_records_and_answers_of_this_office_only(pair, tmp_path):
    bo, _sela = pair
    for_here_only(bo, ready(bo, sector="S01"), field="sector")
    ready(bo, access="OFC", title="Reservado", confidentiality_reason="En negociación")
    path = tmp_path / "list.csv"
    made = tables.export_list(
        bo, path, "initiative", language=Language("en"), columns=["title", "sector"]
    )
    lines = path.read_text("utf-8-sig").splitlines()

    assert (made.records, made.left_out) == (1, 1)
    assert len(lines) == 2
    assert lines[1].endswith(",")


def test_nothing_new_waits_after_all_of_it(pair, tmp_path):
    bo, _sela = pair
    for_here_only(bo, ready(bo), lessons=SECRET)
    round_trip(pair, tmp_path / "post")

    with pytest.raises(UserError, match="nothing to send"):
        bundles.export_bundle(bo, tmp_path / "post", drafts=True)


def test_a_person_who_did_not_agree_leaves_with_no_bundle_not_even_unfinished(pair):
    bo, _sela = pair
    silent = records.from_plain(bo, "contact", {**a_contact().values, "consent": None})
    silent = records.enter_record(bo, silent)
    going = gathering.what_goes(bo, drafts=True)
    agreed = records.enter_record(bo, silent.with_values(consent="2026-01-15"))
    then = gathering.what_goes(bo, drafts=True)

    assert (going.lines, going.staying) == ((), 1)
    assert [line.uid for line in then.lines] == [agreed.uid]


def test_a_person_who_no_longer_agrees_leaves_no_more(pair):
    bo, _sela = pair
    person = records.enter_record(bo, records.from_plain(bo, "contact", a_contact().values))
    sealed = records.mark_ready(bo, person)
    records.enter_record(bo, sealed.with_values(consent=None))

    assert gathering.what_goes(bo, drafts=True).lines == ()


@pytest.mark.parametrize("access", ["ofc", "NEW"])
def test_an_access_that_is_none_is_refused_and_never_let_out(pair, access):
    bo, _sela = pair
    record = ready(bo)
    unknown = replace(record, values={**record.values, "access": access})

    with pytest.raises(BadAnswer, match="PUB, GOV, OFC"):
        records.edit_record(bo, record.uid, {"access": access})
    assert not may_leave(unknown)
