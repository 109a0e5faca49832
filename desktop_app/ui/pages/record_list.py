"""The list of all records of a kind."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout

from desktop_app.actions import lists, records, roads, tables, views
from desktop_app.actions.office import OFFICE
from desktop_app.errors import UserError
from desktop_app.language import N_, N_plural
from desktop_app.records.kinds import KINDS
from desktop_app.records.list_words import title_text
from desktop_app.records.listing import Filters, ListRow, Order
from desktop_app.records.people import Role
from desktop_app.records.record import Record
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.filter_bar import FilterBar
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.kind_words import NEW
from desktop_app.ui.parts.list_view import ListView
from desktop_app.ui.parts.many_at_once import ManyAtOnce
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.reason_bar import ReasonBar
from desktop_app.ui.parts.record_actions import further_actions
from desktop_app.ui.parts.record_table import RecordTable
from desktop_app.ui.parts.style import S3, S4, S5, button, heading, hint, px
from desktop_app.ui.parts.views_menu import ViewsMenu
from desktop_app.ui.parts.withdraw_bar import WithdrawBar

_LINE, _TALL_LINE = 38, 46  # the tall one holds a title in two lines
_WIDE = 1000
_EXPORTED = N_plural("{n} record is in the table.", "{n} records are in the table.")
_LEFT_OUT = N_plural(
    "{n} record is for this office only and stays out of it.",
    "{n} records are for this office only and stay out of it.",
)
_AT_ONCE = 1_000  # so many marked lines are read at once, more in the background
_IMPORTED = ("initiative", "source")


class RecordListPage(Page):
    """Searched while typing, narrowed by menus; a line opens its record."""

    def __init__(self, context: Context, kind: str) -> None:
        super().__init__(context)
        self.kind = KINDS[kind]
        self.title = self.kind.plural
        self.model = RecordTable(kind, self.language, self)
        self.model.choose(views.chosen_columns(self.office, kind))
        self.table = ListView(self.model, self.language, self.heading())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.bar = FilterBar(kind, self.language, offices=roads.receives(self.office))
        self.reason = WithdrawBar(self)
        say = self.language.text
        self.naming = ReasonBar(self.language, say(N_("Save")), say(N_("A name for this view")))
        self.empty = hint("")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._renamed = ""  # the view that gets another name; empty for one that is new
        self._new = QAction(icon("plus"), say(NEW[kind]), self)
        self.views = ViewsMenu(self.language, self)
        self.many = ManyAtOnce(self, kind)
        self._connect()
        box = QVBoxLayout(self)
        box.setContentsMargins(S5, S4, S5, S4)
        box.setSpacing(S3)
        box.addLayout(self._top())
        box.addWidget(self.bar)
        box.addWidget(self.reason)
        box.addWidget(self.naming)
        box.addWidget(self.empty, 1)
        box.addWidget(self.table, 1)
        box.addWidget(self.many, 1)

    def _connect(self) -> None:
        self.bar.narrowed.connect(self._load)
        self.reason.withdrawn.connect(self._tell_withdrawn)
        self.naming.given.connect(self._name_view)
        self._new.triggered.connect(lambda: self.new_record.emit(self.kind.name))
        self._further = further_actions(self, self.kind.name)
        self.table.doubleClicked.connect(self._open)
        self.table.activated.connect(self._open)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.ordered.connect(self._put_in_order)
        self.table.columns_chosen.connect(self._choose_columns)
        self.views.opened.connect(self.open_view)
        self.views.save_wanted.connect(self._ask_name)
        self.views.rename_wanted.connect(self._ask_name)
        self.views.delete_wanted.connect(self._drop_view)
        self.many.change_all.triggered.connect(lambda: self._with_marked(self.many.ask_change))
        self.many.mark_all.triggered.connect(lambda: self._with_marked(self.many.make_ready))
        self.many.began.connect(lambda: self._step_aside(aside=True))
        self.many.settled.connect(lambda: self._step_aside(aside=False))
        self.many.done.connect(self._tell_changed)

    def refresh(self) -> None:
        self.views.fill(views.views_of(self.office, self.kind.name))
        self.bar.offer(lists.filter_choices(self.office, self.kind.name))
        self._load()

    def show_only(self, choice: str) -> None:
        if choice in ("conflicts", "notes"):
            self.bar.narrow(findings=choice)
        elif choice == "to_check":
            self.bar.narrow(to_check=True)
        else:
            self.bar.narrow(status="ready" if choice == "not_sent" else choice)

    def primary_actions(self) -> list[QAction]:
        self.many.tell_last()
        return [self._new, self.many.change_all, self.many.mark_all, self.many.take_back]

    def export_list(self) -> bool:
        name = f"{self.language.text(self.title)}.csv"
        asked = self.language.text(N_("Export the list"))
        chosen, _ = QFileDialog.getSaveFileName(self, asked, name, "*.csv *.xlsx")
        if chosen:
            self.export_to(Path(chosen))
        return True

    def export_to(self, path: Path) -> None:
        """Write the list as it is shown to a CSV file, or to a workbook if the name ends so."""
        wanted = partial(
            tables.export_list,
            self.office,
            path,
            self.kind.name,
            language=self.language,
            search=self.bar.wanted,
            filters=self.bar.filters,
            order=self.table.order,
            columns=[column.name for column in self.model.columns[1:]],
        )

        def tell(made: tables.Exported) -> None:
            said = [self.language.plural(_EXPORTED, made.records)]
            if made.left_out:
                said.append(self.language.plural(_LEFT_OUT, made.left_out))
            said.append(self.language.text(N_("The file: {file}"), file=path))
            self.told.emit(" ".join(said), "good")

        text = self.language.text(N_("Exporting the list"))
        self.run(lambda step: wanted(step=step), text, tell)

    def view_actions(self) -> list[QAction]:
        return [self.views.menuAction(), self.table.columns.menuAction()]

    def leave(self) -> bool:
        self.bar.stop()
        self.reason.hide()
        self.naming.hide()
        self.many.settle()
        return True

    def close_page(self) -> None:
        self.bar.stop()

    def shown_record(self) -> Record | None:
        row = self.current()
        return records.find(self.office, row.uid) if row else None

    def further_actions(self) -> list[QAction]:
        return self._further

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
        height = px(_LINE if self.width() >= _WIDE else _TALL_LINE)
        self.table.verticalHeader().setDefaultSectionSize(height)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(S3)
        row.addWidget(heading(self.language.text(self.title)), 1)
        if self.kind.name in _IMPORTED and self.office.role == OFFICE:
            bring = button(self.language.text(N_("Import")))
            put_icon(bring, "download")
            bring.clicked.connect(lambda _checked=False: self.navigate.emit("imports"))
            row.addWidget(bring)
        kept = button(self.language.text(N_("Views")))
        kept.setMenu(self.views)
        row.addWidget(kept)
        new = button(self._new.text(), primary=True)
        put_icon(new, "plus", "on_accent")
        new.clicked.connect(lambda _checked=False: self._new.trigger())
        row.addWidget(new)
        return row

    def _load(self) -> None:
        search, filters, kind = self.bar.wanted, self.bar.filters, self.kind.name
        count = lists.list_count(self.office, kind, search, filters)
        # Withdrawn records are counted among themselves: no list shows them with the others.
        whole = Filters(status="withdrawn" if filters.status == "withdrawn" else "")
        bare = not search and filters == whole
        total = count if bare else lists.list_count(self.office, kind, filters=whole)
        marked = self.current()
        order = self.table.order
        self.bar.say_count(count, total)
        self._say_empty(count, narrowed=bool(search) or filters != Filters())
        self.model.show(
            count,
            lambda offset, limit: lists.list_rows(
                self.office, kind, search, filters, limit=limit, offset=offset, order=order
            ),
        )
        if marked:
            self._mark(marked.uid, count)

    def _say_empty(self, count: int, *, narrowed: bool) -> None:
        text = N_("Nothing here yet. Begin with the button above.")
        if narrowed:
            text = N_("Nothing fits. Type less, or show all.")
        self.empty.setText(self.language.text(text))
        self.empty.setVisible(not count)
        self.table.setVisible(bool(count) and self.many.isHidden())

    def _mark(self, uid: str, count: int) -> None:
        """Mark the line one came from, if it is among those near the top."""
        for line in range(min(count, 200)):
            row = self.model.row(line)
            if row and row.uid == uid:
                self.table.setCurrentIndex(self.model.index(line, 0))
                return

    def _put_in_order(self, order: Order) -> None:
        self.table.show_order(order)
        self._load()

    def _choose_columns(self, names: list[str]) -> None:
        views.choose_columns(self.office, self.kind.name, names)
        self._show_columns(names)
        self._load()

    def _show_columns(self, names: list[str]) -> None:
        self.model.choose(names)
        self.table.fit_columns()
        self.table.show_order(self.table.order)

    def open_view(self, view: views.View) -> None:
        """Show a list as it was when the view was saved."""
        self._show_columns(list(view.columns) or views.chosen_columns(self.office, self.kind.name))
        self.table.show_order(replace(view.order, language=self.language.code))
        self.bar.show_wanted(view.search, view.filters)
        self.told.emit(self.language.text(N_("View “{name}”"), name=view.name), "info")

    def _ask_name(self, renamed: str = "") -> None:
        self._renamed = renamed
        asked = N_("What should “{name}” be called?") if renamed else N_("Save this view as")
        self.naming.ask(self.language.text(asked, name=renamed), renamed)

    def _name_view(self, name: str) -> None:
        kind = self.kind.name
        try:
            if self._renamed:
                views.rename_view(self.office, kind, self._renamed, name)
            else:
                views.save_view(self.office, kind, self._as_view(name))
        except UserError as error:
            self.report(error)
            return
        self.views.fill(views.views_of(self.office, kind))
        self.told.emit(self.language.text(N_("The view “{name}” is saved."), name=name), "good")

    def _as_view(self, name: str) -> views.View:
        return views.View(
            name=name,
            search=self.bar.wanted,
            filters=self.bar.filters,
            order=self.table.order,
            columns=tuple(column.name for column in self.model.columns[1:]),
        )

    def _drop_view(self, name: str) -> None:
        views.drop_view(self.office, self.kind.name, name)
        self.views.fill(views.views_of(self.office, self.kind.name))
        text = N_("The view “{name}” is gone; its records are all here.")
        self.told.emit(self.language.text(text, name=name), "info")

    def _with_marked(self, act: Callable[[list[str]], None]) -> None:
        """Do something with all marked lines; a long list is read in the background."""
        marked = self.table.spans()
        if not marked:
            text = N_("Mark the records first: Shift and the arrows, or Ctrl+A for all of them.")
            self.told.emit(self.language.text(text), "info")
            return
        asked = (self.bar.wanted, self.bar.filters, self.table.order, marked)
        if sum(last - first for first, last in marked) < _AT_ONCE:
            act(lists.list_uids(self.office, self.kind.name, *asked))
            return
        self.look_through(
            lambda _step: lists.list_uids(self.office, self.kind.name, *asked),
            self.language.text(N_("Reading the list")),
            act,
        )

    def _step_aside(self, *, aside: bool) -> None:
        """Give the place of the list to what is asked about many, and take it back."""
        self.bar.setVisible(not aside)
        self.table.setVisible(not aside and self.model.rowCount() > 0)
        if not aside:
            self.table.setFocus()

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
        menu.setToolTipsVisible(True)
        say = self.language.text
        if sum(last - first + 1 for first, last in self.table.spans()) > 1:
            menu.addActions([self.many.change_all, self.many.mark_all])
            return menu
        menu.addAction(say(N_("Open"))).triggered.connect(lambda: self.open_record.emit(row.uid))
        if row.office == self.office.code:
            ready = menu.addAction(icon("circle-dot"), say(N_("Mark as ready to send")))
            allow(self.context, Role.REVIEWS, ready, when=row.status == "draft")
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
        self.reason.ask_about(row.uid, title_text(row, self.language))

    def _tell_withdrawn(self) -> None:
        self.told.emit(self.language.text(N_("The record was withdrawn.")), "good")
        self._tell_changed()

    def _tell_changed(self) -> None:
        self.changed.emit({self.kind.name})
        self.refresh()
