"""Writing a bundle: it is sealed, read back and proved before it gets its name."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import length_hint
from pathlib import Path
from typing import BinaryIO

from desktop_app.errors import BundleRejected, UserError
from desktop_app.exchange import attachments
from desktop_app.exchange.bundle import LINES_A_STEP, REGISTER, Outgoing, Sealed
from desktop_app.exchange.container import (
    BLOB_FOLDER,
    MANIFEST_NAME,
    SEAL_NAME,
    check_code_of,
    further_seal_name,
    open_container,
    prove,
)
from desktop_app.exchange.encryption import check_recipient, encrypted
from desktop_app.exchange.manifest import (
    RECORDS_LIMIT,
    ROLES,
    Blob,
    Manifest,
    comment_of,
    manifest_bytes,
)
from desktop_app.exchange.readme import README
from desktop_app.exchange.signing import Signer
from desktop_app.exchange.zipguard import FILE_LIMIT, ZipWriter
from desktop_app.language import N_
from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress

_NOT_AS_WRITTEN = N_("“{file}” does not read back as it was written. Try another disk or stick.")
PART_SIZE = 4 * 1024 * 1024  # of records before packing: bounds memory, and how often we can stop
_TOO_MANY = N_("These records do not fit into one file of {limit} MB. Send fewer at a time.")


def write_bundle(  # noqa: PLR0913, PLR0917 - what goes in, and how it is sealed
    path: Path,
    outgoing: Outgoing,
    blobs: Mapping[str, Iterable[bytes]],
    signer: Signer,
    step: Progress = SILENT,
    files: Iterable[tuple[str, bytes]] = (),
    *,
    further: Signer | None = None,
    recipients: Sequence[str] = (),
) -> Sealed:
    """Write a sealed bundle, read it back and prove it, then give it its name.

    `blobs` is role -> pieces; those of "revisions" are canonical lines without their line end.
    `files` are contents by their SHA-256, in a fixed order. `further` seals it besides `signer`.
    With `recipients` the sealed file is encrypted for them.
    Raises UserError; when stopped or failed, `path` is as it was.
    """
    with file_errors_told(path), written_beside(path) as file:
        archive = ZipWriter(file)
        listed = [*_write_blobs(archive, blobs, step), *_write_files(archive, files)]
        manifest = _manifest(outgoing, signer, listed)
        if not manifest.fits:
            raise UserError(_TOO_MANY, limit=RECORDS_LIMIT // 1024 // 1024)
        data = manifest_bytes(manifest)
        manifest_hash = hashlib.sha256(data).hexdigest()
        archive.add(MANIFEST_NAME, data, packed=False)
        comment = comment_of(manifest, manifest_hash)
        archive.add(SEAL_NAME, signer.sign(data, comment), packed=False)
        if further is not None:
            name = further_seal_name(further.kid)
            archive.add(name, further.sign(data, comment), packed=False)
        archive.finish()
        size = _prove_written(file, path, signer)
        if recipients:
            size = _encrypt_written(file, path, recipients)
    return Sealed(
        path=path,
        manifest_hash=manifest_hash,
        check_code=check_code_of(data),
        size=size,
        records=manifest.records,
    )


def _write_blobs(
    archive: ZipWriter, blobs: Mapping[str, Iterable[bytes]], step: Progress
) -> Iterator[Blob]:
    written: set[str] = set()
    contents = {**blobs, "readme": [README.encode()]}
    for role in ROLES:
        pieces = contents.pop(role, ())
        parts = _parts(pieces, step) if role == "revisions" else _whole(role, pieces)
        for order, content in enumerate(part for part in parts if part):
            name = hashlib.sha256(content).hexdigest()
            if name not in written:
                archive.add(BLOB_FOLDER + name, content, packed=True)
                written.add(name)
            yield Blob(sha256=name, size=len(content), role=role, ord=order)
    if contents:
        raise ValueError(f"no such parts of a bundle: {sorted(contents)}")


def _whole(role: str, pieces: Iterable[bytes]) -> Iterable[bytes]:
    return pieces if role == REGISTER else [b"".join(pieces)]  # each register is a file of its own


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
        if done % LINES_A_STEP == 0:
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
        registry_version=outgoing.registry_version,
        reader=outgoing.reader,
    )


def _prove_written(file: BinaryIO, path: Path, signer: Signer) -> int:
    """Read back what was written and prove it as a stranger would; return its size in bytes."""
    size = file.tell()
    if size > FILE_LIMIT:
        raise UserError(_TOO_MANY, limit=FILE_LIMIT // 1024 // 1024)
    file.flush()
    file.seek(0)
    keys = {signer.kid: signer.public_key}
    try:
        for _ in prove(open_container(file.read()), keys.get).contents():
            pass
    except BundleRejected as error:
        raise UserError(_NOT_AS_WRITTEN, file=path.name) from error
    return size


def _encrypt_written(file: BinaryIO, path: Path, recipients: Sequence[str]) -> int:
    """Encrypt what was written in its place, read it back, and return its size in bytes."""
    file.seek(0)
    locked = encrypted(file.read(), [check_recipient(one, path.name) for one in recipients])
    file.seek(0)
    file.truncate()
    file.write(locked)
    file.flush()
    file.seek(0)
    if file.read() != locked:
        raise UserError(_NOT_AS_WRITTEN, file=path.name)
    return len(locked)
