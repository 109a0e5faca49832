"""Changes of the register of offices, one function a decision of the Secretariat; all are pure.

Raise UserError for an office or a seal that is not in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.errors import BundleRejected, UserError
from desktop_app.exchange.bundle import ACTIVE, RETIRED, REVOKED
from desktop_app.exchange.manifest import OFFICE
from desktop_app.exchange.register import (
    CLOSED,
    MOST_KEYS,
    Listed,
    OfficeKey,
    Register,
    Root,
    read_register,
    register_bytes,
)
from desktop_app.exchange.signing import check_public_key, kid_of
from desktop_app.language import N_
from desktop_app.records.policy import Encryption
from desktop_app.records.scope import lies_within, speaks_for

if TYPE_CHECKING:
    from desktop_app.exchange.card import Card

_NATIONAL = "office"
_GUEST = "guest"


def enrolled(register: Register, card: "Card") -> Register:
    """Put the office of a card and its seal into the register; one that is there stays as it is.

    Raises UserError for a guest's card with the code of an office, or the other way.
    """
    key = OfficeKey(public_key=card.public_key)
    there = register.find(card.office)
    if there is None:
        one = Listed(
            code=card.office,
            role=card.role,
            names={"own": card.name},
            keys=(key,),
            scope=(card.office,) if card.role == _NATIONAL else (),
        )
        return _sound(replace(register, offices=(*register.offices, one)), card.office)
    if any(known.public_key == card.public_key for known in there.keys):
        return register
    if there.role != card.role:
        raise UserError(
            N_(
                "{office} stands in the list of offices in another role than on this card: an"
                " office is no guest. The card was not accepted; ask them by telephone."
            ),
            office=card.office,
        )
    return _with(
        register,
        card.office,
        lambda one: replace(
            one,
            keys=(*_with_room(one.keys), key),
            status=ACTIVE,
            names={**one.names, "own": card.name},
        ),
    )


def restored(register: Register, code: str, kid: str) -> Register:
    """Let a seal count again that was retired or revoked."""
    return _with_key(register, code, kid, lambda key: OfficeKey(public_key=key.public_key))


def retired(
    register: Register, code: str, kid: str, last_good_seq: int, stream: str = ""
) -> Register:
    """Let a seal count no more after a number: the office has another one."""
    return _with_key(
        register,
        code,
        kid,
        lambda key: replace(key, status=RETIRED, last_good_seq=last_good_seq, stream=stream),
    )


def revoked(  # noqa: PLR0913, PLR0917 - whose seal, and how far it counts
    register: Register,
    code: str,
    kid: str,
    last_good_seq: int,
    stream: str = "",
    last_good_to: Mapping[str, int] | None = None,
) -> Register:
    """Let a stolen seal count no more after a number; for answers, by whom they are for."""
    return _with_key(
        register,
        code,
        kid,
        lambda key: replace(
            key,
            status=REVOKED,
            last_good_seq=last_good_seq,
            stream=stream,
            last_good_to=last_good_to or {},
        ),
    )


def renamed(register: Register, code: str, name: str, language: str = "own") -> Register:
    """Give an office another name, in one language or for all."""
    return _with(register, code, lambda one: replace(one, names={**one.names, language: name}))


def closed(register: Register, code: str) -> Register:
    """Close an office that is no more: its seals count no more."""
    return _with(register, code, lambda one: replace(one, status=CLOSED))


def scoped(register: Register, code: str, scope: tuple[str, ...]) -> Register:
    """Say which codes an office speaks for beside its own."""
    for one in scope:
        if not OFFICE.fullmatch(one):
            raise UserError(N_("“{code}” is not the code of an office."), code=one)
        _refuse_anothers(register, code, one)
    above = register.above(code)
    if above is not None and not lies_within(scope, (above.code, *above.scope)):
        raise _beyond(above.code)
    return _with(register, code, lambda one: replace(one, scope=tuple(sorted(set(scope)))))


def _refuse_anothers(register: Register, code: str, wanted: str) -> None:
    """Let an office speak for no other one that speaks for itself: a guest may be put below it."""
    if speaks_for((code,), wanted):
        return
    above = register.above(wanted)
    for other in register.everybody():
        theirs = (other.code, *other.scope)
        if other.code == code or other.role == _GUEST or (above and above.code == code):
            continue
        if speaks_for((wanted,), other.code) or (
            speaks_for((other.code,), wanted) and not speaks_for(theirs, code)
        ):
            raise UserError(
                N_("{other} itself speaks for {wanted}. Leave it out of what {office} speaks for."),
                other=other.code,
                wanted=wanted,
                office=code,
            )


def placed_below(register: Register, code: str, office: str) -> Register:
    """Put a listed office below another one, which then brings its records too."""
    unit, above = register.find(code), register.find(office)
    if unit is None or unit.role == register.secretariat.role:
        raise _not_listed(code)
    if above is None or above not in register.offices or above.code == code or unit.delegates:
        raise _not_listed(office)
    if not lies_within((unit.code, *unit.scope), (above.code, *above.scope)):
        raise _beyond(office)
    apart = _without(register, code)
    return _with(apart, office, lambda one: replace(one, delegates=(*one.delegates, unit)))


def placed_apart(register: Register, code: str) -> Register:
    """Let an office stand below no other one: it sends to the Secretariat itself."""
    unit = register.find(code)
    if unit is None or unit.role == register.secretariat.role:
        raise _not_listed(code)
    if register.above(code) is None:
        return register
    apart = _without(register, code)
    return _sound(replace(apart, offices=(*apart.offices, unit)), code)


def with_holders(register: Register, names: Mapping[str, str]) -> Register:
    """Name those who publish, by the short names of their seals."""
    kept = {kid: name for kid, name in names.items() if name and kid in register.root.by_kid}
    return _sound(replace(register, holders=kept), register.secretariat.code)


def with_policy(register: Register, encryption: str) -> Register:
    """Say whether bundles are closed to others on their way: off, offered or required."""
    if encryption not in set(Encryption):
        raise UserError(N_("Say off, offered or required."))
    return replace(register, policy={**register.policy, "encryption": encryption})


def with_root(register: Register, known: Root, keys: tuple[str, ...], threshold: int) -> Register:
    """Say who publishes from the next version on; the known root and this one both seal it."""
    for key in keys:
        try:
            check_public_key(key)
        except BundleRejected as error:
            raise UserError(
                N_("“{key}” is not the public part of a seal, which begins with RW."), key=key[:60]
            ) from error
    root = Root(keys=tuple(sorted(set(keys))), threshold=threshold, version=known.version + 1)
    if not 1 <= threshold <= len(root.keys):
        raise UserError(
            N_("Of {count} seals, between one and all can be asked for together."),
            count=len(root.keys),
        )
    return _sound(replace(register, root=root), register.secretariat.code)


def _with_key(
    register: Register, code: str, kid: str, change: Callable[[OfficeKey], OfficeKey]
) -> Register:
    wanted = kid.upper()
    there = register.find(code)
    if there is None:
        raise _not_listed(code)
    if all(key.kid != wanted for key in there.keys):
        raise UserError(
            N_("{office} has no seal {kid} in the list of offices. It has: {kids}."),
            office=code,
            kid=wanted[:40],
            kids=", ".join(key.kid for key in there.keys) or "-",
        )
    return _with(
        register,
        code,
        lambda one: replace(
            one, keys=tuple(change(key) if key.kid == wanted else key for key in one.keys)
        ),
    )


def _with(register: Register, code: str, change: Callable[[Listed], Listed]) -> Register:
    """Change one office, wherever it stands."""
    if register.find(code) is None:
        raise _not_listed(code)
    if code == register.secretariat.code:
        return _sound(replace(register, secretariat=change(register.secretariat)), code)
    offices = tuple(
        change(one)
        if one.code == code
        else replace(
            one,
            delegates=tuple(change(unit) if unit.code == code else unit for unit in one.delegates),
        )
        for one in register.offices
    )
    return _sound(replace(register, offices=offices), code)


def _without(register: Register, code: str) -> Register:
    offices = tuple(
        replace(one, delegates=tuple(unit for unit in one.delegates if unit.code != code))
        for one in register.offices
        if one.code != code
    )
    return replace(register, offices=offices)


def _with_room(keys: tuple[OfficeKey, ...]) -> tuple[OfficeKey, ...]:
    """Return the seals of an office with room for one more: the oldest out of use goes.

    A thief may renew a seal until the list holds no more; the office has to come in all the same.
    """
    if len(keys) < MOST_KEYS:
        return keys
    oldest = next((key for key in keys if key.status != ACTIVE), None)
    return tuple(key for key in keys if key is not oldest)


def _sound(register: Register, code: str) -> Register:
    """Return the register as its readers will read it. Raises UserError where they would not."""
    try:
        return read_register(register_bytes(register))
    except BundleRejected as error:
        raise UserError(
            N_(
                "This would make a list of offices that nobody could read. Look at {office}: its"
                " name, its codes, and whether one of its seals belongs to another office."
            ),
            office=code,
        ) from error


def _not_listed(code: str) -> UserError:
    return UserError(N_("{office} is not in the list of offices."), office=code)


def _beyond(office: str) -> UserError:
    return UserError(N_("{office} does not speak for all of it itself."), office=office)


def short_names(register: Register) -> set[str]:
    """Return the short names of all seals that the register speaks of."""
    return {kid_of(key.public_key) for one in register.everybody() for key in one.keys}
