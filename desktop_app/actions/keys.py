"""Enrolment: the card of an installation, and taking another's card as true."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.actions import encrypting, registering, registers, trusting
from desktop_app.actions.office import SECRETARIAT, Office
from desktop_app.actions.people import require
from desktop_app.errors import UserError
from desktop_app.language import LANGUAGES, N_, Language
from desktop_app.records.files import file_errors_told
from desktop_app.records.people import Role
from desktop_app.store import trust
from desktop_app.store.trust import TrustedOffice

if TYPE_CHECKING:
    from desktop_app.exchange.card import Card
    from desktop_app.exchange.register import Root


def make_card(office: Office, path: Path, passphrase: str | None = None) -> "Card":
    """Write the enrolment card of this installation and its page (same name, .pdf)."""
    from desktop_app.exchange.card import write_card
    from desktop_app.reports.card_page import CardPage, write_card_page

    require(office, Role.SENDS)
    with office.signer(passphrase) as signer:
        said = said_by(office, signer.public_key)
        said = replace(said, reader=encrypting.ensure_reader(office, passphrase))
        card = write_card(path, said, signer, __version__)
    page = CardPage(
        office=card.office,
        name=card.name,
        role=card.role,
        fingerprint=card.fingerprint,
        public_key=card.public_key,
        focal_point=card.focal_point,
        email=card.email,
        made_on=card.made_at,
    )
    page_path = path.with_suffix(".pdf")
    with file_errors_told(page_path):
        write_card_page(page_path, page, Language(office.language, office.country))
    return card


def said_by(office: Office, public_key: str) -> "Card":
    """Return what the card of this office says, with this seal on it."""
    from desktop_app.exchange.card import Card

    return Card(
        office=office.code,
        name=office.name,
        role=office.role,
        public_key=public_key,
        made_at=office.moment(),
        focal_point=office.setting("focal_point"),
        email=office.setting("email"),
        root=_publishers(office),
        language=office.language,
    )


def read_card(path: Path) -> "Card":
    """Return what a card says of itself. Raises BundleRejected when it was changed."""
    from desktop_app.exchange.card import read_card as read

    return read(path)


def trust_card(office: Office, card: "Card") -> TrustedOffice:
    """Take bundles of this installation from now on; the digits were compared by a person.

    Raises UserError for a card that stands in the way of a seal that counts here already.
    """
    from desktop_app.exchange.signing import kid_of

    require(office, Role.SENDS)
    if card.office == office.code:
        raise UserError(
            N_("This card has the code of this very office, {office}. It was not accepted."),
            office=card.office,
        )
    _refuse_out_of_use(office, card)
    known = TrustedOffice(
        office=card.office,
        name=card.name,
        role=card.role,
        public_key=card.public_key,
        kid=kid_of(card.public_key),
        status="active",
        since=office.moment(),
    )
    with office.store.writing():
        if card.role == SECRETARIAT and not office.is_secretariat:
            registers.pin(office, card)  # before it is known: else it would be the one to go by
        trust.add_trusted(office.store, known)
        if office.is_secretariat:
            registering.enrol_card(office, card)
        office.change_setting(f"email of {card.office}", card.email)
        encrypting.learn_reader(office, known.kid, card.reader)
        if card.language in LANGUAGES:
            office.change_setting(f"language of {card.office}", card.language)
    return known


def _refuse_out_of_use(office: Office, card: "Card") -> None:
    """Raise UserError for the card of a seal that is out of use, or cannot be told from another."""
    from desktop_app.exchange.bundle import RETIRED, REVOKED
    from desktop_app.exchange.signing import kid_of

    same = office.trusted().get(kid_of(card.public_key))
    said = (card.public_key, card.office, card.role)
    if same is not None and (same.public_key, same.office, same.role) != said:
        raise UserError(
            N_("The seal on this card cannot be told from that of {office}. It was not accepted."),
            office=same.office,
        )
    if same is not None and same.status == REVOKED:
        raise UserError(
            N_(
                "This is the card of a computer that was lost. If it was found, let its files be"
                " taken again in the list of offices. The card was not accepted."
            )
        )
    if same is not None and same.status == RETIRED and same.role == SECRETARIAT:
        raise UserError(
            N_(
                "This card shows a seal of {office} that was replaced since. It was not accepted;"
                " the list of offices here tells of the present one."
            ),
            office=same.office,
        )


def _publishers(office: Office) -> "Root | None":
    """Return who publishes the list of offices, None where this seal does so alone."""
    from desktop_app.exchange.register import Root

    root = trusting.root_here(office.store) if office.is_secretariat else None
    alone = Root(keys=(office.setting("public_key"),))
    return None if root is None or root.is_same(alone) else root
