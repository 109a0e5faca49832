"""Dates with precision: the first and last day that a written date can mean."""

import calendar
from datetime import date
from functools import lru_cache

_KEPT = 4096  # days are asked for again and again: by each rule, for each record


@lru_cache(_KEPT)
def first_day(written: str) -> date:
    """Return the earliest day of YYYY, YYYY-MM or YYYY-MM-DD, with or without `~`."""
    parts = [int(part) for part in written.rstrip("~").split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)  # noqa: PLR2004 - year, month, day


@lru_cache(_KEPT)
def last_day(written: str) -> date:
    """Return the latest day of YYYY, YYYY-MM or YYYY-MM-DD, with or without `~`."""
    parts = [int(part) for part in written.rstrip("~").split("-")]
    if len(parts) > 2:  # noqa: PLR2004 - year, month, day
        return date(*parts)
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, calendar.monthrange(parts[0], month)[1])


def surely_after(later: str, earlier: str) -> bool:
    """Tell whether `later` lies after `earlier` whatever their precision hides."""
    return first_day(later) > last_day(earlier)
