"""Writing a bundle: it is sealed, read back and proved before it gets its name."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
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
    PARTS_READER,
    RECORDS_LIMIT,
    ROLES,
    Blob,
    Manifest,
    comment_of,
    manifest_bytes,
)
from desktop_app.exchange.readme import README
from desktop_app.exchange.signing import Signer
from desktop_app.exchange.spreading import AROUND, OneFile, Parts, Target
from desktop_app.exchange.zipguard import FILE_LIMIT, ZipWriter
from desktop_app.language import N_
from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress

_NOT_AS_WRITTEN = N_("“{file}” does not read back as it was written. Try another disk or stick.")
PART_SIZE = 4 * 1024 * 1024  # of records before packing: bounds memory, and how often we can stop
LEAST_ROOM = 400_000  # bytes of pieces in a part, whatever the mail takes
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
    room: int = 0,
) -> Sealed:
    """Write a sealed bundle, read it back and prove it, then give it its name.

    `blobs` is role -> pieces; those of "revisions" are canonical lines without their line end.
    `files` are contents by their SHA-256, in a fixed order. `further` seals it besides `signer`.
    With `recipients` the sealed file is encrypted for them. With `room`, the bytes that one file
    may have, a larger bundle lies in parts, `path` with 1of3, 2of3, 3of3 at the end of its stem.
    Raises UserError; when stopped or failed, `path` is as it was.
    """
    signers = (signer,) if further is None else (signer, further)
    if room:
        parts = Parts(max(room - AROUND, LEAST_ROOM))
        listed = [*_write_blobs(parts, blobs, step), *_write_files(parts, files)]
        manifest = _manifest(outgoing, signer, parts.numbered(listed))
        data = _seal_into(parts.archives, manifest, signers)
        contents = [file.getvalue() for file in parts.files]
        _prove_written(contents, path, signer)
        if recipients:
            contents = [_locked(content, path, recipients) for content in contents]
        return _sealed(_place(path, contents), data, sum(map(len, contents)), manifest)
    with file_errors_told(path), written_beside(path) as file:
        target = OneFile(file)
        listed = [*_write_blobs(target, blobs, step), *_write_files(target, files)]
        manifest = _manifest(outgoing, signer, listed)
        data = _seal_into(target.archives, manifest, signers)
        size = file.tell()
        file.flush()
        file.seek(0)
        _prove_written([file.read(FILE_LIMIT + 1)], path, signer)
        if recipients:
            size = _encrypt_written(file, path, recipients)
    return _sealed([path], data, size, manifest)


def _place(path: Path, contents: list[bytes]) -> list[Path]:
    """Write each part under its name, all of them or none; return the names."""
    count = len(contents)
    paths = [path] if count == 1 else [_part_path(path, n, count) for n in range(1, count + 1)]
    try:
        with ExitStack() as opened:
            for one, content in zip(paths, contents, strict=True):
                opened.enter_context(file_errors_told(one))
                _write_back(opened.enter_context(written_beside(one)), content, one)
    except BaseException:
        for one, content in zip(paths, contents, strict=True):
            if one.is_file() and one.read_bytes() == content:
                one.unlink()
        raise
    return paths


def _write_back(file: BinaryIO, content: bytes, path: Path) -> None:
    file.write(content)
    file.flush()
    file.seek(0)
    if file.read() != content:
        raise UserError(_NOT_AS_WRITTEN, file=path.name)


def _part_path(path: Path, number: int, count: int) -> Path:
    return path.with_stem(f"{path.stem}-{number}of{count}")


def _seal_into(archives: list[ZipWriter], manifest: Manifest, signers: Sequence[Signer]) -> bytes:
    """End each file with the manifest and its seals, and return the bytes of the manifest."""
    if not manifest.fits:
        raise UserError(_TOO_MANY, limit=RECORDS_LIMIT // 1024 // 1024)
    data = manifest_bytes(manifest)
    comment = comment_of(manifest, hashlib.sha256(data).hexdigest())
    names = [SEAL_NAME, *(further_seal_name(one.kid) for one in signers[1:])]
    seals = {name: one.sign(data, comment) for name, one in zip(names, signers, strict=True)}
    for archive in archives:
        archive.add(MANIFEST_NAME, data, packed=False)
        for name, seal in seals.items():
            archive.add(name, seal, packed=False)
        archive.finish()
    return data


def _sealed(paths: list[Path], data: bytes, size: int, manifest: Manifest) -> Sealed:
    return Sealed(
        paths=tuple(paths),
        manifest_hash=hashlib.sha256(data).hexdigest(),
        check_code=check_code_of(data),
        size=size,
        records=manifest.records,
    )


def _write_blobs(
    target: Target, blobs: Mapping[str, Iterable[bytes]], step: Progress
) -> Iterator[Blob]:
    written: dict[str, int] = {}
    contents = {**blobs, "readme": [README.encode()]}
    for role in ROLES:
        pieces = contents.pop(role, ())
        parts = (
            _cut(_parts(pieces, step, target.most), target.most)
            if role == "revisions"
            else _whole(role, pieces)
        )
        for order, content in enumerate(part for part in parts if part):
            name = hashlib.sha256(content).hexdigest()
            if name not in written:
                written[name] = target.add(BLOB_FOLDER + name, content, packed=True)
            yield Blob(sha256=name, size=len(content), role=role, ord=order, part=written[name])
    if contents:
        raise ValueError(f"no such parts of a bundle: {sorted(contents)}")


def _whole(role: str, pieces: Iterable[bytes]) -> Iterable[bytes]:
    return pieces if role == REGISTER else [b"".join(pieces)]  # each register is a file of its own


def _write_files(target: Target, files: Iterable[tuple[str, bytes]]) -> Iterator[Blob]:
    """Write files in pieces, as they are: pictures and documents are packed already."""
    written: dict[str, int] = {}
    size = attachments.piece_for(target.most)
    for order, (digest, piece) in enumerate(attachments.pieces_of(files, size)):
        name = hashlib.sha256(piece).hexdigest()
        if name not in written:
            written[name] = target.add(BLOB_FOLDER + name, piece, packed=False)
        yield Blob(
            sha256=name,
            size=len(piece),
            role=attachments.ROLE,
            ord=order,
            of=digest,
            part=written[name],
        )


def _parts(lines: Iterable[bytes], step: Progress, most: int) -> Iterator[bytes]:
    """Join lines to pieces of a bounded size; a line lies in one piece as a whole."""
    part, size = [], 0
    full = min(PART_SIZE, most or PART_SIZE)
    total = length_hint(lines)
    for done, line in enumerate(lines):
        if done % LINES_A_STEP == 0:
            step(done, max(done, total))
        part.append(line)
        size += len(line) + 1
        if size >= full:
            yield _joined(part)
            part, size = [], 0
    step(total, total)
    yield _joined(part)


def _cut(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Cut pieces that would not fit into a part; they are joined again before they are read."""
    for piece in pieces:
        size = most or len(piece) or 1
        yield from (piece[start : start + size] for start in range(0, len(piece), size))


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
        min_reader=PARTS_READER if any(blob.part for blob in blobs) else 1,
    )


def _prove_written(contents: list[bytes], path: Path, signer: Signer) -> None:
    """Prove what was written as a stranger would who got all its parts."""
    if max(map(len, contents)) > FILE_LIMIT:
        raise UserError(_TOO_MANY, limit=FILE_LIMIT // 1024 // 1024)
    keys = {signer.kid: signer.public_key}
    try:
        proved = prove(open_container(contents[0]), keys.get)
        for content in contents[1:]:
            proved = proved.with_more(open_container(content))
        whole = not proved.parts_away
        for _ in proved.contents():
            pass
    except BundleRejected as error:
        raise UserError(_NOT_AS_WRITTEN, file=path.name) from error
    if not whole:
        raise UserError(_NOT_AS_WRITTEN, file=path.name)


def _encrypt_written(file: BinaryIO, path: Path, recipients: Sequence[str]) -> int:
    """Encrypt what was written in its place, read it back, and return its size in bytes."""
    file.seek(0)
    locked = _locked(file.read(), path, recipients)
    file.seek(0)
    file.truncate()
    _write_back(file, locked, path)
    return len(locked)


def _locked(content: bytes, path: Path, recipients: Sequence[str]) -> bytes:
    return encrypted(content, [check_recipient(one, path.name) for one in recipients])
