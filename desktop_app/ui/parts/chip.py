"""A chosen code as a button that takes it away; a long name gives way to its place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
)

from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.wording import tooltip

_ROOM_FOR_A_WORD = 120


class Chip(QToolButton):
    """Never wider than its place: what has no room ends in dots."""

    def __init__(self, text: str, what_it_does: str) -> None:
        super().__init__()
        self.setProperty("role", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)
        self.setIcon(icon("x"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAccessibleName(text)
        self.setAccessibleDescription(what_it_does)
        self.setToolTip(tooltip(f"{text}\n{what_it_does}"))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _ROOM_FOR_A_WORD), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = QStyleOptionToolButton()
        self.initStyleOption(shown)
        letters = self.fontMetrics()
        around = self.sizeHint().width() - letters.horizontalAdvance(self.text())
        room = self.width() - around
        shown.text = letters.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, shown)
