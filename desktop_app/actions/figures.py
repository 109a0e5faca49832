"""The statistics of an office, at the Secretariat of one or of all: counted, opened, kept."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions.office import Office
from desktop_app.errors import UserError
from desktop_app.language import N_, Language
from desktop_app.records.access import may_leave, on_paper
from desktop_app.records.figures.case import party_of
from desktop_app.records.figures.every import statistics_of
from desktop_app.records.figures.figure import Period, Statistics
from desktop_app.records.kinds import KINDS
from desktop_app.records.listing import Filters
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.store import records as stored
from desktop_app.store import search as index
from desktop_app.store import trust

if TYPE_CHECKING:
    from desktop_app.exchange.figures_book import Listing

_MONTH_AND_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])")
_CALENDAR = "01-01"


def statistics(
    office: Office, of: str = "", *, year: int | None = None, step: Progress = SILENT
) -> Statistics:
    """Return the figures of a year of the office, or of all its time when none is given.

    `of` names an office; without it they are this office's, at the Secretariat those of all. Like
    all that is printed they leave out what is for this office only. Raises UserError for
    an office of which nothing is here, Cancelled from `step`, which counts initiatives.
    """
    code = of.upper() or ("" if office.is_secretariat else office.code)
    today = office.moment()[:10]
    with office.store.reading():
        refuse_unknown(office, code)
        number = index.count(office.store, "initiative", filters=Filters(office=code))
        period = Period.of_year(year, year_begins(office, code)) if year else Period("", today)
        return statistics_of(
            {kind: _printable(stored.every(office.store, kind, office=code)) for kind in KINDS},
            party=party_of(code),
            period=period,
            today=today,
            step=lambda done, _: step(done, number),
        )


def refuse_unknown(office: Office, code: str) -> None:
    """Raise UserError for an office of which nothing is here; an empty code is none in particular.

    One whose card was taken is known before its first bundle.
    """
    if code in ("", office.code) or any(one.office == code for one in trust.trusted(office.store)):
        return
    if code not in _offices(office):
        raise UserError(N_("There is no record of the office “{code}” here."), code=code)


def _printable(records: Iterable[Record]) -> Iterator[Record]:
    return (on_paper(record) for record in records if may_leave(record))


def _offices(office: Office) -> set[str]:
    return {code for kind in KINDS for code in index.choices(office.store, kind).get("office", ())}


def year_begins(office: Office, code: str) -> str:
    """Return the month and day on which an office's fiscal year begins, as its record says."""
    for record in stored.every(office.store, "office", office=code) if code else ():
        written = record["fiscal_year_start"] or ""
        if _MONTH_AND_DAY.fullmatch(written):
            return str(written)
    return _CALENDAR


def records_behind(office: Office, uids: Iterable[str]) -> list[Record]:
    """Return the records behind a cell, in the order of the cell."""
    return stored.load_many(office.store, list(uids))


def keep_statistics(
    path: Path,
    found: Statistics,
    language: Language,
    step: Progress = SILENT,
    listings: "Sequence[Listing]" = (),
) -> None:
    """Write figures as a workbook, one sheet a figure, and then listings.

    Raises UserError, Cancelled from `step`.
    """
    from desktop_app.exchange.figures_book import write_figures

    if path.suffix.lower() != ".xlsx":
        raise UserError(N_("The name of a workbook ends in .xlsx; “{path}” does not."), path=path)
    write_figures(path, found, language, listings=listings, step=step)
