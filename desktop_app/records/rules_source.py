"""Rules on cooperation sources: V31 to V33, and amounts in order."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from desktop_app.language import N_
from desktop_app.records.calls import SOON, VERY_SOON, closes_within
from desktop_app.records.dates import last_day, surely_after
from desktop_app.records.finding import Finding, Severity
from desktop_app.records.record import Record
from desktop_app.records.stamp import now

_YEARLY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
FRESH = timedelta(days=365)


def amounts_in_order(record: Record) -> Iterator[Finding]:
    """Ask for a largest amount or “not fixed”; a smallest not above it; a share up to 100."""
    least, most = record["amount_min"], record["amount_max"]
    if not most and record["amount_not_fixed"] != "Y":
        text = N_("Give the largest amount, or say that it is not fixed.")
        yield Finding("required", Severity.MISSING, "amount_max", text)
    if most and not record["currency"]:
        yield Finding("V23", Severity.ERROR, "currency", N_("An amount needs its currency."))
    if least and most and Decimal(least) > Decimal(most):
        text = N_("The smallest amount is larger than the largest.")
        yield Finding("order", Severity.ERROR, "amount_min", text)
    share = record["cofinancing_pct"]
    if share and not 0 <= Decimal(share) <= 100:  # noqa: PLR2004 - per cent
        text = N_("A share lies between 0 and 100.")
        yield Finding("order", Severity.ERROR, "cofinancing_pct", text)
    if (
        not record["eligible_countries"]
        and not record["eligible_groups"]
        and not record["eligible_text"]
    ):
        text = N_("Say which countries may apply.")
        yield Finding("required", Severity.MISSING, "eligible_countries", text)


def terms_given(record: Record) -> Iterator[Finding]:
    """V31: what has to be paid back has its rate, grace period and maturity."""
    terms = ("interest", "grace_months", "maturity_months")
    if record["refundability"] == "R" and any(record[name] is None for name in terms):
        text = N_("What has to be paid back needs rate, grace period and maturity.")
        yield Finding("V31", Severity.WARNING, "interest", text)


def calls_in_order(record: Record) -> Iterator[Finding]:
    """V32: a call closes after it opens; a yearly date is month and day; one closes soon."""
    today = now().date()
    for row in record.rows("calls"):
        if row.get("opens") and row.get("closes") and surely_after(row["opens"], row["closes"]):
            text = N_("The call closes before it opens.")
            yield Finding("V32", Severity.ERROR, "calls", text, row=row["id"])
        if row.get("yearly") and not _YEARLY.fullmatch(row["yearly"]):
            text = N_("Write a yearly date as month and day. Example: 04-30")
            yield Finding("V32", Severity.ERROR, "calls", text, row=row["id"])
        elif day := closes_within(row, today, SOON):
            near = closes_within(row, today, VERY_SOON)
            text = N_("The call closes within {days} days, on {date}.")
            values = {"days": VERY_SOON if near else SOON, "date": day.isoformat()}
            yield Finding("V32", Severity.WARNING, "calls", text, values, row["id"])


def verified(record: Record) -> Iterator[Finding]:
    """V33: last verified within twelve months, else printed as not verified since."""
    if record["last_verified"] is None:
        text = N_("Say when the source was last verified.")
        yield Finding("V33", Severity.MISSING, "last_verified", text)
    elif stale(record["last_verified"], now().date()):
        text = N_("Nobody has verified this source for twelve months.")
        yield Finding("V33", Severity.WARNING, "last_verified", text)


def stale(last_verified: str, today: date) -> bool:
    """Tell whether a source counts as not verified on `today` (V33)."""
    return last_day(last_verified) < today - FRESH
