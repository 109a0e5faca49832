"""An old backup restored, a computer copied: whatever was done on either side is in the union."""

import shutil
from contextlib import contextmanager
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.actions import bundles, keeping, lists, merging, planning, restoring
from desktop_app.actions import records as entering
from desktop_app.actions.office import SECRETARIAT, open_office, set_up
from tests.actions.conftest import ready
from tests.drills import subjects
from tests.drills.tools import quick_folder


# What a side does: which of three records gets which sector. The sides have no sector in common:
# the same change of the same record at the same moment is one change, whoever made it.
def acts(*sectors):
    return st.lists(st.tuples(st.integers(0, 2), st.sampled_from(sectors)), max_size=3)


BEFORE, OURS, THEIRS = acts("S04", "S05"), acts("S01", "S02", "S14"), acts("S07", "S26", "S29")


@pytest.fixture(scope="module")
def template():
    """An office with three records and a Secretariat that take each other's files."""
    folder = quick_folder()
    bo = set_up(folder / "bo", code="BO", name="Oficina", clock=subjects.today)
    sela = set_up(folder / "sela", code="SELA", name="S", role=SECRETARIAT, clock=subjects.today)
    with bo, sela:
        subjects.introduce(bo, sela, folder)
        for number in range(3):
            ready(bo, title={"original": "es", "es": f"Proyecto {number}"})
    yield folder
    shutil.rmtree(folder)


@contextmanager
def copied(template):
    """Give one example its own copy; return the folder and both homes."""
    folder = quick_folder()
    try:
        shutil.copytree(template, folder, dirs_exist_ok=True)
        yield folder, folder / "bo", folder / "sela"
    finally:
        shutil.rmtree(folder)


def do(office, steps):
    """Change records and mark them ready; return uid -> the last sector each was given."""
    uids = sorted(row.uid for row in lists.list_rows(office, "initiative"))
    given_to = {}
    for place, sector in steps:
        changed = entering.edit_record(office, uids[place], {"sector": sector})
        entering.mark_ready(office, changed)
        given_to[uids[place]] = sector
    return given_to


def send(office, folder):
    return bundles.export_bundle(office, folder).bundle


def merge(home, *files):
    """Merge files; return what was said of each."""
    said = []
    with open_office(home, clock=subjects.today) as office:
        for path in files:
            planned = planning.plan_bundle(office, path)
            merging.apply_plan(office, planned)
            said.append(" ".join(text.format(**values) for text, values in planned.notes))
    return said


def sectors_at(home, uid):
    """Return every sector that the Secretariat knows of a record: the one shown, and open ones."""
    with open_office(home, clock=subjects.today) as office:
        record = entering.find(office, uid)
    found = {record["sector"]}
    for conflict in record.conflicts:
        if conflict.slot == "sector":
            found |= set(conflict.values.values())
    return found


@pytest.mark.case("S27")
@settings(max_examples=6, derandomize=True)
@given(before=BEFORE, later=THEIRS, restored=OURS)
def test_an_old_backup_and_what_came_after_it_merge_to_their_union(
    template, before, later, restored
):
    with copied(template) as (folder, bo, sela):
        with open_office(bo, clock=subjects.today) as office:
            do(office, before)
            backup = keeping.back_up(office, always=True).backup.path
            theirs = do(office, later)
            first = send(office, folder / "first")
        restoring.restore(bo, backup, clock=lambda: subjects.TODAY + timedelta(days=1))
        with open_office(bo, clock=subjects.today) as office:
            ours = do(office, restored)
            second = send(office, folder / "second")
        merge(sela, first, second)
        for side in (theirs, ours):
            for uid, sector in side.items():
                assert sector in sectors_at(sela, uid)


@pytest.mark.case("S28")
@settings(max_examples=6, derandomize=True)
@given(one=OURS, other=THEIRS)
def test_of_a_copied_computer_both_sides_are_kept_and_it_is_said(template, one, other):
    with copied(template) as (folder, bo, sela):
        copy = shutil.copytree(bo, folder / "copy")
        sides, files = [], []
        for home, done, last in ((bo, one, "S14"), (copy, other, "S26")):
            with open_office(home, clock=subjects.today) as office:
                sides.append(do(office, [*done, (1, last)]))
                files.append(send(office, folder / f"post of {home.name}"))
        said = merge(sela, *files)
        for side in sides:
            for uid, sector in side.items():
                assert sector in sectors_at(sela, uid)
        assert "two copies" in said[1]
