"""Undo and redo of one record, over saves and closings: what was done is read from its history.

Undoing makes a new version; its reason says which version it took back, so that the next undo and
a redo know where they are. Only what was typed here is undone: a version that came with a bundle
or an import, or that somebody else saved, ends the way back.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from desktop_app.actions import records
from desktop_app.actions.holding import held_back, leaves_the_same
from desktop_app.actions.office import Office
from desktop_app.language import N_
from desktop_app.records.differences import with_slots
from desktop_app.records.record import Record
from desktop_app.records.slots import slot_field
from desktop_app.store import changes
from desktop_app.store.changes import CREATED, FORGOTTEN, Change

UNDO, REDO = "undo", "redo"
_TYPED = frozenset({"", N_("an earlier value brought back")})
_ENVELOPE = frozenset({CREATED, FORGOTTEN, "human_code", "status", "deleted"})
_ENDS = frozenset({CREATED, FORGOTTEN, "deleted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What one save changed; `reason` is why, `undo 7` for one that took version 7 back."""

    number: int
    who: str
    reason: str
    changed: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """The record after a step back or forth, and the fields that it changed."""

    record: Record
    fields: tuple[str, ...]


def undo(office: Office, uid: str) -> Undone | None:
    """Take back what the last version of this office changed; None when there is nothing."""
    return _step(office, uid, UNDO)


def redo(office: Office, uid: str) -> Undone | None:
    """Bring back what the last undo took away; None when there is nothing."""
    return _step(office, uid, REDO)


def ways(versions: Iterable[Version], ours: Collection[str]) -> tuple[list[int], list[int]]:
    """Return the numbers of the versions that can be undone and redone, the next one last.

    `ours` is who may take a version back: who works here now, and the office when it named nobody.
    """
    done: list[int] = []
    undone: list[int] = []
    for version in versions:
        verb, _, number = version.reason.partition(" ")
        slots = {change.slot for change in version.changed}
        if slots & _ENDS or (version.who not in ours and not slots <= _ENVELOPE):
            done, undone = [], []
        elif verb == UNDO and done and number == str(done[-1]):
            undone.append(done.pop())
        elif verb == REDO and undone and number == str(undone[-1]):
            done.append(undone.pop())
        elif slots <= _ENVELOPE:  # marked ready or sent: no answer changed
            continue
        elif version.reason in _TYPED:
            done, undone = [*done, version.number], []
        else:
            done, undone = [], []
    return done, undone


def versions_of(log: Sequence[Change]) -> list[Version]:
    """Put a history, the newest first, together by versions, the oldest first."""
    ordered = sorted(log, key=lambda change: change.version)
    return [
        Version(number=number, who=group[0].who, reason=group[0].why, changed=group)
        for number, found in groupby(ordered, key=lambda change: change.version)
        if (group := tuple(found))
    ]


def _step(office: Office, uid: str, verb: str) -> Undone | None:
    with office.store.writing():
        record = records.find(office, uid)
        if record.office != office.code or record.deleted:
            return None
        versions = versions_of(changes.history(office.store, uid))
        done, undone = ways(versions, {office.who, office.code})
        way = done if verb == UNDO else undone
        if not way:
            return None
        [version] = [one for one in versions if one.number == way[-1]]
        slots = {
            change.slot: change.before if verb == UNDO else change.after
            for change in version.changed
            if change.slot not in _ENVELOPE
        }
        after = with_slots(record, slots)
        if not leaves_the_same(record, after):
            open_still = tuple(one for one in record.conflicts if one.slot not in slots)
            after = replace(after, status="draft", draft=True, conflicts=open_still)
            after = held_back(office, record, after)
        saved = records.save_version(office, after, f"{verb} {version.number}")
        records.drop_draft(office, uid)
    return Undone(record=saved, fields=tuple(dict.fromkeys(map(slot_field, slots))))
