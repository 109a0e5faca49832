"""Backups: proved copies of the store with their moment in the name, thinned as they grow old.

A backup is a file of records like the store itself; nothing here touches any other file.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.errors import DiskFull, StoreRefused, UserError
from desktop_app.language import N_
from desktop_app.paths import written_beside
from desktop_app.records.kinds import KINDS
from desktop_app.store import integrity
from desktop_app.store.database import Store
from desktop_app.store.opening import backups_beside, connect, refusals, resting_mode

_NAME = "surco-%Y-%m-%dT%H-%M-%SZ.db"  # no colons: Windows takes none
_NEWEST, _DAYS, _WEEKS, _MONTHS = 10, 14, 8, 12
_PIECE = 1 << 20
_OWN_NOTES = ("window_", "backup_", "store.")  # settings that are no reason for a backup
_UNCOUNTED = ("draft", "setting", "search", "listing", "sqlite_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup as its name and size tell of it."""

    path: Path
    at: datetime
    size: int


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """Return the moments to keep: the 10 newest, and the last of 14 days, 8 weeks, 12 months.

    Days, weeks and months count only when they hold a backup: after a long absence nothing goes.
    """
    newest_first = sorted(set(moments), reverse=True)
    keep = set(newest_first[:_NEWEST])
    periods: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (_DAYS, datetime.date),
        (_WEEKS, lambda moment: moment.isocalendar()[:2]),
        (_MONTHS, lambda moment: (moment.year, moment.month)),
    )
    for most, period_of in periods:
        last: dict[object, datetime] = {}
        for moment in newest_first:
            last.setdefault(period_of(moment), moment)
        keep.update(list(last.values())[:most])
    return keep


def found(folder: Path) -> list[Backup]:
    """Return the backups in a folder, the newest first; none when there is no such folder."""
    if not folder.is_dir():
        return []
    there = []
    for path in folder.glob("surco-*.db"):
        try:
            at = datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)
        except ValueError:  # a copy made before an upgrade, or a file of the user's
            continue
        there.append(Backup(path=path, at=at, size=path.stat().st_size))
    return sorted(there, key=lambda backup: backup.at, reverse=True)


def folder_of(store: Store) -> Path:
    """Return where the backups of a store lie."""
    return backups_beside(store.path)


def make(store: Store, at: datetime) -> Backup:
    """Make a backup beside the store, prove it, and only then thin the older ones.

    Raises StoreRefused when the store is damaged or the disk is full; older ones all stay then.
    """
    at = at.astimezone(UTC).replace(microsecond=0)
    while (path := folder_of(store) / at.strftime(_NAME)).exists():
        at += timedelta(seconds=1)  # a backup never takes the place of another one
    try:
        store.copy_to(path)
    except (OSError, DiskFull) as error:
        raise _not_made(path.parent) from error
    thin(path.parent, but=path)
    return Backup(path=path, at=at, size=path.stat().st_size)


def copy_into(backup: Backup, folder: Path) -> Path:
    """Copy a backup to another disk, read it back, thin what lies there; return the copy.

    Raises StoreRefused when the folder is not there or does not take it.
    """
    target = folder / backup.path.name
    try:
        folder.mkdir(exist_ok=True)  # never its parents: the stick is there or it is not
        with backup.path.open("rb") as source, written_beside(target) as copy:
            while piece := source.read(_PIECE):
                copy.write(piece)
        if target.stat().st_size != backup.size or damage_of(target):
            raise _not_made(folder)
    except OSError as error:
        raise _not_made(folder) from error
    thin(folder, but=target)
    return target


def thin(folder: Path, *, but: Path) -> None:
    """Take away the backups that `kept` does not name, never the one just made.

    A clock that was set back would make that one look old.
    """
    there = found(folder)
    keep = kept(backup.at for backup in there)
    for backup in there:
        if backup.at not in keep and backup.path != but:
            backup.path.unlink(missing_ok=True)


def differs(store: Store, backup: Backup) -> bool:
    """Tell whether anything worth keeping happened in the store since this backup."""
    try:
        with resting(backup.path) as db:
            then = _mark(db)
    except (StoreRefused, sqlite3.Error):  # a backup that cannot be read is none
        return True
    with store.reading() as db:
        return _mark(db) != then


def damage_of(path: Path) -> list[str]:
    """Return what is damaged in a file that nobody has open; an empty list says that all is well.

    Raises StoreRefused when it is no file of records at all.
    """
    with resting(path) as db:
        return integrity.damage(db)


def count_of(path: Path) -> int:
    """Return how many records, withdrawn ones too, a backup holds; -1 when it cannot be read."""
    try:
        with resting(path) as db:
            return len(versions_in(db))
    except (StoreRefused, sqlite3.Error):
        return -1


def versions_in(db: sqlite3.Connection) -> dict[str, int]:
    """Return uid -> version of every record in a file of any form."""
    tables = {name for (name,) in db.execute("select name from sqlite_schema")}
    return {
        uid: version
        for kind in KINDS
        if kind in tables
        for uid, version in db.execute(f'select uid, version from "{kind}"')
    }


@contextmanager
def resting(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file to read without leaving a trace beside it."""
    with refusals(path), closing(connect(path, resting_mode(path))) as db:
        yield db


def _mark(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Return what changes with everything a person would not want to do twice."""
    names = sorted(
        name
        for (name,) in db.execute("select name from sqlite_schema where type = 'table'")
        if not name.startswith(_UNCOUNTED)
    )
    counts: list[tuple[object, ...]] = [
        (name, *db.execute(f'select count(*) from "{name}"').fetchone()) for name in names
    ]
    settings = db.execute("select name, value from setting order by name")
    told = [pair for pair in settings if not pair[0].startswith(_OWN_NOTES)]
    undone = [
        db.execute(f"select count(*) from {name} where undone_at != ''").fetchone()
        for name in ("merge", "import")
        if name in names
    ]
    return [*counts, *told, *undone]


def _not_made(folder: Path) -> UserError:
    return StoreRefused(
        N_("The backup could not be written to {folder}. Is there space, and is the disk there?"),
        folder=str(folder),
    )
