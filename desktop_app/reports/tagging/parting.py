"""Words that are wider than their line, parted where an address has its marks."""

import re
from collections.abc import Sequence
from copy import copy
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth

_NARROWEST = 0.22  # of the size of the type: no letter of a word is less wide on the average
_PIECES = re.compile(r"[^/.@?&=_\-]*[/.@?&=_\-]+|[^/.@?&=_\-]+")


def parted(frags: Sequence[Any], width: float) -> Sequence[Any]:
    """Return fragments of text in which a word wider than `width` is several; the rest as it is.

    A word without a mark stays for ReportLab, which parts it between any two letters.
    """
    done = frags
    for at, one in enumerate(frags):
        text = getattr(one, "text", "")
        if not text or len(text) * one.fontSize * _NARROWEST < width:
            continue
        words = text.split(" ")
        if len(max(words, key=len)) * one.fontSize * _NARROWEST < width:
            continue
        new = " ".join(_word(word, one, width) for word in words)
        if new != text:
            done = list(done)
            done[at] = copy(one)
            done[at].text = new
    return done


def _word(word: str, look: Any, width: float) -> str:  # noqa: ANN401 - ReportLab has no types
    def wide(text: str) -> float:
        return float(stringWidth(text, look.fontName, look.fontSize))

    if wide(word) <= width:
        return word
    lines = [""]
    for piece in _PIECES.findall(word):
        if lines[-1] and wide(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece
    return " ".join(lines)
