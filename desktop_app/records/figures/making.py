"""Small steps that all figures are made with: groups, counts with their records, middles."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal
from statistics import median
from typing import TypeVar

from desktop_app.errors import Sentence
from desktop_app.records.codes import code_list
from desktop_app.records.figures.case import Case
from desktop_app.records.figures.figure import (
    ALL,
    About,
    Cell,
    Column,
    Coverage,
    Figure,
    Key,
    Number,
    Row,
    veiled,
)

Name = TypeVar("Name", bound=Hashable)
NOTHING = Cell(None)


def grouped(
    cases: Iterable[Case], names: Callable[[Case], Iterable[Name]]
) -> dict[Name, list[str]]:
    """Return name -> uids of the initiatives that bear it, each once under a name."""
    found: dict[Name, list[str]] = {}
    for case in cases:
        for name in dict.fromkeys(names(case)):
            found.setdefault(name, []).append(case.uid)
    return found


def count(uids: Iterable[str]) -> Cell:
    """Return a count of records with them behind it."""
    named = tuple(uids)
    return Cell(len(named), named)


def share(part: Number, whole: Number, uids: Sequence[str] = ()) -> Cell:
    """Return a share of 1; None of nothing."""
    if not whole:
        return Cell(None, tuple(uids))
    return Cell(Decimal(part) / Decimal(whole) if part else Decimal(0), tuple(uids))


def uids_of(cases: Iterable[Case]) -> tuple[str, ...]:
    """Return the uids of initiatives."""
    return tuple(case.uid for case in cases)


def mean_of(values: Sequence[Number]) -> Decimal | None:
    """Return the mean, None of nothing."""
    return Decimal(sum(values)) / len(values) if values else None


def median_of(values: Sequence[Number]) -> Decimal | None:
    """Return the middle one, of two in the middle their mean, None of nothing."""
    return Decimal(median(Decimal(value) for value in values)) if values else None


def in_order(codes: str, met: Iterable[str]) -> list[str]:
    """Return codes in the order of their list, unknown ones after them, "" last."""
    places = {code: place for place, code in enumerate(code_list(codes).codes)}
    return sorted(set(met), key=lambda code: (code == "", places.get(code, len(places)), code))


def most_first(groups: dict[Name, list[str]]) -> list[tuple[Name, list[str]]]:
    """Return the groups, the largest first, equal ones by name."""
    return sorted(groups.items(), key=lambda pair: (-len(pair[1]), str(pair[0])))


def table(  # noqa: PLR0913 - a table is said by exactly this
    about: About,
    name: str,
    title: str,
    note: str,
    *,
    coverage: Coverage,
    keys: Sequence[Key],
    columns: Sequence[Column],
    rows: Iterable[Row],
    totals: Iterable[Row] = (),
    remarks: Iterable[Sentence] = (),
    experimental: bool = False,
) -> Figure:
    """Return a figure; what too few initiatives tell is not in it."""
    return veiled(
        Figure(
            id=name,
            title=title,
            note=note,
            coverage=coverage,
            keys=tuple(keys),
            columns=tuple(columns),
            rows=tuple(rows),
            about=about,
            totals=tuple(totals),
            remarks=tuple(remarks),
            experimental=experimental,
        )
    )


def line(key: str | tuple[str, ...], *cells: Cell, coverage: Coverage | None = None) -> Row:
    """Return a row of this key."""
    return Row((key,) if isinstance(key, str) else key, cells, coverage)


def whole(*cells: Cell, keys: int = 1) -> Row:
    """Return the line of all together."""
    return Row((ALL,) * keys, cells)
