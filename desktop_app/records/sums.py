"""Sums of money and of what was given in kind: pure functions.

Currencies are never added up, refundable and not never netted, and a planned quantity never
hides in a delivered one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.records.codes import code_list
from desktop_app.records.figures.figure import Coverage
from desktop_app.records.record import Record


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """Sums of one kind in one currency; currencies are never added up.

    `kind` is BUD (the revised budget where there is one), COM, DIS, EXE or REP. A sum is None
    where no line has such an amount.
    """

    kind: str
    currency: str
    grant: Decimal | None
    refundable: Decimal | None
    in_kind: Decimal | None
    unstated: Decimal | None
    initiatives: int


_MONEY_ORDER = ("BUD", "COM", "DIS", "EXE", "REP")
_IN_KIND = "KIND"
Line = Mapping[str, str]


def money(records: Iterable[Record]) -> list[MoneyRow]:
    """Return the sums of amounts by kind and currency, parted by refundability."""
    sums: dict[tuple[str, str], dict[str, Decimal]] = {}
    owners: Counter[tuple[str, str]] = Counter()
    for record in records:
        met = set()
        for line in _budget_once(record.rows("money"), _has_amount):
            place = (_kind(line), line["currency"])
            met.add(place)
            basis, amounts = _basis(line), sums.setdefault(place, {})
            amounts[basis] = amounts.get(basis, Decimal(0)) + Decimal(line["amount"])
        owners.update(met)
    places = sorted(sums, key=lambda place: (_MONEY_ORDER.index(place[0]), place[1]))
    return [
        MoneyRow(
            kind,
            currency,
            grant=sums[kind, currency].get("NR"),
            refundable=sums[kind, currency].get("R"),
            in_kind=sums[kind, currency].get(_IN_KIND),
            unstated=sums[kind, currency].get(""),
            initiatives=owners[kind, currency],
        )
        for kind, currency in places
    ]


def money_coverage(records: Sequence[Record], kind: str) -> Coverage:
    """Return for how many initiatives an amount of this kind is there."""
    told = [
        any(_kind(line) == kind for line in record.rows("money") if _has_amount(line))
        for record in records
    ]
    return Coverage(sum(told), len(records))


def _has_amount(line: Line) -> bool:
    return bool(line.get("amount") and line.get("currency")) and _kind(line) in _MONEY_ORDER


def _kind(line: Line) -> str:
    kind = line.get("kind", "")
    return "BUD" if kind == "BUDREV" else kind


def _basis(line: Line) -> str:
    if line.get("cash_kind") == _IN_KIND or line.get("refund") == "INK":
        return _IN_KIND
    refund = line.get("refund", "")
    return refund if refund in ("NR", "R") else ""


def _budget_once(lines: Sequence[Line], counts: Callable[[Line], bool]) -> list[Line]:
    """Return the lines that count; the first budget falls away where there is a revised one."""
    kept = [line for line in lines if counts(line)]
    revised = any(line.get("kind") == "BUDREV" for line in kept)
    return [line for line in kept if not (revised and line.get("kind") == "BUD")]


@dataclass(frozen=True, slots=True)
class QuantityRow:
    """What was given in kind, in one unit; None where no line says a quantity."""

    category: str
    unit: str
    planned: Decimal | None
    delivered: Decimal | None
    initiatives: int


def in_kind(records: Iterable[Record]) -> list[QuantityRow]:
    """Return the quantities by category and unit; they count even where money is empty."""
    planned: dict[tuple[str, str], Decimal] = {}
    delivered: dict[tuple[str, str], Decimal] = {}
    owners: Counter[tuple[str, str]] = Counter()
    for record in records:
        lines = _budget_once(record.rows("money"), _has_quantity)
        owners.update({_thing(line) for line in lines})
        for total, kinds in ((planned, ("BUD", "COM")), (delivered, ("EXE", "DIS"))):
            for thing, lines_of_it in _by_thing(lines).items():
                first = next((k for k in kinds if any(_kind(x) == k for x in lines_of_it)), "")
                quantities = [Decimal(x["quantity"]) for x in lines_of_it if _kind(x) == first]
                if quantities:
                    total[thing] = total.get(thing, Decimal(0)) + sum(quantities)
    order = list(code_list("inkind").codes)
    things = sorted(owners, key=lambda one: (order.index(one[0]) if one[0] in order else 99, one))
    return [QuantityRow(*one, planned.get(one), delivered.get(one), owners[one]) for one in things]


def _has_quantity(line: Line) -> bool:
    return _basis(line) == _IN_KIND and bool(line.get("quantity"))


def _thing(line: Line) -> tuple[str, str]:
    return line.get("inkind_cat", ""), line.get("unit", "")


def _by_thing(lines: Iterable[Line]) -> dict[tuple[str, str], list[Line]]:
    found: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        found.setdefault(_thing(line), []).append(line)
    return found


def delivered(rows: Iterable[QuantityRow], category: str, unit: str) -> Decimal | None:
    """Return one total of `in_kind`, such as expert-days (EXPFEE, DAY); None if nobody tells it."""
    return next(
        (row.delivered for row in rows if (row.category, row.unit) == (category, unit)), None
    )
