"""Putting a backup in the place of the store; what was there is kept under another name."""

import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.errors import StoreRefused, UserError
from desktop_app.language import N_
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.stamp import new_uid, written
from desktop_app.store import integrity, numbers, schema
from desktop_app.store.backups import damage_of, resting, versions_in
from desktop_app.store.opening import (
    WriterLock,
    clear_part,
    connect,
    form_of,
    refusals,
    settle,
)
from desktop_app.store.settings import OF_SEAL, PUBLIC_KEY

_BESIDE = ("-wal", "-shm")
_STEPS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """A record that is newer in the store than in a backup, or is not in the backup at all."""

    kind: str
    uid: str
    title: Any  # a text, or texts by language
    human_code: str
    missing: bool  # the backup does not know it


def newer_than(path: Path, backup: Path) -> list[Newer]:
    """Return the records that would go back or go away if the backup took the store's place.

    Raises StoreRefused when the store is damaged, so that it cannot be told.
    """
    with resting(backup) as db:
        then = versions_in(db)
    with resting(path) as db:
        now = versions_in(db)
        changed = [uid for uid, version in now.items() if version > then.get(uid, 0)]
        rows = [
            db.execute(
                "select kind, uid, title, human_code from listing where uid = ?", (uid,)
            ).fetchone()
            for uid in changed
        ]
    return [
        Newer(kind=kind, uid=uid, title=json.loads(title), human_code=code, missing=uid not in then)
        for kind, uid, title, code in filter(None, rows)
    ]


def check(backup: Path) -> None:
    """Prove a backup. Raises StoreRefused when it is damaged, newer than this program, or none."""
    with file_errors_told(backup):
        there = backup.is_file()
    if not there:
        raise StoreRefused(N_("There is no file {file}."), file=str(backup))
    form_of(backup, schema.NEWEST)
    if damage_of(backup):
        raise StoreRefused(
            N_("The backup {file} is damaged itself. Choose an older one."), file=backup.name
        )


def office_in(path: Path) -> str:
    """Return the code of the office whose records a closed file holds, empty if none is said."""
    with resting(path) as db:
        found = db.execute("select value from setting where name = 'office_code'").fetchone()
    return str(found[0]) if found else ""


def put_in_place(path: Path, backup: Path, at: datetime, step: Progress = SILENT) -> Path | None:
    """Put a proved copy of `backup` where the store at `path` is, which nobody may have open.

    Returns where the store that was there is kept now, None if there was none. At every moment
    one whole store lies at `path`. The copy gets a stream of its own: its next bundle begins a
    new count; the seal stays the one that was in use last. Raises StoreRefused, the store then
    untouched, as it is when `step` stops it.
    """
    step(0, _STEPS)
    check(backup)
    lock = WriterLock(path)
    try:
        part = path.with_name(f"{path.name}.part")
        clear_part(part)
        try:
            step(1, _STEPS)
            _copy(backup, part, at, {**_seal_of(path), **_codes_of(path, backup, at.year)})
            step(2, _STEPS)  # the last chance to stop
            before = _set_aside(path, at)
            settle(part, path)
        except OSError as error:
            raise StoreRefused(
                N_("The backup could not be put in place in {folder}. Is there space?"),
                folder=str(path.parent),
            ) from error
        finally:
            clear_part(part)
    finally:
        lock.release()
    return before


def _seal_of(path: Path) -> dict[str, str]:
    """Return what the store that is there says of the seal; nothing of one that cannot be read."""
    if not path.exists():
        return {}
    try:
        with resting(path) as db:
            marks = ", ".join("?" * len(OF_SEAL))
            rows = db.execute(
                f"select name, value from setting where name in ({marks})", OF_SEAL
            ).fetchall()
    except (StoreRefused, sqlite3.Error):  # damaged: that is why it is restored
        return {}
    found = dict(rows)
    return {name: found.get(name, "") for name in OF_SEAL} if PUBLIC_KEY in found else {}


def _codes_of(path: Path, backup: Path, year: int) -> dict[str, str]:
    """Return after which numbers codes go on: none that the store gave is given again."""
    with resting(backup) as then:
        try:
            with resting(path) as now:
                found = numbers.after_restoring(then, now, year)
        except (StoreRefused, sqlite3.Error):  # damaged, or not there
            found = numbers.after_restoring(then, None, year)
    return {numbers.CODES_AFTER: numbers.written(found)}


def _copy(backup: Path, part: Path, at: datetime, kept: Mapping[str, str]) -> None:
    with resting(backup) as source, closing(connect(part, "rwc")) as db, refusals(part):
        source.backup(db)
        db.execute("pragma journal_mode = delete")  # all in one file: it is given its name next
        db.execute("begin immediate")
        for name, value in {
            **kept,
            "stream": new_uid()[:8],
            "acked_seq": "0",
            "restored_at": written(at),
            "restored_from": backup.name,
        }.items():
            db.execute("insert or replace into setting (name, value) values (?, ?)", (name, value))
        db.execute("commit")
        found = integrity.damage(db)
    if found:
        raise UserError(
            N_("The copy of {file} is not whole; nothing was changed. Try once more."),
            file=backup.name,
        )


def _set_aside(path: Path, at: datetime) -> Path | None:
    """Keep the store that is there under another name, with what had not been folded into it."""
    if not path.exists():
        return None
    aside = _free_name(path, at)
    _fold(path)
    for ending in _BESIDE:  # left where they are, they would be read into the new store
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + ending))
    try:
        os.link(path, aside)  # a second name: the place is never empty
    except OSError:  # a disk that knows no second names, such as a stick
        path.replace(aside)
    return aside


def _fold(path: Path) -> None:
    """Bring the log back into the file; a damaged one keeps its log beside it."""
    try:
        with refusals(path), closing(connect(path, "rw")) as db:
            db.execute("pragma wal_checkpoint(truncate)")
    except (StoreRefused, sqlite3.Error):
        return


def _free_name(path: Path, at: datetime) -> Path:
    stem = f"{path.stem}-before-restore-{at:%Y-%m-%dT%H-%M-%SZ}"
    name, number = path.with_name(f"{stem}{path.suffix}"), 1
    while name.exists():
        number += 1
        name = path.with_name(f"{stem}-{number}{path.suffix}")
    return name
