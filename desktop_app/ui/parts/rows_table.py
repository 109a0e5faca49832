"""A list inside a record, edited in place: a cell opens its own kind of field."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import BadAnswer
from desktop_app.records.plain import leaves_out
from desktop_app.records.questionnaire import Question
from desktop_app.ui.parts.answer_edit import AnswerEdit, LineBox, Lookup
from desktop_app.ui.parts.rows_files import RowFiles, file_column
from desktop_app.ui.parts.rows_model import RowsModel, Unread
from desktop_app.ui.parts.style import S2, px

Index = QModelIndex | QPersistentModelIndex
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_ENDED = "ended"
Make = Callable[..., AnswerEdit]

_ROW_HEIGHT = 34
_PADDING = 2 * (6 + 3)  # of a cell: that of our style and that of Qt
_NARROW, _WIDE, _REMOVE, _MENU_WIDTH = 84, 230, 32, 240


class CellEditing(QStyledItemDelegate):
    """Opens the field of a cell; Tab goes to the next cell, Enter ends, Esc takes nothing."""

    moved = Signal(int)  # 1 to the next cell, -1 to the one before

    def __init__(self, lookup: Lookup, make: Make, parent: QObject) -> None:
        super().__init__(parent)
        self.left_out = False  # see AnswerEdit, of the cell that was written in last
        self._lookup, self._make = lookup, make

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        question = _model(index).columns[index.column()]
        edit = self._make(question, self._lookup, compact=True, parent=parent)
        edit.setAutoFillBackground(True)
        edit.committed.connect(lambda: self._commit(edit))
        edit.target().setAccessibleName(self._lookup.language.text(question.label))
        edit.target().installEventFilter(self)
        return edit

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if not isinstance(editor, AnswerEdit):
            return
        unread = _model(index).unread(index)
        editor.show_value(None if unread else _model(index).answer(index))
        if unread:
            editor.show_typed(unread.text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if not isinstance(editor, AnswerEdit) or not isinstance(model, RowsModel):
            return
        self.left_out = editor.left_out() or leaves_out(editor.typed_text())
        try:
            value = editor.value()
        except BadAnswer as refusal:
            model.set_unread(index, Unread(editor.typed_text(), refusal))
        else:
            model.set_answer(index, value)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        place = option.rect
        around = editor.parentWidget()
        if around and not isinstance(editor, LineBox):  # a menu reads badly in a narrow column
            room = around.width() - place.left()
            place.setWidth(max(place.width(), min(_MENU_WIDTH, room)))
        editor.setGeometry(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        edit = watched.parent() if not isinstance(watched, AnswerEdit) else None
        if not isinstance(edit, AnswerEdit):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()  # else the page takes it as “back”
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(edit, Qt.Key(event.key()))
        elif (
            event.type() == QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and event.reason()
            not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        ):
            self._end(edit)
        return False

    def _key(self, edit: AnswerEdit, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            edit.setProperty(_ENDED, True)
            self.closeEditor.emit(edit, QAbstractItemDelegate.EndEditHint.RevertModelCache)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(edit)
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._end(edit)
            self.moved.emit(1 if key == Qt.Key.Key_Tab else -1)
            return True
        return False

    def finish(self, view: QAbstractItemView) -> None:
        """End what is being written in a cell of `view`, before its rows move."""
        for edit in view.viewport().findChildren(AnswerEdit, options=_DIRECT):
            self._end(edit)

    def _commit(self, edit: AnswerEdit) -> None:
        if not edit.property(_ENDED):  # a list that it opened may answer after it was closed
            self.commitData.emit(edit)

    def _end(self, edit: AnswerEdit) -> None:
        if edit.property(_ENDED):  # what closes it takes the keyboard away, which ends it too
            return
        edit.setProperty(_ENDED, True)
        self.commitData.emit(edit)
        self.closeEditor.emit(edit, QAbstractItemDelegate.EndEditHint.NoHint)


class _Grid(QTableView):
    """A table as tall as its rows: the page scrolls, not the table."""

    remove_wanted = Signal(int)
    add_wanted = Signal()
    file_wanted = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, model = self.currentIndex(), self.model()
        if not isinstance(model, RowsModel) or not index.isValid():
            super().keyPressEvent(event)
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        removing = index.column() == model.removing_column
        if index.row() == model.adding_line:
            if enter:
                self.add_wanted.emit()
                return
        elif (enter and removing) or (control and event.key() == Qt.Key.Key_Delete):
            self.remove_wanted.emit(index.row())
            return
        elif enter and model.is_file(index):
            self.file_wanted.emit(index)
            return
        elif enter and model.asked(index):
            self.edit(index)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, model = self.indexAt(event.pos()), self.model()
        if not isinstance(model, RowsModel) or not 0 <= index.row() < model.adding_line:
            return
        menu = QMenu(self)
        text = str(model.index(index.row(), model.removing_column).data(_TOOLTIP))
        action = menu.addAction(f"{text}\tCtrl+Del")
        action.triggered.connect(lambda _checked=False: self.remove_wanted.emit(index.row()))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


_TOOLTIP = Qt.ItemDataRole.ToolTipRole


class RowsBox(AnswerEdit):
    """The field of a ROWS question."""

    def __init__(
        self, question: Question, lookup: Lookup, make: Make, parent: QWidget | None = None
    ) -> None:
        super().__init__(question, lookup, parent=parent)
        self.model = RowsModel(question, lookup, self)
        self.grid = _Grid(self)
        self.grid.setModel(self.model)
        self._wanted: dict[int, int] = {}  # column -> the width that its texts need
        self._headed: dict[int, int] = {}  # column -> that of its head, which stays
        self._editing = CellEditing(lookup, make, self.grid)
        self._editing.moved.connect(self._move)
        self.grid.setItemDelegate(self._editing)
        self._set_up_grid()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.grid)
        self.files: RowFiles | None = None
        column = file_column(question)
        if lookup.files is not None and column >= 0:
            self.files = RowFiles(self.model, self.grid, column, lookup.files, self)
            self.grid.file_wanted.connect(self.files.act)
            box.addWidget(self.files)
        self.setFocusProxy(self.grid)
        self.model.dataChanged.connect(self._changed)
        self.grid.clicked.connect(self._clicked)
        self.grid.add_wanted.connect(self.add_row)
        self.grid.remove_wanted.connect(self.remove_row)

    def target(self) -> QWidget:
        return self.grid

    def last_target(self) -> QWidget:
        return self.files.sides if self.files else self.grid

    def left_out(self) -> bool:
        return self._editing.left_out

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - any plain value
        self._editing.left_out = False
        if not value and self._wanted and not self.model.adding_line:
            return  # most lists are empty in most records, and were so before
        self.model.show(value or ())
        self._fit(columns=True)
        if self.files:
            self.files.weigh()

    def value(self) -> list[dict[str, Any]] | None:
        try:
            return self.model.filled() or None
        except BadAnswer as refusal:  # of a cell; who reads the form knows the list
            rest = {name: value for name, value in refusal.values.items() if name != "field"}
            raise BadAnswer(refusal.text, field=self.question.field, **rest) from refusal

    def point_at(self, part: str) -> None:
        line = self.model.line_of(part) if part else 0
        self.grid.setFocus()
        self.grid.setCurrentIndex(self.model.index(max(0, line), 0))

    def lock(self) -> None:
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.model.lock()
        if self.files:
            self.files.lock()
        self._fit()

    def question_here(self) -> Question:
        index = self.grid.currentIndex()
        return self.model.columns[index.column()] if self.model.asked(index) else self.question

    def add_row(self) -> None:
        """Add a row and open its first cell."""
        self._editing.finish(self.grid)
        line = self.model.add_row()
        self._fit()
        self._edit(self.model.index(line, 0))

    def remove_row(self, line: int) -> None:
        self._editing.finish(self.grid)
        said_something = self.model.remove_row(line)
        self._fit()
        self.grid.setFocus()
        if said_something:
            self.edited.emit()
            self.committed.emit()

    def _clicked(self, index: QModelIndex) -> None:
        if index.row() == self.model.adding_line:
            self.add_row()
        elif index.column() == self.model.removing_column:
            self.remove_row(index.row())
        elif self.model.is_file(index):
            self.grid.file_wanted.emit(index)
        elif self.model.asked(index):
            self._edit(index)

    def _edit(self, index: QModelIndex) -> None:
        self.grid.setCurrentIndex(index)
        self.grid.scrollTo(index)
        self.grid.edit(index)

    def _move(self, step: int) -> None:
        """Go to the next cell that takes an answer; after the last one to the adding line."""
        here = self.grid.currentIndex()
        wide = self.model.columnCount()
        at = here.row() * wide + here.column() + step
        while 0 <= at < self.model.adding_line * wide:
            index = self.model.index(at // wide, at % wide)
            written = self.model.asked(index) and not self.model.is_file(index)
            if written and not self.grid.isColumnHidden(index.column()):
                self._edit(index)
                return
            at += step
        if step > 0:
            self.grid.setCurrentIndex(self.model.index(self.model.adding_line, 0))
        self.grid.setFocus()

    def _changed(self) -> None:
        self._fit()
        self.edited.emit()
        self.committed.emit()

    def _set_up_grid(self) -> None:
        grid = self.grid
        grid.setProperty("role", "rows")
        grid.setTabKeyNavigation(False)  # Tab goes on to the next field
        grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        grid.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        grid.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        grid.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        grid.setWordWrap(False)
        grid.setShowGrid(False)
        grid.verticalHeader().hide()
        grid.verticalHeader().setDefaultSectionSize(px(_ROW_HEIGHT))
        header = grid.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_REMOVE)
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _fit(self, *, columns: bool = False) -> None:
        grid, model = self.grid, self.model
        for column in range(len(model.columns)):
            shown = model.used(column)
            if columns or column not in self._wanted or (shown and grid.isColumnHidden(column)):
                wide = min(self._text_width(column) + S2, px(_WIDE))
                self._wanted[column] = max(px(_NARROW), wide, self._header_width(column) + S2)
            grid.setColumnHidden(column, not shown)
        grid.setColumnHidden(model.removing_column, model.locked)
        grid.clearSpans()
        if not model.locked:
            grid.setSpan(model.adding_line, 0, 1, model.columnCount())
        self._spread()

    def _text_width(self, column: int) -> int:
        """Return the width of the longest text: Qt would ask each cell for its icon and colours."""
        width = self.grid.fontMetrics().horizontalAdvance
        cells = (self.model.index(line, column) for line in range(self.model.adding_line))
        return max((width(self.model.text(cell)) for cell in cells), default=0) + px(_PADDING)

    def _header_width(self, column: int) -> int:
        if column not in self._headed:
            self._headed[column] = self.grid.horizontalHeader().sectionSizeHint(column)
        return self._headed[column]

    def _spread(self) -> None:
        """Share out the width: what is left goes to the columns in their proportion."""
        grid, model = self.grid, self.model
        shown = [column for column in self._wanted if not grid.isColumnHidden(column)]
        room = self.width() - 2 * grid.frameWidth() - (0 if model.locked else _REMOVE)
        wanted = sum(self._wanted[column] for column in shown)
        left = max(0, room - wanted)
        for column in shown:
            share = left * self._wanted[column] // wanted
            grid.setColumnWidth(column, self._wanted[column] + share)
        grid.setColumnWidth(model.removing_column, _REMOVE)
        bar = grid.horizontalScrollBar().sizeHint().height() if wanted > room else 0
        height = grid.horizontalHeader().sizeHint().height() + 2 * grid.frameWidth()
        grid.setFixedHeight(height + model.rowCount() * px(_ROW_HEIGHT) + bar)


def _model(index: Index) -> RowsModel:
    model = index.model()
    if not isinstance(model, RowsModel):
        raise TypeError(model)
    return model
