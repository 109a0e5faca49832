"""Columns that are chosen and views that are kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from desktop_app.records.list_columns import all_columns
from desktop_app.ui.pages.record_list import RecordListPage
from tests.ui.listing import TITLES, finish, titles


@pytest.fixture
def page(list_page):
    return list_page


def test_a_heading_offers_the_columns_and_what_is_chosen_stays(qtbot, context, page, office):
    page.table.fill_columns()
    offered = {one.data(): one for one in page.table.columns.actions() if one.data()}
    offered["code"].trigger()

    later = RecordListPage(context, "initiative")
    qtbot.addWidget(later)

    assert not offered["title"].isEnabled()
    assert [column.name for column in later.model.columns[-2:]] == ["code", "state"]
    assert columns(page) == columns(later)


def test_the_usual_columns_come_back(page):
    page.table.columns_chosen.emit(["code"])
    page.table.fill_columns()

    page.table.columns.actions()[-1].trigger()

    assert columns(page) == ["title", "parties", "sector", "dates", "state"]


def test_a_view_is_saved_and_opened_with_its_search_filters_order_and_columns(qtbot, page):
    qtbot.keyClicks(page.bar.search, "agua")
    page.bar.narrow_by({"partner": "AR"}, to_check=False)
    page.table.columns_chosen.emit(["title", "code"])
    page.table.horizontalHeader().sectionClicked.emit(1)

    save_view(qtbot, page, "With Argentina")
    page.bar.show_all()
    page.table.columns_chosen.emit([])
    view_named(page, "With Argentina").trigger()

    assert (page.bar.wanted, page.bar.filters.partner) == ("agua", "AR")
    assert columns(page) == ["title", "code"]
    assert page.table.order.column == "title"
    assert titles(page) == ["Gestión del agua"]


def test_a_view_has_a_shortcut_and_gets_another_name_or_goes(qtbot, page):
    save_view(qtbot, page, "Mine")
    key = view_named(page, "Mine").shortcut().toString()

    page.views.rename_wanted.emit("Mine")
    page.naming.reason.setText("Ours")
    page.naming.do_it.click()
    renamed = [one.text() for one in page.views.actions() if one.text()]
    page.views.delete_wanted.emit("Ours")

    assert key == "Alt+1"
    assert renamed == ["Ours", "Save this view…", "Rename", "Delete"]
    assert [one.text() for one in page.views.actions()] == ["Save this view…"]


def test_a_view_cannot_take_the_name_of_another(qtbot, page):
    save_view(qtbot, page, "Mine")
    save_view(qtbot, page, "Ours")
    told = QSignalSpy(page.told)

    page.views.rename_wanted.emit("Ours")
    page.naming.reason.setText("MINE")
    page.naming.do_it.click()

    assert "already" in told.at(0)[0]
    assert view_named(page, "Ours")


def test_the_list_in_sight_goes_into_a_table_with_the_columns_shown(qtbot, page, tmp_path):
    page.table.columns_chosen.emit(["title"])
    page.table.horizontalHeader().sectionClicked.emit(1)
    path = tmp_path / "list.csv"
    told = QSignalSpy(page.told)

    finish(qtbot, page, lambda: page.export_to(path))

    assert path.read_text("utf-8-sig").splitlines() == ["Title", *sorted(TITLES)]
    assert told.at(0) == [f"3 records are in the table. The file: {path}", "good"]


def columns(page):
    return [column.name for column in page.model.columns[1:]]


def save_view(qtbot, page, name):
    page.views.save.trigger()
    page.naming.reason.clear()
    qtbot.keyClicks(page.naming.reason, name)
    qtbot.keyClick(page.naming.reason, Qt.Key.Key_Return)


def view_named(page, name):
    return next(one for one in page.views.actions() if one.text() == name)


def test_many_columns_scroll_sideways_and_leave_the_title_readable(page):
    page.resize(800, 600)
    page.table.columns_chosen.emit([column.name for column in all_columns("initiative")])
    with_all = page.table.columnWidth(1)

    page.table.columns_chosen.emit(["title"])

    assert with_all >= 200
    assert page.table.columnWidth(1) > with_all


def test_columns_that_wrap_give_way_before_the_title_does(page):
    names = [column.name for column in page.model.columns]
    page.resize(1400, 600)
    wide = page.table.columnWidth(names.index("sector"))
    page.resize(760, 600)

    assert page.table.columnWidth(names.index("sector")) < wide
    assert page.table.columnWidth(names.index("title")) >= 200
    assert not page.table.horizontalScrollBar().maximum()


def test_a_column_widened_by_hand_keeps_its_width(page):
    page.resize(1400, 600)
    place = [column.name for column in page.model.columns].index("state")

    page.table.horizontalHeader().resizeSection(place, 260)
    page.resize(900, 600)

    assert page.table.columnWidth(place) == 260
