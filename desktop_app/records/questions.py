"""What a merge makes doubtful: rules between answers that no side broke alone; a pure function."""

from collections.abc import Iterable, Mapping
from typing import Any

from desktop_app.records.checks import findings
from desktop_app.records.finding import Finding, Severity
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import Record
from desktop_app.records.revision import Revision, state
from desktop_app.records.scope import speaks_for
from desktop_app.records.slots import slot_field

_Key = tuple[str, str, str, str]


def broken_by_merging(revisions: Iterable[Revision]) -> tuple[Finding, ...]:
    """Return what is wrong with a record put together from several sides, and with none alone.

    A decision of another office on it is looked at beside the sides that it settled. What is open
    as a difference asks for itself.
    """
    known = {revision.id: revision for revision in revisions}
    if not known:
        return ()
    first = next(iter(known.values()))
    now = state(KINDS[first.kind], known.values())
    sides = _sides(now.heads, known)
    if len(sides) < 2 or now.deleted:  # noqa: PLR2004 - two sides make a merge
        return ()
    found = _look(first, now.fields)
    for side in sides:
        for key in _look(first, side.fields):
            found.pop(key, None)
    disputed = {slot_field(conflict.slot) for conflict in now.conflicts}
    return tuple(one for one in found.values() if one.field not in disputed)


def _sides(heads: Iterable[str], known: Mapping[str, Revision]) -> list[Revision]:
    ends = [known[name] for name in heads]
    if len(ends) == 1 and not speaks_for((ends[0].office,), ends[0].author):
        ends = [known[name] for name in ends[0].parents if name in known]
    return ends


def _look(revision: Revision, fields: Mapping[str, Any]) -> dict[_Key, Finding]:
    kind = KINDS[revision.kind]
    record = Record(
        kind=revision.kind,
        uid=revision.uid,
        office=revision.office,
        values={name: value for name, value in fields.items() if kind.has(name)},
        heads=(revision.id,),  # sealed once: it is not judged like a new one
    )
    return {
        (one.rule, one.field, one.row, one.text): one
        for one in findings(record)
        if one.severity is not Severity.MISSING
    }
