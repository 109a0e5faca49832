"""Saving, loading and forgetting records of every kind."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from desktop_app.errors import StaleRecord, UnknownRecord, UserError
from desktop_app.language import N_
from desktop_app.records.access import LEVELS, OFFICE_ONLY
from desktop_app.records.checks import counts as counts_of
from desktop_app.records.kinds import KINDS
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.records.stamp import is_uid
from desktop_app.store import changes, indexing, numbers, settings
from desktop_app.store.database import Store
from desktop_app.store.revisions import within
from desktop_app.store.rows import changing, decode, encode, fetch, layout_of

Counts = Callable[[Record], tuple[int, int, int]]
_PAGE = 500


def save(  # noqa: PLR0913 - who, when and why belong to every save
    store: Store,
    record: Record,
    *,
    who: str,
    at: str,
    why: str = "",
    counts: Counts = counts_of,
    loaded: Record | None = None,
) -> Record:
    """Store the next version of `record` and return it; one with `deleted` becomes withdrawn.

    `loaded` is the record as stored, if the caller has just loaded it inside the same `writing()`.

    Raises StaleRecord if it was saved elsewhere since it was loaded.
    """
    with store.writing() as db:
        before = loaded or _stored(db, record)
        _refuse_stale(before, record)
        saved = _next_version(record, who, at)
        _write(db, before, saved, why, counts)
    return saved


def save_many(  # noqa: PLR0913 - who, when and why belong to every save
    store: Store,
    records: Sequence[Record],
    *,
    who: str,
    at: str,
    why: str = "",
    step: Progress = SILENT,
    counts: Counts = counts_of,
    loaded: Sequence[Record] = (),
) -> list[Record]:
    """Save all or none, in their order; `step` is told after every page and may stop it.

    `loaded` are records as stored, which the caller has just loaded inside the same `writing()`:
    they are not read a second time.
    """
    saved: list[Record] = []
    known = {(record.kind, record.uid): record for record in loaded}
    with store.writing() as db:
        for start in range(0, len(records), _PAGE):
            step(start, len(records))
            page = records[start : start + _PAGE]
            if len({record.uid for record in page}) < len(page):  # versions of one record
                saved += [save(store, one, who=who, at=at, why=why, counts=counts) for one in page]
            else:
                saved += _save_page(db, page, (who, at, why), counts, known)
        step(len(records), len(records))
    return saved


def _save_page(
    db: sqlite3.Connection,
    page: Sequence[Record],
    stamp: tuple[str, str, str],
    counts: Counts,
    known: Mapping[tuple[str, str], Record],
) -> list[Record]:
    """Save records of different uids; the new ones of a kind go in by one statement a table."""
    who, at, why = stamp
    unread = [record for record in page if (record.kind, record.uid) not in known]
    stored = {
        (record.kind, record.uid): record
        for kind in {record.kind for record in unread}
        for record in _stored_of(db, kind, [one.uid for one in unread if one.kind == kind])
    }
    saved = []
    fresh: dict[str, list[Record]] = {}
    for record in page:
        named = (record.kind, record.uid)
        before = known.get(named) or stored.get(named)
        _refuse_stale(before, record)
        after = _next_version(record, who, at)
        saved.append(after)
        if before is None:
            fresh.setdefault(record.kind, []).append(after)
        else:
            _write(db, before, after, why, counts)
    for kind, made in fresh.items():
        db.executemany(layout_of(kind).insert, [encode(record) for record in made])
        changes.log_made(db, made, why)
        indexing.add(db, made, counts)
    return saved


def load(store: Store, code_or_uid: str, kind: str = "") -> Record:
    """Return a record by its uid or human code; of several with one code, this office's own.

    Raises UnknownRecord, UserError when several offices use the code, StoreRefused if damaged.
    """
    column = "uid" if is_uid(code_or_uid) else "human_code"
    with store.reading() as db:
        sql = f"select kind, uid, office from listing where {column} = ?"
        found = db.execute(sql, (code_or_uid,)).fetchall()
        found = [one for one in found if kind in ("", one[0])]
        own = settings.get(store, "office_code") if len(found) > 1 else ""
        found = [one for one in found if one[2] == own] or found
        if not found:
            raise UnknownRecord(N_("There is no record “{code}”."), code=code_or_uid)
        if len(found) > 1:
            raise UserError(
                N_("Several records have the code “{code}”. Say which one: {uids}"),
                code=code_or_uid,
                uids=", ".join(sorted(uid for _kind, uid, _office in found)),
            )
        name, uid, _office = found[0]
        return _stored_of(db, name, [uid])[0]


def load_many(store: Store, uids: Collection[str]) -> list[Record]:
    """Return the records of these uids in their order; those that are not there are left out."""
    wanted = list(uids)
    by_uid: dict[str, Record] = {}
    with store.reading() as db:
        for kind, page in _by_kind(db, wanted):
            by_uid.update((record.uid, record) for record in _stored_of(db, kind, page))
    return [by_uid[uid] for uid in wanted if uid in by_uid]


def every(
    store: Store, kind: str, *, office: str = "", deleted: bool = False, scope: Sequence[str] = ()
) -> Iterator[Record]:
    """Yield the records of a kind, oldest first, a page at a time; withdrawn ones if `deleted`.

    Those of one office if it is given, with `scope` of all that its codes cover (BO-MIN for BO).
    Wrap it in `store.reading()` for one view of all. Raises StoreRefused naming a damaged record.
    """
    select = layout_of(kind).select
    with store.reading() as db:
        last = db.execute(f'select max(rowid) from "{kind}"').fetchone()[0] or 0
    narrowed = " and office = ?" if office else ""
    values = [office] if office else []
    if scope:
        whose, values = within(scope)
        narrowed = f" and {whose}"
    narrowed += "" if deleted else " and deleted = ''"
    after = 0
    while after < last:
        with store.reading() as db:
            ids = [
                number
                for (number,) in db.execute(
                    f'select rowid from "{kind}" where rowid > ? and rowid <= ? '
                    f"order by rowid limit {_PAGE}",
                    (after, last),
                )
            ]
            if not ids:
                return
            sql = f"{select} where rowid between ? and ?{narrowed} order by rowid"
            rows = fetch(db, sql, [ids[0], ids[-1], *values])
        after = ids[-1]
        for row in rows:
            yield decode(kind, row)


def forget(store: Store, uids: Collection[str]) -> None:
    """Take records back as if they had never come (undo of what brought them); the log says so."""
    with store.writing() as db:
        for record in load_many(store, uids):
            indexing.remove(db, record)
            db.execute(f'delete from "{record.kind}" where uid = ?', (record.uid,))
            changes.log_forgotten(db, record)


def with_conflicts(store: Store, kind: str) -> list[str]:
    """Return the uids of the records that hold an open difference."""
    lowest, highest = indexing.ids_of(kind)
    with store.reading() as db:
        rows = db.execute(
            "select uid from listing where id between ? and ? and kind = ? and conflicts > 0 "
            "and errors + warnings + missing + conflicts > 0 order by id",
            (lowest, highest, kind),
        )
        return [uid for (uid,) in rows]


def closed(store: Store, kind: str) -> Iterator[Record]:
    """Yield the records of a kind that are, or have an answer, for this office only.

    An access that is not known here counts as that.
    """
    layout = layout_of(kind)
    sql = f"{layout.select} where access not in (?, ?) or instr(field_access, ?)"
    with store.reading() as db:
        rows = fetch(db, sql, [*LEVELS[:-1], f'"{OFFICE_ONLY}"'])
    for row in rows:
        yield decode(kind, row)


def of_codes(store: Store, codes: Collection[str]) -> list[tuple[str, str]]:
    """Return (code, uid) of the records, not withdrawn, that have one of these codes."""
    found: list[tuple[str, str]] = []
    wanted = sorted(codes)
    with store.reading() as db:
        for start in range(0, len(wanted), _PAGE):
            page = wanted[start : start + _PAGE]
            marks = ", ".join("?" * len(page))
            sql = f"select human_code, uid from listing where human_code in ({marks})"
            found.extend(db.execute(f"{sql} and status <> 'withdrawn'", page))
    return found


def human_codes(store: Store, office: str, year: int) -> list[str]:
    """Return the codes of this office and year that were given out, withdrawn ones too.

    And the last that was given before something was lost, though its record is not here.
    """
    lost = numbers.floor(store, year) if office == settings.get(store, "office_code") else 0
    with store.reading() as db:
        rows = db.execute(
            "select human_code from listing where human_code >= ? and human_code < ?",
            (f"{office}-{year}-", f"{office}-{year}."),  # “.” comes right after “-”
        )
        return [*(code for (code,) in rows), *([f"{office}-{year}-{lost:04d}"] if lost else [])]


def owners(store: Store, uids: Collection[str]) -> dict[str, str]:
    """Return uid -> office of those of these uids that have a record of any kind, sealed or not."""
    found: dict[str, str] = {}
    wanted = sorted(uids)
    with store.reading() as db:
        for start in range(0, len(wanted), _PAGE):
            page = wanted[start : start + _PAGE]
            marks = ", ".join("?" * len(page))
            found.update(
                db.execute(f"select uid, office from listing where uid in ({marks})", page)
            )
    return found


def uid_by_iati_id(store: Store, office: str, kind: str) -> dict[str, str]:
    """Return IATI identifier -> uid of this office's records, withdrawn ones too."""
    with store.reading() as db:
        sql = f'select iati_id, uid from "{kind}" where office = ? and iati_id is not null'
        return dict(db.execute(sql, (office,)))


def _write(
    db: sqlite3.Connection, before: Record | None, after: Record, why: str, counts: Counts
) -> None:
    if before is None:
        db.execute(layout_of(after.kind).insert, encode(after))
        indexing.add(db, [after], counts)
    else:
        sql, values = changing(before, after)
        db.execute(sql, values)
        indexing.change(db, before, after, counts)
    changes.log(db, before, after, why)


def _next_version(record: Record, who: str, at: str) -> Record:
    return replace(
        record,
        version=record.version + 1,
        status="withdrawn" if record.deleted else record.status,
        created_at=record.created_at or at,
        created_by=record.created_by or who,
        updated_at=at,
        updated_by=who,
    )


def _stored(db: sqlite3.Connection, record: Record) -> Record | None:
    return next(iter(_stored_of(db, record.kind, [record.uid])), None)


def _stored_of(db: sqlite3.Connection, kind: str, uids: Sequence[str]) -> list[Record]:
    layout = layout_of(kind)
    found: list[Record] = []
    for start in range(0, len(uids), _PAGE):
        page = uids[start : start + _PAGE]
        marks = ", ".join("?" * len(page))
        rows = fetch(db, f"{layout.select} where uid in ({marks})", page)
        found += [decode(kind, row) for row in rows]
    return found


def _by_kind(db: sqlite3.Connection, uids: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield kind and uids of those that there are, the kinds in the opposite of their order."""
    found: dict[str, list[str]] = {}
    for start in range(0, len(uids), _PAGE):
        page = uids[start : start + _PAGE]
        sql = f"select kind, uid from listing where uid in ({', '.join('?' * len(page))})"
        for kind, uid in db.execute(sql, page):
            found.setdefault(kind, []).append(uid)
    for kind in reversed(KINDS):  # of one uid in two kinds the first kind stands
        if kind in found:
            yield kind, found[kind]


def _refuse_stale(before: Record | None, record: Record) -> None:
    if (before.version if before else 0) != record.version:
        raise StaleRecord(
            N_("“{title}” was changed elsewhere since you opened it. Open it again to see both."),
            title=_named(record),
        )


def _named(record: Record) -> str:
    kind = KINDS[record.kind]
    return record.local(kind.title_field, "es") or record.human_code or record.uid[:8]
