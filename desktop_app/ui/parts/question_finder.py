"""A line to find a question of the form by a word of it; hidden until it is asked for."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.records.folding import fold
from desktop_app.records.questionnaire import Kind, Question
from desktop_app.ui.parts.search_box import Hit, SearchBox
from desktop_app.ui.parts.style import S2, button

_MOST = 20


class QuestionFinder(QWidget):
    """Enter goes to the first question found; Esc returns to the one where the cursor was."""

    def __init__(
        self,
        kind: Kind,
        language: Language,
        asked: Callable[[Question], bool],
        go: Callable[[str], object],
    ) -> None:
        """Find in the questions of `kind` that are `asked`; `go` gets the field that is chosen."""
        super().__init__()
        self._kind, self._language = kind, language
        self._asked, self._go = asked, go
        self._from: QWidget | None = None
        self.search = SearchBox(language.text(N_("Find a question in this form")), self.hits)
        self.search.installEventFilter(self)
        close = button(language.text(N_("Close")))
        close.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S2)
        row.addWidget(self.search, 1)
        row.addWidget(close)
        self.hide()

    def ask(self) -> None:
        """Open the line, ready for typing."""
        if not self.isVisible():
            self._from = QApplication.focusWidget()
        self.show()
        self.search.setFocus()
        self.search.selectAll()

    def leave(self) -> None:
        """Close the line; the cursor goes back to where it was."""
        if self._from is not None:
            self._from.setFocus()
        self._close()

    def hits(self, typed: str) -> list[Hit]:
        """Return the questions in whose label, section or help the words stand.

        First the one of that very name, then those with the words in their label.
        """
        wanted, found = fold(typed).split(), []
        for section in self._kind.sections:
            title = self._language.text(section.title)
            for question in filter(self._asked, section.questions):
                label = self._language.text(question.label)
                columns = (self._language.text(column.label) for column in question.rows)
                rest = " ".join((title, self._language.text(question.help), *columns))
                if all(word in fold(f"{label} {rest}") for word in wanted):
                    named = fold(label).split() == wanted
                    further = (not named, not all(word in fold(label) for word in wanted))
                    hit = Hit(f"{label}  ·  {title}", partial(self._chosen, question.field))
                    found.append((further, hit))
        return [hit for _further, hit in sorted(found, key=lambda one: one[0])][:_MOST]

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # else the page takes it as “back”
            return True
        if event.type() == QEvent.Type.KeyPress and not self.search.text():
            self.leave()
            return True
        return False

    def _chosen(self, field: str) -> None:
        self._go(field)
        self._close()

    def _close(self) -> None:
        """Hide once the cursor is elsewhere: else Qt takes it from here to whatever comes next."""
        self._from = None
        self.hide()
        self.search.clear()
