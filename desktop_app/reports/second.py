"""Two languages at once: each text in the sheet's language, and quieter in its second one.

Every function takes `say`, which tells the text in a language it is given. Without a second
language (`Sheet.second`), or where both say the same, the text stands once and nothing is lost.
"""

from collections.abc import Callable
from functools import cache

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from desktop_app.language import Language
from desktop_app.reports import blocks, paper
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import REGULAR, markup
from desktop_app.reports.paper import H2_SIZE, Sheet, style
from desktop_app.reports.tagging.flowables import Tag, Words
from desktop_app.reports.tagging.tree import Says

Say = Callable[[Language], str]


def below(sheet: Sheet, say: Say, look: str = "text") -> Story:
    """Return a text, and below it the same in the second language."""
    return [blocks.text(say(sheet.language), look), *_second(sheet, say, look)]


def beside(sheet: Sheet, say: Say, look: str = "text") -> Story:
    """Return a text in two columns, the second language at the right."""
    other = _second(sheet, say, look)
    first = [blocks.text(say(sheet.language), look)]
    return [blocks.beside(first, other, sheet.width, 0.5, paper.S4)] if other else first


def h1(sheet: Sheet, say: Say, need: float = 90, name: str = "") -> Story:
    """Return the heading of a section, with the second language below it."""
    return [*blocks.h1(say(sheet.language), need, name), *_second(sheet, say, "h1")]


def h2(sheet: Sheet, say: Say, need: float = 60) -> Story:
    """Return a smaller heading, with the second language below it."""
    return [*blocks.h2(say(sheet.language), need), *_second(sheet, say, "h2")]


def cell(sheet: Sheet, say: Say, look: str = "cell") -> list[Flowable]:
    """Return what a cell of a table holds: the text, and below it the second language."""
    return below(sheet, say, look)


def _second(sheet: Sheet, say: Say, look: str) -> list[Words]:
    language = sheet.second
    if language is None or language.code == sheet.language.code:
        return []
    said = say(language)
    if not said or said == say(sheet.language):
        return []
    return [Words(markup(said), quiet(look), tag=Tag(says=Says(lang=language.code)))]


@cache
def quiet(look: str) -> ParagraphStyle:
    """Return a look for the second language: regular, in the second ink, never a headline."""
    own = style(look)
    size = min(own.fontSize, H2_SIZE)
    return own.clone(
        f"{look} second",
        fontName=REGULAR,
        textColor=paper.INK_2,
        fontSize=size,
        leading=own.leading * size / own.fontSize,
        spaceBefore=0,
        spaceAfter=paper.S1 if look in ("h1", "h2") else 0,
    )
