"""Agreeing on a list of offices that several holders publish together.

The Secretariat begins the list; its file goes from holder to holder, and each adds an agreement.
The files may come back in any order: agreements on the same list are put together here.
"""

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions import (
    inbox,
    people,
    register_words,
    registering,
    registers,
    trusting,
)
from desktop_app.actions.inbox import Tried
from desktop_app.actions.office import Office
from desktop_app.actions.registers import Taken
from desktop_app.errors import BundleRejected, SealsLack, Sentence
from desktop_app.language import N_
from desktop_app.records.people import Role
from desktop_app.records.progress import SILENT, Progress
from desktop_app.store import settings

if TYPE_CHECKING:
    from desktop_app.exchange.register import Register, Root

_BEGUN = "register_begun"  # the list that waits for agreements, at the Secretariat


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One who publishes; `kid` tells them apart, `ours` is the seal of this computer."""

    public_key: str
    kid: str
    name: str
    agreed: bool = False
    ours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A list that waits: who agreed, how many more must, and what it changes."""

    file: bytes
    number: int
    lacking: int
    holders: tuple[Holder, ...]
    changes: tuple[Sentence, ...]


def holders_of(office: Office) -> tuple[tuple[Holder, ...], int]:
    """Return who publishes as it was decided here, and how many of them together."""
    root = trusting.root_here(office.store)
    register = registering.draft(office) if office.is_secretariat else None
    register = register or trusting.published_here(office.store)
    if register is not None:
        root = register.root
    if root is None:
        return (), 0
    published = trusting.published_here(office.store)
    return _holders(office, [root], [published, register], ()), root.threshold


def begun(office: Office) -> bytes | None:
    """Return the list that waits here for agreements, None when none does."""
    from desktop_app.exchange.register_file import what_it_says

    kept = office.setting(_BEGUN)
    file = base64.b64decode(kept) if kept else None
    if file is None or what_it_says(file).register.version <= registers.version(office):
        return None
    return file


def keep(office: Office, file: bytes) -> None:
    """Let a list wait here for agreements."""
    settings.put(office.store, _BEGUN, base64.b64encode(file).decode())


def drop(office: Office) -> None:
    """Let no list wait: another one is begun."""
    settings.put(office.store, _BEGUN, "")


def waiting(office: Office) -> Agreement | None:
    """Return the list that waits here, as people read it."""
    file = begun(office)
    return look(office, file) if file is not None else None


def look(office: Office, file: bytes) -> Agreement:
    """Return what a list changes and who agreed to it. Raises BundleRejected."""
    from desktop_app.exchange.register_file import standing_of, what_it_says

    said, root = what_it_says(file), trusting.root_here(office.store)
    known = root or said.register.root
    standing = standing_of(file, known)
    published = trusting.published_here(office.store)
    lacking = (standing.wanted - standing.seals, standing.old_wanted - standing.old_seals)
    return Agreement(
        file=file,
        number=said.register.version,
        lacking=max(0, *lacking),
        # who is known here has the name known here, whatever the file calls them
        holders=_holders(
            office, [known, said.register.root], [said.register, published], said.seals
        ),
        changes=register_words.differences(published, said.register, known),
    )


def look_at(office: Office, path: Path) -> Agreement:
    """Return what the list in a file changes and who agreed to it. Raises BundleRejected."""
    from desktop_app.exchange.opening import bundle_in

    return look(office, gathered(office, bundle_in(path)))


def gathered(office: Office, file: bytes) -> bytes:
    """Return a list with the agreements that came here before on the very same one."""
    from desktop_app.exchange.register_file import joined, standing_of

    known, before = trusting.root_here(office.store), begun(office)
    if before is None or known is None:
        return file
    try:
        standing_of(file, known)  # a file with a damaged seal spoils nothing
    except BundleRejected:
        return file
    return joined(file, before)


def read(
    office: Office, path: Path, step: Progress = SILENT
) -> Agreement | tuple[Taken, tuple[Tried, ...]]:
    """Take the list in a file and what waited for it, or return it when it waits for agreements.

    Raises BundleRejected for a list that may not take the place of the one here.
    """
    from desktop_app.exchange.opening import bundle_in

    people.require(office, Role.REVIEWS)
    with inbox.keeping_what_waits(office, path):
        file = gathered(office, bundle_in(path))
        try:
            taken = registers.take(office, file)
        except SealsLack:
            if office.is_secretariat:
                _refuse_another(office, file)
                keep(office, file)
            return look(office, file)
    return taken, inbox.try_again(office, step)


def _refuse_another(office: Office, file: bytes) -> None:
    """Raise BundleRejected for a list that would take the place of the one that waits here."""
    from desktop_app.exchange.register_file import what_it_says

    before = begun(office)
    if before is not None and what_it_says(before).id != what_it_says(file).id:
        raise BundleRejected(
            N_(
                "This is another list than number {number}, which waits here for agreements. The"
                " one here stays; publish once more to begin another one."
            ),
            number=what_it_says(before).register.version,
        )


def _holders(
    office: Office,
    roots: "list[Root]",
    registers: "list[Register | None]",
    seals: tuple[str, ...],
) -> tuple[Holder, ...]:
    """Return the holders before and after a change, each once, in the order of their names.

    Of the names in these registers the last one counts.
    """
    names: dict[str, str] = {}
    for one in registers:
        names |= one.holders if one is not None else {}
    own = office.setting("public_key")
    keys = {kid: key for root in roots for kid, key in root.by_kid.items()}
    return tuple(
        Holder(
            public_key=key,
            kid=kid,
            name=names.get(kid, ""),
            agreed=kid in seals,
            ours=key == own,
        )
        for kid, key in sorted(keys.items(), key=lambda one: (names.get(one[0], "~"), one[0]))
    )
