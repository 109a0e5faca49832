"""How the letters of a PDF lie: over each other, over an edge, on how much of a page."""

import ctypes
from contextlib import contextmanager

import pypdfium2

from desktop_app.reports.paper import FOOT, SIDE, TOP

_HEAD = 46  # points from the upper edge: what stands higher is the running head
_TOUCH, _SINK = 1.5, 2.5  # points that two pieces may share: spaces, and legs of letters
_SPACE = 4.0  # the space that ends a line may stand over the edge


@contextmanager
def _pages(path):
    document = pypdfium2.PdfDocument(path)
    try:
        yield list(document)
    finally:
        document.close()


def _pieces(text):
    """Return left, bottom, right and top of each piece of text on a page."""
    found = []
    edges = [ctypes.c_double() for _ in range(4)]
    for at in range(pypdfium2.raw.FPDFText_CountRects(text, 0, -1)):
        left, top, right, bottom = edges
        pypdfium2.raw.FPDFText_GetRect(text, at, left, top, right, bottom)
        found.append((left.value, bottom.value, right.value, top.value))
    return found


def _body(page, text):
    high = page.get_height() - _HEAD
    return [one for one in _pieces(text) if one[1] > FOOT - 10 and one[3] < high]


def misplaced(path):
    """Return page and text of what lies over other text or over the edge of its page."""
    found = []
    with _pages(path) as pages:
        for number, page in enumerate(pages, 1):
            text = page.get_textpage()
            body = sorted(_body(page, text), key=lambda one: -one[3])
            right = page.get_width() - SIDE + _SPACE
            bad = [one for one in body if one[0] < SIDE - _TOUCH or one[2] > right]
            bad += [one for at, one in enumerate(body) if _covers(one, body[at + 1 :])]
            found += [(number, text.get_text_bounded(*one)) for one in bad]
            text.close()
    return found


def _covers(one, lower):
    for other in lower:
        if other[3] < one[1]:
            return False
        shared = min(one[2], other[2]) - max(one[0], other[0])
        if shared > _TOUCH and min(one[3], other[3]) - max(one[1], other[1]) > _SINK:
            return True
    return False


def shares_used(path):
    """Return how much of the height of each page is used."""
    used = []
    with _pages(path) as pages:
        for page in pages:
            text = page.get_textpage()
            top = page.get_height() - TOP
            lowest = min((one[1] for one in _body(page, text)), default=top)
            used.append((top - lowest) / (top - FOOT))
            text.close()
    return used
