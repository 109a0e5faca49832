"""Questions to an office on its records: a merge that breaks a rule asks, it never keeps still."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from desktop_app.errors import Sentence
from desktop_app.language import N_
from desktop_app.records.kinds import KINDS
from desktop_app.records.merge import MergePlan
from desktop_app.records.questions import broken_by_merging
from desktop_app.records.revision import Revision

if TYPE_CHECKING:
    from desktop_app.exchange.questions import Question

_ASKED = N_("Put together from two sides, “{field}” does not fit: {finding}")
_LONGEST_VALUE = 200


def questions_on(known: Mapping[str, Mapping[str, Revision]]) -> "tuple[Question, ...]":
    """Return what is asked about records, given by uid with all their lines."""
    from desktop_app.exchange.questions import Question

    return tuple(
        Question(
            uid=uid,
            field=found.field,
            text=found.text,
            values={
                name: value if type(value) is int else str(value)[:_LONGEST_VALUE]
                for name, value in found.values.items()
            },
        )
        for uid, lines in known.items()
        for found in broken_by_merging(lines.values())
    )


def how_many_will_ask(known: Mapping[str, Mapping[str, Revision]], plan: MergePlan) -> int:
    """Return how many records a plan puts together so that the office is asked about them."""
    return sum(
        bool(broken_by_merging([*known.get(one.uid, {}).values(), *one.revisions]))
        for one in plan.records
        if one.revisions and one.state is not None
    )


def asked(kind: str, questions: "Iterable[Question]") -> Sentence | None:
    """Return the first question on a record as a sentence, None when there is none."""
    for one in questions:
        has = kind in KINDS and KINDS[kind].has(one.field)
        label = KINDS[kind].question(one.field).label if has else one.field
        return Sentence(_ASKED, {"field": label, "finding": Sentence(one.text, one.values)})
    return None
