"""What an answer said had arrived: asked for, and forgotten when it does not count after all."""

from desktop_app.store.database import Store


def named_by(store: Store, bundle_id: str) -> dict[str, str]:
    """Return id -> uid of the revisions that this answer acknowledged or brought first."""
    with store.reading() as db:
        sql = "select id, uid from revision where acknowledged_by = ?"
        return dict(db.execute(sql, [bundle_id]).fetchall())


def forget_answer(store: Store, bundle_id: str, by: str) -> None:
    """Forget what an answer of `by` acknowledged that does not count after all."""
    named = "select id from revision where acknowledged_by = ?"
    with store.writing() as db:
        db.execute(
            f"delete from acknowledgement where by = ? and revision_id in ({named})",
            [by, bundle_id],
        )
        sql = "update revision set acknowledged_by = '' where acknowledged_by = ?"
        db.execute(sql, [bundle_id])
