"""What a bundle would change, worked out before anything is written; a pure function.

Merging is the union of sealed revisions: the order in which bundles arrive, how often, and what
any clock said make no difference.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from desktop_app.language import N_
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Kind
from desktop_app.records.record import Conflict
from desktop_app.records.revision import Revision, Seen, State, state
from desktop_app.records.sides import TOO_MANY, is_crowded
from desktop_app.records.slots import slots_of

Known = Mapping[str, Mapping[str, Revision]]  # uid -> revision id -> revision


class Outcome(StrEnum):
    """What happens to one record."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    DELETED = "deleted"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One slot before and after; None where it was or becomes empty."""

    slot: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRecord:
    """What the plan says of one record; `revisions` are those not known before.

    `before` are the fields that it had, none of a new one; `state` is what it comes to.
    """

    uid: str
    kind: str
    office: str
    outcome: Outcome
    revisions: tuple[Revision, ...] = ()
    state: State | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    reason: str = ""  # a marked text, for REFUSED

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """What it changes, worked out when it is looked at: most records of a bundle never are."""
        after = self.state.fields if self.state else self.before
        return _changes(KINDS[self.kind], self.before, after)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePlan:
    """The whole plan; nothing in it has been written."""

    records: tuple[PlannedRecord, ...]

    def count(self, outcome: Outcome) -> int:
        return sum(planned.outcome is outcome for planned in self.records)

    @property
    def empty(self) -> bool:
        """Whether merging would change nothing."""
        return not any(planned.revisions for planned in self.records)


def plan(
    known: Known,
    incoming: Iterable[Revision],
    refused: Mapping[str, str],
    seen: Seen = MappingProxyType({}),
) -> MergePlan:
    """Return what `incoming` would change.

    `known` holds the revisions of the records that `incoming` speaks of; `refused` is revision id
    -> reason of those that may not come in (another office's record). One refused revision keeps
    the whole record from coming in: half a history would show conflicts that nobody made. `seen` is
    as in `state`.
    """
    by_record: dict[tuple[str, str], list[Revision]] = {}
    for revision in incoming:
        by_record.setdefault((revision.uid, revision.office), []).append(revision)
    records = []
    for uid, office in sorted(by_record):
        several = by_record[uid, office]
        own = {name: line for name, line in known.get(uid, {}).items() if line.office == office}
        reasons = sorted(refused[revision.id] for revision in several if revision.id in refused)
        if len({line.kind for line in [*several, *own.values()]}) > 1:
            reasons.append(N_("It stands for records of two kinds."))
        if is_crowded(own.values(), several):
            reasons.append(TOO_MANY)
        if reasons:
            records.append(_refusal(several[0], reasons[0]))
        else:
            records.append(_planned(own, several, seen))
    return MergePlan(records=tuple(records))


def _refusal(revision: Revision, reason: str) -> PlannedRecord:
    return PlannedRecord(
        uid=revision.uid,
        kind=revision.kind,
        office=revision.office,
        outcome=Outcome.REFUSED,
        reason=reason,
    )


def _planned(known: Mapping[str, Revision], incoming: list[Revision], seen: Seen) -> PlannedRecord:
    first = incoming[0]
    fresh = {revision.id: revision for revision in incoming if revision.id not in known}
    if not fresh:
        return PlannedRecord(
            uid=first.uid, kind=first.kind, office=first.office, outcome=Outcome.SAME
        )
    kind = KINDS[first.kind]
    before = state(kind, known.values(), seen) if known else None
    after = state(kind, [*known.values(), *fresh.values()], seen)
    return PlannedRecord(
        uid=first.uid,
        kind=first.kind,
        office=first.office,
        outcome=_outcome(kind, before, after),
        revisions=tuple(fresh[name] for name in sorted(fresh)),
        state=after,
        before=before.fields if before else {},
        conflicts=after.conflicts,
    )


def _outcome(kind: Kind, before: State | None, after: State) -> Outcome:
    if after.conflicts and (before is None or after.conflicts != before.conflicts):
        return Outcome.CONFLICT
    if after.deleted and not (before and before.deleted):
        return Outcome.DELETED
    if before is None:
        return Outcome.NEW
    settled = before.conflicts and not after.conflicts
    restored = before.deleted and not after.deleted
    ready = before.draft != after.draft
    other = settled or restored or ready or _changes(kind, before.fields, after.fields)
    return Outcome.CHANGED if other else Outcome.SAME


def _changes(
    kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[FieldChange, ...]:
    """Return the slots that differ; only the answers that do are laid out flat."""
    differing = [
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    ]
    was, now = (
        slots_of(kind, {name: fields[name] for name in differing if name in fields})
        for fields in (before, after)
    )
    return tuple(
        FieldChange(slot=slot, before=was.get(slot), after=now.get(slot))
        for slot in sorted(was.keys() | now.keys())
        if was.get(slot) != now.get(slot)
    )
