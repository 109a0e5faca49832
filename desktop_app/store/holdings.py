"""What is known of who holds which sealed lines: arrived, lost again, or never here."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from desktop_app.store.counting import ACTIVE, ORDERED
from desktop_app.store.database import Store
from desktop_app.store.revisions import within
from desktop_app.store.tellers import holder_in

_PAGE = 500


def carried_to(store: Store, addressee: str) -> list[tuple[str, str, int]]:
    """Return (revision, row of numbers, number) of what bundles took to an office or to anybody."""
    sql = (
        "select revision_id, stream, seq from sent join bundle on bundle.id = sent.bundle_id "
        "where direction = 'out' and kind = 'submission' and addressee in ('', ?)"
    )
    with store.reading() as db:
        return list(db.execute(sql, [addressee]))


def beside(store: Store, ids: Collection[str]) -> set[str]:
    """Return the ids of all lines of the records that these lines are of."""
    found: set[str] = set()
    with store.reading() as db:
        for page in _pages(ids):
            sql = (
                "select id from revision where uid in "
                f"(select uid from revision where id in ({_marks(page)}))"
            )
            found.update(name for (name,) in db.execute(sql, page))
    return found


def decided_elsewhere(store: Store, scope: Sequence[str]) -> set[str]:
    """Return the lines of the records of these codes that others sealed, orders to erase aside."""
    whose, values = within(scope)
    by_itself, names = within(scope, "author")
    sql = f"select id from revision where {whose} and not {by_itself} and purges = 0"
    with store.reading() as db:
        return {name for (name,) in db.execute(sql, [*values, *names])}


def let_go(store: Store, by: str, ids: Collection[str]) -> set[str]:
    """Forget that these arrived with `by`, and return the uids of the records of which one had."""
    uids: set[str] = set()
    with store.writing() as db:
        for page in _pages(ids):
            known = f"from acknowledgement where by = ? and revision_id in ({_marks(page)})"
            held = [name for (name,) in db.execute(f"select revision_id {known}", [by, *page])]
            named = _marks(held)
            db.execute(f"delete {known}", [by, *page])
            sql = f"select uid from revision where id in ({named})"
            uids.update(uid for (uid,) in db.execute(sql, held))
            db.execute(
                f"update revision set acknowledged_by = '' where id in ({named}) "
                "and id not in (select revision_id from acknowledgement)",
                held,
            )
    return uids


def forget_taken_back(store: Store, merge_id: str) -> None:
    """Forget who holds what came with an undone merge alone: if it comes again, it goes on again.

    Whoever is further up then says anew where its records stand.
    """
    gone = (
        "(select revision.id from revision join arrival on arrival.revision_id = revision.id "
        f"where arrival.merge_id = ? and not {ACTIVE})"
    )
    with store.writing() as db:
        db.execute(f"delete from acknowledgement where revision_id in {gone}", [merge_id])
        db.execute(f"update revision set acknowledged_by = '' where id in {gone}", [merge_id])


def told_by(store: Store, name: str) -> set[str]:
    """Return the ids of the lines that were told, under this very name, to have arrived."""
    with store.reading() as db:
        sql = "select revision_id from acknowledgement where by = ?"
        return {one for (one,) in db.execute(sql, [name])}


def holders(store: Store, ids: Collection[str]) -> dict[str, set[str]]:
    """Return revision -> the codes of the offices that are known to hold it."""
    found: dict[str, set[str]] = {name: set() for name in ids}
    with store.reading() as db:
        names = [name for (name,) in db.execute("select distinct by from acknowledgement")]
        for page in _pages(ids):
            for name in names:
                sql = (
                    "select revision_id from acknowledgement "
                    f"where by = ? and revision_id in ({_marks(page)})"
                )
                for (one,) in db.execute(sql, [name, *page]):
                    found[one].add(holder_in(name))
    return found


def gaps(store: Store, scope: Sequence[str]) -> list[tuple[str, str]]:
    """Return (uid, revision) of what records of these codes were built upon and is not held here.

    Also of what an order to erase wiped that was taken back. In a fixed order. Of an erased person
    nothing is missing.
    """
    whose, values = within(scope)
    erased = (
        "exists (select 1 from revision as given where given.uid = line_of.uid and given.office = "
        f"line_of.office and {ORDERED.replace('revision.', 'given.')})"
    )
    theirs = f"from revision as line_of{{}} where {whose} and purges = 0 and not {erased}"
    active = ACTIVE.replace("revision.", "line_of.")
    sql = (
        "select distinct line_of.uid, parent.value "
        + theirs.format(", json_each(cast(line_of.line as text), '$.parents') as parent")
        + f" and length(line) > 0 and {active} "
        "and parent.value not in (select id from revision where "
        f"id = parent.value and {ACTIVE}) "
        f"union select uid, line_of.id {theirs.format('')} and length(line) = 0 and {active} "
        "order by 1, 2"
    )
    with store.reading() as db:
        return list(db.execute(sql, [*values, *values]))


def came_in(store: Store, ids: Collection[str]) -> list[tuple[str, str, str, int]]:
    """Return (revision, sender, row, number) of the first merged bundle of a row that had it.

    Of bundles alone that the one made who sealed the line.
    """
    found: list[tuple[str, str, str, int]] = []
    with store.reading() as db:
        for page in _pages(ids):
            sql = (
                "select revision.id, bundle.office, stream, min(seq) from revision "
                "join arrival on arrival.revision_id = revision.id "
                "join merge on merge.id = arrival.merge_id and merge.undone_at = '' "
                "join bundle on bundle.id = merge.bundle_id and bundle.office = author "
                f"where revision.id in ({_marks(page)}) "
                "group by revision.id, bundle.office, stream"
            )
            found += db.execute(sql, page)
    return found


def brought_by(store: Store, merges: Collection[str]) -> set[str]:
    """Return the uids of the records of which these merges brought lines."""
    with store.reading() as db:
        sql = (
            "select distinct uid from revision join arrival on arrival.revision_id = revision.id "
            f"where merge_id in ({_marks(list(merges))})"
        )
        return {uid for (uid,) in db.execute(sql, list(merges))}


def taken_back(store: Store, ids: Collection[str], reason: str) -> set[str]:
    """Return those lines that came in for this reason alone, by merges that were all undone."""
    found: set[str] = set()
    with store.reading() as db:
        for page in _pages(ids):
            sql = (
                f"select revision.id from revision where id in ({_marks(page)}) and not {ACTIVE} "
                "and exists (select 1 from arrival join merge_result using (merge_id) "
                "where revision_id = revision.id and merge_result.uid = revision.uid "
                "and reason = ?)"
            )
            found.update(name for (name,) in db.execute(sql, [*page, reason]))
    return found


def _pages(names: Iterable[str]) -> Iterator[list[str]]:
    wanted = sorted(names)
    for start in range(0, len(wanted), _PAGE):
        yield wanted[start : start + _PAGE]


def _marks(page: Sequence[str]) -> str:
    return ", ".join("?" * len(page))
