"""Files that were added to records: each content once, under its SHA-256, in a folder of its own.

A file is written whole or not at all and never changed or taken away, so that every version,
backup and answer that names it finds it; copies of the store take the folder along.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.errors import StoreRefused
from desktop_app.language import N_
from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress
from desktop_app.store.database import Store

FOLDER = "files"
_HASH_LENGTH = 64
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What is known of a file; `original` is the hash of what it was made from, if not itself."""

    sha256: str
    size: int
    type: str
    original: str = ""


def folder_of(path: Path) -> Path:
    """Return where the files of the store at `path` lie."""
    return path.parent / FOLDER


def put(store: Store, content: bytes, name: str = "") -> str:
    """Keep a content and return its SHA-256; one that is there already is not written again.

    Raises UserError when there is no room, saying by what `name` the file is known.
    """
    digest = hashlib.sha256(content).hexdigest()
    path = _place(folder_of(store.path), digest)
    if not (path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest):
        with file_errors_told(store.path.parent / (name or digest)):
            _write(path, content)
    return digest


def note(store: Store, filed: Filed) -> None:
    """Write down what a file is, after its content is kept; what is known stays as it is."""
    with store.writing() as db:
        db.execute(
            "insert or ignore into attachment (sha256, size, type, original) values (?, ?, ?, ?)",
            (filed.sha256, filed.size, filed.type, filed.original),
        )


def has(store: Store, digest: str) -> bool:
    """Tell whether the content of this hash is here."""
    return _place(folder_of(store.path), digest).is_file()


def content(store: Store, digest: str) -> bytes:
    """Return a content. Raises StoreRefused when it is not here or no longer what it was."""
    path = _place(folder_of(store.path), digest)
    try:
        found = path.read_bytes()
    except FileNotFoundError as error:
        raise StoreRefused(
            N_("This file has not arrived here. It comes with a later bundle, or with a backup.")
        ) from error
    if hashlib.sha256(found).hexdigest() != digest:
        raise StoreRefused(
            N_("This file is damaged on this disk. Add it again, or restore a backup with it.")
        )
    return found


def original_of(store: Store, digest: str) -> str:
    """Return the hash of what a file was made from: of a photograph, before it was made smaller."""
    with store.reading() as db:
        found = db.execute("select original from attachment where sha256 = ?", (digest,)).fetchone()
    return str(found[0]) if found else ""


def unacknowledged(store: Store, by: str = "") -> set[str]:
    """Return the hashes of the files that have arrived nowhere; with `by`, not at that office."""
    sql, values = "acknowledged_by = ''", []
    if by:
        sql = (
            "not exists (select 1 from file_acknowledgement as there "
            "where there.by = ? and there.sha256 = attachment.sha256)"
        )
        values = [by]
    with store.reading() as db:
        rows = db.execute(f"select sha256 from attachment where {sql}", values)
        return {digest for (digest,) in rows}


def acknowledge(store: Store, digests: Iterable[str], bundle_id: str, by: str) -> None:
    """Write down that an answer of the office `by` named these files as arrived there."""
    named = list(digests)
    with store.writing() as db:
        db.executemany(
            "update attachment set acknowledged_by = ? where sha256 = ? and acknowledged_by = ''",
            [(bundle_id, digest) for digest in named],
        )
        db.executemany(
            "insert or ignore into file_acknowledgement (by, sha256) values (?, ?)",
            [(by, digest) for digest in named],
        )


def forget_answer(store: Store, bundle_id: str, by: str) -> int:
    """Forget that an answer of `by` named files as arrived; return how many go once more."""
    named = "select sha256 from attachment where acknowledged_by = ?"
    with store.writing() as db:
        db.execute(
            f"delete from file_acknowledgement where by = ? and sha256 in ({named})",
            [by, bundle_id],
        )
        sql = "update attachment set acknowledged_by = '' where acknowledged_by = ?"
        return db.execute(sql, [bundle_id]).rowcount


def ask_again(store: Store, digests: Iterable[str], by: str) -> None:
    """Write down that an answer named these files as lacking there: they go once more."""
    named = list(digests)
    with store.writing() as db:
        db.executemany(
            "delete from file_acknowledgement where by = ? and sha256 = ?",
            [(by, digest) for digest in named],
        )
        db.executemany(
            "update attachment set acknowledged_by = '' where sha256 = ? "
            "and sha256 not in (select sha256 from file_acknowledgement)",
            [(digest,) for digest in named],
        )


def lacking(store: Store, digests: Collection[str]) -> set[str]:
    """Return those of these hashes whose content is not here."""
    return {digest for digest in digests if not has(store, digest)}


def damaged(store: Store, digests: Iterable[str]) -> list[str]:
    """Return those of these hashes whose content is not what it was, or not here."""
    found = []
    for digest in sorted(digests):
        try:
            content(store, digest)
        except StoreRefused:
            found.append(digest)
    return found


def copy_missing(source: Path, target: Path, step: Progress = SILENT) -> int:
    """Copy every file of the folder `source` that `target` lacks, each read back; return how many.

    A content that is not what its name says stays behind. Raises OSError.
    """
    if not source.is_dir() or source == target:
        return 0
    there = sorted(path for path in source.glob("??/*") if _is_hash(path.name))
    copied = 0
    for done, path in enumerate(there):
        step(done, len(there))
        if _place(target, path.name).is_file():
            continue
        found = path.read_bytes()
        if hashlib.sha256(found).hexdigest() != path.name:
            continue
        _write(_place(target, path.name), found)
        copied += 1
    step(len(there), len(there))
    return copied


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_beside(path, private=True) as file:
        file.write(content)


def _place(folder: Path, digest: str) -> Path:
    if not _is_hash(digest):
        raise ValueError(digest)
    return folder / digest[:2] / digest


def _is_hash(name: str) -> bool:
    return len(name) == _HASH_LENGTH and set(name) <= _HEX
