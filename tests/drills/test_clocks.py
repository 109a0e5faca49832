"""A clock in 1970, in 2099, or set back: what is saved, its order and its backups are right."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop_app import app
from desktop_app.actions import clocks, keeping, lists
from desktop_app.actions import records as entering
from desktop_app.actions.office import SECRETARIAT, open_office, set_up
from desktop_app.language import Language
from desktop_app.ui.main_window import MainWindow
from tests.actions.conftest import merged, ready, sent
from tests.drills import subjects
from tests.ui.test_app import _soon as soon

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
WRONG = {
    "1970": datetime(1970, 1, 1, 0, 0, 5, tzinfo=UTC),
    "2099": datetime(2099, 12, 31, 23, 59, tzinfo=UTC),
    "a day back": NOW - timedelta(days=1, hours=2),
}


@pytest.fixture
def office(tmp_path):
    with set_up(tmp_path / "bo", code="BO", name="Oficina", clock=lambda: NOW) as opened:
        yield opened


def set_clock(office, moment):
    office.clock = lambda: moment


@pytest.mark.case("S22")
@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_saved_under_a_wrong_clock_is_the_last_version_and_the_last_in_history(
    office, wrong
):
    record = subjects.enter(office, 0)
    first = entering.edit_record(office, record.uid, {"local_code": "uno"})
    set_clock(office, WRONG[wrong])
    entering.edit_record(office, record.uid, {"local_code": "dos"})
    set_clock(office, NOW + timedelta(hours=1))
    entering.edit_record(office, record.uid, {"local_code": "tres"})

    last = entering.find(office, record.uid)
    history = entering.history_of(office, record.uid)
    told = [change.after for change in history if change.slot == "local_code"]
    assert (last["local_code"], last.version) == ("tres", first.version + 2)
    assert told == ["tres", "dos", "uno"]
    assert subjects.sound(office)


@pytest.mark.case("S22")
@pytest.mark.parametrize("wrong", WRONG)
def test_no_backup_made_under_a_wrong_clock_takes_another_ones_place(office, wrong):
    made = []
    for moment in (NOW, WRONG[wrong], NOW + timedelta(minutes=5)):
        set_clock(office, moment)
        subjects.enter(office, len(made))
        made.append(keeping.back_up(office).backup.path)

    assert {one.path for one in keeping.all_backups(office)} == set(made)
    assert sorted(one.records for one in keeping.all_backups(office)) == [1, 2, 3]


@pytest.mark.case("S22")
@pytest.mark.parametrize("wrong", WRONG)
def test_a_bundle_dated_wrong_merges_as_any_other(office, tmp_path, wrong):
    with set_up(tmp_path / "sela", code="SELA", name="S", role=SECRETARIAT) as sela:
        subjects.introduce(office, sela, tmp_path)
        record = ready(office)
        merged(sela, sent(office, tmp_path / "post"))
        set_clock(office, WRONG[wrong])
        changed = entering.edit_record(office, record.uid, {"sector": "S14"})
        entering.mark_ready(office, changed)

        merged(sela, sent(office, tmp_path / "post"))

        there = entering.find(sela, record.uid)
    assert there["sector"] == "S14"
    assert there.conflicts == ()


@pytest.mark.case("S22")
@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (WRONG["1970"], True),
        (WRONG["a day back"], True),
        (NOW - timedelta(hours=20), False),
        (WRONG["2099"], False),
    ],
)
def test_a_clock_that_was_set_back_more_than_a_day_is_told_of(office, moment, told):
    subjects.enter(office, 0)
    set_clock(office, moment)

    sentence = clocks.set_back(office)

    assert bool(sentence) == told
    if sentence:
        assert "the last change was made on 15 Mar 2026" in Language("en").error(sentence)


@pytest.mark.case("S22")
def test_an_office_without_changes_knows_nothing_of_its_clock(office):
    set_clock(office, WRONG["1970"])

    assert clocks.set_back(office) is None


@pytest.mark.case("S22")
def test_the_window_says_that_the_clock_was_set_back(qtbot, tmp_path):
    future = datetime.now(UTC) + timedelta(days=3)
    home = tmp_path / "bo"
    with set_up(home, code="BO", name="Oficina", clock=lambda: future) as office:
        subjects.enter(office, 0)
    said = []

    def close(window):
        said.append(window.frame.messages.text)
        window.close()

    soon(MainWindow, close)

    assert app.run(home, "en") == 0
    assert said[0].startswith("The clock of this computer says")


@pytest.mark.case("S22")
def test_an_office_whose_clock_goes_back_while_it_is_open_keeps_its_lists_in_order(office):
    for number in range(3):
        subjects.enter(office, number)
    set_clock(office, WRONG["1970"])
    for number in range(3, 6):
        subjects.enter(office, number)

    uids = [row.uid[-1] for row in lists.list_rows(office, "initiative")]
    with open_office(office.home, read_only=True) as again:
        assert [row.uid[-1] for row in lists.list_rows(again, "initiative")] == uids
    assert sorted(uids) == list("012345")
