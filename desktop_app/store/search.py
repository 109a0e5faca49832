"""Lists of records: searched while typing, narrowed by filters, the newest first."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop_app.records.listing import Filters, ListRow
from desktop_app.store.database import Store
from desktop_app.store.indexing import LIST_COLUMNS, ids_of, words

ALL = Filters()
_MOST_WORDS = 8
# The first of these that is asked for leads the query: the rarer its codes, the fewer lines.
_BY_CODE = ("partner", "instrument", "sector", "year", "source_type", "modality", "stage")
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
    query = _query(kind, search, filters, everywhere=everywhere)
    with store.reading() as db:
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
    query = _query(kind, search, filters, everywhere=everywhere)
    with store.reading() as db:
        if search and filters == ALL and not everywhere and not _any_withdrawn(db, kind):
            query = _all_hits(kind, search) or query
        number: int = db.execute(f"select count(*) {query.sql}", query.values).fetchone()[0]
    return number


def _any_withdrawn(db: sqlite3.Connection, kind: str) -> bool:
    sql = "select 1 from listing where kind = ? and withdrawn = 1 limit 1"
    return db.execute(sql, (kind,)).fetchone() is not None


def standing(store: Store, office: str = "") -> Standing:
    """Count the records of all kinds by where they stand; those of one office if it is given."""
    with store.reading() as db:
        counted = db.execute(
            "select count(*) filter (where status = 'draft'), count(*) filter "
            "(where status = 'draft' and errors + warnings + missing + conflicts > 0), "
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
            for name in _BY_CODE
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


@dataclass(slots=True)
class _Query:
    """What follows “select ...”; `number` is the column that orders it."""

    tables: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    table_values: list[Any] = field(default_factory=list)
    term_values: list[Any] = field(default_factory=list)
    number: str = ""

    @property
    def sql(self) -> str:
        # A cross join keeps the order of the tables: the one that leaves fewest lines leads.
        return f"from {' cross join '.join(self.tables)} where {' and '.join(self.terms)}"

    @property
    def values(self) -> list[Any]:
        return [*self.table_values, *self.term_values]

    def want(self, term: str, *values: object) -> None:
        self.terms.append(term)
        self.term_values.extend(values)


def _query(kind: str, search: str, filters: Filters, *, everywhere: bool) -> _Query:
    query = _Query()
    typed = _typed(search)
    codes = [(name, getattr(filters, name)) for name in _BY_CODE if getattr(filters, name)]
    if typed and everywhere:
        _lead_by_any_text(query, typed)
    elif typed:
        query.tables.append("search_title")
        query.number = "search_title.rowid"
        query.want("search_title match ?", _all_begun(typed))
    elif codes:
        query.tables.append("listing_code as first")
        query.number = "first.id"
        query.want("first.what = ? and first.code = ?", *codes.pop(0))
    else:
        query.number = "line.id"
    query.tables.append("listing as line")
    if query.number == "line.id":
        query.want("line.kind = ?", kind)
    else:
        query.want(f"{query.number} between ? and ? and line.id = {query.number}", *ids_of(kind))
    for name, code in codes:
        query.want(
            "exists (select 1 from listing_code as also "
            "where also.what = ? and also.code = ? and also.id = line.id)",
            name,
            code,
        )
    _narrow_lines(query, filters)
    return query


def _all_hits(kind: str, search: str) -> _Query | None:
    """Return the query of the index alone: nine times as fast to count where no line is hidden."""
    typed = _typed(search)
    if not typed:
        return None
    query = _Query(tables=["search_title"], number="search_title.rowid")
    query.want("search_title match ?", _all_begun(typed))
    query.want("search_title.rowid between ? and ?", *ids_of(kind))
    return query


def _typed(search: str) -> list[str]:
    """Return the words to search for, the longest first, which is often the rarest."""
    return sorted(words(search), key=lambda word: (-len(word), word))[:_MOST_WORDS]


def _narrow_lines(query: _Query, filters: Filters) -> None:
    if filters.status:
        query.want("line.status = ?", filters.status)
    else:
        query.want("line.withdrawn = 0")
    if filters.office:
        query.want("line.office = ?", filters.office)
    if filters.to_check:
        query.want("line.errors + line.warnings + line.missing + line.conflicts > 0")


def _lead_by_any_text(query: _Query, typed: Sequence[str]) -> None:
    one_word = (
        "select id from (select rowid as id from search_title where search_title match ? "
        "union select rowid from search_text where search_text match ?)"
    )
    query.tables.append(f"({' intersect '.join([one_word] * len(typed))}) as hit")
    query.number = "hit.id"
    for word in typed:
        query.table_values.extend([_all_begun([word])] * 2)


def _all_begun(typed: Iterable[str]) -> str:
    """Return the query of FTS5; words are letters and figures only, quoted all the same."""
    return " AND ".join(f'"{word}"*' for word in typed)


def _list_row(row: Sequence[Any]) -> ListRow:
    given = dict(zip(LIST_COLUMNS, row, strict=True))
    given["title"] = json.loads(given["title"])
    given["parties"] = tuple((party, role) for party, role in json.loads(given["parties"]))
    given["instruments"] = tuple(json.loads(given["instruments"]))
    return ListRow(**given)
