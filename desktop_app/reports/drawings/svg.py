"""A drawing as SVG for the window: the same shapes and the same type as on paper."""

from io import StringIO
from math import ceil
from typing import Any

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color

from desktop_app.reports import letters
from desktop_app.reports.letters import BOLD, REGULAR

FAMILY = "Noto Sans"  # the name under which a window knows the files in resources/fonts
_FONTS = {REGULAR: {"family": FAMILY}, BOLD: {"family": FAMILY, "weight": "bold"}}


class _Canvas(renderSVG.SVGCanvas):  # type: ignore[misc] # ReportLab has no types
    """Writes whole colours, where ReportLab writes whole percents of them."""

    def setStrokeColor(self, color: Color | None) -> None:  # noqa: N802 - ReportLab's name
        super().setStrokeColor(color)
        if color is not None:
            self.style["stroke"] = "#" + color.hexval()[2:]

    def setFillColor(self, color: Color | None) -> None:  # noqa: N802 - ReportLab's name
        super().setFillColor(color)
        if color is not None:
            self.style["fill"] = "#" + color.hexval()[2:]


def svg(drawing: Drawing) -> bytes:
    """Return a drawing as SVG, its text as the description; Qt paints clip paths black: none."""
    letters.use_fonts()
    size = (ceil(drawing.width), ceil(drawing.height))
    canvas = _Canvas(size, useClip=True, fontHacks=_FONTS)
    _describe(canvas, getattr(drawing, "alt", ""))
    renderSVG.draw(drawing, canvas, 0, 0, showBoundary=0)
    written = StringIO()
    canvas.save(written)
    return written.getvalue().encode()


def _describe(canvas: Any, alt: str) -> None:  # noqa: ANN401 - ReportLab has no types
    for node in list(canvas.svg.childNodes):
        if node.nodeName == "title" or (node.nodeName == "desc" and not alt):
            canvas.svg.removeChild(node)
        elif node.nodeName == "desc":
            node.firstChild.data = alt
