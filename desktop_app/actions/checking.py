"""Prove that everything is as it was written, and count what is still to be mended."""

from dataclasses import dataclass

from desktop_app.actions import travelling
from desktop_app.actions.office import Office
from desktop_app.store import filing, search

SOUND = "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """`integrity` is "ok" or what is damaged; `findings` is severity -> how many.

    `files` counts those that records of this office name and that are missing or damaged here.
    """

    integrity: str
    findings: dict[str, int]
    files: int = 0


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
        files=len(filing.damaged(office.store, travelling.named_by(office, office.code))),
    )
