"""Figures of a profile: pure functions over initiatives, each with its n and its coverage.

A figure is never zero because something was not said: what is missing is counted apart.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.records.codes import code_list
from desktop_app.records.dates import first_day, last_day
from desktop_app.records.figures.figure import Coverage
from desktop_app.records.record import Record

STARTED = ("EXE", "SUS", "COM")
PIPELINE = ("REQ", "FOR", "APP")
CANCELLED = "CAN"
MULTILATERAL = "MUL"
HUMANITARIAN = "HUM"

PROVIDER, SECOND, RECIPIENT, BOTH, OTHER, UNSTATED = (
    "provider",
    "second",
    "recipient",
    "both",
    "other",
    "",
)
_SIDES = {
    "PRO": PROVIDER,
    "FIR": PROVIDER,
    "SEC": SECOND,
    "REC": RECIPIENT,
    "BOTH": BOTH,
    "PAR": OTHER,
    "ORG": OTHER,
}
_GIVING = (PROVIDER, SECOND, BOTH)
_TAKING = (RECIPIENT, BOTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Universe:
    """The initiatives of a period, each in exactly one of the groups.

    `counted` is U(P) and those that would be in it but do not say their modality. `apart` are those
    of multilateral support, `pipeline` is not begun, `outside` lies before or after the period,
    `unplaced` says no stage or no start. `estimated` of the counted have no exact actual start.
    """

    counted: tuple[Record, ...]
    apart: tuple[Record, ...]
    pipeline: tuple[Record, ...]
    cancelled: tuple[Record, ...]
    outside: tuple[Record, ...]
    unplaced: tuple[Record, ...]

    @property
    def recorded(self) -> int:
        groups = (self.counted, self.apart, self.pipeline)
        rest = (self.cancelled, self.outside, self.unplaced)
        return sum(map(len, groups + rest))

    @property
    def estimated(self) -> int:
        return sum(_is_estimated(record) for record in self.counted)

    @property
    def humanitarian(self) -> int:
        return sum(record["form"] == HUMANITARIAN for record in self.counted)


def universe(
    records: Iterable[Record], since: str, until: str, *, multilateral: bool = False
) -> Universe:
    """Part the initiatives by U(P) for the period from `since` (or ever) to `until`.

    Withdrawn ones are nowhere. A mechanism's own work is `multilateral`: then it is not set apart.
    """
    groups: dict[str, list[Record]] = {
        name: [] for name in ("counted", "apart", "pipeline", "cancelled", "outside", "unplaced")
    }
    for record in records:
        if record.status != "withdrawn" and not record.deleted:
            groups[_group(record, since, until, multilateral=multilateral)].append(record)
    return Universe(**{name: tuple(group) for name, group in groups.items()})


def _group(record: Record, since: str, until: str, *, multilateral: bool) -> str:
    stage, start = record["stage"], record["actual_start"] or record["planned_start"]
    if stage in PIPELINE:
        return "pipeline"
    if stage == CANCELLED:
        return "cancelled"
    if stage not in STARTED or not start:
        return "unplaced"
    end = record["actual_end"] or (record["planned_end"] if stage == "COM" else "")
    ended_before = since and end and last_day(end) < first_day(since)
    if first_day(start) > last_day(until) or ended_before:
        return "outside"
    return "apart" if record["modality"] == MULTILATERAL and not multilateral else "counted"


def _is_estimated(record: Record) -> bool:
    actual = record["actual_start"]
    return not actual or actual.endswith("~")


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each code was given, the most frequent first, and for how many it was."""

    counts: Mapping[str, int]
    coverage: Coverage

    def share(self, code: str) -> Decimal | None:
        """Return the share of those that say it; None where too few do."""
        if not self.coverage.enough:
            return None
        return Decimal(self.counts.get(code, 0)) / self.coverage.n


def tally(records: Sequence[Record], field: str) -> Tally:
    """Count the codes of a CODE answer."""
    found = Counter(record[field] for record in records if record[field])
    return Tally(dict(_by_number(found)), Coverage(sum(found.values()), len(records)))


def _by_number(found: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def volume(records: Iterable[Record]) -> dict[tuple[str, str], int]:
    """Return the number of initiatives by (modality, level), "" where not stated."""
    return dict(Counter((record["modality"] or "", record["level"] or "") for record in records))


def side(record: Record, party: str) -> str:
    """Return on which side a party stands: one of PROVIDER ... OTHER, UNSTATED if not told."""
    sides = {
        _SIDES.get(row.get("role", ""), UNSTATED)
        for row in record.rows("participants")
        if row.get("party") == party
    }
    if BOTH in sides or (RECIPIENT in sides and sides & {PROVIDER, SECOND}):
        return BOTH
    return next((one for one in (PROVIDER, SECOND, RECIPIENT, OTHER) if one in sides), UNSTATED)


def parties(record: Record) -> list[str]:
    """Return the parties of an initiative, each once, in their order."""
    return list(
        dict.fromkeys(row["party"] for row in record.rows("participants") if "party" in row)
    )


@dataclass(frozen=True, slots=True)
class Sides:
    """In how many initiatives a party stands on which side; `sides` has every side as a key."""

    party: str
    sides: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.sides.values())

    @property
    def balance(self) -> Decimal | None:
        """Return (P - R) / (P + R) from -1 to 1, P without second providers; None if P + R = 0."""
        given, taken = self.sides[PROVIDER], self.sides[RECIPIENT]
        return Decimal(given - taken) / (given + taken) if given + taken else None

    @property
    def coverage(self) -> Coverage:
        return Coverage(self.total - self.sides[UNSTATED], self.total)


def roles(records: Sequence[Record], party: str) -> Sides:
    """Count the sides of one party over all these initiatives."""
    found = Counter(side(record, party) for record in records)
    every = (PROVIDER, SECOND, RECIPIENT, BOTH, OTHER, UNSTATED)
    return Sides(party, {one: found[one] for one in every})


def partners(records: Sequence[Record], office: str) -> list[Sides]:
    """Return every other party with its sides in the initiatives shared with `office`."""
    shared: dict[str, list[Record]] = {}
    for record in records:
        for party in parties(record):
            if party != office:
                shared.setdefault(party, []).append(record)
    found = [roles(theirs, party) for party, theirs in shared.items()]
    return sorted(found, key=lambda one: (-one.total, one.party))


def countries(records: Iterable[Record], office: str) -> list[str]:
    """Return the codes of the countries that `office` works with, itself left out."""
    known = code_list("country").codes
    met = {party for record in records for party in parties(record)}
    return sorted(party for party in met if party != office and party in known)


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A main sector: all its initiatives, and those where the office gives and where it takes."""

    sector: str
    total: int
    provider: int
    recipient: int


def sectors(records: Sequence[Record], office: str) -> tuple[list[SectorRow], Coverage]:
    """Return the main sectors, the most frequent first; in both roles counts on both sides."""
    stated = [record for record in records if record["sector"]]
    total = Counter(record["sector"] for record in stated)
    sides = [(record["sector"], side(record, office)) for record in stated]
    gives = Counter(sector for sector, one in sides if one in _GIVING)
    takes = Counter(sector for sector, one in sides if one in _TAKING)
    rows = [SectorRow(code, n, gives[code], takes[code]) for code, n in _by_number(total)]
    return rows, Coverage(len(stated), len(records))


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal: initiatives that have it as the principal one, and that name it at all."""

    goal: str
    main: int
    named: int


@dataclass(frozen=True, slots=True)
class Goals:
    """The seventeen goals in their order; `named` adds up to more than its coverage."""

    rows: Sequence[GoalRow]
    main_coverage: Coverage
    named_coverage: Coverage


def goals(records: Sequence[Record]) -> Goals:
    """Count goals as principal and as named; a goal without a rank is named, not principal."""
    main: Counter[str] = Counter()
    named: Counter[str] = Counter()
    ranked = stated = 0
    for record in records:
        rows = [row for row in record.rows("sdgs") if row.get("goal")]
        first = {row["goal"] for row in rows if row.get("rank") == 1}
        main.update(first)
        named.update({row["goal"] for row in rows})
        ranked, stated = ranked + bool(first), stated + bool(rows)
    return Goals(
        [GoalRow(goal, main[goal], named[goal]) for goal in code_list("sdg_goal").codes],
        Coverage(ranked, len(records)),
        Coverage(stated, len(records)),
    )
