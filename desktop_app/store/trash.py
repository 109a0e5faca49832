"""What was withdrawn: the tombstones, which stay for good."""

from desktop_app.records.record import Record
from desktop_app.store.database import Store
from desktop_app.store.records import load_many


def withdrawn(store: Store, office: str) -> list[Record]:
    """Return the withdrawn records of an office, the last one withdrawn first."""
    with store.reading() as db:
        rows = db.execute(
            "select uid from listing where withdrawn = 1 and office = ? "
            "order by updated_at desc, uid",
            (office,),
        ).fetchall()
        return load_many(store, [uid for (uid,) in rows])
