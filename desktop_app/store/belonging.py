"""Whether the log beside a file is its own: SQLite itself reads any log into any file.

Every file has a name of its own, and every change writes the row beside that name: so each log has
the name too. One that was copied from elsewhere has another.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_app.errors import StoreDamaged
from desktop_app.language import N_
from desktop_app.records.stamp import is_uid, new_uid
from desktop_app.store import integrity
from desktop_app.store.opening import UNSOUND, connect, refused, resting_mode

_NAME, _TURN = "store.id", "store.turn"
_FOREIGN = N_(
    "The log beside “{file}” belongs to other records; nothing was opened. Copies lie in {folder}."
)


def name_file(db: sqlite3.Connection) -> None:
    """Give the file a name if it has none."""
    if not _name_in(db):
        db.execute("insert into setting (name, value) values (?, ?)", (_NAME, new_uid()))


def note_change(db: sqlite3.Connection) -> None:
    """Write into the log of this transaction whose it is."""
    db.execute(
        "insert into setting (name, value) values (?, '1') on conflict (name) "
        "do update set value = cast(value as integer) + 1",
        (_TURN,),
    )


def has_foreign_log(path: Path) -> bool:
    """Tell whether the log of a file that nobody has open is of another file.

    A file that a power cut left in the middle of taking its log in is not sound without it: then
    the log is its own.
    """
    if resting_mode(path) != "ro":
        return False
    try:
        with closing(connect(path, "ro")) as both:
            named = _name_in(both)
        with closing(connect(path, "ro&immutable=1")) as alone:
            own = _name_in(alone)
            strange = is_uid(own) and named != own
            return strange and not integrity.damage(alone)
    except UNSOUND:  # it is refused for this where it is opened
        return False


def refuse_foreign_log(path: Path) -> None:
    """Raise StoreDamaged rather than mix the records of two files."""
    if has_foreign_log(path):
        raise refused(_FOREIGN, path, StoreDamaged)


def _name_in(db: sqlite3.Connection) -> str:
    known = db.execute("select 1 from sqlite_schema where name = 'setting'").fetchone()
    if known is None:
        return ""
    found = db.execute("select value from setting where name = ?", (_NAME,)).fetchone()
    return str(found[0]) if found else ""
