"""What is missing or doubtful in a record, as data: advice while typing, a gate only for "ready".

Rules are known by their numbers, which never change. A rule looks at answers alone; it never
changes them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from desktop_app.language import N_
from desktop_app.records.access import marks_fit
from desktop_app.records.codes import code_list
from desktop_app.records.completeness import needed
from desktop_app.records.context import Context
from desktop_app.records.finding import Finding, Severity
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Answer, Need, Question
from desktop_app.records.record import Record, answered
from desktop_app.records.rules import CONTEXT_RULES, RULES


def findings(record: Record, context: Context | None = None) -> list[Finding]:
    """Return what is missing or doubtful, in the order of the questions, then the rules.

    Rules that look at other records are silent without a `context`.
    """
    kind = KINDS[record.kind]
    found: list[Finding] = []
    for question in kind.questions:
        if question.applies(record.values):
            found.extend(_question_findings(record, question))
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


def _question_findings(record: Record, question: Question) -> Iterator[Finding]:
    value = record[question.field]
    if not answered(value):
        if needed(question, record["stage"] or ""):
            yield Finding("required", Severity.MISSING, question.field, N_("This is still open."))
        return
    if question.kind is Answer.ROWS:
        for row in value:
            yield from _row_findings(question, row, new=not record.heads)
    elif question.codes or question.limit:
        yield from _answer_findings(question, question.field, value, new=not record.heads)


def _row_findings(question: Question, row: Mapping[str, Any], *, new: bool) -> Iterator[Finding]:
    for column in question.rows:
        value = row.get(column.field)
        if answered(value):
            if column.codes or column.limit:
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
