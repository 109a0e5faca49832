"""Lists as tables for other programs."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.actions.lists import ALL, NEWEST
from desktop_app.actions.office import Office
from desktop_app.language import Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.list_columns import columns_named
from desktop_app.records.listing import Filters, Order
from desktop_app.records.progress import SILENT, Progress
from desktop_app.store import search as index


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
) -> int:
    """Write a list as it is shown to a file and return how many records it has.

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
    lines = [[column.short(row, language) for column in chosen] for row in rows]
    if path.suffix.lower() == ".xlsx":
        title = language.text(KINDS[kind].plural)
        return write_workbook(path, title, headings, lines, step=step)
    return write_table(path, headings, lines, decimal_mark=language.decimal_mark, step=step)
