"""Files of records inside a bundle: pieces of one role, each saying which file it is a part of."""

import hashlib
from collections.abc import Iterable, Iterator

ROLE = "attachment"
PIECE = 1024 * 1024
_SMALLEST = 64 * 1024


def piece_for(room: int) -> int:
    """Return the size of pieces for parts of so many bytes: small ones leave less room unused."""
    return PIECE if not room else min(PIECE, max(_SMALLEST, room // 8))


def pieces_of(files: Iterable[tuple[str, bytes]], size: int = PIECE) -> Iterator[tuple[str, bytes]]:
    """Yield the hash of the whole file with one piece of it after the other."""
    for digest, content in files:
        for start in range(0, len(content), size):
            yield digest, content[start : start + size]


def joined(pieces: Iterable[tuple[str, int, bytes]]) -> dict[str, bytes]:
    """Return the files that pieces (hash, order, content) make up; one that is not whole is none.

    Every piece is proved by the seal; that they make up what was said is proved here.
    """
    by_file: dict[str, list[tuple[int, bytes]]] = {}
    for digest, order, content in pieces:
        by_file.setdefault(digest, []).append((order, content))
    whole = {}
    for digest, parts in by_file.items():
        content = b"".join(part for _, part in sorted(parts))
        if hashlib.sha256(content).hexdigest() == digest:
            whole[digest] = content
    return whole
