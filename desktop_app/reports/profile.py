"""What a profile is made of, and every figure of it, counted once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.records import indicators, sums
from desktop_app.records.codes import code_list
from desktop_app.records.figures.figure import Coverage
from desktop_app.records.indicators import Sides, Universe
from desktop_app.records.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a profile is made of.

    `records` are the office's initiatives, withdrawn ones are left out here. Dates are ISO dates:
    the period runs from `since` (empty: from the first one) to `until` (empty: the cut-off).
    `list_versions` is list name -> version, `check_code` that of the last bundle, if any.
    """

    office: str
    office_name: str
    records: Sequence[Record]
    cut_off: str
    list_versions: Mapping[str, str] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    focal_point: str = ""
    email: str = ""
    legal_basis: str = ""
    check_code: str = ""
    sequence: int | None = None

    @property
    def last_day(self) -> str:
        return self.until or self.cut_off

    @property
    def is_mechanism(self) -> bool:
        return self.office in code_list("mechanism").codes


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure of a profile, counted once."""

    universe: Universe
    roles: Sides
    partners: Sequence[Sides]
    countries: Sequence[str]
    sectors: Sequence[indicators.SectorRow]
    sector_coverage: Coverage
    goals: indicators.Goals
    money: Sequence[sums.MoneyRow]
    in_kind: Sequence[sums.QuantityRow]

    @property
    def counted(self) -> tuple[Record, ...]:
        return self.universe.counted


def figures(data: Profile) -> Figures:
    """Return the figures of a profile."""
    found = indicators.universe(
        data.records, data.since, data.last_day, multilateral=data.is_mechanism
    )
    rows, coverage = indicators.sectors(found.counted, data.office)
    return Figures(
        universe=found,
        roles=indicators.roles(found.counted, data.office),
        partners=indicators.partners(found.counted, data.office),
        countries=indicators.countries(found.counted, data.office),
        sectors=rows,
        sector_coverage=coverage,
        goals=indicators.goals(found.counted),
        money=sums.money(found.counted),
        in_kind=sums.in_kind(found.counted),
    )
