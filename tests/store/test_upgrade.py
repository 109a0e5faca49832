"""A file as the first release made it opens here: the same records, room for all that is new."""

import sqlite3
from contextlib import closing

import pytest

from desktop_app.store import records, search
from desktop_app.store.database import Store
from tests.builders import a_contact, a_practice, a_project, a_source, an_offer, an_organisation
from tests.store.first_release import ASKED, AT, made_by_first_release


@pytest.fixture
def old(path):
    """Return a file of the first release and the records in it."""
    path.parent.mkdir()
    asked = (
        a_project(
            money=[{"id": "1", "kind": "BUD", "payer": "AR", "currency": "USD", "amount": "10.5"}],
            extra={"iati": [{"element": "result", "xml": "<result/>"}]},
        ),
        a_source(documents=[{"id": "1", "name": "Guía", "link": "https://example.org"}]),
        an_organisation(),
        a_contact(),
    )
    return path, made_by_first_release(path, asked)


def test_records_of_the_first_release_are_equal_after_the_upgrade(old):
    path, made = old

    with Store.open(path) as store:
        loaded = [records.load(store, record.uid) for record in made]
        damage = store.integrity()
        listed = [row.uid for kind in ASKED for row in search.rows(store, kind)]

    assert loaded == made
    assert damage == []
    assert sorted(listed) == sorted(record.uid for record in made)


def test_an_upgraded_file_has_the_same_columns_and_views_as_a_new_one(old, tmp_path):
    shapes = []
    for path in (old[0], tmp_path / "new" / "surco.db"):
        with Store.open(path) as store, store.reading() as db:
            shapes.append(
                {
                    (name, column)
                    for (name,) in db.execute(
                        "select name from sqlite_schema where type in ('table', 'view')"
                    ).fetchall()
                    if not name.startswith("search_")
                    for _, column, *_ in db.execute(f"pragma table_info({name})")
                }
            )

    assert shapes[0] == shapes[1]


def test_an_upgraded_file_takes_what_is_new(old):
    path, (project, *_) = old
    results = [{"id": "1", "title": "Obras", "measure": "UNIT", "target": "12"}]

    with Store.open(path) as store:
        known = records.load(store, project.uid)
        wider = records.save(store, known.with_values(results=results), who="BO", at=AT)
        offer = records.save(store, an_offer(), who="BO", at=AT)
        records.save(store, a_practice(), who="BO", at=AT)
        with store.reading() as db:
            told = db.execute("select title, target from initiative_result").fetchall()
        (line,) = search.rows(store, "offer", search="lluvia")

        assert records.load(store, project.uid) == wider
        assert store.integrity() == []

    assert told == [("Obras", "12")]
    assert (line.uid, line.what, line.state) == (offer.uid, "OFF", "OPEN")


def test_the_copy_made_before_the_upgrade_is_the_old_file(old):
    path, made = old

    Store.open(path).close()

    (copy,) = (path.parent / "backups").iterdir()
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("pragma user_version").fetchone()[0] == 3
        assert db.execute("select uid from initiative").fetchall() == [(made[0].uid,)]
