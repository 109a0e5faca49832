"""A statistical table in the window: each number knows the records behind it."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView

from desktop_app.language import Language, N_plural
from desktop_app.records.figures.figure import ALL, SUM, Cell, Figure, Row
from desktop_app.records.figures.words import cell_text, key_texts
from desktop_app.ui.parts.plain_table import Heading, Index, Line, PlainTable, lines_view
from desktop_app.ui.parts.style import S1, S2, S4, px, tokens
from desktop_app.ui.parts.wording import tooltip

_BEHIND = N_plural("{n} record behind it", "{n} records behind it")
_LEAST_KEY, _WIDEST_WORD, _LEAST_NUMBER = 110, 220, 56


class FigureTable(PlainTable):
    """Lines are the rows of a figure and its totals; keys stand first, then the numbers."""

    def __init__(self, figure: Figure, language: Language, parent: QObject | None = None) -> None:
        keys = [Heading(language.text(key.title)) for key in figure.keys]
        numbers = [Heading(column.head(language), figures=True) for column in figure.columns]
        super().__init__([*keys, *numbers], parent)
        self.figure, self._language = figure, language
        self.show([self._line_of(row) for row in (*figure.rows, *figure.totals)])

    def cell(self, index: Index) -> Cell | None:
        """Return the number at a place; None at a key."""
        line, column = self.line(index), index.column() - len(self.figure.keys)
        if line is None or column < 0 or not isinstance(line.about, Row):
            return None
        return line.about.cells[column]

    def said(self, index: Index) -> str:
        """Return what a number is about: its keys and the head of its column."""
        line = self.line(index)
        if line is None:
            return ""
        keys = filter(None, line.texts[: len(self.figure.keys)])
        return " · ".join([*keys, self.headings[index.column()].text])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell(index)
        if role == Qt.ItemDataRole.FontRole and self._is_total(index):
            font = QFont()
            font.setBold(True)
            return font
        if cell is not None and cell.uids:
            if role == Qt.ItemDataRole.ForegroundRole:
                return QColor(tokens().accent)
            if role == Qt.ItemDataRole.ToolTipRole:
                return tooltip(self._language.plural(_BEHIND, len(cell.uids)))
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        found = super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.TextAlignmentRole and isinstance(found, Qt.AlignmentFlag):
            return found.value | Qt.TextFlag.TextWordWrap.value
        return found

    def _is_total(self, index: Index) -> bool:
        return index.row() >= len(self.figure.rows)

    def _line_of(self, row: Row) -> Line:
        figure = self.figure
        texts = [
            cell_text(column, cell, self._language)
            for column, cell in zip(figure.columns, row.cells, strict=True)
        ]
        keys = key_texts(figure, row, self._language)
        if set(row.key) <= {ALL, SUM}:  # said once, not under each key
            keys[1:] = [""] * (len(keys) - 1)
        return Line((*keys, *texts), row)


class FigureView:
    """The table of a figure: numbers as wide as they are, keys share the rest and are wrapped."""

    def __init__(self, model: FigureTable, name: str) -> None:
        self.model = model
        self.table = lines_view(model, name)
        table = self.table
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setWordWrap(True)
        header = table.horizontalHeader()
        header.setSectionResizeMode(header.ResizeMode.Fixed)
        strong = QFont(table.font())
        strong.setBold(True)
        self._metrics = QFontMetrics(strong)

    def fit(self, width: int) -> None:
        """Lay the columns out in this width, and make the table as tall as its lines."""
        table, metrics = self.table, self._metrics
        keys = len(self.model.figure.keys)
        widths = [self._number_width(at) for at in range(keys, len(self.model.headings))]
        share = max((width - sum(widths) - 2) // keys, self._least_key())
        widths = [share] * keys + widths
        for column, wide in enumerate(widths):
            table.setColumnWidth(column, wide)
        lines = max(
            _lines(heading.text, wide - S4, metrics)
            for heading, wide in zip(self.model.headings, widths, strict=True)
        )
        header = table.horizontalHeader()
        head = max(lines * metrics.lineSpacing() + S4, header.sizeHint().height())
        header.setFixedHeight(head)
        high = head + 2
        for row in range(self.model.rowCount()):
            line = self.model.line(self.model.index(row, 0))
            texts = line.texts[:keys] if line else ()
            most = max((_lines(text, share - S4, metrics) for text in texts), default=1)
            tall = most * metrics.lineSpacing() + S2 + S1
            table.setRowHeight(row, tall)
            high += tall
        bar = table.horizontalScrollBar().sizeHint().height() if sum(widths) > width else 0
        table.setFixedHeight(high + bar)

    def _least_key(self) -> int:
        """Return how narrow keys may get: their longest word is never cut, within reason."""
        keys, rows = range(len(self.model.figure.keys)), range(self.model.rowCount())
        lines = [self.model.line(self.model.index(row, 0)) for row in rows]
        texts = [line.texts[at] for line in lines if line for at in keys]
        words = {word for text in texts for word in text.split()}
        longest = max((self._metrics.horizontalAdvance(word) for word in words), default=0)
        return min(max(longest + S4 + S1, px(_LEAST_KEY)), px(_WIDEST_WORD))

    def _number_width(self, column: int) -> int:
        """Return how wide a column of numbers is: its cells and the longest word of its head."""
        texts = [
            str(self.model.data(self.model.index(row, column), Qt.ItemDataRole.DisplayRole))
            for row in range(self.model.rowCount())
        ]
        wide = max((self._metrics.horizontalAdvance(text) for text in texts), default=0)
        head = self.model.headings[column].text.split()
        words = max((self._metrics.horizontalAdvance(word) for word in head), default=0)
        return max(wide, words, _LEAST_NUMBER) + S4 + S2


def _lines(text: str, wide: int, metrics: QFontMetrics) -> int:
    """Return on how many lines a text is set."""
    box = metrics.boundingRect(0, 0, max(wide, 1), 1000, Qt.TextFlag.TextWordWrap.value, text)
    return max(1, round(box.height() / metrics.lineSpacing()))
