"""Which initiatives a figure counts: U(P), and the groups that stand apart from it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from desktop_app.records.dates import first_day, last_day
from desktop_app.records.figures.case import Case
from desktop_app.records.figures.figure import Period

STARTED = ("EXE", "SUS", "COM")
PIPELINE = ("REQ", "FOR", "APP")
CANCELLED = "CAN"
SOUTH_SOUTH = ("BIL", "TRI", "REG")
MULTILATERAL = "MUL"
HUMANITARIAN = "HUM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Universe:
    """The initiatives of a period, each in exactly one of the groups.

    `counted` is U(P): bilateral, triangular and regional, begun by its end and not over before it.
    Multilateral support (`apart`) and humanitarian aid stand apart, `pipeline` is not begun,
    `outside` lies before or after, `unplaced` says no stage, no start or no modality.
    """

    counted: tuple[Case, ...] = ()
    apart: tuple[Case, ...] = ()
    humanitarian: tuple[Case, ...] = ()
    pipeline: tuple[Case, ...] = ()
    cancelled: tuple[Case, ...] = ()
    outside: tuple[Case, ...] = ()
    unplaced: tuple[Case, ...] = ()

    @property
    def every(self) -> list[Case]:
        return [case for one in fields(self) for case in getattr(self, one.name)]

    @property
    def estimated(self) -> list[Case]:
        """Return those of the counted that are there by a planned or estimated start."""
        return [
            case
            for case in self.counted
            if not case.actual_start or case.actual_start.endswith("~")
        ]


def universe_of(cases: Iterable[Case], period: Period, *, multilateral: bool = False) -> Universe:
    """Part initiatives by U(P). A mechanism's own work is `multilateral`: it counts like others."""
    groups: dict[str, list[Case]] = {one.name: [] for one in fields(Universe)}
    for case in cases:
        groups[group_of(case, period, multilateral=multilateral)].append(case)
    return Universe(**{name: tuple(group) for name, group in groups.items()})


def group_of(case: Case, period: Period, *, multilateral: bool = False) -> str:
    """Return the name of the group of `Universe` that an initiative is in.

    A date without a day is read in favour of the initiative.
    """
    if case.stage in PIPELINE:
        return "pipeline"
    if case.stage == CANCELLED:
        return "cancelled"
    if case.stage not in STARTED or not case.start:
        return "unplaced"
    return _group_of_begun(case, multilateral=multilateral) if runs_in(case, period) else "outside"


def _group_of_begun(case: Case, *, multilateral: bool) -> str:
    if case.modality == MULTILATERAL and not multilateral:
        return "apart"
    if case.modality not in (*SOUTH_SOUTH, MULTILATERAL):
        return "unplaced"
    return "humanitarian" if case.form == HUMANITARIAN else "counted"


def runs_in(case: Case, period: Period) -> bool:
    """Tell whether an initiative that has begun ran at some time between the days of a period."""
    if first_day(case.start) > last_day(period.until):
        return False
    ended = bool(period.since and case.end) and last_day(case.end) < first_day(period.since)
    return not ended
