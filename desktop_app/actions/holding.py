"""Keeping in the office what is for this office only, sealed lines of earlier included."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop_app.actions.office import Office
from desktop_app.records.access import OFFICE_ONLY, kept_back, leaving, tells
from desktop_app.records.record import Record
from desktop_app.records.revision import Revision
from desktop_app.store import revisions


def leaves_the_same(before: Record, after: Record) -> bool:
    """Tell whether two states of a record differ in nothing that could be sent."""
    old, new = leaving(before), leaving(after)
    return (old.values, old.extra) == (new.values, new.extra)


def held_back(office: Office, before: Record, record: Record) -> Record:
    """Return the record built upon what left already; call it inside the transaction of a save.

    Sealed lines that hold what is for this office only now, and were never sent, count no more.
    What was sent and is not acknowledged yet is not sent again: the next line names what the
    Secretariat surely has as a parent too, so that it follows whether that bundle arrived or not.
    """
    closed = OFFICE_ONLY in (before["access"], record["access"])
    if not record.heads or not (closed or kept_back(record)):
        return record
    lines = revisions.of_records(office.store, [record.uid]).get(record.uid, {})
    seen = _ancestors(record.heads, lines)
    if not any(tells(lines[name].fields, record) for name in seen):
        return record
    sent, answered = revisions.gone(office.store, seen)
    there = {name for name in seen if name in answered or lines[name].author != office.code}
    away = there | (seen & sent)
    revisions.set_aside(office.store, seen - away)
    heads = {*_newest(away, lines), *_newest(there, lines)}
    return replace(record, heads=tuple(sorted(heads)))


def was_sent(office: Office, record: Record, field: str) -> bool:
    """Tell whether an answer left with a bundle: what was sent cannot be called back."""
    lines = revisions.of_records(office.store, [record.uid]).get(record.uid, {})
    holding = {name for name, line in lines.items() if field in line.fields}
    sent, answered = revisions.gone(office.store, holding)
    return bool(sent | answered)


def _ancestors(heads: Iterable[str], lines: Mapping[str, Revision]) -> set[str]:
    seen: set[str] = set()
    open_ends = [name for name in heads if name in lines]
    while open_ends:
        name = open_ends.pop()
        if name not in seen:
            seen.add(name)
            open_ends.extend(parent for parent in lines[name].parents if parent in lines)
    return seen


def _newest(names: set[str], lines: Mapping[str, Revision]) -> set[str]:
    """Return those of these lines that none of the others was built on."""
    built_on: set[str] = set()
    for name in names:
        built_on |= _ancestors([name], lines) - {name}
    return names - built_on
