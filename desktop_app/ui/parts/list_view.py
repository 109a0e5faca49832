"""The lines of a list: chosen by keyboard and mouse, put in order and widened by their headings."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyle, QTableView

from desktop_app.language import N_, Language
from desktop_app.records.list_columns import TITLE, all_columns
from desktop_app.records.listing import Order
from desktop_app.ui.parts.record_table import RecordTable, least_width_of, width_of
from desktop_app.ui.parts.style import px

_BY_HAND = QHeaderView.ResizeMode.Interactive
# The title of a line: what it may shrink to, and what other columns give way for.
_TITLE_AT_LEAST, _TITLE_WANTED = 200, 280


class ListView(QTableView):
    """Whole lines, several at once; Enter opens, a heading puts them in order.

    `ordered` and `columns_chosen` come when a person asks for it; the page does it.
    """

    ordered = Signal(Order)
    columns_chosen = Signal(list)  # of names

    def __init__(self, model: RecordTable, language: Language, name: str) -> None:
        super().__init__()
        self._model = model
        self._language = language
        self.order = Order(language=language.code)
        self._usual: dict[int, int] = {}  # column -> the width it has where there is room
        self._least: dict[int, int] = {}
        self._sharing = False
        self._widened = False  # by hand: then widths stay as they are
        self.columns = QMenu(language.text(N_("Columns")), self)
        self.columns.aboutToShow.connect(self.fill_columns)
        self.setModel(model)
        self.setProperty("role", "list")
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._ask_order)
        header.sectionResized.connect(self._keep_width)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_columns_menu)
        self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.activated.emit(index)
            return
        super().keyPressEvent(event)

    def spans(self) -> list[tuple[int, int]]:
        """Return the first and the last line of each part of the list that is marked."""
        marked = self.selectionModel().selection()
        parts = [marked.at(place) for place in range(marked.count())]
        return sorted({(part.top(), part.bottom()) for part in parts})

    def fit_columns(self) -> None:
        """Give each column its width, or what its heading needs; the title takes what is left."""
        header = self.horizontalHeader()
        mark = self.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMarkSize)
        self._usual, self._least, self._widened = {}, {}, False
        for place, column in enumerate(self._model.columns):
            if width := width_of(column):
                header.setSectionResizeMode(place, _BY_HAND)
                heading = header.sectionSizeHint(place) + mark if column.title else 0
                self._usual[place] = max(px(width), heading)
                self._least[place] = max(px(least_width_of(column)), heading)
        self._fit_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def _fit_title(self) -> None:
        """Let the title fill the line, or stay readable where many columns scroll sideways."""
        header = self.horizontalHeader()
        columns = self._model.columns
        place = columns.index(TITLE)
        if not self._widened:
            self._share_out(self.viewport().width() - px(_TITLE_WANTED))
        others = sum(header.sectionSize(one) for one in range(len(columns)) if one != place)
        room = self.viewport().width() - others >= _TITLE_AT_LEAST
        header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch if room else _BY_HAND)
        if not room:
            header.resizeSection(place, _TITLE_AT_LEAST)

    def _share_out(self, room: int) -> None:
        """Give the columns beside the title their usual widths, or less where there is no room.

        What they lack is taken from those that can wrap, in proportion to what these can give.
        """
        spare = {place: wide - self._least[place] for place, wide in self._usual.items()}
        lacking = max(0, sum(self._usual.values()) - room)
        part = min(1.0, lacking / max(sum(spare.values()), 1))
        self._sharing = True
        for place, wide in self._usual.items():
            self.setColumnWidth(place, wide - round(spare[place] * part))
        self._sharing = False

    def _keep_width(self, place: int, _before: int, _now: int) -> None:
        if place in self._usual and not self._sharing:
            self._widened = True

    def show_order(self, order: Order) -> None:
        """Mark the heading by which the lines are in order."""
        self.order = order
        header = self.horizontalHeader()
        names = [column.name for column in self._model.columns]
        header.setSortIndicatorShown(order.column in names[1:])
        if order.column in names[1:]:
            side = Qt.SortOrder.DescendingOrder if order.falling else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(names.index(order.column, 1), side)

    def fill_columns(self) -> None:
        """Offer all columns in the menu, those that are shown ticked."""
        say = self._language.text
        self.columns.clear()
        shown = [column.name for column in self._model.columns[1:]]
        for column in all_columns(self._model.kind):
            action = self.columns.addAction(say(column.title).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(column.name in shown)
            action.setEnabled(column is not TITLE)
            action.setData(column.name)
            action.toggled.connect(self._choose)
        self.columns.addSeparator()
        usual = self.columns.addAction(say(N_("The usual columns")))
        usual.triggered.connect(lambda _checked=False: self.columns_chosen.emit([]))

    def _choose(self) -> None:
        actions = self.columns.actions()
        self.columns_chosen.emit([one.data() for one in actions if one.isChecked()])

    def _show_columns_menu(self, point: QPoint) -> None:
        self.columns.popup(self.horizontalHeader().mapToGlobal(point))

    def _ask_order(self, place: int) -> None:
        """Ask for rising, then falling, then the newest first again."""
        column = self._model.columns[place].name
        if self.order.column != column:
            wanted = Order(column, language=self._language.code)
        elif not self.order.falling:
            wanted = Order(column, falling=True, language=self._language.code)
        else:
            wanted = Order(language=self._language.code)
        self.ordered.emit(wanted)
