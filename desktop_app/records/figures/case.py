"""What figures ask of an initiative, kept small: texts are left, so that 100,000 fit in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple

from desktop_app.records.completeness import Filled, filled_of
from desktop_app.records.dates import first_day
from desktop_app.records.figures.figure import Number
from desktop_app.records.questionnaire import Values
from desktop_app.records.rates import Rate, rate_of, usd_amount
from desktop_app.records.record import Record

IN_KIND = "KIND"
MONEY_KINDS = ("BUD", "COM", "DIS", "EXE", "REP")
PLANNED, DELIVERED = ("BUD", "COM"), ("EXE", "DIS")
TRAINING = frozenset({"CRS", "INT", "SCH"})
_A_DAY = 10  # letters of YYYY-MM-DD


class Line(NamedTuple):
    """A line of money or in kind; `kind` is BUD for a revised budget too, `basis` NR, R, KIND."""

    kind: str
    revised: bool
    payer: str
    basis: str
    currency: str
    amount: Decimal | None
    usd: Decimal | None
    category: str
    unit: str
    quantity: Decimal | None
    rate: Rate | None


class Given(NamedTuple):
    """What was given that no money tells; None where nobody says it."""

    expert_days: Number | None = None
    experts: Number | None = None
    trained: Number | None = None
    women: Number | None = None
    men: Number | None = None
    courses: Number | None = None
    scholarship_months: Number | None = None
    missions: Number | None = None


_NOTHING = Given()


class Mark(NamedTuple):
    """One mark of the own assessment."""

    criterion: str
    party: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One initiative as figures see it; codes are empty and dates "" where nobody says them."""

    uid: str
    office: str
    modality: str
    level: str
    stage: str
    form: str
    sector: str
    refundability: str
    decentralised: str
    decentralised_levels: tuple[str, ...]
    approval: str
    planned_start: str
    planned_end: str
    actual_start: str
    actual_end: str
    last_verified: str
    request: str
    roles: tuple[tuple[str, str], ...]
    confirmed: frozenset[str]
    goals: tuple[tuple[str, int], ...]
    markers: tuple[tuple[str, str], ...]
    legal: tuple[str, ...]
    money: tuple[Line, ...]
    given: Given
    marks: tuple[Mark, ...]
    filled: Filled

    @property
    def parties(self) -> list[str]:
        """Return the parties, each once, in their order."""
        return list(dict.fromkeys(party for party, _ in self.roles))

    @property
    def start(self) -> str:
        return self.actual_start or self.planned_start

    @property
    def end(self) -> str:
        """Return the actual end; the planned one stands for it once it is completed."""
        return self.actual_end or (self.planned_end if self.stage == "COM" else "")

    def with_role(self, *roles: str) -> list[str]:
        """Return the parties in one of these roles, each once."""
        return list(dict.fromkeys(party for party, role in self.roles if role in roles))


def day(written: str, *, estimated: bool = True) -> date | None:
    """Return a date that is written to the day, None for months, years and nothing."""
    if len(written.rstrip("~")) != _A_DAY or (written.endswith("~") and not estimated):
        return None
    return first_day(written)


def party_of(office: str) -> str:
    """Return the country or mechanism of an office: BO of BO-LPB."""
    return office.partition("-")[0]


def case_of(record: Record, today: str) -> Case:
    """Return what figures ask of an initiative; activities after `today` have given nothing yet."""
    values = record.values
    lines = tuple(_line(row) for row in _rows(values, "money"))
    participants = _rows(values, "participants")
    return Case(
        uid=record.uid,
        office=intern(record.office),
        modality=_code(values, "modality"),
        level=_code(values, "level"),
        stage=_code(values, "stage"),
        form=_code(values, "form"),
        sector=_code(values, "sector"),
        refundability=_code(values, "refundability"),
        decentralised=_code(values, "decentralised"),
        decentralised_levels=tuple(values.get("decentralised_levels") or ()),
        approval=_code(values, "approval_date"),
        planned_start=_code(values, "planned_start"),
        planned_end=_code(values, "planned_end"),
        actual_start=_code(values, "actual_start"),
        actual_end=_code(values, "actual_end"),
        last_verified=_code(values, "last_verified"),
        request=values.get("request") or "",
        roles=tuple(
            _pair(row["party"], row.get("role") or "") for row in participants if row.get("party")
        ),
        confirmed=frozenset(
            _code(row, "party")
            for row in participants
            if row.get("partner_confirmed") not in (None, "", "NO")
        ),
        goals=_goals(_rows(values, "sdgs")),
        markers=_markers(_rows(values, "markers")),
        legal=tuple(_code(row, "kind") for row in _rows(values, "legal_instruments")),
        money=budget_once(lines),
        given=_given(_rows(values, "events"), lines, today),
        marks=_marks(_rows(values, "self_assessment")),
        filled=filled_of(record),
    )


def _rows(values: Values, name: str) -> Sequence[Mapping[str, Any]]:
    return values.get(name) or ()


def _markers(rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple(_pair(row.get("marker") or "", row.get("significance") or "") for row in rows)


def _marks(rows: Iterable[Mapping[str, Any]]) -> tuple[Mark, ...]:
    return tuple(
        Mark(_code(row, "criterion"), _code(row, "party"), int(row["score"]))
        for row in rows
        if str(row.get("score", "")).isdigit()
    )


@lru_cache(4096)
def _pair(first: str, second: str) -> tuple[str, str]:
    """Return two codes; equal pairs are the same value, for there are few and they come often."""
    return first, second


def _code(values: Values, name: str) -> str:
    return intern(values.get(name) or "")


def _goals(rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
    return tuple(_goal(row["goal"], row.get("rank") or 0) for row in rows if row.get("goal"))


@lru_cache(256)
def _goal(goal: str, rank: int) -> tuple[str, int]:
    return goal, rank


def _line(row: Mapping[str, Any]) -> Line:
    kind = row.get("kind") or ""
    amount, quantity = row.get("amount"), row.get("quantity")
    return Line(
        kind="BUD" if kind == "BUDREV" else intern(kind),
        revised=kind == "BUDREV",
        payer=_code(row, "payer"),
        basis=basis_of(row),
        currency=_code(row, "currency"),
        amount=Decimal(amount) if amount and row.get("currency") else None,
        usd=usd_amount(row),
        category=_code(row, "inkind_cat"),
        unit=_code(row, "unit"),
        quantity=Decimal(quantity) if quantity else None,
        rate=_shared(rate_of(row)),
    )


@lru_cache(4096)
def _shared(rate: Rate | None) -> Rate | None:
    """Return the same value for equal rates: thousands of lines share a few."""
    return rate


def basis_of(row: Mapping[str, Any]) -> str:
    """Return whether a line is in kind, refundable or not; "" where it is mixed or not said."""
    refund = row.get("refund") or ""
    if row.get("cash_kind") == IN_KIND or refund == "INK":
        return IN_KIND
    return refund if refund in ("NR", "R") else ""


def budget_once(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines; amounts and quantities of the first budget give way to revised ones."""
    money = any(line.revised and line.amount is not None for line in lines)
    things = any(line.revised and line.quantity is not None for line in lines)
    if not money and not things:
        return tuple(lines)
    kept = []
    for line in lines:
        if line.kind != "BUD" or line.revised:
            kept.append(line)
            continue
        rest = line._replace(amount=None, usd=None, rate=None) if money else line
        rest = rest._replace(quantity=None) if things else rest
        if rest.amount is not None or rest.quantity is not None:
            kept.append(rest)
    return tuple(kept)


def quantities(lines: Iterable[Line], kinds: Sequence[str]) -> dict[tuple[str, str], Decimal]:
    """Return (category, unit) -> quantity in kind, of the first of these kinds that tells it."""
    found: dict[tuple[str, str], dict[str, Decimal]] = {}
    for line in lines:
        if line.basis == IN_KIND and line.quantity is not None and line.kind in kinds:
            by_kind = found.setdefault((line.category, line.unit), {})
            by_kind[line.kind] = by_kind.get(line.kind, Decimal(0)) + line.quantity
    return {
        thing: next(by_kind[kind] for kind in kinds if kind in by_kind)
        for thing, by_kind in found.items()
    }


def _given(events: Iterable[Mapping[str, Any]], lines: Sequence[Line], today: str) -> Given:
    """Return the totals of the activities; of the lines where no activity says the same."""
    held = [row for row in events if not _is_ahead(row, today)]
    if not held and not lines:
        return _NOTHING
    training = [row for row in held if row.get("form") in TRAINING]
    women, men = _sum(training, "women"), _sum(training, "men")
    trained = None if women is None and men is None else (women or 0) + (men or 0)
    delivered = quantities(lines, DELIVERED)
    said = [
        _sum(held, "expert_days"),
        trained,
        sum(row.get("form") == "CRS" for row in held) or None,
        None,
    ]
    things = (("EXPFEE", "DAY"), ("TRAIN", "PERSON"), ("TRAIN", "COURSE"), ("SCHOL", "MONTH"))
    told = [
        delivered.get(thing) if value is None else value
        for value, thing in zip(said, things, strict=True)
    ]
    given = Given(
        expert_days=told[0],
        experts=_sum(held, "experts"),
        trained=told[1],
        women=women,
        men=men,
        courses=told[2],
        scholarship_months=told[3],
        missions=sum(row.get("form") == "EXP" for row in held) or None,
    )
    return _NOTHING if given == _NOTHING else given


def _is_ahead(row: Mapping[str, Any], today: str) -> bool:
    start = row.get("start")
    return bool(start) and first_day(start) > first_day(today)


def _sum(rows: Iterable[Mapping[str, Any]], name: str) -> Number | None:
    said = [row[name] for row in rows if row.get(name) is not None]
    if not said:
        return None
    return sum(Decimal(value) if isinstance(value, str) else value for value in said)
