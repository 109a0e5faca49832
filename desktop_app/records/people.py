"""The persons who work with one installation, and what each of them does there.

They stay here: no bundle, card or page names them. Records have contact persons of their own.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.plain import clean

_LONGEST_NAME = 80


class Role(StrEnum):
    """What a person does here; each one includes those before it."""

    ENTERS = "enters"
    REVIEWS = "reviews"
    SENDS = "sends"

    def includes(self, needed: "Role") -> bool:
        """Tell whether who has this role may do what `needed` may."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


ROLE_WORDS = {
    Role.ENTERS: N_("enters"),
    Role.REVIEWS: N_("reviews"),
    Role.SENDS: N_("may send"),
}
ROLE_HELP = {
    Role.ENTERS: N_("types and saves, imports files, prints"),
    Role.REVIEWS: N_(
        "also marks records as ready, withdraws them, decides differences and changes many at once"
    ),
    Role.SENDS: N_(
        "also seals bundles and answers, takes cards, restores backups and says who works here"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of this installation; `until` is empty while the person works here."""

    uid: str
    name: str
    role: Role
    since: str
    until: str = ""


def fit_name(typed: str) -> str:
    """Return the name of a person as it is kept. Raises UserError when it is empty or too long."""
    name = clean(typed, lines=False).strip()
    if not name or len(name) > _LONGEST_NAME:
        raise UserError(
            N_("Give the person's name, in up to {limit} letters."), limit=_LONGEST_NAME
        )
    return name
