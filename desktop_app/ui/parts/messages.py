"""The line above a page that says what happened; it never stops the work."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop_app.language import N_, Language
from desktop_app.ui.parts.icons import icon, pixmap
from desktop_app.ui.parts.style import S2, S3, button, label, set_role

ICONS = {"info": "info", "good": "circle-check", "warning": "triangle-alert", "error": "circle-x"}


class MessageBar(QWidget):
    """Shows one message at a time, with a button that does something about it if there is one."""

    acted = Signal()  # the message's own button
    wanted = Signal(str)  # the page that its button leads to

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setProperty("level", "info")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picture = QLabel()
        self._text = label("")
        self._action: QPushButton = button("")
        self._page = ""
        self._action.clicked.connect(self._press)
        close = QToolButton()
        close.setIcon(icon("x"))
        close.setToolTip(language.text(N_("Close this message")))
        close.setAccessibleName(close.toolTip())
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(S3, S2, S2, S2)
        row.setSpacing(S3)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(close)
        self.hide()

    def say(self, text: str, level: str = "info", action: str = "", page: str = "") -> None:
        """Show `text`, translated already; `action` is what its button says, if it has one.

        The button leads to the page of the name `page`, or `acted` says what it does.
        """
        self._page = page
        self.setProperty("level", level)
        set_role(self, "message")
        self._picture.setPixmap(pixmap(ICONS[level], level))
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.show()
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _press(self) -> None:
        if self._page:
            self.wanted.emit(self._page)
        else:
            self.acted.emit()

    @property
    def text(self) -> str:
        return "" if self.isHidden() else self._text.text()

    @property
    def level(self) -> str:
        return str(self.property("level"))
