"""A table of the columns that any of its rows tells something in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Table

from desktop_app.language import Language
from desktop_app.records.attached import file_said
from desktop_app.reports import blocks, words
from desktop_app.reports.letters import DASH
from desktop_app.reports.paper import Sheet

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column, its share of the width, and what a row says in it."""

    head: str
    share: float
    said: Callable[[Row], str]
    right: bool = False


def told_table(columns: Sequence[Column], rows: Sequence[Row], sheet: Sheet) -> Table | None:
    """Return the table, None when no row says anything; a dash stands where one row does not."""
    cells = [[column.said(row) for column in columns] for row in rows]
    used = [at for at in range(len(columns)) if any(line[at] for line in cells)]
    if not used:
        return None
    return blocks.table(
        [sheet.language.text(columns[at].head) for at in used],
        [[line[at] or DASH for at in used] for line in cells],
        blocks.columns(sheet.width, *(columns[at].share for at in used)),
        [place for place, at in enumerate(used) if columns[at].right],
    )


def plain(field: str) -> Callable[[Row], str]:
    """Return how a row says a text as it is."""
    return lambda row: row.get(field) or ""


def dated(field: str, language: Language) -> Callable[[Row], str]:
    """Return how a row says a date."""
    return lambda row: language.date(row.get(field) or "")


def filed(field: str, language: Language) -> Callable[[Row], str]:
    """Return how a row says a file: its name and size."""
    return lambda row: file_said(row[field], language) if row.get(field) else ""


def coded(field: str, codes: str, language: Language) -> Callable[[Row], str]:
    """Return how a row says a code."""
    return lambda row: words.labels(codes, filter(None, [row.get(field)]), language)
