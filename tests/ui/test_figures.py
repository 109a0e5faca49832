import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop_app.actions import charting, figures
from desktop_app.language import Language
from desktop_app.records.figures.figure import ALL
from desktop_app.ui.pages.figures import FiguresPage
from desktop_app.ui.parts.figure_table import FigureTable
from desktop_app.ui.parts.page import Context
from tests.builders import a_project
from tests.ui.listing import enter

ID = Qt.ItemDataRole.UserRole


@pytest.fixture
def entered(office):
    given = ("S04", "2024-05-06"), ("S14", "2025-01-01"), ("S14", "2025-02-01")
    return [enter(office, a_project(sector=sector, actual_start=start)) for sector, start in given]


@pytest.fixture
def make(qtbot):
    def make_page(context):
        page = FiguresPage(context)
        qtbot.addWidget(page)
        page.resize(900, 700)
        page.show()
        page.refresh()
        qtbot.waitUntil(lambda: page.list.count() > 0)
        return page

    return make_page


@pytest.fixture
def page(make, context, entered):
    return make(context)


def choose(page, name):
    rows = [row for row in range(page.list.count()) if page.list.item(row).data(ID) == name]
    page.list.setCurrentRow(rows[0])


def press(page, row, column):
    view = page.panel.view
    view.table.activated.emit(view.model.index(row, column))


def test_every_figure_is_in_the_list_once(page, office):
    listed = [page.list.item(row).data(ID) for row in range(page.list.count())]
    found = figures.statistics(office)

    assert sorted(filter(None, listed)) == sorted(figure.id for figure in found)


def test_each_figure_is_shown_with_its_words_and_numbers(page, office):
    words = Language("en")
    for figure in figures.statistics(office):
        choose(page, figure.id)

        assert page.panel.title.text() == words.text(figure.title)
        assert words.text(figure.note) in page.panel.note.text()
        assert page.panel.view.model.rowCount() == len(figure.rows) + len(figure.totals)


def test_the_models_of_the_tables_are_sound(page, office):
    for figure in figures.statistics(office):
        model = FigureTable(figure, Language("es"), page)
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_number_opens_the_records_behind_it(page, entered):
    choose(page, "I6")
    press(page, 0, 1)

    assert page.panel.behind_view.isVisible()
    assert "Agriculture and livestock" in page.panel.behind_title.text()
    lines = [page.panel.behind.index(row, 0) for row in range(page.panel.behind.rowCount())]
    assert {page.panel.behind.line(line).about for line in lines} == {
        entered[1].uid,
        entered[2].uid,
    }


def test_a_record_behind_a_number_is_opened(page, qtbot, entered):
    choose(page, "I6")
    press(page, 1, 1)

    with qtbot.waitSignal(page.open_record) as opened:
        page.panel.behind_view.activated.emit(page.panel.behind.index(0, 0))
    assert opened.args == [entered[0].uid]


def test_a_key_opens_nothing(page):
    choose(page, "I6")
    press(page, 0, 1)
    press(page, 0, 0)

    assert not page.panel.behind_view.isVisible()


def test_a_year_counts_what_ran_in_it(page, qtbot):
    page.year.setCurrentIndex(page.year.findData("2024"))
    page.year.activated.emit(page.year.currentIndex())
    qtbot.waitUntil(page.book.isEnabled)
    choose(page, "I1")
    model = page.panel.view.model

    assert model.data(model.index(model.rowCount() - 1, 2)) == "1"


def test_the_figure_in_sight_stays_when_records_change(page, qtbot, office):
    choose(page, "I6")
    enter(office, a_project(sector="S26"))
    page.refresh()
    qtbot.waitUntil(page.book.isEnabled)

    assert page.list.currentItem().data(ID) == "I6"
    assert page.panel.view.model.rowCount() == 4


def test_the_chart_tells_its_text_to_those_who_do_not_see_it(page):
    choose(page, "I6")

    assert page.panel.chart.isVisible()
    assert "Agriculture and livestock" in page.panel.chart.accessibleDescription()
    assert page.panel.chart.grab().toImage().allGray() is False


def test_a_figure_told_best_by_its_table_has_no_chart(page):
    choose(page, "Q2")

    assert not page.panel.chart.isVisible()


@pytest.mark.parametrize("dark", [False, True])
def test_every_chart_is_drawn_in_light_and_dark(office, entered, dark):
    for figure in figures.statistics(office):
        chart = charting.drawn(figure, Language("fr"), 400, dark=dark)

        assert chart is None or (chart.svg.startswith(b"<?xml") and chart.alt)


def test_the_figures_are_kept_as_a_workbook(page, qtbot, tmp_path):
    path = tmp_path / "figures.xlsx"
    with qtbot.waitSignal(page.told) as told:
        page.save_book(path)

    assert told.args[1] == "good"
    assert len(load_workbook(path).sheetnames) > 20


def test_a_workbook_needs_its_ending(page, qtbot, tmp_path):
    with qtbot.waitSignal(page.told) as told:
        page.save_book(tmp_path / "figures.txt")

    assert told.args[1] == "error"
    assert not (tmp_path / "figures.txt").exists()


def test_an_office_without_records_sees_figures_of_none(make, context):
    page = make(context)
    choose(page, "I1")
    model = page.panel.view.model

    assert model.figure.value("n", ALL, ALL) == 0


def test_the_secretariat_chooses_whose_figures_they_are(make, secretariat, background):
    page = make(Context(secretariat, Language("es"), background))

    assert page.of.isVisible()


def test_an_office_sees_its_own_figures_only(page):
    assert not page.of.isVisible()


def test_the_page_is_one_of_the_places_of_the_window(window, qtbot, entered):
    window.go("figures")
    qtbot.waitUntil(lambda: window.page.list.count() > 0)

    assert isinstance(window.page, FiguresPage)
