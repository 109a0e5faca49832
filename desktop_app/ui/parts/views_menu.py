"""The saved views of a list: opened with one key, saved, renamed and deleted."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.language import N_, Language

if TYPE_CHECKING:
    from desktop_app.actions.views import View

_WITH_KEYS = 9


class ViewsMenu(QMenu):
    """Says what a person wants with a view; the page does it.

    Its actions with keys belong to `page` too: they work while the page is seen.
    """

    opened = Signal(object)  # View
    save_wanted = Signal()
    rename_wanted = Signal(str)  # name
    delete_wanted = Signal(str)  # name

    def __init__(self, language: Language, page: QWidget) -> None:
        super().__init__(language.text(N_("Views")), page)
        self._language = language
        self._page = page
        self.save = QAction(language.text(N_("Save this view…")), self)
        self.save.setShortcut(QKeySequence("Ctrl+Shift+V"))
        self.save.triggered.connect(lambda _checked=False: self.save_wanted.emit())
        page.addAction(self.save)
        self._openers: list[QAction] = []
        self._choosers: list[QMenu] = []
        self.fill(())

    def fill(self, views: "Sequence[View]") -> None:
        """Offer these views."""
        for action in self._openers:
            self._page.removeAction(action)
            action.deleteLater()
        for menu in self._choosers:
            menu.deleteLater()
        self.clear()
        self._openers = [self._opener(view, number) for number, view in enumerate(views, start=1)]
        self.addActions(self._openers)
        if views:
            self.addSeparator()
        self.addAction(self.save)
        say = self._language.text
        wanted = ((N_("Rename"), self.rename_wanted.emit), (N_("Delete"), self.delete_wanted.emit))
        self._choosers = [self._chooser(say(text), views, act) for text, act in wanted if views]

    def _opener(self, view: "View", number: int) -> QAction:
        action = QAction(view.name.replace("&", "&&"), self)
        if number <= _WITH_KEYS:
            action.setShortcut(QKeySequence(f"Alt+{number}"))
        action.triggered.connect(lambda _checked=False: self.opened.emit(view))
        self._page.addAction(action)
        return action

    def _chooser(self, title: str, views: "Sequence[View]", choose: Callable[[str], None]) -> QMenu:
        menu = self.addMenu(title)
        for view in views:
            action = menu.addAction(view.name.replace("&", "&&") + "…")
            action.triggered.connect(lambda _checked=False, name=view.name: choose(name))
        return menu
