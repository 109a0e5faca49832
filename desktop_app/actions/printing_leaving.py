"""Printing the list of all that would leave with the next bundle."""

from pathlib import Path

from desktop_app.actions.leaving import what_leaves
from desktop_app.actions.office import Office
from desktop_app.errors import UserError
from desktop_app.language import N_, Language
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress


def print_leaving(  # noqa: PLR0913 - what the print page asks
    office: Office,
    _of: str,
    path: Path,
    *,
    language: Language,
    paper: str = "a4",
    drafts: bool = False,
    to: str = "",
    step: Progress = SILENT,
) -> None:
    """Print it as it stands now; nothing is sealed."""
    from desktop_app.reports.leaving_list import write_leaving_list

    if office.is_secretariat:
        raise UserError(N_("The Secretariat sends answers. The summary of each lies beside it."))
    leaving = what_leaves(office, language, drafts=drafts, to=to)
    with file_errors_told(path):
        write_leaving_list(
            path,
            leaving,
            language,
            office_name=office.name,
            made_at=office.moment(),
            paper=paper,
            step=step,
        )
