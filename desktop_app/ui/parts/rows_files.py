"""What a list whose rows hold files has below it: adding, the size of pictures, the weight."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSignalBlocker,
)
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from desktop_app.language import N_
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.ui.parts.code_box import CalmCombo
from desktop_app.ui.parts.dropped import dropped_files
from desktop_app.ui.parts.file_box import file_menu
from desktop_app.ui.parts.file_desk import FileDesk
from desktop_app.ui.parts.mail_meter import MailMeter
from desktop_app.ui.parts.rows_model import RowsModel
from desktop_app.ui.parts.style import S2, S3, button, label

_SIDES = {
    "small": N_("Small (1024)"),
    "medium": N_("Medium (1600)"),
    "large": N_("Large (2400)"),
}
_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


def file_column(question: Question) -> int:
    """Return the column of a list that holds files, -1 when none does."""
    kinds = [column.kind for column in question.rows]
    return kinds.index(Answer.FILE) if Answer.FILE in kinds else -1


class RowFiles(QWidget):
    """Stands below the table; a file dropped on the table goes to its row, or makes one."""

    def __init__(
        self, model: RowsModel, grid: QTableView, column: int, desk: FileDesk, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._model, self._grid, self._column, self._desk = model, grid, column, desk
        say = desk.language.text
        self.add = button(say(N_("Add files…")))
        self.add.clicked.connect(lambda _checked=False: self._add_rows(desk.ask(self)))
        self.sides = CalmCombo()
        for side, text in _SIDES.items():
            self.sides.addItem(say(text), side)
        self.sides.setMinimumContentsLength(0)
        self.sides.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sides.setCurrentIndex(self.sides.findData(desk.picture_side))
        self.sides.activated.connect(lambda _at: desk.choose_side(self.sides.currentData()))
        desk.side_changed.connect(self._show_side)
        self._pictures = label(say(N_("Photographs")), "secondary", wrap=False)
        self._pictures.setBuddy(self.sides)
        self.sides.setAccessibleName(say(N_("How large photographs are kept that travel")))
        self.meter = MailMeter(desk.language)
        row = QHBoxLayout()
        row.setSpacing(S3)
        row.addWidget(self.add)
        row.addStretch(1)
        size = QHBoxLayout()  # in a line of its own: beside the button it would be cut
        size.setSpacing(S3)
        size.addWidget(self._pictures)
        size.addWidget(self.sides)
        size.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, S2, 0, 0)
        box.setSpacing(S2)
        box.addLayout(row)
        box.addLayout(size)
        box.addWidget(self.meter)
        grid.viewport().setAcceptDrops(True)
        grid.viewport().installEventFilter(self)

    def lock(self) -> None:
        """Let the files be opened and saved, not changed."""
        self._grid.viewport().setAcceptDrops(False)
        self.hide()

    def weigh(self) -> None:
        """Say what the next bundle weighs, where there are files here to weigh."""
        files = self._files()
        if not files or self._model.locked:
            self.meter.hide()
        else:
            self._desk.weigh(files, self.meter.show_budget)

    def act(self, index: QModelIndex) -> None:
        """Let a file be chosen for an empty cell; else offer what can be done with it."""
        kept = QPersistentModelIndex(index)
        file = self._model.answer(index)
        if not file:
            if not self._model.locked:
                self._choose_for(kept)
            return
        changing = not self._model.locked
        menu = file_menu(
            file,
            self._desk,
            self,
            (lambda: self._choose_for(kept)) if changing else None,
            (lambda gone: self._put(kept, gone)) if changing else None,
        )
        menu.popup(self._below(index))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent):
            return False
        paths = dropped_files(event.mimeData())
        if not paths or self._model.locked:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._drop(event.position().toPoint(), paths)
        return True

    def _show_side(self, side: str) -> None:
        self.sides.setCurrentIndex(self.sides.findData(side))

    def _drop(self, place: QPoint, paths: list[Path]) -> None:
        index = self._grid.indexAt(place)
        on_row = index.isValid() and index.row() < self._model.adding_line
        if on_row and index.column() == self._column:
            kept = QPersistentModelIndex(index)
            self._desk.add(paths[0], lambda file: self._put(kept, file))
            paths = paths[1:]
        self._add_rows(paths)

    def _add_rows(self, paths: list[Path]) -> None:
        for path in paths:
            self._desk.add(path, self._row_maker(path.stem))

    def _row_maker(self, name: str) -> Callable[[dict[str, Any]], None]:
        def make(file: dict[str, Any]) -> None:
            line = self._model.add_row()
            with QSignalBlocker(self._model):  # the file right after it tells of both
                if self._model.columns[0].kind is Answer.LINE:
                    self._model.set_answer(self._model.index(line, 0), name)
            self._model.set_answer(self._model.index(line, self._column), file)
            self.weigh()

        return make

    def _choose_for(self, index: QPersistentModelIndex) -> None:
        for path in self._desk.ask_one(self):
            self._desk.add(path, lambda file: self._put(index, file))

    def _put(self, index: QPersistentModelIndex, file: Any) -> None:  # noqa: ANN401 - a file or None
        if index.isValid():  # its row may be gone meanwhile
            self._model.set_answer(index, file)
            self.weigh()

    def _files(self) -> list[dict[str, Any]]:
        lines = range(self._model.adding_line)
        found = [self._model.answer(self._model.index(line, self._column)) for line in lines]
        return [file for file in found if file]

    def _below(self, index: QModelIndex) -> QPoint:
        place = self._grid.visualRect(index)
        return self._grid.viewport().mapToGlobal(place.bottomLeft())
