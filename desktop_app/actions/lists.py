"""Lists of records: what a table shows, filtered and searched."""

from collections.abc import Sequence

from desktop_app.actions.office import Office
from desktop_app.records.listing import Filters, ListRow, Order
from desktop_app.records.record import Record
from desktop_app.store import records as stored
from desktop_app.store import search as index

ALL = Filters()
NEWEST = Order()


def list_rows(  # noqa: PLR0913 - a page of a list is asked for by exactly this
    office: Office,
    kind: str,
    search: str = "",
    filters: Filters = ALL,
    *,
    limit: int | None = None,
    offset: int = 0,
    everywhere: bool = False,
    order: Order = NEWEST,
) -> list[ListRow]:
    """Return the rows of one page of a list in its order, else the newest record first.

    Titles and codes are searched while typing; `everywhere` looks into every text.
    """
    return index.rows(
        office.store,
        kind,
        search=search,
        filters=filters,
        limit=limit,
        offset=offset,
        everywhere=everywhere,
        order=order,
    )


def list_count(office: Office, kind: str, search: str = "", filters: Filters = ALL) -> int:
    """Return how many records a search and its filters leave."""
    return index.count(office.store, kind, search=search, filters=filters)


def list_uids(  # noqa: PLR0913, PLR0917 - a part of a list is asked for by exactly this
    office: Office,
    kind: str,
    search: str,
    filters: Filters,
    order: Order,
    spans: Sequence[tuple[int, int]],
) -> list[str]:
    """Return the uids of the lines from the first to the last of each span, both counted."""
    found: list[str] = []
    for first, last in spans:
        rows = index.rows(
            office.store,
            kind,
            search=search,
            filters=filters,
            order=order,
            limit=last - first + 1,
            offset=first,
        )
        found += [row.uid for row in rows]
    return found


def filter_choices(office: Office, kind: str) -> dict[str, list[str]]:
    """Return filter name -> the values that occur, so that no filter leads to nothing."""
    return index.choices(office.store, kind)


def list_records(office: Office, kind: str, search: str = "") -> list[Record]:
    """Return the records of a list whole, in its order."""
    rows = index.rows(office.store, kind, search=search, everywhere=bool(search))
    return stored.load_many(office.store, [row.uid for row in rows])
