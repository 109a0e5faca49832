"""Headings: a bookmark of the PDF each, also where one is longer than its page."""

from typing import Any

from reportlab.platypus import Flowable

from desktop_app.reports import letters
from desktop_app.reports.letters import DASH, markup
from desktop_app.reports.paper import S2, style
from desktop_app.reports.tagging.flowables import Tag, Words


class Heading(Words):
    """A heading that is also a bookmark of the PDF; level 0 is the outermost.

    `name` makes it a place that links can lead to.
    """

    def __init__(self, said: str, look: str, level: int, name: str = "") -> None:
        super().__init__(markup(said), style(look), tag=Tag(f"H{level + 1}"))
        self.written, self.said = markup(said), letters.line(said)
        self.level, self.name = level, name

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """Part a title that is longer than the page: its bookmark goes before its first part."""
        words = Words(self.written, self.style, tag=self.tag)
        words.wrap(available_width, available_height)
        parts = words.split(available_width, available_height)
        return [_Bookmark(self), *parts] if parts else []

    def draw(self) -> None:
        self.bookmark(self.canv, self.height + S2)
        super().draw()

    def bookmark(self, canvas: Any, above: float) -> None:  # noqa: ANN401 - ReportLab has no types
        """Add the bookmark of the PDF, and the place if it has a name."""
        mark = f"{canvas.getPageNumber()}-{len(canvas._code)}-{self.level}"  # noqa: SLF001 - for a name of its own
        canvas.bookmarkHorizontal(mark, 0, above)
        level = min(self.level, canvas._doc.outline.currentlevel + 1)  # noqa: SLF001 - no other way to ask
        canvas.addOutlineEntry(self.said[:120] or DASH, mark, level, closed=False)
        if self.name:
            canvas.place(self.name, above)


class _Bookmark(Flowable):  # type: ignore[misc] # ReportLab has no types
    """The bookmark of a heading that goes on on another page."""

    def __init__(self, heading: Heading) -> None:
        super().__init__()
        self.heading = heading

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.heading.bookmark(self.canv, S2)
