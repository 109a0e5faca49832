"""A drawing that comes as SVG: as wide as its place, and its text for those who do not see it."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QFontDatabase, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.paths import resources

FAMILY = "Noto Sans"  # the type of paper; drawings are measured in it


@cache
def use_paper_type() -> None:
    """Make the type of paper known to Qt, once a process: on most systems it is not installed."""
    for path in sorted((resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


class DrawingView(QWidget):
    """Shows one drawing, sharp at every size; it asks for the height its width needs."""

    def __init__(self) -> None:
        super().__init__()
        use_paper_type()
        self._drawn = QSvgRenderer(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_drawing(self, svg: bytes, alt: str) -> None:
        """Show this SVG; `alt` says the same in words."""
        self._drawn.load(QByteArray(svg))
        self.setAccessibleName(alt)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._drawn.defaultSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self._drawn.defaultSize()
        return round(width * size.height() / max(size.width(), 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._drawn.defaultSize()
        scale = min(self.width() / max(size.width(), 1), self.height() / max(size.height(), 1))
        self._drawn.render(painter, QRectF(0, 0, size.width() * scale, size.height() * scale))
        painter.end()
