from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QTableView

from desktop_app.actions import records
from desktop_app.language import Language
from desktop_app.ui.pages.record_list import RecordListPage
from tests.builders import a_project, a_source
from tests.ui.looking import press, texts

TITLES = ("Gestión del agua", "Café de altura", "Educación rural")


def enter(office, record):
    return records.enter_record(office, replace(record, human_code="", status="draft"))


@pytest.fixture
def stored(office):
    return [enter(office, a_project(title={"original": "es", "es": one})) for one in TITLES]


@pytest.fixture
def page(qtbot, context, stored):
    made = RecordListPage(context, "initiative")
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    return made


def titles(page):
    return [page.model.index(line, 1).data() for line in range(page.model.rowCount())]


def test_a_list_shows_every_record_the_newest_first(page):
    assert titles(page) == [*reversed(TITLES)]
    assert page.bar.count.text() == "3 of 3"


def test_typing_searches_after_a_short_pause(qtbot, page):
    with qtbot.waitSignal(page.bar.narrowed):
        qtbot.keyClicks(page.bar.search, "educacion")

    assert titles(page) == ["Educación rural"]
    assert page.bar.count.text() == "1 of 3"


def test_filters_offer_what_occurs_and_narrow_the_list(page, office):
    partner = page.bar.menus["partner"]
    offered = [partner.itemData(place) for place in range(partner.count())]

    partner.setCurrentIndex(partner.findData("AR"))
    partner.activated.emit(partner.currentIndex())

    assert offered == ["", "AR", "BO"]
    assert len(titles(page)) == 3
    assert page.bar.filters.partner == "AR"


def test_show_all_takes_every_filter_away(qtbot, page):
    page.show_only("ready")
    narrowed = titles(page)

    press(qtbot, page, "Show all")

    assert narrowed == []
    assert len(titles(page)) == 3


def test_a_list_that_a_filter_empties_says_so(page):
    page.show_only("withdrawn")

    assert "Nothing fits. Type less, or show all." in texts(page)


def test_enter_opens_the_record_of_a_line(qtbot, page, stored):
    page.table.selectRow(0)

    with qtbot.waitSignal(page.open_record) as opened:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)

    assert opened.args == [stored[2].uid]


def test_a_click_on_a_heading_puts_the_lines_in_order_and_a_third_one_back(page):
    orders = []
    for _ in range(3):
        page.table.horizontalHeader().sectionClicked.emit(1)
        orders.append(titles(page))

    assert orders == [
        ["Café de altura", "Educación rural", "Gestión del agua"],
        ["Gestión del agua", "Educación rural", "Café de altura"],
        [*reversed(TITLES)],
    ]


def test_a_record_is_marked_ready_from_the_list(qtbot, page, office, stored):
    changed, told = QSignalSpy(page.changed), QSignalSpy(page.told)
    page.table.selectRow(0)

    action(page, "Mark as ready to send").trigger()

    assert records.find(office, stored[2].uid).status == "ready"
    assert changed.count() == 1
    assert told.at(0)[1] == "good"


def test_a_record_that_is_not_finished_says_what_is_open(qtbot, page, office):
    enter(office, a_project(sector=None))
    page.refresh()
    told = QSignalSpy(page.told)
    page.table.selectRow(0)

    action(page, "Mark as ready to send").trigger()

    assert "Main sector" in told.at(0)[0]
    assert told.at(0)[1] == "error"


def test_withdrawing_asks_one_question_and_needs_a_reason(qtbot, page, office, stored):
    page.table.selectRow(0)
    action(page, "Withdraw…").trigger()

    page.reason.do_it.click()
    asked = page.reason.isVisible()
    qtbot.keyClicks(page.reason.reason, "Entered twice")
    page.reason.do_it.click()

    assert asked
    assert records.find(office, stored[2].uid).deleted == "Entered twice"
    assert titles(page) == [*reversed(TITLES[:2])]


def test_escape_takes_the_question_back(qtbot, page, office, stored):
    page.table.selectRow(0)
    action(page, "Withdraw…").trigger()

    qtbot.keyClick(page.reason.reason, Qt.Key.Key_Escape)

    assert not page.reason.isVisible()
    assert not records.find(office, stored[2].uid).deleted


def test_the_line_one_came_from_stays_marked(page, stored, office):
    page.table.selectRow(1)

    enter(office, a_project())
    page.refresh()

    assert page.current().uid == stored[1].uid


def test_withdrawn_records_are_counted_among_themselves(page, office, stored):
    records.withdraw(office, stored[0], "Entered twice")
    page.refresh()
    before = page.bar.count.text()

    page.bar.narrow(status="withdrawn")

    assert before == "2 of 2"
    assert page.bar.count.text() == "1 of 1"


def test_folded_filters_unfold_when_they_narrow_the_list(qtbot, page):
    folded = page.bar.menus["sdg"]
    at_first = folded.isVisible()
    press(qtbot, page, "More filters")
    unfolded = folded.isVisible()
    press(qtbot, page, "More filters")

    page.bar.narrow(sdg="6")

    assert (at_first, unfolded) == (False, True)
    assert folded.isVisible()
    assert page.bar.more.text() == "More filters (1)"
    assert folded.currentText() == "6. Clean water and sanitation"


def test_records_are_narrowed_by_what_is_found_in_them(page, office):
    unfinished = enter(office, a_project(sector=None))
    page.refresh()

    page.bar.narrow(findings="missing")
    open_ones = [page.model.row(line).uid for line in range(page.model.rowCount())]
    page.bar.narrow(findings="none")

    assert open_ones == [unfinished.uid]
    assert page.bar.count.text() == "3 of 4"


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


def test_sources_are_narrowed_by_their_own_filters(qtbot, context, office):
    enter(office, a_source())
    page = RecordListPage(context, "source")
    qtbot.addWidget(page)

    page.refresh()

    assert list(page.bar.menus)[:4] == ["status", "source_type", "instrument", "sector"]
    assert page.model.rowCount() == 1


def test_an_empty_list_says_how_to_begin(qtbot, context):
    page = RecordListPage(context, "contact")
    qtbot.addWidget(page)

    page.refresh()

    assert "Nothing here yet. Begin with the button above." in texts(page)


def test_the_list_speaks_french(qtbot, context):
    page = RecordListPage(replace(context, language=Language("fr")), "initiative")
    qtbot.addWidget(page)

    page.refresh()

    assert page.model.headerData(1, Qt.Orientation.Horizontal) == "Titre"


def action(page, text):
    menu = page.menu_of(page.current())
    return next(one for one in menu.actions() if one.text() == text)


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


def finish(qtbot, page, act):
    """Do something that runs in the background and wait until it ended."""
    with qtbot.waitSignal(page.background.started) as started:
        act()
    with qtbot.waitSignal(started.args[0].ended):
        pass


def choose_value(panel, value):
    panel.edit.show_value(value)
    panel.edit.edited.emit()


def current(office, stored):
    return [records.find(office, record.uid) for record in stored]


def columns(page):
    return [column.name for column in page.model.columns[1:]]


def save_view(qtbot, page, name):
    page.views.save.trigger()
    page.naming.reason.clear()
    qtbot.keyClicks(page.naming.reason, name)
    qtbot.keyClick(page.naming.reason, Qt.Key.Key_Return)


def view_named(page, name):
    return next(one for one in page.views.actions() if one.text() == name)
