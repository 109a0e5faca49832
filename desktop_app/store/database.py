"""Store: one open file of records, its one writer and its readers."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop_app.errors import StoreRefused
from desktop_app.language import N_
from desktop_app.store import belonging, indexing, integrity, libraries, schema
from desktop_app.store.opening import (
    DAMAGED,
    WriterLock,
    backups_beside,
    clear_part,
    connect,
    connect_reader,
    connect_writer,
    form_of,
    refusals,
    refused,
    resting_mode,
    settle,
)


class Store:
    """The records of one installation; give it to any thread, close it once.

    A thread that writes waits for the one before it; readers wait for nobody.
    """

    def __init__(
        self, path: Path, writer: sqlite3.Connection | None, lock: WriterLock | None, mode: str
    ) -> None:
        self.path = path
        self._writer = writer
        self._lock = lock
        self._mode = mode
        self._closed = False
        self._turn = threading.RLock()  # the writer's
        self._depth = 0
        self._writing_thread = 0
        self._guard = threading.Lock()  # the list of idle readers
        self._idle: list[sqlite3.Connection] = []
        self._mine = threading.local()  # the reader this thread has borrowed

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open the file, making it where there is none, upgrading it after a copy.

        Raises StoreRefused, the file untouched: open elsewhere, newer, damaged, not ours.
        """
        libraries.refuse_a_second()
        if read_only:
            return cls._opened_to_read(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise refused(
                N_("“{file}” cannot be made here. Choose a folder that is yours."), path
            ) from error
        lock = WriterLock(path)
        try:
            if not path.exists():
                _make(path)
            form = form_of(path, schema.NEWEST)
            belonging.refuse_foreign_log(path)
            with refusals(path):
                writer = connect_writer(path)
        except BaseException:
            lock.release()
            raise
        store = cls(path, writer, lock, "ro")
        try:
            store._upgrade(form)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def _opened_to_read(cls, path: Path) -> Self:
        if not path.exists():
            raise refused(N_("There is no “{file}” to read."), path)
        form = form_of(path, schema.NEWEST)
        belonging.refuse_foreign_log(path)
        if form < schema.NEWEST:
            raise refused(
                N_("“{file}” is of an older Surco. Open it once for writing, which upgrades it."),
                path,
            )
        return cls(path, None, None, _reading_mode(path))

    def _upgrade(self, form: int) -> None:
        if form < schema.NEWEST:
            self.copy_to(_free_name(backups_beside(self.path), self.path.stem, form))
        with self._turn, refusals(self.path):
            writer = self._connection()
            schema.upgrade(writer)
            belonging.name_file(writer)
            if not indexing.is_current(writer):
                with self.writing() as db:
                    indexing.rebuild(db)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; a reader still at work closes when it is done."""
        with self._turn:
            with self._guard:
                self._closed = True
                idle, self._idle = self._idle, []
            for reader in idle:
                reader.close()
            if self._writer is not None:
                self._writer.close()  # last: it brings the log back into the file
                self._writer = None
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing. Inside another one of this thread it joins it.

        An inner one that fails leaves nothing of itself even when the outer one goes on.
        """
        with self._turn, refusals(self.path):
            db = self._connection()
            inner = self._depth > 0
            db.execute("savepoint inside" if inner else "begin immediate")
            self._depth += 1
            self._writing_thread = threading.get_ident()
            before = db.total_changes
            try:
                yield db
                if not inner:
                    if db.total_changes != before:
                        belonging.note_change(db)
                    db.execute("commit")
                else:
                    db.execute("release inside")
            except BaseException:
                _undo(db, inner=inner)
                raise
            finally:
                self._depth -= 1
                self._writing_thread = self._writing_thread if self._depth else 0

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved here."""
        return self._lock is None

    @property
    def is_writing(self) -> bool:
        """Whether this thread is inside `writing` now."""
        return self._writing_thread == threading.get_ident()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One view of the records: what others save meanwhile is not seen.

        Inside `writing` of this thread it sees what was written so far.
        """
        if self.is_writing:
            with refusals(self.path):
                yield self._connection()
            return
        with refusals(self.path):
            reader = self._borrow()
            try:
                yield reader
            finally:
                self._give_back(reader)

    def copy_to(self, path: Path) -> None:
        """Write a proved copy: beside, checked, renamed. Raises StoreRefused if it is not sound."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        clear_part(part)
        try:
            with self.reading() as source, closing(connect(part, "rwc")) as target:
                source.backup(target)
                found = integrity.damage(target)
            if found:
                raise refused(DAMAGED, self.path)
        except StoreRefused:
            clear_part(part)  # on a full disk it would take the room that is left
            raise
        settle(part, path)

    def integrity(self) -> list[str]:
        """Return what is damaged, by name; an empty list says that all is well."""
        with self.reading() as db:
            return integrity.damage(db)

    def _connection(self) -> sqlite3.Connection:
        if self._writer is not None:
            return self._writer
        if self._closed:
            raise refused(N_("“{file}” is closed."), self.path)
        raise refused(N_("“{file}” is open to read only; nothing was saved."), self.path)

    def _borrow(self) -> sqlite3.Connection:
        depth = getattr(self._mine, "depth", 0)
        if depth == 0:
            with self._guard:
                if self._closed:
                    raise refused(N_("“{file}” is closed."), self.path)
                reader = self._idle.pop() if self._idle else None
            reader = reader or connect_reader(self.path, self._mode)
            self._mine.reader = reader
            reader.execute("begin")
        self._mine.depth = depth + 1
        borrowed: sqlite3.Connection = self._mine.reader
        return borrowed

    def _give_back(self, reader: sqlite3.Connection) -> None:
        self._mine.depth -= 1
        if self._mine.depth:
            return
        self._mine.reader = None
        if reader.in_transaction:
            reader.execute("rollback")
        with self._guard:
            if not self._closed:
                self._idle.append(reader)
                return
        reader.close()


def _undo(db: sqlite3.Connection, *, inner: bool) -> None:
    """Roll back; SQLite has done so itself when the disk was full."""
    if not db.in_transaction:
        return
    if inner:
        db.execute("rollback to inside")
        db.execute("release inside")
    else:
        db.execute("rollback")


def _reading_mode(path: Path) -> str:
    """Return how the file can be read; a closed folder has no room for notes beside it."""
    try:
        with refusals(path):
            db = connect_reader(path, "ro")
            try:
                db.execute("select count(*) from sqlite_schema").fetchone()
            finally:
                db.close()
    except StoreRefused:
        return resting_mode(path)
    return "ro"


def _make(path: Path) -> None:
    """Make a new file under another name first, so that an empty one never means “new”.

    It is written at one go: step by step takes an old disk long.
    """
    part = path.with_name(f"{path.name}.part")
    clear_part(part)
    with refusals(path):
        connect(part, "rwc").close()
        with (
            closing(sqlite3.connect(":memory:", isolation_level=None)) as new,
            closing(connect_writer(part)) as db,
        ):
            new.deserialize(schema.blank())
            belonging.name_file(new)
            new.backup(db)
    settle(part, path)


def _free_name(folder: Path, stem: str, form: int) -> Path:
    number = 1
    while (path := folder / f"{stem}-form-{form}-{number}.db").exists():
        number += 1
    return path
