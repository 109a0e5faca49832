"""I9, I10 and I11: how punctual initiatives begin and end, and how long they last."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from desktop_app.language import N_
from desktop_app.records.figures.case import Case, day
from desktop_app.records.figures.figure import (
    ALL,
    About,
    Cell,
    Column,
    Coverage,
    Figure,
    Key,
    Row,
    Unit,
)
from desktop_app.records.figures.making import (
    NOTHING,
    in_order,
    line,
    mean_of,
    median_of,
    share,
    table,
)
from desktop_app.records.figures.universe import Universe
from desktop_app.records.figures.volume import INITIATIVES

_COMPLETED = "COM"
_WAITED = {
    "approval": N_("From approval to the actual start"),
    "plan": N_("From the planned to the actual start"),
    "end": N_("From the planned to the actual end"),
}
_COLUMNS = (
    INITIATIVES,
    Column("mean", N_("Mean (days)"), Unit.DAYS),
    Column("median", N_("Median (days)"), Unit.DAYS),
)
_ON_TIME = Column("on time", N_("On time"), Unit.SHARE)


class _Wait(NamedTuple):
    """Days between two dates of one initiative, and the days planned where that is asked."""

    uid: str
    days: int
    planned: int = 0


def punctuality(about: About, universe: Universe) -> Iterator[Figure]:
    """Yield I9 and I10."""
    cases = universe.counted
    approved = list(_waits(cases, "approval", "actual_start"))
    planned = list(_waits(cases, "planned_start", "actual_start"))
    told = {wait.uid for wait in (*approved, *planned)}
    yield table(
        about,
        "I9",
        N_("Punctuality of the start"),
        N_(
            "Days that passed, of initiatives with both dates to the day; on time are those that "
            "began on the planned day or before."
        ),
        coverage=Coverage(len(told), len(cases)),
        keys=[Key(N_("Days"), words=_WAITED)],
        columns=[*_COLUMNS, _ON_TIME],
        rows=[
            _row("approval", approved, len(cases), NOTHING),
            _row("plan", planned, len(cases), _on_time(planned)),
        ],
    )
    yield _completion(about, [case for case in cases if case.stage == _COMPLETED])


def _completion(about: About, cases: Sequence[Case]) -> Figure:
    waits = list(_waits(cases, "planned_end", "actual_end"))
    overrun = [Decimal(wait.days) / wait.planned for wait in waits if wait.planned > 0]
    row = _row("end", waits, len(cases), _on_time(waits))
    row = Row(row.key, (*row.cells, Cell(mean_of(overrun)), Cell(median_of(overrun))), row.coverage)
    return table(
        about,
        "I10",
        N_("Punctuality of the completion"),
        N_(
            "Completed initiatives with both dates to the day. The overrun is those days over the "
            "planned duration, where the planned start is told to the day too."
        ),
        coverage=Coverage(len(waits), len(cases)),
        keys=[Key(N_("Days"), words=_WAITED)],
        columns=[
            *_COLUMNS,
            _ON_TIME,
            Column("overrun mean", N_("Overrun, mean"), Unit.SHARE),
            Column("overrun median", N_("Overrun, median"), Unit.SHARE),
        ],
        rows=[row],
    )


def _waits(cases: Iterable[Case], since: str, until: str) -> Iterator[_Wait]:
    for case in cases:
        first, last = day(getattr(case, since)), day(getattr(case, until))
        if first and last:
            begin = day(case.planned_start)
            planned = (first - begin).days if begin and since == "planned_end" else 0
            yield _Wait(case.uid, (last - first).days, planned)


def _row(key: str, waits: Sequence[_Wait], of: int, on_time: Cell) -> Row:
    days = [wait.days for wait in waits]
    uids = tuple(wait.uid for wait in waits)
    cells = (Cell(len(waits), uids), Cell(mean_of(days)), Cell(median_of(days)), on_time)
    return line(key, *cells, coverage=Coverage(len(waits), of))


def _on_time(waits: Sequence[_Wait]) -> Cell:
    punctual = [wait.uid for wait in waits if wait.days <= 0]
    return share(len(punctual), len(waits), punctual)


def duration(about: About, universe: Universe) -> Figure:
    """Return I11: how long completed initiatives lasted, by level and modality."""
    cases = [case for case in universe.counted if case.stage == _COMPLETED]
    lasted = [(case, days) for case in cases if (days := days_of(case))]
    groups: dict[tuple[str, str], list[tuple[Case, int]]] = {}
    for case, days in lasted:
        groups.setdefault((case.level, case.modality), []).append((case, days))
    rows = [
        _lasted((level, modality), groups[level, modality])
        for level in in_order("level", (name for name, _ in groups))
        for modality in in_order("modality", (name for one, name in groups if one == level))
    ]
    return table(
        about,
        "I11",
        N_("Duration"),
        N_(
            "Completed initiatives with an actual start and end to the day, both days counted; "
            "estimated dates are left out."
        ),
        coverage=Coverage(len(lasted), len(cases)),
        keys=[Key(N_("Level"), "level"), Key(N_("Modality"), "modality")],
        columns=_COLUMNS,
        rows=rows,
        totals=[_lasted((ALL, ALL), lasted)],
    )


def _lasted(key: tuple[str, ...], lasted: Sequence[tuple[Case, int]]) -> Row:
    days = [one for _, one in lasted]
    uids = tuple(case.uid for case, _ in lasted)
    return line(key, Cell(len(days), uids), Cell(mean_of(days)), Cell(median_of(days)))


def days_of(case: Case) -> int | None:
    """Return how many days it lasted, first and last counted; None without two exact dates."""
    first = day(case.actual_start, estimated=False)
    last = day(case.actual_end, estimated=False)
    return (last - first).days + 1 if first and last and first <= last else None
