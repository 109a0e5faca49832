"""What is worked out and never asked: shown beside the answers, stored nowhere."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from desktop_app.records.codes import code_list
from desktop_app.records.rates import usd_amount
from desktop_app.records.record import Record

_FRAMEWORKS = {"BIL": "FC01", "REG": "FC01", "TRI": "FC02", "MUL": "FC03"}
_GROUPS = {"CASH": "A", "KIND": "B"}
_NOT_VALUED = "NONE"


def framework(record: Record) -> str:
    """Return the code of list `framework` that the modality stands for, nothing without one."""
    return _FRAMEWORKS.get(record["modality"] or "", "")


def area(record: Record) -> str:
    """Return the area of action (list `area`) of the main sector, nothing without one."""
    sector = code_list("sector").get(record["sector"] or "")
    return sector.extra["area"] if sector else ""


def dollars(record: Record, kind: str) -> tuple[Decimal, int]:
    """Return the sum of the money lines of a kind in US dollars and how many lines lack a rate."""
    total, without = Decimal(0), 0
    for row in record.rows("money"):
        if row.get("kind") == kind and row.get("amount"):
            value = usd_amount(row)
            total += value or 0
            without += value is None
    return total, without


def valuation_group(row: dict[str, str]) -> str:
    """Return A for cash, B for in kind with a value, C for in kind without one, else nothing."""
    if row.get("valuation") == _NOT_VALUED:
        return "C"
    return _GROUPS.get(row.get("cash_kind", ""), "")


def funded_totals(record: Record) -> dict[str, Decimal]:
    """Return currency -> sum of what a source has funded, of rows with amount and currency."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for row in record.rows("track_record"):
        if row.get("amount") and row.get("currency"):
            totals[row["currency"]] += Decimal(row["amount"])
    return dict(totals)


def fiscal_year(day: date, starts_on: str) -> tuple[date, date]:
    """Return first and last day of the fiscal year that `day` lies in; `starts_on` is MM-DD."""
    month, day_of_month = (int(part) for part in starts_on.split("-"))

    def begins(year: int) -> date:
        return date(year, month, day_of_month)

    year = day.year if day >= begins(day.year) else day.year - 1
    return begins(year), date.fromordinal(begins(year + 1).toordinal() - 1)
