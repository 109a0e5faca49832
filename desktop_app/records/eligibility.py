"""Whether a country may apply to a source, and until when: pure."""

import re
from datetime import date, timedelta

from desktop_app.records import dates
from desktop_app.records.codes import code_list
from desktop_app.records.record import Record

YES, NO, NOT_TOLD = "Y", "N", ""
_YEARLY = re.compile(r"(\d{2})-(\d{2})")


def may_apply(record: Record, country: str) -> str:
    """Return Y, N or "" as a country is listed, or is a member of a listed group.

    A doubtful membership, or a group whose members are not known here, tells nothing.
    """
    listed, groups = record.codes("eligible_countries"), set(record.codes("eligible_groups"))
    if not listed and not groups:
        return NOT_TOLD
    if country in listed:
        return YES
    member = code_list("member").get(country)
    if member is None:
        return NOT_TOLD if groups else NO
    surely = {"SELA", *member.extra["memberships"].split()}
    if member.extra["doubtful"] == "1":
        surely.discard("SELA")
    if groups & surely:
        return YES
    doubtful = {"SELA", *member.extra["memberships_doubtful"].split()}
    known = {
        name
        for one in code_list("member").codes.values()
        for name in one.extra["memberships"].split()
    }
    return NOT_TOLD if groups & doubtful or groups - known - {"SELA"} else NO


def next_deadline(record: Record, today: date) -> date | None:
    """Return the nearest closing day of a call from `today` on, yearly ones included."""
    closing = [dates.last_day(row["closes"]) for row in record.rows("calls") if row.get("closes")]
    closing += [
        day for row in record.rows("calls") if (day := _next_year_day(row.get("yearly"), today))
    ]
    return min((day for day in closing if day >= today), default=None)


def _next_year_day(written: str | None, today: date) -> date | None:
    """Return the next day of the form 04-30; the 29th of February is its eve in other years."""
    found = _YEARLY.fullmatch(written or "")
    if not found:
        return None
    for year in (today.year, today.year + 1):
        day = _day(year, int(found[1]), int(found[2]))
        if day and day >= today:
            return day
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        feast = (month, day) == (2, 29)
        return date(year, 3, 1) - timedelta(days=1) if feast else None
