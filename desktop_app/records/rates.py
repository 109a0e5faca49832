"""Amounts in US dollars: exact decimals, the rate that the line itself gives.

No rate is shipped or guessed: a line says its rate, where it comes from, and why if by hand.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from desktop_app.records.initiative_money import BASE_CURRENCY, BY_HAND
from desktop_app.records.questionnaire import Values
from desktop_app.records.record import Record

_CENT = Decimal("0.01")


def in_dollars(amount: str, currency: str, rate: str = "") -> Decimal | None:
    """Return an amount divided by units of its currency for one dollar, to the cent.

    None when the amount is not in dollars and no rate above zero is given.
    """
    value = Decimal(amount)
    if currency != BASE_CURRENCY:
        if not rate or Decimal(rate) <= 0:
            return None
        value /= Decimal(rate)
    return value.quantize(_CENT, ROUND_HALF_EVEN)


def usd_amount(row: Values) -> Decimal | None:
    """Return the dollars of a money line, None when it has no amount or no rate."""
    if not row.get("amount") or not row.get("currency"):
        return None
    return in_dollars(row["amount"], row["currency"], row.get("rate", ""))


class Rate(NamedTuple):
    """What a line was converted with; `period` is a year, `reason` why it was typed by hand."""

    currency: str
    period: str
    rate: str
    kind: str
    source: str
    reason: str


def rate_of(row: Values) -> Rate | None:
    """Return the rate of a money line, None when it has none and needs none."""
    if not row.get("rate") or row.get("currency") in (None, BASE_CURRENCY):
        return None
    return Rate(
        currency=row["currency"],
        period=row.get("period_start", "")[:4],
        rate=row["rate"],
        kind=row.get("rate_kind", ""),
        source=row.get("rate_source", ""),
        reason=row.get("rate_reason", "") if row.get("rate_kind") == BY_HAND else "",
    )


def rates_of(records: Iterable[Record]) -> list[Values]:
    """Return the table of rates that these records use, each once, in their order."""
    lines = (row for record in records for row in record.rows("money"))
    found = {rate for row in lines if (rate := rate_of(row))}
    return [rate._asdict() for rate in sorted(found)]
