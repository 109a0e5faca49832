"""A table of texts that are all at hand: bundles, results of a merge, earlier imports."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.style import px, tokens
from desktop_app.ui.parts.wording import tooltip

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole
_LINE = 40
_SHARE = 3  # the column that takes what is left has one part in so many


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its texts, what it stands for, and the icon before its first text."""

    texts: tuple[str, ...]
    about: object = None
    icon: str = ""
    colour: str = "ink2"


@dataclass(frozen=True, slots=True)
class Heading:
    """One column; a width (at 100 %) of 0 takes what is left, `figures` stand at the right."""

    text: str  # in the reader's language
    width: int = 0
    figures: bool = False


class PlainTable(QAbstractTableModel):
    """Shows the lines it is given."""

    def __init__(self, headings: Sequence[Heading], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = tuple(headings)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        """Return the line of an index, None for none."""
        return self._lines[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section].text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index)
        if line is None:
            return None
        found: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            found = line.texts[index.column()]
        elif role == Qt.ItemDataRole.ToolTipRole:
            found = tooltip(line.texts[index.column()])
        elif role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and line.icon:
            found = icon(line.icon, line.colour)
        elif role == Qt.ItemDataRole.ForegroundRole and index.column() > 0:
            found = QColor(tokens().ink2)
        elif role == Qt.ItemDataRole.TextAlignmentRole:
            found = self._side(index.column())
        elif role == LINE_ROLE:
            found = line
        return found

    def _side(self, column: int) -> Qt.AlignmentFlag:
        right = self.headings[column].figures
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def lines_view(model: PlainTable, name: str) -> QTableView:
    """Return the table of a model; `name` is what it is read aloud as."""
    table = QTableView()
    table.setModel(model)
    table.setProperty("role", "list")
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(px(_LINE))
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setStretchLastSection(False)
    for place, heading in enumerate(model.headings):
        if not heading.width:
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
    _Widths(table, model)
    return table


class _Widths(QObject):
    """Keeps a third of the room for the column that takes what is left, in large type too."""

    def __init__(self, table: QTableView, model: PlainTable) -> None:
        super().__init__(table)
        self._table, self._model = table, model
        self._share(0)
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._share(event.size().width())
        return super().eventFilter(watched, event)

    def _share(self, room: int) -> None:
        header = self._table.horizontalHeader()
        least = {
            place: header.sectionSizeHint(place)
            for place, heading in enumerate(self._model.headings)
            if heading.width
        }
        wanted = {
            place: max(px(self._model.headings[place].width), least[place]) for place in least
        }
        spare = room - room // _SHARE
        part = min(1, spare / sum(wanted.values())) if room and wanted else 1
        for place, width in wanted.items():
            self._table.setColumnWidth(place, max(int(width * part), least[place]))


def fit_height(table: QTableView, most: int) -> None:
    """Make a table as tall as its lines, up to `most`: in a page that scrolls itself."""
    header = table.horizontalHeader().sizeHint().height()
    lines = table.model().rowCount() * px(_LINE)
    table.setFixedHeight(min(header + lines + 2 * table.frameWidth() + 2, most))
