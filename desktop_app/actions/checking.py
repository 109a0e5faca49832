"""Prove that everything is as it was written, and count what is still to be mended."""

from dataclasses import dataclass

from desktop_app.actions.office import Office
from desktop_app.store import search

SOUND = "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """`integrity` is "ok" or what is damaged; `findings` is severity -> how many."""

    integrity: str
    findings: dict[str, int]


def check_store(office: Office) -> Health:
    """Prove the file, every row and every sealed line; count the findings of all records."""
    damage = office.store.integrity()
    standing = search.standing(office.store)
    return Health(
        integrity="; ".join(damage[:5]) if damage else SOUND,
        findings={
            "error": standing.errors,
            "warning": standing.warnings,
            "missing": standing.missing,
        },
    )
