"""Rules on agreements, offers, commitments, contacts and offices: V30 and V34."""

import re
from collections.abc import Iterator
from datetime import timedelta

from desktop_app.language import N_
from desktop_app.records.context import Context
from desktop_app.records.dates import first_day, last_day, surely_after
from desktop_app.records.finding import Finding, Severity
from desktop_app.records.record import Record
from desktop_app.records.stamp import now

_SOON = timedelta(days=180)
_LONGEST_MONTHS = 36
_MONTH_AND_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])")
_MOST_DISTINCT = 2
_ALTERNATE = "ALTERNATE"


def agreement_lasts(record: Record) -> Iterator[Finding]:
    """V30: it runs out within half a year, or has run out; and its dates are in order."""
    ends = record["expires_on"]
    today = now().date()
    if ends and last_day(ends) < today:
        yield Finding("V30", Severity.WARNING, "expires_on", N_("It has expired."))
    elif ends and first_day(ends) <= today + _SOON:
        text = N_("It expires on {date}. Is it being renewed?")
        yield Finding("V30", Severity.WARNING, "expires_on", text, {"date": ends})
    for start, end in (("signed_on", "in_force"), ("in_force", "expires_on")):
        if record[start] and record[end] and surely_after(record[start], record[end]):
            yield Finding("order", Severity.ERROR, end, N_("This date lies before the one above."))
    if record["signed_on"] and surely_after(record["signed_on"], today.isoformat()):
        yield Finding("order", Severity.ERROR, "signed_on", N_("This date has not come yet."))


def agreement_between_two(record: Record) -> Iterator[Finding]:
    """Ask for at least two parties of an agreement."""
    if 0 < len(record.codes("parties")) < _MOST_DISTINCT:
        text = N_("An agreement has at least two parties.")
        yield Finding("parties", Severity.ERROR, "parties", text)


def offer_valid(record: Record) -> Iterator[Finding]:
    """V34: valid for up to three years; what has run out is said to be so."""
    start, end = record["valid_from"], record["valid_to"]
    if start and end:
        if surely_after(start, end):
            yield Finding("V34", Severity.ERROR, "valid_to", N_("It ends before it starts."))
            return
        since, until = first_day(start), first_day(end)
        months = 12 * (until.year - since.year) + until.month - since.month
        if (months, until.day) > (_LONGEST_MONTHS, since.day):
            text = N_("It may be valid for up to {months} months. Renew it then.")
            yield Finding("V34", Severity.ERROR, "valid_to", text, {"months": _LONGEST_MONTHS})
    if end and last_day(end) < now().date() and record["state"] in ("OPEN", "PART"):
        text = N_("It is no longer valid. Renew it, or close it.")
        yield Finding("V34", Severity.WARNING, "valid_to", text)


def offer_not_excluding(record: Record) -> Iterator[Finding]:
    """Tell of a country that is both wanted and left out."""
    both = set(record.codes("wanted_countries")) & set(record.codes("excluded_countries"))
    if both:
        text = N_("“{country}” is both wanted and left out.")
        values = {"country": min(both)}
        yield Finding("order", Severity.ERROR, "excluded_countries", text, values)


def commitment_kept(record: Record) -> Iterator[Finding]:
    """Tell that an open commitment is late, and that one done lacks its evidence."""
    if record["due"] and record["state"] == "OPEN" and last_day(record["due"]) < now().date():
        text = N_("It was due. Is it done, or late?")
        yield Finding("due", Severity.WARNING, "state", text)
    if record["state"] == "DONE" and not record["evidence"]:
        text = N_("Say where one sees that it was done.")
        yield Finding("due", Severity.WARNING, "evidence", text)


def meeting_in_order(record: Record) -> Iterator[Finding]:
    """Tell that a meeting ends before it starts."""
    if record["start"] and record["end"] and surely_after(record["start"], record["end"]):
        yield Finding("order", Severity.ERROR, "end", N_("It ends before it starts."))


def contact_reachable(record: Record) -> Iterator[Finding]:
    """Ask for a way to write to a person or to call."""
    if not record["email"] and not record["phone"]:
        text = N_("Give an e-mail address or a telephone number.")
        yield Finding("required", Severity.MISSING, "email", text)


def contact_handed_over(record: Record) -> Iterator[Finding]:
    """Ask who answers now in the place of a person who has left."""
    left = record["valid_to"]
    if left and last_day(left) < now().date() and not record["alternate"]:
        text = N_("This person has left. Name who is asked now.")
        yield Finding("handover", Severity.WARNING, "alternate", text)


def second_focal_point(record: Record) -> Iterator[Finding]:
    """Ask for an alternate beside the focal point: people change posts."""
    rows = record.rows("focal_points")
    if rows and not any(row.get("role") == _ALTERNATE for row in rows):
        text = N_("There is no alternate contact. Name a second person, for when the first leaves.")
        yield Finding("handover", Severity.WARNING, "focal_points", text)


def focal_points_there(record: Record, context: Context) -> Iterator[Finding]:
    """Tell of a focal point who has left."""
    for row in record.rows("focal_points"):
        person = context.record(row["contact"]) if row.get("contact") else None
        if person is None or not person["valid_to"]:
            continue
        if last_day(person["valid_to"]) < now().date():
            text = N_("{name} has left. Name who follows, and look at the hand-over note.")
            values = {"name": person["name"]}
            yield Finding("handover", Severity.WARNING, "focal_points", text, values, row["id"])


def year_begins(record: Record) -> Iterator[Finding]:
    """Ask for a month and day that every year has."""
    written = record["fiscal_year_start"]
    if written and not _MONTH_AND_DAY.fullmatch(written):
        text = N_("Write month and day. Example: 04-01")
        yield Finding("order", Severity.ERROR, "fiscal_year_start", text)


def practice_in_order(record: Record) -> Iterator[Finding]:
    """Ask for a period in order, and for the permission of each photograph that goes out."""
    start, end = record["period_start"], record["period_end"]
    if start and end and surely_after(start, end):
        yield Finding("order", Severity.ERROR, "period_end", N_("It ends before it starts."))
    for row in record.rows("photos"):
        if record["state"] == "PUBLISHED" and row.get("permission") != "Y":
            text = N_("A published photograph needs a permission.")
            yield Finding("photo", Severity.ERROR, "photos", text, row=row["id"])
