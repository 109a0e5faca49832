"""Who is above and who is below: to whom an office sends, and whose bundles it takes.

A unit (BO-MIN) sends to its national office (BO) once it took that office's card, the national
office to the Secretariat; whoever has the Secretariat's card may send to it directly as well.
"""

from desktop_app.actions.office import OFFICE, SECRETARIAT, Office
from desktop_app.actions.trusting import scope_of
from desktop_app.errors import BundleRejected, UserError
from desktop_app.language import N_
from desktop_app.records.plain import clean
from desktop_app.records.scope import speaks_for
from desktop_app.store import trust


def addressees(office: Office) -> tuple[str, ...]:
    """Return the codes that bundles may go to, the usual one first; none while no card was taken.

    Offices nearer to this one come before those further up, the Secretariat last.
    """
    roles = _cards(office)
    national = [code for code, role in roles.items() if role == OFFICE and is_above(office, code)]
    chief = [code for code, role in roles.items() if role == SECRETARIAT]
    return (*sorted(national, key=len, reverse=True), *chief[-1:])


def addressee_of(office: Office, wanted: str = "") -> str:
    """Return to whom a bundle goes: `wanted` if that can be, else the usual; empty for anybody.

    Raises UserError for one whose card was not taken.
    """
    there = addressees(office)
    code = clean(wanted, lines=False).upper()
    if code and code not in there:
        raise UserError(
            N_("No bundle goes to “{code}” from here. Take the card of that office first."),
            code=code,
        )
    return code or (there[0] if there else "")


def units(office: Office) -> tuple[str, ...]:
    """Return the codes of the units and guests below this office whose cards were taken."""
    if office.role != OFFICE:
        return ()
    return tuple(sorted(code for code in _cards(office) if is_below(office, code)))


def is_below(office: Office, code: str) -> bool:
    """Tell whether a code is that of a unit of this office."""
    return code != office.code and speaks_for(scope_of(office), code)


def is_above(office: Office, code: str) -> bool:
    """Tell whether a code is that of the national office of this unit."""
    return code != office.code and speaks_for(scope_of(office, code), office.code)


def receives(office: Office) -> bool:
    """Tell whether bundles are taken here: at the Secretariat, and where there are units."""
    return office.is_secretariat or bool(units(office))


def refuse_stranger(office: Office, sender: str) -> None:
    """Raise BundleRejected at a national office for a bundle that no unit of its own sent."""
    if sender == office.code:
        raise BundleRejected(
            N_("{office} made this bundle itself. Send it to the one it is for; nothing was read."),
            office=office.code,
        )
    if not office.is_secretariat and not is_below(office, sender):
        raise BundleRejected(
            N_("{office} takes the bundles of its own units alone; this one is of {sender}."),
            office=office.code,
            sender=sender,
        )


def stream_to(office: Office, addressee: str, kind: str = "submission") -> str:
    """Return the row of numbers of what goes to somebody: each one sees a row without gaps.

    What goes to the Secretariat has the oldest name, which offices had before there were two roads.
    """
    stream = office.setting("stream")
    if kind != "submission" or is_above(office, addressee):
        return f"{stream}-{addressee}"
    return stream


def acknowledged_number(office: Office, addressee: str) -> int:
    """Return the highest number of our bundles that somebody has answered."""
    return int(office.setting(_number_of(office, addressee), "0"))


def acknowledge_number(office: Office, addressee: str, number: int) -> None:
    """Write down that somebody answered our bundle of this number."""
    highest = max(acknowledged_number(office, addressee), number)
    office.change_setting(_number_of(office, addressee), str(highest))


def _number_of(office: Office, addressee: str) -> str:
    """Name the setting by the row of numbers: a new row begins at none."""
    stream = stream_to(office, addressee)
    return "acked_seq" if stream == office.setting("stream") else f"acked_seq of {stream}"


def _cards(office: Office) -> dict[str, str]:
    """Return code -> role of those whose cards were taken and who have a seal that counts."""
    active = {one.office for one in office.trusted().values() if one.status == "active"}
    return {one.office: one.role for one in trust.trusted(office.store) if one.office in active}
