"""How far the codes that people quote have got, also those that are not here any more."""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from desktop_app.records.stamp import HUMAN_CODE, MOST_SERIAL
from desktop_app.store import settings
from desktop_app.store.database import Store

CODES_AFTER = "codes_after"  # year -> the number after which codes go on
_GAP = 1000


def highest(store: Store, office: str) -> dict[int, int]:
    """Return year -> the highest number among the codes of an office that are here."""
    with store.reading() as db:
        return _highest(db, office)


def floor(store: Store, year: int) -> int:
    """Return the number after which codes of a year go on, whatever is here."""
    return _read(settings.get(store, CODES_AFTER)).get(year, 0)


def raise_to(store: Store, told: Mapping[int, int]) -> None:
    """Let codes go on after these numbers, by year; what is higher stays."""
    known = _read(settings.get(store, CODES_AFTER))
    raised = _higher(known, {year: last for year, last in told.items() if 0 < last <= MOST_SERIAL})
    if raised != known:
        settings.put(store, CODES_AFTER, written(raised))


def after_restoring(
    backup: sqlite3.Connection, before: sqlite3.Connection | None, year: int
) -> dict[int, int]:
    """Return after which numbers codes go on once a backup took the place of a store.

    `before` is that store, None when nothing can be read of it: then a gap is left in the year of
    the backup's last code and in all since, up to this `year`.
    """
    office = _setting(backup, "office_code")
    known = _higher(_highest(backup, office), _read(_setting(backup, CODES_AFTER)))
    if before is not None:
        return _higher(_highest(before, office), _read(_setting(before, CODES_AFTER)), known)
    years = range(min(max(known, default=year), year), year + 1)
    return {**known, **{one: (known.get(one, 0) // _GAP + 1) * _GAP for one in years}}


def written(numbers: Mapping[int, int]) -> str:
    """Return such numbers as the setting keeps them."""
    return json.dumps({str(year): last for year, last in sorted(numbers.items())})


def _highest(db: sqlite3.Connection, office: str) -> dict[int, int]:
    sql = "select human_code from listing where human_code >= ? and human_code < ?"
    codes = (code for (code,) in db.execute(sql, (f"{office}-", f"{office}.")))
    found: dict[int, int] = {}
    for code in map(HUMAN_CODE.fullmatch, codes):
        if code and code["office"] == office and int(code["serial"]) <= MOST_SERIAL:
            year = int(code["year"])
            found[year] = max(found.get(year, 0), int(code["serial"]))
    return found


def _setting(db: sqlite3.Connection, name: str) -> str:
    found = db.execute("select value from setting where name = ?", (name,)).fetchone()
    return str(found[0]) if found else ""


def _read(text: str) -> dict[int, int]:
    return {int(year): int(last) for year, last in json.loads(text or "{}").items()}


def _higher(*several: Mapping[int, int]) -> dict[int, int]:
    years: Iterable[int] = {year for some in several for year in some}
    return {year: max(some.get(year, 0) for some in several) for year in years}
