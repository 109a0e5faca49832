"""Printing the summary of a bundle: of one that was sent, or of what the next one would take."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions.gathering import what_goes
from desktop_app.actions.office import Office
from desktop_app.actions.printable import Edition
from desktop_app.actions.printing_parts import name_of
from desktop_app.actions.roads import addressee_of, stream_to
from desktop_app.actions.summaries import summary_rows
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.codes import list_versions
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress
from desktop_app.store import journal, revisions
from desktop_app.store.journal import BundleRow

if TYPE_CHECKING:
    from desktop_app.reports.bundle_summary import BundleSummary


def print_summary(
    office: Office, number: str, path: Path, edition: Edition, step: Progress = SILENT
) -> None:
    """Print the summary of the bundle `number`, without one of what would go now."""
    from desktop_app.reports.bundle_summary import write_bundle_summary

    if office.is_secretariat:
        raise UserError(N_("The Secretariat sends answers. The summary of each lies beside it."))
    data = _sent(office, number) if number else _next(office)
    with file_errors_told(path):
        write_bundle_summary(path, data, edition.spoken, paper=edition.paper, step=step)


def _sent(office: Office, number: str) -> "BundleSummary":
    from desktop_app.reports.bundle_summary import BundleSummary

    row = _bundle(office, number)
    lines = revisions.carried(office.store, row.id)
    return BundleSummary(
        kind=row.kind,
        office=office.code,
        office_name=office.name,
        addressee=row.addressee,
        addressee_name=name_of(office, row.addressee) if row.addressee else "",
        sequence=row.seq,
        made_at=row.made_at,
        check_code=row.check_code,
        rows=tuple(summary_rows(office, lines, row.stream, row.seq)),
        file_name=row.file_name,
        list_versions=list_versions(),
    )


def _next(office: Office) -> "BundleSummary":
    """Return what the next bundle would tell; nothing is sealed, so it has no check code yet."""
    from desktop_app.reports.bundle_summary import BundleSummary

    addressee = addressee_of(office)
    stream = stream_to(office, addressee)
    last = journal.last_out(office.store, stream)
    number = (last.seq if last else 0) + 1
    rows = summary_rows(office, what_goes(office).lines, stream, number)
    return BundleSummary(
        kind="submission",
        office=office.code,
        office_name=office.name,
        addressee=addressee,
        addressee_name=name_of(office, addressee) if addressee else "",
        sequence=number,
        made_at=office.moment(),
        check_code="",
        rows=tuple(rows),
        list_versions=list_versions(),
    )


def _bundle(office: Office, number: str) -> BundleRow:
    """Return the bundle of this number that was sent from here. Raises UserError."""
    sent = [
        row for row in journal.bundles(office.store, "out", office.code) if row.kind == "submission"
    ]
    for row in sent:
        if str(row.seq) == number.strip():
            return row
    if not sent:
        raise UserError(N_("No bundle was sent from here yet. Leave its number out."))
    raise UserError(
        N_("No bundle of the number “{number}” was sent from here. The last one is {last}."),
        number=number,
        last=sent[0].seq,
    )
