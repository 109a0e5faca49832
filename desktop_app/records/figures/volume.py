"""I1 and I2: what is counted and what stands apart, by modality and level, by year, by country."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from decimal import Decimal

from desktop_app.errors import Sentence
from desktop_app.language import N_
from desktop_app.records.codes import code_list
from desktop_app.records.dates import first_day, last_day
from desktop_app.records.figures.case import Case
from desktop_app.records.figures.figure import (
    SUM,
    About,
    Cell,
    Column,
    Coverage,
    Figure,
    Key,
    Period,
    Row,
    Unit,
)
from desktop_app.records.figures.making import (
    NOTHING,
    count,
    grouped,
    in_order,
    line,
    most_first,
    share,
    table,
    uids_of,
    whole,
)
from desktop_app.records.figures.universe import SOUTH_SOUTH, Universe

INITIATIVES = Column("n", N_("Initiatives"))
SHARE = Column("share", N_("Share"), Unit.SHARE)
_MOST_YEARS = 10
GROUPS = {
    "counted": N_("Counted: begun, and not over before the period"),
    "apart": N_("Multilateral support, apart"),
    "humanitarian": N_("Humanitarian and emergency aid, apart"),
    "pipeline": N_("In preparation"),
    "cancelled": N_("Cancelled"),
    "outside": N_("Before or after the period"),
    "unplaced": N_("Without a stage, a start or a modality"),
    "estimated": N_("Of those counted: by a planned or estimated start"),
}


def volume(about: About, universe: Universe) -> Iterator[Figure]:
    """Yield what is counted, I1 with its years, and the stages of all that is recorded."""
    yield _universe(about, universe)
    yield _levels(about, universe)
    yield _years(about, universe)
    yield _stages(about, universe)


def _universe(about: About, universe: Universe) -> Figure:
    groups = {one.name: uids_of(getattr(universe, one.name)) for one in fields(universe)}
    rows = [line(name, count(uids)) for name, uids in groups.items()]
    rows.append(line("estimated", count(uids_of(universe.estimated))))
    every = uids_of(universe.every)
    return table(
        about,
        "I1-universe",
        N_("What is counted, and what stands apart"),
        N_(
            "An initiative counts once when it was under way at some time in the period: it has "
            "begun by its end and was not over before it. A planned start stands for an actual one."
        ),
        coverage=Coverage(len(every), len(every)),
        keys=[Key(N_("Group"), words=GROUPS)],
        columns=[INITIATIVES],
        rows=rows,
        totals=[whole(count(every))],
    )


def _levels(about: About, universe: Universe) -> Figure:
    cases = universe.counted
    groups = grouped(cases, lambda case: [(case.modality, case.level)])
    rows = [
        line((modality, level), count(groups[modality, level]))
        for modality in in_order("modality", (name for name, _ in groups))
        for level in in_order("level", (name for one, name in groups if one == modality))
    ]
    return table(
        about,
        "I1",
        N_("Initiatives by modality and level"),
        N_("Programmes, projects and actions are never added up without showing each."),
        coverage=Coverage(sum(bool(case.level) for case in cases), len(cases)),
        keys=[Key(N_("Modality"), "modality"), Key(N_("Level"), "level")],
        columns=[INITIATIVES],
        rows=rows,
        totals=[whole(count(uids_of(cases)), keys=2)],
    )


def _years(about: About, universe: Universe) -> Figure:
    """Return how many were under way in each year of the period, and the one before the first."""
    begun = [*universe.counted, *(one for one in universe.outside if one.modality in SOUTH_SOUTH)]
    years = _years_of(about.period, begun)
    spans = [(case, *_span(case, years)) for case in begun]
    groups: dict[tuple[str, str, str], list[str]] = {}
    for case, first, last in spans:
        for year in range(first, last + 1):
            groups.setdefault((str(year), case.modality, case.level), []).append(case.uid)
    rows = [
        line(
            key,
            count(groups[key]),
            _growth(groups.get((str(int(key[0]) - 1), *key[1:]), []), groups[key]),
        )
        for key in sorted(groups, key=_by_year)
        if int(key[0]) > years[0] or len(years) == 1
    ]
    return table(
        about,
        "I1-year",
        N_("Initiatives under way in each year"),
        N_(
            "Calendar years; an initiative counts in each year in which it was under way. Growth "
            "is the number of a year over that of the year before, less one."
        ),
        coverage=Coverage(len(universe.counted), len(universe.counted)),
        keys=[Key(N_("Year")), Key(N_("Modality"), "modality"), Key(N_("Level"), "level")],
        columns=[INITIATIVES, Column("growth", N_("Growth"), Unit.SHARE)],
        rows=rows,
    )


def _by_year(key: tuple[str, str, str]) -> tuple[str, int, int]:
    modalities, levels = list(code_list("modality").codes), list(code_list("level").codes)
    return (
        key[0],
        modalities.index(key[1]) if key[1] in modalities else len(modalities),
        levels.index(key[2]) if key[2] in levels else len(levels),
    )


def _years_of(period: Period, begun: Sequence[Case]) -> list[int]:
    """Return the years of a period, at most ten, and the one before them."""
    last = last_day(period.until).year
    first = min((first_day(case.start).year for case in begun), default=last)
    first = first_day(period.since).year if period.since else first
    return list(range(max(first, last - _MOST_YEARS + 1) - 1, last + 1))


def _span(case: Case, years: Sequence[int]) -> tuple[int, int]:
    """Return the first and the last of these years in which an initiative was under way."""
    begins = first_day(case.start).year
    ends = last_day(case.end).year if case.end else years[-1]
    return max(begins, years[0]), min(ends, years[-1])


def _growth(before: Sequence[str], now: Sequence[str]) -> Cell:
    return Cell(Decimal(len(now)) / len(before) - 1) if before else NOTHING


def _stages(about: About, universe: Universe) -> Figure:
    every = universe.every
    groups = grouped(every, lambda case: [case.stage])
    return table(
        about,
        "I1-stage",
        N_("Stage of everything recorded"),
        N_("All that is recorded, whatever the period: in preparation and cancelled too."),
        coverage=Coverage(sum(bool(case.stage) for case in every), len(every)),
        keys=[Key(N_("Stage"), "stage")],
        columns=[INITIATIVES],
        rows=[line(code, count(groups[code])) for code in in_order("stage", groups)],
        totals=[whole(count(uids_of(every)))],
    )


def participation(about: About, universe: Universe) -> Figure:
    """Return I2: in how many initiatives each country has a role, together and by modality."""
    cases = universe.counted
    countries = code_list("country").codes
    told = [
        case for case in cases if any(role and party in countries for party, role in case.roles)
    ]
    modalities = in_order("modality", (case.modality for case in cases))
    by_country: dict[str, dict[str, list[str]]] = {}
    for case in told:
        for party in dict.fromkeys(party for party, role in case.roles if role):
            if party in countries:
                by_country.setdefault(party, {}).setdefault(case.modality, []).append(case.uid)
    sizes = {code: sum(case.modality == code for case in cases) for code in modalities}
    together = {
        country: [uid for code in modalities for uid in groups.get(code, ())]
        for country, groups in by_country.items()
    }
    rows = []
    for country, uids in most_first(together):
        cells = [count(uids), share(len(uids), len(cases))]
        for code in modalities:
            part = by_country[country].get(code, [])
            cells += [count(part), share(len(part), sizes[code])]
        rows.append(line(country, *cells))
    return table(
        about,
        "I2",
        N_("Participation of countries"),
        N_(
            "Initiatives in which the country has a role, as a share of all initiatives, and of "
            "those of the modality. An initiative counts once for each of its countries, so the "
            "countries add up to more than the initiatives: both are given."
        ),
        coverage=Coverage(len(told), len(cases)),
        keys=[Key(N_("Country"), "country")],
        columns=_participation_columns(modalities),
        rows=rows,
        totals=_participation_totals(cases, modalities, rows),
    )


def _participation_columns(modalities: Sequence[str]) -> list[Column]:
    columns = [INITIATIVES, SHARE]
    for code in modalities:
        columns.append(Column(f"n {code}", N_("Initiatives"), Unit.COUNT, "modality", code))
        columns.append(Column(f"share {code}", N_("Share"), Unit.SHARE, "modality", code))
    return columns


def _participation_totals(
    cases: Sequence[Case], modalities: Sequence[str], rows: Sequence[Row]
) -> list[Row]:
    once = [count(uids_of(cases)), NOTHING]
    for code in modalities:
        once += [count(case.uid for case in cases if case.modality == code), NOTHING]
    added = [
        NOTHING if place % 2 else Cell(sum(int(row.cells[place].value or 0) for row in rows))
        for place in range(2 + 2 * len(modalities))
    ]
    return [whole(*once), line(SUM, *added)]


def left_out(text: str, number: int) -> list[Sentence]:
    """Return a remark on what was left aside, nothing when nothing was."""
    return [Sentence(text, {"n": Decimal(number)})] if number else []
