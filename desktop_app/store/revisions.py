"""Sealed revisions of this office and of others, and by which bundle each came or went.

A revision counts (is active) when it stays (sealed here, or decided in an answer) or came with a
merge that was not undone; the line of one that does not count is kept aside, nothing is destroyed.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from desktop_app.errors import StoreRefused
from desktop_app.language import N_
from desktop_app.records.revision import Revision, counting, reread_revision, revision_id
from desktop_app.store.counting import ACTIVE
from desktop_app.store.database import Store
from desktop_app.store.purging import purged
from desktop_app.store.tellers import names_of

_PAGE = 500
_TELL_LINES = (
    "update listing set sent_seq = coalesce((select seq from bundle where id = ?), sent_seq) "
    "where uid = (select uid from revision where id = ?)"
)


def within(codes: Sequence[str], column: str = "office") -> tuple[str, list[str]]:
    """Return the condition, and its values, that a column is one of the codes or a part below one.

    As `records.scope.speaks_for`.
    """
    one = f"{column} = ? or ({column} >= ? and {column} < ?)"
    # “.” comes right after “-”
    values = [value for code in codes for value in (code, f"{code}-", f"{code}.")]
    return f"({' or '.join([one] * len(codes))})", values


def add(store: Store, revisions: Iterable[Revision], *, merge_id: str = "") -> None:
    """Keep revisions, with `merge_id` as arrived with that merge; known ones stay as they are.

    An order to erase a record stays whatever merge is undone; of another line of it that comes in
    after, from the office that gave it, nothing is kept but its name. What such an order wiped
    comes in again once the order was taken back.
    """
    asked = list(revisions)
    with store.writing() as db:
        erased = purged(store, {one.uid for one in asked})
        erased |= {(one.uid, one.office) for one in asked if one.purges}
        given = [
            one if one.purges or (one.uid, one.office) not in erased else replace(one, line=b"")
            for one in asked
        ]
        db.executemany(
            "insert into revision (id, uid, kind, office, author, line, stays, purges) "
            "values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update "
            "set stays = max(stays, excluded.stays), "
            "line = case when length(line) = 0 then excluded.line else line end",
            [
                (
                    *(one.id, one.uid, one.kind, one.office, one.author, one.line),
                    *(int(one.purges or not merge_id), int(one.purges)),
                )
                for one in given
            ],
        )
        if merge_id:
            db.executemany(
                "insert or ignore into arrival (revision_id, merge_id) values (?, ?)",
                [(one.id, merge_id) for one in given],
            )


def of_records(
    store: Store, uids: Collection[str], at_hand: Iterable[Revision] = ()
) -> dict[str, dict[str, Revision]]:
    """Return uid -> revision id -> revision, of those that count; a uid without any is left out.

    Those `at_hand` were read from elsewhere: by their names they are the same, and not read again.
    Raises StoreRefused when the line of one is no longer what was sealed.
    """
    given = {revision.id: revision for revision in at_hand}
    found: dict[str, dict[str, Revision]] = {}
    with store.reading() as db:
        for page in _pages(sorted(uids)):
            sql = (
                "select id, uid, line from revision "
                f"where uid in ({_marks(page)}) and {ACTIVE} order by uid, id"
            )
            for revision in _read(db, sql, page, given):
                found.setdefault(revision.uid, {})[revision.id] = revision
    return {uid: counting(lines.values()) for uid, lines in found.items()}


def known(store: Store, ids: Collection[str]) -> set[str]:
    """Return those of these revision ids that are active here, without reading their lines."""
    found: set[str] = set()
    with store.reading() as db:
        for page in _pages(sorted(ids)):
            sql = f"select id from revision where id in ({_marks(page)}) and {ACTIVE}"
            found.update(name for (name,) in db.execute(sql, page))
    return found


def kept(store: Store, ids: Collection[str]) -> set[str]:
    """Return those of these revision ids that are kept here, whether they count or not."""
    found: set[str] = set()
    with store.reading() as db:
        for page in _pages(sorted(ids)):
            sql = f"select id from revision where id in ({_marks(page)})"
            found.update(name for (name,) in db.execute(sql, page))
    return found


def lines(store: Store, ids: Collection[str]) -> dict[str, bytes]:
    """Return id -> sealed line of those of these ids that are kept here, counting or not."""
    found: dict[str, bytes] = {}
    with store.reading() as db:
        for page in _pages(sorted(ids)):
            sql = f"select id, line from revision where id in ({_marks(page)})"
            found.update(db.execute(sql, page))
    return found


def count(store: Store) -> int:
    """Return how many revisions there are, those that do not count too."""
    with store.reading() as db:
        number: int = db.execute("select count(*) from revision").fetchone()[0]
    return number


def unacknowledged(
    store: Store, office: str, by: str = "", *, scope: Sequence[str] = ()
) -> list[Revision]:
    """Return the active revisions of an office's records that nobody has acknowledged yet.

    With `by`, those that this one office has not; with `scope`, of all that these codes cover. In a
    fixed order (uid, then id): the same store gives the same bundle.
    """
    whose, values = within(scope) if scope else ("office = ?", [office])
    waits = "acknowledged_by = ''"
    if by:
        waits = "not exists (select 1 from acknowledgement where by in ({}) and revision_id = id)"
    with store.reading() as db:
        if by:
            names = names_of(db, by)
            waits, values = waits.format(_marks(names)), [*values, *names]
        sql = f"select id, uid, line from revision where {whose} and {waits} and {ACTIVE}"
        return list(_read(db, f"{sql} order by uid, id", values))


def decided(store: Store, scope: Sequence[str]) -> list[Revision]:
    """Return the active revisions of the records of these codes that others sealed.

    And all orders to erase: a backup that was restored there may lack its own. In a fixed order.
    """
    whose, values = within(scope)
    by_itself, names = within(scope, "author")
    sql = (
        f"select id, uid, line from revision where {whose} and (purges = 1 or not {by_itself}) "
        f"and {ACTIVE}"
    )
    with store.reading() as db:
        return list(_read(db, f"{sql} order by uid, id", [*values, *names]))


def brought_by(store: Store, ids: Collection[str]) -> dict[str, set[str]]:
    """Return revision id -> the bundles that brought it, also those taken back since."""
    found: dict[str, set[str]] = {}
    with store.reading() as db:
        for page in _pages(sorted(ids)):
            sql = (
                "select revision_id, bundle_id from arrival join merge on merge.id = merge_id "
                f"where revision_id in ({_marks(page)})"
            )
            for name, bundle_id in db.execute(sql, page):
                found.setdefault(name, set()).add(bundle_id)
    return found


def held(store: Store, scope: Sequence[str]) -> list[Revision]:
    """Return every active revision of the records of these codes, whoever sealed it.

    Of erased records the orders to erase them. In a fixed order (uid, then id).
    """
    whose, values = within(scope)
    sql = f"select id, uid, line from revision where {whose} and {ACTIVE}"
    with store.reading() as db:
        return list(_read(db, f"{sql} order by uid, id", values))


def acknowledged(store: Store, scope: Sequence[str], by: str) -> set[str]:
    """Return the ids of the revisions of these codes that `by` has acknowledged."""
    whose, values = within(scope)
    with store.reading() as db:
        names = names_of(db, by)
        sql = (
            "select id from revision join acknowledgement on revision_id = id "
            f"and by in ({_marks(names)}) where {whose}"
        )
        return {name for (name,) in db.execute(sql, [*names, *values])}


def carried(store: Store, bundle_id: str) -> list[Revision]:
    """Return the revisions that a bundle from here carried, in its order (uid, then id)."""
    sql = (
        "select revision.id, uid, line from revision join sent on sent.revision_id = revision.id "
        "where sent.bundle_id = ? order by uid, revision.id"
    )
    with store.reading() as db:
        return list(_read(db, sql, [bundle_id]))


def sent_before(store: Store, stream: str, seq: int) -> set[str]:
    """Return the ids of the revisions that the bundles of a stream before `seq` carried."""
    sql = (
        "select distinct revision_id from sent join bundle on bundle.id = sent.bundle_id "
        "where stream = ? and direction = 'out' and seq < ?"
    )
    with store.reading() as db:
        return {name for (name,) in db.execute(sql, [stream, seq])}


def sent(store: Store, bundle_id: str, ids: Iterable[str]) -> None:
    """Write down which revisions a bundle carries, after both; lists tell the bundle's number."""
    carried = [(bundle_id, name) for name in ids]
    with store.writing() as db:
        db.executemany("insert or ignore into sent (bundle_id, revision_id) values (?, ?)", carried)
        db.executemany(_TELL_LINES, carried)


def gone(store: Store, ids: Collection[str]) -> tuple[set[str], set[str]]:
    """Return those of these ids that a bundle carried, and those that an answer acknowledged."""
    carried: set[str] = set()
    acknowledged: set[str] = set()
    with store.reading() as db:
        for page in _pages(sorted(ids)):
            marks = _marks(page)
            sql = f"select revision_id from sent where revision_id in ({marks})"
            carried.update(name for (name,) in db.execute(sql, page))
            sql = f"select id from revision where id in ({marks}) and acknowledged_by <> ''"
            acknowledged.update(name for (name,) in db.execute(sql, page))
    return carried, acknowledged


def set_aside(store: Store, ids: Collection[str]) -> None:
    """Keep lines sealed here that count no more, and never leave; nothing is destroyed."""
    with store.writing() as db:
        named = [(name,) for name in ids]
        db.executemany("update revision set stays = 0 where id = ?", named)


def acknowledge(store: Store, ids: Iterable[str], bundle_id: str, by: str = "") -> None:
    """Write down that an answer acknowledged these revisions; the first answer to do so stands.

    `by` is the office where they have arrived.
    """
    names = list(ids)
    with store.writing() as db:
        db.executemany(
            "update revision set acknowledged_by = ? where id = ? and acknowledged_by = ''",
            [(bundle_id, name) for name in names],
        )
        if by:
            db.executemany(
                "insert or ignore into acknowledgement (by, revision_id) values (?, ?)",
                [(by, name) for name in names],
            )


def _read(
    db: sqlite3.Connection,
    sql: str,
    values: Sequence[str],
    given: Mapping[str, Revision] = MappingProxyType({}),
) -> Iterator[Revision]:
    for name, uid, line in db.execute(sql, values):
        if not line:
            continue  # erased
        if name in given:
            yield given[name]
            continue
        if revision_id(line) != name:
            raise StoreRefused(
                N_(
                    "A sealed version of the record “{record}” in the file is damaged. "
                    "Restore a copy of the file."
                ),
                record=uid,
            )
        yield reread_revision(line, name)


def _pages(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _PAGE):
        yield names[start : start + _PAGE]


def _marks(page: Sequence[str]) -> str:
    return ", ".join("?" * len(page))
