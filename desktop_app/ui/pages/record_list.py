"""The list of all records of a kind."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QTableView,
    QVBoxLayout,
)

from desktop_app.actions import lists, records
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.kinds import KINDS
from desktop_app.records.listing import Filters, ListRow
from desktop_app.records.record import Record
from desktop_app.ui.parts.filter_bar import FilterBar
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.kind_words import NEW
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.reason_bar import ReasonBar
from desktop_app.ui.parts.record_table import RecordTable
from desktop_app.ui.parts.record_words import title_text
from desktop_app.ui.parts.style import S3, S4, S5, button, heading, hint

_LINE, _TALL_LINE = 38, 46  # the tall one holds a title in two lines
_WIDE = 1000
_AT_ONCE = 5_000  # up to so many are put in order at once, more in the background
_IMPORTED = ("initiative", "source")


class _Lines(QTableView):
    """A table of whole lines in which Enter opens."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.activated.emit(index)
            return
        super().keyPressEvent(event)


class RecordListPage(Page):
    """Searched while typing, narrowed by menus; a line opens its record."""

    def __init__(self, context: Context, kind: str) -> None:
        super().__init__(context)
        self.kind = KINDS[kind]
        self.title = self.kind.plural
        self.model = RecordTable(kind, self.language, self)
        self.table = _Lines()
        self.bar = FilterBar(kind, self.language, offices=self.office.is_secretariat)
        self.bar.narrowed.connect(self._load)
        self.reason = ReasonBar(self.language, self.language.text(N_("Withdraw")))
        self.reason.given.connect(self._withdraw_now)
        self.empty = hint("")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._asked_about = ""
        self._order: tuple[int, bool] | None = None  # column, falling; else the newest first
        self._new = QAction(icon("plus"), self.language.text(NEW[kind]), self)
        self._new.triggered.connect(lambda: self.new_record.emit(kind))
        self._set_up_table()
        box = QVBoxLayout(self)
        box.setContentsMargins(S5, S4, S5, S4)
        box.setSpacing(S3)
        box.addLayout(self._top())
        box.addWidget(self.bar)
        box.addWidget(self.reason)
        box.addWidget(self.empty)
        box.addWidget(self.table, 1)

    def refresh(self) -> None:
        self.bar.offer(lists.filter_choices(self.office, self.kind.name))
        self._load()

    def show_only(self, choice: str) -> None:
        if choice in ("to_check", "conflicts"):
            self.bar.narrow(to_check=True)
        else:
            self.bar.narrow(status="ready" if choice == "not_sent" else choice)

    def primary_actions(self) -> list[QAction]:
        return [self._new]

    def leave(self) -> bool:
        self.bar.stop()
        self.reason.hide()
        return True

    def close_page(self) -> None:
        self.bar.stop()

    def shown_record(self) -> Record | None:
        row = self.current()
        return records.find(self.office, row.uid) if row else None

    def search_here(self) -> bool:
        self.bar.search.setFocus()
        self.bar.search.selectAll()
        return True

    def neighbour(self, uid: str, lines: int) -> str:
        if not self.model.rowCount():
            self.refresh()
        if (row := self.current()) is None or row.uid != uid:
            self._mark(uid, self.model.rowCount())
        if (row := self.current()) is None or row.uid != uid:
            return ""
        line = self.table.currentIndex().row() + lines
        other = self.model.row(line) if 0 <= line < self.model.rowCount() else None
        if other is None:
            return ""
        self.table.setCurrentIndex(self.model.index(line, 0))
        return other.uid

    def current(self) -> ListRow | None:
        """Return the row that is marked in the list."""
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.bar.search.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = _LINE if self.width() >= _WIDE else _TALL_LINE
        self.table.verticalHeader().setDefaultSectionSize(height)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(S3)
        row.addWidget(heading(self.language.text(self.title)), 1)
        if self.kind.name in _IMPORTED and not self.office.is_secretariat:
            bring = button(self.language.text(N_("Import")))
            bring.setIcon(icon("download"))
            bring.clicked.connect(lambda _checked=False: self.navigate.emit("imports"))
            row.addWidget(bring)
        new = button(self._new.text(), primary=True)
        new.setIcon(icon("plus", "on_accent"))
        new.clicked.connect(lambda _checked=False: self._new.trigger())
        row.addWidget(new)
        return row

    def _set_up_table(self) -> None:
        table, header = self.table, self.table.horizontalHeader()
        table.setModel(self.model)
        table.setProperty("role", "list")
        table.setAccessibleName(self.heading())
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(False)
        for place, column in enumerate(self.model.columns):
            if column.width:
                table.setColumnWidth(place, column.width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort)
        table.doubleClicked.connect(self._open)
        table.activated.connect(self._open)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)

    def _load(self) -> None:
        search, filters = self.bar.wanted, self.bar.filters
        count = lists.list_count(self.office, self.kind.name, search, filters)
        bare = not search and filters == Filters()
        total = count if bare else lists.list_count(self.office, self.kind.name)
        marked = self.current()
        self.bar.say_count(count, total)
        self._say_empty(count, total)
        self.model.show(
            count,
            lambda offset, limit: lists.list_rows(
                self.office, self.kind.name, search, filters, limit=limit, offset=offset
            ),
        )
        if self._order:
            self._put_in_order(count, search, filters)
        if marked:
            self._mark(marked.uid, count)

    def _say_empty(self, count: int, total: int) -> None:
        text = "" if count else N_("Nothing fits. Type less, or show all.")
        if not total:
            text = N_("Nothing here yet. Begin with the button above.")
        self.empty.setText(self.language.text(text))
        self.empty.setVisible(not count)
        self.table.setVisible(bool(count))

    def _mark(self, uid: str, count: int) -> None:
        """Mark the line one came from, if it is among those near the top."""
        for line in range(min(count, 200)):
            row = self.model.row(line)
            if row and row.uid == uid:
                self.table.setCurrentIndex(self.model.index(line, 0))
                return

    def _sort(self, column: int) -> None:
        falling = self._order == (column, False)
        self._order = None if self._order == (column, True) else (column, falling)
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(self._order is not None)
        if self._order:
            side = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(column, side)
        self._load()

    def _put_in_order(self, count: int, search: str, filters: Filters) -> None:
        if self._order is None:
            return
        column, falling = self._order

        def ordered() -> list[ListRow]:
            rows = lists.list_rows(self.office, self.kind.name, search, filters)
            return self.model.sorted_by(column, rows, falling=falling)

        def show(rows: Sequence[ListRow]) -> None:
            if (search, filters) == (self.bar.wanted, self.bar.filters):
                self.model.show_rows(rows)

        if count <= _AT_ONCE:
            show(ordered())
        else:
            self.run(lambda _step: ordered(), self.language.text(N_("Putting in order")), show)

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row:
            self.open_record.emit(row.uid)

    def _show_menu(self, point: QPoint) -> None:
        index = self.table.indexAt(point)
        row = self.model.row(index.row()) if index.isValid() else None
        if row is None:
            return
        menu = self.menu_of(row)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(point))

    def menu_of(self, row: ListRow) -> QMenu:
        """Return what can be done with a record of the list."""
        menu = QMenu(self)
        say = self.language.text
        menu.addAction(say(N_("Open"))).triggered.connect(lambda: self.open_record.emit(row.uid))
        if row.office == self.office.code:
            ready = menu.addAction(icon("circle-dot"), say(N_("Mark as ready to send")))
            ready.setEnabled(row.status == "draft")
            ready.triggered.connect(lambda: self.mark_ready(row.uid))
            menu.addSeparator()
            gone = menu.addAction(icon("circle-x"), say(N_("Withdraw…")))
            gone.setEnabled(row.status != "withdrawn")
            gone.triggered.connect(lambda: self.ask_to_withdraw(row))
        return menu

    def mark_ready(self, uid: str) -> None:
        """Mark a record as ready to send, or say what is still open."""
        try:
            record = records.mark_ready(self.office, records.find(self.office, uid))
        except UserError as error:
            self.report(error)
            return
        title = records.title_of(record, self.language.code)
        self.told.emit(self.language.text(N_("“{title}” is ready to send."), title=title), "good")
        self._tell_changed()

    def ask_to_withdraw(self, row: ListRow) -> None:
        """Ask for the reason; nothing happens without one."""
        self._asked_about = row.uid
        self.reason.ask(
            self.language.text(
                N_("Withdraw “{title}”? The Secretariat will be told with the next bundle."),
                title=title_text(row, self.language),
            )
        )

    def _withdraw_now(self, reason: str) -> None:
        try:
            records.withdraw(self.office, records.find(self.office, self._asked_about), reason)
        except UserError as error:
            self.report(error)
            return
        self.told.emit(self.language.text(N_("The record was withdrawn.")), "good")
        self._tell_changed()

    def _tell_changed(self) -> None:
        self.changed.emit({self.kind.name})
        self.refresh()
