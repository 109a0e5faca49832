"""Keeping what arrived and cannot be taken yet, and finding the other parts of a bundle there."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions.office import Office
from desktop_app.errors import BundleWaits, UserError
from desktop_app.language import N_
from desktop_app.records.files import file_errors_told
from desktop_app.records.plain import clean
from desktop_app.store import inbox
from desktop_app.store.inbox import TAKEN, InboxRow

if TYPE_CHECKING:
    from desktop_app.actions.travelling import Arriving
    from desktop_app.exchange.bundle import Bundle

MOST_FILES, MOST_BYTES = 200, 512 * 1024 * 1024
PARTS = "parts"
_NAME_LIMIT = 200
_MEGA = 1024 * 1024


def keep(office: Office, path: Path, waits: BundleWaits, name: str = "") -> InboxRow:
    """Keep a file that cannot be taken yet. Raises UserError when too much waits already."""
    with file_errors_told(path):
        content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    known = {row.id: row for row in inbox.rows(office.store)}
    others = [row for row in known.values() if row.id != digest]
    called = clean(name or path.name, lines=False)[:_NAME_LIMIT]
    if not _has_room(others, len(content)) or (_is_strange(waits.cause) and _are_many(others)):
        raise UserError(
            N_(
                "{count} files of together {size} MB wait here, and there is room for no more."
                " Let some of them go, then open “{file}” again."
            ),
            count=len(others),
            size=-(-sum(row.size for row in others) // _MEGA),
            file=called,
        )
    row = InboxRow(
        id=digest,
        file_name=called,
        size=len(content),
        at=known[digest].at if digest in known else office.moment(),
        kid=waits.kid,
        bundle_id=waits.bundle_id,
        cause=waits.cause,
        told=written(waits),
    )
    inbox.put(office.store, row, content)
    return row


def _has_room(others: Collection[InboxRow], size: int) -> bool:
    return len(others) < MOST_FILES and sum(row.size for row in others) + size <= MOST_BYTES


def _are_many(others: Iterable[InboxRow]) -> bool:
    """Tell whether strangers fill half of the room: the rest is for those who are known here."""
    strange = [row.size for row in others if _is_strange(row.cause)]
    return len(strange) >= MOST_FILES // 2 or sum(strange) > MOST_BYTES // 2


def _is_strange(cause: str) -> bool:
    from desktop_app.exchange.container import UNKNOWN_SEAL

    return cause == UNKNOWN_SEAL


def still_waits(office: Office, row: InboxRow, cause: str, error: UserError) -> None:
    """Write down for what a file waits now."""
    now = replace(row, cause=cause, told=written(error))
    if isinstance(error, BundleWaits):
        now = replace(now, kid=error.kid or row.kid, bundle_id=error.bundle_id or row.bundle_id)
    if now != row:
        inbox.update(office.store, now)


def end(office: Office, row: InboxRow, state: str, reason: str = "") -> None:
    """Write down what came of a file, then take its content away."""
    ended = replace(row, state=state, ended_at=office.moment(), ended_by=office.who, reason=reason)
    inbox.update(office.store, ended)
    inbox.drop_content(office.store, row.id)


def others_of(office: Office, given: Iterable[Path] = ()) -> Callable[[str], list[Path]]:
    """Return what knows where other parts of a bundle may lie: given along, or kept here."""

    def beside(bundle_id: str) -> list[Path]:
        kept = [row for row in inbox.rows(office.store) if row.bundle_id == bundle_id]
        return [*given, *(inbox.path_of(office.store, row.id) for row in kept)]

    return beside


def end_all(office: Office, bundle: "Bundle") -> None:
    """Let nothing of a bundle wait any more: all of it was taken."""
    for row in inbox.rows(office.store):
        if row.bundle_id == bundle.manifest_hash:
            end(office, row, TAKEN)


def settle(
    office: Office, path: Path, name: str, bundle: "Bundle", files: "Arriving | None"
) -> None:
    """After the records of a bundle in parts were merged: let its parts wait for files, or end.

    `path` and `name` are of the part that was opened; what lies in the inbox stays there.
    """
    if bundle.manifest.parts == 1:
        return
    if not bundle.parts_away or files is None or not files.awaited:
        end_all(office, bundle)
        return
    kept = [row for row in inbox.rows(office.store) if row.bundle_id == bundle.manifest_hash]
    waits = BundleWaits(
        N_(
            "The records of number {number} of {office} are merged. Files in it that wait for part"
            " {parts}: {count}. What does not come goes again with its next export."
        ),
        cause=PARTS,
        kid=bundle.manifest.kid,
        bundle_id=bundle.manifest_hash,
        number=bundle.manifest.seq,
        office=bundle.office,
        count=bundle.files_away,
        parts=", ".join(map(str, bundle.parts_away)),
        all=bundle.manifest.parts,
        away=", ".join(map(str, bundle.parts_away)),
    )
    for row in kept:
        still_waits(office, row, PARTS, waits)
    here = {inbox.path_of(office.store, row.id) for row in kept}
    for part in {path, *bundle.beside} - here:
        keep(office, part, waits, name if part == path else part.name)


def written(error: UserError) -> str:
    """Return a sentence as it is kept, to be translated when it is shown."""
    values = {name: value for name, value in error.values.items() if isinstance(value, str | int)}
    return json.dumps({"text": error.text, "values": values}, ensure_ascii=False)
