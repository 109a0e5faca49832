"""A file as the answer to a question: its name and size, and what one can do with it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop_app.language import N_
from desktop_app.records.attached import PICTURES, file_said
from desktop_app.records.questionnaire import Question
from desktop_app.ui.parts.answer_edit import AnswerEdit, Lookup
from desktop_app.ui.parts.dropped import dropped_files
from desktop_app.ui.parts.file_desk import File, FileDesk
from desktop_app.ui.parts.style import S2, button, label
from desktop_app.ui.parts.wording import tooltip


class FileBox(AnswerEdit):
    """“Add a file…”, or the file there is with a menu beside it; a file can be dropped here."""

    def __init__(
        self,
        question: Question,
        lookup: Lookup,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, lookup, compact=compact, parent=parent)
        self.name = label("", wrap=False)
        self.button = button("")
        self.button.clicked.connect(lambda _checked=False: self._press())
        self._locked = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S2)
        row.addWidget(self.name)
        row.addWidget(self.button)
        row.addStretch(1)
        self.setFocusProxy(self.button)
        self.setAcceptDrops(lookup.files is not None)
        self._describe()

    def target(self) -> QWidget:
        return self.button

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - any plain value
        super().show_value(value)
        self._describe()

    def lock(self) -> None:
        self._locked = True
        self.setAcceptDrops(False)
        self._describe()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        desk, paths = self.lookup.files, dropped_files(event.mimeData())
        if desk is not None and paths:
            desk.add(paths[0], self._take)

    def _press(self) -> None:
        desk = self.lookup.files
        if desk is None:
            return
        if self._value:
            menu = file_menu(self._value, desk, self, self._replace, self._take)
            menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        elif not self._locked:
            self._replace()

    def _replace(self) -> None:
        desk = self.lookup.files
        if desk is not None:
            for path in desk.ask_one(self):
                desk.add(path, self._take)

    def _take(self, file: File | None) -> None:
        self.show_value(file)
        self.edited.emit()
        self.committed.emit()

    def _describe(self) -> None:
        say = self.language.text
        said = file_said(self._value, self.language) if self._value else ""
        self.name.setText(said)
        self.name.setToolTip(tooltip(said))
        self.name.setVisible(bool(said))
        self.button.setText(say(N_("File…")) if said else say(N_("Add a file…")))
        self.button.setAccessibleDescription(said)
        self.button.setEnabled(self.lookup.files is not None and bool(said or not self._locked))


def file_menu(
    file: File,
    desk: FileDesk,
    parent: QWidget,
    replace: Callable[[], object] | None = None,
    take: Callable[[File | None], object] | None = None,
) -> QMenu:
    """Return what can be done with a file; `replace` and `take` only where it may be changed."""
    say = desk.language.text
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(say(N_("Open"))).triggered.connect(lambda _checked=False: desk.look(file))
    menu.addAction(say(N_("Save a copy…"))).triggered.connect(
        lambda _checked=False: desk.save(file, parent)
    )
    if file["type"] in PICTURES and replace is not None:
        menu.addAction(say(N_("Save the original…"))).triggered.connect(
            lambda _checked=False: desk.save(file, parent, original=True)
        )
    if replace is not None and take is not None:
        menu.addSeparator()
        menu.addAction(say(N_("Replace…"))).triggered.connect(lambda _checked=False: replace())
        menu.addAction(say(N_("Remove the file"))).triggered.connect(
            lambda _checked=False: take(None)
        )
    return menu
