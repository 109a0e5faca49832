"""What is missing or doubtful in a record, as data: advice while typing, a gate only for "ready".

Rules are known by their numbers, which never change. A rule looks at answers alone; it never
changes them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from desktop_app.language import N_
from desktop_app.records.access import marks_fit
from desktop_app.records.codes import code_list
from desktop_app.records.completeness import needed
from desktop_app.records.context import Context
from desktop_app.records.finding import Finding, Severity
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Answer, Kind, Need, Question, always
from desktop_app.records.record import Record, answered
from desktop_app.records.rules import CONTEXT_RULES, RULES


def findings(record: Record, context: Context | None = None) -> list[Finding]:
    """Return what is missing or doubtful, in the order of the questions, then the rules.

    Rules that look at other records are silent without a `context`.
    """
    kind = KINDS[record.kind]
    found: list[Finding] = []
    new = not record.heads
    for question, columns in _asked(kind):
        if question.applies is always or question.applies(record.values):
            found.extend(_question_findings(record, question, columns, new=new))
    for rule in RULES.get(record.kind, ()):
        found.extend(rule(record))
    found.extend(marks_fit(record, kind))
    if context is not None:
        for look in CONTEXT_RULES.get(record.kind, ()):
            found.extend(look(record, context))
    return found


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


@cache
def _asked(kind: Kind) -> tuple[tuple[Question, tuple[Question, ...]], ...]:
    """Return the questions of a kind, each with the columns of its rows that can be found fault."""
    return tuple(
        (one, tuple(column for column in one.rows if _is_watched(column))) for one in kind.questions
    )


def _is_watched(column: Question) -> bool:
    return bool(column.codes or column.limit or column.need in (Need.DRAFT, Need.READY))


def _question_findings(
    record: Record, question: Question, columns: Sequence[Question], *, new: bool
) -> Iterable[Finding]:
    value = record.values.get(question.field)
    if not answered(value):
        open_still = needed(question, record.values.get("stage") or "")
        text = N_("This is still open.")
        return [Finding("required", Severity.MISSING, question.field, text)] if open_still else ()
    if value is not None and question.kind is Answer.ROWS:
        rows = (_row_findings(question, columns, row, new=new) for row in value)
        return chain.from_iterable(rows)
    if _is_sound(question, value):
        return ()
    return _answer_findings(question, question.field, value, new=new)


def _row_findings(
    question: Question, columns: Iterable[Question], row: Mapping[str, Any], *, new: bool
) -> Iterator[Finding]:
    for column in columns:
        value = row.get(column.field)
        if answered(value):
            if not _is_sound(column, value):
                yield from _answer_findings(column, question.field, value, row["id"], new=new)
        elif column.need in (Need.DRAFT, Need.READY) and column.applies(row):
            yield Finding(
                "required",
                Severity.MISSING,
                question.field,
                N_("One row lacks “{column}”."),
                {"column": column.label},
                row["id"],
            )


def _is_sound(question: Question, value: Any) -> bool:  # noqa: ANN401 - a plain value
    """Tell at once, of nearly every answer, that nothing is wrong with it."""
    if question.limit:
        return False
    if not question.codes:
        return True
    current = code_list(question.codes).current
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
