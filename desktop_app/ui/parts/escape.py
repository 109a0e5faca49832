"""Esc puts away what was asked on a page, before it leaves the page."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class _Escape(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # else it is the shortcut that leaves the page
                return True
            if event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
                watched.hide()
                return True
        return super().eventFilter(watched, event)


def hide_by_escape(*bars: QWidget) -> None:
    """Let Esc hide the bar in which the keyboard is; keys that nothing in it takes come to it."""
    for bar in bars:
        bar.installEventFilter(_Escape(bar))
