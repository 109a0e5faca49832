"""Every failure that a user is told of, in one sentence: what, where, what to do.

UserError                 anything a person can understand and act on
├── BadAnswer             a value that its question does not accept
├── StaleRecord           the record was saved elsewhere since it was loaded
├── StoreRefused          the local file cannot be used: newer, in use, no space
│   ├── StoreClosed       its folder may not be written; it can be read
│   ├── StoreInUse        a window of this computer has it open
│   ├── DiskFull          nothing more can be written; what was saved before is there
│   └── StoreDamaged      it is damaged or no file of records: a backup can take its place
├── SealLocked            the passphrase of the seal is not given, or another one
├── SealUnusable          the file of the seal is damaged, gone or another office's
├── BundleRejected        a file from outside that is not taken; nothing was read from it
│   ├── SealsLack         a list of offices to which not enough of its holders have agreed
│   ├── ReaderLocked      it is encrypted, and what reads it asks for a passphrase
│   └── BundleWaits       it may be taken later: its card, its other parts, a newer Surco
└── UnknownRecord         no record has this code
Cancelled                 the user asked to stop; nothing is shown
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

_LONGEST = 2_000  # letters of one value in a sentence
_UNSEEN = re.compile(  # controls but line ends, lone surrogates, marks of the writing direction
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A marked text and its values, as a value inside another text: both get translated."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return filled(self.text, self.values)


def filled(text: str, values: Mapping[str, object]) -> str:
    """Put values in a marked text; without values it may hold braces and stays as it is.

    Others may have written a value, the name of a file for one: it comes without signs that are
    not seen or turn the writing direction, in one form of letters, and not longer than one reads.
    """
    return text.format(**{name: _fit(value) for name, value in values.items()}) if values else text


def _fit(value: object) -> object:
    if not isinstance(value, str | PurePath):
        return value
    said = unicodedata.normalize("NFC", _UNSEEN.sub("", str(value)))
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


class UserError(Exception):
    """Holds a translatable text and its values; both meet where it is shown."""

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(filled(text, values))
        self.text = text
        self.values = values


class BadAnswer(UserError):
    """A value that its question does not accept; `field` names the question."""

    def __init__(self, text: str, /, *, field: str, **values: object) -> None:
        super().__init__(text, field=field, **values)
        self.field = field


class StaleRecord(UserError):
    """The record was saved by someone else since it was loaded."""


class StoreRefused(UserError):
    """The local file cannot be opened or written; what it held is untouched."""


class StoreClosed(StoreRefused):
    """The folder of the file may not be written; what it holds can be read."""


class StoreInUse(StoreRefused):
    """Another window of this computer has the file open; go on there."""


class DiskFull(StoreRefused):
    """The disk took no more; what was saved before is still there."""


class StoreDamaged(StoreRefused):
    """The local file is damaged or no file of records; it was left as it is."""


class SealLocked(UserError):
    """The seal asks for its passphrase, or it was another one; it can be typed again at once."""


class SealUnusable(UserError):
    """The file of the seal cannot be used; records are not affected, a new seal can be made."""


class BundleRejected(UserError):
    """A file from outside was not taken; no record of it was parsed, nothing was written."""


class ReaderLocked(BundleRejected):
    """An encrypted file: with the passphrase of the seal it can be read at once."""


class SealsLack(BundleRejected):
    """A list of offices that is sound, and to which not enough of its holders have agreed yet."""


class BundleWaits(BundleRejected):
    """A file that cannot be taken yet; `cause` says for a program what it waits for.

    `kid` is the short name of its seal, `bundle_id` the hash of its manifest once that is proved;
    `beside` are the other files that are parts of it, for which the same is true.
    """

    def __init__(
        self,
        text: str,
        /,
        *,
        cause: str,
        kid: str = "",
        bundle_id: str = "",
        beside: tuple[Path, ...] = (),
        **values: object,
    ) -> None:
        super().__init__(text, kid=kid, **values)
        self.cause = cause
        self.kid = kid
        self.bundle_id = bundle_id
        self.beside = beside


class UnknownRecord(UserError):
    """No record of this kind has this code or identity."""


class Cancelled(Exception):
    """The user asked to stop; what was begun has been rolled back."""
