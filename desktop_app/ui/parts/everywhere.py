"""What the search at the top of the window finds, and what the foot of the window says."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from desktop_app.actions.lists import list_rows
from desktop_app.actions.todo import what_to_do
from desktop_app.language import N_, Language, N_plural
from desktop_app.records.folding import fold
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import in_language
from desktop_app.ui.parts.search_box import Hit

if TYPE_CHECKING:
    from desktop_app.actions.office import Office

_NOT_SENT = N_plural("{n} record not yet sent", "{n} records not yet sent")
_HITS_A_KIND = 6
_SAVED = N_("Everything saved")
CLOSED = N_("Open to read only: the folder may not be written.")


def hits_everywhere(
    office: "Office",
    words: Language,
    typed: str,
    menus: Iterable[QMenu],
    open_record: Callable[[str], object],
) -> list[Hit]:
    """Find records by their titles and codes, then the actions of the menus."""
    hits = []
    for kind in KINDS:
        for row in list_rows(office, kind, typed, limit=_HITS_A_KIND):
            title = in_language(row.title, words.code) or row.human_code
            text = f"{title}  ·  {words.text(KINDS[kind].title)}  ·  {row.human_code}"
            hits.append(Hit(text, partial(open_record, row.uid)))
    for menu in menus:
        hits += [
            Hit(action.text(), action.trigger)
            for action in menu.actions()
            if fold(typed) in fold(action.text())
        ]
    return hits


def state_text(office: "Office", words: Language) -> str:
    """Say what is saved, what was sent and received, and what waits."""
    todo = what_to_do(office)
    told = [words.text(CLOSED if office.read_only else _SAVED)]
    if todo.last_sent:
        told.append(words.text(N_("last sent {date}"), date=words.date(todo.last_sent.at)))
    if todo.last_answer:
        date = words.date(todo.last_answer.at)
        told.append(
            words.text(N_("answered by {office} {date}"), office=todo.last_answer.office, date=date)
        )
    if not office.is_secretariat:
        told.append(words.plural(_NOT_SENT, todo.not_sent))
    return " · ".join(told)
