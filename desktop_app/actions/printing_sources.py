"""Printing sources of cooperation: the page of one, and the directory of all."""

from pathlib import Path

from desktop_app.actions.office import Office
from desktop_app.actions.printable import Edition
from desktop_app.actions.printing_parts import (
    contact_of,
    contacts_of,
    last_bundle,
    name_of,
    names_of,
    own_records,
    printed,
    records_of_all,
)
from desktop_app.records.codes import list_versions
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress


def print_source(
    office: Office, code: str, path: Path, edition: Edition, step: Progress = SILENT
) -> None:
    """Print the page of the source `code`, with what it says to this office's country."""
    from desktop_app.reports.source_page import SourcePage, write_source_page

    record = printed(office, code, "source")
    last = last_bundle(office, record.office)
    data = SourcePage(
        record=record,
        office_name=name_of(office, record.office),
        cut_off=office.moment()[:10],
        country=office.country,
        names=names_of(office, [record], edition.spoken),
        contact=contact_of(office, record),
        desks=contacts_of(office, [row.get("contact", "") for row in record.rows("desks")]),
        list_versions=list_versions(),
        check_code=last.check_code if last else "",
    )
    with file_errors_told(path):
        write_source_page(path, data, edition.spoken, paper=edition.paper, step=step)


def print_directory(
    office: Office, _nothing: str, path: Path, edition: Edition, step: Progress = SILENT
) -> None:
    """Print the directory of all sources that are known here, whichever office reported them.

    With `public` only what everybody may see and is finished.
    """
    from desktop_app.reports.directory import Directory, write_directory

    records = records_of_all(office, "source", public=edition.public)
    own = next(iter(own_records(office, "office", public=True)), None)
    last = last_bundle(office, office.code)
    data = Directory(
        office_name=office.name,
        records=records,
        cut_off=office.moment()[:10],
        contacts=contacts_of(
            office, [one["contact"] or "" for one in records], public=edition.public
        ),
        address=(own["address"] or "") if own else "",
        email=office.setting("email") or ((own["email"] or "") if own else ""),
        list_versions=list_versions(),
        check_code=last.check_code if last else "",
        public=edition.public,
    )
    with file_errors_told(path):
        write_directory(path, data, edition.spoken, paper=edition.paper, step=step)
