"""The signed answer of the Secretariat, or of a national office to its units; reading it there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.actions import (
    asking,
    encrypting,
    fallen,
    holdings,
    numbering,
    registers,
    relaying,
    renewing,
    returned,
    roads,
    said_orders,
    travelling,
    unsent,
)
from desktop_app.actions.arrived import others_of
from desktop_app.actions.bundles import Exported, reader_of, write_companions
from desktop_app.actions.merging import received_row, save_states
from desktop_app.actions.office import SECRETARIAT, Office
from desktop_app.actions.people import require
from desktop_app.actions.sealing import Parcel, seal_bundle
from desktop_app.actions.sequence import (
    begin_anew,
    is_forked,
    is_late,
    last_merged,
    not_held,
    rows_of,
)
from desktop_app.actions.stolen_orders import truly_ordered
from desktop_app.actions.trusting import scope_of
from desktop_app.errors import BundleRejected, Sentence, UserError
from desktop_app.language import N_, Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.merge import Outcome, plan
from desktop_app.records.people import Role
from desktop_app.records.plain import clean
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.records.restored import unfit
from desktop_app.records.scope import speaks_for
from desktop_app.store import filing, journal, revisions
from desktop_app.store import records as stored
from desktop_app.store.journal import BundleRow

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle
    from desktop_app.exchange.receipt import Receipt, ReceiptRecord
    from desktop_app.reports.bundle_news import SummaryRow

_SENT_BEFORE = N_(
    "This answers number {number}, which was not sent from here, or before a backup was restored."
    " Nothing was changed. Records that are missing here can be sent back by who answers."
)
_RETURNED, _HELD = Outcome.REFUSED, Outcome.CONFLICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What an answer said: how many of our records stand where, and what changed here."""

    bundle: Path
    office: str
    sequence: int
    about: int  # the number of our bundle that it answers
    accepted: int
    received: int
    returned: int
    changed: int
    conflict: int
    already: bool
    files_missing: int  # named by our records, not arrived there: they go with the next bundle
    results: tuple[Mapping[str, Any], ...]  # uid, human_code, outcome, reason, by whom, question
    notes: tuple[Sentence, ...] = ()  # what came of the list of offices in it
    new_seal: bool = False  # it was taken there: from now on it seals alone


def make_answer(  # noqa: PLR0913 - what the page asks
    office: Office,
    addressee: str,
    folder: Path,
    *,
    encrypt: bool = False,
    language: str = "",
    passphrase: str | None = None,
    step: Progress = SILENT,
) -> Exported:
    """Seal the return bundle for an office: which bundle, record by record what became of it.

    It carries the decisions that others sealed on that office's records, and at a national office
    what the Secretariat said of them. Raises UserError when nothing of that office was merged.
    """
    addressee = clean(addressee, lines=False).upper()
    if not office.is_secretariat and not roads.is_below(office, addressee):
        raise UserError(
            N_("Only the Secretariat answers bundles, and a national office those of its units.")
        )
    require(office, Role.SENDS)
    last = last_merged(office, addressee)
    results = [] if last[1].undone_at else journal.record_results(office.store, last[1].id)
    receipt = receipt_on(office, addressee, last[0], results)
    from desktop_app.exchange.receipt import receipt_bytes

    decided = revisions.decided(office.store, scope_of(office, addressee))
    decisions = truly_ordered(office, decided)
    reader = reader_of(office, addressee, language)
    with office.signer(passphrase) as signer:
        parcel = Parcel(
            kind="answer",
            addressee=addressee,
            lines=decisions,
            receipt=receipt_bytes(receipt),
            registers=registers.to_carry(office),
            recipients=encrypting.for_whom_answered(office, addressee, passphrase, wish=encrypt),
        )
        sealed, row = seal_bundle(office, folder, parcel, signer, step)
    row = replace(row, records=len(results))
    rows = _rows(office, receipt, reader)
    closed = bool(parcel.recipients)
    exported = write_companions(
        office, sealed, row, rows, reader, about=receipt.seq, encrypted=closed
    )
    with office.store.writing():
        journal.add_bundle(office.store, row)
    return exported


def read_answer(office: Office, path: Path, step: Progress = SILENT, *, name: str = "") -> Answered:
    """Read an answer from further up: records show where they stand, decisions are merged.

    `name` is what the file was called when it came, if it lies under another one. Raises
    BundleRejected, also for an answer to a bundle that this installation never sent.
    """
    require(office, Role.REVIEWS)
    # First: root seals the list, which may make the seal of the answer known, or void.
    told = registers.take_carried(office, path)
    bundle, receipt = _proved(office, path, step)
    if journal.bundle(office.store, bundle.manifest_hash) is not None:
        return replace(_told(office, path, bundle, receipt, {}, already=True), notes=tuple(told))
    with office.store.writing():
        late = is_late(office, bundle)
        row = received_row(
            office,
            path,
            bundle,
            name=name or path.name,
            records=len(receipt.records),
            state="read",
        )
        journal.add_bundle(office.store, row)
        registers.note_seal(office, bundle)
        counts = _merge_decisions(office, bundle, receipt, step)
        again = holdings.told_late(bundle) if late else _take_word(office, bundle, receipt)
        returned.keep(office, bundle)
        renewing.take(office, bundle)
        new_seal = renewing.settle(office, receipt.seals)
        anew = () if late else begin_anew(office, bundle.office, receipt)
        lacks = fallen.lacking_here(office, bundle, receipt)
        asked = said_orders.ask(office, bundle)
        plain = encrypting.told_open(bundle.office, receipt)
    answered = _told(office, path, bundle, receipt, counts, already=False)
    return replace(
        answered, notes=(*told, *again, *anew, *lacks, *asked, *plain), new_seal=new_seal
    )


def _proved(office: Office, path: Path, step: Progress) -> "tuple[Bundle, Receipt]":
    from desktop_app.exchange.bundle_reading import read_bundle
    from desktop_app.exchange.receipt import read_receipt

    bundle = read_bundle(
        path,
        office.trusted(),
        kinds=("answer",),
        addressee=office.code,
        step=step,
        unlock=encrypting.unlocking(office),
        beside=others_of(office),
    )
    registers.refuse_replayed(office, bundle)
    if bundle.receipt is None:
        raise BundleRejected(N_("This answer says nothing of any bundle. Nothing was read."))
    receipt = read_receipt(bundle.receipt)
    _refuse_not_ours(office, receipt, bundle.office)
    return bundle, receipt


def _refuse_not_ours(office: Office, receipt: "Receipt", answerer: str) -> None:
    sent = journal.bundle(office.store, receipt.about)
    if (
        sent is None
        or (sent.direction, sent.seq) != ("out", receipt.seq)
        or receipt.office != office.code
    ):
        if sent is None and receipt.office == office.code:
            raise BundleRejected(_SENT_BEFORE, number=receipt.seq)
        raise BundleRejected(
            N_("This answers a bundle that was not sent from here. Nothing was changed.")
        )
    if sent.addressee not in ("", answerer):
        raise BundleRejected(
            N_("{office} answers a bundle that was sent to {to}. Nothing was changed."),
            office=answerer,
            to=sent.addressee,
        )


def _take_word(office: Office, bundle: "Bundle", receipt: "Receipt") -> tuple[Sentence, ...]:
    """Note what arrived there, for whom to encrypt from now on, and what is asked of all."""
    again = holdings.let_go(office, bundle, receipt)
    encrypting.learn(office, bundle)
    encrypting.take_policy(office, receipt.policy)
    roads.acknowledge_number(office, bundle.office, receipt.seq)
    there = {*receipt.revisions, *(line.id for line in bundle.revisions)}
    revisions.acknowledge(office.store, there, bundle.manifest_hash, bundle.office)
    filing.acknowledge(office.store, receipt.files, bundle.manifest_hash, bundle.office)
    filing.ask_again(office.store, receipt.missing_files, bundle.office)
    numbering.learn(office, receipt.codes)
    relaying.take(office, bundle, receipt)
    return again


def receipt_on(
    office: Office, addressee: str, bundle: BundleRow, results: list[tuple[str, str, str]]
) -> "Receipt":
    """Return what is said to an office of its `bundle`: `results` is uid, outcome and reason."""
    from desktop_app.exchange.receipt import Receipt

    scope = scope_of(office, addressee)
    uids = [uid for uid, _outcome, _reason in results]
    rows = {row.uid: row for row in stored.load_many(office.store, uids)}
    known = revisions.of_records(office.store, uids)
    row = rows_of(office, addressee, bundle.stream)
    lines = tuple(
        _line(uid, rows.get(uid), Outcome(outcome), reason) for uid, outcome, reason in results
    )
    acknowledged = sorted(
        revision.id
        for uid in uids
        for revision in known.get(uid, {}).values()
        if speaks_for(scope, revision.office)
    )
    above_by, above, above_revisions = relaying.said_above(office, addressee)
    files, missing_files = travelling.standing_of(office, addressee)
    receipt = Receipt(
        about=bundle.id,
        seq=bundle.seq,
        office=addressee,
        records=lines,
        missing_seqs=tuple(not_held(office, row)),
        shared_row=bundle.stream if is_forked(row) else "",
        revisions=tuple(acknowledged),
        files=files,
        missing_files=missing_files,
        policy=encrypting.chosen_policy(office),
        above_by=above_by,
        above=above,
        above_revisions=above_revisions,
        questions=asking.questions_on(known),
        seals=renewing.taken_of(office, addressee),
        codes=numbering.highest(office, addressee),
        came_open=bundle.note == encrypting.OPENLY,
    )
    return holdings.with_holdings(office, receipt)


def _line(uid: str, record: Record | None, outcome: Outcome, reason: str) -> "ReceiptRecord":
    """Say what became of a record: a difference that was decided since the merge is one no more."""
    from desktop_app.exchange.receipt import ReceiptRecord

    if outcome is Outcome.CONFLICT:
        decided = record is not None and not record.conflicts
        outcome = Outcome.CHANGED if decided else outcome
        reason = (
            N_("Two values for the same answer: it was decided between them.")
            if decided
            else N_("Two values for the same answer: who received it decides, or asks.")
        )
    return ReceiptRecord(
        uid=uid,
        human_code=record.human_code if record else "",
        outcome=outcome,
        reason=reason,
    )


def _rows(office: Office, receipt: "Receipt", reader: Language) -> "list[SummaryRow]":
    from desktop_app.reports.bundle_news import SummaryRow

    known = stored.load_many(office.store, [line.uid for line in receipt.records])
    records = {record.uid: record for record in known}
    return [
        SummaryRow(
            human_code=line.human_code,
            kind=records[line.uid].kind if line.uid in records else "",
            title=_title(records.get(line.uid)),
            status=records[line.uid].status if line.uid in records else "",
            outcome=line.outcome,
            reason=_reason(_asks(records, receipt, line.uid), line.reason, reader),
        )
        for line in receipt.records
    ]


def _reason(asks: Sentence | None, reason: str, reader: Language) -> str:
    return reader.sentence(asks) if asks is not None else reason


def _asks(records: Mapping[str, Record], receipt: "Receipt", uid: str) -> Sentence | None:
    kind = records[uid].kind if uid in records else ""
    return asking.asked(kind, (one for one in receipt.questions if one.uid == uid))


def _title(record: Record | None) -> Mapping[str, str] | str:
    return (record[KINDS[record.kind].title_field] or "") if record else ""


def _merge_decisions(
    office: Office, bundle: "Bundle", receipt: "Receipt", step: Progress
) -> dict[Outcome, int]:
    """Merge decisions on our records and our units'; what was typed meanwhile is kept.

    In our own name nobody else speaks: who lost lines of ours looks at a pack before taking it.
    """
    scope = scope_of(office)
    ours = [
        revision
        for revision in bundle.revisions
        if speaks_for(scope, revision.office)
        and relaying.may_decide(office, receipt, bundle.office, revision.author)
        and not speaks_for(scope, revision.author)
        and not unfit(revision)
    ]
    known = revisions.of_records(office.store, {revision.uid for revision in ours})
    fresh = {line.uid for line in ours if line.id not in known.get(line.uid, {})}
    revisions.add(office.store, unsent.edits(office, fresh, known))
    known = revisions.of_records(office.store, {revision.uid for revision in ours})
    decided = plan(known, ours, {})
    changed = [one for one in decided.records if one.revisions]
    revisions.add(office.store, [line for one in changed for line in one.revisions])
    arrived = "accepted" if bundle.role == SECRETARIAT else relaying.ARRIVED
    save_states(office, changed, f"answer {bundle.manifest.seq}", step, arrived=arrived)
    return {outcome: decided.count(outcome) for outcome in Outcome}


def _told(  # noqa: PLR0913 - what is known of an answer
    office: Office,
    path: Path,
    bundle: "Bundle",
    receipt: "Receipt",
    counts: Mapping[Outcome, int],
    *,
    already: bool,
) -> Answered:
    lines = {line.uid: (line, bundle.office) for line in receipt.records}
    lines |= {line.uid: (line, receipt.above_by) for line in receipt.above}
    known = {one.uid: one for one in stored.load_many(office.store, list(lines))}
    asks = {uid: asked for uid in lines if (asked := _asks(known, receipt, uid))}
    returned = sum(line.outcome is _RETURNED or uid in asks for uid, (line, _by) in lines.items())
    received = sum(line.outcome is _HELD and uid not in asks for uid, (line, _by) in lines.items())
    return Answered(
        bundle=path,
        office=bundle.office,
        sequence=bundle.manifest.seq,
        about=receipt.seq,
        accepted=len(lines) - returned - received,
        received=received,
        returned=returned,
        changed=counts.get(Outcome.CHANGED, 0),
        conflict=counts.get(Outcome.CONFLICT, 0),
        already=already,
        files_missing=len(receipt.missing_files),
        results=tuple(
            {
                "uid": line.uid,
                "human_code": line.human_code,
                "outcome": line.outcome,
                "reason": line.reason,
                "by": by,
                "question": asks.get(uid),
            }
            for uid, (line, by) in lines.items()
        ),
    )
