"""A small window as tall as its sentences: Qt stops at two thirds of a small screen."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog


class FittedDialog(QDialog):
    """Takes the height of its sentences before it is seen: none is cut off, none drifts apart."""

    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
        super().showEvent(event)

    def fit_soon(self) -> None:
        """Take the height of what is said now, once Qt has laid out what changed."""
        QTimer.singleShot(0, self, self.fit)

    def fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            width = max(self.width(), layout.totalMinimumSize().width())
            self.resize(width, layout.totalHeightForWidth(width))
