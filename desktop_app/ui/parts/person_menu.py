"""Who works now: a button at the top of the window, with everybody else behind it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton

from desktop_app.actions import people
from desktop_app.language import N_
from desktop_app.records.people import ROLE_WORDS, Person
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.wording import tooltip

if TYPE_CHECKING:
    from desktop_app.ui.parts.page import Context

_SHOWN_LETTERS = 22
_FIGURES = 9


class PersonButton(QPushButton):
    """Two keys switch: the shortcut opens the menu, a figure chooses; hidden while nobody is there.

    `chosen` carries a uid; `wanted` asks for the page of people.
    """

    chosen = Signal(str)
    wanted = Signal()

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self.setAutoDefault(False)
        put_icon(self, "contact")
        self.setMenu(QMenu(self))
        self.refresh()

    def refresh(self) -> None:
        """Show who works now, and offer the others."""
        say = self._context.language.text
        now = self._context.office.person
        self.setVisible(now is not None)
        if now is None:
            return
        short = now.name if len(now.name) <= _SHOWN_LETTERS else f"{now.name[:_SHOWN_LETTERS]}…"
        self.setText(short.replace("&", "&&"))
        told = say(N_("{person} works here now: {role}"), person=now.name, role=self._role(now))
        self.setToolTip(tooltip(f"{told} (Ctrl+Shift+P)"))
        self.setAccessibleName(told)
        menu = self.menu()
        menu.clear()
        for number, person in enumerate(people.those_here(self._context.office), start=1):
            figure = f"&{number}  " if number <= _FIGURES else ""
            name = person.name.replace("&", "&&")
            line = menu.addAction(f"{figure}{name} · {self._role(person)}")
            line.setCheckable(True)
            line.setChecked(person.uid == now.uid)
            line.triggered.connect(partial(self._choose, person.uid))
        menu.addSeparator()
        page = menu.addAction(icon("users"), say(N_("People ...")))
        page.triggered.connect(lambda _checked=False: self.wanted.emit())

    def ask(self) -> None:
        """Open the menu; with nobody entered, ask for the page where one enters people."""
        if self._context.office.person is None:
            self.wanted.emit()
            return
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        below = self.mapToGlobal(self.rect().bottomLeft())
        self.menu().popup(below)

    def _choose(self, uid: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - of the signal
        self.chosen.emit(uid)

    def _role(self, person: Person) -> str:
        return self._context.language.text(ROLE_WORDS[person.role])
