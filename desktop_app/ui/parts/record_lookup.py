"""How the fields of a form reach the other records of an office."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.actions import lists, records
from desktop_app.actions.context import StoreContext
from desktop_app.errors import UserError
from desktop_app.language import Language
from desktop_app.records.record import in_language
from desktop_app.ui.parts.answer_edit import Lookup
from desktop_app.ui.parts.file_desk import FileDesk

if TYPE_CHECKING:
    from desktop_app.actions.office import Office
    from desktop_app.ui.parts.page import Page

FOUND_AT_ONCE = 12


def lookup_of(page: "Page") -> Lookup:
    """Return the lookup of a page: it opens records there, and takes in their files."""
    return lookup_in(
        page.office,
        page.language,
        page.open_record.emit,
        page.new_record.emit,
        FileDesk(page),
    )


def lookup_in(
    office: "Office",
    language: Language,
    open_record: Callable[[str], None],
    new_record: Callable[[str], None],
    files: FileDesk | None = None,
) -> Lookup:
    """Return a lookup in the lists of `office`: at each key the index is asked for a few hits.

    Among twenty thousand organisations too, no record is read and no list is held. Records of the
    same title are told apart by their codes; withdrawn ones are not offered.
    """

    def find(kind: str, typed: str) -> list[tuple[str, str]]:
        rows = lists.list_rows(office, kind, typed, limit=FOUND_AT_ONCE)
        titles = [in_language(row.title, language.code) or row.human_code for row in rows]
        return [
            (row.uid, f"{title} · {row.human_code}" if titles.count(title) > 1 else title)
            for row, title in zip(rows, titles, strict=True)
        ]

    def name_of(_kind: str, uid: str) -> str:
        try:
            return records.title_of(records.find(office, uid), language.code)
        except UserError:
            return uid[:8]  # it has not come in yet, or belongs to another office

    return Lookup(
        language=language,
        find=find,
        name_of=name_of,
        open=open_record,
        new=new_record,
        around=StoreContext(office),
        files=files,
    )
