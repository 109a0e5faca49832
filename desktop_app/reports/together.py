"""What stays on one page, and what keeps the last page from holding a line or two alone."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Spacer, Table

_COMPANY = 120.0  # points that the last page holds at least
_WIDEST_GAP = 30.0  # below a heading
_MOST_LEFT = 0.62  # of a page, empty before what goes on together
_MOST_KEPT = 0.4  # of a page: more is not carried over to keep an end company


class Together(KeepTogether):  # type: ignore[misc] # ReportLab has no types
    """Parts that stay on one page; the white space above the first of them is counted too.

    What is kept together inside is one with them: ReportLab would take it for endless.
    """

    def __init__(self, parts: Sequence[Any]) -> None:
        super().__init__([each for part in parts for each in _inside(part)])

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        found: tuple[float, float] = super().wrap(width, height)
        seen = (one for one in self._content if not isinstance(one, CondPageBreak))
        first = next(seen, None)
        self._H += first.getSpaceBefore() if first is not None else 0
        return found


class _OnOnePage(Together):
    """Parts that go on to the next page together, unless the page before would be left near empty.

    `high` is the height of a whole page. A near empty one is better than an end all alone.
    """

    def __init__(self, parts: Sequence[Any], high: float) -> None:
        super().__init__(parts)
        self._parts, self._high = list(parts), high

    def split(self, width: float, height: float) -> list[Any]:
        if height > self._high * _MOST_LEFT and self._end(width, height) >= _COMPANY:
            return [Spacer(0, 0), *self._parts]  # the first has to fit
        return list(super().split(width, height))

    def _end(self, width: float, height: float) -> float:
        """Return the height of what goes on to the next page when each part stands by itself."""
        highs = [_height(part, width) or 0.0 for part in self._parts]
        while highs and highs[0] <= height:
            height -= highs.pop(0)
        return sum(highs)


def accompanied(story: Sequence[Any], width: float, high: float) -> list[Any]:
    """Return the story with its end kept together, so that no page holds a line or two alone."""
    at, tall = len(story), 0.0
    while at > 0 and tall < _COMPANY:
        more = _height(story[at - 1], width)
        if more is None or tall + more > high * _MOST_KEPT:
            break
        at, tall = at - 1, tall + more
    while 0 < at < len(story) and _leads(story[at - 1]):
        at -= 1
    end = list(story[at:])
    return [*story[:at], Together(end)] if 0 < at < len(story) - 1 else list(story)


def on_one_page(parts: Sequence[Any], width: float, high: float) -> list[Any]:
    """Return parts as one that stays on a page, if they fit on one; else as they are.

    They begin on the page before if most of it would be left empty.
    """
    highs = [_height(part, width) for part in parts]
    fits = None not in highs and sum(filter(None, highs)) <= high
    return [_OnOnePage(parts, high)] if fits else list(parts)


def _inside(part: Any) -> list[Any]:  # noqa: ANN401 - any flowable
    return list(part._content) if isinstance(part, KeepTogether) else [part]  # noqa: SLF001 - no other way in


def _height(one: Any, width: float) -> float | None:  # noqa: ANN401 - any flowable
    """Return how high a part is that may be kept with others; None of a break or a long one."""
    if isinstance(one, CondPageBreak):
        return 0.0
    if isinstance(one, KeepTogether):
        highs = [_height(part, width) for part in one._content]  # noqa: SLF001 - no other way in
        return None if None in highs else sum(filter(None, highs))
    if not isinstance(one, (Paragraph, Spacer, Table)) and not _is_drawn(one):
        return None
    around = float(one.getSpaceBefore() + one.getSpaceAfter())
    return float(one.wrap(width, 10_000)[1]) + around


def _is_drawn(one: Any) -> bool:  # noqa: ANN401 - any flowable
    """Tell whether a part has a height of its own and does nothing else, such as a drawing."""
    return isinstance(one, Flowable) and isinstance(getattr(one, "height", None), (int, float))


def _leads(one: Any) -> bool:  # noqa: ANN401 - any flowable
    """Tell whether a part belongs to what follows it: a heading, a gap, room asked for."""
    role = getattr(getattr(one, "tag", None), "role", "")
    gap = isinstance(one, Spacer) and one.height <= _WIDEST_GAP
    return gap or isinstance(one, CondPageBreak) or role in {"H2", "H3"}
