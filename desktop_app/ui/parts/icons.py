"""Icons of one set (Lucide), drawn in the colour of the text beside them."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton

from desktop_app.paths import resources
from desktop_app.ui.parts.style import tokens

SMALL, LARGE = 16, 20
_DENSE = (24, 32, 40)  # pixels of the same two on screens of up to twice the density


def icon(
    name: str, colour: str = "ink2", *, outside: bool = False, before_words: bool = False
) -> QIcon:
    """Return the icon `name` of resources/icons; `colour` is a token or #RRGGBB.

    It is drawn for the densest screen there is, at more sizes for use `outside` the window: to draw
    all of them for each took a tenth of the start. `before_words` leaves room at its right.
    """
    known = tokens()
    shown = colour if colour.startswith("#") else str(getattr(known, colour))
    dense = outside or any(screen.devicePixelRatio() > 1 for screen in QGuiApplication.screens())
    made = QIcon()
    for hue, mode in ((shown, QIcon.Mode.Normal), (known.ink3, QIcon.Mode.Disabled)):
        drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", hue).encode()))
        for size in (SMALL, LARGE, *(_DENSE if dense else ())):
            made.addPixmap(_drawn(drawing, size, _wide(size) if before_words else size), mode)
    return made


def put_icon(button: QPushButton, name: str, colour: str = "ink2", *, size: int = SMALL) -> None:
    """Put an icon before the words of a button, apart from them: Qt itself sets them close."""
    button.setIcon(icon(name, colour, before_words=True))
    button.setIconSize(QSize(_wide(size), size))


def pixmap(name: str, colour: str = "ink2", size: int = SMALL) -> QPixmap:
    """Return the icon as a picture of `size` points, sharp on dense screens."""
    return icon(name, colour).pixmap(size, size)


def _wide(size: int) -> int:
    return size * 5 // 4


def _drawn(drawing: QSvgRenderer, size: int, wide: int) -> QPixmap:
    picture = QPixmap(wide, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@cache
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
