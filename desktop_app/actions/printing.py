"""Printing: which records a page is made of, and writing it."""

from collections.abc import Callable
from pathlib import Path

from desktop_app.actions.office import Office
from desktop_app.actions.records import find, title_of
from desktop_app.language import Language
from desktop_app.records.codes import list_versions
from desktop_app.records.files import file_errors_told
from desktop_app.records.kinds import KINDS
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.questionnaire import Answer
from desktop_app.records.record import Record
from desktop_app.store import journal, trust
from desktop_app.store import records as stored
from desktop_app.store.journal import BundleRow


def own_records(office: Office, kind: str, of: str = "") -> list[Record]:
    """Return the records of an office, this one unless another is named, but withdrawn ones."""
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
    last = _last_bundle(office, of)
    data = Profile(
        office=of,
        office_name=_name_of(office, of),
        records=own_records(office, "initiative", of),
        cut_off=office.moment()[:10],
        list_versions=list_versions(),
        focal_point=office.setting("focal_point") if of == office.code else "",
        email=office.setting("email" if of == office.code else f"email of {of}"),
        check_code=last.check_code if last else "",
        sequence=last.seq if last else None,
    )
    with file_errors_told(path):
        write_country_profile(path, data, language, paper=paper, step=step)


def print_fiche(  # noqa: PLR0913 - what the print page asks
    office: Office,
    code: str,
    path: Path,
    *,
    language: Language,
    paper: str = "a4",
    step: Progress = SILENT,
) -> None:
    """Print the fiche of the initiative `code`."""
    from desktop_app.reports.fiche import Fiche, write_fiche

    record = find(office, code, "initiative")
    named = [row["organisation"] for row in record.rows("institutions") if "organisation" in row]
    last = _last_bundle(office, record.office)
    data = Fiche(
        record=record,
        office_name=_name_of(office, record.office),
        cut_off=office.moment()[:10],
        organisations={one.uid: one for one in stored.load_many(office.store, named)},
        names=_names(office, record, language),
        contact=_contact(office, record),
        list_versions=list_versions(),
        check_code=last.check_code if last else "",
    )
    with file_errors_told(path):
        write_fiche(path, data, language, paper=paper, step=step)


def print_source(  # noqa: PLR0913 - what the print page asks
    office: Office,
    code: str,
    path: Path,
    *,
    language: Language,
    paper: str = "a4",
    step: Progress = SILENT,
) -> None:
    """Print the page of the source `code`, with what it says to this office's country."""
    from desktop_app.reports.source_page import SourcePage, write_source_page

    record = find(office, code, "source")
    last = _last_bundle(office, record.office)
    data = SourcePage(
        record=record,
        office_name=_name_of(office, record.office),
        cut_off=office.moment()[:10],
        country=office.country,
        names=_names(office, record, language),
        contact=_contact(office, record),
        list_versions=list_versions(),
        check_code=last.check_code if last else "",
    )
    with file_errors_told(path):
        write_source_page(path, data, language, paper=paper, step=step)


DOCUMENTS: dict[str, Callable[..., None]] = {
    "profile": print_profile,
    "fiche": print_fiche,
    "source": print_source,
}


def _contact(office: Office, record: Record) -> Record | None:
    """Return whom a page may name: a person who agreed to be listed."""
    uid = record["contact"]
    found = stored.load_many(office.store, [uid]) if uid else []
    return next((one for one in found if one["consent"] and not one.deleted), None)


def _names(office: Office, record: Record, language: Language) -> dict[str, str]:
    """Return the titles of the records it points to, by uid; persons stay unnamed here."""
    named = set()
    for question in KINDS[record.kind].questions:
        for row in [record.values, *(record.rows(question.field) if question.rows else ())]:
            for one in (question, *question.rows):
                if one.kind is Answer.REF and one.ref != "contact" and row.get(one.field):
                    named.add(row[one.field])
    found = stored.load_many(office.store, sorted(named))
    return {one.uid: title_of(one, language.code) for one in found if one["access"] != "OFC"}


def _last_bundle(office: Office, of: str) -> BundleRow | None:
    """Return the last bundle that carried the records of an office: sent here, or received."""
    direction = "out" if of == office.code else "in"
    found = journal.bundles(office.store, direction=direction, office=of)
    return next((row for row in found if row.kind == "submission"), None)


def _name_of(office: Office, code: str) -> str:
    known = {one.office: one.name for one in trust.trusted(office.store)}
    return office.name if code == office.code else known.get(code, code)
