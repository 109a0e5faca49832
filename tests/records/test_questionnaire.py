import json
from dataclasses import replace

import pytest

from desktop_app.language import N_
from desktop_app.records.checks import findings
from desktop_app.records.codes import code_list
from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import canonical, normal
from desktop_app.records.questionnaire import Answer, Need, Question, Section
from desktop_app.records.restored import from_state, unfit
from desktop_app.records.revision import read_revision, seal, state
from desktop_app.records.slots import slots_of
from tests.builders import a_project
from tests.strategies import MOMENT

FRESH = Question(
    field="risks",
    label=N_("Risks"),
    kind=Answer.ROWS,
    need=Need.READY,
    rows=(Question(field="risk", label=N_("Risk"), kind=Answer.LINE, need=Need.READY),),
)
EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
ENVELOPE = {"uid", "kind", "office", "human_code", "status", "draft", "deleted", "extra", "version"}


def asked(kind):
    """Yield every question of a kind and every column of its rows."""
    for question in kind.questions:
        yield question
        yield from question.rows


@pytest.fixture
def one_question_more(monkeypatch):
    initiative = KINDS["initiative"]
    sections = (*initiative.sections, Section("Risks", (FRESH,), "risks"))
    longer = replace(initiative, sections=sections)
    monkeypatch.setitem(KINDS, "initiative", longer)
    return longer


@EVERY_KIND
def test_every_field_is_asked_once(kind):
    fields = [question.field for question in kind.questions]

    assert len(set(fields)) == len(fields)
    assert not ENVELOPE & set(fields)
    assert all(field.isidentifier() and field.isascii() for field in fields)


@EVERY_KIND
def test_every_row_has_columns_of_single_values(kind):
    for question in kind.questions:
        columns = [column.field for column in question.rows]

        assert bool(columns) == (question.kind is Answer.ROWS)
        assert len(set(columns)) == len(columns)
        assert "id" not in columns
        assert set(question.key) <= set(columns)
        assert all(column.kind is not Answer.ROWS for column in question.rows)


@EVERY_KIND
def test_every_code_has_its_list_and_every_reference_its_kind(kind):
    for question in asked(kind):
        assert bool(question.codes) == (question.kind in (Answer.CODE, Answer.CODES))
        assert not question.codes or code_list(question.codes).codes
        assert bool(question.ref) == (question.kind is Answer.REF)
        assert not question.ref or question.ref in KINDS


@EVERY_KIND
def test_a_kind_is_titled_by_a_question_that_a_draft_needs(kind):
    title = kind.question(kind.title_field)

    assert title.need is Need.DRAFT
    assert not kind.acronym_field or kind.has(kind.acronym_field)


@EVERY_KIND
def test_a_kind_knows_its_questions_by_field(kind):
    assert all(kind.question(question.field) is question for question in kind.questions)
    assert not kind.has("colour")
    with pytest.raises(KeyError):
        kind.question("colour")


def test_a_column_is_found_by_its_field():
    money = KINDS["initiative"].question("money")

    assert money.row_question("amount").kind is Answer.AMOUNT


def test_a_new_question_shows_in_checks_slots_and_sealed_lines(one_question_more):
    rows = normal(FRESH, [{"risk": "Sequía"}])
    record = a_project(human_code="BO-2026-0001", risks=rows)

    revision = read_revision(seal(record, parents=[], author="BO", at=MOMENT).line)

    assert [one.field for one in findings(a_project()) if one.rule == "required"] == ["risks"]
    assert [one for one in findings(record) if one.field == "risks"] == []
    assert f"risks/{rows[0]['id']}" in slots_of(one_question_more, record.values)
    assert json.loads(revision.line)["fields"]["risks"] == rows
    assert unfit(revision) == ""


def test_an_older_program_carries_the_answer_to_a_question_it_does_not_know(monkeypatch):
    longer = replace(
        KINDS["initiative"],
        sections=(*KINDS["initiative"].sections, Section("Risks", (FRESH,), "risks")),
    )
    with monkeypatch.context() as newer:
        newer.setitem(KINDS, "initiative", longer)
        record = a_project(human_code="BO-2026-0001", risks=normal(FRESH, [{"risk": "Sequía"}]))
        line = seal(record, parents=[], author="BO", at=MOMENT).line

    revision = read_revision(line)
    here = from_state(
        None,
        kind="initiative",
        uid=record.uid,
        office="BO",
        state=state(KINDS["initiative"], [revision]),
    )

    assert unfit(revision) == ""
    assert here.extra == {"risks": record["risks"]}
    again = seal(replace(here, draft=revision.draft), parents=[], author="BO", at=MOMENT)
    assert canonical(again.fields) == canonical(revision.fields)
