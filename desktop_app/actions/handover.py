"""Staff turnover: where the note for a successor lies."""

from desktop_app.actions.lists import list_rows
from desktop_app.actions.office import Office
from desktop_app.records.kinds import KINDS
from desktop_app.records.listing import Filters

FIELD = "handover"
_KIND = "office"


def may_be_written(office: Office) -> bool:
    """Tell whether there is a record of the office itself here: a guest has none."""
    return _KIND in office.kinds and KINDS[_KIND].has(FIELD)


def profile_of(office: Office) -> str:
    """Return the uid of the record of this office itself, empty while there is none."""
    rows = list_rows(office, _KIND, filters=Filters(office=office.code), limit=1)
    return rows[0].uid if rows else ""
