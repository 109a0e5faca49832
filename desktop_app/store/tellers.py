"""Under which names it is kept who holds what: told by an office itself, or by one on the way.

Each answer takes back only what was told by its own road.
"""

import sqlite3

_VIA = ">"


def by_way_of(teller: str, holder: str) -> str:
    """Return under which name is kept what one office says that another holds."""
    return f"{teller}{_VIA}{holder}"


def holder_in(name: str) -> str:
    """Return who holds what is kept under a name."""
    return name.rpartition(_VIA)[2]


def names_of(db: sqlite3.Connection, holder: str) -> list[str]:
    """Return the names under which it was told what an office holds, its own first."""
    told = [name for (name,) in db.execute("select distinct by from acknowledgement")]
    return [holder, *(name for name in told if name != holder and holder_in(name) == holder)]
