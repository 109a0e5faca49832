"""Tables of texts as CSV files that spreadsheets open as they are, and do not execute.

UTF-8 with its mark at the start, CRLF; a text that a spreadsheet would take for a formula begins
with an apostrophe (OWASP, CSV injection).
"""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_PAGE = 1_000


def write_table(
    path: Path,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    decimal_mark: str,
    step: Progress = SILENT,
) -> int:
    """Write a table beside `path` and put it in place when it is whole; return its lines.

    Where the decimal mark is a comma, spreadsheets expect a semicolon between the cells. Raises
    UserError for a file that cannot be written, Cancelled from `step`: then nothing is left.
    """
    separator = ";" if decimal_mark == "," else ","
    with file_errors_told(path), written_beside(path) as file:
        file.write(b"\xef\xbb\xbf")
        file.write(_lines([headings], separator))
        for start in range(0, len(rows), _PAGE):
            step(start, len(rows))
            file.write(_lines(rows[start : start + _PAGE], separator))
        step(len(rows), len(rows))
    return len(rows)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_STARTS) else text


def _lines(rows: Iterable[Sequence[str]], separator: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(
        [harmless(cell) for cell in row] for row in rows
    )
    return text.getvalue().encode("utf-8")
