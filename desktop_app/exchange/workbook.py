"""Tables as .xlsx workbooks, in which every cell is a text and nothing is executed."""

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from desktop_app.errors import Cancelled
from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress

_PAGE = 1_000
_SHEET_NAME = 31  # the longest that spreadsheets take
_WIDEST, _NARROWEST = 60, 10  # characters
_CELL = 32_767  # the longest text that a cell holds
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # “_x0041_” is how a workbook writes the letter A


def write_workbook(
    path: Path,
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    step: Progress = SILENT,
) -> int:
    """Write a table as the one sheet of a workbook beside `path`, then in place; return its lines.

    Raises UserError for a file that cannot be written, Cancelled from `step`: nothing is left.
    """
    with file_errors_told(path), written_beside(path) as file:
        book = Workbook(write_only=True)
        try:
            fill_sheet(book, title, headings, rows, step)
        except Cancelled:
            book.save(io.BytesIO())  # so that openpyxl takes its temporary file away
            raise
        whole = io.BytesIO()  # openpyxl leaves an archive open that it could not finish
        book.save(whole)
        file.write(whole.getbuffer())
    return len(rows)


def fill_sheet(
    book: Workbook,
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    step: Progress = SILENT,
) -> None:
    """Add a sheet of one table to a workbook that is only written; its head stays in sight."""
    sheet = book.create_sheet(sheet_name(title))
    sheet.freeze_panes = "A2"
    for place, heading in enumerate(headings):
        widest = max((len(row[place]) for row in rows[:_PAGE]), default=0)
        width = min(max(widest, len(heading), _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    sheet.append([text_cell(sheet, heading, bold=True) for heading in headings])
    for number, row in enumerate(rows):
        if number % _PAGE == 0:
            step(number, len(rows))
        sheet.append([text_cell(sheet, text) for text in row])
    step(len(rows), len(rows))


def sheet_name(title: str) -> str:
    """Return a title as the name of a sheet: 31 letters, none that a reference would trip over."""
    plain = "".join(" " if one in "[]:*?/\\" else one for one in title)
    return plain[:_SHEET_NAME].strip("' ")


def text_cell(sheet: Any, text: str, *, bold: bool = False) -> Any:  # noqa: ANN401 - openpyxl has no types
    """Return a cell that holds a text and is taken for nothing else, “=1+1” and “#N/A” too."""
    shown = "".join(letter for letter in text if letter >= " " or letter in "\t\n")[:_CELL]
    cell = WriteOnlyCell(sheet, value=_ESCAPE.sub("_x005F_", shown))
    cell.data_type = "s"
    cell.quotePrefix = True  # a spreadsheet does not read it anew when somebody edits it
    if bold:
        cell.font = Font(bold=True)
    return cell
