"""The Secretariat keeps the register of offices: what it decides counts here at once.

Offices follow when the next version is sealed by root and reaches them: with an answer, as a file.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.actions import encrypting, own_seal, registers, stolen_orders, trusting
from desktop_app.actions.dropped import drop_unlisted, former_of
from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.people import Role
from desktop_app.records.plain import clean
from desktop_app.records.policy import Encryption
from desktop_app.store import journal, settings, trust
from desktop_app.store import registers as stored

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_app.exchange.card import Card
    from desktop_app.exchange.register import Listed, OfficeKey, Register
    from desktop_app.store.journal import BundleRow

ONLY_SECRETARIAT = N_("Only the Secretariat keeps the list of offices.")
FLOOR = "register_floor"  # the highest number that was published under a root that was lost


def draft(office: Office) -> "Register":
    """Return the next register as it was decided so far; it begins with the cards taken here."""
    register = trusting.register_here(office.store) or _first(office)
    return own_seal.with_own(office, register)


def has_changes(office: Office) -> bool:
    """Tell whether something was decided that is not published yet, a new seal of ours included."""
    published = trusting.published_here(office.store)
    if published is None or not office.is_secretariat:
        return bool(office.setting(trusting.DRAFT))
    return replace(draft(office), version=published.version) != published


def enrol_card(office: Office, card: "Card") -> None:
    """Put a card that was taken into the next register; called inside its transaction."""
    from desktop_app.exchange import register_changes as changes

    if card.role in ("office", "guest"):
        _change(office, lambda register: changes.enrolled(register, card))


def retire_followed(office: Office, code: str, kid: str, last_good_seq: int, stream: str) -> None:
    """Retire a seal whose successor came by itself; called inside the transaction of the merge."""
    from desktop_app.exchange import register_changes as changes

    there = draft(office).find(code)
    if there is not None and any(key.kid == kid for key in there.keys):
        _change(
            office, lambda register: changes.retired(register, code, kid, last_good_seq, stream)
        )


def restore(office: Office, code: str, kid: str) -> None:
    """Take files of a seal again that was retired or revoked: the computer was found."""
    from desktop_app.exchange import register_changes as changes

    _decide(office, lambda register: changes.restored(register, _code(code), kid))


def retire(
    office: Office, code: str, kid: str, last_good_seq: int | None = None, stream: str = ""
) -> None:
    """Take nothing more of a seal that has a successor; without a number, after what has come."""
    from desktop_app.exchange import register_changes as changes

    _refuse_in_use(office, kid)
    row, number = _last_good(office, _code(code), kid.upper(), last_good_seq, stream)
    _decide(office, lambda register: changes.retired(register, _code(code), kid, number, row))


def revoke(
    office: Office, code: str, kid: str, last_good_seq: int | None = None, stream: str = ""
) -> None:
    """Take nothing more of a stolen seal after a number, in that row of numbers.

    Of the Secretariat's own seals the answers count that were made here, each office up to its
    last one and to the number that is given.
    """
    from desktop_app.exchange import register_changes as changes

    code = _code(code)
    _refuse_in_use(office, kid)
    if code == office.code:
        last = own_seal.answers_made(office, last_good_seq)
        most = max(last.values(), default=0)
        _decide(office, lambda register: changes.revoked(register, code, kid, most, "", last))
        return
    row, number = _last_good(office, code, kid.upper(), last_good_seq, stream)
    with office.store.writing():
        _decide(office, lambda register: changes.revoked(register, code, kid, number, row))
        for follower in _followers(office, draft(office), code, kid.upper(), number):
            _decide(office, partial(changes.revoked, code=code, kid=follower, last_good_seq=0))


def lose_own(office: Office, kid: str, last_good_seq: int | None = None) -> bool:
    """Take nothing more of a stolen seal of this Secretariat, and let it publish no more.

    True when nobody else can say so to the offices: each has to compare the digits of the new card.
    """
    from desktop_app.exchange.signing import kid_of

    refuse_others(office)
    root, own = trusting.root_here(office.store), office.setting("public_key")
    with office.store.writing():
        revoke(office, office.code, kid, last_good_seq)
        if not registers.version(office):
            return True  # the offices have nothing but the card of the stolen one
        stolen = {key for key in (root.keys if root else ()) if kid_of(key) == kid.upper()}
        if root is None or not stolen:
            return False
        keys = tuple(sorted({*root.keys, own} - stolen))
        alone = len(root.keys) - 1 < root.threshold
        set_root(office, keys, root.threshold, anew=alone)
    return alone


def keep_former(office: Office) -> None:
    """Keep the seal in use in the list that is drafted: it is about to be replaced by another."""
    from desktop_app.exchange.register import register_bytes

    if office.is_secretariat and not trusting.register_here(office.store):
        office.change_setting(trusting.DRAFT, register_bytes(draft(office)).decode())


def _followers(
    office: Office, register: "Register", code: str, kid: str, last_good_seq: int
) -> list[str]:
    """Return the seals for which a stolen one vouched after its last good number, and theirs."""
    listed = register.find(code)
    found: list[str] = []
    for key in listed.keys if listed else ():
        former, number = former_of(office, key.kid)
        if (former == kid and number > last_good_seq) or former in found:
            found.append(key.kid)
    return found


def rename(office: Office, code: str, name: str) -> None:
    """Give an office another name in the register."""
    from desktop_app.exchange import register_changes as changes

    name = clean(name, lines=False)
    if not name:
        raise UserError(N_("Give the name of the office, in up to {limit} letters."), limit=200)
    _decide(office, lambda register: changes.renamed(register, _code(code), name))


def give_scope(office: Office, code: str, scope: tuple[str, ...]) -> None:
    """Say which codes an office speaks for beside its own."""
    from desktop_app.exchange import register_changes as changes

    codes = tuple(_code(one) for one in scope)
    _decide(office, lambda register: changes.scoped(register, _code(code), codes))


def place_below(office: Office, code: str, above: str) -> None:
    """Put an office below another one, which brings its records too; empty for below none."""
    from desktop_app.exchange import register_changes as changes

    code, above = _code(code), _code(above)
    if not above:
        _decide(office, lambda register: changes.placed_apart(register, code))
        return
    _decide(office, lambda register: changes.placed_below(register, code, above))


def place(office: Office, code: str, scope: tuple[str, ...], above: str) -> None:
    """Say for which codes an office speaks, and below which other one it stands, if any."""
    from desktop_app.exchange import register_changes as changes

    code, above = _code(code), _code(above)
    codes = tuple(_code(one) for one in scope)

    def placed(register: "Register") -> "Register":
        there = register.above(code)
        if (there.code if there else "") == above:
            return changes.scoped(register, code, codes)
        apart = changes.scoped(changes.placed_apart(register, code), code, codes)
        return changes.placed_below(apart, code, above) if above else apart

    _decide(office, placed)


def set_holders(office: Office, holders: "Mapping[str, str]", threshold: int) -> None:
    """Say who publishes, public part of a seal -> name, and how many of them together.

    Who is so already, with the same number, is only named anew.
    """
    from desktop_app.exchange import register_changes as changes
    from desktop_app.exchange.signing import kid_of

    known = trusting.root_here(office.store)
    if known is None:
        raise UserError(ONLY_SECRETARIAT)
    same = (set(holders), threshold) == (set(known.keys), known.threshold)

    def named(register: "Register") -> "Register":
        if same:
            register = replace(register, root=known)
        else:
            register = changes.with_root(register, known, tuple(holders), threshold)
        called = {kid_of(key): clean(name, lines=False) for key, name in holders.items()}
        return changes.with_holders(register, called)

    _decide(office, named)


def set_encryption(office: Office, wanted: str) -> None:
    """Say whether bundles are closed to others on their way: off, offered or required."""
    from desktop_app.exchange import register_changes as changes

    with office.store.writing():
        _decide(office, lambda register: changes.with_policy(register, wanted))
        encrypting.choose_policy(office, Encryption(wanted))


def set_root(office: Office, keys: tuple[str, ...], threshold: int, *, anew: bool = False) -> None:
    """Say who publishes from the next version on; root before and after both seal that one.

    Without keys it is the seal of this computer.
    `anew` is for a root of which too few seals are left: offices then need a new card of the
    Secretariat before they take the register again.
    """
    from desktop_app.exchange import register_changes as changes

    known = trusting.root_here(office.store)
    if known is None:
        raise UserError(ONLY_SECRETARIAT)
    keys = keys or (office.setting("public_key"),)
    with office.store.writing():
        _decide(office, lambda register: changes.with_root(register, known, keys, threshold))
        if anew:
            floor = max(registers.version(office), int(office.setting(FLOOR, "0")))
            settings.put(office.store, FLOOR, str(floor))
            registers.pin_root(office, draft(office).root)


def came_after(office: Office, kid: str, last_good_seq: int) -> "list[BundleRow]":
    """Return the bundles of a seal that were merged here with a higher number, newest first."""
    by = stored.seals(office.store)
    merged = {bundle_id for _, bundle_id, undone in journal.merged(office.store) if not undone}
    return [
        row
        for row in journal.bundles(office.store, "in")
        if row.id in merged and row.id in by and by[row.id].kid == kid and row.seq > last_good_seq
    ]


def bundles_of(office: Office, kid: str) -> "list[BundleRow]":
    """Return the bundles that came with this seal, the newest first."""
    by = stored.seals(office.store)
    return [
        row for row in journal.bundles(office.store, "in") if row.id in by and by[row.id].kid == kid
    ]


def _first(office: Office) -> "Register":
    """Return the register before its first version: the Secretariat, and whose cards are here."""
    from desktop_app.exchange.register import OfficeKey, Register, Root

    refuse_others(office)
    root = trusting.root_here(office.store) or Root(keys=(office.setting("public_key"),))
    offices: dict[str, Listed] = {}
    for card in trust.trusted(office.store):
        if card.role in ("office", "guest"):
            key = OfficeKey(public_key=card.public_key, status=card.status)
            there = offices.get(card.office)
            offices[card.office] = _joined(there, card.office, card.name, card.role, key)
    return Register(
        version=0,
        secretariat=_joined(
            None,
            office.code,
            office.name,
            office.role,
            OfficeKey(public_key=office.setting("public_key")),
        ),
        root=root,
        offices=tuple(offices.values()),
    )


def _joined(there: "Listed | None", code: str, name: str, role: str, key: "OfficeKey") -> "Listed":
    from desktop_app.exchange.register import Listed

    keys = (*(there.keys if there else ()), key)
    scope = (code,) if role == "office" else ()
    return Listed(code=code, role=role, names={"own": name}, keys=keys, scope=scope)


def _decide(office: Office, change: "Callable[[Register], Register]") -> None:
    refuse_others(office)
    require(office, Role.SENDS)
    with office.store.writing():
        _change(office, change)


def _change(office: Office, change: "Callable[[Register], Register]") -> None:
    from desktop_app.exchange.register import register_bytes

    before = trusting.register_here(office.store) or _first(office)
    after = change(before)
    if after != before or not registers.version(office):
        office.change_setting(trusting.DRAFT, register_bytes(after).decode())
        drop_unlisted(office, before, after)
        stolen_orders.take_back(office)


def refuse_others(office: Office) -> None:
    """Raise UserError anywhere but at the Secretariat."""
    if not office.is_secretariat:
        raise UserError(ONLY_SECRETARIAT)


def _refuse_in_use(office: Office, kid: str) -> None:
    from desktop_app.exchange.signing import kid_of

    if kid.upper() == kid_of(office.setting("public_key")):
        raise UserError(
            N_(
                "This is the seal in use at this very computer. If it was stolen, make a new one"
                " first: surco seal new"
            )
        )


def _code(given: str) -> str:
    return clean(given, lines=False).upper()


def _last_good(
    office: Office, code: str, kid: str, number: int | None, stream: str
) -> tuple[str, int]:
    """Return the row of numbers and the last one that counts of a seal."""
    rows = bundles_of(office, kid) or [
        row for row in journal.bundles(office.store, "in", code) if row.kind == "submission"
    ]
    stream = stream or (rows[0].stream if rows else "")
    last = max((row.seq for row in rows if row.stream == stream), default=0)
    return stream, last if number is None else number
