"""Proving a bundle and reading its records.

A bundle read is a bundle proved: there is no way to get at the records of one that is not.
"""

from collections import deque
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from desktop_app.errors import BundleRejected, BundleWaits
from desktop_app.exchange import attachments
from desktop_app.exchange.bundle import (
    ANSWER,
    CARD_LIMIT,
    ENROLMENT,
    PACK,
    REGISTER,
    REVOKED,
    SECRETARIAT,
    SUBMISSION,
    Bundle,
    Proof,
    TrustedKey,
)
from desktop_app.exchange.card import card_in
from desktop_app.exchange.container import ProvedParts, open_container, prove
from desktop_app.exchange.joining import NOTHING_BESIDE, Beside, files_away, joined
from desktop_app.exchange.manifest import ROLES, Manifest, read_canonical, read_manifest
from desktop_app.exchange.opening import Unlock, bundle_in
from desktop_app.exchange.origin import ORIGIN_LIMIT, Origin, read_origins, read_returned
from desktop_app.exchange.receipt import RECEIPT_LIMIT, read_receipt
from desktop_app.exchange.revision_lines import NOTHING_KEPT, Kept, read_lines
from desktop_app.exchange.signing import kid_of
from desktop_app.exchange.zipguard import DAMAGED
from desktop_app.language import N_
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.scope import speaks_for

_ELSEWHERE = {
    SUBMISSION: N_("This file holds records that an office sends: receive it as a bundle."),
    ANSWER: N_("This file is an answer: read it at the office it is made for."),
    PACK: N_("This file brings an office its own records back: open it at that office."),
    ENROLMENT: N_("This file is the card of an office. Accept it as a card."),
    REGISTER: N_("This file is the list of offices. Read it as such."),
}
_UNKNOWN_KIND = N_("This file is of a kind that this Surco does not know. Update Surco.")
_REGISTERS = 64
_REGISTER_SIZE = 2 * 1024 * 1024


def verify_bundle(
    path: Path,
    trusted: Mapping[str, TrustedKey],
    *,
    kinds: Collection[str] = (SUBMISSION, ANSWER, PACK),
    addressee: str = "",
    unlock: Unlock | None = None,
) -> Proof:
    """Prove a bundle without parsing its records; else as `read_bundle`."""
    parts, sealer = _proved(path, trusted, kinds, addressee, unlock)
    for _ in parts.contents():
        pass
    return Proof(**_proof(parts, sealer))


def read_bundle(  # noqa: PLR0913 - who reads what, and how
    path: Path,
    trusted: Mapping[str, TrustedKey],
    *,
    kinds: Collection[str],
    addressee: str = "",
    step: Progress = SILENT,
    unlock: Unlock | None = None,
    beside: Beside = NOTHING_BESIDE,
    kept: Kept = NOTHING_KEPT,
) -> Bundle:
    """Prove a bundle, then read its records. Raises BundleRejected with a sentence.

    `trusted` is by short name of the key (`kid_of`); `kinds` are those wanted; `addressee` is who
    reads, empty for anybody; `unlock` decrypts, `beside` knows files with other parts of it, `kept`
    which of its lines are in the store. Nothing is parsed before its bytes are proved. Raises
    BundleWaits while records lack.
    """
    first, sealer = _proved(path, trusted, kinds, addressee, unlock)
    parts, used = joined(first, beside, unlock)
    proved: dict[str, list[tuple[int, bytes]]] = {}
    pieces: list[tuple[str, int, bytes]] = []
    registers: list[tuple[int, bytes]] = []
    for blob, content in parts.contents():
        if blob.role == attachments.ROLE:
            pieces.append((blob.of, blob.ord, content))
        elif blob.role == REGISTER:
            registers.append((blob.ord, content))
        elif blob.role in ROLES:
            proved.setdefault(blob.role, []).append((blob.ord, content))
    lines = deque(content for _, content in sorted(proved.pop("revisions", [])))
    revisions, refused = read_lines(lines, step, kept)
    by_role = {role: b"".join(content for _, content in sorted(proved[role])) for role in proved}
    receipt = _receipt(by_role.get("receipt"))
    card = _one_object(by_role.get("card"), CARD_LIMIT)
    origins, poor = _origins(by_role.get("origin"), sealer, parts.manifest)
    return Bundle(
        **_proof(parts, sealer),
        revisions=revisions,
        refused_lines=refused,
        receipt=receipt,
        card=card,
        successor=_successor(parts, sealer, card),
        files=attachments.joined(pieces),
        registers=tuple(content for _, content in sorted(registers)),
        origins=origins,
        poor_origins=poor,
        returned=_returned(by_role.get("returned")),
        beside=used,
    )


def kind_claimed(path: Path, unlock: Unlock | None = None) -> str:
    """Return what kind of bundle a file says it is, empty when it says nothing that can be read.

    Nothing is proved by that: it only tells which reader has to prove it, and may refuse it yet.
    """
    try:
        return read_manifest(open_container(bundle_in(path, unlock)).manifest).kind
    except BundleRejected:
        return ""  # who reads the bundle itself is told why


def registers_in(path: Path, unlock: Unlock | None = None) -> tuple[bytes, ...]:
    """Return the files of the list of offices in a bundle, whoever sealed it.

    Each has the seals of root, by which it is judged; this bundle proves nothing of them, and may
    be refused yet.
    """
    container = open_container(bundle_in(path, unlock))
    try:
        claimed = read_manifest(container.manifest)
    except BundleRejected:
        return ()  # reading the bundle itself says why
    blobs = sorted(
        (blob for blob in claimed.blobs if blob.role == REGISTER), key=lambda blob: blob.ord
    )
    entries = [container.blobs.get(blob.sha256) for blob in blobs[:_REGISTERS]]
    return tuple(entry.content() for entry in entries if entry and entry.size <= _REGISTER_SIZE)


def _proved(
    path: Path,
    trusted: Mapping[str, TrustedKey],
    kinds: Collection[str],
    addressee: str,
    unlock: Unlock | None,
) -> tuple[ProvedParts, TrustedKey]:
    """Return the parts and who sealed them, once seal, sender, kind and addressee are right."""

    def key_of(kid: str) -> str | None:
        return trusted[kid].public_key if kid in trusted else None

    parts = prove(open_container(bundle_in(path, unlock)), key_of)
    manifest = parts.manifest
    sealer = trusted[manifest.kid]
    if not sealer.counts(manifest):
        raise _out_of_use(sealer, parts)
    if manifest.office != sealer.office:
        raise BundleRejected(
            N_("This file speaks for {office}, but it is sealed by {sealer}. Ask both of them."),
            office=manifest.office,
            sealer=sealer.office,
        )
    if addressee and manifest.to not in ("", addressee):
        raise BundleRejected(
            N_("This file is for {to} and not for {reader}: send it on to {to}; nothing was read."),
            to=manifest.to,
            reader=addressee,
        )
    if manifest.kind not in kinds:
        raise BundleRejected(_ELSEWHERE.get(manifest.kind, _UNKNOWN_KIND))
    if manifest.kind == SUBMISSION and sealer.role == SECRETARIAT:
        raise BundleRejected(
            N_("These records are sealed by the Secretariat; only an office sends records.")
        )
    if manifest.kind in {ANSWER, PACK} and not _may_answer(sealer, manifest.to):
        raise BundleRejected(
            N_(
                "This answer is sealed by {office}; only the Secretariat answers, and a national"
                " office its own units."
            ),
            office=sealer.office,
        )
    return parts, sealer


def _may_answer(sealer: TrustedKey, addressee: str) -> bool:
    if sealer.role == SECRETARIAT:
        return True
    return sealer.office != addressee and speaks_for(sealer.scope, addressee)


def _out_of_use(sealer: TrustedKey, parts: ProvedParts) -> BundleWaits:
    """Say why a true seal does not count here, at least until the list of offices says else."""
    manifest = parts.manifest
    text = N_("The seal {kid} of {office} is no longer in use. Ask for a file with the new one.")
    if sealer.status == REVOKED and sealer.role == SECRETARIAT:
        text = N_(
            "This answer does not count: its seal was taken from the Secretariat, and number"
            " {number} came after that. Tell the Secretariat, and delete the file."
        )
    elif sealer.status == REVOKED:
        text = N_(
            "Number {number} of {office} is sealed by a computer that was lost, after the last"
            " number that counts. It is not merged; ask the office by telephone."
        )
    return BundleWaits(
        text,
        cause=sealer.status,
        kid=manifest.kid,
        bundle_id=parts.manifest_hash,
        number=manifest.seq,
        office=sealer.office,
    )


def _successor(parts: ProvedParts, sealer: TrustedKey, plain: dict[str, Any] | None) -> str:
    """Return the new seal that the sender's seal vouches for, empty if there is none that holds.

    The sealed manifest names the card, and the new seal has sealed the manifest as well: nobody
    can hand on a seal that is not theirs. Records are none the worse for a card that does not hold.
    """
    if plain is None:
        return ""
    try:
        card = card_in(plain)
    except BundleRejected:
        return ""
    same = (card.office, card.role) == (sealer.office, sealer.role)
    fresh = card.kid != kid_of(sealer.public_key)
    return card.public_key if same and fresh and parts.is_sealed_by(card.public_key) else ""


def _proof(parts: ProvedParts, sealer: TrustedKey) -> dict[str, Any]:
    return {
        "manifest": parts.manifest,
        "office": sealer.office,
        "name": sealer.name,
        "role": sealer.role,
        "public_key": sealer.public_key,
        "scope": sealer.scope,
        "manifest_hash": parts.manifest_hash,
        "check_code": parts.check_code,
        "sealed": parts.sealed,
        "signers": parts.signers,
        "ignored": parts.ignored,
        "parts_away": parts.parts_away,
        "files_away": files_away(parts),
    }


def _receipt(data: bytes | None) -> dict[str, Any] | None:
    plain = _one_object(data, RECEIPT_LIMIT)
    if plain is not None:
        read_receipt(plain)  # one that is none refuses the bundle
    return plain


def _origins(
    data: bytes | None, sealer: TrustedKey, manifest: Manifest
) -> tuple[tuple[Origin, ...], int]:
    scope = (manifest.to,) if manifest.kind == PACK else sealer.scope
    plain = _one_object(data, ORIGIN_LIMIT)
    return read_origins(plain, sealer.office, scope) if plain is not None else ((), 0)


def _returned(data: bytes | None) -> tuple[Origin, ...]:
    plain = _one_object(data, ORIGIN_LIMIT)
    return read_returned(plain) if plain is not None else ()


def _one_object(data: bytes | None, limit: int) -> dict[str, Any] | None:
    if data is None:
        return None
    plain = read_canonical(data, limit)
    if not isinstance(plain, dict):
        raise BundleRejected(DAMAGED)
    return plain
