"""Bundles: sealed files of records that travel between offices and the Secretariat.

What one says of itself, and what is known of one that was written or proved; `bundle_writing` and
`bundle_reading` do both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.exchange.manifest import Manifest
from desktop_app.exchange.origin import Origin
from desktop_app.records.revision import Revision
from desktop_app.records.scope import speaks_for

SUBMISSION, ANSWER, ENROLMENT = "submission", "answer", "enrolment"
PACK = "pack"  # all that is held of an office, on its way back to it
REGISTER = "register"  # the list of offices, by itself and inside an answer
SECRETARIAT = "secretariat"
ACTIVE, RETIRED, REVOKED = "active", "retired", "revoked"
CARD_LIMIT = 64 * 1024
LINES_A_STEP = 64  # how often whoever waits is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What a bundle will say of itself; see `Manifest`. `made_at` is given: no clock is read."""

    kind: str
    office: str
    stream: str
    to: str
    seq: int
    made_at: str
    app: str
    prev: str = ""
    acked_seq: int = 0
    scope: str = "unacked"
    reader: str = ""
    lists: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    registry_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A bundle that was written, read back and proved; `size` in bytes, of all its parts.

    `paths` has one file, or one for each part, of which `path` is the first.
    """

    paths: tuple[Path, ...]
    manifest_hash: str
    check_code: str
    size: int
    records: int

    @property
    def path(self) -> Path:
        return self.paths[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedKey:
    """A key that was accepted here, and whose records it may bring.

    `status` is active, retired or revoked. Of a key out of use what it sealed up to
    `last_good_seq` still counts, in the row of numbers `stream` if one is named; what the
    Secretariat sealed, up to the number in `last_good_to` of whom it is for. Clocks decide nothing.
    `scope` are codes as in `speaks_for`; empty for the office's own code, and that alone.
    """

    office: str
    name: str
    role: str
    public_key: str
    status: str = "active"
    scope: tuple[str, ...] = ()
    stream: str = ""
    last_good_seq: int = 0
    last_good_to: Mapping[str, int] = field(default_factory=dict)

    def counts(self, manifest: Manifest) -> bool:
        """Tell whether this key may have sealed that bundle."""
        return self.counts_for(manifest.seq, manifest.stream, manifest.to)

    def counts_for(self, seq: int, stream: str, to: str) -> bool:
        """Tell whether this key may have sealed a bundle of that number, in that row, for whom."""
        if self.status == ACTIVE:
            return True
        if self.last_good_to:
            return seq <= self.last_good_to.get(to, 0)
        return seq <= self.last_good_seq and self.stream in ("", stream)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A bundle of which every byte that matters is proved; its records were not parsed."""

    manifest: Manifest
    office: str
    name: str
    role: str
    public_key: str
    scope: tuple[str, ...]  # the codes it speaks for, see `speaks_for`; empty for its own alone
    manifest_hash: str
    check_code: str
    sealed: tuple[bytes, bytes]  # the very bytes of the manifest and of its seal
    signers: tuple[str, ...]
    ignored: tuple[str, ...]  # names of files that somebody added; they were not opened
    parts_away: tuple[int, ...]  # numbers of the parts that have not come, none for a single file
    files_away: int  # files of records that lie in them, wholly or for a piece

    def may_bring(self, office: str) -> bool:
        """Tell whether its sender speaks for the records of `office`."""
        return office == self.office or speaks_for(self.scope, office)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle(Proof):
    """A proved bundle and its records.

    `refused_lines` are those that could not be read, each the number of its line among all and a
    marked text; the others are none the worse for them. `origins` are the bundles of units that
    its records came in before, `poor_origins` how many more it names and does not prove.
    `returned` are answers, once made here, that it gives back with the decisions that they brought.
    """

    revisions: list[Revision]
    refused_lines: list[tuple[int, str]]
    receipt: dict[str, Any] | None
    card: dict[str, Any] | None
    successor: str = ""  # the public key on that card, if both seals vouch for it
    files: Mapping[str, bytes] = field(default_factory=dict)  # by SHA-256
    registers: tuple[bytes, ...] = ()  # files of the list of offices, which root seals
    origins: tuple[Origin, ...] = ()
    poor_origins: int = 0
    returned: tuple[Origin, ...] = ()
    beside: tuple[Path, ...] = ()  # the files that its other parts were found in
