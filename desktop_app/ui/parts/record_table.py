"""A list of records as a table: a hundred thousand of them open as fast as ten."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

from desktop_app.language import Language
from desktop_app.records import list_words as words
from desktop_app.records.list_columns import STATE, TITLE, Column, columns_named, usual_columns
from desktop_app.records.listing import ListRow
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.record_words import drawn_status, state_of
from desktop_app.ui.parts.style import tokens
from desktop_app.ui.parts.wording import tooltip

Index = QModelIndex | QPersistentModelIndex
FetchPage = Callable[[int, int], Sequence[ListRow]]  # offset, limit
NO_PARENT = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole
PAGE = 100
_PAGES_KEPT = 100


# The state as an icon before the title; it is put in order as the word for it is.
DOT = Column("state", "", lambda _row, _language: "", words.standing_word)
_DOT_WIDTH = 40
# name of a column -> its width; the title takes what is left
_WIDTHS = {
    "parties": 100,
    "sector": 136,
    "dates": 96,
    "state": 150,
    "type": 168,
    "instruments": 168,
    "what": 140,
    "standing": 120,
    "stage": 110,
    "modality": 120,
    "code": 120,
    "office": 80,
    "updated": 150,
}


_WRAPPED = 0.65  # what a column keeps of its width when its words go over two lines
_WHOLE = ("dates", "code", "updated")  # figures are never wrapped


def width_of(column: Column) -> int:
    """Return the width of a column at 100 %, 0 for the one that takes what is left."""
    return _DOT_WIDTH if column is DOT else _WIDTHS.get(column.name, 0)


def least_width_of(column: Column) -> int:
    """Return to what a column may shrink where there is no room."""
    whole = column is DOT or column.name in _WHOLE
    return width_of(column) if whole else round(width_of(column) * _WRAPPED)


class RecordTable(QAbstractTableModel):
    """Rows are records; a page of them is asked for when it comes into sight."""

    def __init__(self, kind: str, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.columns = (DOT, *usual_columns(kind))
        self._language = language
        self._count = 0
        self._fetch: FetchPage = lambda _offset, _limit: ()
        self._pages: dict[int, Sequence[ListRow]] = {}
        self._icons: dict[str, QIcon] = {}

    def show(self, count: int, fetch: FetchPage) -> None:
        """Show `count` rows, of which `fetch` returns a part when it is looked at."""
        self.beginResetModel()
        self._count, self._fetch = count, fetch
        self._pages.clear()
        self.endResetModel()

    def row(self, line: int) -> ListRow | None:
        """Return the row of a line; None when it went away since the lines were counted."""
        number, place = divmod(line, PAGE)
        if number not in self._pages:
            while len(self._pages) >= _PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[number] = tuple(self._fetch(number * PAGE, PAGE))
        page = self._pages[number]
        return page[place] if place < len(page) else None

    def choose(self, names: Sequence[str]) -> None:
        """Show the columns of these names, the usual ones when there is none."""
        self.beginResetModel()
        self.columns = (DOT, *columns_named(self.kind, names))
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._language.text(self.columns[section].title)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = self.columns[index.column()]
        found: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            found = column.short(row, self._language)
        elif role == Qt.ItemDataRole.ToolTipRole:
            found = tooltip(column.full(row, self._language))
        elif role == Qt.ItemDataRole.DecorationRole:
            found = self._icon(column, row)
        elif role == Qt.ItemDataRole.ForegroundRole:
            found = _ink(column, row)
        elif role == Qt.ItemDataRole.AccessibleTextRole and column is DOT:
            found = words.standing_word(row, self._language)
        elif role == ROW_ROLE:
            found = row
        return found

    def _icon(self, column: Column, row: ListRow) -> QIcon | None:
        if column is not DOT:
            return None
        status = drawn_status(row)
        if status not in self._icons:
            state = state_of(status)
            self._icons[status] = icon(state.icon, state.colour)
        return self._icons[status]


def _ink(column: Column, row: ListRow) -> QColor | None:
    if column is TITLE:
        return None
    if column is STATE and row.conflicts:
        return QColor(tokens().warning)
    return QColor(tokens().ink2)
