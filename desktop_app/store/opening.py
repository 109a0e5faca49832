"""The file itself: connecting, the one writer's lock, proving what lies there, copying it.

Nothing here ever opens the database file except through SQLite: closing a second handle of it would
drop the locks that SQLite holds.
"""

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from desktop_app.errors import DiskFull, StoreClosed, StoreDamaged, StoreInUse, StoreRefused
from desktop_app.language import N_

APPLICATION = 0x53555243  # “SURC”, in the header of the file
_WAIT_SECONDS = 2.0

DAMAGED = N_(
    "“{file}” is damaged or is no file of records. It was left as it is. Copies lie in {folder}."
)
_CLOSED = N_(
    "“{file}” may not be written. What was saved is still there; what is new was not kept."
)
_FULL = N_(
    "The disk is full: this was not saved. Free some space and save again; "
    "what was saved before is still there."
)
_OPEN = N_("“{file}” is open in another window. Go on there, or close it and open it here.")
_ELSEWHERE = N_(
    "“{file}” is open on the computer {host}. Close it there; if that computer is gone, delete "
    "{lock} and open it again."
)
# What reading a damaged file may raise: a name in it, quoted in an error, may be no text any more.
UNSOUND = (sqlite3.DatabaseError, UnicodeDecodeError)
_SMALLEST_LOG = 64 * 1024
_NAME_AT, _LONGEST_NAME = 1, 255  # of the computer in a lock; Windows locks the byte before
_REFUSALS = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_CANTOPEN: N_(
        "“{file}” cannot be opened. Is the folder still there, and is it yours?"
    ),
    sqlite3.SQLITE_BUSY: N_("Another program is using “{file}”. Close it and try again."),
    sqlite3.SQLITE_LOCKED: N_("Another program is using “{file}”. Close it and try again."),
    sqlite3.SQLITE_IOERR: N_(
        "The disk did not take “{file}”: this was not saved. Is the disk or stick still there?"
    ),
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}


def backups_beside(path: Path) -> Path:
    """Return the folder of the copies of this file."""
    return path.parent / "backups"


def refused(
    text: str, path: Path, kind: type[StoreRefused] | None = None, **values: object
) -> StoreRefused:
    """Return the refusal that names the file and the folder of its copies."""
    kinds = {DAMAGED: StoreDamaged, _FULL: DiskFull, _CLOSED: StoreClosed, _OPEN: StoreInUse}
    kind = kind or kinds.get(text, StoreRefused)
    return kind(text, file=path.name, folder=str(backups_beside(path)), **values)


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what SQLite says of disk and file into a StoreRefused; any other error is a bug."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        text = _REFUSALS.get(code)
        if code == sqlite3.SQLITE_IOERR and _is_full(path):
            text = _FULL
        if text is None and "decode to UTF-8" in str(error):
            text = DAMAGED
        if text is None:
            raise
        raise refused(text, path) from error
    except UnicodeDecodeError as error:  # what SQLite says of a damaged name is no text either
        raise refused(DAMAGED, path) from error


def _is_full(path: Path) -> bool:
    """Tell whether the disk has no room for the smallest log, which SQLite calls a fault of it."""
    try:
        return shutil.disk_usage(path.parent).free < _SMALLEST_LOG
    except OSError:
        return False


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open the file; `mode` is ro, ro&immutable=1, rw or rwc. Transactions are begun by hand."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=_WAIT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )


def connect_writer(path: Path) -> sqlite3.Connection:
    """Open the one connection that writes, and that alone brings the log back into the file."""
    db = connect(path, "rw")
    try:
        _set_safe(db)
        kept = db.execute("pragma journal_mode = wal").fetchone()[0]
        db.execute("pragma synchronous = full")
    except BaseException:
        db.close()
        raise
    if kept != "wal":
        db.close()
        text = N_("“{file}” lies where it is not safe: keep it on a disk of this computer.")
        raise refused(text, path)
    return db


def connect_reader(path: Path, mode: str) -> sqlite3.Connection:
    """Open a connection that cannot write."""
    db = connect(path, mode)
    try:
        _set_safe(db)
        db.execute("pragma query_only = on")
        db.execute("pragma wal_autocheckpoint = 0")
    except BaseException:
        db.close()
        raise
    return db


def _set_safe(db: sqlite3.Connection) -> None:
    db.execute("pragma foreign_keys = on")
    db.execute("pragma trusted_schema = off")
    db.execute("pragma cell_size_check = on")
    db.execute("pragma cache_size = -16000")
    db.execute("pragma temp_store = memory")


def resting_mode(path: Path) -> str:
    """Return how to look at the file without leaving a trace beside it."""
    log = path.with_name(f"{path.name}-wal")  # an empty one is left where the disk was full
    return "ro" if log.exists() and log.stat().st_size else "ro&immutable=1"


def form_of(path: Path, known: int) -> int:
    """Return the form (user_version) of the file, which is not changed by looking.

    Raises StoreRefused when it is empty, damaged, of another program, or newer than `known`.
    """
    if path.stat().st_size == 0:
        raise refused(DAMAGED, path)
    with refusals(path):
        db = connect(path, resting_mode(path))
        try:
            form = int(db.execute("pragma user_version").fetchone()[0])
            application = db.execute("pragma application_id").fetchone()[0]
            db.execute("select count(*) from sqlite_schema").fetchone()
        finally:
            db.close()
    if application != APPLICATION:
        raise refused(DAMAGED, path)
    if form > known:
        raise refused(
            N_(
                "“{file}” was written by a newer Surco (form {found}; this one knows up to "
                "{known}). Install the newer Surco; the file was not touched."
            ),
            path,
            found=form,
            known=known,
        )
    return form


class WriterLock:
    """Held while the file is open for writing; the system frees it if the program dies.

    It names the computer, for a folder that two of them see: there the system frees nothing.
    """

    def __init__(self, path: Path) -> None:
        place = path.with_name(f"{path.name}.lock")
        try:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._file = os.fdopen(os.open(place, flags, 0o666), "r+b", buffering=0)
        except OSError as error:
            raise refused(_CLOSED, path) from error
        other = ""
        try:
            other = _named_in(self._file)
            _take(self._file.fileno())
        except OSError as error:
            self._file.close()
            raise refused(_ELSEWHERE if other else _OPEN, path, host=other, lock=place) from error
        if other:
            self._file.close()
            raise refused(_ELSEWHERE, path, host=other, lock=place)
        self._name(_here())

    def release(self) -> None:
        self._name(b"")
        self._file.close()

    def _name(self, host: bytes) -> None:
        """Write who holds it; on a full disk nobody is named, and it holds all the same."""
        with suppress(OSError):
            self._file.truncate(_NAME_AT)
            self._file.seek(_NAME_AT)
            self._file.write(host)


def _here() -> bytes:
    return platform.node().encode("utf-8", "replace")[:_LONGEST_NAME]


def _named_in(file: BinaryIO) -> str:
    """Return the other computer that a lock names, empty for this one or none."""
    file.seek(_NAME_AT)
    host = file.read(_LONGEST_NAME).strip(b"\0")
    return "" if host == _here() else host.decode("utf-8", "replace")


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def settle(part: Path, path: Path) -> None:
    """Give a finished file that no one has open its name, on the disk for good."""
    _sync(part)
    part.replace(path)
    if sys.platform != "win32":
        _sync(path.parent)


def _sync(path: Path) -> None:
    flags = os.O_RDWR if path.is_file() else os.O_RDONLY
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def clear_part(part: Path) -> None:
    """Take away what an interrupted making or copying left."""
    for leftover in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + leftover).unlink(missing_ok=True)
