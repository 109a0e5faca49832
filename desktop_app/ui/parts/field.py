"""One question outside a record: its label, what is typed, a hint, and what is wrong with it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.parts.style import S1, hint, label, set_role


class Field(QWidget):
    """A labelled widget; the label is its buddy, so that readers of the screen name it."""

    def __init__(self, text: str, asked: QWidget, help_text: str = "") -> None:
        super().__init__()
        self._asked = asked
        self._title: QLabel = label("", "strong")
        self._title.setBuddy(asked)
        self.rename(text)
        asked.setAccessibleDescription(help_text)
        self._wrong = label("", "error")
        self._wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S1)
        column.addWidget(self._title)
        if help_text:
            column.addWidget(hint(help_text))
        column.addWidget(asked)
        column.addWidget(self._wrong)

    def rename(self, text: str) -> None:
        """Ask the same under another name."""
        self._title.setText(text)
        self._asked.setAccessibleName(text)

    def complain(self, text: str) -> None:
        """Show what to do about the answer, in the reader's language; nothing takes it away."""
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        self._asked.setProperty("finding", "error" if text else "")
        set_role(self._asked, "field")

    def focus(self) -> None:
        """Bring the question into sight, ready for typing."""
        self._asked.setFocus()
        QTimer.singleShot(0, self, self._into_sight)  # once what is wrong has its place

    def _into_sight(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self)
