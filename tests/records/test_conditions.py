"""A condition is told from the rule itself, and only when clauses say the same as the rule."""

import pytest

from desktop_app.records.conditions import Clause, clauses
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Answer, Question, never


def _told(kind, name, column=""):
    question = KINDS[kind].question(name)
    if column:
        return clauses(question.row_question(column), question.rows)
    return clauses(question, KINDS[kind].questions)


def _named(found):
    return [(one.question.field, one.codes, one.but) for one in found]


def test_what_is_always_asked_has_no_condition():
    assert _told("initiative", "title") == ()


def test_the_answers_that_make_a_question_needed_are_named():
    assert _named(_told("initiative", "stage_reason")) == [("stage", ("SUS", "CAN"), False)]


def test_where_most_answers_do_the_others_are_named():
    assert _named(_told("initiative", "money", "rate")) == [("currency", ("USD",), True)]


def test_a_rule_that_looks_at_two_questions_gives_two_clauses():
    assert _named(_told("initiative", "money", "rate_reason")) == [
        ("currency", ("USD",), True),
        ("rate_kind", ("MAN",), False),
    ]


def test_a_rule_that_asks_only_whether_there_is_an_answer_names_no_code():
    question = KINDS["organisation"].question("valid_to")

    assert _told("organisation", "succeeded_by") == (Clause(question),)


def test_a_rule_too_tangled_for_clauses_is_not_told():
    one, other = (Question(field=name, label=name, kind=Answer.YESNO) for name in ("a", "b"))
    either = Question(
        field="c",
        label="c",
        kind=Answer.LINE,
        applies=lambda given: given.get("a") == "Y" or given.get("b") == "Y",
    )

    assert clauses(either, (one, other, either)) == ()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_condition_of_the_questionnaire_can_be_told(kind):
    asked = [(one, kind.questions) for one in kind.questions if one.applies is not never]
    asked += [(row, one.rows) for one in kind.questions for row in one.rows]

    assert [
        one.field for one, among in asked if not one.applies({}) and not clauses(one, among)
    ] == []
