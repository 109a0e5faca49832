"""Printing the list of all that would leave with the next bundle."""

from pathlib import Path

from desktop_app.actions.leaving import what_leaves
from desktop_app.actions.office import Office
from desktop_app.actions.printable import Edition
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.files import file_errors_told
from desktop_app.records.leaving import Leaving
from desktop_app.records.progress import SILENT, Progress


def print_leaving(
    office: Office, _of: str, path: Path, edition: Edition, step: Progress = SILENT
) -> None:
    """Print it as it stands now; nothing is sealed."""
    print_list(office, what_leaves(office, edition.spoken), path, edition, step)


def print_list(
    office: Office, leaving: Leaving, path: Path, edition: Edition, step: Progress = SILENT
) -> None:
    """Print what leaves as it was looked up, say with drafts or for another addressee."""
    from desktop_app.reports.leaving_list import write_leaving_list

    if office.is_secretariat:
        raise UserError(N_("The Secretariat sends answers. The summary of each lies beside it."))
    with file_errors_told(path):
        write_leaving_list(
            path,
            leaving,
            edition.spoken,
            office_name=office.name,
            made_at=office.moment(),
            paper=edition.paper,
            step=step,
        )
