"""Lists of records: searched while typing, narrowed by filters, the newest first."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.records.listing import CHANGED, Filters, ListRow, Order
from desktop_app.records.ordering import SORTED, label_key
from desktop_app.store.database import Store
from desktop_app.store.indexing import LIST_COLUMNS, ids_of
from desktop_app.store.query import BY_CODE, Query, grouped_by, hits_query, list_query

ALL = Filters()
NEWEST = Order()
_COLUMNS = (*LIST_COLUMNS, "sent_seq")
_SHOWN = ", ".join(f'line."{name}"' for name in _COLUMNS)
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
    order: Order = NEWEST,
) -> list[ListRow]:
    """Return one page of a list in its order, the newest record first when it has none.

    Every word typed begins a word of the title, the acronym or a code; with `everywhere` of any
    text of the record, which at 100,000 records is for a pause in typing and not for each key.
    """
    if order.column and order.column not in SORTED:
        order = NEWEST  # a saved view of a newer program
    with store.reading() as db:
        query = list_query(db, kind, search, filters, everywhere=everywhere, order=order)
        most = -1 if limit is None else limit
        column = grouped_by(order)
        if column:
            found = _by_labels(db, query, (kind, column, order), most, offset)
        else:
            found = _page(db, query, most, offset)
    return [_list_row(row) for row in found]


def _page(db: sqlite3.Connection, query: Query, limit: int, offset: int) -> list[tuple[Any, ...]]:
    sql = f"{query.sql} order by {query.order} limit ? offset ?"
    if offset and query.number == "line.id":
        # Lines that are passed over are not read: the index alone tells their numbers.
        sql = (
            f"select {_SHOWN} from (select line.id as id {sql}) as of_page "
            "cross join listing as line where line.id = of_page.id"
        )
    else:
        sql = f"select {_SHOWN} {sql}"
    return db.execute(sql, [*query.values, limit, offset]).fetchall()


def _by_labels(
    db: sqlite3.Connection, query: Query, by: tuple[str, str, Order], limit: int, offset: int
) -> list[tuple[Any, ...]]:
    """Return a page of lines in the order of what their codes are called in a language.

    Only some dozens of codes occur: their lines follow one after another.
    """
    kind, column, order = by
    if query.in_order:
        withdrawn = int("line.withdrawn = 1" in query.terms)
        sql = (
            f"select min({column}) from listing indexed by listing_by_{order.column} "
            f"where kind = ? and withdrawn = {withdrawn} and {column} > ?"
        )
        codes = ["", *_steps(db.execute, sql, kind)]
        counted = dict.fromkeys(codes, -1)
    else:
        grouped = f"select line.{column}, count(*) {query.sql} group by 1"
        counted = dict(db.execute(grouped, query.values))
    groups = sorted(
        (label_key(kind, order.column, _stored(code), order.language), code) for code in counted
    )
    found: list[tuple[Any, ...]] = []
    query.want(f"line.{column} = ?", "")
    for _label, code in reversed(groups) if order.falling else groups:
        query.term_values[-1] = code
        if offset:
            number = counted[code] if counted[code] >= 0 else _number(db, query)
            if offset >= number:
                offset -= number
                continue
        found += _page(db, query, limit - len(found) if limit >= 0 else limit, offset)
        offset = 0
        if 0 <= limit <= len(found):
            break
    return found


def _number(db: sqlite3.Connection, query: Query) -> int:
    number: int = db.execute(f"select count(*) {query.sql}", query.values).fetchone()[0]
    return number


def _stored(code: str) -> Any:  # noqa: ANN401 - a code, or the list of several
    return json.loads(code) if code.startswith("[") else code


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
        return _number(db, query)


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
                f"select min({name}) from listing indexed by listing_{name} "
                f"where kind = ? and {name} > ?",
                kind,
            )
        changed = db.execute(
            "select 1 from listing indexed by listing_status "
            "where kind = ? and status = 'draft' and sent_seq > 0 limit 1",
            (kind,),
        ).fetchone()
        present["status"] += [CHANGED] if changed else []
    return present


def _steps(execute: Any, sql: str, first: str) -> list[str]:  # noqa: ANN401 - of a connection
    """Step through an index from one value to the next, without reading what lies between."""
    found: list[str] = []
    last: str | None = ""
    while (last := execute(sql, (first, last)).fetchone()[0]) is not None:
        found.append(last)
    return found


def _list_row(row: Sequence[Any]) -> ListRow:
    given = dict(zip(_COLUMNS, row, strict=True))
    given["draft"] = bool(given["draft"])
    given["title"] = json.loads(given["title"])
    given["parties"] = tuple((party, role) for party, role in json.loads(given["parties"]))
    given["instruments"] = tuple(json.loads(given["instruments"]))
    return ListRow(**given)


def _any_withdrawn(db: sqlite3.Connection, kind: str) -> bool:
    sql = "select 1 from listing where kind = ? and withdrawn = 1 limit 1"
    return db.execute(sql, (kind,)).fetchone() is not None
