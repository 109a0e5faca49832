"""Changing the seal: the one in use vouches for its successor until the Secretariat takes it.

The successor is made beside the seal in use and seals every bundle with it, which carries the new
card; whoever merges the bundle takes the new seal by itself. Its answer says so, and from then on
the office seals with the new one alone. The first bundle that comes so retires the old one. The
Secretariat's own goes another way, by the list of offices: see `own_seal`.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.actions import dropped, registering
from desktop_app.actions.keys import said_by
from desktop_app.actions.office import SECRETARIAT, Office
from desktop_app.actions.own_seal import settle
from desktop_app.actions.people import require
from desktop_app.actions.travelling import Note
from desktop_app.language import N_
from desktop_app.paths import later_key_file
from desktop_app.records.people import Role
from desktop_app.records.stamp import new_uid
from desktop_app.store import trust
from desktop_app.store.settings import (
    NEXT_PUBLIC_KEY,
    NEXT_SEAL_FILE,
)
from desktop_app.store.trust import TrustedOffice

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle
    from desktop_app.exchange.card import Card
    from desktop_app.exchange.signing import Signer

__all__ = ["card_going_along", "following", "renew", "settle", "take", "taken_of", "told"]

ACTIVE, RETIRED = "active", "retired"


def renew(office: Office, passphrase: str | None = None) -> "Card":
    """Make the seal that will follow, protected as the present one, and return its card.

    One that waits already is kept. The Secretariat's is made known by the next list of offices.
    Raises SealLocked for a wrong passphrase.
    """
    from desktop_app.exchange.signing import make_key

    require(office, Role.SENDS)
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

    if signer.successor is None or office.is_secretariat:
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
        dropped.note_former(office, kid, bundle.manifest.kid, bundle.manifest.seq)
        if office.is_secretariat:
            registering.enrol_card(office, _card(bundle))
    former = known.get(dropped.former_of(office, bundle.manifest.kid)[0])
    if former is not None and former.status == ACTIVE and former.office == bundle.office:
        trust.add_trusted(office.store, replace(former, status=RETIRED))
        if office.is_secretariat:
            last, stream = bundle.manifest.seq - 1, bundle.manifest.stream
            registering.retire_followed(office, former.office, former.kid, last, stream)


def taken_of(office: Office, code: str) -> tuple[str, ...]:
    """Return the short names of the seals of an office that are taken here."""
    known = office.trusted().items()
    return tuple(kid for kid, one in known if one.office == code and one.status == ACTIVE)


def _vouched(office: Office, bundle: "Bundle") -> bool:
    """Tell whether a seal that is in use vouches for the new one.

    One that is out of use still counts for its old numbers, which a thief could write again. The
    Secretariat's vouches for none: of its seals the list of offices tells.
    """
    sealer = office.trusted().get(bundle.manifest.kid)
    if sealer is None or sealer.role == SECRETARIAT:
        return False
    return bool(bundle.successor) and sealer.status == ACTIVE and _has_room(office, bundle.office)


def _has_room(office: Office, code: str) -> bool:
    """Tell whether the list of offices takes one more seal of an office by itself.

    A thief may renew what he stole again and again: the first one must stay in the list, so that
    revoking it brings all the others down. Room for a new card is made by a person alone.
    """
    from desktop_app.exchange.register import MOST_KEYS

    listed = registering.draft(office).find(code) if office.is_secretariat else None
    return listed is None or len(listed.keys) < MOST_KEYS


def _is_known(office: Office, public_key: str) -> bool:
    """Tell whether a seal of this short name counts here already, or did once: it stays so."""
    from desktop_app.exchange.signing import kid_of

    return kid_of(public_key) in office.trusted()


def _card(bundle: "Bundle") -> "Card":
    from desktop_app.exchange.card import card_in

    return card_in(bundle.card)
