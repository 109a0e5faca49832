"""Undo and redo of a record over saves: the way back is read from its history."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.actions import records, undoing
from desktop_app.actions.office import open_office, set_up
from desktop_app.actions.undoing import Version, ways
from desktop_app.records.differences import slots_of_record
from desktop_app.records.kinds import KINDS
from desktop_app.store import records as stored
from desktop_app.store.changes import Change
from tests.actions.conftest import today
from tests.builders import a_project
from tests.strategies import normal_values

AT = "2026-11-23T17:08:51Z"


@pytest.fixture
def saved(office):
    return records.enter_record(office, replace(a_project(), human_code="", status="draft"))


def edit(office, record, **answers):
    return records.enter_record(office, records.find(office, record.uid).with_values(**answers))


def test_undo_takes_the_last_save_back_and_redo_brings_it_again(office, saved):
    edited = edit(office, saved, stage="COM", local_code="MRE-1")

    undone = undoing.undo(office, saved.uid)
    again = undoing.redo(office, saved.uid)

    assert undone.record.values == saved.values
    assert set(undone.fields) == {"stage", "local_code"}
    assert again.record.values == edited.values
    assert again.record.version == 4


def test_undo_goes_back_save_by_save_and_stops_at_the_first(office, saved):
    for code in ("A", "B", "C"):
        edit(office, saved, local_code=code)

    codes = [undoing.undo(office, saved.uid).record["local_code"] for _ in range(3)]

    assert codes == ["B", "A", None]
    assert undoing.undo(office, saved.uid) is None


def test_a_new_change_ends_what_could_be_done_again(office, saved):
    edit(office, saved, local_code="A")
    undoing.undo(office, saved.uid)
    edit(office, saved, local_code="B")

    assert undoing.redo(office, saved.uid) is None
    assert undoing.undo(office, saved.uid).record["local_code"] is None


def test_undo_goes_on_after_the_office_was_closed(office, saved):
    edit(office, saved, local_code="A")
    home = office.home
    office.close()

    with open_office(home, clock=today) as again:
        assert undoing.undo(again, saved.uid).record["local_code"] is None


def test_somebody_else_s_version_is_not_undone(office, saved):
    mine = edit(office, saved, local_code="A")
    stored.save(office.store, mine.with_values(stage="COM"), who="CO", at=AT)

    assert undoing.undo(office, saved.uid) is None


def test_what_a_bundle_brought_is_not_undone(office, saved):
    mine = edit(office, saved, local_code="A")
    brought = mine.with_values(stage="COM")
    stored.save(office.store, brought, who="BO", at=AT, why="bundle SELA 3")

    assert undoing.undo(office, saved.uid) is None


def test_a_ready_record_is_a_draft_again_after_an_undo(office, saved):
    records.mark_ready(office, edit(office, saved, local_code="A"))

    undone = undoing.undo(office, saved.uid)

    assert undone.record["local_code"] is None
    assert (undone.record.status, undone.record.draft) == ("draft", True)


def test_a_withdrawal_is_not_undone_this_way(office, saved):
    edited = edit(office, saved, local_code="A")
    records.withdraw(office, edited, "doble")

    assert undoing.undo(office, saved.uid) is None


def test_another_office_s_record_is_not_undone(office):
    theirs = stored.save(office.store, a_project(office="CO"), who="BO", at=AT)
    stored.save(office.store, theirs.with_values(stage="COM"), who="BO", at=AT)

    assert undoing.undo(office, theirs.uid) is None


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_redo_after_undo_and_undo_after_redo_change_nothing(tmp_path_factory, data):
    home = tmp_path_factory.mktemp("undo") / "home"
    kind = KINDS["organisation"]
    titled = {"name": {"original": "es", "es": "Ministerio"}}
    states = data.draw(st.lists(normal_values(kind), min_size=2, max_size=4))
    with set_up(home, code="BO", name="Oficina", clock=today) as office:
        record = records.blank(office, kind.name)
        kept = []
        for values in states:
            record = records.save_version(office, replace(record, values={**values, **titled}), "")
            kept.append(slots_of_record(record))
        back = [kept[-1]]
        while gone := undoing.undo(office, record.uid):
            back.append(slots_of_record(gone.record))
        forth = [back[-1]]
        while gone := undoing.redo(office, record.uid):
            forth.append(slots_of_record(gone.record))

    distinct = [state for place, state in enumerate(kept) if not place or state != kept[place - 1]]
    assert back == distinct[::-1]
    assert forth == distinct


def _version(number, reason="", slot="stage", who="BO"):
    change = Change(at=AT, who=who, why=reason, version=number, slot=slot, before="A", after="B")
    return Version(number=number, who=who, reason=reason, changed=(change,))


steps = st.lists(st.sampled_from(["type", "undo", "redo", "ready"]), max_size=40)


@given(steps)
def test_the_ways_follow_two_stacks(taken):
    log, done, undone = [_version(1, slot="")], [], []
    for step in taken:
        number = len(log) + 1
        if step == "type":
            log.append(_version(number))
            done, undone = [*done, number], []
        elif step == "ready":
            log.append(_version(number, "marked ready", "status"))
        elif step == "undo" and done:
            log.append(_version(number, f"undo {done[-1]}"))
            undone.append(done.pop())
        elif step == "redo" and undone:
            log.append(_version(number, f"redo {undone[-1]}"))
            done.append(undone.pop())

    assert ways(log, {"BO"}) == (done, undone)
