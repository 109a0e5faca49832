"""A new store from what a damaged one still holds, its newest sound backup, and sealed versions.

Every row with a seal is taken only if its seal holds; what the backup has besides stays. Lists and
words are made anew.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop_app.errors import StoreRefused
from desktop_app.language import N_
from desktop_app.records.kinds import KINDS
from desktop_app.records.progress import SILENT, Progress, Stretches
from desktop_app.records.record import Record
from desktop_app.records.restored import from_state
from desktop_app.records.revision import Revision, revision_id, state
from desktop_app.records.stamp import is_uid
from desktop_app.store import indexing, purging, records, revisions, schema
from desktop_app.store.backups import resting
from desktop_app.store.database import Store
from desktop_app.store.opening import connect, refusals
from desktop_app.store.rows import readable, row_hash
from desktop_app.store.wreck import OFTEN, Found, Look, Wreck

WHY = "salvage"  # the reason in the history
_MADE_ANEW = ("listing", "listing_code", "search", "sqlite_")
# What must not come from a damaged file where a sound one says it: who this is, whom it trusts.
_IDENTITY = frozenset({"office_code", "office_name", "role", "public_key"})
_TRUSTED = "trusted"
_REVISION = "revision"


class Came(StrEnum):
    """Where a record of the new store comes from."""

    KEPT = "kept"  # as it was
    BACKUP = "backup"  # as the newest sound backup has it
    SEALED = "sealed"  # as it was last sealed
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """One record and where it comes from; of a lost one only what its line in a list told."""

    kind: str
    uid: str
    human_code: str
    came: Came


@dataclass(slots=True)
class Read:
    """What was read of the damaged file: the records that are as they were, and those that are not.

    `hurt` is uid -> kind and the code by which a person knows it.
    """

    sound: set[str] = field(default_factory=set)
    hurt: dict[str, tuple[str, str]] = field(default_factory=dict)


def begin(path: Path, backup: Path | None) -> Store:
    """Make the new store at `path` from a sound backup, or empty, and return it open."""
    if backup is not None:
        with resting(backup) as source, closing(connect(path, "rwc")) as db, refusals(path):
            source.backup(db)
            db.execute("pragma journal_mode = delete")
    return Store.open(path)


def take_over(store: Store, wreck: Wreck, step: Progress = SILENT) -> Read:
    """Bring what is sound in the damaged file into the new store, in one transaction."""
    if wreck.form > schema.NEWEST:
        raise StoreRefused(
            N_("“{file}” was written by a newer Surco. Save it with that one."),
            file=store.path.name,
        )
    read = Read()
    lines = wreck.rows("listing")
    listed = _listed(lines)
    far = Stretches(step)
    reading, listing = far.stretch(0, 50), far.stretch(50, 100)
    with store.writing() as db:
        plain = _plain_tables(db)
        for done, table in enumerate(plain):
            reading(done, len(plain) + len(KINDS))
            _take_table(db, table, wreck.rows(table), wreck.look)
        for done, kind in enumerate(KINDS, len(plain)):
            reading(done, len(plain) + len(KINDS))
            found = wreck.rows(kind)
            _take_records(db, kind, found, listed.get(kind, {}), read)
            wreck.look()
            if found.whole and lines.whole:
                _take_back(db, kind, read)
        _drop_orphans(db)
        indexing.rebuild(db, step=listing)
    return read


def mend(store: Store, read: Read, *, who: str, at: str) -> list[Salvaged]:
    """Give each record that is hurt its last sealed version, if that is newer than the backup's.

    Returns every record with where it comes from, the lost ones too.
    """
    hurt = list(read.hurt)
    lines = revisions.of_records(store, hurt)
    had = {record.uid: record for record in records.load_many(store, hurt)}
    mended = []
    for uid in hurt:
        after = _from_sealed(had.get(uid), list(lines.get(uid, {}).values()))
        if after is not None:
            mended.append(after)
    records.save_many(store, mended, who=who, at=at, why=WHY, loaded=list(had.values()))
    purging.wipe(store, purging.every_purged(store))  # the backup may be of before
    return _told(store, read, {record.uid for record in mended})


def prove(store: Store) -> None:
    """Raise StoreRefused unless the new store is sound to its last row."""
    found = store.integrity()
    if found:
        raise StoreRefused(
            N_("What was saved from “{file}” is not sound: {damage}. Nothing was changed."),
            file=store.path.name,
            damage=found[0],
        )


def _from_sealed(had: Record | None, lines: list[Revision]) -> Record | None:
    """Return a record as its sealed versions have it, None when they tell nothing new."""
    if not lines:
        return None
    known = {line.id for line in lines}
    now = state(KINDS[lines[0].kind], lines)
    seen = set(had.heads) if had else set()
    if had and (set(now.heads) == seen or not seen <= known):
        return None
    one = lines[0]
    after = from_state(had, kind=one.kind, uid=one.uid, office=one.office, state=now)
    status = "withdrawn" if after.deleted else "draft" if after.draft else "ready"
    return replace(after, status=status, origin=after.origin if had else "salvage")


def _told(store: Store, read: Read, mended: set[str]) -> list[Salvaged]:
    with store.reading() as db:
        there = db.execute("select kind, uid, human_code from listing order by id").fetchall()
    told = []
    for kind, uid, code in there:
        came = Came.SEALED if uid in mended else Came.BACKUP
        came = Came.KEPT if uid in read.sound and uid not in read.hurt else came
        told.append(Salvaged(kind=kind, uid=uid, human_code=code, came=came))
    lost = read.hurt.keys() - {uid for _kind, uid, _code in there}
    for uid in sorted(lost):
        kind, code = read.hurt[uid]
        told.append(Salvaged(kind=kind, uid=uid, human_code=code, came=Came.LOST))
    return told


def _listed(found: Found) -> dict[str, dict[str, str]]:
    """Return kind -> uid -> code of what the lists of the damaged file held."""
    listed: dict[str, dict[str, str]] = {}
    for row in found.cells():
        uid, kind, code = (str(row.get(name) or "") for name in ("uid", "kind", "human_code"))
        if kind in KINDS and is_uid(uid):
            listed.setdefault(kind, {})[uid] = readable(code)
    return listed


def _plain_tables(db: sqlite3.Connection) -> list[str]:
    """Return the tables that are neither records nor made from them."""
    rows = db.execute("select name from sqlite_schema where type = 'table' order by name")
    return [name for (name,) in rows if name not in KINDS and not str(name).startswith(_MADE_ANEW)]


def _take_table(db: sqlite3.Connection, table: str, found: Found, look: Look) -> None:
    if not found.names:
        return
    base_first = table == _TRUSTED
    inserting = _Inserting(db, table, found.names)
    for number, row in enumerate(found.cells()):
        if number % OFTEN == 0:
            look()
        if _is_torn(row.values()) or (
            table == _REVISION and revision_id(row["line"] or b"") != row["id"]
        ):
            continue
        how = "insert or ignore" if base_first or row.get("name") in _IDENTITY else "replace"
        inserting.put(row, how)


def _take_records(
    db: sqlite3.Connection, kind: str, found: Found, listed: dict[str, str], read: Read
) -> None:
    sound: dict[str, dict[str, Any]] = {}
    hurt = dict(listed)
    in_backup = {seal for (seal,) in db.execute(f'select hash from "{kind}"')}
    for key, cells in found.rows.items():
        row = dict(zip(found.names, cells, strict=True))
        uid = str(row["uid"])
        if row["hash"] == row_hash(kind, found.names, cells):
            if key in found.filled and row["hash"] in in_backup:
                continue  # it may be the backup's: then something newer is gone
            sound[uid] = row
            hurt.pop(uid, None)
        elif is_uid(uid) and key not in found.filled:
            hurt.setdefault(uid, readable(str(row["human_code"] or "")))
    inserting = _Inserting(db, kind, found.names)
    for row in sound.values():
        inserting.put(row, "replace")
    read.sound.update(sound)
    read.hurt.update((uid, (kind, code)) for uid, code in hurt.items())


def _take_back(db: sqlite3.Connection, kind: str, read: Read) -> None:
    """Take out what is neither sound nor hurt: it was taken back since the backup."""
    there = db.execute(f'select uid from "{kind}"').fetchall()
    gone = [(uid,) for (uid,) in there if uid not in read.sound and uid not in read.hurt]
    db.executemany(f'delete from "{kind}" where uid = ?', gone)


class _Inserting:
    """Puts rows in a table; one that it does not take is left out like one that cannot be read."""

    def __init__(self, db: sqlite3.Connection, table: str, given: Sequence[str]) -> None:
        self._db = db
        known = {name for _, name, *_ in db.execute(f'pragma table_info("{table}")')}
        self._names = [name for name in given if name in known]
        named = ", ".join(f'"{name}"' for name in self._names)
        self._rest = f'into "{table}" ({named}) values ({", ".join("?" * len(self._names))})'

    def put(self, row: Mapping[str, Any], how: str) -> None:
        try:
            self._db.execute(f"{how} {self._rest}", [row[name] for name in self._names])
        except (sqlite3.IntegrityError, UnicodeEncodeError):
            return


def _is_torn(values: Iterable[Any]) -> bool:
    """Tell whether a text in a row without a seal is no text any more."""
    return any(isinstance(value, str) and readable(value) != value for value in values)


def _drop_orphans(db: sqlite3.Connection) -> None:
    """Take out rows that point to what was lost, and then those that point to them."""
    while broken := {line[0] for line in db.execute("pragma foreign_key_check")}:
        for table in broken:
            for link in db.execute(f'pragma foreign_key_list("{table}")').fetchall():
                parent, column, key = link[2], link[3], link[4]
                db.execute(
                    f'delete from "{table}" where "{column}" is not null '
                    f'and "{column}" not in (select "{key}" from "{parent}")'
                )
