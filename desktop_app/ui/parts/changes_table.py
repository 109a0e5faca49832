"""What would change in one record, answer by answer, and which side stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from desktop_app.language import N_, Language
from desktop_app.ui.parts.differing import HTML_ROLE, marked
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.style import tokens
from desktop_app.ui.parts.wording import tooltip

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class Choice(StrEnum):
    """Which side of a difference stands."""

    KEEP = "keep"
    TAKE = "take"
    OPEN = "open"


CHOSEN = {
    Choice.KEEP: N_("What was here stays"),
    Choice.TAKE: N_("What came stands"),
    Choice.OPEN: N_("Both stay open"),
}


@dataclass(slots=True)
class ChangeLine:
    """One answer; `slot` is empty in a line that only tells something."""

    slot: str
    field: str
    before: str
    after: str
    choice: Choice | None = None  # None: there is nothing to decide


class ChangesTable(QAbstractTableModel):
    """Columns: the answer, before, what came, what stands."""

    def __init__(
        self,
        language: Language,
        parent: QObject | None = None,
        *,
        titles: Sequence[str] = (N_("Answer"), N_("Before"), N_("As received"), N_("Result")),
        chosen: Mapping[Choice, str] = CHOSEN,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._lines: list[ChangeLine] = []
        self._titles = titles
        self._chosen = chosen

    def show(self, lines: Sequence[ChangeLine]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, row: int) -> ChangeLine | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def choose(self, row: int, choice: Choice) -> None:
        """Put a decision into a line that has something to decide."""
        line = self.line(row)
        if line is not None and line.choice is not None:
            line.choice = choice
            self.dataChanged.emit(self.index(row, 0), self.index(row, 3))

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._language.text(self._titles[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        texts = (line.field, line.before, line.after, self._stands(line))
        found: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            found = texts[index.column()]
        elif role == Qt.ItemDataRole.ToolTipRole:
            found = tooltip(texts[index.column()])
        elif role == HTML_ROLE and index.column() == 1:
            found = marked(line.before, line.after)
        elif role == HTML_ROLE and index.column() == 2:  # noqa: PLR2004 - what came
            found = marked(line.after, line.before)
        elif role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and line.choice:
            found = icon("git-merge", "warning" if line.choice is Choice.OPEN else "good")
        elif role == Qt.ItemDataRole.ForegroundRole:
            found = QColor(tokens().ink if index.column() else tokens().ink2)
        return found

    def _stands(self, line: ChangeLine) -> str:
        if line.choice is not None:
            return self._language.text(self._chosen[line.choice])
        return self._language.text(self._chosen[Choice.TAKE]) if line.slot else ""
