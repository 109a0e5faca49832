"""All that is held of an office, sealed on its way back: after a loss, or an old backup.

A pack is a bundle of a kind of its own and not part of an answer. An answer is about a bundle that
the office knows to have sent, and counts at once; a pack goes where nothing is known any more, and
a person looks at it before it is merged, which can be undone as any merge.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions import answers, encrypting, registers, roads, travelling, weighing
from desktop_app.actions.bundles import Exported, reader_of, write_companions
from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.actions.sealing import Parcel, seal_bundle
from desktop_app.actions.stolen_orders import truly_ordered
from desktop_app.actions.travelling import FileGoing
from desktop_app.actions.trusting import scope_of
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.attached import files_in
from desktop_app.records.kinds import KINDS
from desktop_app.records.merge import Outcome
from desktop_app.records.people import Role
from desktop_app.records.plain import clean
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.records.revision import PURGED, Revision
from desktop_app.store import filing, journal, revisions
from desktop_app.store import records as stored
from desktop_app.store.journal import BundleRow

if TYPE_CHECKING:
    from desktop_app.exchange.receipt import Receipt
    from desktop_app.reports.bundle_news import SummaryRow

KIND, FULL = "pack", "full"
_NO_BUNDLE = "0" * 64


def make_pack(  # noqa: PLR0913 - what the page asks
    office: Office,
    addressee: str,
    folder: Path,
    *,
    encrypt: bool = False,
    language: str = "",
    passphrase: str | None = None,
    step: Progress = SILENT,
) -> tuple[Exported, ...]:
    """Seal all that is held of an office's records, for that office: lines, files, where each is.

    What was erased stays erased, and what was never sent is not here to be sent back. Files for
    which the first bundle has no room go in bundles after it. Raises UserError when nothing of that
    office is held, or saying who may send.
    """
    addressee = clean(addressee, lines=False).upper()
    if not office.is_secretariat and not roads.is_below(office, addressee):
        raise UserError(
            N_("Only the Secretariat sends records back, and a national office those of its units.")
        )
    require(office, Role.SENDS)
    lines = truly_ordered(office, revisions.held(office.store, scope_of(office, addressee)))
    if not lines:
        raise UserError(
            N_("Nothing of {office} is held here, so there is nothing to send back."),
            office=addressee,
        )
    records = stored.load_many(office.store, sorted({line.uid for line in lines}))
    recipients = encrypting.for_whom(office, addressee, passphrase, wish=encrypt)
    reader = reader_of(office, addressee, language)
    made: list[Exported] = []
    with office.signer(passphrase) as signer:
        for parcel in _parcels(office, addressee, lines, records):
            closed = replace(parcel, recipients=recipients)
            sealed, row = seal_bundle(office, folder, closed, signer, step)
            rows = [] if made else _rows(records)
            exported = write_companions(
                office, sealed, row, rows, reader, encrypted=bool(recipients)
            )
            with office.store.writing():
                journal.add_bundle(office.store, row)
            made.append(replace(exported, files=len(parcel.files)))
    return tuple(made)


def _parcels(
    office: Office, addressee: str, lines: Sequence[Revision], records: Sequence[Record]
) -> Iterator[Parcel]:
    """Yield the first parcel, with all lines, and as many with files alone as it takes."""
    from desktop_app.exchange.receipt import receipt_bytes

    said = _receipt(office, addressee, records)
    whole = Parcel(
        kind=KIND,
        addressee=addressee,
        lines=lines,
        receipt=receipt_bytes(said),
        registers=registers.to_carry(office),
        room=weighing.room(office, None),
        scope=FULL,
    )
    first, *others = _loads(_files(office, records))
    yield replace(whole, files=first)
    for files in others:
        alone = receipt_bytes(_of_files_alone(said))
        yield replace(whole, lines=(), registers=(), receipt=alone, files=files)


def _receipt(office: Office, addressee: str, records: Sequence[Record]) -> "Receipt":
    """Return where each record stands, as an answer about all of them would say it."""
    arrived = [
        row for row in journal.bundles(office.store, "in", addressee) if row.kind == "submission"
    ]
    results = [
        (
            record.uid,
            (Outcome.CONFLICT if record.conflicts else Outcome.SAME).value,
            "",
        )
        for record in records
    ]
    said = answers.receipt_on(office, addressee, arrived[0] if arrived else _nothing(), results)
    # it answers no bundle: what is missing, or a row of numbers that two share, is for answers
    return replace(said, missing_seqs=(), shared_row="")


def _of_files_alone(receipt: "Receipt") -> "Receipt":
    return replace(receipt, records=(), revisions=(), above=(), above_revisions=(), questions=())


def _files(office: Office, records: Sequence[Record]) -> list[FileGoing]:
    found: dict[str, FileGoing] = {}
    for record in records:
        kind = KINDS[record.kind]
        for file in files_in(kind, record.values):
            if file["sha256"] in found or not filing.has(office.store, file["sha256"]):
                continue
            found[file["sha256"]] = FileGoing(
                uid=record.uid,
                human_code=record.human_code,
                title=record.local(kind.title_field, office.language),
                name=file["name"],
                sha256=file["sha256"],
                size=file["size"],
            )
    return list(found.values())


def _loads(files: Sequence[FileGoing]) -> Iterator[tuple[FileGoing, ...]]:
    """Yield the files a bundle has room for, one bundle after the other; at least one, if empty."""
    load: list[FileGoing] = []
    room = travelling.ROOM
    for file in files:
        if load and file.size > room:
            yield tuple(load)
            load, room = [], travelling.ROOM
        load.append(file)
        room -= file.size
    yield tuple(load)


def _rows(records: Sequence[Record]) -> "list[SummaryRow]":
    from desktop_app.reports.bundle_news import SummaryRow

    return [
        SummaryRow(
            human_code=record.human_code,
            kind=record.kind,
            title=record[KINDS[record.kind].title_field] or "",
            status=record.status,
        )
        for record in records
        if PURGED not in record.extra
    ]


def _nothing() -> BundleRow:
    """Return what stands for the last bundle of an office from which none came by itself."""
    return BundleRow(
        id=_NO_BUNDLE,
        direction="in",
        kind="submission",
        office="",
        addressee="",
        stream="",
        seq=0,
        prev="",
        made_at="",
        at="",
        file_name="",
        records=0,
        size=0,
        check_code="",
        state="",
        note="",
    )
