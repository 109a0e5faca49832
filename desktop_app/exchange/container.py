"""The open order of a bundle up to its proved parts; no record is parsed here.

A strict ZIP with manifest.json, its seal manifest.json.minisig, and blobs/<sha256>; further seals
are manifest.json.KEYID.minisig. Names, order, times and packing carry no meaning.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from desktop_app.errors import BundleRejected, BundleWaits
from desktop_app.exchange.manifest import (
    MANIFEST_LIMIT,
    Blob,
    Manifest,
    comment_of,
    read_manifest,
)
from desktop_app.exchange.signing import (
    SIGNATURE_LIMIT,
    check_public_key,
    digits,
    kid_of,
    parse_signature,
    verify,
)
from desktop_app.exchange.zipguard import DAMAGED, NOT_OURS, TOO_BIG, Entry, entries
from desktop_app.language import N_

MANIFEST_NAME = "manifest.json"
SEAL_NAME = "manifest.json.minisig"
BLOB_FOLDER = "blobs/"
FURTHER_SEAL_NAME = "manifest.json.{}.minisig"
_FURTHER_SEAL = re.compile(r"manifest\.json\.([0-9A-F]{16})\.minisig")
_SHOWN_NAMES = 20
UNKNOWN_SEAL = "unknown-seal"


@dataclass(frozen=True, slots=True)
class Container:
    """The parts of a bundle file, by name and within bounds; nothing in it is proved yet."""

    manifest: bytes
    seals: Mapping[str, bytes]  # by file name; the first is the sender's
    blobs: Mapping[str, Entry]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProvedParts:
    """A manifest that is sealed by a known key, and its parts, each of which must still match."""

    manifest: Manifest
    manifest_hash: str
    check_code: str
    sealed: tuple[bytes, bytes]  # the very bytes of the manifest and of its seal
    signers: tuple[str, ...]  # short names of the keys, the sender's first
    ignored: tuple[str, ...]
    _blobs: Mapping[str, Entry]
    _container: Container
    _comment: str

    def is_sealed_by(self, public_key: str) -> bool:
        """Tell whether the holder of this key sealed the bundle as well."""
        seal = self._container.seals.get(further_seal_name(kid_of(public_key)))
        if seal is None:
            return False
        try:
            return verify(public_key, self._container.manifest, seal) == self._comment
        except BundleRejected:
            return False

    def contents(self) -> Iterator[tuple[Blob, bytes]]:
        """Yield every piece with its proved content. Raises BundleRejected at one that differs.

        Those of parts that have not come are left out; see `lacking`.
        """
        away = set(self.parts_away)
        for blob in self.manifest.blobs:
            if blob.part not in away:
                yield blob, self._content(blob)

    @property
    def parts_away(self) -> tuple[int, ...]:
        """The numbers of the parts of which a piece has not come; none for a bundle in one file."""
        gone = {blob.part for blob in self.manifest.blobs if blob.sha256 not in self._blobs}
        return tuple(sorted(gone - {0}))

    @property
    def lacking(self) -> tuple[Blob, ...]:
        """The pieces that lie in parts that have not come."""
        away = set(self.parts_away)
        return tuple(blob for blob in self.manifest.blobs if blob.part in away)

    def with_more(self, container: Container) -> "ProvedParts":
        """Return this bundle with the pieces in another file too, if it is a part of the same.

        Whoever saw one part can put the true seal on a false one: only what is true is taken.
        """
        if container.manifest != self.sealed[0]:
            return self
        more = {
            blob.sha256: container.blobs[blob.sha256]
            for blob in self.manifest.blobs
            if blob.sha256 not in self._blobs and _is_true(container.blobs.get(blob.sha256), blob)
        }
        return replace(self, _blobs={**self._blobs, **more}) if more else self

    def _content(self, blob: Blob) -> bytes:
        return _true_content(self._blobs.get(blob.sha256), blob)


def open_container(data: bytes) -> Container:
    """Find the parts of a bundle in a file. Raises BundleRejected.

    They may lie in one folder, as after unpacking and packing again by hand.
    """
    found = entries(data)
    folders = [
        name.removesuffix(SEAL_NAME)
        for name in found
        if name.removesuffix(SEAL_NAME).count("/") <= 1 and f"/{name}".endswith(f"/{SEAL_NAME}")
    ]
    if len(folders) != 1 or folders[0] + MANIFEST_NAME not in found:
        raise BundleRejected(NOT_OURS)
    inside = {
        name.removeprefix(folders[0]): entry
        for name, entry in found.items()
        if name.startswith(folders[0])
    }
    seals = [SEAL_NAME, *sorted(name for name in inside if _FURTHER_SEAL.fullmatch(name))]
    blobs = {
        name.removeprefix(BLOB_FOLDER): entry
        for name, entry in inside.items()
        if name.startswith(BLOB_FOLDER)
    }
    known = {MANIFEST_NAME, *seals, *(BLOB_FOLDER + name for name in blobs)}
    return Container(
        manifest=_small(inside[MANIFEST_NAME], MANIFEST_LIMIT),
        seals={name: _small(inside[name], SIGNATURE_LIMIT) for name in seals},
        blobs=blobs,
        others=tuple(name for name in found if name.removeprefix(folders[0]) not in known),
    )


def prove(container: Container, key_of: Callable[[str], str | None]) -> ProvedParts:
    """Return what the manifest says once its seal is proved. Raises BundleRejected.

    `key_of` gives the public key of a short name, None for one that is not known.
    """
    data = container.manifest
    kid = parse_signature(container.seals[SEAL_NAME]).kid
    public_key = key_of(kid)
    if public_key is None or kid_of(public_key) != kid:
        raise BundleWaits(
            N_(
                "This file is sealed by somebody who is not known here (seal {kid}). Ask the sender"
                " for their card, compare its digits by telephone, and accept it first."
            ),
            cause=UNKNOWN_SEAL,
            kid=kid,
        )
    comment = verify(public_key, data, container.seals[SEAL_NAME])
    manifest = read_manifest(data, kid)  # only now: these are the bytes that were proved
    manifest_hash = hashlib.sha256(data).hexdigest()
    if manifest.kid != kid or comment != comment_of(manifest, manifest_hash):
        raise BundleRejected(DAMAGED)
    if not manifest.fits:
        raise BundleRejected(TOO_BIG)
    listed = {blob.sha256 for blob in manifest.blobs}
    strays = [BLOB_FOLDER + name for name in container.blobs if name not in listed]
    proved = ProvedParts(
        manifest=manifest,
        manifest_hash=manifest_hash,
        check_code=check_code_of(data),
        sealed=(data, container.seals[SEAL_NAME]),
        signers=(kid, *_further_signers(container, key_of, comment)),
        ignored=tuple([*container.others, *strays][:_SHOWN_NAMES]),
        _blobs=container.blobs,
        _container=container,
        _comment=comment,
    )
    if proved.lacking and len(proved.lacking) == len(manifest.blobs):  # no part of it is whole
        raise BundleRejected(DAMAGED)
    return proved


def further_seal_name(kid: str) -> str:
    """Return the name of the file with the seal of somebody besides the sender."""
    return f"manifest.json.{kid}.minisig"


def check_code_of(manifest: bytes) -> str:
    """Return the 40 digits of a bundle: on its paper, on both screens, by telephone."""
    return digits("surco-manifest-v1", manifest)


def _further_signers(
    container: Container, key_of: Callable[[str], str | None], comment: str
) -> Iterator[str]:
    """Yield the known keys whose further seals fit; those of others prove nothing and are let be.

    Raises BundleRejected when the seal of a known key does not fit.
    """
    first = parse_signature(container.seals[SEAL_NAME]).kid
    for name, seal in container.seals.items():
        further = _FURTHER_SEAL.fullmatch(name)
        public_key = key_of(further[1]) if further else None
        if further is None or public_key is None or further[1] == first:
            continue
        check_public_key(public_key)
        if verify(public_key, container.manifest, seal) != comment:
            raise BundleRejected(DAMAGED)
        yield further[1]


def _true_content(entry: Entry | None, blob: Blob) -> bytes:
    """Return the content of a piece that is what the manifest names. Raises BundleRejected."""
    if entry is None or entry.size != blob.size:
        raise BundleRejected(DAMAGED)
    content = entry.content()
    if hashlib.sha256(content).hexdigest() != blob.sha256:
        raise BundleRejected(DAMAGED)
    return content


def _is_true(entry: Entry | None, blob: Blob) -> bool:
    try:
        _true_content(entry, blob)
    except BundleRejected:
        return False
    return True


def _small(entry: Entry, limit: int) -> bytes:
    if entry.size > limit:
        raise BundleRejected(TOO_BIG)
    return entry.content()
