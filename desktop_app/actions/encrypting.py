"""Whether what is sent is encrypted and for whom, and opening what is encrypted for this office.

The reader of an installation lies beside its seal and is made with its card. A bundle says for whom
to encrypt what goes back to its sender, an answer what the Secretariat asks of all.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions import trusting
from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.actions.travelling import Note
from desktop_app.errors import BundleRejected, ReaderLocked, Sentence, UserError
from desktop_app.language import N_
from desktop_app.paths import READER_FILE
from desktop_app.records.people import Role
from desktop_app.records.policy import Encryption, Policy, policy_in
from desktop_app.records.stamp import new_uid

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle
    from desktop_app.exchange.encryption import ReaderKey
    from desktop_app.exchange.receipt import Receipt

_POLICY, _READER = "encryption", "reader"
_LOST = N_(
    "This file is encrypted, and the reader of this office is gone: “{file}” is not in {folder}."
    " Put it back from a copy; or make the card of this office anew, send it, and ask for the file"
    " again. The records here are not affected."
)
_ASKS = N_("This file is encrypted. Give the passphrase of this office's seal to read it.")
_NO_RECIPIENT = N_(
    "The card of {office} does not say for whom to encrypt. Ask for its new card and accept it, or"
    " send without encryption where that is allowed."
)
_NOBODY_KNOWN = N_("To encrypt, first accept the card of the Secretariat.")
OPENLY = "open"  # what the journal notes of a bundle that should have been encrypted
_CAME_OPEN = N_(
    "It came unencrypted although encryption is required: others could read it on its way. It is"
    " taken all the same, and the answer says so."
)
_SENT_OPEN = N_(
    "Bundle {number} came to {office} unencrypted although encryption is required: others could"
    " read it on its way. From now on, what is sent is encrypted."
)
_OFF = N_("The Secretariat asks to send without encryption.")


def policy_of(office: Office) -> Policy:
    """Return what the Secretariat asks of all, as far as it is known here.

    It may have said so in its answers and in the register of offices: the stricter word counts.
    """
    register = trusting.register_here(office.store)
    told = (chosen_policy(office), policy_in(register.policy) if register else None)
    said = [one.encryption for one in told if one is not None]
    if Encryption.REQUIRED in said:
        return Policy(Encryption.REQUIRED)
    return Policy(Encryption.OFF) if Encryption.OFF in said else Policy()


def chosen_policy(office: Office) -> Policy | None:
    """Return what was chosen, at the Secretariat, or told by it; None where nothing was yet."""
    word = office.setting(_POLICY)
    return policy_in({"encryption": word}) if word else None


def choose_policy(office: Office, encryption: Encryption) -> None:
    """Ask this of all offices from now on: it travels with every answer. Raises UserError."""
    if not office.is_secretariat:
        raise UserError(N_("Only the Secretariat decides on encryption for all offices."))
    require(office, Role.SENDS)
    office.change_setting(_POLICY, encryption.value)


def take_policy(office: Office, policy: Policy | None) -> None:
    """Obey what proved words of the Secretariat ask for; None tells of nothing new."""
    if policy is not None and not office.is_secretariat:
        office.change_setting(_POLICY, policy.encryption.value)


def came_open(office: Office, path: Path) -> bool:
    """Tell whether a bundle that came is not encrypted though that is asked of all."""
    from desktop_app.exchange.opening import is_encrypted_file

    required = policy_of(office).encryption is Encryption.REQUIRED
    return required and not is_encrypted_file(path)


def notes_on(office: Office, path: Path) -> list[Note]:
    """Say so before it is merged: it tells no more to anybody than it did on its way."""
    return [(_CAME_OPEN, {})] if came_open(office, path) else []


def told_open(by: str, receipt: "Receipt") -> tuple[Sentence, ...]:
    """Return what an answer of `by` says of the bundle that came there in the open."""
    values = {"number": receipt.seq, "office": by}
    return (Sentence(_SENT_OPEN, values),) if receipt.came_open else ()


def is_encrypted(office: Office, *, wish: bool) -> bool:
    """Tell whether the next bundle is encrypted. Raises UserError for a wish against the policy."""
    asked = policy_of(office).encryption
    if asked is Encryption.OFF and wish:
        raise UserError(_OFF)
    return wish or asked is Encryption.REQUIRED


def for_whom(office: Office, addressee: str, passphrase: str | None, *, wish: bool) -> list[str]:
    """Return for whom the next bundle is encrypted, nobody when it is not. Raises UserError."""
    if not is_encrypted(office, wish=wish):
        return []
    return recipients_for(office, addressee, passphrase)


def for_whom_answered(
    office: Office, addressee: str, passphrase: str | None, *, wish: bool
) -> list[str]:
    """Return for whom an answer is encrypted.

    One to an office whose reader is not known yet travels open unless it was wished otherwise: it
    is what tells the office that encryption is asked for.
    """
    if not wish and not readers_known_of(office, addressee):
        return []
    return for_whom(office, addressee, passphrase, wish=wish)


def ensure_reader(office: Office, passphrase: str | None) -> str:
    """Return the recipient of this installation, made now if there is none or its file is gone.

    Empty on a computer that cannot encrypt: its card says nothing then.
    """
    from desktop_app.exchange.encryption import is_supported, make_reader

    known = office.setting(_READER)
    if (known and reader_path(office).exists()) or not is_supported():
        return known
    if reader_path(office).exists():  # a store that was restored from before it was made
        [reader] = open_readers(office, passphrase)
        recipient = reader.recipient
    else:
        words = passphrase or office.remembered_passphrase()
        recipient = make_reader(reader_path(office), words)
    office.change_setting(_READER, recipient)
    return recipient


def protect_reader(office: Office, old: str | None, new: str | None) -> None:
    """Let the reader ask for the same passphrase as the seal, which has another one now."""
    from desktop_app.exchange.encryption import protect_again

    path = reader_path(office)
    if path.exists():
        office.readers.clear()
        protect_again(path, new, old)


def give_up_reader(office: Office, passphrase: str | None) -> None:
    """Keep aside a reader that this passphrase does not open; the next card makes another one."""
    from desktop_app.exchange.encryption import open_reader

    path = reader_path(office)
    if not path.exists():
        return
    office.readers.clear()
    try:
        open_reader(path, passphrase)
    except UserError:  # the passphrase was lost with the seal
        path.replace(path.with_name(f"{path.name}.{new_uid()[:8]}"))
        office.change_setting(_READER, "")


def reader_path(office: Office) -> Path:
    """Return where the reader of this installation lies, or would."""
    return office.home / READER_FILE


def recipient_of(office: Office) -> str:
    """Return for whom to encrypt what goes to this installation, empty while it has no reader."""
    return office.setting(_READER)


def recipients_for(office: Office, addressee: str, passphrase: str | None) -> list[str]:
    """Return for whom a bundle is encrypted: every reader of the addressee, and this office.

    Raises UserError when none of the addressee is known.
    """
    if not addressee:
        raise UserError(_NOBODY_KNOWN)
    theirs = readers_known_of(office, addressee)
    if not theirs:
        raise UserError(_NO_RECIPIENT, office=addressee)
    return [*theirs, ensure_reader(office, passphrase)]


def readers_known_of(office: Office, addressee: str) -> list[str]:
    """Return the recipients on the cards, and in the bundles, of another office."""
    known = [
        office.setting(f"{_READER} of {kid}")
        for kid, one in office.trusted().items()
        if one.office == addressee and one.status == "active"
    ]
    return sorted({one for one in known if one})


def learn_reader(office: Office, kid: str, recipient: str) -> None:
    """Keep for whom to encrypt what goes to who seals with `kid`, as its proved words say."""
    if recipient:
        office.change_setting(f"{_READER} of {kid}", recipient)


def learn(office: Office, bundle: "Bundle") -> None:
    """Keep what a bundle that was taken says of its sender's reader."""
    learn_reader(office, bundle.manifest.kid, bundle.manifest.reader)


def open_readers(office: Office, passphrase: str | None = None) -> "list[ReaderKey]":
    """Return the reader of this installation, open until the office is closed.

    Without a passphrase the keychain is asked. Raises ReaderLocked when there is none that is
    asked for, UserError when it is a wrong one.
    """
    from desktop_app.exchange.encryption import open_reader, reader_is_protected

    path = reader_path(office)
    if not office.readers and path.exists():
        words = passphrase
        if reader_is_protected(path) and not words:
            words = office.remembered_passphrase()
            if not words:
                raise ReaderLocked(_ASKS)
        office.readers.append(open_reader(path, words))
    return office.readers


def unlocking(office: Office) -> Callable[[bytes], bytes]:
    """Return what decrypts a file that came; see `exchange.opening`."""
    from desktop_app.exchange.encryption import decrypted

    def unlock(content: bytes) -> bytes:
        readers = open_readers(office)
        if not readers and office.setting(_READER):
            path = reader_path(office)
            raise BundleRejected(_LOST, file=path.name, folder=str(path.parent))
        return decrypted(content, readers)

    return unlock


def asks_passphrase(office: Office, files: Iterable[Path]) -> bool:
    """Tell whether one of these files cannot be read before the passphrase was given."""
    from desktop_app.exchange.encryption import reader_is_protected
    from desktop_app.exchange.opening import is_encrypted_file

    path = reader_path(office)
    if office.readers or not path.exists() or not reader_is_protected(path):
        return False
    return any(map(is_encrypted_file, files)) and not office.remembered_passphrase()
