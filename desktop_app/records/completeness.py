"""How complete a record is: what is needed weighs two, what is recommended one."""

from functools import cache
from typing import NamedTuple

from desktop_app.records.finding import STARTED
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Need, Question, always
from desktop_app.records.record import Record, answered

_NEEDED, _RECOMMENDED = 2, 1


class Filled(NamedTuple):
    """The weight of what was answered, of the weight of all that applies."""

    got: int
    of: int


def needed(question: Question, stage: str) -> bool:
    """Tell whether a record cannot be ready without this answer, at the stage where it stands."""
    match question.need:
        case Need.DRAFT | Need.READY:
            return True
        case Need.EXECUTION:
            return stage in STARTED
        case Need.COMPLETED:
            return stage == "COM"
        case Need.RECOMMENDED | Need.OPTIONAL:
            return False


def filled_of(record: Record) -> Filled:
    """Return how much of what applies to a record is answered; a row counts by being there."""
    got = of = 0
    values = record.values
    stage = values.get("stage")
    for question, weight in _weighed(record.kind, stage if stage in STARTED else ""):
        if question.applies is always or question.applies(values):
            of += weight
            got += weight if answered(values.get(question.field)) else 0
    return Filled(got, of)


@cache
def _weighed(kind: str, stage: str) -> tuple[tuple[Question, int], ...]:
    questions = KINDS[kind].questions
    weights = [
        _RECOMMENDED if one.need is Need.RECOMMENDED else _NEEDED * needed(one, stage)
        for one in questions
    ]
    return tuple(pair for pair in zip(questions, weights, strict=True) if pair[1])
