"""Whether a country may apply to a source, and until when: pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from desktop_app.records import dates
from desktop_app.records.codes import code_list
from desktop_app.records.record import Record

YES, NO, NOT_TOLD = "Y", "N", ""
# Why: the country is listed, a member of the groups, neither; or what keeps us from telling.
LISTED, MEMBER, OUTSIDE = "listed", "member", "outside"
DOUBTFUL, UNKNOWN, OPEN = "doubtful", "unknown", "open"
_YEARLY = re.compile(r"(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Eligible:
    """Whether a country may apply (Y, N or empty) and why; `groups` are those that decide it."""

    answer: str
    why: str
    groups: tuple[str, ...] = ()


def may_apply(record: Record, country: str) -> str:
    """Return Y, N or "" as a country is listed, or is a member of a listed group."""
    return eligible(record, country).answer


def eligible(record: Record, country: str) -> Eligible:
    """Return whether a country is listed, or is a member of a listed group.

    A doubtful membership, or a group whose members are not known here, tells nothing.
    """
    listed, groups = record.codes("eligible_countries"), record.codes("eligible_groups")
    if not listed and not groups:
        return Eligible(NOT_TOLD, OPEN)
    if country in listed:
        return Eligible(YES, LISTED)
    if not groups:
        return Eligible(NO, OUTSIDE)
    surely, perhaps = memberships(country)
    if not surely:
        return Eligible(NOT_TOLD, UNKNOWN, tuple(groups))
    for answer, why, decisive in (
        (YES, MEMBER, surely),
        (NOT_TOLD, DOUBTFUL, perhaps),
        (NOT_TOLD, UNKNOWN, frozenset(groups) - _known_groups()),
    ):
        found = tuple(group for group in groups if group in decisive)
        if found:
            return Eligible(answer, why, found)
    return Eligible(NO, OUTSIDE, tuple(groups))


@cache
def memberships(country: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the groups a country surely belongs to, and those it perhaps does."""
    member = code_list("member").get(country)
    if member is None:
        return frozenset(), frozenset()
    surely = set(member.extra["memberships"].split())
    perhaps = set(member.extra["memberships_doubtful"].split())
    (perhaps if member.extra["doubtful"] == "1" else surely).add("SELA")
    return frozenset(surely), frozenset(perhaps)


@cache
def _known_groups() -> frozenset[str]:
    """Return the groups whose members are known here."""
    of_each = (memberships(country)[0] for country in code_list("member").codes)
    return frozenset({"SELA"}).union(*of_each)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The next day a call closes: the day, as it was written, and the row of the call."""

    day: date
    call: dict[str, Any]
    yearly: bool

    @property
    def written(self) -> str:
        """Return the date as precisely as it is known: a month where only that was given."""
        return self.day.isoformat() if self.yearly else str(self.call["closes"])


def deadlines(record: Record, today: date) -> Sequence[Deadline]:
    """Return the next closing day of each call from `today` on, yearly ones included."""
    found = []
    for row in record.rows("calls"):
        ends = dates.last_day(row["closes"]) if row.get("closes") else None
        ahead = [Deadline(ends, row, yearly=False)] if ends and ends >= today else []
        if day := _next_year_day(row.get("yearly"), today):
            ahead.append(Deadline(day, row, yearly=True))
        found += sorted(ahead, key=lambda one: one.day)[:1]
    return sorted(found, key=lambda one: (one.day, one.call.get("name", "")))


def next_deadline(record: Record, today: date) -> date | None:
    """Return the nearest closing day of a call from `today` on, yearly ones included."""
    return next((one.day for one in deadlines(record, today)), None)


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
