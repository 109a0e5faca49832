"""The workbook twin of statistics: one sheet a figure, numbers as numbers, texts as texts."""

import io
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from desktop_app.errors import Cancelled
from desktop_app.exchange.workbook import fill_sheet, sheet_name, text_cell
from desktop_app.language import N_, Language
from desktop_app.paths import written_beside
from desktop_app.records.figures.figure import Cell, Column, Figure, Row, Statistics, Unit
from desktop_app.records.figures.words import (
    cell_text,
    coverage_text,
    key_texts,
    lists_text,
    period_text,
)
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress

_FORMATS = {
    Unit.COUNT: "#,##0",
    Unit.SHARE: "0.0%",
    Unit.INDEX: "0.00",
    Unit.DAYS: "0.0",
    Unit.USD: "#,##0.00",
    Unit.AMOUNT: "#,##0.00",
    Unit.QUANTITY: "#,##0.##",
}
_KEY, _NUMBER, _LINE = 40, 16, 15  # widths in characters, height of a line in points
_BOLD = 0.8  # of a width is sure to hold bold letters
_NOTE = 110  # letters of a line above a table
_LONG = 25  # rows, from which on the heads stay in sight
_LINK = "0563C1"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of records that goes with figures, on a sheet of its own; all cells are texts."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def write_figures(
    path: Path,
    statistics: Statistics,
    language: Language,
    *,
    listings: Sequence[Listing] = (),
    step: Progress = SILENT,
) -> None:
    """Write all figures beside `path`, then in its place; the first sheet leads to the others.

    After the figures come the listings, each on a sheet.
    Raises UserError for a file that cannot be written, Cancelled from `step`: nothing is left.
    """
    figures = list(statistics)
    with file_errors_told(path), written_beside(path) as file:
        book = Workbook(write_only=True)
        try:
            names = _names(figures, language)
            _index(book, figures, names, language)
            for number, (figure, name) in enumerate(zip(figures, names, strict=True)):
                step(number, len(figures))
                _sheet(book, figure, name, language)
            for one in listings:
                fill_sheet(book, one.title, one.heads, one.rows)
            step(len(figures), len(figures))
        except Cancelled:
            book.save(io.BytesIO())  # so that openpyxl takes its temporary file away
            raise
        whole = io.BytesIO()  # openpyxl leaves an archive open that it could not finish
        book.save(whole)
        file.write(whole.getbuffer())


def _names(figures: Iterable[Figure], language: Language) -> list[str]:
    """Return a name for each sheet: the identity of the figure, which is unique, and its title."""
    return [sheet_name(f"{one.id} {language.text(one.title)}") for one in figures]


def _index(
    book: Workbook, figures: Sequence[Figure], names: Sequence[str], language: Language
) -> None:
    sheet = book.create_sheet(sheet_name(language.text(N_("Figures"))))
    for letter, width in (("A", 16), ("B", 60), ("C", 14), ("D", 14)):
        sheet.column_dimensions[letter].width = width
    _fit_to_paper(sheet)
    sheet.append([text_cell(sheet, language.text(N_("Figures")), bold=True)])
    for text in _about(figures[0], language) if figures else ():
        sheet.append([text_cell(sheet, text)])
    sheet.append([])
    heads = (N_("Figure"), N_("Title"), N_("Told by"), N_("Of"))
    sheet.append([text_cell(sheet, language.text(head), bold=True) for head in heads])
    for figure, name in zip(figures, names, strict=True):
        link = text_cell(sheet, figure.id)
        quoted = name.replace("'", "''")
        link.hyperlink = Hyperlink(ref="", location=f"'{quoted}'!A1")
        link.font = Font(color=_LINK, underline="single")
        sheet.append(
            [
                link,
                text_cell(sheet, language.text(figure.title)),
                _number(sheet, figure.coverage.n, _FORMATS[Unit.COUNT]),
                _number(sheet, figure.coverage.of, _FORMATS[Unit.COUNT]),
            ]
        )


def _about(figure: Figure, language: Language) -> list[str]:
    date = language.date(figure.about.cut_off)
    return [
        period_text(figure, language),
        language.text(N_("Data as of {date}"), date=date),
    ]


def _above(figure: Figure, language: Language) -> list[str]:
    """Return the lines above a table, none too long to be read."""
    told = [
        *_about(figure, language),
        coverage_text(figure, language),
        lists_text(figure, language),
        language.text(figure.note),
        *(language.sentence(remark) for remark in figure.remarks),
    ]
    return [line for text in told for line in textwrap.wrap(text, _NOTE)]


def _sheet(book: Workbook, figure: Figure, name: str, language: Language) -> None:
    sheet = book.create_sheet(name)
    lines = _above(figure, language)
    keys = len(figure.keys)
    for place in range(keys + len(figure.columns)):
        letter = get_column_letter(place + 1)
        sheet.column_dimensions[letter].width = _KEY if place < keys else _NUMBER
    if len(figure.rows) > _LONG:
        sheet.freeze_panes = f"A{len(lines) + 4}"
    _fit_to_paper(sheet)
    sheet.append([text_cell(sheet, language.text(figure.title), bold=True)])
    for text in lines:
        sheet.append([text_cell(sheet, text)])
    sheet.append([])
    heads = [_wrapped(text_cell(sheet, language.text(key.title), bold=True)) for key in figure.keys]
    heads += [
        _wrapped(text_cell(sheet, column.head(language), bold=True), "right")
        for column in figure.columns
    ]
    begun = len(lines) + 3
    _append(sheet, begun, heads, keys)
    rows = [(row, False) for row in figure.rows] + [(row, True) for row in figure.totals]
    for number, (row, bold) in enumerate(rows, start=begun + 1):
        _append(sheet, number, _cells(sheet, figure, row, language, bold=bold), keys)


def _append(sheet: Any, number: int, cells: Sequence[Any], keys: int) -> None:  # noqa: ANN401 - openpyxl has no types
    """Add a line that is as high as its longest text: not every program finds that out itself."""
    high = 1
    for place, cell in enumerate(cells):
        if isinstance(cell.value, str):
            wide = int((_KEY if place < keys else _NUMBER) * _BOLD)
            high = max(high, len(textwrap.wrap(cell.value, wide)))
    if high > 1:
        sheet.row_dimensions[number].height = _LINE * high
    sheet.append(cells)


def _fit_to_paper(sheet: Any) -> None:  # noqa: ANN401 - openpyxl has no types
    """Let a sheet be printed as wide as its paper, whatever its columns."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _wrapped(cell: Any, side: str = "left") -> Any:  # noqa: ANN401 - openpyxl has no types
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=side)
    return cell


def _cells(
    sheet: Any,  # noqa: ANN401 - openpyxl has no types
    figure: Figure,
    row: Row,
    language: Language,
    *,
    bold: bool = False,
) -> list[Any]:
    cells = [
        _wrapped(text_cell(sheet, text, bold=bold)) for text in key_texts(figure, row, language)
    ]
    for column, cell in zip(figure.columns, row.cells, strict=True):
        cells.append(_told(sheet, column, cell, language))
        if bold:
            cells[-1].font = Font(bold=True)
    return cells


def _told(
    sheet: Any,  # noqa: ANN401 - openpyxl has no types
    column: Column,
    cell: Cell,
    language: Language,
) -> Any:  # noqa: ANN401 - openpyxl has no types
    """Return a number; a text that says why where there is none, never 0."""
    if cell.value is None:
        return _wrapped(text_cell(sheet, cell_text(column, cell, language)), "right")
    return _number(sheet, cell.value, _FORMATS[column.unit])


def _number(sheet: Any, value: int | Decimal, form: str) -> Any:  # noqa: ANN401 - openpyxl has no types
    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = form
    cell.alignment = Alignment(vertical="top")
    return cell
