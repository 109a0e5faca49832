"""Whose files are taken here: a pure function of the cards that were taken and of the register."""

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop_app.store import registers, settings, trust

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop_app.actions.office import Office
    from desktop_app.exchange.bundle import TrustedKey
    from desktop_app.exchange.register import Register, Root
    from desktop_app.store.database import Store
    from desktop_app.store.trust import TrustedOffice

DRAFT = "register_draft"  # the next version, at the Secretariat
PINNED = "register_root"  # who publishes, as the card of the Secretariat said it
SECRETARIAT, OFFICE = "secretariat", "office"


def trusted_keys(
    own: "TrustedKey", cards: "Iterable[TrustedOffice]", register: "Register | None"
) -> "Mapping[str, TrustedKey]":
    """Return kid -> key: what a card said, unless the register speaks of the key; and one's own."""
    from desktop_app.exchange.bundle import TrustedKey
    from desktop_app.exchange.register import keys_of
    from desktop_app.exchange.signing import kid_of

    by_card = {
        card.kid: TrustedKey(
            office=card.office,
            name=card.name,
            role=card.role,
            public_key=card.public_key,
            status=card.status,
            scope=(card.office,) if card.role == OFFICE else (),  # and its units
        )
        for card in cards
    }
    listed = keys_of(register) if register else {}
    return {**by_card, **listed, kid_of(own.public_key): own}


def scope_of(office: "Office", code: str = "") -> tuple[str, ...]:
    """Return the codes that an office speaks for, by default this one.

    Its own code, and what the list of offices says beside it.
    """
    code = code or office.code
    scope = {code}
    for key in office.trusted().values():
        if key.office == code and key.status == "active":
            scope.update(key.scope)
    register = register_here(office.store)
    if register is not None:
        scope.update(*(one.scope for one in register.everybody() if one.code == code))
    return tuple(sorted(scope))


def published_here(store: "Store") -> "Register | None":
    """Return the newest register that was taken here."""
    from desktop_app.exchange.register_file import what_it_says

    row = registers.newest(store)
    return what_it_says(row.file).register if row else None


def register_here(store: "Store") -> "Register | None":
    """Return the register that decides here: at the Secretariat its next one, before it is out."""
    draft = settings.get(store, DRAFT)
    return _drafted(draft) if draft else published_here(store)


@lru_cache(maxsize=2)  # asked for with every bundle, and each seal in it is weighed anew
def _drafted(text: str) -> "Register":
    from desktop_app.exchange.register import read_register

    return read_register(text.encode())


def root_here(store: "Store") -> "Root | None":
    """Return who may publish the next register, None where no Secretariat is known yet."""
    from desktop_app.exchange.register import Root, read_root

    published = published_here(store)
    if published is not None:
        return published.root
    pinned = settings.get(store, PINNED)
    if pinned:
        return read_root(json.loads(pinned))
    if settings.get(store, "role") == SECRETARIAT:
        return Root(keys=(settings.get(store, "public_key"),))
    cards = [one for one in trust.trusted(store) if one.role == SECRETARIAT]
    return Root(keys=(cards[-1].public_key,)) if cards else None


def publisher_here(store: "Store") -> str:
    """Return the code of the Secretariat that publishes the register, empty while none is known."""
    if settings.get(store, "role") == SECRETARIAT:
        return settings.get(store, "office_code")
    cards = [one for one in trust.trusted(store) if one.role == SECRETARIAT]
    return cards[-1].office if cards else ""
