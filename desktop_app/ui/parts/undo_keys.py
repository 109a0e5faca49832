"""Ctrl+Z: first what the field with the cursor can take back itself, then the whole record."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

UNDO, REDO = "undo", "redo"
KEYS = {UNDO: ("Ctrl+Z",), REDO: ("Ctrl+Shift+Z", "Ctrl+Y")}


def has_own(widget: QWidget | None, verb: str) -> bool:
    """Tell whether a field has typing of its own to take back or to bring back."""
    line = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    if isinstance(line, QLineEdit):
        return line.isUndoAvailable() if verb == UNDO else line.isRedoAvailable()
    if isinstance(line, QPlainTextEdit | QTextEdit):
        document = line.document()
        return document.isUndoAvailable() if verb == UNDO else document.isRedoAvailable()
    return False


class UndoKeys(QObject):
    """Lets the keys through to the menu: a field takes them even when it has nothing to undo."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            verb = _verb(event)
            if verb and isinstance(watched, QWidget) and not has_own(watched, verb):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None:
            new.installEventFilter(self)  # a second time replaces the first


def _verb(event: QKeyEvent) -> str:
    pressed = QKeySequence(event.keyCombination())
    found = [verb for verb, keys in KEYS.items() for key in keys if pressed == QKeySequence(key)]
    return found[0] if found else ""
