"""Backups: proved before older ones go, thinned by age, copied to another disk."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import StoreDamaged, StoreRefused
from desktop_app.store import backups, records, settings
from desktop_app.store.backups import kept
from desktop_app.store.database import Store
from tests.builders import a_project
from tests.store.dying import dying_at_every_step

NOW = datetime(2026, 11, 23, 17, 8, 51, tzinfo=UTC)
AT = "2026-11-23T17:08:51Z"
FIRST, LAST = datetime(2020, 1, 1), datetime(2029, 12, 31)  # noqa: DTZ001 - the zone is drawn
in_utc = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
moments = st.lists(in_utc, max_size=120)


def days(count, a_day=4):
    """Return moments of `count` days, several a day, the last one at NOW."""
    hours = timedelta(hours=24 // a_day)
    return [NOW - hours * number for number in reversed(range(count * a_day))]


@given(moments)
def test_the_ten_newest_always_stay(all_of_them):
    newest = sorted(set(all_of_them))[-10:]

    assert set(newest) <= kept(all_of_them) <= set(all_of_them)


@given(moments)
def test_thinning_twice_takes_nothing_more(all_of_them):
    once = kept(all_of_them)

    assert kept(once) == once


@given(moments)
def test_no_more_stay_than_the_four_promises_add_up_to(all_of_them):
    assert len(kept(all_of_them)) <= 10 + 14 + 8 + 12


@given(moments)
def test_the_last_of_each_of_the_latest_months_stays(all_of_them):
    last = {}
    for moment in sorted(all_of_them):
        last[(moment.year, moment.month)] = moment
    latest = [last[month] for month in sorted(last)[-12:]]

    assert set(latest) <= kept(all_of_them)


@given(moments, st.integers(0, 119))
def test_what_was_thinned_out_once_is_never_missed_later(all_of_them, place):
    ordered = sorted(set(all_of_them))
    early, later = ordered[:place], ordered[place:]

    assert kept([*kept(early), *later]) == kept(ordered)


def test_of_two_years_of_work_a_few_dozen_stay():
    stays = sorted(kept(days(730)))

    assert 30 <= len(stays) <= 44
    assert stays[0] < NOW - timedelta(days=320)


def test_a_backup_holds_what_the_store_held(store, save):
    saved = save(a_project())

    backup = backups.make(store, NOW)

    with Store.open(backup.path, read_only=True) as copy:
        assert records.load(copy, saved.uid) == saved
    assert backup.path.name == "surco-2026-11-23T17-08-51Z.db"
    assert backups.count_of(backup.path) == 1


def test_older_backups_go_only_after_the_new_one_is_proved(store, save, by_hand):
    for moment in days(20):
        backups.make(store, moment)
    before = backups.found(backups.folder_of(store))
    saved = save(a_project())
    with store.writing() as db:  # a byte changed on the disk, as far as SQLite sees all is well
        db.execute("update initiative set stage = 'COM' where uid = ?", (saved.uid,))

    with pytest.raises(StoreDamaged):
        backups.make(store, NOW + timedelta(hours=1))

    assert backups.found(backups.folder_of(store)) == before


def test_a_backup_made_after_the_clock_was_set_back_stays(store):
    for moment in days(20):
        backups.make(store, moment)

    early = backups.make(store, NOW - timedelta(days=12, hours=1))

    assert early in backups.found(backups.folder_of(store))


def test_two_backups_of_one_second_are_both_kept(store):
    made = [backups.make(store, NOW).path.name for _ in range(2)]

    assert made == ["surco-2026-11-23T17-08-51Z.db", "surco-2026-11-23T17-08-52Z.db"]


def test_thinning_touches_no_other_file(store):
    folder = backups.folder_of(store)
    folder.mkdir()
    others = [folder / "surco-form-2-1.db", folder / "surco-mine.db", folder / "notes.txt"]
    for other in others:
        other.write_bytes(b"kept")

    for moment in days(40):
        backups.make(store, moment)

    assert [other.read_bytes() for other in others] == [b"kept"] * 3
    assert len(backups.found(folder)) == len(kept(days(40)))


def test_a_store_differs_from_its_backup_as_soon_as_something_is_saved(store, save):
    backup = backups.make(store, NOW)
    same = backups.differs(store, backup)

    save(a_project())

    assert not same
    assert backups.differs(store, backup)


@pytest.mark.parametrize(
    ("name", "differs"), [("focal_point", True), ("window_geometry", False), ("backup_x", False)]
)
def test_where_the_window_stood_is_no_reason_for_a_backup(store, name, differs):
    backup = backups.make(store, NOW)

    settings.put(store, name, "x")

    assert backups.differs(store, backup) is differs


def test_a_damaged_backup_counts_as_none(store):
    backup = backups.make(store, NOW)
    backup.path.write_bytes(b"\0" * 4096)

    assert backups.differs(store, backup)
    assert backups.count_of(backup.path) == -1


def test_a_copy_on_another_disk_equals_the_backup(store, save, tmp_path):
    save(a_project())
    backup = backups.make(store, NOW)

    copy = backups.copy_into(backup, tmp_path / "stick")

    assert copy.read_bytes() == backup.path.read_bytes()


def test_a_disk_that_is_not_there_is_refused_with_a_sentence(store, tmp_path):
    backup = backups.make(store, NOW)

    with pytest.raises(StoreRefused, match="is the disk there"):
        backups.copy_into(backup, tmp_path / "gone" / "stick")

    assert not (tmp_path / "gone").exists()


def test_a_program_that_dies_at_any_step_leaves_only_proved_backups(path, store, save):
    for moment in days(30):
        backups.make(store, moment)
    save(a_project())
    store.close()
    folder = path.parent / "backups"

    def make():
        with Store.open(path) as own:
            backups.make(own, NOW + timedelta(days=1))

    for _step in dying_at_every_step(make):
        there = backups.found(folder)
        assert [backups.damage_of(backup.path) for backup in there] == [[]] * len(there)
        assert len(there) >= len(kept(backup.at for backup in there))
        with Store.open(path) as again:
            assert again.integrity() == []
            assert len(list(records.every(again, "initiative"))) == 1

    assert backups.count_of(backups.found(folder)[0].path) == 1
