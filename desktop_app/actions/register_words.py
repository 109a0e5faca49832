"""What a new list of offices changes, in sentences that who agrees to it can judge."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop_app.errors import Sentence
from desktop_app.language import N_
from desktop_app.records.policy import Encryption

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.exchange.register import Listed, OfficeKey, Register, Root

_TAIL = 4  # letters of the name of a seal that tell two computers apart
_STATUS = {
    "active": N_("The files of {office} with the seal {seal} are taken again."),
    "retired": N_("The seal {seal} of {office} was replaced; it counts up to number {number}."),
    "revoked": N_("The seal {seal} of {office} was lost; it counts up to number {number}."),
}
_ENCRYPTION = {
    Encryption.OFF: N_("What offices send is not encrypted from then on."),
    Encryption.OFFERED: N_("What offices send is encrypted where an office chooses so."),
    Encryption.REQUIRED: N_("What offices send is always encrypted from then on."),
}


def differences(
    before: "Register | None", after: "Register", known: "Root | None"
) -> tuple[Sentence, ...]:
    """Return what changes from one list to the next, `known` being who publishes so far."""
    root = before.root if before is not None else known
    told = [*_of_offices(before, after), *_of_policy(before, after)]
    if root is not None:
        told += _of_root(root, before, after)
    if before is not None:
        told += _of_names(before.holders, after.holders)
    return tuple(told)


def _of_offices(before: "Register | None", after: "Register") -> Iterator[Sentence]:
    if before is None:
        count = len(list(after.everybody())) - 1
        yield Sentence(N_("It is the first list; offices in it: {count}."), {"count": count})
        return
    were = {one.code: one for one in before.everybody()}
    are = {one.code: one for one in after.everybody()}
    for code in sorted(are.keys() - were.keys()):
        values = {"office": code, "name": are[code].name()}
        yield Sentence(N_("{office} comes in: {name}."), values)
    for code in sorted(were.keys() - are.keys()):
        values = {"office": code, "name": were[code].name()}
        yield Sentence(N_("{office} goes: {name}."), values)
    for code in sorted(are):
        if code in were:
            yield from _of_office(were[code], are[code])
        above = after.above(code)
        was = before.above(code)
        if (above.code if above else "") != (was.code if was else ""):
            text = N_("{office} stands below {above} from then on.")
            if above is None:
                text = N_("{office} stands below no other office any more.")
            yield Sentence(text, {"office": code, "above": above.code if above else ""})


def _of_office(was: "Listed", now: "Listed") -> Iterator[Sentence]:
    code = now.code
    if was.name() != now.name():
        text = N_("{office} is called “{name}” from then on.")
        yield Sentence(text, {"office": code, "name": now.name()})
    if set(was.scope) - {code} != set(now.scope) - {code}:
        codes = ", ".join(sorted(set(now.scope) - {code}))
        text = N_("{office} may also report for: {codes}.")
        if not codes:
            text = N_("{office} reports for itself and what is below it alone.")
        yield Sentence(text, {"office": code, "codes": codes})
    if was.status != now.status:
        closed = now.status == "closed"
        text = N_("{office} is closed.") if closed else N_("{office} is open again.")
        yield Sentence(text, {"office": code})
    keys = {key.kid: key for key in was.keys}
    for key in now.keys:
        if (said := _of_key(code, keys.get(key.kid), key)) is not None:
            yield said


def _of_key(office: str, was: "OfficeKey | None", now: "OfficeKey") -> Sentence | None:
    values = {"office": office, "seal": now.kid[-_TAIL:], "number": now.last_good_seq}
    if was is None and now.status == "active":
        return Sentence(N_("A new computer of {office} is taken, with the seal {seal}."), values)
    if was is None or (was.status, was.last_good_seq) != (now.status, now.last_good_seq):
        return Sentence(_STATUS[now.status], values)
    return None


def _of_policy(before: "Register | None", after: "Register") -> Iterator[Sentence]:
    was = before.policy.get("encryption") if before is not None else None
    now = after.policy.get("encryption")
    if now != was and now in set(Encryption):
        yield Sentence(_ENCRYPTION[Encryption(now)], {})


def _of_names(were: "Mapping[str, str]", are: "Mapping[str, str]") -> Iterator[Sentence]:
    """Say which holders have another name: by their names people know who agreed."""
    for kid in sorted(were.keys() & are.keys()):
        if were[kid] != are[kid]:
            values = {"before": were[kid], "name": are[kid], "seal": kid[-_TAIL:]}
            text = N_("The holder {before} ({seal}) is called {name} from then on.")
            yield Sentence(text, values)


def _of_root(root: "Root", before: "Register | None", after: "Register") -> Iterator[Sentence]:
    names: Mapping[str, str] = {**(before.holders if before else {}), **after.holders}
    if root.is_same(after.root):
        return
    for kid in sorted(after.root.by_kid.keys() - root.by_kid.keys()):
        values = {"name": names.get(kid, ""), "seal": kid[-_TAIL:]}
        yield Sentence(N_("New holder of the list: {name} ({seal})."), values)
    for kid in sorted(root.by_kid.keys() - after.root.by_kid.keys()):
        values = {"name": names.get(kid, ""), "seal": kid[-_TAIL:]}
        yield Sentence(N_("Holder of the list no more: {name} ({seal})."), values)
    text = N_("From then on {wanted} of {count} holders publish the list together.")
    yield Sentence(text, {"wanted": after.root.threshold, "count": len(after.root.keys)})
