"""Records that build on a version which is not held here: lost on the way, or taken back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop_app.actions.office import Office
from desktop_app.actions.sequence import is_forked, rows_of
from desktop_app.language import N_
from desktop_app.records.presumed import open_ends, presumed
from desktop_app.records.revision import Revision
from desktop_app.store import holdings, journal, revisions

if TYPE_CHECKING:
    from desktop_app.actions.travelling import Note
    from desktop_app.exchange.bundle import Bundle

Lines = Mapping[str, Mapping[str, Revision]]  # uid -> name -> line
BUILT_UPON = N_(
    "Records that build on a version which is not held here: {count}. The next answer asks for it."
)


def with_gaps(lines: Lines) -> dict[str, Mapping[str, Revision]]:
    """Return those records of which a line was built upon one that is not among them."""
    return {uid: known for uid, known in lines.items() if open_ends(known)}


def seen(office: Office, lines: Lines, bundle: "Bundle | None" = None) -> dict[str, set[str]]:
    """Return line -> lines that it is taken to be built upon, for records with gaps.

    `bundle` is one that is looked at and not merged yet.
    """
    open_still = with_gaps(lines)
    if not open_still:
        return {}
    names = {name for known in open_still.values() for name in known}
    came: dict[str, dict[str, int]] = {}
    senders: dict[str, str] = {}
    for name, sender, row, number in holdings.came_in(office.store, names):
        senders[row] = sender
        came.setdefault(name, {})[row] = number
    if bundle is not None:
        senders[bundle.manifest.stream] = bundle.office
        for line in bundle.revisions:
            if line.author == bundle.office:
                rows = came.setdefault(line.id, {})
                number = bundle.manifest.seq
                rows[bundle.manifest.stream] = min(rows.get(bundle.manifest.stream, number), number)
    shared = {row for row, sender in senders.items() if _is_shared(office, sender, row, bundle)}
    told = {
        name: {row: number for row, number in rows.items() if row not in shared}
        for name, rows in came.items()
    }
    return {
        name: upon for known in open_still.values() for name, upon in presumed(known, told).items()
    }


def has_gap(office: Office, uid: str) -> bool:
    """Tell whether a record builds on a version that is not held here."""
    return bool(with_gaps(revisions.of_records(office.store, [uid])))


def notes(lines: Lines) -> "list[Note]":
    """Say how many of these records build on what is not held here."""
    count = len(with_gaps(lines))
    return [(BUILT_UPON, {"count": count})] if count else []


def _is_shared(office: Office, sender: str, row: str, bundle: "Bundle | None") -> bool:
    """Tell whether two installations count in a row: then its order tells nothing."""
    held = {name for _merge, name, undone in journal.merged(office.store) if not undone}
    rows = [one for one in rows_of(office, sender, row) if one.id in held]
    if bundle is None or (bundle.office, bundle.manifest.stream) != (sender, row):
        return is_forked(rows)
    if any(one.id == bundle.manifest_hash for one in rows):
        return is_forked(rows)
    manifest = bundle.manifest
    return is_forked(rows) or any(
        one.seq == manifest.seq
        or (one.seq == manifest.seq - 1 and one.id != manifest.prev)
        or (one.seq == manifest.seq + 1 and one.prev != bundle.manifest_hash)
        for one in rows
    )
