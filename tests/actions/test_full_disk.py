"""A disk that is full to the last byte: what is typed is saved in the reserve, or refused whole."""

import os
from dataclasses import replace

import pytest

from desktop_app.actions import attaching, records, todo
from desktop_app.actions.office import set_up
from desktop_app.errors import DiskFull, UserError
from desktop_app.store import reserve
from tests.actions.conftest import today
from tests.builders import a_project
from tests.drills.tools import disk, needs_small_disks, remove_disk
from tests.filemaking import PDF

_MEGABYTES = 96


@pytest.fixture
def small_disk(tmp_path):
    """Return a folder on a disk of its own, of 96 MB."""
    needs_small_disks()
    place = tmp_path / "small"
    disk(place, _MEGABYTES * 1024)
    yield place
    remove_disk(place)


def fill(place):
    """Leave not one byte."""
    with (place / "film.mp4").open("wb") as film:
        for size in (1 << 20, 1 << 12, 1):
            _write_all(film.fileno(), bytes(size))


def _write_all(handle, piece):
    try:
        while os.write(handle, piece):
            pass
    except OSError:
        return


@pytest.fixture
def office(small_disk):
    with set_up(small_disk / "home", code="BO", name="Oficina", clock=today) as opened:
        yield opened


def a_long_record():
    summary = {"original": "es", **dict.fromkeys(("es", "en", "pt", "fr"), "agua " * 3_900)}
    return replace(a_project(summary=summary), human_code="", status="draft")


def test_what_is_typed_on_a_full_disk_is_saved_in_the_reserve(office, small_disk):
    kept = records.enter_record(office, replace(a_project(), human_code="", status="draft"))
    office.keep_reserve()
    fill(small_disk)

    saved = records.enter_record(office, a_long_record())

    assert records.find(office, saved.uid) == saved
    assert records.find(office, kept.uid) == kept
    assert not office.has_reserve
    assert office.store.integrity() == []


def test_without_a_reserve_nothing_is_half_saved(office, small_disk):
    kept = records.enter_record(office, replace(a_project(), human_code="", status="draft"))
    fill(small_disk)

    with pytest.raises(DiskFull):
        records.enter_record(office, a_long_record())

    assert records.find(office, kept.uid) == kept
    assert office.store.integrity() == []


def test_what_belongs_together_is_not_saved_in_part(office, small_disk):
    office.keep_reserve()
    fill(small_disk)

    def both():
        with office.store.writing():
            records.enter_record(office, replace(a_project(), human_code="", status="draft"))
            records.enter_record(office, a_long_record())

    with pytest.raises(DiskFull):
        both()

    assert todo.what_to_do(office).empty
    assert office.store.integrity() == []


def test_a_draft_is_kept_in_the_reserve_too(office, small_disk):
    office.keep_reserve()
    fill(small_disk)
    record = a_long_record()

    records.keep_draft(office, record)

    assert records.draft_of(office, replace(record, values={})).values == record.values


def test_no_reserve_is_made_where_there_is_little_room(office, small_disk):
    (small_disk / "photos").write_bytes(bytes(45 << 20))

    assert not office.keep_reserve()
    assert not office.has_reserve


def test_a_reserve_that_was_cut_short_is_made_anew(office):
    office.keep_reserve()
    file = office.store.path.with_name("surco.db.reserve")
    os.truncate(file, 100)

    assert office.keep_reserve()
    assert file.stat().st_size == reserve.SIZE


def test_a_file_for_which_there_is_no_room_is_named_as_the_person_knows_it(
    office, small_disk, tmp_path
):
    (tmp_path / "acta.pdf").write_bytes(PDF)
    fill(small_disk)

    with pytest.raises(UserError, match=r"no room left for “acta\.pdf”"):
        attaching.attach(office, tmp_path / "acta.pdf")
