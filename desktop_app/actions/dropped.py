"""Cards whose seals count no more because of what a list of offices says."""

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.store import journal, registers, settings, trust

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.actions.office import Office
    from desktop_app.exchange.bundle import TrustedKey
    from desktop_app.exchange.register import Register

_FORMER = "seal before {kid}"  # which seal vouched for this one, and in which number
_REVOKED = "revoked"


def note_former(office: "Office", kid: str, former: str, number: int) -> None:
    """Keep which seal vouched for a new one, in which of its bundles."""
    settings.put(office.store, _FORMER.format(kid=kid), f"{former} {number}")


def former_of(office: "Office", kid: str) -> tuple[str, int]:
    """Return the seal that vouched for this one, and in which number; empty if none did."""
    former, _, number = office.setting(_FORMER.format(kid=kid)).partition(" ")
    return former, int(number or 0)


def drop_unlisted(office: "Office", before: "Register | None", now: "Register") -> None:
    """Take no more files of a key that the list before spoke of and this one does not."""
    from desktop_app.exchange.register_changes import short_names

    _drop(office, short_names(before) - short_names(now) if before else set())


def drop_followers(office: "Office", now: "Register") -> None:
    """Take no more files of a seal for which a stolen one vouched after its last good number.

    Of those that the list names it says itself what counts; a unit's new seal comes to its
    national office alone.
    """
    from desktop_app.exchange.register_changes import short_names

    known, listed = office.trusted(), short_names(now)
    fallen: set[str] = set()
    cards = [card for card in trust.trusted(office.store) if card.kid not in listed]
    for _ in cards:  # who fell may have vouched for another
        fallen |= {
            card.kid
            for card in cards
            if former_of(office, card.kid)[0] in fallen or _is_false(office, card.kid, known)
        }
    _drop(office, fallen)


def _is_false(office: "Office", kid: str, known: "Mapping[str, TrustedKey]") -> bool:
    """Tell whether a seal came in a bundle that its sealer, stolen since, may not have sealed."""
    former, number = former_of(office, kid)
    sealer = known.get(former)
    if sealer is None or sealer.status != _REVOKED:
        return False
    by = registers.seals(office.store)
    brought = [
        row
        for row in journal.bundles(office.store, "in", sealer.office)
        if row.seq == number and row.id in by and by[row.id].kid == former
    ]
    return not all(sealer.counts_for(row.seq, row.stream, row.addressee) for row in brought)


def _drop(office: "Office", kids: set[str]) -> None:
    for card in trust.trusted(office.store):
        if card.kid in kids:
            trust.add_trusted(office.store, replace(card, status=_REVOKED))
