"""Links: places in a document, texts that lead to them or to an address, and their pages.

`blocks` offers all of these. A link to a place that the document does not have is refused when
it is written.
"""

from functools import cache

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from desktop_app.reports import letters, paper
from desktop_app.reports.letters import markup
from desktop_app.reports.paper import style
from desktop_app.reports.tagging.canvas import content
from desktop_app.reports.tagging.flowables import Tag, Words

_LONGEST = 300  # letters of an address
_SCHEMES = ("https://", "http://", "mailto:")


class Anchor(Flowable):  # type: ignore[misc] # ReportLab has no types
    """A place that links can lead to; it takes no room and stays with what follows it."""

    keepWithNext = 1  # noqa: N815 - ReportLab's name

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv.place(self.name, paper.S2)


class PageOf(Flowable):  # type: ignore[misc] # ReportLab has no types
    """The number of the page of a place, at the right edge of its cell."""

    def __init__(self, name: str, look: str) -> None:
        super().__init__()
        self.name, self.style = name, _linked(look)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self.style.leading
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        with content(canvas, "P"):
            canvas.translate(self.width, self.height - self.style.fontSize)
            canvas.show_page_of(self.name, self.style)


@cache
def _linked(look: str) -> ParagraphStyle:
    return style(look).clone(f"{look} link", textColor=paper.ACCENT)


def link(said: str, name: str, look: str = "text") -> Words:
    """Return a text that leads to the place of this name in the same document."""
    return Words(markup(said), _linked(look), tag=Tag(target=name, said=letters.line(said)))


def web(said: str, address: str, look: str = "text") -> Words:
    """Return a text that leads to an address, a plain text where it is none that can be opened."""
    return spoken(said, address, look, "P")


def spoken(said: str, address: str, look: str, role: str) -> Words:
    """Return a text in its role, and as a link where the address is one that can be opened."""
    target = address_of(address)
    if not target:
        return Words(markup(said), style(look), tag=Tag(role))
    tag = Tag(role, target=target, said=letters.line(said))
    return Words(markup(said), _linked(look), tag=tag)


def address_of(written: str) -> str:
    """Return a written address as one that can be opened, nothing where it is none."""
    address = written.strip()
    if "." not in address or len(address) > _LONGEST or any(map(str.isspace, address)):
        return ""
    if address.lower().startswith(_SCHEMES):
        return address
    if address.lower().startswith("www."):
        return f"https://{address}"
    name, _, host = address.partition("@")
    return f"mailto:{address}" if name and "." in host and "/" not in address else ""
