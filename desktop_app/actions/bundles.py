"""Sealing what goes out, and proving what came in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.actions import travelling
from desktop_app.actions.mailing import Letter, write_letter
from desktop_app.actions.office import SECRETARIAT, Office
from desktop_app.actions.people import require
from desktop_app.actions.printing_parts import name_of
from desktop_app.actions.summaries import summary_rows
from desktop_app.actions.travelling import FileGoing
from desktop_app.errors import BundleRejected, UserError
from desktop_app.language import N_, Language
from desktop_app.records.access import awaits_consent, kept_back, may_leave, tells
from desktop_app.records.codes import list_versions
from desktop_app.records.files import file_errors_told
from desktop_app.records.kinds import KINDS
from desktop_app.records.people import Role
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.records.revision import Revision, seal
from desktop_app.store import journal, revisions, trust
from desktop_app.store import records as stored
from desktop_app.store.journal import BundleRow

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Outgoing, Sealed
    from desktop_app.exchange.signing import Signer
    from desktop_app.reports.bundle_news import SummaryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What an export would take: whole records, and the sealed lines not yet acknowledged."""

    records: tuple[Record, ...]
    fresh: tuple[Revision, ...]  # sealed now, not stored yet
    lines: tuple[Revision, ...]  # everything that goes, in the order of the bundle
    staying: int  # unfinished, kept here by their access level, or persons who did not agree
    kept_back: int  # answers of these records that are for this office only
    files: tuple[FileGoing, ...] = ()  # not said to have arrived yet
    files_later: tuple[FileGoing, ...] = ()  # for which one bundle has no room

    @property
    def anything(self) -> bool:
        return bool(self.lines or self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export left in the folder; sizes in bytes."""

    bundle: Path
    pdf: Path
    mail: Path
    sequence: int
    records: int
    bytes: int
    mail_bytes: int
    check_code: str
    files: int = 0
    files_left: int = 0  # they stay for a bundle after this one


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What can be said of a bundle without merging it; `reason` says why it is not taken."""

    ok: bool
    office: str = ""
    sequence: int = 0
    records: int = 0
    fingerprint: str = ""
    public_key: str = ""
    reason: str = ""


def what_goes(office: Office, *, drafts: bool = False) -> Going:
    """Return what the next bundle takes: everything ready and not acknowledged, drafts if asked.

    Records and answers marked "this office only" stay, and persons who did not agree to be passed
    on. Nothing is written.
    """
    with office.store.reading():
        own = [
            record
            for kind in KINDS
            for record in stored.every(office.store, kind, office=office.code, deleted=True)
        ]
        waiting: dict[str, list[Revision]] = {}
        for revision in revisions.unacknowledged(office.store, office.code):
            waiting.setdefault(revision.uid, []).append(revision)
        open_again = [one.uid for one in own if one.draft and one.heads]
        sealed = revisions.of_records(office.store, open_again)
    going: list[Record] = []
    fresh: list[Revision] = []
    went: list[Record] = []
    staying = 0
    for record in own:
        leaves = may_leave(record) and (drafts or not record.draft)
        if not leaves or awaits_consent(record):
            staying += 1
            waiting.pop(record.uid, None)
            continue
        if record.draft and not record.conflicts:
            line = seal(record, parents=record.heads, author=office.code, at=office.moment())
            if not _same_as_head(record, line, sealed.get(record.uid, {})):
                fresh.append(line)
                waiting.setdefault(record.uid, []).append(line)
        lines = [line for line in waiting.pop(record.uid, ()) if not tells(line.fields, record)]
        if lines:
            waiting[record.uid] = lines
        (going if lines else went).append(record)
    carried = sorted(
        (line for some in waiting.values() for line in some), key=lambda one: (one.uid, one.id)
    )
    files, later = travelling.files_going(office, carried, went)
    return Going(
        records=tuple(going),
        fresh=tuple(fresh),
        lines=tuple(carried),
        staying=staying,
        kept_back=sum(field in one.values for one in going for field in kept_back(one)),
        files=files,
        files_later=later,
    )


def export_bundle(  # noqa: PLR0913 - what the send page asks
    office: Office,
    folder: Path,
    *,
    drafts: bool = False,
    with_files: bool = True,
    language: str = "",
    passphrase: str | None = None,
    step: Progress = SILENT,
) -> Exported:
    """Seal everything not yet acknowledged into `folder`, with its summary and an e-mail draft.

    All or nothing: what is in the store changes in one transaction after the file was read back
    and proved. Raises UserError when nothing is to be sent, or saying who may send.
    """
    if office.is_secretariat:
        raise UserError(N_("The Secretariat sends answers: surco answer OFFICE FOLDER"))
    require(office, Role.SENDS)
    going = what_goes(office, drafts=drafts)
    files = going.files if with_files else ()
    if not going.lines and not files:
        raise UserError(
            N_("There is nothing to send. Mark a record as ready, or include unfinished ones.")
        )
    reader = Language(language or office.language, office.country)
    with office.signer(passphrase) as signer:
        parcel = Parcel(
            kind="submission", addressee=addressee_of(office), lines=going.lines, files=files
        )
        sealed, row = seal_bundle(office, folder, parcel, signer, step)
    rows = summary_rows(office, going.lines, row.stream, row.seq)
    exported = write_companions(office, sealed, row, rows, reader)
    with office.store.writing():
        journal.add_bundle(office.store, row)
        revisions.add(office.store, going.fresh)
        revisions.sent(office.store, row.id, [line.id for line in going.lines])
        _mark_sent(office, going, row.seq)
    left = len(going.files) + len(going.files_later) - len(files)
    return replace(exported, files=len(files), files_left=left)


def verify_bundle(office: Office, path: Path, language: str = "") -> Verified:
    """Prove a bundle without merging it; a bad one is told of in `language`, never raised."""
    from desktop_app.exchange.bundle import read_bundle

    reader = Language(language or office.language, office.country)
    try:
        bundle = read_bundle(path, office.trusted(), kinds=("submission", "answer"))
    except BundleRejected as error:
        return Verified(ok=False, reason=reader.error(error))
    return Verified(
        ok=True,
        office=bundle.office,
        sequence=bundle.manifest.seq,
        records=len({revision.uid for revision in bundle.revisions}),
        fingerprint=bundle.check_code,
        public_key=bundle.public_key,
    )


def sent_and_received(office: Office) -> list[BundleRow]:
    """Return every bundle that left or arrived, the newest first."""
    return journal.bundles(office.store)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What one bundle is made of, before it has a number."""

    kind: str  # submission or answer
    addressee: str
    lines: Sequence[Revision]
    receipt: bytes | None = None
    files: Sequence[FileGoing] = ()


def seal_bundle(
    office: Office, folder: Path, parcel: Parcel, signer: "Signer", step: Progress
) -> "tuple[Sealed, BundleRow]":
    """Write the next bundle of this installation's stream and return it with its journal row."""
    from desktop_app.exchange.bundle import write_bundle

    outgoing = _outgoing(office, parcel)
    answer = f"-{parcel.addressee}" if parcel.kind == "answer" else ""
    name = f"surco-{office.code}{answer}-{outgoing.seq:06d}.surco"
    blobs: dict[str, Iterable[bytes]] = {"revisions": [line.line for line in parcel.lines]}
    if parcel.receipt is not None:
        blobs["receipt"] = [parcel.receipt]
    with file_errors_told(folder / name):
        folder.mkdir(parents=True, exist_ok=True)
        sealed = write_bundle(
            folder / name,
            outgoing,
            blobs,
            signer,
            step,
            travelling.contents(office, parcel.files),
        )
    row = BundleRow(
        id=sealed.manifest_hash,
        direction="out",
        kind=outgoing.kind,
        office=outgoing.office,
        addressee=outgoing.to,
        stream=outgoing.stream,
        seq=outgoing.seq,
        prev=outgoing.prev,
        made_at=outgoing.made_at,
        at=outgoing.made_at,
        file_name=name,
        records=sum(outgoing.counts.values()),
        size=sealed.size,
        check_code=sealed.check_code,
        state="sent",
        note="",
    )
    return sealed, row


def _outgoing(office: Office, parcel: Parcel) -> "Outgoing":
    """Return the head of the next bundle: its number and the bundle before it."""
    from desktop_app.exchange.bundle import Outgoing

    stream = office.setting("stream")
    if parcel.kind == "answer":
        stream = f"{stream}-{parcel.addressee}"  # each office sees one row of numbers
    last = journal.last_out(office.store, stream)
    counts = dict.fromkeys(KINDS, 0)
    for _uid, kind in {(line.uid, line.kind) for line in parcel.lines}:
        counts[kind] += 1
    return Outgoing(
        kind=parcel.kind,
        office=office.code,
        stream=stream,
        to=parcel.addressee,
        seq=(last.seq if last else 0) + 1,
        prev=last.id if last else "",
        acked_seq=int(office.setting("acked_seq", "0")),
        made_at=office.moment(),
        scope="unacked",
        app=__version__,
        lists=list_versions(),
        counts=counts,
    )


def write_companions(  # noqa: PLR0913, PLR0917 - one call a kind of bundle
    office: Office,
    sealed: "Sealed",
    row: BundleRow,
    rows: "list[SummaryRow]",
    reader: Language,
    about: int | None = None,
) -> Exported:
    """Write the summary page and the e-mail draft beside a bundle."""
    from desktop_app.reports.bundle_summary import BundleSummary, write_bundle_summary

    pdf, mail = sealed.path.with_suffix(".pdf"), sealed.path.with_suffix(".eml")
    summary = BundleSummary(
        kind=row.kind,
        office=office.code,
        office_name=office.name,
        addressee=row.addressee,
        addressee_name=name_of(office, row.addressee) if row.addressee else "",
        sequence=row.seq,
        made_at=row.made_at,
        check_code=row.check_code,
        rows=tuple(rows),
        about_sequence=about,
        file_name=row.file_name,
        list_versions=list_versions(),
    )
    with file_errors_told(pdf):
        write_bundle_summary(pdf, summary, reader)
    letter = Letter(
        kind=row.kind,
        office_name=office.name,
        sequence=row.seq,
        records=row.records,
        check_code=row.check_code,
        to=_address(office, row.addressee),
    )
    size = write_letter(mail, letter, [sealed.path, pdf], reader, office.clock())
    return Exported(
        bundle=sealed.path,
        pdf=pdf,
        mail=mail,
        sequence=row.seq,
        records=row.records,
        bytes=sealed.size,
        mail_bytes=size,
        check_code=sealed.check_code,
    )


def _mark_sent(office: Office, going: Going, number: int) -> None:
    """Say at each record that it went; one edited meanwhile keeps its edits and its state."""
    fresh = {line.uid: line.id for line in going.fresh}
    now_stored = stored.load_many(office.store, [record.uid for record in going.records])
    taken = {record.uid: record for record in going.records}
    marked = []
    for record in now_stored:
        untouched = record.version == taken[record.uid].version
        heads = (fresh[record.uid],) if record.uid in fresh else record.heads
        status = "sent" if untouched and not record.deleted else record.status
        if (heads, status) != (record.heads, record.status):
            marked.append(replace(record, heads=heads, status=status))
    why = f"bundle {number}"
    who, at = office.who, office.moment()
    stored.save_many(office.store, marked, who=who, at=at, why=why, loaded=now_stored)


def _same_as_head(record: Record, line: Revision, sealed: Mapping[str, Revision]) -> bool:
    head = sealed.get(record.heads[0]) if len(record.heads) == 1 else None
    return head is not None and (head.fields, head.draft, head.deleted) == (
        line.fields,
        line.draft,
        line.deleted,
    )


def addressee_of(office: Office) -> str:
    """Return the code of the Secretariat whose card was taken; empty, for any, while none was."""
    known = [one.office for one in trust.trusted(office.store) if one.role == SECRETARIAT]
    return known[-1] if known else ""


def _address(office: Office, addressee: str) -> str:
    """Return the e-mail address on the addressee's card, if there was one."""
    return office.setting(f"email of {addressee}")
