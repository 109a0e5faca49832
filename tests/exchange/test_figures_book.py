from decimal import Decimal

import pytest
from openpyxl import load_workbook

from desktop_app.errors import Cancelled, UserError
from desktop_app.exchange.figures_book import write_figures
from desktop_app.language import LANGUAGES, Language
from tests.builders import a_project
from tests.records.figures.counting import a_line, of, several

FOUND = of(
    *several(4, money=[a_line(amount="1234567890123.45")]),
    a_project(sector="S01", money=[a_line(kind="BUD", amount="10", currency="BOB")]),
    a_project(sector="=1+1"),
)


@pytest.fixture
def book(tmp_path):
    def write(found=FOUND, language="en"):
        path = tmp_path / "figures.xlsx"
        write_figures(path, found, Language(language))
        return load_workbook(path)

    return write


def sheet_of(book, figure):
    return next(sheet for sheet in book if sheet.title.split(" ")[0] == figure)


def rows_of(sheet):
    """The cells below the head, which is the first line after an empty one."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    empty = next(at for at, row in enumerate(rows) if not any(row))
    return rows[empty + 1 :]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_figure_has_a_sheet_that_the_first_one_leads_to(book, language):
    written = book(language=language)
    links = [cell.hyperlink for (cell, *_) in written.worksheets[0].iter_rows() if cell.hyperlink]

    assert len(written.worksheets) == len(FOUND.figures) + 1
    assert [link.location for link in links] == [
        "'{}'!A1".format(sheet.title.replace("'", "''")) for sheet in written.worksheets[1:]
    ]
    assert len({link.ref for link in links}) == len(links)
    assert all(len(sheet.title) <= 31 for sheet in written)


def test_a_sheet_begins_with_what_it_is_of(book):
    sheet = sheet_of(book(), "I6")
    said = [sheet.cell(row, 1).value for row in range(1, 6)]

    assert said[:4] == [
        "Sectors",
        "1 Jan 2024 to 30 Jun 2026",
        "Data as of 30 Jun 2026",
        "Told by 6 of 6.",
    ]
    assert said[4].startswith("Code lists: ")


def test_numbers_are_numbers_and_exact(book):
    head, *rows = rows_of(sheet_of(book(), "I15-usd"))

    assert head[:3] == ["Kind", "Initiatives", "Non-refundable"]
    assert rows[0][1] == 4
    assert Decimal(repr(rows[0][2])) == Decimal("4938271560493.8")


def test_every_number_in_the_book_is_the_figure(book):
    written = book()
    for figure in FOUND:
        rows = rows_of(sheet_of(written, figure.id))[1:]
        for row, told in zip((*figure.rows, *figure.totals), rows, strict=True):
            for cell, value in zip(row.cells, told[len(figure.keys) :], strict=False):
                if cell.value is None:
                    assert isinstance(value, str), figure.id
                else:
                    assert value == pytest.approx(float(cell.value)), figure.id


def test_what_is_not_reported_is_a_text_and_never_zero(book):
    rows = rows_of(sheet_of(book(of(*several(5))), "I19"))

    assert rows[-1][1] == "not reported"


def test_a_text_is_never_a_formula(book):
    sheet = sheet_of(book(), "I6")
    cell = next(row[0] for row in sheet.iter_rows() if row[0].value == "=1+1")

    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_empty_statistics_make_a_book_too(book):
    assert len(book(of()).worksheets) == len(FOUND.figures) + 1


def test_a_book_that_is_stopped_leaves_nothing(tmp_path):
    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        write_figures(tmp_path / "x.xlsx", FOUND, Language("en"), step=stop)

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UserError, match="folder"):
        write_figures(tmp_path / "none" / "x.xlsx", FOUND, Language("en"))


def test_a_line_is_as_high_as_its_longest_text(book):
    sheet = sheet_of(book(), "I2")
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Country")

    assert sheet.row_dimensions[head].height == 45
