"""What a person writes on: ruled lines, boxes, squares for a date, circles and squares to tick."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Table, TableStyle

from desktop_app.reports import letters, paper
from desktop_app.reports.blocks import gap, text
from desktop_app.reports.letters import BOLD, REGULAR
from desktop_app.reports.paper import S1, S2, style
from desktop_app.reports.tagging.flowables import Words as Said

BOX_HIGH = 17.0
RULE = HexColor("#84908C")  # three to one on white: seen, and no louder than what is written
_THIN = 0.45
_PITCH = 15.0  # from one ruled line to the next: room for a hand
_MARK = 7.5
_CELL = 11.0  # one square of a comb
_TICK_GAP = 3.5
_WRAPPED_SHARE = 0.34
_COMB_GAP = 6.0
_TICK_SIZE = 7.6


class _Drawn(Flowable):  # type: ignore[misc] # ReportLab has no types
    """Something of a fixed size."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height


def _pen(canvas: Canvas) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(_THIN)


def _mark(canvas: Canvas, x: float, y: float, *, several: bool) -> None:
    """Draw what is ticked: a circle where one answer is given, a square where several may be."""
    _pen(canvas)
    if several:
        canvas.roundRect(x, y, _MARK, _MARK, 1.2, stroke=1, fill=0)
    else:
        canvas.circle(x + _MARK / 2, y + _MARK / 2, _MARK / 2, stroke=1, fill=0)


class Box(_Drawn):
    """An empty box, with a word at its left edge if one is given."""

    def __init__(self, width: float, said: str = "", height: float = BOX_HIGH) -> None:
        super().__init__(width, height)
        self.said = letters.line(said)

    def draw(self) -> None:
        canvas = self.canv
        _pen(canvas)
        canvas.roundRect(0, 0.5, self.width, self.height - 1, 2, stroke=1, fill=0)
        if self.said:
            canvas.setFillColor(paper.INK_3)
            size = letters.fitting(self.said, paper.SMALL_SIZE, self.width / 2)
            canvas.setFont(REGULAR, size)
            canvas.drawRightString(self.width - S1, self.height / 2 - 2.5, self.said)


class Lines(_Drawn):
    """Ruled lines; each may begin with a circle and a word: the language it is written in."""

    def __init__(self, width: float, count: int, heads: Sequence[str] = ()) -> None:
        super().__init__(width, count * _PITCH + 2)
        self.count, self.heads = count, [letters.line(head) for head in heads]

    def draw(self) -> None:
        canvas = self.canv
        for at in range(self.count):
            y = self.height - (at + 1) * _PITCH
            x = 0.0
            if at < len(self.heads):
                _mark(canvas, 0, y + 2, several=False)
                canvas.setFillColor(paper.INK_2)
                canvas.setFont(BOLD, paper.SMALL_SIZE)
                canvas.drawString(_MARK + _TICK_GAP, y + 3.2, self.heads[at])
                x = 30.0
            _pen(canvas)
            canvas.line(x, y, self.width, y)


class Comb(_Drawn):
    """Squares for single figures or letters, in groups with a word below each."""

    def __init__(self, groups: Sequence[tuple[int, str]], tick: str = "") -> None:
        self.groups = [(count, letters.line(said)) for count, said in groups]
        self.tick = letters.line(tick)
        wide = sum(count for count, _ in self.groups) * _CELL + _COMB_GAP * (len(self.groups) - 1)
        if tick:
            wide += _COMB_GAP + _MARK + _TICK_GAP + letters.width(self.tick, paper.SMALL_SIZE)
        told = any(said for _, said in self.groups)
        self.below = 8.0 if told else 0.0
        super().__init__(wide, 16 + self.below)

    def draw(self) -> None:
        canvas, x, y = self.canv, 0.0, self.below
        for count, said in self.groups:
            _pen(canvas)
            canvas.rect(x, y + 0.5, count * _CELL, 15, stroke=1, fill=0)
            for at in range(1, count):
                canvas.line(x + at * _CELL, y + 0.5, x + at * _CELL, y + 5)
            if said:
                canvas.setFillColor(paper.INK_3)
                canvas.setFont(REGULAR, letters.fitting(said, 6, count * _CELL + _COMB_GAP - 3))
                canvas.drawString(x + 1, 1, said)
            x += count * _CELL + _COMB_GAP
        if self.tick:
            _mark(canvas, x, y + 4, several=True)
            canvas.setFillColor(paper.INK_2)
            canvas.setFont(REGULAR, paper.SMALL_SIZE)
            canvas.drawString(x + _MARK + _TICK_GAP, y + 5.2, self.tick)


class Ticks(_Drawn):
    """Answers to tick, in columns read downwards."""

    def __init__(self, said: Sequence[str], width: float, *, several: bool) -> None:
        self.several = several
        self.across = _columns(said, width)
        self.each = width / self.across
        inner = self.each - _MARK - _TICK_GAP - S1
        look = style("cell").clone("tick", fontSize=_TICK_SIZE, leading=9.4)
        self.words = [Said(letters.markup(one), look) for one in said]
        self.deep = -(-len(said) // self.across)
        highs = [word.wrap(inner, 1000)[1] for word in self.words]
        self.rows = [
            max(highs[at] for at in range(row, len(said), self.deep)) + 3
            for row in range(self.deep)
        ]
        super().__init__(width, sum(self.rows))

    def draw(self) -> None:
        for at, word in enumerate(self.words):
            column, row = divmod(at, self.deep)
            top = self.height - sum(self.rows[:row])
            x = column * self.each
            _mark(self.canv, x, top - 8.6, several=self.several)
            word.drawOn(self.canv, x + _MARK + _TICK_GAP, top - word.height)


def natural(said: str) -> float:
    """Return how wide an answer to tick is on one line."""
    return letters.width(letters.line(said), _TICK_SIZE) + _MARK + _TICK_GAP + S2


def _columns(said: Sequence[str], width: float) -> int:
    """Return in how many columns most of the answers stand on one line each."""
    for across in (4, 3, 2):
        wrapped = sum(natural(one) > width / across for one in said)
        if wrapped <= len(said) * _WRAPPED_SHARE:
            return min(across, len(said))
    return 1


def written_in(heads: Sequence[str], width: float, high: float) -> Table:
    """Return empty boxes side by side, each with its head above it: to sign in, or to note."""
    each = (width + S2) / len(heads)
    cells = [[text(head, "label"), gap(S1 / 2), Box(each - S2, height=high)] for head in heads]
    grid = Table([cells], [*[each] * (len(heads) - 1), each - S2], hAlign="LEFT")
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-2, -1), S2),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return grid
