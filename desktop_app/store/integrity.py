"""What is damaged in a file: SQLite's own check misses most changed bytes, the seals find them."""

import sqlite3

from desktop_app.records.kinds import KINDS
from desktop_app.records.revision import revision_id
from desktop_app.store.rows import lenient, readable, row_hash

_UNREADABLE = {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ}


def damage(db: sqlite3.Connection) -> list[str]:
    """Return what is damaged, by name; the file may be of an older form."""
    try:
        broken = [line for (line,) in db.execute("pragma integrity_check") if line != "ok"]
    except sqlite3.DatabaseError as error:  # so broken that not even the check gets through
        if _is_of_the_disk(error):
            raise
        return [str(error)]
    except UnicodeDecodeError:  # a damaged name, quoted in what SQLite says of it
        return ["sqlite_schema"]
    return broken or _damaged_content(db)  # what lies on broken pages is not to be read


def _is_of_the_disk(error: sqlite3.DatabaseError) -> bool:
    """Tell whether there was no room to look or no way in: that says nothing of the file."""
    primary, whole = error.sqlite_errorcode & 0xFF, error.sqlite_errorcode
    failed = primary == sqlite3.SQLITE_IOERR and whole not in _UNREADABLE
    return failed or primary in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN}


def _damaged_content(db: sqlite3.Connection) -> list[str]:
    found = [
        f"{table}: a row points to nothing in {parent}"
        for table, _row, parent, _key in db.execute("pragma foreign_key_check")
    ]
    tables = {name for (name,) in db.execute("select name from sqlite_schema")}
    with lenient(db):
        for kind in KINDS:
            if kind in tables:
                found += _damaged_records(db, kind)
        if "revision" in tables:
            found += _damaged_revisions(db)
    return found


def _damaged_records(db: sqlite3.Connection, kind: str) -> list[str]:
    cursor = db.execute(f'select * from "{kind}" order by uid')
    names = [column[0] for column in cursor.description]
    seal, uid, code = names.index("hash"), names.index("uid"), names.index("human_code")
    return [
        f"{kind} {readable(row[code] or row[uid])}"
        for row in cursor
        if row[seal] != row_hash(kind, names, row)
    ]


def _damaged_revisions(db: sqlite3.Connection) -> list[str]:
    columns = {name for _, name, *_ in db.execute("pragma table_info(revision)")}
    erased: set[str] = set()
    if "purges" in columns:
        erased = {uid for (uid,) in db.execute("select uid from revision where purges = 1")}
    return [
        f"revision {readable(name)} of {readable(uid)}"
        for name, uid, line in db.execute("select id, uid, line from revision order by id")
        if revision_id(line) != name and not (line == b"" and uid in erased)
    ]
