import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import BadAnswer
from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import canonical
from desktop_app.records.record import Conflict
from desktop_app.records.restored import from_state, unfit
from desktop_app.records.revision import read_revision, seal, state
from tests.builders import a_project
from tests.strategies import MOMENT, any_json, histories, json_without_floats, records

FORM = "An answer in it is not in the agreed form."


def sealed(record):
    return seal(record, parents=[], author="BO", at=MOMENT)


def with_fields(**fields):
    """Return a revision of a project whose fields nobody's program would write."""
    plain = json.loads(sealed(a_project(human_code="BO-2026-0001")).line)
    plain["fields"].update(fields)
    return read_revision(canonical(plain))


@given(records())
def test_every_honestly_sealed_record_is_taken(record):
    assert unfit(sealed(record)) == ""


@given(histories())
def test_what_a_merge_made_can_be_sealed_and_taken(made):
    kind = KINDS["initiative"]
    merged = state(kind, made)
    record = from_state(None, kind=kind.name, uid=made[0].uid, office="BO", state=merged)

    settled = seal(record, parents=record.heads, author="BO", at=MOMENT)

    assert unfit(settled) == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"title": None},
        {"title": "Agua"},
        {"title": {"es": "Agua"}},
        {"title": {"original": "en", "es": "Agua"}},
        {"title": {"original": ["es"], "es": "Agua"}},
        {"summary": []},
        {"other_forms": {"TA": True}},
        {"other_forms": ["TR", "TA"]},
        {"other_forms": ["TA", ["TR"]]},
        {"participants": [{"party": "BO", "role": "REC"}]},
        {"participants": [{"id": 5, "party": "BO", "role": "REC"}]},
        {"participants": [{"id": "x", "party": "BO", "role": "REC"}]},
        {"participants": ["BO-REC"]},
        {"money": [{"id": "a", "kind": "BUD"}, {"id": "a", "kind": "EXE"}]},
        {"money": [{"id": "a", "amount": 12}]},
        {"planned_start": "31/02/2024"},
        {"stage": ""},
        {"stage": "E\u202eXE"},
        {"sdgs": [{"id": "6", "goal": "6", "rank": True}]},
        {"human_code": 5},
        {"human_code": None},
        {"human_code": {}},
        {"human_code": "AR-2026-0001"},
        {"human_code": "<b>BO</b>"},
    ],
    ids=str,
)
def test_an_answer_in_another_form_is_not_taken(fields):
    assert unfit(with_fields(**fields)) == FORM


@given(st.sampled_from(KINDS["initiative"].questions), any_json)
def test_no_answer_from_outside_is_more_than_refused(question, value):
    try:
        revision = with_fields(**{question.field: value})
    except BadAnswer:
        return

    if unfit(revision) == "":
        other = with_fields(stage="COM")
        assert state(KINDS["initiative"], [revision, other]).heads


@pytest.mark.parametrize("reason", ["x" * 501, "two\nlines", " "])
def test_a_reason_in_another_form_is_not_taken(reason):
    assert unfit(sealed(a_project(deleted=reason))) == FORM


def test_a_column_of_a_newer_program_is_kept():
    rows = [{"id": "BO-REC", "party": "BO", "role": "REC", "since": {"year": 2030}}]

    assert unfit(with_fields(participants=rows)) == ""


@given(json_without_floats)
def test_a_field_of_a_newer_program_is_kept(value):
    assert unfit(with_fields(later=value)) == ""


def test_a_merged_record_says_what_its_state_says():
    revision = with_fields(later=[1])
    kind = KINDS["initiative"]

    record = from_state(
        None, kind="initiative", uid=revision.uid, office="BO", state=state(kind, [revision])
    )

    assert record["stage"] == "EXE"
    assert record.extra == {"later": [1]}
    assert record.human_code == "BO-2026-0001"
    assert (record.heads, record.origin, record.version) == ((revision.id,), "bundle", 0)


def test_a_known_record_keeps_its_history_and_loses_what_was_taken_away():
    known = replace(
        a_project(), version=7, created_at=MOMENT, conflicts=(Conflict(slot="stage", values={}),)
    )
    revision = sealed(replace(known, values={"stage": "COM"}))

    record = from_state(
        known,
        kind="initiative",
        uid=known.uid,
        office="BO",
        state=state(KINDS["initiative"], [revision]),
    )

    assert record.values == {"stage": "COM"}
    assert (record.version, record.created_at, record.conflicts) == (7, MOMENT, ())
    assert record.human_code == known.human_code
