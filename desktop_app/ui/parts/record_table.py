"""A list of records as a table: a hundred thousand of them open as fast as ten."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

from desktop_app.language import N_, Language
from desktop_app.records.codes import code_list
from desktop_app.records.folding import fold
from desktop_app.records.kinds import KINDS
from desktop_app.records.listing import STATE as STATE_OF
from desktop_app.records.listing import WHAT, ListRow
from desktop_app.ui.parts import record_words as words
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.style import tokens
from desktop_app.ui.parts.wording import tooltip

Index = QModelIndex | QPersistentModelIndex
FetchPage = Callable[[int, int], Sequence[ListRow]]  # offset, limit
NO_PARENT = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole
PAGE = 200
_PAGES_KEPT = 50


Said = Callable[[ListRow, Language], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it says of a row, in short and in full, and what it is sorted by."""

    name: str
    title: str  # marked for translation
    width: int  # 0 takes what is left
    short: Said
    full: Said
    key: Callable[[ListRow], Any] | None = None  # else the short text decides the order


def _label(codes: str, field: str) -> Said:
    return lambda row, language: code_list(codes).label(getattr(row, field), language.code)


def _status(row: ListRow, language: Language) -> str:
    return words.status_word(row.status, language)


def _instruments(row: ListRow, language: Language) -> str:
    known = code_list("instrument")
    return ", ".join(known.label(code, language.code) for code in row.instruments)


def _parties(row: ListRow, _language: Language) -> str:
    return words.parties_text(row)


def _years(row: ListRow, _language: Language) -> str:
    return words.years_text(row)


_SECTOR, _TYPE = _label("sector", "sector"), _label("source_type", "source_type")
DOT = Column("dot", "", 40, lambda _row, _language: "", _status, words.standing)
TITLE = Column("title", N_("Title"), 0, words.title_text, words.title_text)
PARTIES = Column("parties", N_("Parties"), 100, _parties, words.parties_in_full)
SECTOR = Column("sector", N_("Sector"), 136, _SECTOR, _SECTOR)
DATES = Column(
    "dates", N_("Years"), 96, _years, words.dates_in_full, lambda row: (row.start, row.end)
)
STATE = Column("state", N_("Status"), 132, words.state_text, words.state_in_full, words.standing)
TYPE = Column("type", N_("Type of source"), 168, _TYPE, _TYPE)


def _coded(name: str, field: str, kind: str) -> Said:
    return _label(KINDS[kind].question(field).codes, name)


def _what(kind: str, title: str, width: int = 150) -> Column:
    said = _coded("what", WHAT[kind], kind)
    return Column("what", title, width, said, said)


def _standing(kind: str) -> Column:
    said = _coded("state", STATE_OF[kind], kind)
    return Column("standing", N_("State"), 120, said, said)


INSTRUMENTS = Column("instruments", N_("Instruments"), 168, _instruments, _instruments)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "initiative": (DOT, TITLE, PARTIES, SECTOR, DATES, STATE),
    "source": (DOT, TITLE, TYPE, INSTRUMENTS, STATE),
    "offer": (
        DOT,
        TITLE,
        PARTIES,
        _what("offer", N_("Offer or request"), 120),
        SECTOR,
        _standing("offer"),
        STATE,
    ),
    "practice": (DOT, TITLE, PARTIES, SECTOR, _standing("practice"), STATE),
    "agreement": (DOT, TITLE, PARTIES, _what("agreement", N_("Kind")), DATES, STATE),
    "meeting": (DOT, TITLE, _what("meeting", N_("Kind of meeting")), DATES, STATE),
    "commitment": (DOT, TITLE, PARTIES, DATES, _standing("commitment"), STATE),
    "office": (DOT, TITLE, PARTIES, _what("office", N_("Kind of office")), STATE),
    "organisation": (DOT, TITLE, PARTIES, STATE),
    "contact": (DOT, TITLE, PARTIES, STATE),
}


class RecordTable(QAbstractTableModel):
    """Rows are records; a page of them is asked for when it comes into sight."""

    def __init__(self, kind: str, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = COLUMNS[kind]
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

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show rows that are all at hand."""
        self.show(len(rows), lambda offset, limit: rows[offset : offset + limit])

    def row(self, line: int) -> ListRow | None:
        """Return the row of a line; None when it went away since the lines were counted."""
        number, place = divmod(line, PAGE)
        if number not in self._pages:
            while len(self._pages) >= _PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[number] = tuple(self._fetch(number * PAGE, PAGE))
        page = self._pages[number]
        return page[place] if place < len(page) else None

    def sorted_by(self, column: int, rows: Sequence[ListRow], *, falling: bool) -> list[ListRow]:
        """Return `rows` in the order of a column."""
        chosen, language = self.columns[column], self._language
        key = chosen.key or (lambda row: fold(chosen.short(row, language)))
        return sorted(rows, key=key, reverse=falling)

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
            found = _status(row, self._language)
        elif role == ROW_ROLE:
            found = row
        return found

    def _icon(self, column: Column, row: ListRow) -> QIcon | None:
        if column is not DOT:
            return None
        if row.status not in self._icons:
            state = words.state_of(row.status)
            self._icons[row.status] = icon(state.icon, state.colour)
        return self._icons[row.status]


def _ink(column: Column, row: ListRow) -> QColor | None:
    if column is TITLE:
        return None
    if column is STATE and row.conflicts:
        return QColor(tokens().warning)
    return QColor(tokens().ink2)
