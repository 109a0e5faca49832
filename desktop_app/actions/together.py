"""Parts of one bundle that wait, told of as one: how many are here, and which have not come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.actions import inbox
from desktop_app.actions.arrived import PARTS
from desktop_app.actions.inbox import Waiting
from desktop_app.actions.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """One file that waits, or all that do of one bundle; without `parts` it is not known how many.

    `office` and `number` are empty for what is not proved to be a part.
    """

    files: tuple[Waiting, ...]
    office: str = ""
    number: int = 0
    parts: int = 0
    away: tuple[int, ...] = ()

    @property
    def here(self) -> int:
        return self.parts - len(self.away)

    @property
    def newest(self) -> Waiting:
        return self.files[-1]

    @property
    def size(self) -> int:
        return sum(one.size for one in self.files)


def together(waiting: Iterable[Waiting]) -> tuple[Together, ...]:
    """Return what waits, the parts of a bundle as one, in the order in which the first came."""
    found: dict[str, list[Waiting]] = {}
    for one in waiting:
        proved = one.cause == PARTS and one.bundle_id
        found.setdefault(one.bundle_id if proved else one.id, []).append(one)
    return tuple(_told(tuple(files)) for files in found.values())


def let_go(office: Office, waits: Together, reason: str) -> None:
    """Take each of its files away for good. Raises UserError."""
    for one in waits.files:
        inbox.let_go(office, one.id, reason)


def _told(files: tuple[Waiting, ...]) -> Together:
    """Read from what each file waits for how many parts there are; a later file knows of more."""
    values: list[Mapping[str, Any]]
    values = [one.waits_for.values for one in files if one.cause == PARTS]
    if not values:
        return Together(files=files)
    counted = [one for one in values if "away" in one]
    away = [{int(part) for part in str(one["away"]).split(", ") if part} for one in counted]
    return Together(
        files=files,
        office=str(values[0].get("office", "")),
        number=int(values[0].get("number", 0)),
        parts=int(counted[0]["all"]) if counted else 0,
        away=tuple(sorted(set.intersection(*away))) if away else (),
    )
