"""Backups as an office keeps them: only when something changed, and on a second disk too."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from desktop_app.actions import keeping, records
from desktop_app.errors import UserError
from tests.actions.conftest import TODAY
from tests.builders import a_project


@pytest.fixture
def ticking(office):
    """The office with a clock that goes on by an hour at every look."""
    hours = count()
    office.clock = lambda: TODAY + timedelta(hours=next(hours))
    return office


def enter(office):
    return records.enter_record(office, replace(a_project(), human_code="", status="draft"))


def test_a_backup_is_made_when_something_changed_and_only_then(ticking):
    enter(ticking)

    first = keeping.back_up(ticking)
    again = keeping.back_up(ticking)
    enter(ticking)
    after = keeping.back_up(ticking)

    assert first.backup is not None
    assert again.backup is None
    assert [one.records for one in keeping.all_backups(ticking)] == [2, 1]
    assert after.backup.at > first.backup.at


def test_a_backup_asked_for_is_made_though_nothing_changed(ticking):
    keeping.back_up(ticking)

    assert keeping.back_up(ticking, always=True).backup is not None


def test_every_backup_is_copied_to_the_second_folder(ticking, tmp_path):
    keeping.choose_second_folder(ticking, tmp_path)
    enter(ticking)

    made = keeping.back_up(ticking)

    assert made.copy.parent == tmp_path / "Surco BO"
    assert made.copy.read_bytes() == made.backup.path.read_bytes()
    assert [one.second for one in keeping.all_backups(ticking)] == [False, True, False, True]


def test_a_stick_that_is_away_is_told_of_and_stops_nothing(ticking, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    keeping.choose_second_folder(ticking, stick)
    stick.rename(tmp_path / "away")
    enter(ticking)

    made = keeping.back_up(ticking)

    assert made.backup is not None
    assert made.copy is None
    assert "is not there just now" in str(made.missed)
    assert not stick.exists()


def test_the_second_folder_may_not_lie_beside_the_records(ticking):
    with pytest.raises(UserError, match="lies beside the records"):
        keeping.choose_second_folder(ticking, ticking.home / "backups")

    assert keeping.second_folder(ticking) is None


def test_a_second_folder_that_takes_no_copy_is_not_kept(ticking, tmp_path):
    with pytest.raises(UserError, match="could not be written"):
        keeping.choose_second_folder(ticking, tmp_path / "none" / "there")

    assert keeping.second_folder(ticking) is None


def test_the_second_folder_can_be_given_up(ticking, tmp_path):
    keeping.choose_second_folder(ticking, tmp_path)

    keeping.choose_second_folder(ticking, None)

    assert keeping.second_folder(ticking) is None
    assert keeping.back_up(ticking, always=True).missed is None
