"""What a bundle that arrived would change, worked out before anything is written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions import (
    asking,
    encrypting,
    fallen,
    gaps,
    numbering,
    registers,
    renewing,
    roads,
    travelling,
    vouching,
)
from desktop_app.actions.arrived import PARTS, others_of
from desktop_app.actions.office import GUEST, SECRETARIAT, Office
from desktop_app.actions.sequence import notes_on
from desktop_app.actions.travelling import Arriving, Note
from desktop_app.errors import BundleRejected, BundleWaits
from desktop_app.language import N_
from desktop_app.records.kinds import GUEST_KINDS, KINDS
from desktop_app.records.merge import MergePlan, Outcome, plan
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.restored import unfit
from desktop_app.records.revision import PURGED, SCHEMA, Revision
from desktop_app.records.scope import speaks_for
from desktop_app.store import filing, journal, purging, revisions
from desktop_app.store import records as stored

_CARRIED = frozenset(["human_code", "iati", PURGED])  # in a line beside its answers

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A proved bundle and what it would change; nothing was written yet."""

    path: Path
    name: str
    bundle: "Bundle"
    plan: MergePlan
    notes: tuple[Note, ...]
    basis: tuple[object, ...] = ()  # what had come in when it was worked out
    files: Arriving | None = None  # what of the files in it is kept
    merged_as: str = ""  # the merge that took this very bundle before
    adds_to: str = ""  # that merge, if what stayed out of it is taken now by a merge of its own
    fresh_files: int = 0  # those in it that are not here yet
    said_ours: frozenset[str] = frozenset()  # lines under our name that nothing here knows
    vouched: bool = False  # whether a person says that those are ours; else they stay out
    unsent: tuple[Revision, ...] = ()  # what was typed here since, as one side of a pack's merge
    versions: tuple[tuple[str, int], ...] = ()  # of the records here that a pack would change

    @property
    def brings(self) -> bool:
        """Whether taking it brings anything that this very bundle has not brought before."""
        return not self.merged_as or bool(self.fresh_files)

    def count(self, outcome: Outcome) -> int:
        return self.plan.count(outcome)


def plan_bundle(
    office: Office,
    path: Path,
    step: Progress = SILENT,
    *,
    name: str = "",
    beside: Sequence[Path] = (),
) -> Planned:
    """Prove a bundle and work out what it would change. Raises BundleRejected.

    Nothing is written; no record of it is parsed before its seal held. `name` is what the file was
    called when it came, if it lies under another one; `beside` are files that were given along:
    other parts of it are found among them, and among what waits here. Decisions that
    are said to be ours and unknown here stay out; see `on_word`.
    """
    bundle = _read(office, path, step, beside)
    return _worked_out(office, path, name or path.name, bundle, vouched=False)


def on_word(office: Office, planned: Planned, *, vouched: bool) -> Planned:
    """Return the plan anew, with or without the decisions said to be ours: a person's word."""
    return _worked_out(office, planned.path, planned.name, planned.bundle, vouched=vouched)


def _worked_out(
    office: Office, path: Path, name: str, bundle: "Bundle", *, vouched: bool
) -> Planned:
    said_ours = vouching.said_ours(office, bundle)
    before = merged_as(office, bundle.manifest_hash)
    asked = vouching.asked(bundle, said_ours, vouched=vouched, merged=bool(before))
    uids = {revision.uid for revision in bundle.revisions}
    known = revisions.of_records(office.store, uids, at_hand=bundle.revisions)
    refused = _refused(office, bundle, known)
    coming, erased = without_erased(office, asked)
    both = together(known, [line for line in coming if line.id not in refused])
    planned = plan(known, coming, refused, gaps.seen(office, both, bundle))
    planned = vouching.marked(planned, said_ours)
    files = travelling.arriving(office, bundle, refused)
    told = vouching.notes(bundle, said_ours, vouched=vouched, merged=bool(before))
    adds_to = before if vouched and not planned.empty else ""
    return Planned(
        path=path,
        name=name,
        bundle=bundle,
        plan=planned,
        notes=(
            *told,
            *encrypting.notes_on(office, path),
            *_notes(office, bundle),
            *gaps.notes(both),
            *numbering.notes_on(office, coming),
            *erased,
            *_asking(known, planned),
            *files.notes(),
        ),
        files=files,
        basis=basis_of(office),
        merged_as="" if adds_to else before,
        adds_to=adds_to,
        fresh_files=len(filing.lacking(office.store, files.kept)),
        said_ours=said_ours,
        vouched=vouched,
    )


def _read(office: Office, path: Path, step: Progress, beside: Sequence[Path]) -> "Bundle":
    from desktop_app.exchange.bundle_reading import read_bundle

    try:
        bundle = read_bundle(
            path,
            office.trusted(),
            kinds=("submission",),
            addressee=office.code,
            step=step,
            unlock=encrypting.unlocking(office),
            beside=others_of(office, beside),
            kept=partial(revisions.kept, office.store),
        )
    except BundleWaits as waits:
        raise _whole_before(office, waits) or waits from waits
    if not roads.receives(office):
        raise BundleRejected(
            N_(
                "Only the Secretariat merges bundles, and a national office those of its units."
                " Read an answer with: surco read-answer"
            )
        )
    roads.refuse_stranger(office, bundle.office)
    registers.refuse_second(office, bundle)
    return bundle


def _whole_before(office: Office, waits: BundleWaits) -> BundleRejected | None:
    """Return what is said of a part that is not needed any more, None of one that is."""
    if waits.cause != PARTS:
        return None
    number, sender = waits.values["number"], waits.values["office"]
    if merged_as(office, waits.bundle_id):
        text = N_("Number {number} of {office} was received before, and this is a part of it.")
        return BundleRejected(text, number=number, office=sender)
    later = [
        row.seq
        for row in journal.bundles(office.store, "in", str(sender))
        if isinstance(number, int) and row.seq > number and row.kind == "submission"
    ]
    if not later:
        return None
    return BundleWaits(
        N_(
            "Number {number} of {office} lacks a part. Number {later} came since and brought its"
            " records once more: this file can be let go."
        ),
        cause=PARTS,
        kid=waits.kid,
        bundle_id=waits.bundle_id,
        number=number,
        office=sender,
        later=max(later),
    )


def basis_of(office: Office) -> tuple[object, ...]:
    """Return what changes whenever something is merged, undone or decided."""
    return (revisions.count(office.store), *journal.merged(office.store))


def _refused(
    office: Office, bundle: "Bundle", known: Mapping[str, Mapping[str, Revision]]
) -> dict[str, str]:
    """Return revision id -> why it may not come in: an office speaks for itself and its units."""
    reasons = {}
    authors = {office.code, *_above(office, bundle.office)}
    guests = _guests(office, bundle)
    owners = owners_in(office, bundle, known)
    for revision in bundle.revisions:
        if not bundle.may_bring(revision.office):
            reasons[revision.id] = N_("It belongs to another office.")
        elif revision.office in guests and revision.kind not in GUEST_KINDS:
            reasons[revision.id] = N_("A guest describes its sources and whom to ask, no more.")
        elif revision.id in known.get(revision.uid, {}):
            continue
        elif revision.author not in authors and not bundle.may_bring(revision.author):
            reasons[revision.id] = N_("It belongs to another office.")
        elif owners.get(revision.uid, revision.office) != revision.office:
            reasons[revision.id] = N_("Another office has a record of this identity.")
        else:
            lines = known.get(revision.uid, {})
            why = unfit(revision, [lines[one] for one in revision.parents if one in lines])
            if why:
                reasons[revision.id] = why
    return reasons


def owners_in(
    office: Office, bundle: "Bundle", known: Mapping[str, Mapping[str, Revision]]
) -> dict[str, str]:
    """Return whose record each of a bundle is: as it is known here, else as the bundle claims.

    An order to erase claims nothing: who gives it may never have had the record.
    What a bundle gives to several offices at once is nobody's.
    """
    uids = {revision.uid for revision in bundle.revisions}
    owners = stored.owners(office.store, uids)
    owners |= {uid: next(iter(lines.values())).office for uid, lines in known.items() if lines}
    for uid in purging.ordered_alone(office.store, uids):
        owners.pop(uid, None)
    claims = {(one.uid, one.office) for one in bundle.revisions if not one.purges}
    claimed = dict(claims)
    orders = {(one.uid, one.office) for one in bundle.revisions if one.uid not in claimed}
    twice = Counter(uid for uid, _office in (*claims, *orders))
    return {**claimed, **{uid: "" for uid, times in twice.items() if times > 1}, **owners}


def without_erased(office: Office, lines: list[Revision]) -> tuple[list[Revision], list[Note]]:
    """Return the lines without what they hold of erased records, and how many of those there are.

    The orders to erase them stay, those that come in this very bundle too. Each binds the lines of
    its own office alone.
    """
    gone = purging.purged(office.store, {line.uid for line in lines})
    gone |= {(line.uid, line.office) for line in lines if line.purges}
    coming = [line for line in lines if line.purges or (line.uid, line.office) not in gone]
    old = {line.uid for line in lines} - {line.uid for line in coming}
    text = N_("Persons in it who were erased here, and stay so: {count}.")
    return coming, [(text, {"count": len(old)})] if old else []


def together(
    known: Mapping[str, Mapping[str, Revision]], coming: list[Revision]
) -> dict[str, dict[str, Revision]]:
    """Return the lines of the records that a bundle speaks of, those known and those coming."""
    both = {uid: dict(lines) for uid, lines in known.items()}
    for line in coming:
        both.setdefault(line.uid, {})[line.id] = line
    return both


def _asking(known: Mapping[str, Mapping[str, Revision]], planned: MergePlan) -> list[Note]:
    """Say how many records are put together from two sides in a way that breaks a rule."""
    count = asking.how_many_will_ask(known, planned)
    text = N_("Put together from two sides and doubtful by that; the answer will ask: {count}.")
    return [(text, {"count": count})] if count else []


def _above(office: Office, sender: str) -> set[str]:
    """Return who decides on the records of a sender: the offices above it and the Secretariat."""
    known = office.trusted().values()
    return {
        one.office
        for one in known
        if one.role == SECRETARIAT
        or (one.office != sender and one.role != GUEST and speaks_for(one.scope, sender))
    }


def _guests(office: Office, bundle: "Bundle") -> set[str]:
    """Return the codes of guests, as they are known here or as who brings their records says."""
    found = {one.office for one in office.trusted().values() if one.role == GUEST}
    found |= {one.said.office for one in bundle.origins if one.role == GUEST}
    return found | ({bundle.office} if bundle.role == GUEST else set())


def _notes(office: Office, bundle: "Bundle") -> list[Note]:
    """Say what a person should know of a bundle before they merge it."""
    notes = [*notes_on(office, bundle), *fallen.notes_on(office, bundle)]
    units = sorted({one.office for one in bundle.revisions} - {bundle.office})
    if units:
        text = N_("With records of units, as these sealed them: {names}.")
        notes.append((text, {"names": ", ".join(units)}))
    if bundle.poor_origins:
        text = N_("{count} bundles of units are named in it and not proved.")
        notes.append((text, {"count": bundle.poor_origins}))
    newer = _unshown(bundle)
    if newer:
        text = N_("{count} answers of a newer Surco are kept, but not shown here.")
        notes.append((text, {"count": newer}))
    return [*notes, *what_lacks(bundle), *renewing.told(office, bundle)]


def what_lacks(bundle: "Bundle") -> list[Note]:
    """Say what of a bundle is not at hand: parts that did not come, lines that cannot be read."""
    notes: list[Note] = []
    if bundle.parts_away:
        text = N_("Files that wait for another part: {count}. Part {parts} of {all} did not come.")
        away = ", ".join(map(str, bundle.parts_away))
        values = {"count": bundle.files_away, "parts": away, "all": bundle.manifest.parts}
        notes.append((text, values))
    if bundle.refused_lines:
        text = N_("{count} records could not be read.")
        notes.append((text, {"count": len(bundle.refused_lines)}))
    return notes


def _unshown(bundle: "Bundle") -> int:
    """Return how many answers a newer program wrote that have no question here; they are kept."""
    if bundle.manifest.schema <= SCHEMA:
        return 0
    return sum(
        not KINDS[line.kind].has(field) and field not in _CARRIED
        for line in bundle.revisions
        for field in line.fields
    )


def merged_as(office: Office, bundle_id: str) -> str:
    """Return the merge that took a bundle and was not undone, empty when there is none."""
    merged = journal.merged(office.store)
    return next((name for name, of, undone_at in merged if of == bundle_id and not undone_at), "")
