"""Rules on money and in-kind lines: V20 to V27."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from desktop_app.language import N_
from desktop_app.records.dates import first_day, last_day, surely_after
from desktop_app.records.finding import STARTED, Finding, Severity
from desktop_app.records.initiative_money import BY_HAND
from desktop_app.records.record import Record
from desktop_app.records.stamp import now

_LONGEST_BUDGET_DAYS = 366
_TOLERANCE = Decimal("0.01")
_SPENT = ("EXE", "DIS", "REP")

Row = Mapping[str, Any]
Complaint = tuple[str, str]  # rule, marked text


def money_lines(record: Record) -> Iterator[Finding]:
    """Look at each line on its own and against the parties and the stage."""
    parties = {row.get("party") for row in record.rows("participants")}
    for row in record.rows("money"):
        complaints = [
            *_against_record(row, record, parties),
            *_period(row),
            *_contribution(row),
            *_rate_by_hand(row),
        ]
        for rule, text in complaints:
            yield Finding(rule, Severity.ERROR, "money", text, row=row["id"])
        for rule, text in (*_rate(row), *_terms(row)):
            yield Finding(rule, Severity.WARNING, "money", text, row=row["id"])


def _against_record(row: Row, record: Record, parties: set[Any]) -> Iterator[Complaint]:
    if row.get("kind") == "EXE" and record["stage"] and record["stage"] not in STARTED:
        yield "V20", N_("Something was executed, but the initiative has not started.")
    for party in ("payer", "receiver"):
        if row.get(party) and row[party] not in parties:
            yield "V21", N_("Who pays and who receives must be parties of the initiative.")
            return


def _period(row: Row) -> Iterator[Complaint]:
    start, end = row.get("period_start"), row.get("period_end")
    if not (start and end):
        return
    if surely_after(start, end):
        yield "V22", N_("The period ends before it starts.")
    elif row.get("kind") in ("BUD", "BUDREV"):
        if (last_day(end) - first_day(start)).days + 1 > _LONGEST_BUDGET_DAYS:
            yield "V22", N_("A budget line covers up to one year. Split it.")
    elif row.get("kind") in _SPENT and surely_after(start, now().date().isoformat()):
        yield "V22", N_("What was spent cannot lie in the future.")


def _contribution(row: Row) -> Iterator[Complaint]:
    if row.get("cash_kind") == "CASH":
        if not row.get("amount") or not row.get("currency"):
            yield "V23", N_("A line in cash needs an amount and a currency.")
    elif row.get("cash_kind") == "KIND":
        yield from _in_kind(row)
        if row.get("amount") and not row.get("currency"):
            yield "V23", N_("An amount needs its currency.")
    if row.get("amount") and Decimal(row["amount"]) <= 0:
        yield "V23", N_("The amount must be more than zero.")


def _in_kind(row: Row) -> Iterator[Complaint]:
    if not row.get("quantity") or not row.get("unit"):
        yield "V25", N_("What is given in kind needs a quantity and a unit.")
        return
    quantity = Decimal(row["quantity"])
    if quantity <= 0:
        yield "V25", N_("The quantity must be more than zero.")
    elif row.get("valuation") == "NONE":
        if row.get("amount"):
            yield "V26", N_("It is not valued in money, yet an amount is given.")
    elif row.get("amount") and row.get("unit_value"):
        expected = quantity * Decimal(row["unit_value"])
        if abs(Decimal(row["amount"]) - expected) > abs(expected) * _TOLERANCE:
            yield "V25", N_("The amount is not quantity times value of one unit.")


def _rate_by_hand(row: Row) -> Iterator[Complaint]:
    if not row.get("rate"):
        return
    if Decimal(row["rate"]) <= 0:
        yield "V24", N_("A rate is more than zero.")
    if row.get("rate_kind") == BY_HAND and not row.get("rate_reason"):
        yield "V24", N_("A rate typed by hand needs its reason.")


def _rate(row: Row) -> Iterator[Complaint]:
    if row.get("rate") and not row.get("rate_source") and row.get("rate_kind") != BY_HAND:
        yield "V24", N_("Say where the rate comes from.")


def _terms(row: Row) -> Iterator[Complaint]:
    terms = ("interest", "grace_months", "maturity_months")
    if row.get("refund") == "R" and any(row.get(name) is None for name in terms):
        yield "V27", N_("What has to be paid back needs rate, grace period and maturity.")
