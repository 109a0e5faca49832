"""A store on a real file, closed after the test."""

import sqlite3
from contextlib import closing

import pytest

from desktop_app.store import records
from desktop_app.store.database import Store

AT = "2026-11-23T17:08:51Z"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "office" / "surco.db"


@pytest.fixture
def store(path):
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def save(store):
    """Return how a test saves: record, and what differs from a save by BO."""

    def saved(record, **stamp):
        return records.save(store, record, **{"who": "BO", "at": AT, **stamp})

    return saved


@pytest.fixture
def by_hand():
    """Return how a test changes a closed file behind the store's back."""

    def change(path, *statements):
        with closing(sqlite3.connect(path)) as db, db:
            for statement in statements:
                db.execute(*statement) if isinstance(statement, tuple) else db.execute(statement)

    return change
