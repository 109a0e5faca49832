"""What is being typed and not saved yet, kept at every answer: a power cut takes nothing."""

import json
from collections.abc import Mapping
from typing import Any

from desktop_app.store.database import Store
from desktop_app.store.rows import structured_text


def keep(store: Store, uid: str, kind: str, values: Mapping[str, Any], at: str) -> None:
    """Keep the answers as they stand in place of what was kept of this record before.

    The record itself may not be saved at all yet.
    """
    with store.writing() as db:
        db.execute(
            "insert or replace into draft (uid, kind, answers, at) values (?, ?, ?, ?)",
            (uid, kind, structured_text(dict(values)), at),
        )


def draft(store: Store, uid: str) -> dict[str, Any] | None:
    """Return the answers typed and not saved, None when there are none."""
    with store.reading() as db:
        found = db.execute("select answers from draft where uid = ?", (uid,)).fetchone()
    return json.loads(found[0]) if found else None


def kept_at(store: Store, uid: str) -> str:
    """Return when the draft of a record was kept last, empty when there is none."""
    with store.reading() as db:
        found = db.execute("select at from draft where uid = ?", (uid,)).fetchone()
    return str(found[0]) if found else ""


def drop(store: Store, uid: str) -> None:
    """Forget what was typed and not saved."""
    with store.writing() as db:
        db.execute("delete from draft where uid = ?", (uid,))
