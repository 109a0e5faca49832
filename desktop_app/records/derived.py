"""What is worked out and never asked: shown beside the answers, stored nowhere."""

from collections import defaultdict
from decimal import Decimal

from desktop_app.records.rates import usd_amount
from desktop_app.records.record import Record

_FRAMEWORKS = {"BIL": "FC01", "REG": "FC01", "TRI": "FC02", "MUL": "FC03"}


def framework(record: Record) -> str:
    """Return the code of list `framework` that the modality stands for, nothing without one."""
    return _FRAMEWORKS.get(record["modality"] or "", "")


def dollars(record: Record, kind: str) -> tuple[Decimal, int]:
    """Return the sum of the money lines of a kind in US dollars and how many lines lack a rate."""
    total, without = Decimal(0), 0
    for row in record.rows("money"):
        if row.get("kind") == kind and row.get("amount"):
            value = usd_amount(row)
            total += value or 0
            without += value is None
    return total, without


def funded_totals(record: Record) -> dict[str, Decimal]:
    """Return currency -> sum of what a source has funded, of rows with amount and currency."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for row in record.rows("track_record"):
        if row.get("amount") and row.get("currency"):
            totals[row["currency"]] += Decimal(row["amount"])
    return dict(totals)
