"""Paragraphs and tables that say what they are, on every page they go on to."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

from reportlab.lib.enums import TA_LEFT
from reportlab.platypus import Flowable, Paragraph, Table

from desktop_app.reports.tagging.canvas import begin_artifact, content, end_artifact, group
from desktop_app.reports.tagging.fragments import fragments_of
from desktop_app.reports.tagging.parting import parted
from desktop_app.reports.tagging.tree import PLAIN, Says

COLUMN_HEAD, ROW_HEAD = Says(scope="Column"), Says(scope="Row")
_DECIMAL = Says(numbering="Decimal")


@dataclass(eq=False, frozen=True, slots=True)
class Tag:
    """What a paragraph is; the parts it is split into share one, so that it stays one element.

    `target` makes it a link: the name of a place in the document, or an address; `said` is what the
    link says of itself.
    """

    role: str = "P"
    says: Says = PLAIN
    target: str = ""
    said: str = ""


class Words(Paragraph):  # type: ignore[misc] # ReportLab has no types
    """A paragraph with its tag."""

    def __init__(self, *given: Any, tag: Tag | None = None, **named: Any) -> None:  # noqa: ANN401 - ReportLab's
        super().__init__(*given, **named)
        self.tag = tag or Tag()
        self.broken_at: float | None = None  # the width of the lines as they are broken now

    def _setup(self, text: str, look: Any, bullet: Any, frags: Any, cleaner: Any) -> None:  # noqa: ANN401 - ReportLab's
        """Take a text with little markup or none by a shorter way than ReportLab's reader of it."""
        if frags is None and not bullet:
            text = cleaner(text)
            frags = fragments_of(text, look)
        super()._setup(text, look, bullet, frags, cleaner)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size; a table asks for it several times, and the lines stay as they are."""
        if self.broken_at == width and hasattr(self, "blPara"):
            return self.width, self.height
        size: tuple[float, float] = super().wrap(width, height)
        self.broken_at = width if width > 1 else None
        return size

    def breakLines(self, width: Any) -> Any:  # noqa: ANN401, N802 - ReportLab's
        """Break lines; a word that no line holds is parted where an address has its marks."""
        whole = self.__dict__["frags"]
        narrowest = min(width) if isinstance(width, (list, tuple)) else width
        self.frags = own = parted(whole, narrowest)
        broken = super().breakLines(width)
        if self.frags is own:  # else they are ReportLab's words by now, which its lines refer to
            self.frags = whole
        return broken

    def split(self, available_width: float, available_height: float) -> list[Any]:
        parts: list[Any] = super().split(available_width, available_height)
        for part in parts:
            part.tag = self.tag
        if len(parts) > 1:
            _go_on(*parts)
        return parts

    def _space_lines(self) -> None:
        """End each line with a space, so that words are not read as one over the end of a line."""
        lines = self.blPara.lines
        whole = not hasattr(self, "_splitpara")
        for at, line in enumerate(lines[:-1] if whole else lines):
            if isinstance(line, tuple):
                lines[at] = (line[0], [*line[1], ""])
            elif words := [word for word in line.words if not hasattr(word, "cbDefn")]:
                words[-1].text = words[-1].text.removesuffix(" ") + " "

    def draw(self) -> None:
        self.broken_at = None  # lines that were drawn end with a space
        self._space_lines()
        tag = self.tag
        if tag.target and tag.role != "P":  # a link is a part of what else it is
            with group(self.canv, tag.role, PLAIN, (tag, tag.role)):
                self._draw_as("Link")
        else:
            self._draw_as("Link" if tag.target else tag.role)

    def _draw_as(self, role: str) -> None:
        tag = self.tag
        with content(self.canv, role, tag.says, tag) as element:
            super().draw()
        if tag.target and element is not None:
            gaps = self._gaps() if self.style.alignment == TA_LEFT else []
            wide = self.width - min(gaps, default=0)
            self.canv.link_to(element, tag.target, (0, 0, wide, self.height), tag.said)

    def _gaps(self) -> list[float]:
        """Return what each line leaves free at its right."""
        lines = self.blPara.lines
        return [
            line[0] if isinstance(line, tuple) else getattr(line, "extraSpace", 0) for line in lines
        ]


def _go_on(first: Any, second: Any) -> None:  # noqa: ANN401 - ReportLab has no types
    """Let the language in which a part of a paragraph ends go on in the next part."""
    words: list[Any] = [one for line in first.blPara.lines for one in getattr(line, "words", ())]
    called = [one for one in words if hasattr(one, "cbDefn")]
    label = getattr(called[-1].cbDefn, "label", None) if called else None
    if not label:
        return
    head = second.frags[0]
    if isinstance(head, list):  # a word that was broken into lines before: its width, its parts
        head.insert(1, (copy(called[-1]), ""))
    else:
        second.frags = [copy(called[-1]), *second.frags]


@dataclass(eq=False, frozen=True, slots=True)
class Shape:
    """What a table is: a Table with heads, a list (by cell or by row), or nothing but a layout.

    Of "columns" each is read from its head to its foot before the next one.
    """

    kind: str = "layout"  # table, cells, steps, columns
    heads: int = 0
    row_heads: bool = False


LAYOUT = Shape()
_LAID = ("layout", "columns")  # that are no element themselves


class Grid(Table):  # type: ignore[misc] # ReportLab has no types
    """A table with its shape; what it is split into are parts of one element."""

    def __init__(self, *given: Any, shape: Shape = LAYOUT, **named: Any) -> None:  # noqa: ANN401 - ReportLab's
        named["renderCB"] = _mark
        super().__init__(*given, **named)
        self.shape = shape
        self.rows = list(range(self._nrows))  # which row of the whole each one is
        self.whole = object()

    def split(self, available_width: float, available_height: float) -> list[Any]:
        parts: list[Any] = super().split(available_width, available_height)
        if len(parts) > 1:
            upper, lower = parts
            heads = self.repeatRows if isinstance(self.repeatRows, int) else 0
            rest = lower._nrows - heads  # noqa: SLF001 - no other way in
            upper.rows = self.rows[: upper._nrows]  # noqa: SLF001 - no other way in
            lower.rows = self.rows[:heads] + self.rows[len(self.rows) - rest :]
            for part in parts:
                part.shape, part.whole, part.hAlign = self.shape, self.whole, self.hAlign
        return parts


def _mark(table: Grid, event: str, *given: Any) -> None:  # noqa: ANN401 - ReportLab's
    """Follow the drawing of a table: its grounds and lines are artifacts, its cells elements."""
    canvas = table.canv
    if getattr(canvas, "tree", None) is None:
        return
    _EVENTS[event](table, canvas, *given)


def _open(canvas: Any, role: str, says: Says, key: Any) -> None:  # noqa: ANN401 - ReportLab has no types
    tree = canvas.tree
    tree.current = tree.element(role, says, key)


def _start_table(table: Grid, canvas: Any) -> None:  # noqa: ANN401 - ReportLab has no types
    table.outside, table.hidden, table.inner = canvas.tree.current, False, canvas.direct
    if canvas.marked or table.shape.kind in _LAID:
        return
    canvas.direct = None
    role = "Table" if table.shape.kind == "table" else "L"
    _open(canvas, role, _DECIMAL if table.shape.kind == "steps" else PLAIN, table.whole)


def _end_table(table: Grid, canvas: Any) -> None:  # noqa: ANN401 - ReportLab has no types
    canvas.tree.current, canvas.direct = table.outside, table.inner


def _start_row(table: Grid, canvas: Any, at: int) -> None:  # noqa: ANN401 - ReportLab has no types
    shape, row = table.shape, table.rows[at]
    table.here = canvas.tree.current
    if canvas.marked or shape.kind in _LAID:
        return
    seen = canvas.tree.by_key.get((table.whole, "row", row))
    if seen is not None and row < shape.heads:  # repeated on each page, read once
        table.hidden = True
        begin_artifact(canvas, "Pagination")
    elif shape.kind in ("table", "steps"):
        role = "TR" if shape.kind == "table" else "LI"
        _open(canvas, role, PLAIN, (table.whole, "row", row))


def _end_row(table: Grid, canvas: Any) -> None:  # noqa: ANN401 - ReportLab has no types
    if table.hidden:
        table.hidden = False
        end_artifact(canvas)
    canvas.tree.current = table.here


def _start_cell(table: Grid, canvas: Any, at: int, column: int, held: Any, *_place: Any) -> None:  # noqa: ANN401 - ReportLab's
    shape, row = table.shape, table.rows[at]
    table.line = canvas.tree.current
    table.empty = isinstance(held, str) and not held.strip()
    if shape.kind == "columns" and not (canvas.marked or table.empty):
        _open(canvas, "Div", PLAIN, (table.whole, "column", column))
    elif (
        not canvas.marked
        and shape.kind not in _LAID
        and not (table.empty and shape.kind == "cells")
    ):
        role, says = _cell(shape, row, column)
        _open(canvas, role, says, (table.whole, row, column))
        canvas.direct = canvas.tree.current if _alone(held) else None
    if table.empty:
        begin_artifact(canvas)


def _end_cell(table: Grid, canvas: Any) -> None:  # noqa: ANN401 - ReportLab has no types
    if table.empty:
        end_artifact(canvas)
    if table.shape.kind not in _LAID:
        canvas.direct = None
    canvas.tree.current = table.line


def _cell(shape: Shape, row: int, column: int) -> tuple[str, Says]:
    if shape.kind == "cells":
        return "LI", PLAIN
    if shape.kind == "steps":
        return ("Lbl" if column == 0 else "LBody"), PLAIN
    if row < shape.heads:
        return "TH", COLUMN_HEAD
    return ("TH", ROW_HEAD) if shape.row_heads and column == 0 else ("TD", PLAIN)


def _alone(held: Any) -> bool:  # noqa: ANN401 - ReportLab has no types
    """Tell whether a cell holds one text, which then needs no paragraph of its own."""
    if isinstance(held, (list, tuple)):
        return len(held) == 1 and _alone(held[0])
    return not isinstance(held, Flowable) or isinstance(held, Paragraph)


def _begin_artifact(_table: Grid, canvas: Any) -> None:  # noqa: ANN401 - ReportLab has no types
    begin_artifact(canvas)


def _end_artifact(_table: Grid, canvas: Any) -> None:  # noqa: ANN401 - ReportLab has no types
    end_artifact(canvas)


_EVENTS: dict[str, Callable[..., None]] = {
    "startTable": _start_table,
    "endTable": _end_table,
    "startBG": _begin_artifact,
    "endBG": _end_artifact,
    "startRow": _start_row,
    "endRow": _end_row,
    "startCell": _start_cell,
    "endCell": _end_cell,
    "startLines": _begin_artifact,
    "endLines": _end_artifact,
}
