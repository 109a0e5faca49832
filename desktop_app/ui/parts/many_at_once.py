"""What one does with many records of a list: change an answer of all, mark all as ready."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.actions import bulk
from desktop_app.language import N_, N_plural
from desktop_app.records.people import Role
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.change_panel import ChangePanel
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, lines_view
from desktop_app.ui.parts.record_lookup import lookup_in
from desktop_app.ui.parts.style import S3, button, label

if TYPE_CHECKING:
    from desktop_app.ui.parts.page import Page

_CHANGED = N_plural("{n} record changed.", "{n} records changed.")
_READY = N_plural("{n} record is ready to send.", "{n} records are ready to send.")
_OPEN = N_plural("{n} record is not ready yet:", "{n} records are not ready yet:")
_BACK = N_plural("{n} record is as it was.", "{n} records are as they were.")
_STAYED = N_plural("{n} was changed since and stays.", "{n} were changed since and stay.")


class ManyAtOnce(QWidget):
    """Takes the place of the list of `page` while it is asked; `settled` gives it back."""

    began = Signal()
    settled = Signal()
    done = Signal()  # records are no longer what the list shows

    def __init__(self, page: "Page", kind: str) -> None:
        super().__init__()
        self._page = page
        self._kind = kind
        self._say = page.language.text
        self._uids: Sequence[str] = ()
        self.panel: ChangePanel | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.waiting = self._waiting_list()
        self._box.addWidget(self.waiting, 1)
        self.hide()
        self.take_back = QAction(icon("undo-2"), "", page)
        self.take_back.setShortcut(QKeySequence("Ctrl+Shift+U"))
        self.change_all = self._action(N_("Change an answer of all…"), "Ctrl+Shift+A")
        self.mark_all = self._action(N_("Mark all as ready…"), "Ctrl+Shift+R")
        self.take_back.triggered.connect(lambda _checked=False: self._take_back())
        page.addAction(self.take_back)
        self.tell_last()

    def ask_change(self, uids: Sequence[str]) -> None:
        """Ask for the question and the answer."""
        self._uids = uids
        if self.panel is None:
            self.panel = self._make_panel()
            self._box.addWidget(self.panel, 1)
        self.waiting.hide()
        self.panel.show()
        self._begin()
        self.panel.ask(len(uids))

    def make_ready(self, uids: Sequence[str]) -> None:
        """Mark all that are as ready, and list the others with what is open."""
        office = self._page.office
        self._page.run(
            lambda step: bulk.ready_all(office, uids, step),
            self._say(N_("Marking as ready")),
            self._tell_ready,
        )

    def settle(self) -> None:
        """Give the place back to the list."""
        if self.isHidden():
            return
        self.hide()
        self.settled.emit()

    def _action(self, text: str, key: str) -> QAction:
        action = QAction(self._say(text), self._page)
        action.setShortcut(QKeySequence(key))
        self._page.addAction(action)
        return action

    def tell_last(self) -> None:
        """Say in the menu which change can be taken back."""
        last = bulk.last_change(self._page.office, self._kind)
        allow(self._page.context, Role.REVIEWS, self.change_all, self.mark_all)
        allow(self._page.context, Role.REVIEWS, self.take_back, when=last is not None)
        count = last.records if last else 0
        text = self._say(N_("Take back the last change of many"))
        shown = f"{text} ({self._page.language.number(count)})" if last else text
        self.take_back.setText(shown)

    def _begin(self) -> None:
        self.show()
        self.began.emit()

    def _make_panel(self) -> ChangePanel:
        page = self._page
        lookup = lookup_in(page.office, page.language, page.open_record.emit, page.new_record.emit)
        panel = ChangePanel(bulk.changeable(self._kind), lookup)
        panel.preview_wanted.connect(self._preview)
        panel.change_wanted.connect(self._change)
        panel.given_up.connect(self.settle)
        return panel

    def _preview(self, field: str, value: Any) -> None:  # noqa: ANN401 - a plain value
        office, uids = self._page.office, self._uids
        if self.panel is not None:
            self._page.run(
                lambda step: bulk.preview_change(office, uids, field, value, step),
                self._say(N_("Looking at what would change")),
                self.panel.show_preview,
            )

    def _change(self, field: str, value: Any) -> None:  # noqa: ANN401 - a plain value
        office, uids = self._page.office, self._uids
        self._page.run(
            lambda step: bulk.change_all(office, uids, field, value, step),
            self._say(N_("Changing the records")),
            self._tell_changed,
        )

    def _tell_changed(self, name: str) -> None:
        last = bulk.last_change(self._page.office, self._kind)
        self.settle()
        self._renew()
        count = last.records if last and last.name == name else 0
        text = self._page.language.plural(_CHANGED, count)
        back = self._say(N_("The Records menu takes it back in one step."))
        self._page.told.emit(f"{text} {back}" if count else text, "good")

    def _take_back(self) -> None:
        office = self._page.office
        last = bulk.last_change(office, self._kind)
        if last is not None:
            self._page.run(
                partial(_undo, office, last.name),
                self._say(N_("Taking the change back")),
                self._tell_back,
            )

    def _tell_back(self, went: tuple[int, int]) -> None:
        back, stayed = went
        plural = self._page.language.plural
        said = [plural(_BACK, back), *([plural(_STAYED, stayed)] if stayed else [])]
        self._renew()
        self._page.told.emit(" ".join(said), "good")

    def _tell_ready(self, made: bulk.MadeReady) -> None:
        language = self._page.language
        self._renew()
        self._page.told.emit(language.plural(_READY, made.ready), "good")
        if not made.open:
            return
        lines = [Line((title, language.error(why)), uid, "circle") for uid, title, why in made.open]
        self._open.show(lines)
        self._open_title.setText(language.plural(_OPEN, len(lines)))
        if self.panel is not None:
            self.panel.hide()
        self.waiting.show()
        self._begin()
        self._open_lines.selectRow(0)
        self._open_lines.setFocus()

    def _renew(self) -> None:
        self.tell_last()
        self.done.emit()

    def _waiting_list(self) -> QWidget:
        """Return the list of those that are not ready; Enter opens one."""
        headings = [Heading(self._say(N_("Record")), 300), Heading(self._say(N_("What is open")))]
        self._open = PlainTable(headings, self)
        self._open_title = label("", "strong")
        self._open_lines = lines_view(self._open, self._say(N_("Records that are not ready")))
        self._open_lines.activated.connect(self._open_record)
        self._open_lines.doubleClicked.connect(self._open_record)
        back = button(self._say(N_("Back to the list")))
        back.clicked.connect(self.settle)
        row = QHBoxLayout()
        row.addWidget(self._open_title, 1)
        row.addWidget(back)
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S3)
        box.addLayout(row)
        box.addWidget(self._open_lines, 1)
        whole.hide()
        return whole

    def _open_record(self, index: QModelIndex) -> None:
        line = self._open.line(index)
        if line is not None:
            self._page.open_record.emit(str(line.about))


def _undo(office: Any, name: str, step: Any) -> tuple[int, int]:  # noqa: ANN401 - an Office, a Progress
    return bulk.undo_change_all(office, name, step)
