"""How complete a record is: what is needed weighs two, what is recommended one."""

from functools import cache
from typing import NamedTuple

from desktop_app.records.finding import STARTED
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Need, Question
from desktop_app.records.record import Record, answered

_NEEDED, _RECOMMENDED = 2, 1


class Filled(NamedTuple):
    """The weight of what was answered, of the weight of all that applies."""

    got: int
    of: int


def needed(question: Question, record: Record) -> bool:
    """Tell whether a record cannot be ready without this answer, at the stage where it stands."""
    stage: str | None = record["stage"]
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
    for question in _weighed(record.kind):
        if not question.applies(record.values):
            continue
        weight = _RECOMMENDED
        if question.need is not Need.RECOMMENDED:
            if not needed(question, record):
                continue
            weight = _NEEDED
        of += weight
        got += weight if answered(record.values.get(question.field)) else 0
    return Filled(got, of)


@cache
def _weighed(kind: str) -> tuple[Question, ...]:
    return tuple(one for one in KINDS[kind].questions if one.need is not Need.OPTIONAL)
