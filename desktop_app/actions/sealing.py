"""Sealing the next bundle of this installation's stream, which numbers it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.actions import (
    encrypting,
    evidence,
    registers,
    renewing,
    returned,
    roads,
    travelling,
)
from desktop_app.actions.office import Office
from desktop_app.actions.travelling import FileGoing
from desktop_app.records.codes import list_versions
from desktop_app.records.files import file_errors_told
from desktop_app.records.kinds import KINDS
from desktop_app.records.progress import Progress
from desktop_app.records.revision import Revision
from desktop_app.store import journal
from desktop_app.store.journal import BundleRow

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Outgoing, Sealed
    from desktop_app.exchange.signing import Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What one bundle is made of, before it has a number."""

    kind: str  # submission, answer or pack
    addressee: str
    lines: Sequence[Revision]
    receipt: bytes | None = None
    files: Sequence[FileGoing] = ()
    registers: Sequence[bytes] = ()
    recipients: Sequence[str] = ()  # for whom it is encrypted; nobody: it travels open
    room: int = 0  # bytes that one file of it may have; a larger one lies in parts; 0 for one file
    scope: str = "unacked"  # or full: whether the addressee has acknowledged it or not


def seal_bundle(
    office: Office, folder: Path, parcel: Parcel, signer: "Signer", step: Progress
) -> "tuple[Sealed, BundleRow]":
    """Write the next bundle of this installation's stream and return it with its journal row."""
    from desktop_app.exchange.bundle_writing import write_bundle

    outgoing = _outgoing(office, parcel)
    name = _name(office, outgoing)
    blobs = _blobs(office, parcel)
    if signer.successor is not None:
        blobs["card"] = renewing.card_going_along(office, signer)
    with file_errors_told(folder / name):
        folder.mkdir(parents=True, exist_ok=True)
        sealed = write_bundle(
            folder / name,
            outgoing,
            blobs,
            signer,
            step,
            travelling.contents(office, parcel.files),
            recipients=parcel.recipients,
            further=signer.successor,
            room=parcel.room,
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
        file_name=sealed.path.name,
        records=sum(outgoing.counts.values()),
        size=sealed.size,
        check_code=sealed.check_code,
        state="sent",
        note="",
    )
    return sealed, row


def _name(office: Office, outgoing: "Outgoing") -> str:
    """Return a name that no other file of ours has: one that goes elsewhere has the same number."""
    sent = journal.bundles(office.store, direction="out")
    others = [row for row in sent if row.kind == "submission" and row.stream != outgoing.stream]
    twice = any(row.seq == outgoing.seq for row in others)
    plain = outgoing.kind == "submission" and not twice
    to = "" if plain else f"-{outgoing.to}"
    return f"surco-{office.code}{to}-{outgoing.seq:06d}.surco"


def _blobs(office: Office, parcel: Parcel) -> dict[str, Iterable[bytes]]:
    blobs: dict[str, Iterable[bytes]] = {"revisions": [line.line for line in parcel.lines]}
    if parcel.receipt is not None:
        blobs["receipt"] = [parcel.receipt]
    origins = None if parcel.kind == "answer" else evidence.to_pass_on(office, parcel.lines)
    if origins is not None:
        blobs["origin"] = [origins]
    given = returned.to_give_back(office, parcel.addressee, parcel.lines)
    if given is not None:
        blobs["returned"] = [given]
    if parcel.registers:
        blobs["register"] = parcel.registers
    return blobs


def _outgoing(office: Office, parcel: Parcel) -> "Outgoing":
    """Return the head of the next bundle: its number and the bundle before it."""
    from desktop_app.exchange.bundle import Outgoing

    stream = roads.stream_to(office, parcel.addressee, parcel.kind)
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
        acked_seq=roads.acknowledged_number(office, parcel.addressee),
        made_at=office.moment(),
        scope=parcel.scope,
        app=__version__,
        lists=list_versions(),
        counts=counts,
        registry_version=registers.version(office),
        reader=encrypting.recipient_of(office),
    )
