"""What rules may ask of the other records of an office, answered from its store."""

from desktop_app.actions.office import Office
from desktop_app.actions.twins import told_apart
from desktop_app.errors import UnknownRecord
from desktop_app.records.folding import fold
from desktop_app.records.kinds import KINDS
from desktop_app.records.listing import Filters
from desktop_app.records.record import Record, in_language
from desktop_app.store import records as stored
from desktop_app.store import search

_MOST_ALIKE = 50


class StoreContext:
    """The records of one office; each question is one look into the store."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def code_titled(self, record: Record) -> str:
        """Return the code of another record of its kind and office with the same title.

        Those that a person said are another one do not count.
        """
        title = in_language(record[KINDS[record.kind].title_field], "")
        if not title.strip():
            return ""
        filters = Filters(office=record.office)
        alike = search.rows(
            self._office.store, record.kind, search=title, filters=filters, limit=_MOST_ALIKE
        )
        others = {record.uid, *told_apart(self._office, record.uid)}
        for row in alike:
            texts = row.title.values() if isinstance(row.title, dict) else [row.title]
            if row.uid not in others and fold(title) in map(fold, texts):
                return row.human_code
        return ""

    def shares_code(self, record: Record) -> bool:
        """Tell whether another record that was not withdrawn has the same code."""
        given = [record.human_code] if record.human_code else []
        return any(uid != record.uid for _code, uid in stored.of_codes(self._office.store, given))

    def record(self, uid: str) -> Record | None:
        """Return the record of this identity, None when it is not here."""
        try:
            return stored.load(self._office.store, uid)
        except UnknownRecord:
            return None
