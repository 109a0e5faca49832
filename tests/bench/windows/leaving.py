"""Saying that a table was painted with something in it, and closing its window."""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer


class _Painted(QObject):
    def __init__(self, window, table):
        super().__init__(window)
        self._window, self._table = window, table
        table.viewport().installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and self._table.model().rowCount():
            self._table.viewport().removeEventFilter(self)
            QTimer.singleShot(0, self._leave)
        return False

    def _leave(self):
        os.write(sys.stdout.fileno(), b"!")
        self._window.close()


def leave_when_painted(window, table):
    _Painted(window, table)
