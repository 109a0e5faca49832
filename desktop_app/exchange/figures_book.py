"""The workbook twin of statistics: one sheet a figure, numbers as numbers, texts as texts."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from desktop_app.errors import Cancelled
from desktop_app.exchange.workbook import sheet_name, text_cell
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
_KEY, _NUMBER = 34, 16  # widths in characters
_LINK = "0563C1"


def write_figures(
    path: Path, statistics: Statistics, language: Language, *, step: Progress = SILENT
) -> None:
    """Write all figures beside `path`, then in its place; the first sheet leads to the others.

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
            step(len(figures), len(figures))
        except Cancelled:
            book.save(io.BytesIO())  # so that openpyxl takes its temporary file away
            raise
        book.save(file)


def _names(figures: Iterable[Figure], language: Language) -> list[str]:
    """Return a name for each sheet: the identity of the figure, which is unique, and its title."""
    return [sheet_name(f"{one.id} {language.text(one.title)}") for one in figures]


def _index(
    book: Workbook, figures: Sequence[Figure], names: Sequence[str], language: Language
) -> None:
    sheet = book.create_sheet(sheet_name(language.text(N_("Figures"))))
    for letter, width in (("A", 12), ("B", 60), ("C", 12), ("D", 12)):
        sheet.column_dimensions[letter].width = width
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


def _sheet(book: Workbook, figure: Figure, name: str, language: Language) -> None:
    sheet = book.create_sheet(name)
    lines = [
        *_about(figure, language),
        coverage_text(figure, language),
        lists_text(figure, language),
        language.text(figure.note),
        *(language.sentence(remark) for remark in figure.remarks),
    ]
    lines = [text for text in lines if text]
    wide = len(figure.keys)
    for place in range(wide + len(figure.columns)):
        letter = get_column_letter(place + 1)
        sheet.column_dimensions[letter].width = _KEY if place < wide else _NUMBER
    sheet.freeze_panes = f"A{len(lines) + 4}"
    sheet.append([text_cell(sheet, language.text(figure.title), bold=True)])
    for text in lines:
        sheet.append([text_cell(sheet, text)])
    sheet.append([])
    heads = [language.text(key.title) for key in figure.keys]
    heads += [column.head(language) for column in figure.columns]
    sheet.append([_head(sheet, text) for text in heads])
    for row in figure.rows:
        sheet.append(_cells(sheet, figure, row, language))
    for row in figure.totals:
        sheet.append(_cells(sheet, figure, row, language, bold=True))


def _head(sheet: Any, text: str) -> Any:  # noqa: ANN401 - openpyxl has no types
    cell = text_cell(sheet, text, bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cells(
    sheet: Any,  # noqa: ANN401 - openpyxl has no types
    figure: Figure,
    row: Row,
    language: Language,
    *,
    bold: bool = False,
) -> list[Any]:
    cells = [text_cell(sheet, text, bold=bold) for text in key_texts(figure, row, language)]
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
        return text_cell(sheet, cell_text(column, cell, language))
    return _number(sheet, cell.value, _FORMATS[column.unit])


def _number(sheet: Any, value: int | Decimal, form: str) -> Any:  # noqa: ANN401 - openpyxl has no types
    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = form
    return cell
