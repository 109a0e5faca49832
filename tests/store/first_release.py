"""A file as the first release of Surco made it."""

import sqlite3
from contextlib import closing
from dataclasses import replace

from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Section
from desktop_app.store import schema
from desktop_app.store.opening import APPLICATION, connect_writer
from desktop_app.store.rows import encode, layout_of, row_hash

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


def made_by_first_release(path, records):
    """Write such a file with these records and return them as it holds them."""
    made = [
        replace(one, version=1, created_at=AT, updated_at=AT, created_by="BO", updated_by="BO")
        for one in records
    ]
    with closing(sqlite3.connect(path)):
        pass
    with closing(connect_writer(path)) as db:
        schema.upgrade(db, [_first_step, *schema.STEPS[1:3]])
        db.execute("begin")
        for record in made:
            _insert(db, record)
        db.execute("commit")
    return made
