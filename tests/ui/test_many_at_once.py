"""Many records of a list at once: an answer of all, all ready."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QTableView

from desktop_app.actions import records
from tests.builders import a_project
from tests.ui.listing import enter, finish


@pytest.fixture
def page(list_page):
    return list_page


def test_an_answer_of_all_marked_records_is_looked_at_changed_and_taken_back(
    qtbot, page, office, stored
):
    page.table.selectAll()
    page.many.change_all.trigger()
    panel = page.many.panel
    panel.choose("stage")
    before = [record["stage"] for record in current(office, stored)]

    choose_value(panel, "COM")
    finish(qtbot, page, panel.look.click)
    looked_at = (panel.do_it.text(), panel.table.rowCount(), panel.summary.text())
    finish(qtbot, page, panel.do_it.click)
    changed = [record["stage"] for record in current(office, stored)]
    back_to_list = page.table.isVisible()
    finish(qtbot, page, page.many.take_back.trigger)

    assert looked_at == ("Change 3 records", 3, "3 change.")
    assert changed == ["COM"] * 3
    assert back_to_list
    assert [record["stage"] for record in current(office, stored)] == before
    assert not page.many.take_back.isEnabled()


def test_a_value_changed_after_the_look_is_looked_at_again(qtbot, page, office, stored):
    page.table.selectAll()
    page.many.change_all.trigger()
    panel = page.many.panel
    panel.choose("stage")
    choose_value(panel, "COM")
    finish(qtbot, page, panel.look.click)

    choose_value(panel, "EXE")

    assert not panel.do_it.isVisible()


def test_escape_leaves_the_change_and_gives_the_list_back(qtbot, page):
    page.table.selectAll()
    page.many.change_all.trigger()

    qtbot.keyClick(page.many.panel, Qt.Key.Key_Escape)

    assert page.many.isHidden()
    assert page.table.isVisible()
    assert page.bar.isVisible()


def test_without_a_marked_line_it_is_said_how_to_mark(page):
    told = QSignalSpy(page.told)

    page.many.change_all.trigger()

    assert "Ctrl+A" in told.at(0)[0]
    assert page.many.isHidden()


def test_many_are_marked_ready_and_those_that_are_not_are_listed_with_why(
    qtbot, page, office, stored
):
    unfinished = enter(office, a_project(sector=None))
    page.refresh()
    page.table.selectAll()

    finish(qtbot, page, page.many.mark_all.trigger)
    listed = page.many.waiting.findChild(QTableView).model()
    with qtbot.waitSignal(page.open_record) as opened:
        page.many.waiting.findChild(QTableView).activated.emit(listed.index(0, 0))

    assert [record.status for record in current(office, stored)] == ["ready"] * 3
    assert listed.rowCount() == 1
    assert "Main sector" in listed.index(0, 1).data()
    assert opened.args == [unfinished.uid]


def test_the_menu_of_several_lines_is_about_all_of_them(page):
    page.table.selectAll()

    shown = [one.text() for one in page.menu_of(page.model.row(0)).actions()]

    assert shown == ["Change an answer of all…", "Mark all as ready…"]


def test_a_long_selection_is_read_in_the_background(qtbot, page, monkeypatch):
    monkeypatch.setattr("desktop_app.ui.pages.record_list._AT_ONCE", 1)
    page.table.selectAll()

    finish(qtbot, page, page.many.change_all.trigger)

    assert page.many.panel.title.text() == "Change an answer of 3 records"


def choose_value(panel, value):
    panel.edit.show_value(value)
    panel.edit.edited.emit()


def current(office, stored):
    return [records.find(office, record.uid) for record in stored]
