"""The field that finds records and actions alike, from anywhere in the window."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop_app.ui.parts.found_list import FoundList
from desktop_app.ui.parts.icons import icon

_FEWEST_LETTERS = 2
_LIST_WIDTH, _MOST_LINES = 480, 12


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it says, translated already, and what choosing it does."""

    text: str
    act: Callable[[], object]


class SearchBox(QLineEdit):
    """Asks `find` at each letter; it must answer within a blink."""

    def __init__(self, prompt: str, find: Callable[[str], list[Hit]]) -> None:
        super().__init__()
        self._find = find
        self._hits: list[Hit] = []
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        self.setClearButtonEnabled(True)
        self.addAction(QAction(icon("search"), "", self), QLineEdit.ActionPosition.LeadingPosition)
        self._finder = FoundList(self, _MOST_LINES)
        self._finder.chosen.connect(self.take)
        self._finder.given_up.connect(self.clear)
        self.textEdited.connect(self._look)

    @property
    def found(self) -> list[str]:
        return [hit.text for hit in self._hits]

    def _look(self, typed: str) -> None:
        enough = len(typed.strip()) >= _FEWEST_LETTERS
        self._hits = self._find(typed) if enough else []
        self._finder.show(self.found, _LIST_WIDTH)

    def take(self, place: int) -> None:
        """Do what the hit at `place` does, and be empty for the next search."""
        if not 0 <= place < len(self._hits):
            return
        chosen = self._hits[place]
        self._finder.close()
        self._hits = []
        self.clear()
        chosen.act()

    def event(self, event: QEvent) -> bool:
        # Esc is a shortcut of the window; while something is typed here it means this field.
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._look("")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take(0)
        else:
            super().keyPressEvent(event)
