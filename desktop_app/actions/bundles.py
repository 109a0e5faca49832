"""Sealing what goes out, and proving what came in."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions import encrypting, weighing
from desktop_app.actions.gathering import Going, what_goes
from desktop_app.actions.mailing import Letter, write_letter
from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.actions.printing_parts import name_of
from desktop_app.actions.roads import addressee_of
from desktop_app.actions.sealing import Parcel, seal_bundle
from desktop_app.actions.summaries import summary_rows
from desktop_app.errors import BundleRejected, UserError
from desktop_app.language import N_, Language
from desktop_app.records.codes import list_versions
from desktop_app.records.files import file_errors_told
from desktop_app.records.people import Role
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.spoken import spoken_in
from desktop_app.store import journal, revisions
from desktop_app.store import records as stored
from desktop_app.store.journal import BundleRow
from desktop_app.store.settings import NEXT_PUBLIC_KEY

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Sealed
    from desktop_app.reports.bundle_news import SummaryRow

_NOTHING = N_("There is nothing to send. Mark a record as ready, or include unfinished ones.")
_PART_NAME = re.compile(r"-\d+of\d+(?=\.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSent:
    """One file of a bundle and the draft of the mail that carries it; sizes in bytes."""

    bundle: Path
    mail: Path
    bytes: int
    mail_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export left in the folder; sizes in bytes, of all parts together.

    `bundle` and `mail` are those of the first part, or of the one file there is.
    """

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
    encrypted: bool = False
    addressee: str = ""
    parts: tuple[PartSent, ...] = ()


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


def export_bundle(  # noqa: PLR0913 - what the send page asks
    office: Office,
    folder: Path,
    *,
    drafts: bool = False,
    with_files: bool = True,
    encrypt: bool = False,
    to: str = "",
    mail_limit: int | None = None,
    language: str = "",
    passphrase: str | None = None,
    step: Progress = SILENT,
) -> Exported:
    """Seal everything not yet acknowledged into `folder`, with its summary and an e-mail draft.

    `to` is the code of who reads it, if not the usual one; `encrypt` is a wish: the Secretariat may
    ask for it always, or never. What is larger than a mail of `mail_limit` MB lies in parts; 0 is
    one file, None what was chosen here before. All or nothing: what is in the store changes in one
    transaction after the file was read back and proved. Raises UserError when nothing is to be
    sent, or saying who may send.
    """
    if office.is_secretariat:
        raise UserError(N_("The Secretariat sends answers: surco answer OFFICE FOLDER"))
    require(office, Role.SENDS)
    addressee = addressee_of(office, to)
    going = what_goes(office, drafts=drafts, to=addressee)
    files = going.files if with_files else ()
    if not going.lines and not files and not office.setting(NEXT_PUBLIC_KEY):
        raise UserError(_NOTHING)
    reader = reader_of(office, addressee, language)
    with office.signer(passphrase) as signer:
        parcel = Parcel(
            kind="submission",
            addressee=addressee,
            lines=going.lines,
            files=files,
            recipients=encrypting.for_whom(office, addressee, passphrase, wish=encrypt),
            room=weighing.room(office, mail_limit),
        )
        sealed, row = seal_bundle(office, folder, parcel, signer, step)
    rows = summary_rows(office, going.lines, row.stream, row.seq)
    closed = bool(parcel.recipients)
    exported = write_companions(office, sealed, row, rows, reader, encrypted=closed)
    with office.store.writing():
        journal.add_bundle(office.store, row)
        revisions.add(office.store, going.fresh)
        revisions.sent(office.store, row.id, [line.id for line in going.lines])
        _mark_sent(office, going, row.seq)
    left = len(going.files) + len(going.files_later) - len(files)
    return replace(exported, files=len(files), files_left=left)


def verify_bundle(office: Office, path: Path, language: str = "") -> Verified:
    """Prove a bundle without merging it; a bad one is told of in `language`, never raised."""
    from desktop_app.exchange.bundle_reading import read_bundle

    reader = Language(language or office.language, office.country)
    try:
        bundle = read_bundle(
            path,
            office.trusted(),
            kinds=("submission", "answer", "pack"),
            unlock=encrypting.unlocking(office),
        )
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


def write_companions(  # noqa: PLR0913, PLR0917 - one call a kind of bundle
    office: Office,
    sealed: "Sealed",
    row: BundleRow,
    rows: "list[SummaryRow]",
    reader: Language,
    about: int | None = None,
    *,
    encrypted: bool = False,
) -> Exported:
    """Write the summary page and the e-mail draft beside a bundle.

    With an encrypted one the summary stays here: it names the records and persons.
    """
    from desktop_app.reports.bundle_summary import BundleSummary, write_bundle_summary

    pdf = (sealed.path.parent / whole_name(row.file_name)).with_suffix(".pdf")
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
        file_name=whole_name(row.file_name),
        list_versions=list_versions(),
    )
    with file_errors_told(pdf):
        write_bundle_summary(pdf, summary, reader)
    parts = _mailed(office, sealed, row, reader, None if encrypted else pdf)
    return Exported(
        bundle=sealed.path,
        pdf=pdf,
        mail=parts[0].mail,
        sequence=row.seq,
        records=row.records,
        bytes=sealed.size,
        mail_bytes=sum(part.mail_bytes for part in parts),
        check_code=sealed.check_code,
        addressee=row.addressee,
        encrypted=encrypted,
        parts=parts,
    )


def _mailed(
    office: Office, sealed: "Sealed", row: BundleRow, reader: Language, pdf: Path | None
) -> tuple[PartSent, ...]:
    """Write a draft for each file of a bundle; the first one takes the page along if it may."""
    letter = Letter(
        kind=row.kind,
        office_name=office.name,
        sequence=row.seq,
        records=row.records,
        check_code=row.check_code,
        to=address_of(office, row.addressee),
        encrypted=pdf is None,
        parts=len(sealed.paths),
    )
    sent = []
    for number, path in enumerate(sealed.paths, start=1):
        mail = path.with_suffix(".eml")
        papers = [pdf] if pdf is not None and number == 1 else []
        said = replace(letter, part=number)
        size = write_letter(mail, said, [path, *papers], reader, office.clock())
        part = PartSent(bundle=path, mail=mail, bytes=path.stat().st_size, mail_bytes=size)
        sent.append(part)
    return tuple(sent)


def whole_name(file_name: str) -> str:
    """Return what a bundle would be called if it lay in one file."""
    return _PART_NAME.sub("", file_name)


def _mark_sent(office: Office, going: Going, number: int) -> None:
    """Say at each record that it went; one edited meanwhile keeps its edits and its state."""
    fresh = {line.uid: line.id for line in going.fresh}
    now_stored = stored.load_many(office.store, [record.uid for record in going.records])
    taken = {record.uid: record for record in going.records}
    marked = []
    for record in now_stored:
        untouched = record.version == taken[record.uid].version
        heads = (fresh[record.uid],) if record.uid in fresh else record.heads
        arrived = record.status in ("national", "accepted")  # by another road
        status = "sent" if untouched and not record.deleted and not arrived else record.status
        if (heads, status) != (record.heads, record.status):
            marked.append(replace(record, heads=heads, status=status))
    why = f"bundle {number}"
    who, at = office.who, office.moment()
    stored.save_many(office.store, marked, who=who, at=at, why=why, loaded=now_stored)


def reader_of(office: Office, addressee: str, language: str = "") -> Language:
    """Return the language of who will read a letter: the one asked for, else the addressee's own.

    That is what its card says, else what is spoken in its country; of who is not known, ours.
    """
    own = office.setting(f"language of {addressee}") or spoken_in(addressee)
    return Language(language or own or office.language, office.country)


def address_of(office: Office, addressee: str) -> str:
    """Return the e-mail address on the addressee's card, if there was one."""
    return office.setting(f"email of {addressee}")
