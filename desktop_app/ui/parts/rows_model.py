"""The rows of a list inside a record, as a table that can be written in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

from desktop_app.errors import BadAnswer
from desktop_app.language import N_
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.records.record import answered
from desktop_app.records.rowids import with_row_ids
from desktop_app.records.shown import shown
from desktop_app.ui.parts.answer_edit import Lookup
from desktop_app.ui.parts.help_words import help_sentences
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.style import tokens
from desktop_app.ui.parts.wording import tooltip

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
_FIGURES = frozenset({Answer.AMOUNT, Answer.COUNT})


@dataclass(frozen=True, slots=True)
class Unread:
    """A text in a cell that could not be understood; it stays until it is corrected."""

    text: str
    refusal: BadAnswer


class RowsModel(QAbstractTableModel):
    """Columns are the row questions and one to take the row away; the last line adds a row."""

    def __init__(self, question: Question, lookup: Lookup, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = question.rows
        self._question = question
        self._lookup = lookup
        self._language = lookup.language
        self._rows: list[dict[str, Any]] = []
        self._unread: dict[tuple[int, str], Unread] = {}
        self.locked = False
        self._plus: QIcon | None = None
        self._cross: QIcon | None = None

    def show(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self.beginResetModel()
        self._rows = [dict(row) for row in rows]
        self._unread.clear()
        self.endResetModel()

    def lock(self) -> None:
        """Let the rows be read, not changed: there is no adding line."""
        self.beginResetModel()
        self.locked = True
        self.endResetModel()

    def filled(self) -> list[dict[str, Any]]:
        """Return the rows that say something, each with its id. Raises BadAnswer."""
        for unread in self._unread.values():
            raise unread.refusal
        said = [row for row in self._rows if _says_something(row)]
        return with_row_ids(self._question, said)

    def line_of(self, row_id: str) -> int:
        """Return the line of a row by its id, -1 if there is none."""
        said = [line for line, row in enumerate(self._rows) if _says_something(row)]
        named = with_row_ids(self._question, [self._rows[line] for line in said])
        found = [line for line, row in zip(said, named, strict=True) if row["id"] == row_id]
        return found[0] if found else -1

    @property
    def adding_line(self) -> int:
        return len(self._rows)

    @property
    def removing_column(self) -> int:
        return len(self.columns)

    def used(self, column: int) -> bool:
        """Tell whether a column is asked in some row; without rows, whether it always is."""
        question = self.columns[column]
        return any(question.applies(row) for row in self._rows or [{}])

    def answer(self, index: Index) -> Any:  # noqa: ANN401 - any plain value
        return self._rows[index.row()].get(self.columns[index.column()].field)

    def unread(self, index: Index) -> Unread | None:
        return self._unread.get((index.row(), self.columns[index.column()].field))

    def set_answer(self, index: Index, value: Any) -> bool:  # noqa: ANN401 - any plain value
        """Put an answer into a cell; True when it is another than before."""
        field, row = self.columns[index.column()].field, self._rows[index.row()]
        before = (row.get(field), self._unread.pop((index.row(), field), None))
        if answered(value):
            row[field] = value
        else:
            row.pop(field, None)
        self._tell(index.row())
        return before != (row.get(field), None)

    def set_unread(self, index: Index, unread: Unread) -> None:
        self._unread[index.row(), self.columns[index.column()].field] = unread
        self._tell(index.row())

    def add_row(self) -> int:
        """Add an empty row above the adding line and return where it is."""
        line = len(self._rows)
        self.beginInsertRows(NO_PARENT, line, line)
        self._rows.append({})
        self.endInsertRows()
        return line

    def remove_row(self, line: int) -> bool:
        """Take a row away; True when it said something."""
        self.beginRemoveRows(NO_PARENT, line, line)
        gone = self._rows.pop(line)
        self._unread = {
            (at - (at > line), field): unread
            for (at, field), unread in self._unread.items()
            if at != line
        }
        self.endRemoveRows()
        return _says_something(gone)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows) + (not self.locked)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        written = self.asked(index) and not self.is_file(index)
        return flags | Qt.ItemFlag.ItemIsEditable if written else flags

    def asked(self, index: Index) -> bool:
        """Tell whether a cell takes an answer."""
        if self.locked or not index.isValid() or index.row() >= len(self._rows):
            return False
        if index.column() >= len(self.columns):
            return False
        return self.columns[index.column()].applies(self._rows[index.row()])

    def is_file(self, index: Index) -> bool:
        """Tell whether a cell holds a file: it is added and opened, not written in."""
        return (
            0 <= index.row() < len(self._rows)
            and index.column() < len(self.columns)
            and self.columns[index.column()].kind is Answer.FILE
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        question = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._language.text(question.label)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip("\n".join(help_sentences(question, self._language)))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if question.kind in _FIGURES else _LEFT
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in _ROLES:
            return None
        if index.row() == len(self._rows):
            return self._adding_data(index, role)
        if index.column() == len(self.columns):
            return self._removing_data(role)
        return self._answer_data(index, Qt.ItemDataRole(role))

    def _answer_data(self, index: Index, role: Qt.ItemDataRole) -> object:
        unread, wanted, found = self.unread(index), Qt.ItemDataRole, None
        if role is wanted.DisplayRole:
            found = self.text(index)
        elif role is wanted.ToolTipRole:
            found = tooltip(self._language.error(unread.refusal) if unread else self._text(index))
        elif role is wanted.ForegroundRole:
            wanting = self.is_file(index) and not self.answer(index)
            return QColor(_ink(unread=bool(unread), wanting=wanting))
        elif role is wanted.BackgroundRole:
            return None if self.locked or self.asked(index) else QColor(tokens().raised)
        elif role is wanted.TextAlignmentRole:
            return self.headerData(index.column(), Qt.Orientation.Horizontal, role)
        return found

    def text(self, index: Index) -> str:
        """Return what stands in a cell: the answer in the reader's words, or what was typed."""
        unread = self.unread(index)
        return unread.text if unread else self._text(index)

    def _text(self, index: Index) -> str:
        question = self.columns[index.column()]
        if question.kind is Answer.FILE and not self.answer(index):
            adding = self._lookup.files is not None and not self.locked
            return self._language.text(N_("Add…")) if adding else ""
        if self.answer(index) is None:
            return ""
        text = shown(question, self.answer(index), self._language, self._lookup.name_of)
        return text.replace("\n", " ")

    def _adding_data(self, index: Index, role: int) -> object:
        if index.column() > 0:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._language.text(N_("Add a row"))
        if role == Qt.ItemDataRole.DecorationRole:
            self._plus = self._plus or icon("plus", "accent")
            return self._plus
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(tokens().accent)
        return None

    def _removing_data(self, role: int) -> object:
        if role == Qt.ItemDataRole.DecorationRole:
            self._cross = self._cross or icon("x")
            return self._cross
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._language.text(N_("Remove the row"))
        return None

    def _tell(self, line: int) -> None:
        self.dataChanged.emit(self.index(line, 0), self.index(line, len(self.columns)))


_LEFT = Qt.AlignmentFlag.AlignLeft
_ROLES = frozenset(int(role) for role in Qt.ItemDataRole)


def _ink(*, unread: bool, wanting: bool) -> str:
    if unread:
        return tokens().error
    return tokens().accent if wanting else tokens().ink


def _says_something(row: Mapping[str, Any]) -> bool:
    return any(name != "id" and answered(value) for name, value in row.items())
