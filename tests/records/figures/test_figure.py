from decimal import Decimal

import pytest

from desktop_app.language import LANGUAGES, Language
from desktop_app.records.figures.figure import Cell, Column, Coverage, Key, Period, Unit
from desktop_app.records.figures.words import cell_text, coverage_text, key_texts, period_text
from tests.builders import a_project
from tests.records.figures.counting import of, parties, several


def test_a_cell_knows_the_records_behind_it():
    first, second = a_project(), a_project(sector="S01")
    found = of(first, second)["I6"]

    assert found.cell(found.row("S04"), "n") == Cell(1, (first.uid,))


def test_what_too_few_tell_is_not_told_but_counted():
    found = of(*several(4))["I6"]

    assert found.value("n", "S04") == 4
    assert found.cell(found.row("S04"), "share").hidden
    assert found.value("share", "S04") is None
    assert found.hidden


def test_what_less_than_a_third_tells_is_not_told():
    found = of(*several(6), *several(20, sector=""))["I6"]

    assert found.coverage == Coverage(6, 26)
    assert found.cell(found.row("S04"), "share").hidden


def test_what_enough_tell_is_told():
    found = of(*several(4), a_project(sector="S01"), a_project(sector=""))["I6"]

    assert found.value("share", "S04") == Decimal("0.8")
    assert not found.hidden


def test_what_nobody_tells_is_not_reported_and_never_zero():
    found = of(*several(6, decentralised=""))["I19"]

    assert found.value("n", "*") is None


def test_a_withdrawn_record_is_nowhere():
    gone = a_project(status="withdrawn", deleted="entered twice")
    found = of(gone, *several(5))

    assert all(
        gone.uid not in cell.uids
        for figure in found
        for row in (*figure.rows, *figure.totals)
        for cell in row.cells
    )
    assert found["I1-universe"].value("n", "*") == 5


def test_every_figure_covers_no_more_than_there_are():
    assert all(figure.coverage.n <= figure.coverage.of for figure in of(*several(7)))


def test_the_figures_of_an_indicator_stand_together():
    found = of(a_project())

    assert [one.id for one in found.of_indicator("I6")] == ["I6", "I6-area"]
    wanted = {*(f"I{n}" for n in range(1, 24)), *(f"Q{n}" for n in range(1, 6))}
    assert {one.indicator for one in found} == wanted


def test_a_figure_names_the_versions_of_its_lists():
    assert set(of(a_project())["I6"].lists) == {"sector"}


def test_a_fiscal_year_begins_on_its_own_day():
    assert Period.of_year(2025) == Period("2025-01-01", "2025-12-31")
    assert Period.of_year(2025, "04-01") == Period("2025-04-01", "2026-03-31")


def test_a_column_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        of(a_project())["I6"].column("nothing")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_told_in_every_language(language):
    spoken = Language(language)
    found = of(*several(5), party="")
    texts = [
        text
        for figure in found
        for row in (*figure.rows, *figure.totals)
        for text in (
            spoken.text(figure.title),
            spoken.text(figure.note),
            coverage_text(figure, spoken),
            period_text(figure, spoken),
            key_texts(figure, row, spoken)[0],
            *(column.head(spoken) for column in figure.columns),
            *(
                cell_text(column, cell, spoken)
                for column, cell in zip(figure.columns, row.cells, strict=True)
            ),
        )
    ]

    assert all(texts)
    assert not any("{" in text for text in texts)


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        (Unit.COUNT, 1234, "1.234"),
        (Unit.SHARE, Decimal("0.125"), "12,5\u00a0%"),
        (Unit.INDEX, Decimal(1) / 3, "0,33"),
        (Unit.DAYS, Decimal("10.25"), "10,2"),
        (Unit.USD, Decimal("1000.50"), "1.000,50"),
        (Unit.USD, Decimal("1E+3"), "1.000"),
        (Unit.USD, None, "sin informar"),
        (Unit.SHARE, None, "\u2013"),
    ],
)
def test_a_number_is_written_as_its_unit_asks(unit, value, text):
    assert cell_text(Column("x", "x", unit), Cell(value), Language("es", "BO")) == text


def test_a_number_that_too_few_tell_says_so():
    hidden = Cell(None, hidden=True)

    assert cell_text(Column("x", "x", Unit.SHARE), hidden, Language("en")) == "too few tell it"


def test_a_code_that_no_list_knows_is_its_own_word():
    assert Key("Sector", "sector").label("S99", Language("en")) == "S99"
    assert Key("Sector", "sector").label("", Language("en")) == "not reported"


def test_columns_of_a_modality_say_its_name():
    found = of(a_project(participants=parties(BO="REC", AR="PRO")))["I2"]

    assert found.column("n BIL").head(Language("en")) == "Bilateral SSC: Initiatives"


def test_all_together_are_said_once():
    found = of(a_project())["I1"]

    assert key_texts(found, found.totals[0], Language("en")) == ["All, each counted once", ""]


def test_a_goal_is_known_by_its_number():
    found = of(a_project())["I7"]

    assert key_texts(found, found.rows[5], Language("en")) == ["6 Clean water and sanitation"]
