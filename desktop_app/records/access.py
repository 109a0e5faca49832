"""Who may see a record and its single answers, and what of it stays in the office.

An answer may be for fewer readers than its record, never for more; what is for this office only
is in no sealed revision, so that no bundle can carry it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop_app.errors import BadAnswer
from desktop_app.language import N_
from desktop_app.records.finding import Finding, Severity
from desktop_app.records.questionnaire import Kind, Need
from desktop_app.records.record import Record
from desktop_app.records.rowids import with_row_ids

LEVELS = ("PUB", "GOV", "OFC")  # from all readers to the fewest
OFFICE_ONLY = "OFC"
USUAL = "GOV"  # of a record that does not say
MARKS = "field_access"  # the question that holds the marks
_ALWAYS_SEEN = frozenset({"access", MARKS})


def own_access(record: Record) -> dict[str, str]:
    """Return field -> access of the answers that were given one of their own."""
    rows = record.rows(MARKS)
    return {row["field"]: row["access"] for row in rows if "field" in row and "access" in row}


def access_of(record: Record, field: str = "") -> str:
    """Return who may see an answer, or the record: the fewer of what both say."""
    levels = (record["access"] or USUAL, own_access(record).get(field, LEVELS[0]))
    return max(levels, key=_closed)


def markable(kind: Kind, field: str) -> bool:
    """Tell whether a field may have an access of its own: what names a record may not."""
    if field in _ALWAYS_SEEN or not kind.has(field) or field == kind.title_field:
        return False
    return kind.question(field).need is not Need.DRAFT


def marked(record: Record, kind: Kind, field: str, access: str) -> list[dict[str, Any]]:
    """Return the marks with one more; an access that the record has itself takes the mark away."""
    given = {**own_access(record), field: access}
    if _closed(access) <= _closed(record["access"] or USUAL):
        del given[field]
    rows = [{"field": name, "access": given[name]} for name in sorted(given)]
    return with_row_ids(kind.question(MARKS), rows)


def kept_back(record: Record) -> frozenset[str]:
    """Return the fields whose answers are for this office only."""
    marks = own_access(record).items()
    return frozenset(field for field, access in marks if access == OFFICE_ONLY) - _ALWAYS_SEEN


def leaving(record: Record) -> Record:
    """Return the record without the answers that are for this office only, and their marks."""
    back = kept_back(record)
    if not back:
        return record
    rows = [row for row in record.rows(MARKS) if row.get("access") != OFFICE_ONLY]
    return record.with_values(**dict.fromkeys(back), **{MARKS: rows})


def for_everybody(record: Record) -> Record:
    """Return the record without the answers that are for fewer readers than everybody."""
    closed = [field for field, access in own_access(record).items() if access != LEVELS[0]]
    back = frozenset(closed) - _ALWAYS_SEEN
    return record.with_values(**dict.fromkeys(back), **{MARKS: None}) if back else record


def may_leave(record: Record) -> bool:
    """Tell whether a record may leave the office: not one that is for this office only.

    What is not known here to be for others stays.
    """
    return _closed(record["access"] or USUAL) < _closed(OFFICE_ONLY)


def awaits_consent(record: Record) -> bool:
    """Tell whether a record names a person who did not agree that it is passed on."""
    return record.kind == "contact" and not record["consent"] and not record.deleted


def on_paper(record: Record) -> Record:
    """Return what may be printed of a record, marked as closed as the most closed answer left."""
    shown = leaving(record)
    levels = [access for field, access in own_access(shown).items() if field in shown.values]
    closed = max([shown["access"] or USUAL, *levels], key=_closed)
    return shown if closed == shown["access"] else shown.with_values(access=closed)


def together(known: Record | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return merged answers with what never left this office put back; its marks stand.

    A mark “this office only” that came from outside marks nothing: there is nothing to keep.
    """
    rows = values.get(MARKS, ())
    joined = dict(values)
    back = kept_back(known) if known else frozenset()
    marks = {row["id"]: row for row in rows if row.get("access") != OFFICE_ONLY}
    if known and back:
        held = [row for row in known.rows(MARKS) if row.get("field") in back]
        marks |= {row["id"]: row for row in held}
        joined = {name: value for name, value in joined.items() if name not in back}
        joined |= {name: known[name] for name in back if name in known.values}
    if marks:
        joined[MARKS] = [marks[name] for name in sorted(marks)]
    else:
        joined.pop(MARKS, None)
    return joined


def tells(fields: Mapping[str, Any], record: Record) -> bool:
    """Tell whether sealed answers hold what is for this office only, now or when it was sealed."""
    if OFFICE_ONLY in (record["access"], fields.get("access")):
        return True
    return any(field in fields for field in kept_back(record))


def refuse_strange_marks(record: Record, kind: Kind) -> None:
    """Raise BadAnswer for an access that is none, or a mark on what has no access of its own."""
    if record["access"] and record["access"] not in LEVELS:
        raise BadAnswer(
            N_("The access of “{name}” is one of these: {known}."),
            field="access",
            name=kind.title,
            known=", ".join(LEVELS),
        )
    for row in record.rows(MARKS):
        field = row.get("field", "")
        if not markable(kind, field):
            raise BadAnswer(
                N_("“{name}” is no answer that can have an access of its own."),
                field=MARKS,
                name=field,
            )
        if row.get("access") not in LEVELS:
            raise BadAnswer(
                N_("The access of “{name}” is one of these: {known}."),
                field=MARKS,
                name=field,
                known=", ".join(LEVELS),
            )


def marks_fit(record: Record, kind: Kind) -> Iterator[Finding]:
    """Look at answers that say they are for more readers than their record."""
    of_record = _closed(record["access"] or USUAL)
    for field, access in own_access(record).items():
        if kind.has(field) and access in LEVELS and _closed(access) < of_record:
            text = N_("The record is for fewer readers than this answer says; the record counts.")
            yield Finding("access", Severity.WARNING, field, text)


def _closed(access: str) -> int:
    """Return how few may read; what a newer program says counts as the fewest."""
    return LEVELS.index(access) if access in LEVELS else len(LEVELS)
