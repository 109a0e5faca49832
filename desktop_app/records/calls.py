"""When a call of a source closes next, and whether that is soon."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop_app.records.dates import last_day

SOON, VERY_SOON = 30, 7  # days
_CLOSED = "CLOSED"
_MONTH = len("2026-04")
_LEAP_DAY = "02-29"


def closing_day(call: Mapping[str, Any], today: date) -> date | None:
    """Return the next day on which a call closes, None when it closed or only a year is known."""
    closes, yearly = str(call.get("closes") or "").rstrip("~"), str(call.get("yearly") or "")
    if call.get("state") == _CLOSED:
        return None
    if len(closes) >= _MONTH:
        day = last_day(closes)
        if day >= today:
            return day
    return _next(yearly, today) if yearly else None


def closes_within(call: Mapping[str, Any], today: date, days: int) -> date | None:
    """Return the day on which a call closes if that is within so many days."""
    day = closing_day(call, today)
    return day if day is not None and (day - today).days <= days else None


def _next(yearly: str, today: date) -> date | None:
    for year in (today.year, today.year + 1):
        day = _day(year, yearly)
        if day is not None and day >= today:
            return day
    return None


def _day(year: int, yearly: str) -> date | None:
    try:
        return date.fromisoformat(f"{year}-{yearly}")
    except ValueError:
        return date(year, 2, 28) if yearly == _LEAP_DAY else None
