"""When a question is asked, worked out from its own rule, so that paper can say it in words.

A rule is a function of the other answers. It is tried on every answer of the questions it looks
at; what it says then is told as clauses. A rule too tangled for clauses is not told at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from desktop_app.records.codes import code_list
from desktop_app.records.questionnaire import Answer, Question

_MOST_LOOKED_AT = 3
_MOST_TRIED = 20_000
_SOMETHING = {Answer.DATE: "2024", Answer.AMOUNT: "1", Answer.COUNT: 1}


@dataclass(frozen=True, slots=True)
class Clause:
    """One question a rule looks at, and the codes for which it holds, or does not when `but`.

    Without codes any answer will do.
    """

    question: Question
    codes: tuple[str, ...] = ()
    but: bool = False


class _Watched(dict[str, Any]):
    """Answers that remember what was looked at."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        super().__init__(given)
        self.seen: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - dict's own
        self.seen.add(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - dict's own
        self.seen.add(name)
        return super().__getitem__(name)


def clauses(question: Question, among: Sequence[Question]) -> tuple[Clause, ...]:
    """Return what must hold for `question` to be asked; none when it always is, or unclear.

    `among` are the questions its rule may look at: those of the kind, or of the row.
    """
    known = {one.field: one for one in among if one.field != question.field}
    looked_at = _looked_at(question, known)
    domains = [_answers(known[name]) for name in looked_at]
    if not looked_at or _size(domains) > _MOST_TRIED:
        return ()
    held = {
        combined
        for combined in product(*domains)
        if question.applies(dict(zip(looked_at, combined, strict=True)))
    }
    sides = [{combined[at] for combined in held} for at in range(len(looked_at))]
    if not held or len(held) != _size(sides):
        return ()
    told = (
        _clause(known[name], domain, side)
        for name, domain, side in zip(looked_at, domains, sides, strict=True)
    )
    return tuple(one for one in told if one is not None)


def _looked_at(question: Question, known: Mapping[str, Question]) -> list[str]:
    """Return the fields a rule looks at, also those it looks at only after certain answers."""
    found: list[str] = []
    while True:
        seen: set[str] = set()
        domains = [_answers(known[name]) for name in found]
        if _size(domains) > _MOST_TRIED:
            return []
        for combined in product(*domains):
            watched = _Watched(dict(zip(found, combined, strict=True)))
            question.applies(watched)
            seen |= watched.seen
        fresh = sorted(name for name in seen if name in known and name not in found)
        if not fresh:
            return found
        found += fresh
        if len(found) > _MOST_LOOKED_AT:
            return []


def _answers(question: Question) -> list[Any]:
    """Return what may be answered, nothing first: each code, or simply something."""
    if question.kind in (Answer.CODE, Answer.YESNO):
        return [None, *(one.code for one in code_list(question.codes or "yes_no").active())]
    return [None, _SOMETHING.get(question.kind, "x")]


def _clause(question: Question, domain: list[Any], side: set[Any]) -> Clause | None:
    """Return what one question must be answered with, None when that is all the same."""
    if len(side) == len(domain):
        return None
    if question.kind not in (Answer.CODE, Answer.YESNO):
        return None if None in side else Clause(question)
    left_out = tuple(one for one in domain if one is not None and one not in side)
    if None in side or len(left_out) < (len(domain) - 1) / 2:
        return Clause(question, left_out, but=True)
    return Clause(question, tuple(one for one in domain if one in side))


def _size(sets: Sequence[Sequence[Any] | set[Any]]) -> int:
    size = 1
    for one in sets:
        size *= len(one)
    return size
