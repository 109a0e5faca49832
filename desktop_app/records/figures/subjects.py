"""I6 and I7: what the work is about, by sector, by area and by Sustainable Development Goal."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from desktop_app.language import N_
from desktop_app.records.codes import code_list
from desktop_app.records.figures.case import Case
from desktop_app.records.figures.figure import About, Cell, Column, Coverage, Figure, Key, Row, Unit
from desktop_app.records.figures.making import (
    NOTHING,
    count,
    grouped,
    line,
    most_first,
    share,
    table,
    uids_of,
    whole,
)
from desktop_app.records.figures.roles import GIVING, TAKING, side_of
from desktop_app.records.figures.universe import Universe
from desktop_app.records.figures.volume import INITIATIVES, SHARE

_SECTOR_NOTE = N_(
    "By main sector, as a share of the initiatives that tell it. As provider and as recipient: the "
    "sectors of the initiatives in which the party stands on that side; both roles count on both "
    "sides. Specialisation is the share as provider over the share of all."
)
_AREA_NOTE = N_("The areas of action that the main sectors belong to, counted in the same way.")


def sectors(about: About, universe: Universe) -> Iterator[Figure]:
    """Yield I6 by sector and by area of action."""
    told = [case for case in universe.counted if case.sector]
    coverage = Coverage(len(told), len(universe.counted))
    for name, title, note, key, of in (
        ("I6", N_("Sectors"), _SECTOR_NOTE, Key(N_("Sector"), "sector"), _sector),
        ("I6-area", N_("Areas of action"), _AREA_NOTE, Key(N_("Area"), "area"), _area),
    ):
        groups = grouped(told, of)
        sided = _sides(about.party, told, of) if about.party else []
        rows = [_sector_row(code, uids, len(told), sided) for code, uids in most_first(groups)]
        yield table(
            about,
            name,
            title,
            note,
            coverage=coverage,
            keys=[key],
            columns=_SECTOR_COLUMNS if about.party else _SECTOR_COLUMNS[:2],
            rows=rows,
            totals=[_sector_total(told, sided)],
        )


_SECTOR_COLUMNS = (
    INITIATIVES,
    SHARE,
    Column("provider", N_("As provider")),
    Column("provider share", N_("Share as provider"), Unit.SHARE),
    Column("recipient", N_("As recipient")),
    Column("recipient share", N_("Share as recipient"), Unit.SHARE),
    Column("specialisation", N_("Specialisation"), Unit.INDEX),
)
_Sided = list[tuple[dict[str, list[str]], int]]


def _sector(case: Case) -> list[str]:
    return [case.sector]


def _area(case: Case) -> list[str]:
    known = code_list("sector").get(case.sector)
    return [known.extra.get("area", "") if known else ""]


def _sides(party: str, told: Sequence[Case], of: Callable[[Case], Iterable[str]]) -> _Sided:
    """Return the groups, and how many are in them, of what a party gives and of what it takes."""
    giving = [case for case in told if side_of(case.roles, party) in GIVING]
    taking = [case for case in told if side_of(case.roles, party) in TAKING]
    return [(grouped(cases, of), len(cases)) for cases in (giving, taking)]


def _sector_row(code: str, uids: Sequence[str], told: int, sided: _Sided) -> Row:
    cells = [count(uids), share(len(uids), told)]
    for groups, size in sided:
        part = groups.get(code, [])
        cells += [count(part), share(len(part), size)]
    if sided:
        given = cells[3].value
        cells.append(Cell(given * told / len(uids)) if isinstance(given, Decimal) else NOTHING)
    return line(code, *cells)


def _sector_total(told: Sequence[Case], sided: _Sided) -> Row:
    cells = [count(uids_of(told)), NOTHING]
    for groups, _ in sided:
        cells += [count(uid for uids in groups.values() for uid in uids), NOTHING]
    return whole(*cells, *([NOTHING] if sided else []))


def goals(about: About, universe: Universe) -> Figure:
    """Return I7: each goal as the principal one, as principal or secondary, and named at all."""
    cases = universe.counted
    main = grouped(cases, lambda case: [goal for goal, rank in case.goals if rank == 1])
    ranked = grouped(cases, lambda case: [goal for goal, rank in case.goals if rank in (1, 2)])
    named = grouped(cases, lambda case: [goal for goal, _ in case.goals])
    told = [case for case in cases if any(rank == 1 for _, rank in case.goals)]
    known = list(code_list("sdg_goal").codes)
    codes = [*known, *sorted(set(named) - set(known))]
    rows = [
        line(
            code,
            count(main.get(code, ())),
            share(len(main.get(code, ())), len(told)),
            count(ranked.get(code, ())),
            share(len(ranked.get(code, ())), len(told)),
            count(named.get(code, ())),
        )
        for code in codes
    ]
    return table(
        about,
        "I7",
        N_("Sustainable Development Goals"),
        N_(
            "As principal goal, and as principal or secondary goal, as shares of the initiatives "
            "that tell their principal goal; the second shares add up to more than 100%."
        ),
        coverage=Coverage(len(told), len(cases)),
        keys=[Key(N_("Goal"), "sdg_goal", numbered=True)],
        columns=[
            Column("main", N_("Principal goal")),
            Column("main share", N_("Share as principal goal"), Unit.SHARE),
            Column("any", N_("Principal or secondary")),
            Column("any share", N_("Share as either"), Unit.SHARE),
            Column("named", N_("Named at all")),
        ],
        rows=rows,
        totals=[
            whole(
                count(uids_of(told)),
                NOTHING,
                count(case.uid for case in cases if any(rank in (1, 2) for _, rank in case.goals)),
                NOTHING,
                count(case.uid for case in cases if case.goals),
            )
        ],
    )
