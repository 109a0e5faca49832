"""Evidence of where a unit's records came from: its sealed manifest, which its office passes on.

An office brings the lines of its units unchanged under its own seal. With the unit's manifest and
the order of the lines in its bundle anybody can make the sealed parts anew and compare.
"""

import hashlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from desktop_app.errors import BundleRejected
from desktop_app.exchange.container import check_code_of
from desktop_app.exchange.manifest import MANIFEST_LIMIT, Manifest, comment_of, read_manifest
from desktop_app.exchange.signing import SIGNATURE_LIMIT, check_public_key, kid_of, verify
from desktop_app.exchange.zipguard import DAMAGED
from desktop_app.records.plain import canonical
from desktop_app.records.scope import speaks_for

ORIGIN_LIMIT = 16 * 1024 * 1024
_MOST = 2_000
_KEY_LIMIT = 100
_HASH_LENGTH = 64
_HEX = frozenset("0123456789abcdef")
_MEMBERS = ("manifest", "public_key", "role", "seal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One bundle of a unit; `revisions` are the ids of its lines in its order.

    `role` is what the office that brings it says the unit is. The seal holds under `public_key`;
    whose key that is, is for the reader to know.
    """

    manifest: bytes
    seal: bytes
    role: str
    public_key: str
    revisions: tuple[str, ...]

    @property
    def said(self) -> Manifest:
        return read_manifest(self.manifest)

    @property
    def id(self) -> str:
        return hashlib.sha256(self.manifest).hexdigest()

    @property
    def check_code(self) -> str:
        return check_code_of(self.manifest)

    def is_whole(self, lines: Mapping[str, bytes]) -> bool:
        """Tell whether `lines` (id -> line) are what the unit sealed, every one of its bundle."""
        if any(name not in lines for name in self.revisions):
            return False
        said = self.said
        parts = sorted(
            (blob for blob in said.blobs if blob.role == "revisions"),
            key=lambda blob: blob.ord,
        )
        size = sum(len(lines[name]) + 1 for name in self.revisions)
        if not said.fits or size != sum(part.size for part in parts):
            return False  # before anything is put together: the names were not sealed
        content = b"".join(lines[name] + b"\n" for name in self.revisions)
        at = 0
        for part in parts:
            piece = content[at : at + part.size]
            if hashlib.sha256(piece).hexdigest() != part.sha256:
                return False
            at += part.size
        return at == len(content)


def origins_bytes(origins: "list[Origin]") -> bytes:
    """Return the canonical JSON of origins, in a fixed order."""
    return canonical(
        {
            "origins": [
                {
                    "manifest": one.manifest.decode(),
                    "public_key": one.public_key,
                    "revisions": list(one.revisions),
                    "role": one.role,
                    "seal": one.seal.decode(),
                }
                for one in sorted(origins, key=lambda one: one.id)
            ]
        }
    )


def read_origins(
    plain: Mapping[str, Any], bringer: str, scope: Collection[str]
) -> tuple[tuple[Origin, ...], int]:
    """Return the origins that the proved bundle of `bringer` names, and how many prove nothing.

    `scope` are the codes that it speaks for.

    One that is not sealed as it says, or is no unit's, is left out; the records are none the worse.
    Raises BundleRejected when the list itself is not in its form.
    """
    whole, all_of_them = _sealed_ones(plain)
    found = [
        one for one in whole if one.said.office != bringer and speaks_for(scope, one.said.office)
    ]
    return tuple(found), all_of_them - len(found)


def read_returned(plain: Mapping[str, Any]) -> tuple[Origin, ...]:
    """Return the sealed answers that a bundle gives back; whose seals they are, the reader knows.

    One that is not sealed as it says is left out. Raises BundleRejected as `read_origins`.
    """
    return tuple(one for one in _sealed_ones(plain)[0] if one.said.kind == "answer")


def _sealed_ones(plain: Mapping[str, Any]) -> tuple[list[Origin], int]:
    """Return those of a list that are sealed as they say, and how many stand in it."""
    listed = plain.get("origins")
    if not isinstance(listed, list) or len(listed) > _MOST:
        raise BundleRejected(DAMAGED)
    found: list[Origin] = []
    for line in listed:
        with suppress(BundleRejected):
            found.append(_origin(line))
    return found, len(listed)


def _origin(plain: Any) -> Origin:  # noqa: ANN401 - whatever the JSON holds
    if not isinstance(plain, dict) or not all(isinstance(plain.get(one), str) for one in _MEMBERS):
        raise BundleRejected(DAMAGED)
    manifest, seal = plain["manifest"].encode(), plain["seal"].encode()
    ids, key = plain.get("revisions"), plain["public_key"]
    if (
        len(manifest) > MANIFEST_LIMIT
        or len(seal) > SIGNATURE_LIMIT
        or len(key) > _KEY_LIMIT
        or plain["role"] not in ("office", "guest")
        or not isinstance(ids, list)
        or not all(_is_hash(name) for name in ids)
    ):
        raise BundleRejected(DAMAGED)
    check_public_key(key)
    comment = verify(key, manifest, seal)
    said = read_manifest(manifest)
    whole = comment == comment_of(said, hashlib.sha256(manifest).hexdigest())
    if said.kid != kid_of(key) or not whole:
        raise BundleRejected(DAMAGED)
    return Origin(
        manifest=manifest,
        seal=seal,
        role=plain["role"],
        public_key=key,
        revisions=tuple(ids),
    )


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and len(value) == _HASH_LENGTH and set(value) <= _HEX
