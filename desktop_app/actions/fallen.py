"""Whether an office has fallen back: to an older backup, or to another computer without its data.

A bundle does not say what its sender holds, so that nobody here can know which lines it lacks. But
its numbers tell that something happened: they begin anew, or two bundles claim one place in a row.
"""

from typing import TYPE_CHECKING

from desktop_app.actions import roads
from desktop_app.actions.office import Office
from desktop_app.actions.sequence import rows_of
from desktop_app.actions.travelling import Note
from desktop_app.errors import Sentence
from desktop_app.language import N_
from desktop_app.store import journal, revisions
from desktop_app.store.journal import BundleRow

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle
    from desktop_app.exchange.receipt import Receipt

_PACK = "pack"
BEGAN_ANEW = N_(
    "The numbers of {office} begin anew: it went back to a backup, or works on another computer. It"
    " may lack records of its own that are held here; once this is merged, they can be sent back."
)
LACKING = N_(
    "Versions of your records that {office} holds and that are not on this computer: {count}, as"
    " after going back to a backup. It can send everything back."
)


def notes_on(office: Office, bundle: "Bundle") -> list[Note]:
    """Say of the first bundle in a new row of numbers that its office may lack what is held."""
    if rows_of(office, bundle.office, bundle.manifest.stream):
        return []
    if not journal.bundles(office.store, "in", bundle.office):
        return []
    return [(BEGAN_ANEW, {"office": bundle.office})]


def lacking_here(office: Office, bundle: "Bundle", receipt: "Receipt") -> tuple[Sentence, ...]:
    """Say at an office how many versions an answer names that this computer does not have."""
    named = {*receipt.revisions} - {line.id for line in bundle.revisions}
    count = len(named - revisions.kept(office.store, named))
    return (Sentence(LACKING, {"count": count, "office": bundle.office}),) if count else ()


def fallen_back(office: Office) -> tuple[str, ...]:
    """Return the offices that have fallen back and were sent nothing back since."""
    if not roads.receives(office):
        return ()
    came: dict[str, dict[str, _Row]] = {}
    waiting: set[str] = set()
    for row in reversed(journal.bundles(office.store)):  # the oldest first
        if row.direction == "out" and row.kind == _PACK:
            waiting.discard(row.addressee)
        elif row.direction == "in" and row.kind == "submission":
            rows = came.setdefault(row.office, {})
            known = rows.get(row.stream)
            if known.parts_with(row) if known else rows:
                waiting.add(row.office)
            rows.setdefault(row.stream, _Row()).take(row)
    return tuple(sorted(waiting))


class _Row:
    """The numbers of one installation, as far as they came."""

    def __init__(self) -> None:
        self._names: dict[int, set[str]] = {}
        self._before: dict[int, set[str]] = {}  # what those of a number name as the one before

    def parts_with(self, bundle: BundleRow) -> bool:
        """Tell whether a bundle cannot stand in one row with what came, as `is_forked` would."""
        there = self._names.get(bundle.seq - 1)
        later = self._before.get(bundle.seq + 1)
        return (
            bundle.seq in self._names
            or (there is not None and bundle.prev not in there)
            or (later is not None and bundle.id not in later)
        )

    def take(self, bundle: BundleRow) -> None:
        self._names.setdefault(bundle.seq, set()).add(bundle.id)
        self._before.setdefault(bundle.seq, set()).add(bundle.prev)
