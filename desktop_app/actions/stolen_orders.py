"""Orders to erase that nothing but a stolen seal brought: they are no orders of anybody.

Sent back, they would erase persons at the very office in whose name a thief gave them; kept, they
would keep those persons out for ever. What they wiped is asked for again.
"""

from collections.abc import Collection, Sequence

from desktop_app.actions.office import Office
from desktop_app.actions.sequence import that_count
from desktop_app.records.revision import Revision
from desktop_app.store import journal, purging, revisions
from desktop_app.store import records as stored


def truly_ordered(office: Office, lines: Sequence[Revision]) -> list[Revision]:
    """Return lines without such orders: what goes to others."""
    false = _false(office, {line.id for line in lines if line.purges})
    return [line for line in lines if line.id not in false]


def take_back(office: Office) -> None:
    """Let such orders count no more than the merges that brought them, in one transaction.

    A record of which nothing else is known goes; with the next true bundle it comes in again.
    """
    orders = purging.ordered_elsewhere(office.store, office.code)
    false = _false(office, orders)
    if not false:
        return
    with office.store.writing():
        revisions.set_aside(office.store, false)
        uids = {orders[one] for one in false}
        left = revisions.of_records(office.store, uids)
        stored.forget(office.store, sorted(uids - left.keys()))


def _false(office: Office, orders: Collection[str]) -> set[str]:
    brought = revisions.brought_by(office.store, orders)
    if not brought:
        return set()
    arrived = journal.bundles(office.store, "in")
    true = {row.id for row in that_count(office, arrived)}
    return {name for name, by in brought.items() if not by & true}
