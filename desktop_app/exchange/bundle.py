"""Bundles: sealed files of records that travel between offices and the Secretariat.

A bundle read is a bundle proved: there is no way to get at the records of one that is not.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import length_hint
from pathlib import Path
from typing import Any, BinaryIO

from desktop_app.errors import BadAnswer, BundleRejected, UserError
from desktop_app.exchange import attachments
from desktop_app.exchange.container import (
    BLOB_FOLDER,
    MANIFEST_NAME,
    SEAL_NAME,
    ProvedParts,
    check_code_of,
    open_container,
    prove,
    read_bounded,
)
from desktop_app.exchange.manifest import (
    ROLES,
    Blob,
    Manifest,
    comment_of,
    manifest_bytes,
    read_canonical,
)
from desktop_app.exchange.readme import README
from desktop_app.exchange.receipt import RECEIPT_LIMIT, read_receipt
from desktop_app.exchange.signing import Signer
from desktop_app.exchange.zipguard import DAMAGED, FILE_LIMIT, ZipWriter
from desktop_app.language import N_
from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.revision import LINE_LIMIT, Revision, read_revision

SUBMISSION, ANSWER, ENROLMENT = "submission", "answer", "enrolment"
SECRETARIAT = "secretariat"
PART_SIZE = 4 * 1024 * 1024  # of records before packing: bounds memory, and how often we can stop
CARD_LIMIT = 64 * 1024
_LINES_A_STEP = 64

_ELSEWHERE = {
    SUBMISSION: N_("This file holds records that an office sends. Receive it at the Secretariat."),
    ANSWER: N_("This file is an answer of the Secretariat. Read it at the office it is made for."),
    ENROLMENT: N_("This file is the card of an office. Accept it as a card."),
}
_UNKNOWN_KIND = N_("This file is of a kind that this Surco does not know. Update Surco.")
_LONG_LINE = N_("A record in the file is far too long.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What a bundle will say of itself; see `Manifest`. `made_at` is given: no clock is read."""

    kind: str
    office: str
    stream: str
    to: str
    seq: int
    made_at: str
    app: str
    prev: str = ""
    acked_seq: int = 0
    scope: str = "unacked"
    lists: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A bundle that was written, read back and proved; `size` in bytes."""

    path: Path
    manifest_hash: str
    check_code: str
    size: int
    records: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedKey:
    """A key that was accepted here; only an active one seals."""

    office: str
    name: str
    role: str
    public_key: str
    status: str = "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A bundle of which every byte that matters is proved; its records were not parsed."""

    manifest: Manifest
    office: str
    name: str
    role: str
    public_key: str
    manifest_hash: str
    check_code: str
    signers: tuple[str, ...]
    ignored: tuple[str, ...]  # names of files that somebody added; they were not opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle(Proof):
    """A proved bundle and its records.

    `refused_lines` are those that could not be read, each the number of its line among all and a
    marked text; the others are none the worse for them.
    """

    revisions: list[Revision]
    refused_lines: list[tuple[int, str]]
    receipt: dict[str, Any] | None
    card: dict[str, Any] | None
    files: Mapping[str, bytes] = field(default_factory=dict)  # by SHA-256


def write_bundle(  # noqa: PLR0913, PLR0917 - what goes in, and how it is sealed
    path: Path,
    outgoing: Outgoing,
    blobs: Mapping[str, Iterable[bytes]],
    signer: Signer,
    step: Progress = SILENT,
    files: Iterable[tuple[str, bytes]] = (),
) -> Sealed:
    """Write a sealed bundle, read it back and prove it, then give it its name.

    `blobs` is role -> pieces; those of "revisions" are canonical lines without their line end.
    `files` are contents by their SHA-256, in a fixed order.
    Raises UserError; when stopped or failed, `path` is as it was.
    """
    with file_errors_told(path), written_beside(path) as file:
        archive = ZipWriter(file)
        listed = [*_write_blobs(archive, blobs, step), *_write_files(archive, files)]
        manifest = _manifest(outgoing, signer, listed)
        data = manifest_bytes(manifest)
        manifest_hash = hashlib.sha256(data).hexdigest()
        archive.add(MANIFEST_NAME, data, packed=False)
        seal = signer.sign(data, comment_of(manifest, manifest_hash))
        archive.add(SEAL_NAME, seal, packed=False)
        archive.finish()
        size = _prove_written(file, path, signer)
    return Sealed(
        path=path,
        manifest_hash=manifest_hash,
        check_code=check_code_of(data),
        size=size,
        records=manifest.records,
    )


def verify_bundle(
    path: Path,
    trusted: Mapping[str, TrustedKey],
    *,
    kinds: Collection[str] = (SUBMISSION, ANSWER),
    addressee: str = "",
) -> Proof:
    """Prove a bundle without parsing its records; else as `read_bundle`."""
    parts, sealer = _proved(path, trusted, kinds, addressee)
    for _ in parts.contents():
        pass
    return Proof(**_proof(parts, sealer))


def read_bundle(
    path: Path,
    trusted: Mapping[str, TrustedKey],
    *,
    kinds: Collection[str],
    addressee: str = "",
    step: Progress = SILENT,
) -> Bundle:
    """Prove a bundle, then read its records. Raises BundleRejected with a sentence.

    `trusted` is by short name of the key (`kid_of`); `kinds` are those wanted; `addressee` is who
    reads, empty for anybody. Nothing is parsed before its bytes are proved.
    """
    parts, sealer = _proved(path, trusted, kinds, addressee)
    proved: dict[str, list[tuple[int, bytes]]] = {}
    pieces: list[tuple[str, int, bytes]] = []
    for blob, content in parts.contents():
        if blob.role == attachments.ROLE:
            pieces.append((blob.of, blob.ord, content))
            continue
        proved.setdefault(blob.role, []).append((blob.ord, content))
    by_role = {role: b"".join(content for _, content in sorted(proved[role])) for role in proved}
    del proved
    revisions, refused = _revisions(by_role.pop("revisions", b""), step)
    receipt = _one_object(by_role.get("receipt"), RECEIPT_LIMIT)
    if receipt is not None:
        read_receipt(receipt)
    return Bundle(
        **_proof(parts, sealer),
        revisions=revisions,
        refused_lines=refused,
        receipt=receipt,
        card=_one_object(by_role.get("card"), CARD_LIMIT),
        files=attachments.joined(pieces),
    )


def _write_blobs(
    archive: ZipWriter, blobs: Mapping[str, Iterable[bytes]], step: Progress
) -> Iterator[Blob]:
    written: set[str] = set()
    contents = {**blobs, "readme": [README.encode()]}
    for role in ROLES:
        pieces = contents.pop(role, ())
        parts = _parts(pieces, step) if role == "revisions" else [b"".join(pieces)]
        for order, content in enumerate(part for part in parts if part):
            name = hashlib.sha256(content).hexdigest()
            if name not in written:
                archive.add(BLOB_FOLDER + name, content, packed=True)
                written.add(name)
            yield Blob(sha256=name, size=len(content), role=role, ord=order)
    if contents:
        raise ValueError(f"no such parts of a bundle: {sorted(contents)}")


def _write_files(archive: ZipWriter, files: Iterable[tuple[str, bytes]]) -> Iterator[Blob]:
    """Write files in pieces, as they are: pictures and documents are packed already."""
    written: set[str] = set()
    for order, (digest, piece) in enumerate(attachments.pieces_of(files)):
        name = hashlib.sha256(piece).hexdigest()
        if name not in written:
            archive.add(BLOB_FOLDER + name, piece, packed=False)
            written.add(name)
        yield Blob(sha256=name, size=len(piece), role=attachments.ROLE, ord=order, of=digest)


def _parts(lines: Iterable[bytes], step: Progress) -> Iterator[bytes]:
    """Join lines to parts of a bounded size; a line lies in one part as a whole."""
    part, size = [], 0
    total = length_hint(lines)
    for done, line in enumerate(lines):
        if done % _LINES_A_STEP == 0:
            step(done, max(done, total))
        part.append(line)
        size += len(line) + 1
        if size >= PART_SIZE:
            yield _joined(part)
            part, size = [], 0
    step(total, total)
    yield _joined(part)


def _joined(lines: list[bytes]) -> bytes:
    return b"\n".join([*lines, b""]) if lines else b""


def _manifest(outgoing: Outgoing, signer: Signer, blobs: list[Blob]) -> Manifest:
    return Manifest(
        kind=outgoing.kind,
        office=outgoing.office,
        stream=outgoing.stream,
        kid=signer.kid,
        to=outgoing.to,
        seq=outgoing.seq,
        prev=outgoing.prev,
        acked_seq=outgoing.acked_seq,
        scope=outgoing.scope,
        made_at=outgoing.made_at,
        app=outgoing.app,
        blobs=tuple(blobs),
        lists=outgoing.lists,
        counts=outgoing.counts,
    )


def _prove_written(file: BinaryIO, path: Path, signer: Signer) -> int:
    """Read back what was written and prove it as a stranger would; return its size in bytes."""
    size = file.tell()
    if size > FILE_LIMIT:
        raise UserError(
            N_("These records do not fit into one file of {limit} MB. Send fewer at a time."),
            limit=FILE_LIMIT // 1024 // 1024,
        )
    file.flush()
    file.seek(0)
    keys = {signer.kid: signer.public_key}
    try:
        for _ in prove(open_container(file.read()), keys.get).contents():
            pass
    except BundleRejected as error:
        raise UserError(
            N_("“{file}” does not read back as it was written. Try another disk or stick."),
            file=path.name,
        ) from error
    return size


def _proved(
    path: Path, trusted: Mapping[str, TrustedKey], kinds: Collection[str], addressee: str
) -> tuple[ProvedParts, TrustedKey]:
    """Return the parts and who sealed them, once seal, sender, kind and addressee are right."""

    def key_of(kid: str) -> str | None:
        return trusted[kid].public_key if kid in trusted else None

    parts = prove(open_container(read_bounded(path)), key_of)
    manifest = parts.manifest
    sealer = trusted[manifest.kid]
    if sealer.status != "active":
        raise BundleRejected(
            N_("The seal {kid} of {office} is no longer in use. Ask for a file with the new one."),
            kid=manifest.kid,
            office=sealer.office,
        )
    if manifest.office != sealer.office:
        raise BundleRejected(
            N_("This file speaks for {office}, but it is sealed by {sealer}. Ask both of them."),
            office=manifest.office,
            sealer=sealer.office,
        )
    if manifest.kind not in kinds:
        raise BundleRejected(_ELSEWHERE.get(manifest.kind, _UNKNOWN_KIND))
    if manifest.kind == ANSWER and sealer.role != SECRETARIAT:
        raise BundleRejected(
            N_("This answer is sealed by {office}; only the Secretariat gives answers."),
            office=sealer.office,
        )
    if addressee and manifest.to not in ("", addressee):
        raise BundleRejected(
            N_("This file is for {to}, not for {reader}. Send it on, or ask for the right one."),
            to=manifest.to,
            reader=addressee,
        )
    return parts, sealer


def _proof(parts: ProvedParts, sealer: TrustedKey) -> dict[str, Any]:
    return {
        "manifest": parts.manifest,
        "office": sealer.office,
        "name": sealer.name,
        "role": sealer.role,
        "public_key": sealer.public_key,
        "manifest_hash": parts.manifest_hash,
        "check_code": parts.check_code,
        "signers": parts.signers,
        "ignored": parts.ignored,
    }


def _revisions(data: bytes, step: Progress) -> tuple[list[Revision], list[tuple[int, str]]]:
    """Return the revisions of proved lines, and the numbers of the lines that are none, with why.

    One bad line never stops the rest.
    """
    lines = data.removesuffix(b"\n").split(b"\n") if data else []
    revisions, refused = [], []
    for number, line in enumerate(lines, 1):
        if number % _LINES_A_STEP == 1:
            step(number - 1, len(lines))
        if len(line) > LINE_LIMIT:
            refused.append((number, _LONG_LINE))
            continue
        try:
            revisions.append(read_revision(line))
        except BadAnswer as error:
            refused.append((number, error.text))
    step(len(lines), len(lines))
    return revisions, refused


def _one_object(data: bytes | None, limit: int) -> dict[str, Any] | None:
    if data is None:
        return None
    plain = read_canonical(data, limit)
    if not isinstance(plain, dict):
        raise BundleRejected(DAMAGED)
    return plain
