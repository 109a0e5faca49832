"""Printing: which records a page is made of, and writing it."""

from collections.abc import Callable
from pathlib import Path

from desktop_app.actions.office import Office
from desktop_app.actions.records import find
from desktop_app.language import Language
from desktop_app.records.codes import list_versions
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.store import journal, trust
from desktop_app.store import records as stored


def own_records(office: Office, kind: str, of: str = "") -> list[Record]:
    """Return the records of an office, this one unless another is named; withdrawn ones left out."""
    return list(stored.every(office.store, kind, office=of or office.code))


def print_profile(  # noqa: PLR0913 - what the print page asks
    office: Office,
    code: str,
    path: Path,
    *,
    language: Language,
    paper: str = "a4",
    step: Progress = SILENT,
) -> None:
    """Print the profile of this office, or at the Secretariat of the office `code`."""
    from desktop_app.reports.country_profile import write_country_profile
    from desktop_app.reports.profile import Profile

    of = code or office.code
    bundles = journal.bundles(office.store, direction="out" if of == office.code else "in")
    last = next((row for row in bundles if of == row.office), None)
    data = Profile(
        office=of,
        office_name=office.name if of == office.code else _name_of(office, of),
        records=own_records(office, "initiative", of),
        cut_off=office.moment()[:10],
        list_versions=list_versions(),
        focal_point=office.setting("focal_point") if of == office.code else "",
        email=office.setting("email" if of == office.code else f"email of {of}"),
        check_code=last.check_code if last else "",
        sequence=last.seq if last else None,
    )
    write_country_profile(path, data, language, paper=paper, step=step)


def _name_of(office: Office, code: str) -> str:
    known = {one.office: one.name for one in trust.trusted(office.store)}
    return known.get(code, code)


DOCUMENTS: dict[str, Callable[..., None]] = {
    "profile": print_profile,
}
