"""What an office gets back of its own records: proved, shown, and merged by union like all else.

The lines in a pack were sealed by the office's old seals, or by nobody who could still be asked:
it is whoever sealed the pack that vouches for them. So a person looks at it first, what is said to
be ours and is not on this computer is counted, and each record shows the pack as what brought it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions import (
    encrypting,
    gaps,
    numbering,
    registers,
    relaying,
    travelling,
    unsent,
    vouching,
)
from desktop_app.actions.arrived import others_of
from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.actions.planning import (
    Planned,
    basis_of,
    merged_as,
    owners_in,
    together,
    what_lacks,
    without_erased,
)
from desktop_app.actions.sequence import is_late
from desktop_app.actions.travelling import Note
from desktop_app.actions.trusting import scope_of
from desktop_app.errors import BundleRejected, UserError
from desktop_app.language import N_
from desktop_app.records.access import kept_back
from desktop_app.records.kinds import KINDS
from desktop_app.records.merge import plan
from desktop_app.records.people import Role
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.records.restored import unfit
from desktop_app.records.revision import PURGED, Revision, seal
from desktop_app.records.scope import speaks_for
from desktop_app.store import filing, journal, revisions
from desktop_app.store import records as stored

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle
    from desktop_app.exchange.receipt import Receipt

KIND, FULL = "pack", "full"
_SHOWN = 12  # persons whom one sentence names
_NOT_OURS = N_("It belongs to another office.")
_VOUCHED = N_(
    "Versions in it that were sealed in the name of this office and are not on this computer:"
    " {count}. {office} vouches for them: look at what they would change."
)
_LEFT_OUT = N_(
    "Orders to erase persons for good, said to be given here and not known on this computer:"
    " {names}. They stay out; the rest is merged as usual."
)
_ERASES = N_(
    "Orders to erase persons for good that are in it and are not known here: {count}. Once merged,"
    " nothing takes them back."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """Where the records stood before a pack was merged, uid -> state."""

    standing: Mapping[str, str] = field(default_factory=dict)


def is_pack(planned: Planned) -> bool:
    """Tell whether what was planned brings records of this office back to it."""
    return planned.bundle.manifest.kind == KIND


def plan_pack(
    office: Office,
    path: Path,
    step: Progress = SILENT,
    *,
    name: str = "",
    beside: Sequence[Path] = (),
) -> Planned:
    """Prove a pack for this office and work out what it would change. Raises BundleRejected.

    What was typed here since the last seal is weighed as a side of its own. Nothing is written.
    Orders to erase whom this computer holds, and which it does not know, stay out; see `on_word`.
    """
    from desktop_app.exchange.bundle_reading import read_bundle

    require(office, Role.REVIEWS)
    bundle = read_bundle(
        path,
        office.trusted(),
        kinds=(KIND,),
        addressee=office.code,
        step=step,
        unlock=encrypting.unlocking(office),
        beside=others_of(office, beside),
    )
    registers.refuse_replayed(office, bundle)
    return _worked_out(office, path, name or path.name, bundle, vouched=False)


def on_word(office: Office, planned: Planned, *, vouched: bool) -> Planned:
    """Return the plan anew, with or without the orders to erase that a person says are ours."""
    return _worked_out(office, planned.path, planned.name, planned.bundle, vouched=vouched)


def _worked_out(
    office: Office, path: Path, name: str, bundle: "Bundle", *, vouched: bool
) -> Planned:
    receipt = _receipt_in(office, bundle)
    doubtful = _unknown_orders(office, bundle)
    before = merged_as(office, bundle.manifest_hash)
    lines = vouching.asked(bundle, doubtful, vouched=vouched, merged=bool(before))
    uids = {revision.uid for revision in bundle.revisions}
    known = revisions.of_records(office.store, uids, at_hand=bundle.revisions)
    refused = _refused(office, bundle, receipt, known)
    taken = [line for line in lines if line.id not in refused]
    fresh = {line.uid for line in taken if line.id not in known.get(line.uid, {})}
    typed = unsent.edits(office, fresh, known)
    coming, erased = without_erased(office, lines)
    sides = unsent.with_edits(known, typed)
    both = together(sides, [line for line in coming if line.id not in refused])
    planned = plan(sides, coming, refused, gaps.seen(office, both, bundle))
    adds_to = before if vouched and not planned.empty else ""
    files = travelling.arriving(office, _for_us(office, bundle), refused)
    return Planned(
        path=path,
        name=name,
        bundle=bundle,
        plan=planned,
        notes=(
            *_notes(office, bundle, coming),
            *_asked(office, [] if vouched else list(doubtful.values())),
            *erased,
            *files.notes(),
        ),
        files=files,
        basis=basis_of(office),
        merged_as="" if adds_to else before,
        adds_to=adds_to,
        fresh_files=len(filing.lacking(office.store, files.kept)),
        unsent=tuple(typed),
        versions=_versions(office, uids),
        said_ours=frozenset(doubtful),
        vouched=vouched,
    )


def _unknown_orders(office: Office, bundle: "Bundle") -> dict[str, str]:
    """Return order -> uid of those unknown here that would erase a person who is here."""
    orders = {line.id: line.uid for line in bundle.revisions if line.purges}
    unknown = orders.keys() - revisions.known(office.store, orders)
    rows = stored.load_many(office.store, sorted({orders[one] for one in unknown}))
    here = {row.uid for row in rows if PURGED not in row.extra}
    return {one: orders[one] for one in sorted(unknown) if orders[one] in here}


def _asked(office: Office, uids: Sequence[str]) -> list[Note]:
    """Name the persons whom orders that stay out would erase."""
    rows = stored.load_many(office.store, sorted(set(uids)))
    names = [row.local(KINDS[row.kind].title_field, office.language) for row in rows]
    shown = ", ".join(names[:_SHOWN]) + (", …" if names[_SHOWN:] else "")
    return [(_LEFT_OUT, {"names": shown})] if names else []


def before(office: Office, planned: Planned) -> Before:
    """Seal what was typed here, inside the transaction of a pack's merge; nothing for a bundle.

    Raises UserError when a record was changed since the plan was shown.
    """
    if not is_pack(planned):
        return Before()
    uids = {revision.uid for revision in planned.bundle.revisions}
    if _versions(office, uids) != planned.versions:
        raise UserError(N_("A record was changed since this was shown. Choose the file again."))
    revisions.add(office.store, planned.unsent)
    rows = stored.load_many(office.store, sorted(uids))
    return Before(standing={row.uid: row.status for row in rows})


def after(office: Office, planned: Planned, before: Before) -> None:
    """Note what is held there and where each record stands; call it after the states were saved.

    What is held there goes with no further bundle; what is only here goes with the next.
    """
    if not is_pack(planned):
        return
    bundle = planned.bundle
    receipt = _receipt_in(office, bundle)
    late = is_late(office, bundle)  # a later answer has said more of what is held there
    there = set() if late else _take_word(office, bundle, receipt)
    numbering.learn(office, receipt.codes)
    written = {one.uid for one in planned.plan.records if one.revisions}
    rows = stored.load_many(office.store, [line.uid for line in receipt.records])
    marked = []
    for record in rows:
        status = _standing(office, record, there, before, written)
        if status != record.status:
            marked.append(replace(record, status=status))
    why = f"pack {bundle.office} {bundle.manifest.seq}"
    stored.save_many(office.store, marked, who=office.who, at=office.moment(), why=why)
    if late:
        receipt = _of_these(receipt, written)
    relaying.take(office, bundle, receipt)


def _take_word(office: Office, bundle: "Bundle", receipt: "Receipt") -> set[str]:
    """Note what is asked of all and what is held there, and return those of its lines."""
    encrypting.take_policy(office, receipt.policy)
    there = revisions.kept(
        office.store, {*receipt.revisions, *(line.id for line in bundle.revisions)}
    )
    revisions.acknowledge(office.store, there, bundle.manifest_hash, bundle.office)
    filing.acknowledge(office.store, receipt.files, bundle.manifest_hash, bundle.office)
    filing.ask_again(office.store, receipt.missing_files, bundle.office)
    return there


def before_undo(office: Office, bundle_id: str, uids: Sequence[str]) -> None:
    """Seal what was typed upon a pack that is taken back: it stays, whatever goes."""
    row = journal.bundle(office.store, bundle_id)
    if row is not None and row.kind == KIND:
        known = revisions.of_records(office.store, uids)
        revisions.add(office.store, unsent.edits(office, known, known))


def keep_for_office(office: Office, bundle_id: str, gone: Collection[str]) -> None:
    """Seal those of the records that a pack takes along which hold answers for this office only.

    Those were typed here, and no pack brings them again.
    """
    row = journal.bundle(office.store, bundle_id)
    if row is None or row.kind != KIND:
        return
    ours = [
        one
        for one in stored.load_many(office.store, sorted(gone))
        if one.office == office.code and any(one[field] is not None for field in kept_back(one))
    ]
    at = office.moment()
    revisions.add(
        office.store, [seal(one, parents=one.heads, author=office.code, at=at) for one in ours]
    )


def stands_again(office: Office, record: Record) -> Record:
    """Return a record of this office, of which a merge was taken back, where it stands now."""
    if office.is_secretariat or record.office != office.code or record.status != "accepted":
        return record
    heads = set(record.heads)
    carried, arrived = revisions.gone(office.store, heads)
    if heads <= arrived:
        return record
    return replace(record, status="sent" if heads <= carried | arrived else "ready")


def _standing(
    office: Office, record: Record, there: set[str], before: Before, written: set[str]
) -> str:
    """Return where a record of this office stands, before what the pack says of it is taken."""
    if record.office != office.code or record.deleted:
        return record.status
    held = bool(record.heads) and set(record.heads) <= there
    if record.uid not in written:  # its answers are as they were, and so is what is being typed
        return "sent" if held and record.status == "ready" else record.status
    if held:
        return "sent"
    was = before.standing.get(record.uid, "")
    return "draft" if record.draft or was == "draft" else "ready"


def _of_these(receipt: "Receipt", uids: set[str]) -> "Receipt":
    """Return a receipt that says nothing of other records than these."""
    return replace(
        receipt,
        records=tuple(one for one in receipt.records if one.uid in uids),
        above=tuple(one for one in receipt.above if one.uid in uids),
        questions=tuple(one for one in receipt.questions if one.uid in uids),
    )


def _receipt_in(office: Office, bundle: "Bundle") -> "Receipt":
    from desktop_app.exchange.receipt import read_receipt

    if bundle.receipt is None or bundle.manifest.scope != FULL:
        raise BundleRejected(N_("This file does not say what it brings back. Nothing was read."))
    receipt = read_receipt(bundle.receipt)
    if office.code not in {bundle.manifest.to} & {receipt.office}:
        raise BundleRejected(
            N_("This file brings back the records of {office}, not of {ours}. Nothing was read."),
            office=receipt.office,
            ours=office.code,
        )
    return receipt


def _refused(
    office: Office,
    bundle: "Bundle",
    receipt: "Receipt",
    known: Mapping[str, Mapping[str, Revision]],
) -> dict[str, str]:
    """Return revision id -> why it may not come in: only our own records, and decisions on them."""
    scope = scope_of(office)
    owners = owners_in(office, bundle, known)
    reasons = {}
    for line in bundle.revisions:
        here = known.get(line.uid, {})
        why = ""
        if not speaks_for(scope, line.office):
            why = _NOT_OURS
        elif line.office == office.code and line.kind not in office.kinds:
            why = N_("A guest describes its sources and whom to ask, no more.")
        elif line.id in here:
            continue
        elif not relaying.may_decide(office, receipt, bundle.office, line.author):
            why = _NOT_OURS
        elif owners.get(line.uid, line.office) != line.office:
            why = N_("Another office has a record of this identity.")
        else:
            why = unfit(line, [here[one] for one in line.parents if one in here])
        if why:
            reasons[line.id] = why
    return reasons


def _notes(office: Office, bundle: "Bundle", coming: Sequence[Revision]) -> list[Note]:
    """Say what a person should know of a pack before they merge it."""
    ours = {line.id for line in coming if speaks_for(scope_of(office), line.author)}
    strange = len(ours - revisions.kept(office.store, ours))
    notes: list[Note] = []
    if strange:
        notes.append((_VOUCHED, {"count": strange, "office": bundle.office}))
    orders = {line.id for line in coming if line.purges}
    fresh = len(orders - revisions.known(office.store, orders))
    if fresh:
        notes.append((_ERASES, {"count": fresh}))
    return [*notes, *what_lacks(bundle), *numbering.notes_on(office, coming)]


def _for_us(office: Office, bundle: "Bundle") -> "Bundle":
    """Return a pack as if its addressee had brought it: whose records name the files in it."""
    return replace(bundle, office=office.code)


def _versions(office: Office, uids: set[str]) -> tuple[tuple[str, int], ...]:
    rows = stored.load_many(office.store, sorted(uids))
    return tuple((row.uid, row.version) for row in rows)
