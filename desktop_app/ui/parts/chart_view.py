"""A chart in the window: the drawing that paper has too, in the colours of the window."""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QFontDatabase, QFontInfo, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from desktop_app.paths import resources

if TYPE_CHECKING:
    from desktop_app.actions.charting import Drawn

_POINTS_OF_TEXT = 9.5  # a drawing is made for paper, whose text has this size


@cache
def use_paper_type() -> None:
    """Make the type of paper known to Qt, once a process: on most systems it is not installed."""
    for path in sorted((resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def points() -> float:
    """Return how many pixels a point of a drawing has: its small type is read like a hint."""
    return max(QFontInfo(QApplication.font()).pixelSize(), 1) / _POINTS_OF_TEXT


class ChartView(QWidget):
    """Shows one drawing at its own size, smaller where there is no room; it tells its text."""

    def __init__(self) -> None:
        super().__init__()
        self._drawing = QSvgRenderer(self)
        self._size = QSize(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: "Drawn | None", title: str) -> None:
        """Show a chart, or nothing and take no room."""
        self.setVisible(chart is not None)
        if chart is None:
            return
        use_paper_type()
        self._drawing.load(QByteArray(chart.svg))
        scale = points()
        self._size = QSize(round(chart.width * scale), round(chart.height * scale))
        self.setFixedHeight(self._size.height())
        self.setAccessibleName(title)
        self.setAccessibleDescription(chart.alt)
        self.setToolTip("")
        self.update()

    def sizeHint(self) -> QSize:
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._size.isEmpty():
            return
        scale = min(1.0, self.width() / self._size.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high = self._size.width() * scale, self._size.height() * scale
        self._drawing.render(painter, QRectF(0, 0, wide, high))
        painter.end()
