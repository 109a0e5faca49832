"""Offices on a temporary folder, filled with invented records by the program's own ways."""

import json
import shutil
from dataclasses import replace

import sqlite_utils

from desktop_app.actions.office import is_set_up, open_office, set_up
from desktop_app.records.revision import seal
from desktop_app.store import records as stored
from desktop_app.store import revisions
from tests.bench.data import initiative

AT = "2026-05-04T12:00:00Z"
_PAGE = 2_000


def filled(folder, size):
    """Return a closed office of `size` ready, sealed records; one already there is taken again."""
    home = folder / f"office-of-{size}"
    if is_set_up(home):
        return home
    with set_up(home, code="BO", name="Oficina de medición") as office:
        for start in range(0, size, _PAGE):
            numbers = range(start, min(start + _PAGE, size))
            page = [sealed(initiative(number, office.code)) for number in numbers]
            with office.store.writing():
                revisions.add(office.store, [revision for _record, revision in page])
                named = [record for record, _revision in page]
                stored.save_many(office.store, named, who=office.code, at=AT)
    return home


def sealed(record):
    """Return a record that names its newest seal, and that seal."""
    revision = seal(record, parents=record.heads, author=record.office, at=AT)
    return replace(record, heads=(revision.id,)), revision


def reopened(home, folder):
    """Return an open office in a fresh copy of a closed one; the copy before goes."""
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home, copy)
    return open_office(copy)


def flat(record):
    """Return a record as one row of plain columns, as a program without Surco would keep it."""
    return {"uid": record.uid, "human_code": record.human_code, **flat_values(record.values)}


def flat_values(values):
    """Return answers as plain columns; what is more than one value is JSON."""
    return {
        name: value if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)
        for name, value in values.items()
    }


def sqlite_utils_table(path, rows):
    """Keep such rows with sqlite-utils, as safe on the disk as ours; return the open database."""
    path.unlink(missing_ok=True)
    database = sqlite_utils.Database(path)
    database.enable_wal()
    database.execute("pragma synchronous = full").fetchall()
    database["initiative"].insert_all(rows, pk="uid", alter=True)
    return database
