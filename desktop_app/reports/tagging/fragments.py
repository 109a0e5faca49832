"""What ReportLab makes of a text with the plainest markup, without reading it each time."""

import re
from functools import lru_cache
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

_PLAIN = re.compile(r"(</?font[^<>]*>|<br/>)")
_SHAPES = 512  # few different ones stand on thousands of lines
_STANDS_FOR_TEXT = 0xE000  # letters for private use: no text that is printed has one


def fragments_of(text: str, look: ParagraphStyle) -> list[Any] | None:
    """Return the fragments of a clean text in a look, None when its markup has to be read.

    Where the tags are the same, the fragments are the same but for their words.
    """
    pieces = _PLAIN.split(text)
    words = pieces[::2]
    if look.textTransform or any("<" in one or "&" in one for one in words):
        return None
    shape = (tuple(pieces[1::2]), tuple(map(bool, words)))
    return [
        part.clone(link=[], us_lines=[], text="" if at is None else words[at])
        for part, at in _shape(look.fontName, look.fontSize, look.textColor, *shape)
    ]


@lru_cache(_SHAPES)
def _shape(
    font: str,
    size: float,
    colour: Any,  # noqa: ANN401 - ReportLab has no types
    tags: tuple[str, ...],
    said: tuple[bool, ...],
) -> list[tuple[Any, int | None]]:
    """Return the fragments of such a text, each with the place of its words among all."""
    look = ParagraphStyle("shape", fontName=font, fontSize=size, textColor=colour)
    signs = [chr(_STANDS_FOR_TEXT + at) if one else "" for at, one in enumerate(said)]
    written = "".join(sign + tag for sign, tag in zip(signs, [*tags, ""], strict=True))
    places = {sign: at for at, sign in enumerate(signs) if sign}
    return [(part, places.get(part.text)) for part in Paragraph(written, look).frags]
