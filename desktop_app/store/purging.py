"""Erasing what is known of a person for good: answers, sealed lines, history, drafts, notes.

What is left is the identity, and the order to erase, which no older bundle takes back.
"""

import sqlite3
from collections.abc import Collection

from desktop_app.store.database import Store

_WIPES = (
    "update revision set line = x'' where uid = ? and purges = 0",
    "update change set before = null, after = null where uid = ?",
    "delete from draft where uid = ?",
    "delete from note where uid = ?",
    "update import_row set before = null, answers = '{}' where uid = ?",
    "delete from bulk_row where uid = ?",
)


def every_purged(store: Store) -> set[str]:
    """Return the uids of all records that were erased: nothing of them comes in any more."""
    with store.reading() as db:
        return {uid for (uid,) in db.execute("select uid from revision where purges = 1")}


def purged(store: Store, uids: Collection[str]) -> set[str]:
    """Return those of these uids that were erased."""
    return every_purged(store) & set(uids)


def wipe(store: Store, uids: Collection[str]) -> None:
    """Wipe what is left of erased records, after the order and the empty record were saved."""
    if not uids:
        return
    with store.writing() as db:
        db.execute("pragma secure_delete = on")  # freed pages are overwritten too
        for statement in _WIPES:
            db.executemany(statement, [(uid,) for uid in sorted(uids)])
        _forget_words(db)


def _forget_words(db: sqlite3.Connection) -> None:
    """Let the index of words go over its pages: what was taken out stays in them until then."""
    for table in ("search_title", "search_text"):
        db.execute(f"insert into {table} ({table}) values ('optimize')")
