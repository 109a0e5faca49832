"""Merging what a bundle brings, deciding what stays open, and taking a merge back as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions import (
    encrypting,
    evidence,
    gaps,
    registers,
    renewing,
    stolen_orders,
    travelling,
    unpacking,
    vouching,
)
from desktop_app.actions.arrived import end_all, settle
from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.actions.planning import Planned, basis_of
from desktop_app.actions.sequence import is_overtaken
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.kinds import KINDS
from desktop_app.records.merge import Outcome, PlannedRecord
from desktop_app.records.people import Role
from desktop_app.records.plain import clean
from desktop_app.records.progress import SILENT, Progress, Stretches
from desktop_app.records.record import Record
from desktop_app.records.restored import from_state
from desktop_app.records.revision import PURGED, Revision, State, seal, state
from desktop_app.records.scope import speaks_for
from desktop_app.records.slots import WITHDRAWAL, fields_of, slots_of
from desktop_app.records.stamp import new_uid
from desktop_app.store import holdings, journal, purging, revisions, told
from desktop_app.store import records as stored
from desktop_app.store.journal import BundleRow, MergeRow

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle


def apply_plan(office: Office, planned: Planned, step: Progress = SILENT) -> str:
    """Merge in one transaction and return the name of the merge, by which it can be undone.

    A bundle that was merged before returns the name of that merge; nothing changes, but files in
    parts that came since are kept. Raises UserError when something else was merged, undone or
    decided since the plan was made.
    """
    merge_id = _merged(office, planned, step)
    _settle(office, planned)
    return merge_id


def _settle(office: Office, planned: Planned) -> None:
    settle(office, planned.path, planned.name, planned.bundle, planned.files)
    if planned.bundle.manifest.parts == 1 and (planned.vouched or not planned.said_ours):
        end_all(office, planned.bundle)  # a person looked at it: it waits for that no more


def _merged(office: Office, planned: Planned, step: Progress) -> str:
    require(office, Role.REVIEWS)
    if planned.merged_as:
        if planned.files is not None and planned.fresh_files:
            travelling.keep(office, planned.files)
        return planned.merged_as
    bundle = planned.bundle
    merge_id = new_uid()[:8]
    taken = _taken(planned)
    with office.store.writing():
        if planned.files is not None:
            travelling.keep(office, planned.files)
        if planned.basis != basis_of(office):
            raise UserError(
                N_("Something else was merged since this was shown. Choose the file again.")
            )
        registers.refuse_stopped(office, bundle)
        before = unpacking.before(office, planned)
        if journal.bundle(office.store, bundle.manifest_hash) is None:
            _note_arrival(office, planned)
        journal.add_merge(
            office.store,
            MergeRow(
                id=merge_id,
                bundle_id=bundle.manifest_hash,
                at=office.moment(),
                who=office.who,
                undone_at="",
                counts={outcome.value: planned.count(outcome) for outcome in Outcome},
            ),
            _results(office, planned),
        )
        revisions.add(office.store, taken, merge_id=merge_id)
        evidence.keep(office, bundle)
        renewing.take(office, bundle)
        changed = [one for one in planned.plan.records if one.revisions]
        told.forget(office.store, [one.uid for one in changed])
        on_word = [one for one in changed if one.reason == vouching.ON_WORD]
        proved = [one for one in changed if one.reason != vouching.ON_WORD]
        what = "pack" if unpacking.is_pack(planned) else "bundle"
        save_states(office, proved, f"{what} {bundle.office} {bundle.manifest.seq}", step)
        save_states(office, on_word, vouching.ON_WORD)
        unpacking.after(office, planned, before)
    return merge_id


def _note_arrival(office: Office, planned: Planned) -> None:
    row = received_row(
        office,
        planned.path,
        planned.bundle,
        name=planned.name,
        records=len(planned.plan.records),
        state="merged",
    )
    if encrypting.came_open(office, planned.path):
        row = replace(row, note=encrypting.OPENLY)
    journal.add_bundle(office.store, row)
    registers.note_seal(office, planned.bundle)
    if not is_overtaken(office, planned.bundle):  # else its reader may be lost since
        encrypting.learn(office, planned.bundle)


def undo_merge(office: Office, merge_id: str, step: Progress = SILENT) -> int:
    """Take a whole merge back; the store is as if the bundle had never come. Returns the records.

    With the merge of a bundle goes what a later one added of that bundle. Raises UserError for an
    unknown merge or one undone before. The sealed lines are kept aside, and so are decisions on a
    record of which no other merge is left. Refused records were never in.
    When `step` stops it, the merge stands as before.
    """
    require(office, Role.REVIEWS)
    row = journal.merge(office.store, merge_id)
    if row is None:
        raise UserError(N_("There is no merge named “{name}”."), name=merge_id)
    if row.undone_at:
        raise UserError(N_("The merge “{name}” was undone before."), name=merge_id)
    with office.store.writing():
        names = [merge_id, *journal.added_to(office.store, merge_id)]
        planned = {
            uid
            for name in names
            for uid, _kind, outcome, _reason in journal.results(office.store, name)
            if outcome != Outcome.REFUSED
        }
        uids = sorted(planned & holdings.brought_by(office.store, names))
        stretches = Stretches(step)
        stretches.look()
        unpacking.before_undo(office, row.bundle_id, uids)
        for name in names:
            journal.undo_merge_row(office.store, name, office.moment())
            holdings.forget_taken_back(office.store, name)
        stolen_orders.take_back(office)
        left = revisions.of_records(office.store, uids)
        going = [uid for uid in uids if _only_decided(left.get(uid, {}))]
        unpacking.keep_for_office(office, row.bundle_id, going)
        left = revisions.of_records(office.store, uids)
        stretches.look()
        theirs = {uid: lines for uid, lines in left.items() if not _only_decided(lines)}
        stored.forget(office.store, [uid for uid in uids if uid not in theirs])
        _save_again(office, theirs, f"undo {merge_id}", stretches.stretch(0, 100))
        stretches.look()  # the last chance to stop
    return len(uids)


def save_states(
    office: Office,
    planned: Sequence[PlannedRecord],
    why: str,
    step: Progress = SILENT,
    *,
    arrived: str = "accepted",
) -> None:
    """Write the merged state of each planned record; call it inside the merge's transaction.

    `arrived` is where a record of this office stands that others have decided on.
    """
    owners = {one.uid: one.office for one in planned if one.state is not None}
    loaded = _rows_of(office, owners)
    rows = {row.uid: row for row in loaded}
    merged = []
    for one in planned:
        if one.state is None:
            continue
        record = from_state(
            rows.get(one.uid), kind=one.kind, uid=one.uid, office=one.office, state=one.state
        )
        merged.append(_received(office, record, arrived))
    who, at = office.who, office.moment()
    stored.save_many(office.store, merged, who=who, at=at, why=why, step=step, loaded=loaded)
    purging.wipe(office.store, [(one.uid, one.office) for one in merged if PURGED in one.extra])


def _rows_of(office: Office, owners: Mapping[str, str]) -> list[Record]:
    """Return these records (uid -> office) as stored; one of another office makes room.

    That is what an order to erase left of a record which its office never had.
    """
    loaded = stored.load_many(office.store, list(owners))
    strange = {one.uid for one in loaded if owners[one.uid] != one.office}
    stored.forget(office.store, strange)
    return [one for one in loaded if one.uid not in strange]


def conflicts(office: Office) -> list[Record]:
    """Return the records that hold two values for one answer."""
    rows = [row for kind in KINDS for row in stored.with_conflicts(office.store, kind)]
    return stored.load_many(office.store, rows)


def apply_decided(
    office: Office,
    planned: Planned,
    decisions: Mapping[str, Mapping[str, str]],
    step: Progress = SILENT,
) -> str:
    """Merge with the decisions of a person, uid -> the choices of `resolve`, all or nothing.

    Undoing the merge takes its decisions back too.
    """
    with office.store.writing():
        merge_id = _merged(office, planned, step)
        if not planned.merged_as:
            for uid, choices in decisions.items():
                record = stored.load(office.store, uid)
                resolve(office, record, choices, merge_id=merge_id)
    _settle(office, planned)
    return merge_id


def merges(office: Office) -> list[MergeRow]:
    """Return the merges so far, the newest first, undone ones too."""
    return journal.merges(office.store)


def undone_at(office: Office) -> dict[str, str]:
    """Return bundle -> when all of it was taken back, empty while a merge of it stands."""
    found: dict[str, str] = {}
    for _merge, bundle, undone in journal.merged(office.store):  # the latest first
        found[bundle] = found.get(bundle, undone) and undone
    return found


def resolve(
    office: Office, record: Record, choices: Mapping[str, str], *, merge_id: str = ""
) -> Record:
    """Decide open differences: `choices` is slot -> the revision whose value stands.

    When none is left open the decision is sealed and travels; until then it is kept here. With
    `merge_id` it belongs to that merge and goes when it is undone. Raises UserError for a slot or
    a revision that the record does not hold.
    """
    require(office, Role.REVIEWS)
    kind = KINDS[record.kind]
    flat = slots_of(kind, {**record.extra, **record.values, "human_code": record.human_code})
    deleted = record.deleted
    for slot, revision in choices.items():
        conflict = next((one for one in record.conflicts if one.slot == slot), None)
        if conflict is None or revision not in conflict.values:
            raise UserError(N_("There is no open difference of this name."))
        value = conflict.values[revision]
        if slot == WITHDRAWAL:
            deleted = value or ""
        elif value is None:
            flat.pop(slot, None)
        else:
            flat[slot] = value
    open_still = tuple(one for one in record.conflicts if one.slot not in choices)
    decided = from_state(
        record,
        kind=record.kind,
        uid=record.uid,
        office=record.office,
        state=State(
            fields=fields_of(kind, flat),
            conflicts=open_still,
            heads=record.heads,
            draft=record.draft,
            deleted=deleted,
        ),
    )
    with office.store.writing():
        if not open_still:
            settled = seal(decided, parents=record.heads, author=office.code, at=office.moment())
            revisions.add(office.store, [settled], merge_id=merge_id)
            decided = replace(decided, heads=(settled.id,))
        return stored.save(
            office.store, decided, who=office.who, at=office.moment(), why=N_("difference decided")
        )


def _received(office: Office, record: Record, arrived: str = "accepted") -> Record:
    if record.deleted:
        return replace(record, status="withdrawn")
    if record.office == office.code:
        return replace(record, status="draft" if record.draft else arrived)
    return replace(record, status="received")


def _save_again(
    office: Office, left: Mapping[str, Mapping[str, Revision]], why: str, step: Progress
) -> None:
    owners = {uid: next(iter(known.values())).office for uid, known in left.items()}
    rows = {row.uid: row for row in _rows_of(office, owners)}
    seen = gaps.seen(office, left)
    again = []
    for uid, known in left.items():
        first = next(iter(known.values()))
        merged = state(KINDS[first.kind], known.values(), seen)
        record = from_state(
            rows.get(uid), kind=first.kind, uid=uid, office=first.office, state=merged
        )
        again.append(unpacking.stands_again(office, _received(office, record)))
    stored.save_many(office.store, again, who=office.who, at=office.moment(), why=why, step=step)


def _only_decided(lines: Mapping[str, Revision]) -> bool:
    """Tell whether nothing is left of a record but what others decided on it."""
    return not any(speaks_for((line.office,), line.author) for line in lines.values())


def _taken(planned: Planned) -> list[Revision]:
    refused = {
        (one.uid, one.office) for one in planned.plan.records if one.outcome is Outcome.REFUSED
    }
    asked = vouching.asked(
        planned.bundle, planned.said_ours, vouched=planned.vouched, merged=bool(planned.adds_to)
    )
    return [line for line in asked if (line.uid, line.office) not in refused]


def _results(office: Office, planned: Planned) -> list[tuple[str, str, str, str]]:
    """Return what a merge did with each record; of those it leaves alone what one before it did."""
    now = [(one.uid, one.kind, one.outcome.value, one.reason) for one in planned.plan.records]
    named = {uid for uid, *_said in now}
    before = journal.results(office.store, planned.adds_to)
    return [*now, *(one for one in before if one[0] not in named)]


def received_row(  # noqa: PLR0913 - what the journal is told
    office: Office, path: Path, bundle: "Bundle", *, name: str, records: int, state: str
) -> BundleRow:
    """Return the line of the journal of a bundle that lies at `path` and came under a name."""
    manifest = bundle.manifest
    return BundleRow(
        id=bundle.manifest_hash,
        direction="in",
        kind=manifest.kind,
        office=bundle.office,
        addressee=manifest.to,
        stream=manifest.stream,
        seq=manifest.seq,
        prev=manifest.prev,
        made_at=manifest.made_at,
        at=office.moment(),
        file_name=clean(name, lines=False),  # on some systems a name is any bytes
        records=records,
        size=path.stat().st_size,
        check_code=bundle.check_code,
        state=state,
        note="",
    )
