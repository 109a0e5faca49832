"""The seal of the Secretariat itself: the list of offices tells of it, and nothing else does.

A seal that follows stands in the next list beside the one in use; where that one publishes, the new
one publishes from then on, and both seal the change. Once the list counts here the new one seals
alone, and the list after it retires the one before, after the last answers that it sealed.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.actions import trusting
from desktop_app.actions.office import Office
from desktop_app.errors import SealLocked, SealUnusable
from desktop_app.store import journal, settings
from desktop_app.store.settings import (
    NEXT_PUBLIC_KEY,
    NEXT_SEAL_FILE,
    PUBLIC_KEY,
    SEAL_FILE,
    SEAL_SINCE,
    SHEET_PRINTED,
)

if TYPE_CHECKING:
    from desktop_app.exchange.register import OfficeKey, Register, Root

_ACTIVE, _RETIRED = "active", "retired"


def settle(office: Office, seals: Collection[str]) -> bool:
    """Seal with the new seal alone when it is among those that are told to be taken.

    Call it inside the transaction that reads so. True when the seal changed.
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


def with_own(office: Office, register: "Register") -> "Register":
    """Return the register with the seal of this Secretariat, and with the one that follows it."""
    from desktop_app.exchange.register import OfficeKey

    own, following = office.setting(PUBLIC_KEY), _following(office)
    there = {key.public_key for key in register.secretariat.keys}
    fresh = [OfficeKey(public_key=key) for key in (own, following) if key and key not in there]
    listed = replace(register.secretariat, keys=(*register.secretariat.keys, *fresh))
    root = _followed(office, register.root, own, following)
    holders = {kid: name for kid, name in register.holders.items() if kid in register.root.by_kid}
    new = [kid for kid in root.by_kid if kid not in register.root.by_kid]
    for kid in set(holders) - root.by_kid.keys():  # the same holder, with the seal that follows
        holders[new[0]] = holders.pop(kid)
    return replace(register, secretariat=listed, root=root, holders=holders)


def follow(office: Office, now: "Register") -> None:
    """Seal with the new seal alone from the list on that tells of it, and retire the one before.

    Call it at the Secretariat inside the transaction that takes a list.
    """
    from desktop_app.exchange.register import register_bytes

    former, following = office.setting(PUBLIC_KEY), office.setting(NEXT_PUBLIC_KEY)
    told = {key.kid for key in now.secretariat.keys if key.status == _ACTIVE}
    if not following or not settle(office, told):
        return
    last = answers_made(office)

    def after(key: "OfficeKey") -> "OfficeKey":
        if key.public_key != former:
            return key
        most = max(last.values(), default=0)
        return replace(key, status=_RETIRED, last_good_seq=most, last_good_to=last)

    draft = trusting.register_here(office.store) or now
    keys = tuple(map(after, draft.secretariat.keys))
    draft = replace(draft, secretariat=replace(draft.secretariat, keys=keys))
    settings.put(office.store, trusting.DRAFT, register_bytes(draft).decode())


def answers_made(office: Office, most: int | None = None) -> dict[str, int]:
    """Return the number of the last answer to each office, not beyond `most`."""
    last: dict[str, int] = {}
    for row in journal.bundles(office.store, "out"):
        if row.kind in {"answer", "pack"}:  # in one row of numbers
            last[row.addressee] = max(last.get(row.addressee, 0), row.seq)
    return {code: seq if most is None else min(seq, most) for code, seq in last.items()}


def _followed(office: Office, root: "Root", own: str, following: str) -> "Root":
    """Return who publishes once the new seal stands where the one in use does."""
    known = trusting.root_here(office.store)
    if known is not None and root.version <= known.version:
        root = known  # a draft of before the seal here was made anew
    if not following or own not in root.keys or known is None:
        return root
    keys = tuple(sorted({*root.keys, following} - {own}))
    return replace(root, keys=keys, version=known.version + 1)


def _following(office: Office) -> str:
    """Return the public part of the seal that follows, empty when its file is gone."""
    file = office.setting(NEXT_SEAL_FILE)
    return office.setting(NEXT_PUBLIC_KEY) if file and (office.home / file).exists() else ""


def _is_usable(office: Office) -> bool:
    """Tell whether the file of the seal that follows can still be read: never go on without one."""
    from desktop_app.exchange.signing import key_is_protected

    try:
        key_is_protected(office.home / office.setting(NEXT_SEAL_FILE))
    except (SealLocked, SealUnusable):
        return False
    return True
