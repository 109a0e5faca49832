"""Receiving bundles: what would change, changing it as a whole, and taking it back as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions import travelling
from desktop_app.actions.office import GUEST, Office
from desktop_app.actions.people import require
from desktop_app.actions.travelling import Arriving, Note
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.kinds import GUEST_KINDS, KINDS
from desktop_app.records.merge import MergePlan, Outcome, PlannedRecord, plan
from desktop_app.records.people import Role
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.records.restored import from_state, unfit
from desktop_app.records.revision import Revision, State, seal, state
from desktop_app.records.slots import WITHDRAWAL, fields_of, slots_of
from desktop_app.records.stamp import new_uid
from desktop_app.store import journal, revisions
from desktop_app.store import records as stored
from desktop_app.store.journal import BundleRow, MergeRow

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A proved bundle and what it would change; nothing was written yet."""

    path: Path
    bundle: "Bundle"
    plan: MergePlan
    notes: tuple[Note, ...]
    basis: tuple[object, ...] = ()  # what had come in when it was worked out
    files: Arriving | None = None  # what of the files in it is kept
    merged_as: str = ""  # the merge that took this very bundle before

    def count(self, outcome: Outcome) -> int:
        return self.plan.count(outcome)


def plan_bundle(office: Office, path: Path, step: Progress = SILENT) -> Planned:
    """Prove a bundle and work out what it would change. Raises BundleRejected.

    Nothing is written; no record of it is parsed before its seal held.
    """
    from desktop_app.exchange.bundle import read_bundle

    if not office.is_secretariat:
        raise UserError(
            N_("Only the Secretariat merges bundles. Read an answer with: surco read-answer")
        )
    bundle = read_bundle(
        path,
        office.trusted(),
        kinds=("submission",),
        addressee=office.code,
        step=step,
    )
    uids = {revision.uid for revision in bundle.revisions}
    known = revisions.of_records(office.store, uids, at_hand=bundle.revisions)
    refused = _refused(office, bundle, known)
    files = travelling.arriving(office, bundle, refused)
    return Planned(
        path=path,
        bundle=bundle,
        plan=plan(known, bundle.revisions, refused),
        notes=(*_notes(office, bundle), *files.notes()),
        files=files,
        basis=_basis(office),
        merged_as=_merged_as(office, bundle.manifest_hash),
    )


def apply_plan(office: Office, planned: Planned, step: Progress = SILENT) -> str:
    """Merge in one transaction and return the name of the merge, by which it can be undone.

    A bundle that was merged before changes nothing and returns the name of that merge. Raises
    UserError when something else was merged, undone or decided since the plan was made.
    """
    require(office, Role.REVIEWS)
    if planned.merged_as:
        return planned.merged_as
    bundle = planned.bundle
    merge_id = new_uid()[:8]
    taken = _taken(planned)
    with office.store.writing():
        if planned.files is not None:
            travelling.keep(office, planned.files)
        if planned.basis != _basis(office):
            raise UserError(
                N_("Something else was merged since this was shown. Choose the file again.")
            )
        if journal.bundle(office.store, bundle.manifest_hash) is None:
            row = received_row(
                office, planned.path, bundle, records=len(planned.plan.records), state="merged"
            )
            journal.add_bundle(office.store, row)
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
            [(one.uid, one.kind, one.outcome.value, one.reason) for one in planned.plan.records],
        )
        revisions.add(office.store, taken, merge_id=merge_id)
        changed = [one for one in planned.plan.records if one.revisions]
        save_states(office, changed, f"bundle {bundle.office} {bundle.manifest.seq}", step)
    return merge_id


def undo_merge(office: Office, merge_id: str) -> int:
    """Take a whole merge back; the store is as if the bundle had never come. Returns the records.

    Raises UserError for an unknown merge or one undone before. The sealed lines are kept aside, and
    so are decisions on a record of which no other merge is left. Refused records were never in.
    """
    require(office, Role.REVIEWS)
    row = journal.merge(office.store, merge_id)
    if row is None:
        raise UserError(N_("There is no merge named “{name}”."), name=merge_id)
    if row.undone_at:
        raise UserError(N_("The merge “{name}” was undone before."), name=merge_id)
    with office.store.writing():
        uids = sorted(
            {
                uid
                for uid, outcome, _reason in journal.record_results(office.store, merge_id)
                if outcome != Outcome.REFUSED
            }
        )
        journal.undo_merge_row(office.store, merge_id, office.moment())
        left = revisions.of_records(office.store, uids)
        theirs = {uid: lines for uid, lines in left.items() if not _only_ours(office, lines)}
        stored.forget(office.store, [uid for uid in uids if uid not in theirs])
        _save_again(office, theirs, f"undo {merge_id}")
    return len(uids)


def save_states(
    office: Office, planned: Sequence[PlannedRecord], why: str, step: Progress = SILENT
) -> None:
    """Write the merged state of each planned record; call it inside the merge's transaction."""
    loaded = stored.load_many(office.store, [one.uid for one in planned])
    rows = {row.uid: row for row in loaded}
    merged = []
    for one in planned:
        if one.state is None:
            continue
        record = from_state(
            rows.get(one.uid), kind=one.kind, uid=one.uid, office=one.office, state=one.state
        )
        merged.append(_received(office, record))
    who, at = office.who, office.moment()
    stored.save_many(office.store, merged, who=who, at=at, why=why, step=step, loaded=loaded)


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
        merge_id = apply_plan(office, planned, step)
        if not planned.merged_as:
            for uid, choices in decisions.items():
                record = stored.load(office.store, uid)
                resolve(office, record, choices, merge_id=merge_id)
    return merge_id


def merges(office: Office) -> list[MergeRow]:
    """Return the merges so far, the newest first, undone ones too."""
    return journal.merges(office.store)


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


def _received(office: Office, record: Record) -> Record:
    if record.deleted:
        return replace(record, status="withdrawn")
    if record.office == office.code:
        return replace(record, status="draft" if record.draft else "accepted")
    return replace(record, status="received")


def _save_again(office: Office, left: Mapping[str, Mapping[str, Revision]], why: str) -> None:
    rows = {row.uid: row for row in stored.load_many(office.store, list(left))}
    again = []
    for uid, known in left.items():
        first = next(iter(known.values()))
        merged = state(KINDS[first.kind], known.values())
        record = from_state(
            rows.get(uid), kind=first.kind, uid=uid, office=first.office, state=merged
        )
        again.append(_received(office, record))
    stored.save_many(office.store, again, who=office.who, at=office.moment(), why=why)


def _only_ours(office: Office, lines: Mapping[str, Revision]) -> bool:
    return all(line.author == office.code for line in lines.values())


def _basis(office: Office) -> tuple[object, ...]:
    """Return what changes whenever something is merged, undone or decided."""
    done = [(row.id, row.undone_at) for row in journal.merges(office.store)]
    return (revisions.count(office.store), *done)


def _taken(planned: Planned) -> list[Revision]:
    refused = {
        (one.uid, one.office) for one in planned.plan.records if one.outcome is Outcome.REFUSED
    }
    return [
        revision
        for revision in planned.bundle.revisions
        if (revision.uid, revision.office) not in refused
    ]


def _refused(
    office: Office, bundle: "Bundle", known: Mapping[str, Mapping[str, Revision]]
) -> dict[str, str]:
    """Return revision id -> why it may not come in: an office speaks for itself alone."""
    reasons = {}
    owners = stored.owners(office.store, {revision.uid for revision in bundle.revisions})
    owners |= {uid: next(iter(lines.values())).office for uid, lines in known.items() if lines}
    for revision in bundle.revisions:
        if revision.office != bundle.office:
            reasons[revision.id] = N_("It belongs to another office.")
        elif bundle.role == GUEST and revision.kind not in GUEST_KINDS:
            reasons[revision.id] = N_("A guest describes its sources and whom to ask, no more.")
        elif revision.id in known.get(revision.uid, {}):
            continue
        elif revision.author not in (bundle.office, office.code):
            reasons[revision.id] = N_("It belongs to another office.")
        elif owners.get(revision.uid, bundle.office) != bundle.office:
            reasons[revision.id] = N_("Another office has a record of this identity.")
        else:
            why = unfit(revision)
            if why:
                reasons[revision.id] = why
    return reasons


def _notes(office: Office, bundle: "Bundle") -> list[Note]:
    """Say what the sequence tells: a gap, a repetition, two copies of one installation."""
    manifest = bundle.manifest
    before = {
        row.seq: row
        for row in journal.bundles(office.store, direction="in", office=bundle.office)
        if row.stream == manifest.stream
    }
    notes: list[Note] = []
    missing = missing_numbers(before.keys() | {manifest.seq}, manifest.acked_seq)
    if missing:
        numbers = ", ".join(str(number) for number in missing)
        notes.append((N_("Not received: number {numbers}."), {"numbers": numbers}))
    same = before.get(manifest.seq)
    if same and same.id != bundle.manifest_hash:
        text = N_(
            "Two bundles with the number {number}: there are two copies of this installation."
        )
        notes.append((text, {"number": manifest.seq}))
    if same and same.id == bundle.manifest_hash:
        notes.append((N_("Already received on {date}."), {"date": same.at[:10]}))
    named_ours = {line.id for line in bundle.revisions if line.author == office.code}
    foreign = len(named_ours - revisions.kept(office.store, named_ours))
    if foreign:
        text = N_("{count} decisions in it are said to be ours, but were not sealed here.")
        notes.append((text, {"count": foreign}))
    if bundle.refused_lines:
        text = N_("{count} records could not be read.")
        notes.append((text, {"count": len(bundle.refused_lines)}))
    return notes


def missing_numbers(seen: set[int], acknowledged: int = 0) -> list[int]:
    """Return the numbers of a stream that did not come, those acknowledged before left out."""
    return [
        number for number in range(acknowledged + 1, max(seen, default=0)) if number not in seen
    ]


def _merged_as(office: Office, bundle_id: str) -> str:
    merges = [row for row in journal.merges(office.store) if row.bundle_id == bundle_id]
    return next((row.id for row in merges if not row.undone_at), "")


def received_row(
    office: Office, path: Path, bundle: "Bundle", *, records: int, state: str
) -> BundleRow:
    """Return the line of the journal of a bundle that came as the file `path`."""
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
        file_name=path.name,
        records=records,
        size=path.stat().st_size,
        check_code=bundle.check_code,
        state=state,
        note="",
    )
