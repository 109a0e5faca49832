"""How a list is asked of SQLite: what leaves fewest lines leads, the rest is checked on them."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop_app.records.listing import Filters
from desktop_app.store.indexing import ids_of, words

BY_CODE = (
    *("partner", "instrument", "sector", "year", "source_type", "what", "modality", "state"),
    "stage",
)
_BY_LINE = ("status", "office")
_MOST_WORDS = 8
_ENOUGH = 5_000  # lines after which a filter counts as common; they are counted in 0.3 ms


@dataclass(slots=True)
class Query:
    """What follows “select ...”; `number` is the column that orders it, the newest highest."""

    tables: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    table_values: list[Any] = field(default_factory=list)
    term_values: list[Any] = field(default_factory=list)
    number: str = ""

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


def list_query(
    db: sqlite3.Connection, kind: str, search: str, filters: Filters, *, everywhere: bool
) -> Query:
    """Return the query of a list; its lines are named `line`."""
    query = Query()
    typed = _typed(search)
    lead = "" if typed else _rarest(db, kind, filters)
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
        index = lead or ("to_check" if filters.to_check else "live")
        query.tables.append(f"listing as line indexed by listing_{index}")
        query.want("line.kind = ?", kind)
    _narrow(query, filters, lead)
    return query


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
        sql, values = f"listing where kind = ? and {name} = ?", [kind, value]
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
    if filters.status:
        query.want("line.status = ?", filters.status)
    else:
        query.want("line.withdrawn = 0")
    if filters.office:
        query.want("line.office = ?", filters.office)
    if filters.to_check:
        query.want("line.errors + line.warnings + line.missing + line.conflicts > 0")


def _typed(search: str) -> list[str]:
    """Return the words to search for, the longest first, which is often the rarest."""
    return sorted(words(search), key=lambda word: (-len(word), word))[:_MOST_WORDS]


def _all_begun(typed: Iterable[str]) -> str:
    """Return the query of FTS5; words are letters and figures only, quoted all the same."""
    return " AND ".join(f'"{word}"*' for word in typed)
