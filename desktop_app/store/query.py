"""How a list is asked of SQLite: what leaves fewest lines leads, the rest is checked on them.

A list in the order of a column is led by the index of that order, unless a search or a rare filter
leaves so few lines that they are sorted faster.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop_app.records.listing import CHANGED, Filters, Order
from desktop_app.records.ordering import CODED
from desktop_app.store.indexing import ids_of, words
from desktop_app.store.schema import ORDERS

BY_CODE = (
    *("partner", "instrument", "sector", "year", "source_type", "what", "modality", "state"),
    *("stage", "sdg"),
)
_BY_LINE = ("status", "office")
_FINDINGS = {
    "errors": "line.errors > 0",
    "missing": "line.missing > 0",
    "warnings": "line.warnings > 0",
    "conflicts": "line.conflicts > 0",
    "notes": (
        "line.id in (select told.id from note join listing as told "
        "on told.uid = note.uid and told.kind = note.kind where note.done_at = '')"
    ),
    "none": "line.errors + line.warnings + line.missing + line.conflicts = 0",
}
_WHOLE = frozenset(["live", "found"])  # indexes that leave all lines of a kind to be looked at
_ANY_FINDING = "line.errors + line.warnings + line.missing + line.conflicts > 0"
_MOST_WORDS = 8
_ENOUGH = 5_000  # lines after which a filter counts as common; they are counted in 0.3 ms


_NEWEST = Order()


@dataclass(slots=True)
class Query:
    """What follows “select ...”; `number` is the column that orders it, the newest highest."""

    tables: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    table_values: list[Any] = field(default_factory=list)
    term_values: list[Any] = field(default_factory=list)
    number: str = ""
    order: str = ""  # what follows “order by”
    in_order: bool = False  # led by the index of its order

    @property
    def sql(self) -> str:
        # A cross join keeps the order of the tables.
        return f"from {' cross join '.join(self.tables)} where {' and '.join(self.terms)}"

    @property
    def values(self) -> list[Any]:
        return [*self.table_values, *self.term_values]

    def want(self, term: str, *values: object) -> None:
        self.terms.append(term)
        self.term_values.extend(values)


def list_query(  # noqa: PLR0913 - a list is asked for by exactly this
    db: sqlite3.Connection,
    kind: str,
    search: str,
    filters: Filters,
    *,
    everywhere: bool,
    order: Order = _NEWEST,
) -> Query:
    """Return the query of a list; its lines are named `line`."""
    query = Query()
    typed = _typed(search)
    lead = "" if typed else _rarest(db, kind, filters)
    index = lead or ("to_check" if filters.to_check else "found" if filters.findings else "live")
    by = _order_index(order)
    if by and not typed and (index in _WHOLE or _is_common(db, kind, filters, index)):
        lead, index, query.in_order = "", f"by_{by}", True
    if typed and everywhere:
        _lead_by_any_text(query, typed)
    elif typed:
        _lead_by_title(query, typed)
    elif lead in BY_CODE:
        query.tables.append("listing_code as first")
        query.number = "first.id"
        query.want("first.what = ? and first.code = ?", lead, getattr(filters, lead))
    if query.number:
        query.tables.append("listing as line")
        query.want(f"{query.number} between ? and ? and line.id = {query.number}", *ids_of(kind))
    else:
        query.number = "line.id"
        query.tables.append(f"listing as line indexed by listing_{index}")
        query.want("line.kind = ?", kind)
    _narrow(query, filters, lead)
    query.order = _order_of(query, order)
    return query


def grouped_by(order: Order) -> str:
    """Return the column of codes whose labels make the order, nothing when it has none."""
    return CODED.get(order.column, "")


def _order_of(query: Query, order: Order) -> str:
    """Return what orders the lines; within equal ones the newest first, or last when rising."""
    if grouped_by(order) or not order.column:
        return f"{query.number} desc"
    way = " desc" if order.falling else ""
    columns = (*ORDERS[_order_index(order)], query.number)
    return ", ".join(f"{column}{way}" for column in columns)


def _order_index(order: Order) -> str:
    name = f"title_{order.language}" if order.column == "title" else order.column
    return name if name in ORDERS else ""


def _is_common(db: sqlite3.Connection, kind: str, filters: Filters, index: str) -> bool:
    """Tell whether what would lead leaves so many lines that sorting them takes longer."""
    if index in (*BY_CODE, *_BY_LINE):
        return _lines(db, kind, index, getattr(filters, index)) >= _ENOUGH
    sql = (
        "select count(*) from (select 1 from listing as line indexed by listing_to_check "
        f"where kind = ? and withdrawn = 0 and {_ANY_FINDING} limit {_ENOUGH})"
    )
    number: int = db.execute(sql, (kind,)).fetchone()[0]
    return number >= _ENOUGH


def hits_query(kind: str, search: str) -> Query | None:
    """Return the query of the title index alone, to count where no line is hidden."""
    typed = _typed(search)
    if not typed:
        return None
    query = Query()
    _lead_by_title(query, typed)
    query.want("search_title.rowid between ? and ?", *ids_of(kind))
    return query


def _rarest(db: sqlite3.Connection, kind: str, filters: Filters) -> str:
    """Return the filter that leaves the fewest lines, nothing when none is asked for."""
    asked = [name for name in (*BY_CODE, *_BY_LINE) if getattr(filters, name)]
    if len(asked) < 2:  # noqa: PLR2004 - there is nothing to choose
        return "".join(asked)
    return min(asked, key=lambda name: _lines(db, kind, name, getattr(filters, name)))


def _lines(db: sqlite3.Connection, kind: str, name: str, value: str) -> int:
    values: list[Any]
    if name in _BY_LINE:
        held = "draft" if value == CHANGED else value
        sql, values = f"listing where kind = ? and {name} = ?", [kind, held]
    else:
        sql = "listing_code where what = ? and code = ? and id between ? and ?"
        values = [name, value, *ids_of(kind)]
    counted = db.execute(f"select count(*) from (select 1 from {sql} limit {_ENOUGH})", values)
    number: int = counted.fetchone()[0]
    return number


def _lead_by_title(query: Query, typed: Sequence[str]) -> None:
    query.tables.append("search_title")
    query.number = "search_title.rowid"
    query.want("search_title match ?", _all_begun(typed))


def _lead_by_any_text(query: Query, typed: Sequence[str]) -> None:
    one_word = (
        "select id from (select rowid as id from search_title where search_title match ? "
        "union select rowid from search_text where search_text match ?)"
    )
    query.tables.append(f"({' intersect '.join([one_word] * len(typed))}) as hit")
    query.number = "hit.id"
    for word in typed:
        query.table_values.extend([_all_begun([word])] * 2)


def _narrow(query: Query, filters: Filters, lead: str) -> None:
    for name in BY_CODE:
        code = getattr(filters, name)
        if code and name != lead:
            query.want(
                "exists (select 1 from listing_code as also "
                "where also.what = ? and also.code = ? and also.id = line.id)",
                name,
                code,
            )
    if query.in_order or not filters.status:  # a state tells by itself whether it is withdrawn
        query.want(f"line.withdrawn = {int(filters.status == 'withdrawn')}")
    if filters.status == CHANGED:
        query.want("line.status = 'draft' and line.sent_seq > 0")
    elif filters.status:
        query.want("line.status = ?", filters.status)
    if filters.office:
        query.want("line.office = ?", filters.office)
    if filters.to_check:
        query.want(_ANY_FINDING)
    if filters.findings:
        query.want(_FINDINGS[filters.findings])


def _typed(search: str) -> list[str]:
    """Return the words to search for, the longest first, which is often the rarest."""
    return sorted(words(search), key=lambda word: (-len(word), word))[:_MOST_WORDS]


def _all_begun(typed: Iterable[str]) -> str:
    """Return the query of FTS5; words are letters and figures only, quoted all the same."""
    return " AND ".join(f'"{word}"*' for word in typed)
