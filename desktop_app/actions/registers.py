"""Taking the register of offices that the Secretariat publishes: proved by root, else not taken."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions import dropped, encrypting, own_seal, stolen_orders, trusting, voiding
from desktop_app.actions.office import SECRETARIAT, Office
from desktop_app.actions.people import require
from desktop_app.errors import BundleRejected, BundleWaits, Sentence, UserError
from desktop_app.language import N_
from desktop_app.records.people import Role
from desktop_app.store import journal, registers, settings, trust
from desktop_app.store.registers import RegisterRow, SealedBy

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle
    from desktop_app.exchange.card import Card
    from desktop_app.exchange.register import Register, Root
    from desktop_app.exchange.register_file import Held

EARLIER = "earlier-register"  # the cause by which a list waits for those before it
OLD_MONTHS = 12
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of the file of a register: `changed` is False for the one that was here."""

    version: int
    changed: bool
    notes: tuple[Sentence, ...] = ()  # of answers that turn out to be false


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """The register that counts here; `made_at` is what its maker's clock claimed."""

    register: "Register"
    made_at: str
    taken_at: str


def current(office: Office) -> Current | None:
    """Return the newest register that was taken here, None before the first one."""
    from desktop_app.exchange.register_file import what_it_says

    row = registers.newest(office.store)
    if row is None:
        return None
    said = what_it_says(row.file)
    return Current(register=said.register, made_at=said.made_at, taken_at=row.at)


def version(office: Office) -> int:
    """Return the number of the register here, which every bundle names; 0 before the first."""
    row = registers.newest(office.store)
    return row.version if row else 0


def read_file(office: Office, path: Path) -> Taken:
    """Take the register in a file. Raises BundleRejected; the one here stays then."""
    from desktop_app.exchange.bundle import ENROLMENT, REGISTER
    from desktop_app.exchange.bundle_reading import kind_claimed
    from desktop_app.exchange.opening import bundle_in
    from desktop_app.exchange.register_file import NO_LIST

    require(office, Role.REVIEWS)
    claimed = kind_claimed(path)
    if claimed == ENROLMENT:
        raise BundleRejected(
            N_("This is the card of an office, not the list of offices. Accept it as a card.")
        )
    if claimed not in ("", REGISTER):  # else it might wait for a seal that it never needs
        raise BundleRejected(NO_LIST)
    return take(office, bundle_in(path))


def take_waiting(office: Office, path: Path) -> int:
    """Take a list that waited and return its number; one that a later list overtook is over."""
    from desktop_app.exchange.opening import bundle_in
    from desktop_app.exchange.register_file import what_it_says

    number = what_it_says(bundle_in(path)).register.version
    return number if number <= version(office) else read_file(office, path).version


def take(office: Office, file: bytes) -> Taken:
    """Take a register that root sealed and that follows the one here. Raises BundleRejected."""
    from desktop_app.exchange.register_file import judge

    with office.store.writing():
        root = trusting.root_here(office.store)
        if root is None:
            raise UserError(
                N_("Take the card of the Secretariat first; it says who publishes the list.")
            )
        found = judge(file, root, _held(office), trusting.publisher_here(office.store))
        if found is None:
            return Taken(version=version(office), changed=False)
        before = trusting.published_here(office.store)
        registers.add_register(
            office.store,
            RegisterRow(
                version=found.register.version,
                id=found.id,
                root=found.register.root.version,
                at=office.moment(),
                file=file,
            ),
        )
        dropped.drop_unlisted(office, before, found.register)
        dropped.drop_followers(office, found.register)
        _drop_draft(office, found.register)
        if office.is_secretariat:
            own_seal.follow(office, found.register)
        notes = voiding.void_answers(office, found.register)
        notes += voiding.doubtful_answers(office, before, found.register)
        stolen_orders.take_back(office)
    return Taken(version=found.register.version, changed=True, notes=tuple(notes))


def take_carried(office: Office, path: Path) -> list[Sentence]:
    """Take the registers inside a bundle, whoever sealed that, and return what to tell."""
    from desktop_app.exchange.bundle_reading import registers_in

    return take_all(office, registers_in(path, encrypting.unlocking(office)))


def take_all(office: Office, files: Sequence[bytes]) -> list[Sentence]:
    """Take the registers that came with an answer, the oldest first, and return what to tell.

    One that cannot be taken never stops the answer, nor those after it.
    """
    from desktop_app.exchange.register_file import what_it_says

    told, readable = [], []
    for file in files:
        try:
            readable.append((what_it_says(file).register.version, file))
        except BundleRejected as error:
            told.append(Sentence(error.text, error.values))
    for number, file in sorted(readable):
        if number < version(office):
            continue  # for those who were further behind
        try:
            taken = take(office, file)
        except UserError as error:
            told.append(Sentence(error.text, error.values))
            continue
        if taken.changed:
            told.append(Sentence(N_("New list of offices: number {number}."), {"number": number}))
            told.extend(taken.notes)
    return told


def to_carry(office: Office) -> list[bytes]:
    """Return the files that go with every answer: each change of root, and the newest."""
    rows = registers.registers(office.store)
    firsts = {row.root: row for row in rows if row.root > 1}  # newest first: the oldest one stays
    going = {row.version: row.file for row in [*firsts.values(), *rows[:1]]}
    return [going[number] for number in sorted(going)]


def pin(office: Office, card: "Card") -> bool:
    """Let the card of the Secretariat, whose digits were compared, say who publishes the register.

    Returns whether those are others than before: the registers here are let go then, no record is.
    """
    root, known = card.publishers(), trusting.root_here(office.store)
    register = trusting.published_here(office.store)
    if known is not None and root.is_same(known):
        return False
    if register is not None and _older_card(register, card, root):
        return False
    pin_root(office, root)
    _drop_other_cards(office, card)
    return known is not None


def pin_root(office: Office, root: "Root") -> None:
    """Go by this root from now on, and let the registers under another one go."""
    from desktop_app.exchange.register import root_plain

    with office.store.writing():
        settings.put(office.store, trusting.PINNED, json.dumps(root_plain(root)))
        registers.forget_registers(office.store)


def refuse_second(office: Office, bundle: "Bundle") -> None:
    """Raise BundleWaits for another bundle of a number that came before its computer was lost.

    Who has the stolen seal could else write over a number that counts.
    """
    manifest = bundle.manifest
    if office.trusted()[manifest.kid].status == "active":
        return
    if any(
        (row.stream, row.seq) == (manifest.stream, manifest.seq) and row.id != bundle.manifest_hash
        for row in journal.bundles(office.store, "in", bundle.office)
    ):
        raise BundleWaits(
            N_(
                "Number {number} of {office} came here before with other contents, and its computer"
                " was lost since. This one is not merged; ask the office by telephone."
            ),
            cause="revoked",
            kid=manifest.kid,
            bundle_id=bundle.manifest_hash,
            number=manifest.seq,
            office=bundle.office,
        )


def refuse_replayed(office: Office, bundle: "Bundle") -> None:
    """Raise BundleWaits for an answer of a stolen seal that is no later than one read here.

    Who has the seal could else give a number that counts to anything; what was true in an answer
    that was lost on its way, the next one says again.
    """
    from desktop_app.exchange.bundle import REVOKED

    manifest = bundle.manifest
    if office.trusted()[manifest.kid].status != REVOKED:
        return
    sealed = registers.seals(office.store)
    if any(
        row.id in sealed
        and sealed[row.id].kid == manifest.kid
        and row.seq >= manifest.seq
        and row.id != bundle.manifest_hash
        for row in journal.bundles(office.store, "in", bundle.office)
    ):
        raise BundleWaits(
            N_(
                "This file does not count: its seal was stolen from {office}, and its number"
                " {number}, or a later one, was read here before. Delete the file."
            ),
            cause=REVOKED,
            kid=manifest.kid,
            bundle_id=bundle.manifest_hash,
            number=manifest.seq,
            office=bundle.office,
        )


def refuse_stopped(office: Office, bundle: "Bundle") -> None:
    """Raise UserError for a bundle that was shown and whose seal is out of use since."""
    sealer = office.trusted().get(bundle.manifest.kid)
    if sealer is None or not sealer.counts(bundle.manifest):
        raise UserError(
            N_("The seal of this file does not count any more since it was shown. Ask its sender.")
        )


def note_seal(office: Office, bundle: "Bundle") -> None:
    """Write down which seal closed a bundle that came in, and which list its sender has."""
    registers.note_seal(
        office.store,
        SealedBy(
            bundle_id=bundle.manifest_hash,
            kid=bundle.manifest.kid,
            registry_version=bundle.manifest.registry_version,
        ),
    )


def age_in_months(office: Office) -> int:
    """Return how old the register here says it is; a notice, it never stops anything."""
    here = current(office)
    if here is None:
        return 0
    made = datetime.strptime(here.made_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    today = office.clock()
    months = (today.year - made.year) * _MONTHS_A_YEAR + today.month - made.month
    return max(0, months - (today.day < made.day))


def notice_of_age(office: Office) -> Sentence | None:
    """Return what to say of a register that is old, else nothing."""
    months = age_in_months(office)
    if months < OLD_MONTHS or office.is_secretariat:
        return None
    text = N_(
        "The list of offices is {months} months old. Everything works; the next answer of the"
        " Secretariat brings a new one."
    )
    return Sentence(text, {"months": months})


def _older_card(register: "Register", card: "Card", root: "Root") -> bool:
    """Tell whether this card of a seal that counts was made before a register changed root."""
    listed = {key.public_key for key in register.secretariat.keys if key.status == "active"}
    return root.version < register.root.version and card.public_key in listed


def _held(office: Office) -> "Held | None":
    from desktop_app.exchange.register_file import Held, what_it_says

    row = registers.newest(office.store)
    return Held(id=row.id, register=what_it_says(row.file).register) if row else None


def _drop_other_cards(office: Office, card: "Card") -> None:
    """Take no more files of the seals that earlier cards of this Secretariat showed.

    Those that its list names count by that list, up to the number that it says.
    """
    for known in trust.trusted(office.store):
        if known.office == card.office and known.public_key != card.public_key:
            trust.add_trusted(office.store, replace(known, status="revoked"))


def _drop_draft(office: Office, now: "Register") -> None:
    """At the Secretariat: what was drafted is out, unless more was decided meanwhile."""
    from desktop_app.exchange.register import register_bytes

    draft = trusting.register_here(office.store)
    if office.role != SECRETARIAT or draft is None:
        return
    if draft.root.version < now.root.version:
        draft = replace(draft, root=now.root)
    draft = own_seal.with_own(office, draft)
    left = register_bytes(replace(draft, version=now.version))
    same = left == register_bytes(now)
    settings.put(office.store, trusting.DRAFT, "" if same else left.decode())
