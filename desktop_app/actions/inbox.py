"""Waiting: files that arrived and cannot be taken yet are kept, and tried again by themselves.

A seal that is not known here, a newer Surco, parts that have not come: what is unproved is never
parsed, and of it nothing is shown but its name, size, moment and the short name of its seal.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.actions import (
    arriving,
    keeping,
    merging,
    people,
    registers,
    trusting,
    unpacking,
)
from desktop_app.actions.answers import Answered
from desktop_app.actions.arrived import PARTS, end, keep, still_waits
from desktop_app.actions.office import Office
from desktop_app.actions.registers import Taken
from desktop_app.errors import BundleWaits, Sentence, UserError
from desktop_app.language import N_
from desktop_app.records.people import Role
from desktop_app.records.plain import clean
from desktop_app.records.progress import SILENT, Progress
from desktop_app.store import inbox
from desktop_app.store.inbox import LET_GO, TAKEN, InboxRow

REFUSED, LOST, FOUND, PERSON = "refused", "lost", "found", "person"
_REASON_LIMIT = 500
_SHORTEST_ID = 6
_KEPT = N_("{reason} It is kept and waits here until then.")
_LOST = N_("This file is no longer where it was kept. Ask the sender to send it again.")
_FOR_A_PERSON = N_(
    "It holds decisions that are said to be ours and were not sealed here. Look at"
    " what it would change, and merge it if that is right."
)
_SENT_BACK = N_(
    "It brings back records of this office. Look at what it would change, and merge it if that is"
    " right."
)
_FOUND = N_("This file lay in the folder of waiting files. It is tried again by itself.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One file that waits; `id` names it, `waits_for` says for what, and what to do.

    `bundle_id` is empty until it is proved whose it is.
    """

    id: str
    file_name: str
    size: int
    at: str
    kid: str
    cause: str
    bundle_id: str
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
            _KEPT,
            cause=waits.cause,
            kid=waits.kid,
            bundle_id=waits.bundle_id,
            beside=waits.beside,
            reason=waits,
        ) from waits


def waiting(office: Office) -> tuple[Waiting, ...]:
    """Return the files that wait, in the order in which they came."""
    return tuple(_waiting(row) for row in inbox.rows(office.store))


def path_of(office: Office, one: Waiting) -> Path:
    """Return where a file that waits lies, for a person who looks at it."""
    return inbox.path_of(office.store, one.id)


def try_again(office: Office, step: Progress = SILENT) -> tuple[Tried, ...]:
    """Take what can be taken now: after a card was accepted, a register read, an update.

    Bundles are merged with their differences left open, and can be taken back as a whole; answers
    are read. What still waits says for what. Nothing is tried while who works here may not merge.
    """
    if people.refusal(office, Role.REVIEWS) is not None:
        return ()
    _keep_strays(office)
    taken: list[Tried] = []
    for parts in (False, True):  # first what proves which of them are parts of one bundle
        lacking: dict[str, InboxRow] = {}
        for row in [row for row in inbox.rows(office.store) if (row.cause == PARTS) is parts]:
            now = inbox.waiting(office.store, row.id)  # it may have gone with another part
            if now and parts and now.bundle_id in lacking:  # each is looked at with all others
                inbox.update(office.store, replace(now, told=lacking[now.bundle_id].told))
                continue
            tried = _tried(office, now, step, first=not taken) if now else None
            if tried and tried.merge_id not in {one.merge_id for one in taken if one.merge_id}:
                taken.append(tried)
            left = inbox.waiting(office.store, row.id)
            if left and left.cause == PARTS:
                lacking[left.bundle_id] = left
    return tuple(taken)


def _keep_strays(office: Office) -> None:
    """Let what lies in the folder wait again: a restored backup knows nothing of it."""
    for path in inbox.strays(office.store):
        try:
            keep(office, path, BundleWaits(_FOUND, cause=FOUND))
        except UserError:  # there is no room: it stays in the folder until there is
            return


def read_list(
    office: Office, path: Path, step: Progress = SILENT
) -> tuple[Taken, tuple[Tried, ...]]:
    """Take the list of offices in a file, and what waited for it; it waits for those before it."""
    with keeping_what_waits(office, path):
        taken = registers.read_file(office, path)
    return taken, try_again(office, step)


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
    end(office, found[0], LET_GO, said)
    return _waiting(found[0])


def _tried(office: Office, row: InboxRow, step: Progress, *, first: bool) -> Tried | None:
    """Take one file if it can be taken; None when it goes on waiting, or brought nothing new."""
    if not inbox.is_whole(office.store, row.id):
        still_waits(office, row, LOST, UserError(_LOST))
        return None
    try:
        return _take(office, row, step, first=first)
    except BundleWaits as waits:
        still_waits(office, row, waits.cause, waits)
    except UserError as error:  # whatever stands against this one, the others are tried
        still_waits(office, row, REFUSED, error)
    return None


def _take(office: Office, row: InboxRow, step: Progress, *, first: bool) -> Tried | None:
    path = inbox.path_of(office.store, row.id)
    if row.cause == registers.EARLIER:
        number = registers.take_waiting(office, path)
        publisher = trusting.publisher_here(office.store)
        return Tried(file_name=row.file_name, office=publisher, sequence=number)
    read = arriving.read_file(office, path, step, name=row.file_name)
    if isinstance(read, Answered):
        end(office, row, TAKEN)
        return Tried(file_name=row.file_name, office=read.office, sequence=read.sequence)
    if unpacking.is_pack(read) and read.brings:
        raise BundleWaits(_SENT_BACK, cause=PERSON, bundle_id=read.bundle.manifest_hash)
    if not read.merged_as and read.said_ours:
        raise BundleWaits(_FOR_A_PERSON, cause=PERSON, bundle_id=read.bundle.manifest_hash)
    if first and not read.merged_as:
        keeping.back_up(office)
    inbox.update(office.store, replace(row, bundle_id=read.bundle.manifest_hash))
    merge_id = merging.apply_plan(office, read, step)
    if read.bundle.manifest.parts == 1:  # else merging said which parts go on waiting
        end(office, row, TAKEN)
    if not read.brings:
        return None
    return Tried(
        file_name=row.file_name,
        office=read.bundle.office,
        sequence=read.bundle.manifest.seq,
        merge_id=merge_id,
    )


def _waiting(row: InboxRow) -> Waiting:
    told = json.loads(row.told)
    return Waiting(
        id=row.id,
        file_name=row.file_name,
        size=row.size,
        at=row.at,
        kid=row.kid,
        cause=row.cause,
        bundle_id=row.bundle_id,
        waits_for=Sentence(told["text"], told["values"]),
    )
