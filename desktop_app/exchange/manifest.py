"""The manifest: what a bundle says of itself, in bytes that are the same on every machine.

It is sealed; every other part of the bundle is named in it by its SHA-256.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop_app.errors import BundleRejected, BundleWaits
from desktop_app.exchange.zipguard import DAMAGED, TOTAL_LIMIT
from desktop_app.language import N_
from desktop_app.records.plain import canonical, clean
from desktop_app.records.revision import SCHEMA
from desktop_app.records.stamp import is_moment

FORMAT = "surco-bundle"
FORMAT_VERSION = 1
READER = 2  # what this program can read; a bundle says the least that it asks for
PARTS_READER = 2  # what reads a bundle that lies in several files
MANIFEST_LIMIT = 1024 * 1024
NEWER = "newer"
RECORDS_LIMIT = 160 * 1024 * 1024  # bytes of records unpacked: 512 MB of memory are enough for them
ROLES = ("revisions", "receipt", "origin", "returned", "card", "register", "readme", "attachment")
RECIPIENT = re.compile(r"age1[ac-hj-np-z02-9]{58}")
OFFICE = re.compile(r"[A-Z0-9-]{2,12}")
_DEPTH = 8
_INTEGER_LIMIT = 2**53
_TEXT_LIMIT = 200
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_HASH = re.compile(r"[0-9a-f]{64}")
_KID = re.compile(r"[0-9A-F]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """One piece of the bundle; pieces of one role are joined in the order of `ord`."""

    sha256: str
    size: int
    role: str
    ord: int
    of: str = ""  # the SHA-256 of the whole file that this is a piece of
    part: int = 0  # in which of several files it lies; 0 when there is one file


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Who sends what to whom, as which one of a row (`seq`, and the hash `prev` of the last).

    `made_at` is a claim of the sender's clock and decides nothing. `to` is empty when anybody may
    read it. `lists` names the versions of the code lists, `counts` the number of records by kind.
    """

    kind: str
    office: str
    stream: str
    kid: str
    to: str
    seq: int
    prev: str
    acked_seq: int
    scope: str
    made_at: str
    app: str
    blobs: tuple[Blob, ...]
    lists: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    registry_version: int = 0
    schema: int = SCHEMA
    min_reader: int = 1
    reader: str = ""  # for whom to encrypt what goes back to the sender, in age's form

    @property
    def records(self) -> int:
        return sum(self.counts.values())

    @property
    def parts(self) -> int:
        """In how many files the bundle lies."""
        return max((blob.part for blob in self.blobs), default=0) or 1

    @property
    def fits(self) -> bool:
        """Tell whether all that it lists, repeated or not, stays within what is read at once."""
        records = sum(blob.size for blob in self.blobs if blob.role == "revisions")
        return records <= RECORDS_LIMIT and sum(blob.size for blob in self.blobs) <= TOTAL_LIMIT


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the canonical JSON (RFC 8785 on our model) that is sealed."""
    blobs = [
        {"ord": blob.ord, "role": blob.role, "sha256": blob.sha256, "size": blob.size}
        | ({"of": blob.of} if blob.of else {})
        | ({"part": blob.part} if blob.part else {})
        for blob in manifest.blobs
    ]
    return canonical(
        {
            "acked_seq": manifest.acked_seq,
            "app": manifest.app,
            "blobs": blobs,
            "counts": dict(manifest.counts),
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "from": {"kid": manifest.kid, "office": manifest.office, "stream": manifest.stream},
            "kind": manifest.kind,
            "lists": dict(manifest.lists),
            "made_at": manifest.made_at,
            "min_reader": manifest.min_reader,
            "prev": manifest.prev,
            "registry_version": manifest.registry_version,
            "schema": manifest.schema,
            "scope": manifest.scope,
            "seq": manifest.seq,
            "to": manifest.to,
        }
        | ({"reader": manifest.reader} if manifest.reader else {})
    )


def read_manifest(data: bytes, kid: str = "") -> Manifest:
    """Return the manifest in these bytes. Raises BundleRejected unless they are its one form.

    Members that this version does not know are let through: `min_reader` says when they matter.
    `kid` names the seal that proved the bytes, for who is told that a newer Surco wrote them.
    """
    plain = read_canonical(data, MANIFEST_LIMIT)
    _expect(isinstance(plain, dict) and plain.get("format") == FORMAT)
    _check_version(plain, kid)
    sender = plain.get("from")
    _expect(isinstance(sender, dict))
    lists, counts = plain.get("lists"), plain.get("counts")
    _expect(isinstance(lists, dict) and all(isinstance(value, str) for value in lists.values()))
    _expect(isinstance(counts, dict) and all(_is_count(value) for value in counts.values()))
    return Manifest(
        kind=_text(plain, "kind", _NAME),
        office=_text(sender, "office", OFFICE),
        stream=_text(sender, "stream", _NAME),
        kid=_text(sender, "kid", _KID),
        to=_text(plain, "to", OFFICE, empty=True),
        seq=_count(plain, "seq"),
        prev=_text(plain, "prev", _HASH, empty=True),
        acked_seq=_count(plain, "acked_seq"),
        scope=_text(plain, "scope", _NAME),
        made_at=_moment(plain, "made_at"),
        app=short_text(plain, "app"),
        blobs=_blobs(plain.get("blobs")),
        lists=lists,
        counts=counts,
        registry_version=_count(plain, "registry_version"),
        schema=_count(plain, "schema"),
        min_reader=_count(plain, "min_reader"),
        reader=_text(plain, "reader", RECIPIENT) if "reader" in plain else "",
    )


def comment_of(manifest: Manifest, manifest_hash: str) -> str:
    """Return the trusted comment that a seal of this manifest must carry: it binds the kind."""
    return (
        f"surco-bundle v{FORMAT_VERSION} kind={manifest.kind} office={manifest.office}"
        f" seq={manifest.seq} sha256={manifest_hash}"
    )


def read_canonical(data: bytes, limit: int) -> Any:  # noqa: ANN401 - whatever the JSON holds
    """Return the JSON in `data`. Raises BundleRejected unless it is in canonical form.

    Our model: no floats, whole numbers below 2^53, names in ASCII, clean text in NFC, 8 deep.
    """
    try:
        _expect(len(data) <= limit)
        plain = json.loads(data.decode(), parse_float=_no_number, parse_constant=_no_number)
        _expect(_is_plain(plain) and canonical(plain) == data)
    except (ValueError, RecursionError) as error:
        raise BundleRejected(DAMAGED) from error
    return plain


def short_text(plain: Mapping[str, Any], name: str, limit: int = _TEXT_LIMIT) -> str:
    """Return a text of one clean line, which may be empty. Raises BundleRejected."""
    value = plain.get(name)
    _expect(isinstance(value, str) and len(value) <= limit)
    _expect(clean(str(value), lines=False) == value)
    return str(value)


def _check_version(plain: Mapping[str, Any], kid: str) -> None:
    version, reader = _count(plain, "format_version"), _count(plain, "min_reader")
    if version != FORMAT_VERSION or reader > READER:
        raise BundleWaits(
            N_(
                "This file was written by a newer Surco (form {version}, reader {reader})."
                " Update Surco and read it again."
            ),
            cause=NEWER,
            kid=kid,
            version=version,
            reader=reader,
        )


def _blobs(plain: object) -> tuple[Blob, ...]:
    _expect(isinstance(plain, list))
    blobs = []
    for line in plain if isinstance(plain, list) else ():
        _expect(isinstance(line, dict))
        blobs.append(
            Blob(
                sha256=_text(line, "sha256", _HASH),
                size=_count(line, "size"),
                role=_text(line, "role", _NAME),
                ord=_count(line, "ord"),
                of=_text(line, "of", _HASH) if "of" in line else "",
                part=_count(line, "part") if "part" in line else 0,
            )
        )
    _expect(len({(blob.role, blob.ord) for blob in blobs}) == len(blobs))
    parts = {blob.part for blob in blobs} - {0}
    _expect(parts == set(range(1, len(parts) + 1)))
    _expect(not parts or all(blob.part for blob in blobs))
    return tuple(blobs)


def _text(
    plain: Mapping[str, Any], name: str, form: re.Pattern[str], *, empty: bool = False
) -> str:
    value = plain.get(name)
    _expect(isinstance(value, str) and bool(form.fullmatch(value) or (empty and value == "")))
    return str(value)


def _moment(plain: Mapping[str, Any], name: str) -> str:
    value = plain.get(name)
    _expect(isinstance(value, str) and is_moment(value))
    return str(value)


def _count(plain: Mapping[str, Any], name: str) -> int:
    value = plain.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BundleRejected(DAMAGED)
    return value


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_plain(value: object, depth: int = _DEPTH) -> bool:
    if isinstance(value, dict):
        return depth > 0 and all(
            name.isascii() and _is_clean(name) and _is_plain(item, depth - 1)
            for name, item in value.items()
        )
    if isinstance(value, list):
        return depth > 0 and all(_is_plain(item, depth - 1) for item in value)
    if isinstance(value, str):
        return _is_clean(value)
    return value is None or isinstance(value, bool) or abs(_whole(value)) < _INTEGER_LIMIT


def _whole(value: object) -> int:
    return value if isinstance(value, int) else _INTEGER_LIMIT


def _is_clean(text: str) -> bool:
    """Tell whether a text is in NFC and free of controls (but line ends) and turning marks."""
    return (text.isascii() and text.isprintable()) or (
        unicodedata.is_normalized("NFC", text) and clean(f"|{text}|") == f"|{text}|"
    )


def _no_number(text: str) -> object:
    raise ValueError(text)


def _expect(holds: bool) -> None:  # noqa: FBT001 - reads as a sentence
    if not holds:
        raise BundleRejected(DAMAGED)
