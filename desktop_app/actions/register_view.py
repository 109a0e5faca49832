"""The list of offices as people read it: each computer, what came of it, whether it counts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.actions import encrypting, registering, registers, trusting
from desktop_app.actions.office import Office
from desktop_app.store import journal, trust
from desktop_app.store import registers as stored
from desktop_app.store.settings import NEXT_PUBLIC_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_app.exchange.register import Listed, OfficeKey, Register
    from desktop_app.store.journal import BundleRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Computer:
    """One seal of an office, which one computer has; `number` and `at` are of its last bundle.

    `status` is active, retired or revoked; `last_good` counts for the latter two. `list_number` is
    the list that its office had when it sent that bundle.
    """

    office: str
    name: str
    role: str
    below: str
    kid: str
    status: str
    last_good: int
    number: int
    at: str
    list_number: int
    scope: tuple[str, ...] = ()
    in_use_here: bool = False  # the seal of this very computer
    comes_next_here: bool = False  # made here, to take the place of the one in use


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The list here; `number` is 0 before the first. `unpublished` is for the Secretariat."""

    number: int
    made_at: str
    taken_at: str
    months: int
    publisher: str
    seals_of: int
    seals_wanted: int
    encryption: str
    unpublished: bool
    publishes_alone: bool  # the seal of this computer is all it takes to publish
    computers: tuple[Computer, ...]


def show(office: Office) -> Shown:
    """Return the list of offices here; before the first one, whose cards were taken."""
    here, root = registers.current(office), trusting.root_here(office.store)
    return Shown(
        number=here.register.version if here else 0,
        made_at=here.made_at if here else "",
        taken_at=here.taken_at if here else "",
        months=registers.age_in_months(office),
        publisher=trusting.publisher_here(office.store),
        seals_of=len(root.keys) if root else 0,
        seals_wanted=root.threshold if root else 0,
        encryption=encrypting.policy_of(office).encryption.value,
        publishes_alone=root is not None and root.keys == (office.setting("public_key"),),
        unpublished=registering.has_changes(office),
        computers=tuple(_computers(office)),
    )


def came_from(office: Office, kid: str) -> list[tuple[int, str, int, bool]]:
    """Return (number, when it arrived, records, whether it counts) of a seal's bundles.

    The latest comes first; what counts was merged and not taken back. Of the Secretariat's own
    seals they are the answers that were made here.
    """
    if kid in {key.kid for key in _own_keys(office)}:
        made = [
            row for row in journal.bundles(office.store, "out") if row.kind in {"answer", "pack"}
        ]
        return [(row.seq, row.at, row.records, False) for row in made]
    merged = {bundle_id for _, bundle_id, undone in journal.merged(office.store) if not undone}
    rows = registering.bundles_of(office, kid)
    return [(row.seq, row.at, row.records, row.id in merged) for row in rows]


def _own_keys(office: Office) -> "tuple[OfficeKey, ...]":
    return registering.draft(office).secretariat.keys if office.is_secretariat else ()


def _computers(office: Office) -> "Iterator[Computer]":
    register = (
        registering.draft(office) if office.is_secretariat else trusting.register_here(office.store)
    )
    last, own = _last_bundles(office), office.setting("public_key")
    following = office.setting(NEXT_PUBLIC_KEY)
    listed = set()
    for one, above, key in _listed(register):
        listed.add(key.kid)
        found = last.get(key.kid)
        yield Computer(
            office=one.code,
            name=one.name(),
            role=one.role,
            below=above,
            kid=key.kid,
            status=key.status if one.status == key.status else _worse(one.status, key.status),
            last_good=key.last_good_seq,
            number=found[0].seq if found else 0,
            at=found[0].at if found else "",
            list_number=found[1] if found else 0,
            scope=one.scope,
            in_use_here=key.public_key == own,
            comes_next_here=key.public_key == following,
        )
    for card in trust.trusted(office.store):
        if card.kid not in listed:
            found = last.get(card.kid)
            yield Computer(
                office=card.office,
                name=card.name,
                role=card.role,
                below="",
                kid=card.kid,
                status=card.status,
                last_good=0,
                number=found[0].seq if found else 0,
                at=found[0].at if found else "",
                list_number=found[1] if found else 0,
            )


def _worse(office: str, seal: str) -> str:
    return "retired" if office == "closed" and seal == "active" else seal


def _listed(register: "Register | None") -> "Iterator[tuple[Listed, str, OfficeKey]]":
    if register is None:
        return
    for key in register.secretariat.keys:
        yield register.secretariat, "", key
    for office in register.offices:
        for key in office.keys:
            yield office, "", key
        for unit in office.delegates:
            for key in unit.keys:
                yield unit, office.code, key


def _last_bundles(office: Office) -> "dict[str, tuple[BundleRow, int]]":
    """Return the last bundle that came with each seal, and the list its sender had."""
    by = stored.seals(office.store)
    last: dict[str, tuple[BundleRow, int]] = {}
    for row in journal.bundles(office.store, "in"):
        if row.id in by:
            last.setdefault(by[row.id].kid, (row, by[row.id].registry_version))
    return last
