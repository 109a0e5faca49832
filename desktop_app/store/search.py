"""Lists of records: searched while typing, narrowed by filters, the newest first."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.records.listing import Filters, ListRow
from desktop_app.store.database import Store
from desktop_app.store.indexing import LIST_COLUMNS, ids_of
from desktop_app.store.query import BY_CODE, hits_query, list_query

ALL = Filters()
_SHOWN = ", ".join(f'line."{name}"' for name in LIST_COLUMNS)
_JSON = frozenset(["title", "parties", "instruments"])


@dataclass(frozen=True, slots=True)
class Standing:
    """How many records stand where, withdrawn ones left out; the last three count findings."""

    drafts: int
    to_check: int  # drafts with a finding or an open difference
    ready: int
    returned: int
    conflicts: int
    errors: int
    warnings: int
    missing: int


def rows(  # noqa: PLR0913 - a page of a list is asked for by exactly this
    store: Store,
    kind: str,
    *,
    search: str = "",
    filters: Filters = ALL,
    limit: int | None = None,
    offset: int = 0,
    everywhere: bool = False,
) -> list[ListRow]:
    """Return one page of a list, the newest record first.

    Every word typed begins a word of the title, the acronym or a code; with `everywhere` of any
    text of the record, which at 100,000 records is for a pause in typing and not for each key.
    """
    with store.reading() as db:
        query = list_query(db, kind, search, filters, everywhere=everywhere)
        found = db.execute(
            f"select {_SHOWN} {query.sql} order by {query.number} desc limit ? offset ?",
            [*query.values, -1 if limit is None else limit, offset],
        ).fetchall()
    return [_list_row(row) for row in found]


def count(
    store: Store,
    kind: str,
    *,
    search: str = "",
    filters: Filters = ALL,
    everywhere: bool = False,
) -> int:
    """Return how many lines the same list has in all."""
    with store.reading() as db:
        query = None
        if search and filters == ALL and not everywhere and not _any_withdrawn(db, kind):
            query = hits_query(kind, search)  # the index alone: much faster, every hit shows
        query = query or list_query(db, kind, search, filters, everywhere=everywhere)
        number: int = db.execute(f"select count(*) {query.sql}", query.values).fetchone()[0]
    return number


def standing(store: Store, office: str = "") -> Standing:
    """Count the records of all kinds by where they stand; those of one office if it is given."""
    with store.reading() as db:
        counted = db.execute(
            "select count(*) filter (where draft = 1), count(*) filter "
            "(where draft = 1 and errors + warnings + missing + conflicts > 0), "
            "count(*) filter (where status = 'ready'), "
            "count(*) filter (where status = 'returned'), count(*) filter (where conflicts > 0), "
            "coalesce(sum(errors), 0), coalesce(sum(warnings), 0), coalesce(sum(missing), 0) "
            "from listing where withdrawn = 0 and ? in ('', office)",
            (office,),
        ).fetchone()
    return Standing(*counted)


def choices(store: Store, kind: str) -> dict[str, list[str]]:
    """Return name of a filter -> the values that occur, so that no filter leads to nothing."""
    lowest, highest = ids_of(kind)
    with store.reading() as db:
        found = {
            name: _steps(
                db.execute,
                "select min(code) from listing_code where what = ? and code > ?",
                name,
            )
            for name in BY_CODE
        }
        present = {
            name: [
                code
                for code in codes
                if db.execute(
                    "select 1 from listing_code where what = ? and code = ? "
                    "and id between ? and ? limit 1",
                    (name, code, lowest, highest),
                ).fetchone()
            ]
            for name, codes in found.items()
        }
        for name in ("status", "office"):
            present[name] = _steps(
                db.execute,
                f"select min({name}) from listing where kind = ? and {name} > ?",
                kind,
            )
    return present


def _steps(execute: Any, sql: str, first: str) -> list[str]:  # noqa: ANN401 - of a connection
    """Step through an index from one value to the next, without reading what lies between."""
    found: list[str] = []
    last: str | None = ""
    while (last := execute(sql, (first, last)).fetchone()[0]) is not None:
        found.append(last)
    return found


def _list_row(row: Sequence[Any]) -> ListRow:
    given = dict(zip(LIST_COLUMNS, row, strict=True))
    given["draft"] = bool(given["draft"])
    given["title"] = json.loads(given["title"])
    given["parties"] = tuple((party, role) for party, role in json.loads(given["parties"]))
    given["instruments"] = tuple(json.loads(given["instruments"]))
    return ListRow(**given)


def _any_withdrawn(db: sqlite3.Connection, kind: str) -> bool:
    sql = "select 1 from listing where kind = ? and withdrawn = 1 limit 1"
    return db.execute(sql, (kind,)).fetchone() is not None
