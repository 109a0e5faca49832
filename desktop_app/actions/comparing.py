"""Comparing the digits of a card with those that were read aloud or stand on paper."""

import re
from dataclasses import dataclass

from desktop_app.errors import UserError
from desktop_app.language import N_

GROUPS, DIGITS = 8, 5
_SPACES = re.compile(r"[^0-9A-Za-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What 8 typed groups are beside those of the card; groups are numbered from 1.

    `incomplete` are not five digits, `differing` are other ones, `exchanged` are two of these that
    stand in each other's place.
    """

    incomplete: tuple[int, ...] = ()
    differing: tuple[int, ...] = ()
    exchanged: tuple[int, int] | None = None

    @property
    def same(self) -> bool:
        return not (self.incomplete or self.differing)


def compare_typed(expected: str, text: str) -> Compared:
    """Compare the digits of a card with a line of typed ones, however they were set apart."""
    parts = [part for part in _SPACES.split(text) if part]
    if len(parts) == 1:
        parts = [parts[0][start : start + DIGITS] for start in range(0, len(parts[0]), DIGITS)]
    return compare(expected, parts)


def compare(expected: str, typed: list[str]) -> Compared:
    """Compare the groups of a card with typed ones, and say nothing of what was expected."""
    given = [*typed, *[""] * (GROUPS - len(typed))]
    incomplete = tuple(
        number
        for number, group in enumerate(given, 1)
        if number > GROUPS or len(group) != DIGITS or not (group.isascii() and group.isdigit())
    )
    if incomplete:
        return Compared(incomplete=incomplete)
    right = expected.split()
    differing = tuple(
        number
        for number, (one, other) in enumerate(zip(right, given, strict=True), 1)
        if one != other
    )
    exchanged = None
    if len(differing) == 2:  # noqa: PLR2004 - two can stand in each other's place
        one, other = differing
        if (given[one - 1], given[other - 1]) == (right[other - 1], right[one - 1]):
            exchanged = (one, other)
    return Compared(differing=differing, exchanged=exchanged)


def refusal(compared: Compared) -> UserError | None:
    """Return what to say of digits that are not those of the card, None when they are."""
    if compared.same:
        return None
    if compared.exchanged:
        return UserError(
            N_("Groups {one} and {other} stand in each other's place. Type the digits again."),
            one=compared.exchanged[0],
            other=compared.exchanged[1],
        )
    numbers = compared.incomplete or compared.differing
    if compared.incomplete:
        one, many = (
            N_("Group {numbers} needs five digits."),
            N_("Groups {numbers} need five digits."),
        )
    else:
        one = N_(
            "Group {numbers} differs. Ask for it once more; if it stays, do not accept the card."
        )
        many = N_(
            "Groups {numbers} differ. Ask for them once more; if they stay, do not accept the card."
        )
    text = one if len(numbers) == 1 else many
    return UserError(text, numbers=", ".join(map(str, numbers)))
