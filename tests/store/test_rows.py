"""A record of any kind is the same after its row and after its canonical bytes."""

import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import canonical
from desktop_app.store.rows import decode, encode, record_from_json, record_json
from tests.strategies import records

EXAMPLES = 25  # of each kind


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=EXAMPLES)
@given(st.data())
def test_a_record_comes_back_equal_from_its_row(kind, data):
    record = data.draw(records(kinds=(kind,)))
    cells = encode(record)

    with closing(sqlite3.connect(":memory:")) as db:
        marks = ", ".join("?" * len(cells))
        [row] = db.execute(f"select {marks}", cells)

    assert decode(kind, row) == record


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=EXAMPLES)
@given(st.data())
def test_a_record_comes_back_equal_from_its_canonical_bytes(kind, data):
    record = data.draw(records(kinds=(kind,)))

    read = json.loads(canonical(record.values))

    assert read == record.values
    assert canonical(read) == canonical(record.values)
    assert record_from_json(record_json(record)) == record
