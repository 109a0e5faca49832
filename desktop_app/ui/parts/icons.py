"""Icons of one set (Lucide), drawn in the colour of the text beside them."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.paths import resources
from desktop_app.ui.parts.style import tokens

_SIZES = (16, 20, 24, 32, 40)  # 16 and 20 px, also on screens of twice the density
SMALL, LARGE = 16, 20


def icon(name: str, colour: str = "ink2") -> QIcon:
    """Return the icon `name` of resources/icons; `colour` is a token or #RRGGBB."""
    shown = colour if colour.startswith("#") else str(getattr(tokens(), colour))
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(_drawn(name, shown, size))
        made.addPixmap(_drawn(name, tokens().ink3, size), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str = "ink2", size: int = SMALL) -> QPixmap:
    """Return the icon as a picture of `size` points, sharp on dense screens."""
    return icon(name, colour).pixmap(size, size)


def _drawn(name: str, colour: str, size: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    data = _source(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(data.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@cache
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
