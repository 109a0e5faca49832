"""Encryption with age, so that only its addressee and its sender can read a bundle on its way.

An installation has a reader identity in a file beside its seal, in the form of `age-keygen`, or,
with a passphrase, in that of `age -p`; its recipient travels on its card. The stock `age -d` opens
what is written here with that file, and what stock `age` wrote is opened here.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.errors import BundleRejected, UserError
from desktop_app.exchange.age_passphrase import locked_with
from desktop_app.exchange.opening import AGE
from desktop_app.exchange.signing import one_line
from desktop_app.exchange.zipguard import DAMAGED
from desktop_app.language import N_
from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told

if TYPE_CHECKING:
    from pyrage.x25519 import Identity, Recipient

FILE_LIMIT = 4096  # of an identity
RECIPIENT_LIMIT = 100
_SECRET = "AGE-SECRET-KEY-1"  # noqa: S105 - how a secret begins, not one
_NO_MATCH = "No matching keys found"  # all that the library tells of the reason
_HEAD_END = b"\n--- "
_HEAD_LIMIT = 8 * 1024  # sixty readers; the library takes seconds for a hostile one of 45 kB
_UNSUPPORTED = N_(
    "Encrypted files cannot be written or read on this kind of computer. Ask for the file without"
    " encryption, or do this on another computer."
)
_NOT_FOR_US = N_(
    "This file is encrypted for somebody else, or for a reader that this office has lost, or its"
    " beginning was damaged on its way. Send your card once more and ask for the file again."
)
_WITH_PASSPHRASE = N_(
    "This file was encrypted with a passphrase by another program. Ask for the file as Surco"
    " writes it."
)
_FOR_NOBODY = N_("This file is encrypted for nobody. Ask the sender to send it again.")
_NO_READER = N_(
    "This file is encrypted, and this office has no reader for it yet. Make the card of this"
    " office, send it, and ask for the file again."
)
_BAD_FILE = N_(
    "The file that reads encrypted bundles, “{file}”, is damaged. Take it away, make the card of"
    " this office anew, send it, and ask for the encrypted files again; the records are not"
    " affected."
)
_WRONG_PASSPHRASE = N_(
    "This is not the passphrase of “{file}”, which reads encrypted bundles. Type it again."
)
_ASKS = N_("“{file}”, which reads encrypted bundles, asks for its passphrase.")
_BAD_RECIPIENT = N_(
    "The card of {office} does not say soundly for whom to encrypt. Ask for a new card."
)


class ReaderKey:
    """An open identity; one of them is enough to decrypt what is for it."""

    def __init__(self, identity: "Identity") -> None:
        self._identity = identity

    @property
    def recipient(self) -> str:
        """What others encrypt for: it may be shown to everybody."""
        return str(self._identity.to_public())

    @property
    def identity(self) -> "Identity":
        return self._identity


def is_supported() -> bool:
    """Tell whether this kind of computer can encrypt; there is no pyrage for Windows on ARM."""
    try:
        _age()
    except UserError:
        return False
    return True


def make_reader(path: Path, passphrase: str | None = None) -> str:
    """Make an identity in a file for its owner alone and return its recipient ("age1...").

    Raises UserError where there is a file already, and where the computer cannot encrypt.
    """
    age = _age()
    if path.exists():
        raise UserError(N_("This office has its reader already: “{file}” is kept."), file=path.name)
    identity = age.x25519.Identity.generate()
    _write(path, identity, passphrase)
    return str(identity.to_public())


def protect_again(path: Path, passphrase: str | None, before: str | None = None) -> None:
    """Write an identity under another passphrase, or under none, whole or not at all."""
    _write(path, open_reader(path, before).identity, passphrase)


def reader_is_protected(path: Path) -> bool:
    """Tell whether the identity at `path` asks for a passphrase."""
    return _content(path).startswith(AGE)


def open_reader(path: Path, passphrase: str | None = None) -> ReaderKey:
    """Open an identity. Raises UserError for a wrong passphrase or a damaged file."""
    age = _age()
    content = _content(path)
    if content.startswith(AGE):
        if not passphrase:
            raise UserError(_ASKS, file=path.name)
        try:
            content = age.passphrase.decrypt(content, one_line(passphrase))
        except age.DecryptError as error:
            raise UserError(_WRONG_PASSPHRASE, file=path.name) from error
    lines = content.decode("ascii", "replace").split()
    secret = next((line for line in lines if line.startswith(_SECRET)), "")
    try:
        return ReaderKey(age.x25519.Identity.from_str(secret))
    except age.IdentityError as error:
        raise UserError(_BAD_FILE, file=path.name) from error


def check_recipient(text: str, office: str) -> "Recipient":
    """Return what to encrypt for. Raises BundleRejected unless it is written in its one form."""
    age = _age()
    try:
        recipient = age.x25519.Recipient.from_str(text)
    except age.RecipientError as error:
        raise BundleRejected(_BAD_RECIPIENT, office=office) from error
    if str(recipient) != text:
        raise BundleRejected(_BAD_RECIPIENT, office=office)
    return recipient


def encrypted(content: bytes, recipients: Iterable["Recipient"]) -> bytes:
    """Return `content` as only these recipients can read it."""
    whole: bytes = _age().encrypt(content, list(recipients))
    return whole


def decrypted(content: bytes, readers: Iterable[ReaderKey]) -> bytes:
    """Return what age encrypted for one of `readers`. Raises BundleRejected naming the reason."""
    age = _age()
    head = content[: content.find(_HEAD_END, 0, _HEAD_LIMIT) + 1]
    if not head:
        raise BundleRejected(DAMAGED)
    stanzas = [line for line in head.split(b"\n") if line.startswith(b"-> ")]
    if not stanzas:
        raise BundleRejected(_FOR_NOBODY)
    if stanzas[0].startswith(b"-> scrypt "):
        raise BundleRejected(_WITH_PASSPHRASE)
    keys = [reader.identity for reader in readers]
    if not keys:
        raise BundleRejected(_NO_READER)
    try:
        whole: bytes = age.decrypt(content, keys)
    except age.DecryptError as error:
        raise BundleRejected(_NOT_FOR_US if str(error) == _NO_MATCH else DAMAGED) from error
    return whole


def _write(path: Path, identity: "Identity", passphrase: str | None) -> None:
    content = f"# public key: {identity.to_public()}\n{identity}\n".encode()
    if passphrase:
        content = locked_with(one_line(passphrase), content)
    with file_errors_told(path), written_beside(path, private=True, own=True) as file:
        file.write(content)


def _age() -> Any:  # noqa: ANN401 - the package has no types, and is not there everywhere
    try:
        import pyrage  # noqa: PLC0415 - start time
    except ImportError as error:
        raise UserError(_UNSUPPORTED) from error
    return pyrage


def _content(path: Path) -> bytes:
    with file_errors_told(path), path.open("rb") as file:
        return file.read(FILE_LIMIT)
