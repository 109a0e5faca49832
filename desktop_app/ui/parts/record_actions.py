"""What can be begun from a record that is there: a copy, an initiative, a window of its own."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from desktop_app.actions import beginning, erasing, numbering
from desktop_app.actions.records import title_of
from desktop_app.errors import UserError
from desktop_app.language import N_, Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.offer import REQUEST
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.withdraw_bar import WithdrawBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.actions.beginning import Begun
    from desktop_app.actions.office import Office
    from desktop_app.records.record import Record
    from desktop_app.ui.parts.page import Page

_ERASES, _CODES = "erases", "codes"
_COPIED = N_("{code} is a copy of “{title}”.")
_COPIED_PART = N_("{code} is a copy of “{title}”. Left out, as of that one alone: {fields}.")
_FROM_REQUEST = N_("{code} was made from the request “{title}”.")


def further_actions(page: "Page", kind: str) -> list[QAction]:
    """Return what one may begin from the record that `page` shows or marks."""
    say = page.language.text
    copy = QAction(icon("copy"), say(N_("Duplicate")), page)
    copy.setShortcut(QKeySequence("Ctrl+D"))
    copy.triggered.connect(lambda: _begin(page, beginning.duplicate))
    beside = QAction(icon("maximize-2"), say(N_("Open in a window of its own")), page)
    beside.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
    beside.triggered.connect(lambda: _open_beside(page))
    code = QAction(icon("list-checks"), say(N_("Give it a new code")), page)
    code.setData(_CODES)
    code.triggered.connect(lambda: _give_code(page))
    if kind == "contact":
        erase = QAction(icon("trash-2"), say(N_("Erase this person…")), page)
        erase.setData(_ERASES)
        erase.triggered.connect(lambda: _ask_to_erase(page))
        return [copy, beside, code, erase]
    if kind != "offer":
        return [copy, beside, code]
    made = QAction(icon("folder-kanban"), say(N_("Make an initiative of this request")), page)
    made.triggered.connect(lambda: _begin(page, beginning.project_from_request))
    return [copy, made, beside, code]


def allowed_here(page: "Page", actions: list[QAction], *, own: bool) -> list[QAction]:
    """Return those of `further_actions` for the record that the page shows.

    Of one that is not `own` and open any more none is left, but a withdrawn person can be erased.
    """
    record = page.shown_record()
    if own or page.office.read_only or record is None:
        return actions if own else []
    erasable = erasing.may_be_erased(page.office, record)
    return [one for one in actions if one.data() == _ERASES and erasable]


def show_what_fits(page: "Page", actions: list[QAction]) -> None:
    """Hide of these actions the new code, unless the record of this page shares its code."""
    for action in actions:
        if action.data() == _CODES:
            record = page.shown_record()
            action.setVisible(record is not None and numbering.needs_new_code(page.office, record))


def is_request(record: "Record") -> bool:
    """Tell whether an initiative can be made of a record."""
    return record.kind == "offer" and record["dimension"] == REQUEST


def like_last_action(office: "Office", language: Language, parent: QObject) -> QAction:
    """Return the switch for new records that begin with answers of the last one."""
    action = QAction(language.text(N_("Begin like the last record")), parent)
    action.setCheckable(True)
    action.setChecked(beginning.begins_like_last(office))
    action.toggled.connect(lambda wanted: beginning.begin_like_last(office, wanted=wanted))
    return action


def told_of(begun: "Begun", saved: "Record", language: Language) -> str:
    """Say what a record was made from and what was left out."""
    values = {"code": saved.human_code, "title": begun.origin}
    if saved["request"] and not begun.left_out:
        return language.text(_FROM_REQUEST, **values)
    if not begun.left_out:
        return language.text(_COPIED, **values)
    kind = KINDS[saved.kind]
    labels = [language.text(kind.question(field).label) for field in begun.left_out]
    return language.text(_COPIED_PART, fields=", ".join(labels), **values)


def _saved(page: "Page") -> "Record | None":
    """Return the record that the page shows as it was saved on leaving; None if that failed."""
    if page.shown_record() is None or not page.leave():
        return None
    return page.shown_record()


def _begin(page: "Page", make: "Callable[[Office, Record], Begun]") -> None:
    record = _saved(page)
    if record is None:
        return
    try:
        begun = make(page.office, record)
    except UserError as error:
        page.report(error)
        return
    page.begun.emit(begun)


def _give_code(page: "Page") -> None:
    record = _saved(page)
    if record is None:
        return
    try:
        after = numbering.give_new_code(page.office, record)
    except UserError as error:
        page.report(error)
        return
    text = N_("“{title}” has the code {code} now; it was {before}.")
    title = title_of(after, page.language.code)
    values = {"title": title, "code": after.human_code, "before": record.human_code}
    page.told.emit(page.language.text(text, **values), "good")
    page.changed.emit({after.kind})
    page.open_record.emit(after.uid)


def _ask_to_erase(page: "Page") -> None:
    record, bar = page.shown_record(), page.findChild(WithdrawBar)
    if record is not None and bar is not None:
        bar.ask_to_erase(record.uid, title_of(record, page.language.code))


def _open_beside(page: "Page") -> None:
    if page.leave() and (record := page.shown_record()) is not None:
        page.open_beside.emit(record.uid)
