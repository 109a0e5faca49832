"""What is missing or doubtful in a record, as data: advice while typing, a gate only for "ready".

Rules are known by their numbers, which never change. A rule looks at answers alone; it never
changes them.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from desktop_app.language import N_
from desktop_app.records.access import marks_fit
from desktop_app.records.codes import code_list
from desktop_app.records.completeness import needed
from desktop_app.records.context import Context
from desktop_app.records.finding import STARTED, Finding, Severity
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Answer, Kind, Need, Question, always
from desktop_app.records.record import Record, answered
from desktop_app.records.rules import CONTEXT_RULES, RULES


def findings(record: Record, context: Context | None = None) -> list[Finding]:
    """Return what is missing or doubtful, in the order of the questions, then the rules.

    Rules that look at other records are silent without a `context`.
    """
    kind = KINDS[record.kind]
    values = record.values
    found: list[Finding] = []
    new = not record.heads
    stage = values.get("stage")
    for one in _asked(kind, stage if stage in STARTED else ""):
        value = values.get(one.field)
        said = bool(value) or answered(value)
        if not (said or one.needed) or not (one.always or one.question.applies(values)):
            continue
        if not said:
            text = N_("This is still open.")
            found.append(Finding("required", Severity.MISSING, one.field, text))
        elif one.columns is not None:
            for row in value or ():
                found.extend(_row_findings(one.field, one.columns, row, new=new))
        elif one.watched and not _is_sound(one.question, value):
            found.extend(_answer_findings(one.question, one.field, value, new=new))
    for rule in RULES.get(record.kind, ()):
        found.extend(rule(record))
    found.extend(marks_fit(record, kind))
    if context is not None:
        found.extend(_of_others(record, kind, context))
    return found


def _of_others(record: Record, kind: Kind, context: Context) -> Iterator[Finding]:
    """Yield what only a look at other records tells."""
    if context.shares_code(record):
        text = N_("Another record has the code {code} too. Give one of them a new code.")
        yield Finding("code", Severity.WARNING, kind.title_field, text, {"code": record.human_code})
    for look in CONTEXT_RULES.get(record.kind, ()):
        yield from look(record, context)


def counts(record: Record) -> tuple[int, int, int]:
    """Return how many errors, warnings and missing answers there are."""
    severities = [finding.severity for finding in findings(record)]
    return (
        severities.count(Severity.ERROR),
        severities.count(Severity.WARNING),
        severities.count(Severity.MISSING),
    )


def open_for_ready(found: Iterable[Finding]) -> list[Finding]:
    """Return the findings that keep a record from being marked ready."""
    return [finding for finding in found if finding.severity is not Severity.WARNING]


class _Asked(NamedTuple):
    """A question at one stage, with what is looked at in its answer, worked out once."""

    question: Question
    field: str
    needed: bool
    always: bool
    watched: bool  # whether an answer can be found fault with
    columns: "tuple[_Asked, ...] | None"  # of ROWS: those columns that are looked at


@cache
def _asked(kind: Kind, stage: str) -> tuple[_Asked, ...]:
    return tuple(_asked_once(one, needed(one, stage)) for one in kind.questions)


def _asked_once(question: Question, is_needed: bool) -> _Asked:  # noqa: FBT001 - a column of a table
    columns = [_asked_once(one, one.need in (Need.DRAFT, Need.READY)) for one in question.rows]
    return _Asked(
        question=question,
        field=question.field,
        needed=is_needed,
        always=question.applies is always,
        watched=bool(question.codes or question.limit),
        columns=tuple(one for one in columns if one.watched or one.needed)
        if question.kind is Answer.ROWS
        else None,
    )


def _row_findings(
    shown_at: str, columns: Iterable[_Asked], row: Mapping[str, Any], *, new: bool
) -> Iterable[Finding]:
    found: list[Finding] = []
    for column in columns:
        value = row.get(column.field)
        if value or answered(value):
            if column.watched and not _is_sound(column.question, value):
                found.extend(_answer_findings(column.question, shown_at, value, row["id"], new=new))
        elif column.needed and column.question.applies(row):
            text = N_("One row lacks “{column}”.")
            said = {"column": column.question.label}
            found.append(Finding("required", Severity.MISSING, shown_at, text, said, row["id"]))
    return found


@cache
def _current(codes: str) -> frozenset[str]:
    return code_list(codes).current


def _is_sound(question: Question, value: Any) -> bool:  # noqa: ANN401 - a plain value
    """Tell at once, of nearly every answer, that nothing is wrong with it."""
    if question.limit:
        return False
    if not question.codes:
        return True
    current = _current(question.codes)
    return value in current if isinstance(value, str) else current.issuperset(value)


def _answer_findings(
    question: Question,
    shown_at: str,
    value: Any,  # noqa: ANN401 - a plain value
    row: str = "",
    *,
    new: bool,
) -> Iterator[Finding]:
    if question.codes:
        yield from _code_findings(question, shown_at, value, row, new=new)
    if question.limit and (longest := _longest(value)) > question.limit:
        text = N_("This text has {length} characters; up to {limit} read well.")
        values = {"length": longest, "limit": question.limit}
        yield Finding("length", Severity.WARNING, shown_at, text, values, row)


def _code_findings(
    question: Question,
    shown_at: str,
    value: Any,  # noqa: ANN401 - a plain value
    row: str,
    *,
    new: bool,
) -> Iterator[Finding]:
    known = code_list(question.codes)
    for code in [value] if isinstance(value, str) else value:
        entry = known.get(code)
        if entry is None and question.open_list:
            continue
        if entry is None:
            text = N_("“{code}” is not in the list. Choose one that is.")
            yield Finding("code", Severity.ERROR, shown_at, text, {"code": code}, row)
        elif entry.withdrawn and question.codes != "currency":
            # Past periods keep their currencies (V23). What was sealed once keeps other codes
            # too and asks for a look; a new record does not take them.
            severity = Severity.ERROR if new else Severity.WARNING
            text = N_("“{code}” was withdrawn from the list on {date}. Choose a current one.")
            values = {"code": code, "date": entry.valid_to}
            yield Finding("withdrawn", severity, shown_at, text, values, row)


def _longest(value: Any) -> int:  # noqa: ANN401 - a plain value
    if isinstance(value, dict):
        return max(len(str(text)) for text in value.values())
    return len(value) if isinstance(value, str) else 0
