"""Reading what can still be read of a damaged file, table by table and row by row.

A copy is read, log included: the file itself stays as it was found.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.store.belonging import has_foreign_log
from desktop_app.store.opening import UNSOUND, connect
from desktop_app.store.rows import lenient
from desktop_app.store.schema_pages import fill_empty, overlay

Key = tuple[Any, ...]
Look = Callable[[], None]  # the chance to stop
OFTEN = 256  # rows between two looks


def _go_on() -> None:
    """Stop for nobody."""


@dataclass(slots=True)
class Found:
    """The rows of a table by their key; `whole` when it was read to its end without a fault.

    Those in `filled` were reached by pages of a backup, and may be the backup's own.
    """

    names: tuple[str, ...] = ()
    rows: dict[Key, Sequence[Any]] = field(default_factory=dict)
    whole: bool = False
    filled: set[Key] = field(default_factory=set)

    def cells(self) -> Iterator[dict[str, Any]]:
        """Yield each row of the file itself as column -> value."""
        for key, row in self.rows.items():
            if key not in self.filled:
                yield dict(zip(self.names, row, strict=True))


class Wreck:
    """A damaged file; `form` is 0 where not even that can be read.

    `filled` is the same with the pages that it lacks taken from a backup: only what has a seal of
    its own is to be trusted in it.
    """

    def __init__(
        self,
        db: sqlite3.Connection | None,
        filled: "Wreck | None" = None,
        look: Look = _go_on,
    ) -> None:
        self._db = db
        self._filled = filled
        self.look = look
        self._tables: set[str] = set()
        self.form = 0
        if db is None:
            return
        try:
            self.form = int(db.execute("pragma user_version").fetchone()[0])
            listed = db.execute("select name from sqlite_schema where type = 'table'")
            self._tables = {name for (name,) in listed}
        except UNSOUND:  # nothing can be found in it
            return

    def rows(self, table: str) -> Found:
        """Return every row that can be read; from both ends, then by whatever index there is."""
        found = self._rows(table)
        if not found.whole and self._filled is not None:
            more = self._filled.rows(table)
            found.names = found.names or more.names
            if found.names == more.names:
                found.filled = more.rows.keys() - found.rows.keys()
                found.rows = {**more.rows, **found.rows}
        return found

    def _rows(self, table: str) -> Found:
        if self._db is None or table not in self._tables:
            return Found()
        try:
            key, names = _columns(self._db, table)
            found = Found(names=names)
            named = ", ".join(f'"{name}"' for name in names)
            asked = ", ".join(key)
            sql = f'select {asked}, {named} from "{table}"'
            found.whole = self._walk(sql, len(key), found.rows)
            if not found.whole:
                backwards = ", ".join(f"{one} desc" for one in key)
                self._walk(f"{sql} order by {backwards}", len(key), found.rows)
                self._look_up(table, key, sql, found.rows)
        except UNSOUND:  # not even its columns are known
            return Found()
        return found

    def _walk(self, sql: str, keys: int, rows: dict[Key, Sequence[Any]]) -> bool:
        assert self._db is not None  # noqa: S101 - asked before
        try:
            for number, row in enumerate(self._db.execute(sql)):
                if number % OFTEN == 0:
                    self.look()
                rows.setdefault(row[:keys], row[keys:])
        except UNSOUND:
            return False
        return True

    def _look_up(self, table: str, key: Key, sql: str, rows: dict[Key, Sequence[Any]]) -> None:
        """Fetch one by one the rows that an index knows of and that the walks did not reach."""
        assert self._db is not None  # noqa: S101 - asked before
        condition = " and ".join(f"{one} = ?" for one in key)
        listed = self._db.execute(f'pragma index_list("{table}")').fetchall()
        for index in [line[1] for line in listed]:
            known: dict[Key, Sequence[Any]] = {}
            asked = ", ".join(key)
            self._walk(f'select {asked} from "{table}" indexed by "{index}"', len(key), known)
            for number, one in enumerate(known.keys() - rows.keys()):
                if number % OFTEN == 0:
                    self.look()
                for row in self._row(f"{sql} where {condition}", one):
                    rows[one] = row[len(key) :]

    def _row(self, sql: str, key: Key) -> list[Sequence[Any]]:
        assert self._db is not None  # noqa: S101 - asked before
        try:
            return self._db.execute(sql, key).fetchall()
        except UNSOUND:  # on the page that is damaged
            return []


def _columns(db: sqlite3.Connection, table: str) -> tuple[Key, tuple[str, ...]]:
    """Return what a row is found by, and the names of its columns."""
    told = db.execute(f'pragma table_info("{table}")').fetchall()
    names = tuple(line[1] for line in told)
    (plain,) = db.execute("select wr from pragma_table_list(?)", (table,)).fetchone()
    key = tuple(f'"{line[1]}"' for line in sorted(told, key=lambda line: line[5]) if line[5])
    return (key if plain else ("rowid",)), names


@contextmanager
def opened(
    path: Path, folder: Path, backup: Path | None = None, look: Look = _go_on
) -> Iterator[Wreck]:
    """Open a copy of the damaged file at `path`, made in an empty folder. Raises OSError.

    Where it does not even say which tables it has, a sound backup may. What `look` raises, reading
    raises.
    """
    copy = folder / "wreck.db"
    log, its_log = path.with_name(f"{path.name}-wal"), copy.with_name(f"{copy.name}-wal")
    if not path.exists():
        yield Wreck(None)
        return
    shutil.copyfile(path, copy)
    if log.exists():
        shutil.copyfile(log, its_log)
        if has_foreign_log(copy):
            its_log.unlink()
    if backup is not None and not _says_its_tables(copy):
        overlay(copy, backup)
    with closing(_connected(copy)) as db, lenient(db):
        if backup is None:
            yield Wreck(db, look=look)
            return
        filled = folder / "filled.db"
        shutil.copyfile(copy, filled)
        fill_empty(filled, backup)
        with closing(_connected(filled)) as more, lenient(more):
            yield Wreck(db, Wreck(more, look=look), look)


def _says_its_tables(path: Path) -> bool:
    with closing(_connected(path)) as db:
        try:
            return bool(db.execute("select count(sql) from sqlite_schema").fetchone()[0])
        except UNSOUND:
            return False


def _connected(path: Path) -> sqlite3.Connection:
    db = connect(path, "rw")
    db.execute("pragma trusted_schema = off")
    db.execute("pragma query_only = on")
    return db
