"""What a profile is printed of: the records of an office, their statistics, whom to ask."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions.figures import keep_statistics, refuse_unknown
from desktop_app.actions.office import Office
from desktop_app.actions.printable import Edition
from desktop_app.actions.printing_parts import contacts_of, last_bundle, name_of, own_records
from desktop_app.language import N_
from desktop_app.records.codes import list_versions
from desktop_app.records.figures.case import party_of
from desktop_app.records.figures.every import statistics_of
from desktop_app.records.figures.figure import Period
from desktop_app.records.kinds import KINDS
from desktop_app.records.list_columns import all_columns
from desktop_app.records.listing import list_row
from desktop_app.records.progress import SILENT, Progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop_app.records.record import Record
    from desktop_app.reports.profile import Profile

_LISTED = ("code", "title", "parties", "sector", "stage", "modality", "dates")


def profile_data(
    office: Office, of: str, *, public: bool = False, step: Progress = SILENT
) -> "Profile":
    """Return what the profile of an office is made of, up to today.

    A `public` one is made of what everybody may see, its figures too.
    """
    from desktop_app.reports.profile import Profile

    refuse_unknown(office, of)
    today = office.moment()[:10]
    with office.store.reading():  # all of one moment
        records = {kind: _shown(office, kind, of, public=public) for kind in KINDS}
        points = _focal_points(office, records, public=public)
        last = last_bundle(office, of)
    statistics = statistics_of(
        records, party=party_of(of), period=Period("", today), today=today, step=step
    )
    own = of == office.code
    return Profile(
        office=of,
        office_name=name_of(office, of),
        statistics=statistics,
        records=records,
        list_versions=list_versions(),
        focal_points=points or ([office.setting("focal_point")] if own else []),
        email=office.setting("email" if own else f"email of {of}"),
        check_code=last.check_code if last else "",
        sequence=last.seq if last else None,
    )


def write_profile_tables(
    office: Office, code: str, path: Path, edition: Edition, step: Progress = SILENT
) -> None:
    """Write the workbook twin of a profile: its figures, and every initiative it is made of."""
    from desktop_app.exchange.figures_book import Listing

    data = profile_data(office, code or office.code, public=edition.public, step=step)
    language = edition.language
    known = {one.name: one for one in all_columns("initiative")}
    columns = [known[name] for name in _LISTED]
    found = [list_row(one, (0, 0, 0)) for one in data.of_kind("initiative")]
    listing = Listing(
        language.text(N_("List of initiatives")),
        [language.text(one.title) for one in columns],
        [[one.full(row, language) for one in columns] for row in found],
    )
    keep_statistics(path, data.statistics, language, step, [listing])


def _shown(office: Office, kind: str, of: str, *, public: bool) -> "list[Record]":
    """Return the records of an office that its profile counts and names."""
    found = own_records(office, kind, of, public=public)
    return [one for one in found if not public or (one["access"] == "PUB" and not one.draft)]


def _focal_points(
    office: Office, records: "Mapping[str, Sequence[Record]]", *, public: bool
) -> list[str]:
    """Return the focal points that the record of the office names and that agreed to be listed."""
    rows = [row for one in records["office"] for row in one.rows("focal_points")]
    uids = [row["contact"] for row in rows if row.get("contact")]
    people = contacts_of(office, uids, public=public)
    listed = [people[uid] for uid in uids if uid in people and not people[uid]["valid_to"]]
    return [" · ".join(part for part in (one["name"], one["email"]) if part) for one in listed]
