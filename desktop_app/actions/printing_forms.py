"""Printing what is filled in by hand: the blank form of a kind of record."""

from pathlib import Path

from desktop_app.actions.office import Office
from desktop_app.actions.printable import Edition
from desktop_app.records.codes import list_versions
from desktop_app.records.files import file_errors_told
from desktop_app.records.kinds import kind_named
from desktop_app.records.progress import SILENT, Progress


def print_form(
    office: Office, kind: str, path: Path, edition: Edition, step: Progress = SILENT
) -> None:
    """Print the blank form of a kind of record, made from its questions."""
    from desktop_app.reports.blank_form import BlankForm, write_blank_form

    data = BlankForm(
        kind=kind_named(kind),
        office_name=office.name,
        cut_off=office.moment()[:10],
        list_versions=list_versions(),
    )
    with file_errors_told(path):
        write_blank_form(
            path, data, edition.language, second=edition.second, paper=edition.paper, step=step
        )
