"""The log of every changed answer: what it was, what it is, who, when and why."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import canonical
from desktop_app.records.record import Record
from desktop_app.records.slots import Slots, slots_of
from desktop_app.store.database import Store

CREATED, FORGOTTEN = "", "forgotten"  # slots of the record as a whole
_OF_ENVELOPE = ("human_code", "status", "deleted")
_ADD = (
    "insert into change (kind, uid, version, at, who, why, slot, before, after) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One slot (records.slots) before and after, None where empty.

    Besides the slots of answers there are human_code, status, deleted, and "" for the making of
    the record; what it held then follows from what it holds now and from the later changes.
    """

    at: str
    who: str
    why: str
    version: int
    slot: str
    before: Any
    after: Any


def log(db: sqlite3.Connection, before: Record | None, after: Record, why: str) -> None:
    """Write down what a save changes; call it in the transaction of the save."""
    if before is None:
        log_made(db, [after], why)
        return
    old, new = _slots_apart(before, after)
    differing = [slot for slot in sorted(old.keys() | new.keys()) if old.get(slot) != new.get(slot)]
    db.executemany(
        _ADD,
        [
            (*_stamp(after, why), slot, _written(old.get(slot)), _written(new.get(slot)))
            for slot in differing
        ],
    )


def log_made(db: sqlite3.Connection, records: Iterable[Record], why: str) -> None:
    """Write down that records came into being."""
    db.executemany(_ADD, [(*_stamp(record, why), CREATED, None, None) for record in records])


def log_forgotten(db: sqlite3.Connection, record: Record) -> None:
    """Write down that a record was taken back as if it had never come."""
    db.execute(_ADD, (*_stamp(record, ""), FORGOTTEN, None, None))


def history(store: Store, uid: str) -> list[Change]:
    """Return all changes of a record, the newest first."""
    with store.reading() as db:
        rows = db.execute(
            "select at, who, why, version, slot, before, after from change "
            "where uid = ? order by id desc",
            (uid,),
        ).fetchall()
    return [
        Change(
            at=at,
            who=who,
            why=why,
            version=version,
            slot=slot,
            before=_read(before),
            after=_read(after),
        )
        for at, who, why, version, slot, before, after in rows
    ]


def last_at(store: Store) -> str:
    """Return when the last change was made, as its clock said; empty before the first."""
    with store.reading() as db:
        found = db.execute("select at from change order by id desc limit 1").fetchone()
    return str(found[0]) if found else ""


def _slots_apart(before: Record, after: Record) -> tuple[Slots, Slots]:
    """Return the slots before and after of the fields that differ."""
    kind = KINDS[after.kind]
    old = {**before.extra, **before.values}
    new = {**after.extra, **after.values}
    differing = [name for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
    return (
        {
            **slots_of(kind, {name: old[name] for name in differing if name in old}),
            **_of_envelope(before),
        },
        {
            **slots_of(kind, {name: new[name] for name in differing if name in new}),
            **_of_envelope(after),
        },
    )


def _of_envelope(record: Record) -> dict[str, str]:
    said = {name: getattr(record, name) for name in _OF_ENVELOPE}
    return {name: value for name, value in said.items() if value}


def _stamp(record: Record, why: str) -> tuple[str, str, int, str, str, str]:
    return (
        record.kind,
        record.uid,
        record.version,
        record.updated_at,
        record.updated_by,
        why,
    )


def _written(value: object) -> str | None:
    return None if value is None else canonical(value).decode()


def _read(text: str | None) -> Any:  # noqa: ANN401 - any plain value
    return None if text is None else json.loads(text)
