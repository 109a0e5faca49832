"""Sealed revisions: which of them count, what waits for an answer, and in what order."""

from dataclasses import replace

import pytest

from desktop_app.errors import StoreRefused
from desktop_app.records.revision import seal
from desktop_app.store import journal, revisions
from desktop_app.store.database import Store
from desktop_app.store.journal import BundleRow, MergeRow
from tests.builders import a_project

AT = "2026-11-23T17:08:51Z"


def _sealed(record, *parents, author="BO"):
    return seal(record, parents=[parent.id for parent in parents], author=author, at=AT)


def _bundle(name="b1", **values):
    given = {"direction": "out", "kind": "submission", "office": "BO", "addressee": "SELA"}
    given |= {"stream": "s1", "seq": 1, "prev": "", "made_at": AT, "at": AT, "file_name": "b.surco"}
    given |= {"records": 1, "size": 10, "check_code": "12345", "state": "made", "note": ""}
    return BundleRow(id=name, **{**given, **values})


def _merge(name, bundle="b1"):
    return MergeRow(id=name, bundle_id=bundle, at=AT, who="SELA", undone_at="", counts={})


@pytest.fixture
def merge(store):
    """Return how a test lets revisions arrive with a merge of its own bundle."""

    def arrive(name, *lines):
        with store.writing():
            journal.add_bundle(store, _bundle(f"bundle of {name}", direction="in"))
            journal.add_merge(store, _merge(name, f"bundle of {name}"), [])
            revisions.add(store, lines, merge_id=name)

    return arrive


def _ids(store, record):
    return set(revisions.of_records(store, [record.uid]).get(record.uid, {}))


def test_a_sealed_revision_comes_back_as_it_was_sealed(store):
    record = a_project()
    first = _sealed(record)
    second = _sealed(record.with_values(stage="COM"), first)

    revisions.add(store, [first, second])

    assert revisions.of_records(store, [record.uid]) == {
        record.uid: {first.id: first, second.id: second}
    }


def test_adding_a_revision_again_changes_nothing(store):
    line = _sealed(a_project())

    revisions.add(store, [line])
    revisions.add(store, [line, line])

    assert revisions.unacknowledged(store, "BO") == [line]


def test_records_without_revisions_are_left_out(store):
    assert revisions.of_records(store, [a_project().uid]) == {}


def test_what_came_with_a_merge_counts_until_it_is_undone(store, merge):
    record = a_project()
    line = _sealed(record)
    merge("m1", line)
    assert _ids(store, record) == {line.id}
    assert revisions.known(store, [line.id, "0" * 64]) == {line.id}

    journal.undo_merge_row(store, "m1", AT)

    assert _ids(store, record) == set()
    assert revisions.known(store, [line.id]) == set()


def test_what_came_with_two_merges_counts_until_both_are_undone(store, merge):
    record = a_project()
    line = _sealed(record)
    merge("m1", line)
    merge("m2", line)

    journal.undo_merge_row(store, "m1", AT)
    assert _ids(store, record) == {line.id}

    journal.undo_merge_row(store, "m2", AT)
    assert _ids(store, record) == set()


def test_an_undone_merge_may_come_again(store, merge):
    record = a_project()
    line = _sealed(record)
    merge("m1", line)
    journal.undo_merge_row(store, "m1", AT)

    merge("m2", line)

    assert _ids(store, record) == {line.id}


def test_what_was_sealed_here_counts_whatever_merge_is_undone(store, merge):
    record = a_project()
    line = _sealed(record)
    merge("m1", line)
    revisions.add(store, [line])

    journal.undo_merge_row(store, "m1", AT)

    assert _ids(store, record) == {line.id}


def test_what_no_answer_acknowledged_waits_in_a_fixed_order(store):
    records = [a_project() for _ in range(4)]
    lines = [_sealed(record) for record in records]
    lines.append(_sealed(records[2].with_values(stage="COM"), lines[2]))
    other = _sealed(a_project(office="AR"), author="AR")

    revisions.add(store, [*reversed(lines), other])

    waiting = revisions.unacknowledged(store, "BO")
    assert waiting == sorted(lines, key=lambda line: (line.uid, line.id))


def test_what_an_answer_acknowledged_waits_no_more(store):
    first, second = _sealed(a_project()), _sealed(a_project())
    revisions.add(store, [first, second])

    revisions.acknowledge(store, [first.id, "0" * 64], "answer 1")

    assert revisions.unacknowledged(store, "BO") == [second]


def test_what_came_with_an_undone_merge_does_not_wait(store, merge):
    line = _sealed(a_project())
    merge("m1", line)
    journal.undo_merge_row(store, "m1", AT)

    assert revisions.unacknowledged(store, "BO") == []


def test_decisions_are_what_others_sealed_of_an_office(store):
    record = a_project()
    own = _sealed(record)
    decision = _sealed(record.with_values(stage="COM"), own, author="SELA")
    revisions.add(store, [own, decision, _sealed(a_project(office="AR"), author="SELA")])

    assert revisions.decided(store, ["BO"]) == [decision]


def test_a_sealed_line_changed_behind_the_store_is_found(path, by_hand):
    record = replace(a_project(), office="BO")
    line = _sealed(record)
    with Store.open(path) as store:
        revisions.add(store, [line])
    by_hand(path, ("update revision set line = ?", [line.line.replace(b"EXE", b"COM")]))

    with Store.open(path) as store:
        with pytest.raises(StoreRefused, match=record.uid):
            revisions.of_records(store, [record.uid])
        assert store.integrity() == [f"revision {line.id} of {record.uid}"]
