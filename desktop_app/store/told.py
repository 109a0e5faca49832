"""What offices further up said last of each record, in their answers."""

from collections.abc import Iterable, Sequence

from desktop_app.store.database import Store
from desktop_app.store.revisions import within


def put(store: Store, by: str, lines: Iterable[tuple[str, str, str]]) -> None:
    """Write down (uid, outcome, reason) of what an office said; what it said before falls."""
    with store.writing() as db:
        db.executemany(
            "insert or replace into told (by, uid, outcome, reason) values (?, ?, ?, ?)",
            [(by, *line) for line in lines],
        )


def of_records(store: Store, scope: Sequence[str], by: str) -> list[tuple[str, str, str, str]]:
    """Return (uid, human code, outcome, reason) of what `by` said of the records of these codes."""
    whose, values = within(scope, "listing.office")
    sql = (
        "select told.uid, human_code, outcome, reason from told "
        f"join listing on listing.uid = told.uid where told.by = ? and {whose} order by told.uid"
    )
    with store.reading() as db:
        return list(db.execute(sql, [by, *values]))


def forget(store: Store, uids: Iterable[str]) -> None:
    """Take away what was said of records that came anew: it was of what they were before."""
    with store.writing() as db:
        db.executemany("delete from told where uid = ?", [(uid,) for uid in uids])


def forget_by(store: Store, by: str, uids: Iterable[str]) -> None:
    """Take away what one office said of records that it does not hold any more."""
    with store.writing() as db:
        db.executemany(
            "delete from told where by = ? and uid = ?", [(by, uid) for uid in sorted(uids)]
        )
