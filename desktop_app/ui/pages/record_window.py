"""Records in windows of their own, beside the main window: to compare, to copy from one to another.

They share office and background with the main window, which closes them before itself.
"""

from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from desktop_app.actions import records
from desktop_app.actions.beginning import Begun
from desktop_app.language import N_
from desktop_app.ui.pages.opening import record_page
from desktop_app.ui.parts.menus import Command, fill, fill_edit
from desktop_app.ui.parts.messages import MessageBar
from desktop_app.ui.parts.page import Context, Page

Given = TypeVar("Given")
_SIZE = QSize(900, 720)


class MainPlace(Protocol):
    """What a window beside asks of the main one."""

    def go(self, where: str) -> None: ...
    def open_record(self, uid: str) -> None: ...
    def new_record(self, kind: str) -> None: ...
    def open_beside(self, uid: str) -> None: ...
    def take_up(self, begun: Begun) -> None: ...
    def renew(self, kinds: object) -> None: ...
    def activateWindow(self) -> None: ...


class RecordWindow(QMainWindow):
    """The form of one record with its menus; `gone` comes when it has closed."""

    gone = Signal(str)

    def __init__(self, context: Context, uid: str) -> None:
        super().__init__()
        self.uid = uid
        self.language = context.language
        self._office_name = context.office.name
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page: Page = record_page(context, records.find(context.office, uid))
        self.messages = MessageBar(context.language)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.messages)
        box.addWidget(self.page, 1)
        self.setCentralWidget(inside)
        self.page.told.connect(self.messages.say)
        self._fill_menus()
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        self.tell_title()

    def tell_title(self) -> None:
        self.setWindowTitle(f"{self.page.heading()} · {self._office_name} · Surco")

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.page.leave():
            event.ignore()
            return
        self.page.close_page()
        event.accept()
        self.gone.emit(self.uid)

    def _fill_menus(self) -> None:
        words, bar = self.language, self.menuBar()
        own = bar.addMenu(words.text(N_("&Records")))
        own.addActions(self.page.primary_actions())
        fill(own, [None, Command(N_("Close this window"), self.close, "Ctrl+W", "x")], words)
        edit = bar.addMenu(words.text(N_("&Edit")))
        fill_edit(edit, words, lambda verb: getattr(self.page, verb)())
        find = Command(
            N_("Find on this page"), self.page.search_here, QKeySequence.StandardKey.Find
        )
        fill(edit, [None, find], words)
        question = Command(N_("Explain this question"), self.page.show_help, "F1", "circle-help")
        fill(bar.addMenu(words.text(N_("&Help"))), [question], words)


class WindowsBeside:
    """The windows beside the main one, at most one for each record."""

    def __init__(self, main: MainPlace) -> None:
        self._main = main
        self._windows: dict[str, RecordWindow] = {}

    @property
    def uids(self) -> list[str]:
        return list(self._windows)

    def window_of(self, uid: str) -> RecordWindow:
        return self._windows[uid]

    def open(self, context: Context, uid: str) -> None:
        """Show a record in its window, a new one if it has none."""
        if uid not in self._windows:
            made = RecordWindow(context, uid)
            made.gone.connect(self._forget)
            self._connect(made.page, made)
            self._windows[uid] = made
            area = made.screen().availableGeometry()
            made.move(max(area.left(), area.right() - made.width()), area.top())
        self._windows[uid].show()
        self._windows[uid].activateWindow()

    def close_all(self) -> bool:
        """Close every window; False when one must stay for a reason it has shown."""
        return all(window.close() for window in list(self._windows.values()))

    def refresh(self, changed_by: object) -> None:
        """Show what is stored now, but in the page that told of the change."""
        for window in self._windows.values():
            if window.page is not changed_by:
                window.page.refresh()
            window.tell_title()

    def _connect(self, page: Page, window: RecordWindow) -> None:
        main = self._main
        page.changed.connect(main.renew)
        page.open_beside.connect(main.open_beside)
        page.open_record.connect(partial(self._in_main, main.open_record))
        page.new_record.connect(partial(self._in_main, main.new_record))
        page.begun.connect(partial(self._in_main, main.take_up))
        page.navigate.connect(partial(self._leave_for, window))

    def _in_main(self, act: Callable[[Given], None], given: Given) -> None:
        self._main.activateWindow()
        act(given)

    def _leave_for(self, window: RecordWindow, where: str) -> None:
        if window.close():
            self._main.activateWindow()
            self._main.go(where)

    def _forget(self, uid: str) -> None:
        self._windows.pop(uid, None)
