"""The seal of this office: how it stands, its passphrase, a new one when it is lost.

A seal only says from whom a bundle comes: whatever happens to it, the records are not affected.
"""

from dataclasses import dataclass

from desktop_app.actions import encrypting, registering
from desktop_app.actions.keys import said_by
from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.actions.renewing import following
from desktop_app.errors import SealLocked, SealUnusable, UserError
from desktop_app.language import N_
from desktop_app.paths import later_key_file
from desktop_app.records.people import Role
from desktop_app.records.stamp import new_uid
from desktop_app.store import journal
from desktop_app.store.settings import (
    KEYCHAIN,
    NEXT_PUBLIC_KEY,
    NEXT_SEAL_FILE,
    PUBLIC_KEY,
    SEAL_FILE,
    SEAL_SINCE,
    SHEET_PRINTED,
)

SHORTEST_PASSPHRASE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SealState:
    """How the seal stands; moments are empty for what never happened.

    `trouble` says why its file cannot be used, and what to do; `protected` is False then.
    """

    digits: str
    since: str
    protected: bool
    remembered: bool
    sheet_printed: str
    last_sent: int
    next_digits: str = ""  # of the seal that follows, if one is on its way
    trouble: UserError | None = None


def state_of(office: Office) -> SealState:
    """Return how the seal of this office stands."""
    trouble, protected = None, False
    try:
        protected = office.seal_protected
        if not protected:
            with office.signer():
                pass
    except SealUnusable as error:
        trouble = error
    card, next_card = said_by(office, office.setting(PUBLIC_KEY)), following(office)
    last = journal.last_out(office.store, office.setting("stream"))
    return SealState(
        digits=card.fingerprint,
        since=office.setting(SEAL_SINCE) or office.setting("set_up_at"),
        protected=protected,
        remembered=bool(office.setting(KEYCHAIN)),
        sheet_printed=office.setting(SHEET_PRINTED),
        last_sent=last.seq if last else 0,
        next_digits=next_card.fingerprint if next_card else "",
        trouble=trouble,
    )


def new_seal(office: Office, passphrase: str | None = None, seed: bytes | None = None) -> str:
    """Make a seal in place of one that is lost, and return the digits of its card.

    Nothing of the records changes; what is sent afterwards begins a new row of numbers. The file of
    the seal before stays as it is. At every moment the seal before counts, or the new one.
    """
    from desktop_app.exchange.signing import make_key

    require(office, Role.SENDS)
    file = later_key_file(new_uid()[:8])
    public_key = make_key(office.home / file, passphrase, seed)
    same = public_key == office.setting(PUBLIC_KEY)
    _forget(office)
    with office.store.writing():
        registering.keep_former(office)
        changed = {
            PUBLIC_KEY: public_key,
            SEAL_FILE: file,
            NEXT_PUBLIC_KEY: "",
            NEXT_SEAL_FILE: "",
            "stream": new_uid()[:8],
            "acked_seq": "0",
        }
        if not same:
            changed |= {SEAL_SINCE: office.moment(), SHEET_PRINTED: ""}
        for name, value in changed.items():
            office.change_setting(name, value)
    encrypting.give_up_reader(office, passphrase)
    return said_by(office, public_key).fingerprint


def waits_to_follow(office: Office) -> bool:
    """Tell whether a new seal goes out with the next bundle."""
    return bool(office.setting(NEXT_PUBLIC_KEY))


def check_passphrase(office: Office, passphrase: str | None) -> None:
    """Open the seal and close it again. Raises SealLocked or SealUnusable."""
    with office.signer(passphrase):
        pass


def change_passphrase(office: Office, old: str | None, new: str | None) -> None:
    """Protect the seal by another passphrase, or by none.

    Raises SealLocked for a wrong old one, and UserError for a new one that is too short.
    """
    from desktop_app.exchange import keychain, signing

    require(office, Role.SENDS)
    if new and len(new) < SHORTEST_PASSPHRASE:
        raise UserError(N_("Use at least 10 letters, for example four words."))
    words = old or office.remembered_passphrase()
    with office.signer(words) as signer:
        both = signer.successor is not None
    signing.change_passphrase(office.key_path, words, new)
    if both:  # one after the other: a power cut between them leaves each with one of the two
        signing.change_passphrase(office.home / office.setting(NEXT_SEAL_FILE), words, new)
    encrypting.protect_reader(office, words, new)
    name = office.setting(KEYCHAIN)
    if name and not (new and keychain.keep(name, new)):
        _forget(office)


def mark_of(office: Office) -> object:
    """Return what changes whenever the file of the seal does: a known passphrase fits no more."""
    path = office.key_path
    return (path.name, path.stat().st_mtime_ns) if path.exists() else path.name


def is_remembered(office: Office) -> bool:
    """Tell whether the passphrase was given to the keychain."""
    return bool(office.setting(KEYCHAIN))


def recall(office: Office) -> str | None:
    """Return the passphrase from the keychain if it opens the seal, None to have it typed."""
    words = office.remembered_passphrase()
    if words is None:
        return None
    try:
        check_passphrase(office, words)
    except SealLocked:  # changed by another program, or on another computer
        return None
    return words


def may_remember() -> bool:
    """Tell whether this computer has a keychain; it may take a moment to answer."""
    from desktop_app.exchange import keychain

    return keychain.is_there()


def remember(office: Office, passphrase: str) -> bool:
    """Give the passphrase to the keychain of this computer; False when it does not take it.

    Raises SealLocked when it is not the right one.
    """
    from desktop_app.exchange import keychain

    check_passphrase(office, passphrase)
    name = office.setting(KEYCHAIN) or f"{office.code} {new_uid()[:8]}"
    kept = keychain.keep(name, passphrase)
    if kept:
        office.change_setting(KEYCHAIN, name)
    return kept


def forget(office: Office) -> None:
    """Take the passphrase out of the keychain; it is typed again from then on."""
    require(office, Role.SENDS)
    _forget(office)


def _forget(office: Office) -> None:
    from desktop_app.exchange import keychain

    name = office.setting(KEYCHAIN)
    if name:
        keychain.forget(name)
        office.change_setting(KEYCHAIN, "")
