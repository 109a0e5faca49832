"""Bundles, merges and imports, as they happened."""

import sqlite3
from dataclasses import replace

import pytest

from desktop_app.store import journal
from desktop_app.store.journal import BundleRow, ImportRow, MergeRow
from tests.builders import a_project

AT = "2026-11-23T17:08:51Z"


def _bundle(name="b1", **values):
    given = {"direction": "out", "kind": "submission", "office": "BO", "addressee": "SELA"}
    given |= {"stream": "s1", "seq": 1, "prev": "", "made_at": AT, "at": AT, "file_name": "b.surco"}
    given |= {"records": 1, "size": 10, "check_code": "12345", "state": "made", "note": ""}
    return BundleRow(id=name, **{**given, **values})


def _import(name):
    return ImportRow(
        id=name, file_name="caf.xml", sha256="ab", at=AT, undone_at="", report={"read": 478}
    )


def test_a_bundle_is_found_again_as_it_was_written(store):
    journal.add_bundle(store, _bundle("b1"))

    assert journal.bundle(store, "b1") == _bundle("b1")
    assert journal.bundle(store, "b2") is None


def test_a_bundle_written_twice_stays_as_it_was_first(store):
    journal.add_bundle(store, _bundle("b1"))
    journal.add_bundle(store, _bundle("b1", note="again"))

    assert journal.bundles(store) == [_bundle("b1")]


def test_bundles_come_the_latest_first_by_direction_and_office(store):
    for name, direction, office in (("b1", "out", "BO"), ("b2", "in", "AR"), ("b3", "in", "BO")):
        journal.add_bundle(store, _bundle(name, direction=direction, office=office))

    assert [row.id for row in journal.bundles(store)] == ["b3", "b2", "b1"]
    assert [row.id for row in journal.bundles(store, direction="in")] == ["b3", "b2"]
    assert [row.id for row in journal.bundles(store, "in", "AR")] == ["b2"]


def test_the_last_bundle_of_a_stream_is_the_one_of_the_highest_number(store):
    for name, stream, number in (("b2", "s1", 2), ("b1", "s1", 1), ("b9", "s2", 9)):
        journal.add_bundle(store, _bundle(name, stream=stream, seq=number))
    journal.add_bundle(store, _bundle("b7", direction="in", seq=7))

    last = journal.last_out(store, "s1")
    assert last is not None
    assert last.id == "b2"
    assert journal.last_out(store, "s3") is None


def test_a_merge_keeps_its_counts_and_what_became_of_each_record(store):
    row = MergeRow(id="m1", bundle_id="b1", at=AT, who="SELA", undone_at="", counts={"new": 2})
    with store.writing():
        journal.add_merge(
            store, row, [("u2", "initiative", "new", ""), ("u1", "source", "refused", "No.")]
        )
        journal.add_bundle(store, _bundle("b1", direction="in"))

    assert journal.merges(store) == [row]
    assert journal.merge(store, "m1") == row
    assert journal.merge(store, "m2") is None
    assert journal.record_results(store, "m1") == [("u2", "new", ""), ("u1", "refused", "No.")]


def test_an_undone_merge_says_when(store):
    with store.writing():
        journal.add_bundle(store, _bundle("b1", direction="in"))
        journal.add_merge(
            store,
            MergeRow(id="m1", bundle_id="b1", at=AT, who="SELA", undone_at="", counts={}),
            [],
        )

    journal.undo_merge_row(store, "m1", AT)

    assert [row.undone_at for row in journal.merges(store)] == [AT]


def test_a_merge_without_its_bundle_is_not_kept(store):
    row = MergeRow(id="m1", bundle_id="nowhere", at=AT, who="SELA", undone_at="", counts={})

    with pytest.raises(sqlite3.IntegrityError):
        journal.add_merge(store, row, [])

    assert journal.merges(store) == []


def test_an_import_keeps_every_record_before_and_its_version_after(store, save):
    old = save(a_project(iati_id="XI-1"))
    changed = save(old.with_values(stage="COM"))
    new = save(a_project(iati_id="XI-2"))

    journal.add_import(
        store,
        _import("i1"),
        {old.uid: old, new.uid: None},
        {old.uid: changed, new.uid: new},
        {old.uid: {"stage": "COM"}, new.uid: {"iati_id": "XI-2"}},
    )

    assert journal.imports(store) == [_import("i1")]
    assert journal.import_rows(store, "i1") == [(old.uid, old, 2), (new.uid, None, 1)]
    assert journal.last_import_of(store, new.uid) == {"iati_id": "XI-2"}


def test_the_last_import_of_a_record_is_the_last_that_was_not_undone(store, save):
    record = save(a_project())
    for name, stage in (("i1", "EXE"), ("i2", "COM")):
        journal.add_import(
            store,
            _import(name),
            {record.uid: record},
            {record.uid: record},
            {record.uid: {"stage": stage}},
        )
    assert journal.last_import_of(store, record.uid) == {"stage": "COM"}

    journal.undo_import_row(store, "i2", AT)

    assert journal.last_import_of(store, record.uid) == {"stage": "EXE"}
    assert journal.last_import_of(store, a_project().uid) is None
    assert journal.imports(store)[0] == replace(_import("i2"), undone_at=AT)
