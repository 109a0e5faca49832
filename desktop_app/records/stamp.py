"""Identity, time and the codes that people quote."""

import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import count

Clock = Callable[[], datetime]

# MERCOSUR and a part of up to eight letters are the longest
_OFFICE = "[A-Z0-9-]{2,20}"
HUMAN_CODE = re.compile(f"(?P<office>{_OFFICE})-(?P<year>[0-9]{{4}})-(?P<serial>[0-9]{{4,6}})")
MOST_SERIAL = 900_000  # a number beyond it is no honest one; there is room for more until 999,999


def now() -> datetime:
    """Return the present moment in UTC; tests put a fixed clock in its place."""
    return datetime.now(UTC)


def written(moment: datetime) -> str:
    """Return a moment as 2026-11-23T17:08:51Z; for display and claims, never to decide an order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def new_uid() -> str:
    """Return a random UUIDv4: no clock and no counter decides anything."""
    return str(uuid.uuid4())


def is_uid(text: str) -> bool:
    """Tell whether this is a UUID in its usual written form."""
    return bool(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text))


def is_office_code(text: str) -> bool:
    """Tell whether this can be the code of an office; not whether there is such an office."""
    return bool(re.fullmatch(_OFFICE, text))


def is_moment(text: str) -> bool:
    """Tell whether this is a moment as `written` writes it, on a day that there is."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}Z", text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def next_human_code(office: str, year: int, taken: Iterable[str]) -> str:
    """Return the code after the highest serial of this office and year: BO-2026-0004."""
    return next(free_codes(office, year, taken))


def free_codes(office: str, year: int, taken: Iterable[str]) -> Iterator[str]:
    """Yield the codes after the highest serial of this office and year, one after the other.

    A serial beyond `MOST_SERIAL` is passed over: whoever sealed one wanted the codes to end.
    """
    there = set(taken)
    serials = (
        int(found["serial"])
        for found in map(HUMAN_CODE.fullmatch, there)
        if found and found["office"] == office and int(found["year"]) == year
    )
    last = max((serial for serial in serials if serial <= MOST_SERIAL), default=0)
    codes = (f"{office}-{year}-{serial:04d}" for serial in count(last + 1))
    return (code for code in codes if code not in there)
