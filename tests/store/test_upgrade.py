"""A file as the first release made it opens here: the same records, room for all that is new."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Section
from desktop_app.store import records, schema, search
from desktop_app.store.database import Store
from desktop_app.store.opening import APPLICATION, connect_writer
from desktop_app.store.rows import encode, layout_of, row_hash
from tests.builders import a_contact, a_practice, a_project, a_source, an_offer, an_organisation

AT = "2026-11-23T17:08:51Z"
# What the first release asked; the tables of its files have these columns.
ASKED = {
    "initiative": "title level modality summary objective participants institutions contact stage "
    "approval_date planned_start planned_end actual_start actual_end form other_forms "
    "refundability sector sector_2 crs_purpose sdgs legal_instruments money access local_code "
    "last_verified iati_id",
    "source": "name acronym source_type owner headquarters web objective sectors modalities "
    "instruments refundability exclusions applicant_types eligible_countries eligible_groups "
    "eligible_text min_countries national_projects endorsement currency amount_min amount_max "
    "amount_not_fixed cofinancing_pct duration_max interest grace_months maturity_months "
    "languages channel calls documents contact contact_text access local_code last_verified "
    "verification iati_id",
    "organisation": "name acronym org_type country org_level aliases org_ids web access "
    "local_code last_verified",
    "contact": "name job_title organisation organisation_name country email phone languages "
    "consent valid_to access local_code last_verified",
}


def _first_kinds():
    return {
        name: replace(
            KINDS[name],
            sections=(
                Section("All", tuple(KINDS[name].question(field) for field in asked.split())),
            ),
        )
        for name, asked in ASKED.items()
    }


def _first_step(db):
    db.execute(f"pragma application_id = {APPLICATION}")
    schema.add_missing_columns(db, _first_kinds())
    for statement in schema._KEPT:  # noqa: SLF001 - as the step of the first release ran it
        db.execute(statement)


def _insert(db, record):
    """Put a record in its table as the first release did: with the columns of that time."""
    names = layout_of(record.kind).names
    row = dict(zip(names, encode(record), strict=True))
    present = [name for _, name, *_ in db.execute(f"pragma table_info({record.kind})")]
    assert all(row[name] is None for name in names if name not in present)
    cells = [row[name] for name in present]
    assert row["hash"] == row_hash(record.kind, present, cells)
    listed = ", ".join(f'"{name}"' for name in present)
    marks = ", ".join("?" * len(present))
    db.execute(f'insert into "{record.kind}" ({listed}) values ({marks})', cells)  # noqa: S608 - our names


@pytest.fixture
def old(path):
    """Return a file of the first release and the records in it."""
    path.parent.mkdir()
    made = [
        replace(one, version=1, created_at=AT, updated_at=AT, created_by="BO", updated_by="BO")
        for one in (
            a_project(
                money=[
                    {"id": "1", "kind": "BUD", "payer": "AR", "currency": "USD", "amount": "10.5"}
                ],
                extra={"iati": [{"element": "result", "xml": "<result/>"}]},
            ),
            a_source(documents=[{"id": "1", "name": "Guía", "link": "https://example.org"}]),
            an_organisation(),
            a_contact(),
        )
    ]
    with closing(sqlite3.connect(path)):
        pass
    with closing(connect_writer(path)) as db:
        schema.upgrade(db, [_first_step, *schema.STEPS[1:3]])
        db.execute("begin")
        for record in made:
            _insert(db, record)
        db.execute("commit")
    return path, made


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
