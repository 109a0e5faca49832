"""Printing: the profile, and every document there is by its name."""

from dataclasses import replace
from pathlib import Path

from desktop_app.actions.office import Office
from desktop_app.actions.paragraphs import written_paragraph
from desktop_app.actions.printable import Edition, Of, Printable
from desktop_app.actions.printing_fiche import print_fiche
from desktop_app.actions.printing_forms import print_form
from desktop_app.actions.printing_leaving import print_leaving
from desktop_app.actions.printing_parts import let_go
from desktop_app.actions.printing_profile import profile_data, write_profile_tables
from desktop_app.actions.printing_sheets import print_offers, print_practice
from desktop_app.actions.printing_sources import print_directory, print_source
from desktop_app.actions.printing_summary import print_summary
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress


def print_profile(
    office: Office, code: str, path: Path, edition: Edition, step: Progress = SILENT
) -> None:
    """Print the profile of this office, or at the Secretariat of the office `code`.

    The paragraph is the one that was written here for a language, else the figures make it.
    """
    from desktop_app.reports.country_profile import write_country_profile

    data = profile_data(office, code or office.code, public=edition.public, step=step)
    spoken = edition.spoken.spoken
    written = {one.code: written_paragraph(office, one, code) for one in spoken}
    data = replace(data, paragraphs=written)
    try:
        with file_errors_told(path):
            write_country_profile(path, data, edition.spoken, paper=edition.paper, step=step)
    finally:
        let_go(data.records.values())


DOCUMENTS: dict[str, Printable] = {
    "profile": Printable(
        title=N_("Country profile"),
        write=print_profile,
        of=Of.OFFICE,
        public=True,
        write_tables=write_profile_tables,
    ),
    "fiche": Printable(
        title=N_("Fiche of an initiative"),
        write=print_fiche,
        of=Of.RECORD,
        kind="initiative",
    ),
    "source": Printable(
        title=N_("Page of a source"),
        write=print_source,
        of=Of.RECORD,
        kind="source",
    ),
    "directory": Printable(
        title=N_("Directory of Cooperation Sources"),
        write=print_directory,
        lists="source",
        public=True,
    ),
    "practice": Printable(
        title=N_("Sheet of a good practice"),
        write=print_practice,
        of=Of.RECORD,
        kind="practice",
    ),
    "offers": Printable(
        title=N_("Offers and requests"),
        write=print_offers,
        of=Of.OFFICE,
        lists="offer",
        public=True,
    ),
    "summary": Printable(
        title=N_("Summary of a bundle"),
        write=print_summary,
        of=Of.BUNDLE,
    ),
    "leaving": Printable(title=N_("All that leaves with the next bundle"), write=print_leaving),
    "form": Printable(title=N_("Blank form"), write=print_form, of=Of.KIND),
}


def is_for(office: Office, what: str, of: str = "") -> bool:
    """Tell whether a document can be printed here: a guest has its sources and what it sent."""
    document = DOCUMENTS[what]
    kind = of if document.of is Of.KIND else document.kind
    return not office.is_guest or document.of is Of.BUNDLE or kind in office.kinds


def refuse_document(office: Office, what: str, of: str = "") -> None:
    """Raise UserError for a document that a guest has nothing to print in."""
    if not is_for(office, what, of):
        raise UserError(
            N_("{name} prints the pages of its sources; “{document}” is for offices."),
            name=office.name,
            document=DOCUMENTS[what].title,
        )


def write_tables(office: Office, what: str, of: str, path: Path, edition: Edition) -> None:
    """Write the tables of a document as a workbook. Raises UserError when it has none."""
    document = DOCUMENTS[what]
    if document.write_tables is None:
        having = [one.title for one in DOCUMENTS.values() if one.write_tables is not None]
        raise UserError(
            N_("“{document}” has no tables for a workbook. Leave --xlsx out.")
            if not having
            else N_("“{document}” has no tables for a workbook. These have: {having}."),
            document=document.title,
            having=", ".join(map(edition.language.text, having)),
        )
    document.refuse(edition)
    document.write_tables(office, of, path, edition)
