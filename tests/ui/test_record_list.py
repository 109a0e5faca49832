from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from desktop_app.actions import records
from desktop_app.language import Language
from desktop_app.ui.pages.record_list import RecordListPage
from tests.builders import a_project, a_source
from tests.ui.listing import TITLES, enter, titles
from tests.ui.looking import press, texts


@pytest.fixture
def page(list_page):
    return list_page


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
