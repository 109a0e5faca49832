"""The parts of one bundle, each a file with the same sealed manifest: any order, any of them twice.

Pieces are found by their hash, so that nothing is needed to join parts but to look through them.
What is not proved to be a part of the bundle adds nothing to it.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from desktop_app.errors import BundleRejected, BundleWaits
from desktop_app.exchange import attachments
from desktop_app.exchange.container import ProvedParts, open_container
from desktop_app.exchange.opening import Unlock, bundle_in
from desktop_app.language import N_

Beside = Callable[[str], Iterable[Path]]  # the hash of a manifest -> where other parts may lie
PARTS = "parts"
_LOOSE = (attachments.ROLE, "readme")  # records can be read without them


def NOTHING_BESIDE(_manifest_hash: str) -> tuple[Path, ...]:  # noqa: N802 - stands for a value
    """Know no other file."""
    return ()


def joined(
    first: ProvedParts, beside: Beside, unlock: Unlock | None = None
) -> tuple[ProvedParts, tuple[Path, ...]]:
    """Return a bundle with what other files hold of it, and these. Raises BundleWaits, see there.

    A file that cannot be opened, or is another bundle's, is left alone.
    """
    parts = first
    used = []
    if parts.parts_away:
        for path in beside(parts.manifest_hash):
            try:
                more = parts.with_more(open_container(bundle_in(path, unlock)))
            except BundleRejected:  # it is told of when it is opened for itself
                continue
            used += [path] if more is not parts else []
            parts = more
            if not parts.parts_away:
                break
    needed = sorted({blob.part for blob in parts.lacking if blob.role not in _LOOSE})
    if needed:
        raise BundleWaits(
            N_(
                "Number {number} of {office} comes in {all} parts, and its records need part"
                " {parts}, which has not come yet. Open that file too, or ask for it again."
            ),
            cause=PARTS,
            kid=parts.manifest.kid,
            bundle_id=parts.manifest_hash,
            beside=tuple(used),
            number=parts.manifest.seq,
            office=parts.manifest.office,
            all=parts.manifest.parts,
            parts=", ".join(map(str, needed)),
            away=", ".join(map(str, parts.parts_away)),
        )
    return parts, tuple(used)


def files_away(parts: ProvedParts) -> int:
    """Return how many files of records lie, wholly or for a piece, in parts that have not come."""
    return len({blob.of for blob in parts.lacking if blob.role == attachments.ROLE})
