"""Charts, every one in one place: drawings for paper, and through `svg` for a window.

Each function returns a `Figure`: put it in a story as it is; `alt` is the text that says the
same. `look` says under which title it is told, in whose language (numbers, the words for what was
not reported), and in light or dark. A figure of None was not reported: a dash, never 0. Colours
are those of `paper`, or names of tokens.

bars, stacked · timeline, multiples · key_figures, goals · matrix, region · qr · svg
"""

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Rect

from desktop_app.reports.drawings.bars import Bar, Series, bars, stacked
from desktop_app.reports.drawings.figure import Figure, Look, Tone, Value, paint
from desktop_app.reports.drawings.matrix import Party, Roles, matrix
from desktop_app.reports.drawings.region import region
from desktop_app.reports.drawings.svg import svg
from desktop_app.reports.drawings.tiles import Goal, goals, key_figures
from desktop_app.reports.drawings.times import Small, Span, multiples, timeline
from desktop_app.tokens import LIGHT

__all__ = [
    "Bar",
    "Figure",
    "Goal",
    "Look",
    "Party",
    "Roles",
    "Series",
    "Small",
    "Span",
    "Tone",
    "Value",
    "bars",
    "goals",
    "key_figures",
    "matrix",
    "multiples",
    "qr",
    "region",
    "stacked",
    "svg",
    "timeline",
]
_QUIET = 4  # modules of white around a QR code, which readers need


def qr(said: str, side: float, *, title: str = "") -> Figure:
    """Return a QR code of `said` as a square of `side` points, its quiet zone included.

    It is black on white in a dark window too: some readers take no other.
    """
    code = QrCodeWidget(said, barLevel="M", barBorder=_QUIET, barWidth=side, barHeight=side)
    drawing = Figure(side, side, title or said)
    drawing.add(Rect(0, 0, side, side, fillColor=paint(LIGHT.paper), strokeColor=None))
    drawing.add(code)
    return drawing
