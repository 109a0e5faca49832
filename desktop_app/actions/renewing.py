"""Changing the seal: the one in use vouches for its successor until the Secretariat takes it.

The successor is made beside the seal in use and seals every bundle with it, which carries the new
card; whoever merges the bundle takes the new seal by itself. Its answer says so, and from then on
the office seals with the new one alone. The first bundle that comes so retires the old one.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.actions import registering
from desktop_app.actions.keys import said_by
from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.actions.travelling import Note
from desktop_app.errors import SealLocked, SealUnusable, UserError
from desktop_app.language import N_
from desktop_app.paths import later_key_file
from desktop_app.records.people import Role
from desktop_app.records.stamp import new_uid
from desktop_app.store import settings, trust
from desktop_app.store.settings import (
    NEXT_PUBLIC_KEY,
    NEXT_SEAL_FILE,
    PUBLIC_KEY,
    SEAL_FILE,
    SEAL_SINCE,
    SHEET_PRINTED,
)
from desktop_app.store.trust import TrustedOffice

if TYPE_CHECKING:
    from collections.abc import Collection

    from desktop_app.exchange.bundle import Bundle
    from desktop_app.exchange.card import Card
    from desktop_app.exchange.signing import Signer

ACTIVE, RETIRED = "active", "retired"


def renew(office: Office, passphrase: str | None = None) -> "Card":
    """Make the seal that will follow, protected as the present one, and return its card.

    One that waits already is kept. Raises SealLocked for a wrong passphrase, and UserError at the
    Secretariat, whose seals the list of offices makes known.
    """
    from desktop_app.exchange.signing import make_key

    require(office, Role.SENDS)
    if office.is_secretariat:
        raise UserError(
            N_(
                "Make a new seal at the Secretariat outright; the list of offices, published"
                " afterwards, makes it known."
            )
        )
    words = passphrase or office.remembered_passphrase()
    with office.signer(words) as signer:
        if signer.successor is not None:
            return said_by(office, signer.successor.public_key)
        words = words if office.seal_protected else None
    file = later_key_file(new_uid()[:8])
    public_key = make_key(office.home / file, words)
    with office.store.writing():
        office.change_setting(NEXT_SEAL_FILE, file)
        office.change_setting(NEXT_PUBLIC_KEY, public_key)
    return said_by(office, public_key)


def following(office: Office) -> "Card | None":
    """Return the card of the seal that waits to follow, None when none does."""
    public_key = office.setting(NEXT_PUBLIC_KEY)
    return said_by(office, public_key) if public_key else None


def card_going_along(office: Office, signer: "Signer") -> list[bytes]:
    """Return what a bundle carries of the seal that follows: its card, or nothing."""
    from desktop_app.exchange.card import card_bytes

    if signer.successor is None:
        return []
    return [card_bytes(said_by(office, signer.successor.public_key))]


def told(office: Office, bundle: "Bundle") -> list[Note]:
    """Say that a bundle brings a new seal, or shows one that does not hold."""
    if bundle.card is None:
        return []
    if bundle.successor and _is_known(office, bundle.successor):
        return []
    if not _vouched(office, bundle):
        return [
            (
                N_(
                    "It shows a new seal that does not hold; it is not taken. Ask the office for"
                    " its card."
                ),
                {},
            )
        ]
    card = _card(bundle)
    text = N_(
        "It brings the new seal of {name}, for which the seal in use vouches. It is taken with"
        " the merge. Its digits: {digits}"
    )
    return [(text, {"name": card.name, "digits": card.fingerprint})]


def take(office: Office, bundle: "Bundle") -> None:
    """Take the new seal that a bundle brings, and retire the one that vouched for its sealer.

    Call it inside the transaction of the merge; undoing the merge leaves the seals as they are.
    """
    from desktop_app.exchange.signing import kid_of

    known = {one.kid: one for one in trust.trusted(office.store)}
    if _vouched(office, bundle) and not _is_known(office, bundle.successor):
        kid = kid_of(bundle.successor)
        trust.add_trusted(
            office.store,
            TrustedOffice(
                office=bundle.office,
                name=bundle.name,
                role=bundle.role,
                public_key=bundle.successor,
                kid=kid,
                status=ACTIVE,
                since=office.moment(),
            ),
        )
        registering.note_former(office, kid, bundle.manifest.kid, bundle.manifest.seq)
        if office.is_secretariat:
            registering.enrol_card(office, _card(bundle))
    former = known.get(registering.former_of(office, bundle.manifest.kid)[0])
    if former is not None and former.status == ACTIVE and former.office == bundle.office:
        trust.add_trusted(office.store, replace(former, status=RETIRED))
        if office.is_secretariat:
            last, stream = bundle.manifest.seq - 1, bundle.manifest.stream
            registering.retire_followed(office, former.office, former.kid, last, stream)


def taken_of(office: Office, code: str) -> tuple[str, ...]:
    """Return the short names of the seals of an office that are taken here."""
    known = office.trusted().items()
    return tuple(kid for kid, one in known if one.office == code and one.status == ACTIVE)


def settle(office: Office, seals: "Collection[str]") -> bool:
    """Seal with the new seal alone when it is among those that the answer says are taken.

    Call it inside the transaction that reads the answer. True when the seal changed.
    """
    from desktop_app.exchange.signing import kid_of

    following_key = office.setting(NEXT_PUBLIC_KEY)
    if not following_key or kid_of(following_key) not in seals or not _is_usable(office):
        return False
    changed = {
        PUBLIC_KEY: following_key,
        SEAL_FILE: office.setting(NEXT_SEAL_FILE),
        SEAL_SINCE: office.moment(),
        SHEET_PRINTED: "",  # a sheet brings back the seal it was printed for, and no other
        NEXT_PUBLIC_KEY: "",
        NEXT_SEAL_FILE: "",
    }
    for name, value in changed.items():
        settings.put(office.store, name, value)
    return True


def _is_usable(office: Office) -> bool:
    """Tell whether the file of the seal that follows can still be read: never go on without one."""
    from desktop_app.exchange.signing import key_is_protected

    try:
        key_is_protected(office.home / office.setting(NEXT_SEAL_FILE))
    except (SealLocked, SealUnusable):
        return False
    return True


def _vouched(office: Office, bundle: "Bundle") -> bool:
    """Tell whether a seal that is in use vouches for the new one.

    One that is out of use still counts for its old numbers, which a thief could write again.
    """
    sealer = office.trusted().get(bundle.manifest.kid)
    return bool(bundle.successor) and sealer is not None and sealer.status == ACTIVE


def _is_known(office: Office, public_key: str) -> bool:
    """Tell whether a seal of this short name counts here already, or did once: it stays so."""
    from desktop_app.exchange.signing import kid_of

    return kid_of(public_key) in office.trusted()


def _card(bundle: "Bundle") -> "Card":
    from desktop_app.exchange.card import card_in

    return card_in(bundle.card)
