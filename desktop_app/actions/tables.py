"""Lists as tables for other programs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.actions.lists import ALL, NEWEST
from desktop_app.actions.office import Office
from desktop_app.language import Language
from desktop_app.records.access import leaving, may_leave
from desktop_app.records.kinds import KINDS
from desktop_app.records.list_columns import columns_named
from desktop_app.records.listing import Filters, ListRow, Order, list_row
from desktop_app.records.progress import SILENT, Progress
from desktop_app.store import records as stored
from desktop_app.store import search as index


@dataclass(frozen=True, slots=True)
class Exported:
    """How many records a file has, and how many were left out: those for this office only."""

    records: int
    left_out: int


def export_list(  # noqa: PLR0913 - a list is asked for by exactly this
    office: Office,
    path: Path,
    kind: str,
    *,
    language: Language,
    search: str = "",
    filters: Filters = ALL,
    order: Order = NEWEST,
    columns: Sequence[str] = (),
    everywhere: bool = False,
    step: Progress = SILENT,
) -> Exported:
    """Write a list as it is shown to a file, without what is for this office only.

    A name that ends in .xlsx makes a workbook, any other a CSV file.

    `columns` are names of records.list_columns, the usual ones if none. Raises UserError for a
    file that cannot be written, Cancelled from `step`.
    """
    from desktop_app.exchange.csv_table import write_table
    from desktop_app.exchange.workbook import write_workbook

    step(0, 0)
    rows = index.rows(
        office.store, kind, search=search, filters=filters, order=order, everywhere=everywhere
    )
    chosen = columns_named(kind, columns)
    headings = [language.text(column.title) for column in chosen]
    going = _going(office, kind, rows)
    lines = [[column.short(row, language) for column in chosen] for row in going]
    if path.suffix.lower() == ".xlsx":
        title = language.text(KINDS[kind].plural)
        count = write_workbook(path, title, headings, lines, step=step)
    else:
        mark = language.decimal_mark
        count = write_table(path, headings, lines, decimal_mark=mark, step=step)
    return Exported(count, len(rows) - len(going))


def _going(office: Office, kind: str, rows: Sequence[ListRow]) -> list[ListRow]:
    """Return the lines that may leave the office, without what of them may not."""
    closed = {record.uid: record for record in stored.closed(office.store, kind)}
    going = []
    for row in rows:
        record = closed.get(row.uid)
        if record is None:
            going.append(row)
        elif may_leave(record):
            counts = (row.errors, row.warnings, row.missing)
            going.append(replace(list_row(leaving(record), counts), sent_seq=row.sent_seq))
    return going
