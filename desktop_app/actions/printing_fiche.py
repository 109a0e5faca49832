"""Printing the fiche of an initiative: its record, who may be named, and how it was reported."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions.office import Office
from desktop_app.actions.printable import Edition
from desktop_app.actions.printing_parts import (
    contact_of,
    last_bundle,
    name_of,
    names_of,
    printed,
    printed_many,
)
from desktop_app.records.access import may_leave
from desktop_app.records.codes import list_versions
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress
from desktop_app.store import journal

if TYPE_CHECKING:
    from desktop_app.reports.fiche_history import Report


def print_fiche(
    office: Office, code: str, path: Path, edition: Edition, step: Progress = SILENT
) -> None:
    """Print the fiche of the initiative `code`."""
    from desktop_app.reports.fiche import Fiche, write_fiche

    record = printed(office, code, "initiative")
    named = [row["organisation"] for row in record.rows("institutions") if "organisation" in row]
    last = last_bundle(office, record.office)
    data = Fiche(
        record=record,
        office_name=name_of(office, record.office),
        cut_off=office.moment()[:10],
        organisations={one.uid: one for one in printed_many(office, named) if may_leave(one)},
        names=names_of(office, [record], edition.spoken),
        contact=contact_of(office, record),
        reports=reports_of(office, record.uid),
        list_versions=list_versions(),
        check_code=last.check_code if last else "",
    )
    with file_errors_told(path):
        write_fiche(path, data, edition.spoken, paper=edition.paper, step=step)


def reports_of(office: Office, uid: str) -> "tuple[Report, ...]":
    """Return the bundles that carried a record, as far as this installation knows."""
    from desktop_app.reports.fiche_history import Report

    return tuple(
        Report(
            office=one.bundle.office,
            sequence=one.bundle.seq,
            sent_at=one.bundle.made_at,
            received_at=one.bundle.at if one.bundle.direction == "in" else "",
            answered_at=one.answered_at,
            outcome=one.outcome,
        )
        for one in journal.passages(office.store, uid)
    )
