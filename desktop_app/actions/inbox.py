"""Waiting: files that arrived and cannot be taken yet are kept, and tried again by themselves.

A seal that is not known here, a newer Surco, parts that have not come: what is unproved is never
parsed, and of it nothing is shown but its name, size, moment and the short name of its seal.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.actions import arriving, keeping, merging, people, registers, trusting
from desktop_app.actions.answers import Answered
from desktop_app.actions.office import Office
from desktop_app.errors import BundleRejected, BundleWaits, Sentence, UserError
from desktop_app.language import N_
from desktop_app.records.files import file_errors_told
from desktop_app.records.people import Role
from desktop_app.records.plain import clean
from desktop_app.records.progress import SILENT, Progress
from desktop_app.store import inbox
from desktop_app.store.inbox import LET_GO, TAKEN, InboxRow

MOST_FILES, MOST_BYTES = 200, 512 * 1024 * 1024
REFUSED, LOST, FOUND = "refused", "lost", "found"
_NAME_LIMIT, _REASON_LIMIT = 200, 500
_SHORTEST_ID = 6
_MEGA = 1024 * 1024
_KEPT = N_("{reason} It is kept and waits here until then.")
_LOST = N_("This file is no longer where it was kept. Ask the sender to send it again.")
_FOUND = N_("This file lay in the folder of waiting files. It is tried again by itself.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One file that waits; `id` names it, `waits_for` says for what, and what to do."""

    id: str
    file_name: str
    size: int
    at: str
    kid: str
    cause: str
    waits_for: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A file that waited and was taken now."""

    file_name: str
    office: str
    sequence: int
    merge_id: str = ""  # empty for an answer


@contextmanager
def keeping_what_waits(office: Office, path: Path) -> Iterator[None]:
    """Keep the file at `path` when reading it inside says that it waits; it is told of as before.

    For whoever opens what arrived and may write.
    """
    try:
        yield
    except BundleWaits as waits:
        keep(office, path, waits)
        raise BundleWaits(
            _KEPT, cause=waits.cause, kid=waits.kid, bundle_id=waits.bundle_id, reason=waits
        ) from waits


def keep(office: Office, path: Path, waits: BundleWaits) -> Waiting:
    """Keep a file that cannot be taken yet. Raises UserError when too much waits already."""
    with file_errors_told(path):
        content = path.read_bytes()
    name = hashlib.sha256(content).hexdigest()
    others = [row for row in inbox.rows(office.store) if row.id != name]
    if len(others) >= MOST_FILES or sum(row.size for row in others) + len(content) > MOST_BYTES:
        raise UserError(
            N_(
                "{count} files of together {size} MB wait here, and there is room for no more."
                " Let some of them go, then open “{file}” again."
            ),
            count=len(others),
            size=-(-sum(row.size for row in others) // _MEGA),
            file=clean(path.name, lines=False)[:_NAME_LIMIT],
        )
    row = InboxRow(
        id=name,
        file_name=clean(path.name, lines=False)[:_NAME_LIMIT],
        size=len(content),
        at=office.moment(),
        kid=waits.kid,
        bundle_id=waits.bundle_id,
        cause=waits.cause,
        told=_written(waits),
    )
    inbox.put(office.store, row, content)
    return _waiting(row)


def waiting(office: Office) -> tuple[Waiting, ...]:
    """Return the files that wait, in the order in which they came."""
    return tuple(_waiting(row) for row in inbox.rows(office.store))


def try_again(office: Office, step: Progress = SILENT) -> tuple[Tried, ...]:
    """Take what can be taken now: after a card was accepted, a register read, an update.

    Bundles are merged with their differences left open, and can be taken back as a whole; answers
    are read. What still waits says for what. Nothing is tried while who works here may not merge.
    """
    if people.refusal(office, Role.REVIEWS) is not None:
        return ()
    _adopt_strays(office)
    taken: list[Tried] = []
    for row in inbox.rows(office.store):
        if not inbox.is_whole(office.store, row.id):
            _still_waits(office, row, LOST, UserError(_LOST))
            continue
        try:
            tried = _take(office, row, step, first=not taken)
        except BundleWaits as waits:
            known = replace(row, kid=waits.kid or row.kid, bundle_id=waits.bundle_id)
            _still_waits(office, known, waits.cause, waits)
        except BundleRejected as error:
            _still_waits(office, row, REFUSED, error)
        else:
            _end(office, row, TAKEN, "")
            taken.append(tried)
    return tuple(taken)


def let_go(office: Office, name: str, reason: str) -> Waiting:
    """Take one file away for good at the wish of a person, whose reason stays written down.

    `name` is its id or the beginning of it. Raises UserError when none or several have it.
    """
    people.require(office, Role.REVIEWS)
    said = clean(reason, lines=False).strip()[:_REASON_LIMIT]
    if not said:
        raise UserError(N_("Say why this file is let go; the reason stays written down."))
    found = [row for row in inbox.rows(office.store) if row.id.startswith(name.lower())]
    if len(name) < _SHORTEST_ID or len(found) != 1:
        raise UserError(N_("No file that waits has the name “{name}”. See: surco inbox"), name=name)
    _end(office, found[0], LET_GO, said)
    return _waiting(found[0])


def _take(office: Office, row: InboxRow, step: Progress, *, first: bool) -> Tried:
    path = inbox.path_of(office.store, row.id)
    if row.cause == registers.EARLIER:
        number = registers.take_waiting(office, path)
        publisher = trusting.publisher_here(office.store)
        return Tried(file_name=row.file_name, office=publisher, sequence=number)
    read = arriving.read_file(office, path, step, name=row.file_name)
    if isinstance(read, Answered):
        return Tried(file_name=row.file_name, office=read.office, sequence=read.sequence)
    if first and not read.merged_as:
        keeping.back_up(office)
    merge_id = merging.apply_plan(office, read, step)
    return Tried(
        file_name=row.file_name,
        office=read.bundle.office,
        sequence=read.bundle.manifest.seq,
        merge_id=merge_id,
    )


def _adopt_strays(office: Office) -> None:
    """Let files wait again that a restored backup knows nothing of."""
    for path in inbox.strays(office.store):
        keep(office, path, BundleWaits(_FOUND, cause=FOUND))


def _still_waits(office: Office, row: InboxRow, cause: str, error: UserError) -> None:
    now = replace(row, cause=cause, told=_written(error))
    if now != row:
        inbox.update(office.store, now)


def _end(office: Office, row: InboxRow, state: str, reason: str) -> None:
    ended = replace(row, state=state, ended_at=office.moment(), ended_by=office.who, reason=reason)
    inbox.update(office.store, ended)
    inbox.drop_content(office.store, row.id)


def _written(error: UserError) -> str:
    values = {name: value for name, value in error.values.items() if isinstance(value, str | int)}
    return json.dumps({"text": error.text, "values": values}, ensure_ascii=False)


def _waiting(row: InboxRow) -> Waiting:
    told = json.loads(row.told)
    return Waiting(
        id=row.id,
        file_name=row.file_name,
        size=row.size,
        at=row.at,
        kid=row.kid,
        cause=row.cause,
        waits_for=Sentence(told["text"], told["values"]),
    )
