"""Enrolment cards: an office shows its public key, sealed with that key.

A card proves only that its sender holds the key; whose key it is, people compare by telephone with
the 40 digits of `fingerprint_of`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.errors import BundleRejected
from desktop_app.exchange.bundle import CARD_LIMIT, ENROLMENT, Outgoing, TrustedKey
from desktop_app.exchange.bundle_writing import write_bundle
from desktop_app.exchange.container import open_container, prove
from desktop_app.exchange.manifest import (
    OFFICE,
    RECIPIENT,
    read_canonical,
    read_manifest,
    short_text,
)
from desktop_app.exchange.opening import bundle_in
from desktop_app.exchange.register import Root, read_root, root_plain
from desktop_app.exchange.signing import Signer, check_public_key, digits, kid_of
from desktop_app.exchange.zipguard import DAMAGED, NOT_OURS
from desktop_app.language import N_
from desktop_app.records.plain import canonical

_ROLES = ("office", "guest", "secretariat")
_OPTIONAL = ("reader", "language")
_STREAM = "card"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card says; `fingerprint` is 8 groups of 5 digits to read aloud.

    `root` is on the card of a Secretariat whose list of offices is not sealed by this seal alone.
    """

    office: str
    name: str
    role: str
    public_key: str
    made_at: str
    focal_point: str = ""
    email: str = ""
    root: Root | None = None
    language: str = ""  # in which it is written to: a code of ours, or of a newer Surco
    reader: str = ""  # for whom to encrypt what goes to this office, in age's form

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.public_key, self.office, self.role, self.root)

    def publishers(self) -> Root:
        """Return who publishes the list of offices: whom it names, else its own seal alone."""
        return self.root or Root(keys=(self.public_key,))

    @property
    def kid(self) -> str:
        return kid_of(self.public_key)

    def trusted(self) -> TrustedKey:
        """Return the key as it is once a person has compared the digits."""
        return TrustedKey(
            office=self.office, name=self.name, role=self.role, public_key=self.public_key
        )


_TEXTS = tuple(name for name in Card.__dataclass_fields__ if name != "root")


def fingerprint_of(public_key: str, office: str, role: str, root: Root | None = None) -> str:
    """Return the digits that bind a key to the office and the role that it claims."""
    said = public_key.encode(), office.encode(), role.encode()
    if root is None:
        return digits("surco-card-v1", *said)
    return digits("surco-card-v2", *said, canonical(root_plain(root)))


def card_bytes(card: Card) -> bytes:
    """Return the canonical JSON of a card, as it stands in a bundle."""
    plain: dict[str, Any] = {name: getattr(card, name) for name in _TEXTS}
    for name in _OPTIONAL:
        if not plain[name]:
            del plain[name]  # as cards were before
    if card.root is not None:
        plain["root"] = root_plain(card.root)
    return canonical(plain)


def write_card(path: Path, card: Card, signer: Signer, app: str) -> Card:
    """Write the card of the office that holds the key of `signer`, and return it as read back."""
    outgoing = Outgoing(
        kind=ENROLMENT,
        office=card.office,
        stream=_STREAM,
        to="",
        seq=0,
        scope="full",
        made_at=card.made_at,
        app=app,
    )
    write_bundle(path, outgoing, {"card": [card_bytes(card)]}, signer)
    return read_card(path)


def read_card(path: Path) -> Card:
    """Return the card in a file that is sealed with the key it shows. Raises BundleRejected.

    Here alone the manifest is parsed before it is proved: the key to prove it with lies in the
    card it names. What is returned was then read again from proved bytes.
    """
    container = open_container(bundle_in(path))
    claimed = read_manifest(container.manifest)
    if claimed.kind != ENROLMENT:
        raise BundleRejected(N_("This file is not the card of an office. Choose a card."))
    parts = [blob for blob in claimed.blobs if blob.role == "card"]
    entry = container.blobs.get(parts[0].sha256) if len(parts) == 1 else None
    if entry is None or entry.size > CARD_LIMIT:
        raise BundleRejected(NOT_OURS)
    key = card_in(read_canonical(entry.content(), CARD_LIMIT)).public_key
    proved = prove(container, {kid_of(key): key}.get)
    contents = {blob.role: content for blob, content in proved.contents()}
    card = card_in(read_canonical(contents["card"], CARD_LIMIT))
    if (card.office, card.made_at) != (proved.manifest.office, proved.manifest.made_at):
        raise BundleRejected(DAMAGED)
    return card


def card_in(plain: object) -> Card:
    """Return the card that parsed JSON holds; whose it is, is not proved. Raises BundleRejected."""
    if not isinstance(plain, Mapping):
        raise BundleRejected(DAMAGED)
    fields: dict[str, Any] = {
        name: short_text(plain, name) for name in _TEXTS if name in plain or name not in _OPTIONAL
    }
    card = Card(**fields, root=read_root(plain["root"]) if "root" in plain else None)
    if not OFFICE.fullmatch(card.office) or card.role not in _ROLES:
        raise BundleRejected(DAMAGED)
    check_public_key(card.public_key)
    if card.reader and not RECIPIENT.fullmatch(card.reader):
        raise BundleRejected(DAMAGED)
    return card
