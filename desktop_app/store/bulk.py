"""Answers changed in many records at once: what each was before, so that one step goes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.records.record import Record
from desktop_app.store.database import Store
from desktop_app.store.rows import record_from_json, record_json


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRow:
    """One change of the answer to `field` in several records of a kind; `name` is its identity."""

    name: str
    kind: str
    field: str
    at: str
    records: int


def add(store: Store, row: BulkRow, befores: Sequence[Record], versions: Mapping[str, int]) -> None:
    """Write a change down: the records before it, and uid -> the version it made."""
    with store.writing() as db:
        db.execute(
            "insert into bulk (name, kind, field, at, records, undone_at) "
            "values (?, ?, ?, ?, ?, '')",
            (row.name, row.kind, row.field, row.at, row.records),
        )
        db.executemany(
            "insert into bulk_row (bulk, uid, version, before) values (?, ?, ?, ?)",
            [(row.name, one.uid, versions[one.uid], record_json(one)) for one in befores],
        )


def last(store: Store, kind: str) -> BulkRow | None:
    """Return the last change of this kind of record that was not undone."""
    with store.reading() as db:
        found = db.execute(
            "select name, kind, field, at, records from bulk where kind = ? and undone_at = '' "
            "order by rowid desc limit 1",
            (kind,),
        ).fetchone()
    if found is None:
        return None
    name, kind, field, at, records = found
    return BulkRow(name=name, kind=kind, field=field, at=at, records=records)


def befores(store: Store, name: str) -> list[tuple[Record, int]] | None:
    """Return each record before a change and the version it made; None when it was undone."""
    with store.reading() as db:
        known = db.execute("select undone_at from bulk where name = ?", (name,)).fetchone()
        if known is None or known[0]:
            return None
        rows = db.execute(
            "select before, version from bulk_row where bulk = ? order by rowid", (name,)
        ).fetchall()
    return [(record_from_json(before), version) for before, version in rows]


def mark_undone(store: Store, name: str, at: str) -> None:
    """Write down that a change was undone; what it kept of the records is let go."""
    with store.writing() as db:
        db.execute("update bulk set undone_at = ? where name = ?", (at, name))
        db.execute("delete from bulk_row where bulk = ?", (name,))
