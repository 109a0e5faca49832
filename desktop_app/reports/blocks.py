"""The blocks that documents are made of; each takes texts as they are and sets them safely."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    Spacer,
    TableStyle,
)

from desktop_app.language import capital
from desktop_app.reports import charts, letters, links, paper
from desktop_app.reports.columns import roomy
from desktop_app.reports.headings import Heading
from desktop_app.reports.letters import BOLD, markup
from desktop_app.reports.paper import S1, S2, S3, S4, style
from desktop_app.reports.tagging.canvas import content, group
from desktop_app.reports.tagging.flowables import Grid, Shape, Tag, Words
from desktop_app.reports.tagging.tree import PLAIN, Says
from desktop_app.reports.together import Together

Story = list[Any]
_CHIP_PAD = 7
_CHIP_HIGH = 17
_LONG_TITLE = 70
_ROLES = {"title": "H1", "long title": "H1", "h1": "H2", "h2": "H3"}
_SHORT, _MANY_LINES = 200, 22
_LEAST_HEAD = 5.5  # the size of the head of a column


def text(said: str, look: str = "text", *, lang: str = "") -> Words:
    """Return a paragraph of this look (see `paper.style`); `lang` where it is not the sheet's."""
    return Words(markup(said), style(look), tag=Tag(_ROLES.get(look, "P"), _spoken(lang)))


def _spoken(lang: str) -> Says:
    return Says(lang=lang) if lang else PLAIN


def gap(points: float) -> Spacer:
    """Return white space of this height."""
    return Spacer(1, points)


def h1(said: str, need: float = 90, name: str = "") -> Story:
    """Return the heading of a section; it begins a page where less than `need` points are left.

    With a `name` links can lead to it.
    """
    return [CondPageBreak(need), Heading(said, "h1", 1, name)]


def h2(said: str, need: float = 60) -> Story:
    """Return a smaller heading inside a section; it is no bookmark."""
    return [CondPageBreak(need), text(said, "h2")]


def title_block(eyebrow: str, title: str, below: str = "") -> Story:
    """Return the head of a document: what it is, its title, and a line below."""
    look = "title" if len(title) <= _LONG_TITLE else "long title"
    parts = [text(eyebrow, "eyebrow"), gap(2), Heading(title, look, 0)]
    return [*parts, gap(S1), text(below, "lead"), gap(S2)] if below else [*parts, gap(S2)]


def facts(pairs: Sequence[tuple[str, str]], width: float, columns: int = 2) -> Story:
    """Return label over value in a grid with hairlines; a pair without a value is left out."""
    kept = [
        [_as("Lbl", label, "label"), _as("LBody", value, "text")] for label, value in pairs if value
    ]
    if not kept:
        return []
    cells: list[list[Any]] = [kept[at : at + columns] for at in range(0, len(kept), columns)]
    cells[-1] += [""] * (columns - len(cells[-1]))
    tall = any(is_tall(value, width / columns) for _, value in pairs)
    grid = Grid(cells, [width / columns] * columns, splitInRow=int(tall), shape=Shape("cells"))
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEABOVE", (0, 0), (-1, -1), 0.6, paper.LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), S3),
                ("TOPPADDING", (0, 0), (-1, -1), S1 + 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), S1 + 2),
            ]
        )
    )
    return [grid]


def _as(role: str, said: str, look: str) -> Words:
    return links.spoken(said, said, look, role)


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str | Flowable]],
    widths: Sequence[float],
    right: Sequence[int] = (),
    *,
    row_heads: bool = False,
) -> Grid:
    """Return a table whose head repeats on each page; columns `right` are set to the right.

    With `row_heads` the first cell of each row is the head of its row. An address is a link.

    A row may be taller than a page: it is continued on the next one. Only then are rows parted,
    for ReportLab would else part every last row of a page.
    """
    widths = roomy(head, rows, widths)
    sizes = [_head_size(said, wide - S2) for said, wide in zip(head, widths, strict=True)]
    titles = [
        _head(said, "head right" if at in right else "head", min(sizes, default=0))
        for at, said in enumerate(head)
    ]
    body = [
        [
            _as("P", cell, "right" if at in right else "cell") if isinstance(cell, str) else cell
            for at, cell in enumerate(row)
        ]
        for row in rows
    ]
    tall = any(is_tall(cell, wide) for row in rows for cell, wide in zip(row, widths, strict=True))
    shape = Shape("table", heads=1, row_heads=row_heads)
    grid = Grid([titles, *body], widths, repeatRows=1, splitInRow=int(tall), shape=shape)
    grid.hAlign = "LEFT"
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
                ("LINEBELOW", (0, 0), (-1, 0), 0.9, paper.INK_2),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, paper.LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), S2),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return grid


def _head(said: str, look: str, size: float) -> Words:
    own = style(look)
    return Words(markup(capital(said)), own.clone("fitted", fontSize=size))


def _head_size(said: str, space: float) -> float:
    """Return the size at which the longest word of a head fits its column: none is parted."""
    own = style("head").fontSize
    wide = letters.widest(letters.printable(capital(said)).split(), own, BOLD)
    fits = own if wide <= space - 0.5 else own * (space - 0.5) / wide
    return max(float(fits), _LEAST_HEAD)


def code_column(codes: Sequence[str]) -> float:
    """Return the width at which the codes of records stand on one line, within reason."""
    widest = max((letters.width(letters.line(code), paper.TABLE_SIZE) for code in codes), default=0)
    return min(max(widest, 40) + S2 + 1, 104)


def is_tall(cell: str | Flowable, wide: float) -> bool:
    """Tell whether a text may need more than a third of a page; only texts grow that long."""
    if not isinstance(cell, str) or len(cell) < _SHORT:
        return False
    lines = 1.3 * letters.width(letters.printable(cell), paper.TABLE_SIZE) / wide
    return lines + cell.count("\n") > _MANY_LINES


def columns(total: float, *parts: float) -> list[float]:
    """Return widths that share `total` points in the proportion of `parts`."""
    return [total * part / sum(parts) for part in parts]


Tiles = charts.key_figures  # a large figure, what it counts, and a note below


class Chips(Flowable):  # type: ignore[misc] # ReportLab has no types
    """Short texts in coloured outlines, set one after another and wrapped."""

    def __init__(self, chips: Sequence[tuple[str, Color]], width: float) -> None:
        super().__init__()
        self.width = width
        self.placed: list[tuple[float, float, float, Any, Color]] = []
        x = y = 0.0
        tallest = 0.0
        for said, colour in chips:
            inner = min(letters.width(letters.line(said), 8.5) + 1, width - 2 * _CHIP_PAD)
            look = style("cell").clone("chip", fontSize=8.5)
            words = Words(markup(said), look, tag=Tag("LBody"))
            high = words.wrap(inner, 1000)[1] + _CHIP_HIGH - 10.5
            if x and x + inner + 2 * _CHIP_PAD > width:
                x, y, tallest = 0.0, y + tallest + S1, 0.0
            self.placed.append((x, y, inner, words, colour))
            x, tallest = x + inner + 2 * _CHIP_PAD + S1 + 2, max(tallest, high)
        self.height = y + tallest

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def split(self, _width: float, height: float) -> "list[Chips]":
        """Part them between two lines: what ends within `height`, and the rest."""
        tops = [y for _x, y, *_rest in self.placed]
        begins = [at for at, y in enumerate(tops) if y > tops[max(at - 1, 0)]]
        fits = max((at for at in begins if tops[at] - S1 <= height), default=0)
        if not fits:
            return []
        first, rest = Chips([], self.width), Chips([], self.width)
        down = tops[fits]
        first.placed, first.height = self.placed[:fits], down - S1
        rest.placed = [(x, y - down, *others) for x, y, *others in self.placed[fits:]]
        rest.height = self.height - down
        return [first, rest]

    def draw(self) -> None:
        with group(self.canv, "L"):
            for chip in self.placed:
                with group(self.canv, "LI"):
                    self._draw_one(*chip)

    def _draw_one(self, x: float, y: float, inner: float, words: Words, colour: Color) -> None:
        high = words.height + _CHIP_HIGH - 10.5
        bottom = self.height - y - high
        self.canv.setStrokeColor(colour)
        self.canv.setLineWidth(0.9)
        self.canv.roundRect(x, bottom, inner + 2 * _CHIP_PAD, high, 6, stroke=1, fill=0)
        words.drawOn(self.canv, x + _CHIP_PAD, bottom + 4.2)


def panel(inside: Story, width: float, colour: Color = paper.RAISED) -> Grid:
    """Return flowables on a quiet ground; only for what is surely shorter than a page."""
    box = Grid([[inside]], [width], splitInRow=1)
    box.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), colour),
                ("LEFTPADDING", (0, 0), (-1, -1), S3),
                ("RIGHTPADDING", (0, 0), (-1, -1), S3),
                ("TOPPADDING", (0, 0), (-1, -1), S2 + 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), S3),
                ("ROUNDEDCORNERS", [4, 4, 4, 4]),
            ]
        )
    )
    return box


def beside(left: Story, right: Story, width: float, share: float, gutter: float = 0) -> Grid:
    """Return two stories side by side, the left one with `share` of the width."""
    pair = Grid([[left, right]], [width * share, width * (1 - share)])
    pair.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (0, -1), gutter),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return pair


def numbered(steps: Sequence[str], width: float) -> Grid:
    """Return steps with their numbers in the accent colour."""
    rows = [
        [Words(str(at), style("h2").clone("step", textColor=paper.ACCENT)), text(said)]
        for at, said in enumerate(steps, 1)
    ]
    tall = any(is_tall(said, width - S4 - S1) for said in steps)
    widths = [S4 + S1, width - S4 - S1]
    grid = Grid(rows, widths, splitInRow=int(tall), shape=Shape("steps"))
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return grid


class CheckCode(Flowable):  # type: ignore[misc] # ReportLab has no types
    """A check code large enough to read aloud: groups of digits, four on a line."""

    ACROSS = 4

    def __init__(self, code: str, width: float, size: float = 19) -> None:
        super().__init__()
        self.groups, self.size, self.width = letters.line(code).split(), size, width
        self.height = -(-len(self.groups) // self.ACROSS) * size * 1.5

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        with content(self.canv, "P"):
            self._draw_groups()

    def _draw_groups(self) -> None:
        each = self.width / self.ACROSS
        widest = max(self.groups, key=len, default="")
        self.canv.setFont(BOLD, letters.fitting(widest, self.size, each - S2, BOLD))
        self.canv.setFillColor(paper.INK)
        for at, digits in enumerate(self.groups):
            down = self.size * (1.5 * (at // self.ACROSS) + 1)
            self.canv.drawString((at % self.ACROSS) * each, self.height - down, digits)


def anchor(name: str) -> links.Anchor:
    """Return a place that links can lead to; a heading takes a `name` instead."""
    return links.Anchor(name)


def link(said: str, name: str, look: str = "text") -> Words:
    """Return a text that leads to the place of this name in the same document."""
    return links.link(said, name, look)


def web(said: str, address: str, look: str = "text") -> Words:
    """Return a text that leads to an address, a plain text where it is none that can be opened."""
    return links.web(said, address, look)


def page_of(name: str, look: str = "cell") -> links.PageOf:
    """Return the number of the page of a place, at the right edge; for indexes on paper."""
    return links.PageOf(name, look)


def together(parts: Story) -> Together:
    """Keep parts on one page when they fit on one."""
    return Together(parts)
