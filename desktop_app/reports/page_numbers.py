"""Lines of an index: a text, the page on which a place stands, and the way there."""

from functools import cache

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from desktop_app.reports import letters, paper
from desktop_app.reports.letters import BOLD, REGULAR
from desktop_app.reports.paper import S1, style
from desktop_app.reports.tagging.canvas import content
from desktop_app.reports.tagging.flowables import Words

_WIDE = 24.0  # points for a number of four digits
_APART = 2.4
_BASE = 0.96  # of the size of the type: from the top of a text down to its first line
_TALL = 10_000.0
_SAID = 48  # letters of what a link says of itself; the line says all


class Named(Words):
    """The text of a line; lines of the same width may share one, which is set once for all."""

    spaced = False
    room = 0.0

    def fit(self, room: float) -> None:
        """Set it in this width, unless it is so already."""
        if self.room != room:
            self.room, self.spaced = room, False
            self.wrap(room, _TALL)

    def _space_lines(self) -> None:
        if not self.spaced:
            self.spaced = True
            super()._space_lines()


class Line(Flowable):  # type: ignore[misc] # ReportLab has no types
    """A text with the page of a place at its right; `before` stands in a column of its own."""

    def __init__(self, named: Named, place: str, before: str = "", column: float = 0) -> None:
        super().__init__()
        self.named, self.place, self.column = named, place, column
        self.before = letters.line(before)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self.named.fit(width - self.column - _WIDE)
        self.height = self.named.height + _APART
        return self.width, self.height

    def draw(self) -> None:
        with content(self.canv, "Link") as element:
            self._draw_words()
        if element is not None:
            box = (0, 0, self.width, self.height)
            said = letters.line(self.named.getPlainText())[:_SAID]
            self.canv.link_to(element, self.place, box, said)

    def _draw_words(self) -> None:
        canvas, first = self.canv, self.height - _APART / 2 - _BASE * self.named.style.fontSize
        if self.before:
            size = letters.fitting(self.before, paper.TABLE_SIZE, self.column - S1)
            canvas.setFont(REGULAR, size)
            canvas.setFillColor(paper.INK_2)
            canvas.drawString(0, first, self.before)
        self.named.drawOn(canvas, self.column, _APART / 2)
        canvas.saveState()
        canvas.translate(self.width, first)
        canvas.show_page_of(self.place, _number())
        canvas.restoreState()


@cache
def _number() -> ParagraphStyle:
    return style("cell").clone("page number", textColor=paper.ACCENT)


def words(said: str, *, mark: str = "", look: str = "line") -> Named:
    """Return the text of a line; `mark` stands behind it."""
    marked = f'<font name="{BOLD}"> {mark}</font>' if mark else ""
    return Named(letters.markup(said) + marked, style(look))
