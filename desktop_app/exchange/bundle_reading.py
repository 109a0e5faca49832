"""Proving a bundle and reading its records.

A bundle read is a bundle proved: there is no way to get at the records of one that is not.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from desktop_app.errors import BadAnswer, BundleRejected, BundleWaits
from desktop_app.exchange import attachments
from desktop_app.exchange.bundle import (
    ANSWER,
    CARD_LIMIT,
    ENROLMENT,
    LINES_A_STEP,
    REVOKED,
    SECRETARIAT,
    SUBMISSION,
    Bundle,
    Proof,
    TrustedKey,
)
from desktop_app.exchange.container import ProvedParts, open_container, prove, read_bounded
from desktop_app.exchange.manifest import read_canonical
from desktop_app.exchange.receipt import RECEIPT_LIMIT, read_receipt
from desktop_app.exchange.zipguard import DAMAGED
from desktop_app.language import N_
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.revision import LINE_LIMIT, Revision, read_revision

_ELSEWHERE = {
    SUBMISSION: N_("This file holds records that an office sends. Receive it at the Secretariat."),
    ANSWER: N_("This file is an answer of the Secretariat. Read it at the office it is made for."),
    ENROLMENT: N_("This file is the card of an office. Accept it as a card."),
}
_UNKNOWN_KIND = N_("This file is of a kind that this Surco does not know. Update Surco.")
_LONG_LINE = N_("A record in the file is far too long.")


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


def _proved(
    path: Path, trusted: Mapping[str, TrustedKey], kinds: Collection[str], addressee: str
) -> tuple[ProvedParts, TrustedKey]:
    """Return the parts and who sealed them, once seal, sender, kind and addressee are right."""

    def key_of(kid: str) -> str | None:
        return trusted[kid].public_key if kid in trusted else None

    parts = prove(open_container(read_bounded(path)), key_of)
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
    if manifest.kind not in kinds:
        raise BundleRejected(_ELSEWHERE.get(manifest.kind, _UNKNOWN_KIND))
    if manifest.kind == SUBMISSION and sealer.role == SECRETARIAT:
        raise BundleRejected(
            N_("These records are sealed by the Secretariat; only an office sends records.")
        )
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
        if number % LINES_A_STEP == 1:
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
