"""The calls of sources, read from their flat view: no record is opened."""

from desktop_app.store.database import Store

_NAMES = ("name", "closes", "yearly", "state")


def of_sources(store: Store) -> list[tuple[str, dict[str, str]]]:
    """Return (uid of the source, the call) of every call that says when it closes."""
    sql = (
        f"select uid, {', '.join(_NAMES)} from source_call "
        "where closes is not null or yearly is not null"
    )
    with store.reading() as db:
        rows = db.execute(sql).fetchall()
    return [
        (uid, {name: str(cell) for name, cell in zip(_NAMES, cells, strict=True) if cell})
        for uid, *cells in rows
    ]
