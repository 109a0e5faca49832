"""Printing sheets: a good practice, and the offers and requests of a country."""

from pathlib import Path

from desktop_app.actions.attaching import content_of
from desktop_app.actions.figures import refuse_unknown
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
)
from desktop_app.errors import UserError
from desktop_app.records.codes import list_versions
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record

_SIDE = 1400  # dots: over the whole width about 200 to an inch


def print_practice(
    office: Office, code: str, path: Path, edition: Edition, step: Progress = SILENT
) -> None:
    """Print the sheet of the good practice `code`."""
    from desktop_app.reports.practice_sheet import PracticeSheet, write_practice_sheet

    record = printed(office, code, "practice")
    last = last_bundle(office, record.office)
    photos = _photos(office, record, step)
    data = PracticeSheet(
        record=record,
        office_name=name_of(office, record.office),
        cut_off=office.moment()[:10],
        names=names_of(office, [record], edition.spoken),
        contact=contact_of(office, record),
        photos={row: content for row, content in photos.items() if content},
        lost_photos=[row for row, content in photos.items() if not content],
        list_versions=list_versions(),
        check_code=last.check_code if last else "",
    )
    with file_errors_told(path):
        write_practice_sheet(path, data, edition.spoken, paper=edition.paper, step=step)


def _photos(office: Office, record: Record, step: Progress) -> dict[str, bytes]:
    """Return what is printed of the photographs that may be published, by the id of their row.

    Another process decodes and encodes them anew, for they may come from others. One that is not
    here or no picture is empty: the sheet says so.
    """
    from desktop_app.exchange.filetypes import TAKEN_AS_PICTURE
    from desktop_app.exchange.pictures import shrink
    from desktop_app.reports.practice_photos import MOST, permitted

    found: dict[str, bytes] = {}
    for row in permitted(record):
        file = row.get("file")
        if sum(map(bool, found.values())) == MOST:
            break
        if not file or file["type"] not in TAKEN_AS_PICTURE:
            continue
        try:
            content = content_of(office, file)
            found[row["id"]] = shrink(content, _SIDE, file["name"], lambda *_: step(0, 1))[1]
        except UserError:
            found[row["id"]] = b""
    return found


def print_offers(
    office: Office, code: str, path: Path, edition: Edition, step: Progress = SILENT
) -> None:
    """Print what this office, or at the Secretariat the office `code`, offers and seeks.

    With `public` only what everybody may see and is finished.
    """
    from desktop_app.reports.offers_sheet import OffersSheet, write_offers_sheet

    of = code or office.code
    refuse_unknown(office, of)
    records = own_records(office, "offer", of, public=edition.public)
    last = last_bundle(office, of)
    data = OffersSheet(
        office=of,
        office_name=name_of(office, of),
        records=records,
        cut_off=office.moment()[:10],
        names=names_of(office, records, edition.spoken),
        contacts=contacts_of(
            office, [one["contact"] or "" for one in records], public=edition.public
        ),
        focal_point=office.setting("focal_point") if of == office.code else "",
        email=office.setting("email" if of == office.code else f"email of {of}"),
        list_versions=list_versions(),
        check_code=last.check_code if last else "",
        public=edition.public,
    )
    with file_errors_told(path):
        write_offers_sheet(path, data, edition.spoken, paper=edition.paper, step=step)
