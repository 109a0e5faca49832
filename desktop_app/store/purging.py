"""Erasing what is known of a person for good: answers, sealed lines, history, drafts, notes.

What is left is the identity, and the order to erase, which no older bundle takes back. It binds the
lines of the office that gave it: another's record of the same identity is none of its business. An
order of a thief is taken back; what it wiped is gone until it comes again.
"""

import sqlite3
from collections.abc import Collection

from desktop_app.store.counting import ORDERED
from desktop_app.store.database import Store

Erased = tuple[str, str]  # uid, and the office that had it erased

_PAGE = 500
_WIPE_LINES = "update revision set line = x'' where uid = ? and office = ? and purges = 0"
_WIPES = (
    "update change set before = null, after = null where uid = ?",
    "delete from draft where uid = ?",
    "delete from note where uid = ?",
    "update import_row set before = null, answers = '{}' where uid = ?",
    "delete from bulk_row where uid = ?",
)


def every_purged(store: Store) -> set[Erased]:
    """Return all records that were erased: nothing of them comes in any more."""
    with store.reading() as db:
        return set(db.execute(f"select uid, office from revision where {ORDERED}"))


def ordered_elsewhere(store: Store, office: str) -> dict[str, str]:
    """Return order to erase -> uid of those that stay here and that another office gave."""
    sql = "select id, uid from revision where purges = 1 and stays = 1 and author <> ?"
    with store.reading() as db:
        return dict(db.execute(sql, (office,)).fetchall())


def purged(store: Store, uids: Collection[str]) -> set[Erased]:
    """Return those with these uids that were erased."""
    wanted = set(uids)
    return {one for one in every_purged(store) if one[0] in wanted}


def ordered_alone(store: Store, uids: Collection[str]) -> set[str]:
    """Return those of these uids of which nothing is known but orders to erase them.

    Such an order says who gave it, and nothing of whose the record is.
    """
    wanted = sorted({uid for uid, _office in purged(store, uids)})
    found: set[str] = set()
    with store.reading() as db:
        for start in range(0, len(wanted), _PAGE):
            page = wanted[start : start + _PAGE]
            marks = ", ".join("?" * len(page))
            sql = f"select distinct uid from revision where uid in ({marks}) and purges = 0"
            found.update(uid for (uid,) in db.execute(sql, page))
    return set(wanted) - found


def wipe(store: Store, erased: Collection[Erased]) -> None:
    """Wipe what is left of erased records, after the order and the empty record were saved."""
    if not erased:
        return
    with store.writing() as db:
        db.execute("pragma secure_delete = on")  # freed pages are overwritten too
        db.executemany(_WIPE_LINES, sorted(erased))
        theirs = [(uid,) for uid, office in sorted(erased) if _owner(db, uid) in ("", office)]
        for statement in _WIPES:
            db.executemany(statement, theirs)
        _forget_words(db)


def _owner(db: sqlite3.Connection, uid: str) -> str:
    found = db.execute("select office from listing where uid = ?", (uid,)).fetchone()
    return str(found[0]) if found else ""


def _forget_words(db: sqlite3.Connection) -> None:
    """Let the index of words go over its pages: what was taken out stays in them until then."""
    for table in ("search_title", "search_text"):
        db.execute(f"insert into {table} ({table}) values ('optimize')")
