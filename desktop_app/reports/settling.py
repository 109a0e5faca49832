"""Headings stay with what follows them: how much room each one asks for, worked out beforehand."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Spacer, Table

from desktop_app.reports.tagging.flowables import Words

_LINES = 2  # of a paragraph, below its heading
_MANY = 60  # rows, which no page holds
_LEAST = 60.0  # points of what can be parted
_LED = frozenset({"label", "hint", "cell"})  # looks of short lines that lead over to a block


def settled(story: Sequence[Any], width: float, high: float) -> list[Any]:
    """Return the story with room asked for before each heading; `high` is that of an empty page."""
    done: list[Any] = []
    at = 0
    while at < len(story):
        one = story[at]
        opens = isinstance(one, CondPageBreak) or _is_heading(one)
        if not opens or not any(map(_is_heading, story[at : at + 2])):
            done.append(one)
            at += 1
            continue
        end = _end_of_heads(story, at)
        asked = used = 0.0
        for part in story[at:end]:
            if isinstance(part, CondPageBreak):
                asked = max(asked, used + part.height)
            else:
                used += _height(part, width, high)
        used += _first_piece(story[end], width, high) if end < len(story) else 0
        done.append(CondPageBreak(min(max(asked, used), high - 1)))
        done += [part for part in story[at:end] if not isinstance(part, CondPageBreak)]
        at = end
    return done


def _is_heading(one: Any) -> bool:  # noqa: ANN401 - any flowable
    return isinstance(one, Words) and one.tag.role in ("H2", "H3")


def _end_of_heads(story: Sequence[Any], at: int) -> int:
    """Return where headings, gaps and short lines end and what they lead over to begins."""
    while at < len(story) and (
        isinstance(story[at], (CondPageBreak, Spacer))
        or _is_heading(story[at])
        or _leads_over(story, at)
    ):
        at += 1
    return at


def _leads_over(story: Sequence[Any], at: int) -> bool:
    """Tell whether a short line leads over to a block; before a heading it is all there is."""
    one = story[at]
    if not isinstance(one, Words) or one.style.name not in _LED:
        return False
    after = (part for part in story[at + 1 :] if not isinstance(part, (CondPageBreak, Spacer)))
    return not _is_heading(next(after, None))


def _height(part: Flowable, width: float, high: float) -> float:
    around = float(part.getSpaceBefore() + part.getSpaceAfter())
    return float(part.wrap(width, high)[1]) + around


def _first_piece(one: Flowable, width: float, high: float) -> float:
    """Return how high the least is that can stand below a heading."""
    if isinstance(one, Paragraph):
        return min(float(one.wrap(width, high)[1]), _LINES * float(one.style.leading))
    if isinstance(one, Table):
        rows = (one.repeatRows if isinstance(one.repeatRows, int) else 0) + 1
        tall = sum(_row_height(one, at, high) for at in range(min(rows, one._nrows)))  # noqa: SLF001 - no other way in
        return min(tall, _LEAST) if one.splitInRow else tall
    if isinstance(one, KeepTogether):
        inside = one._content  # noqa: SLF001 - no other way in
        tall = sum(_piece(part, width, high) for part in inside)
        return tall if tall < high or not inside else _first_piece(inside[0], width, high)
    tall = float(one.wrap(width, high)[1])
    return tall if tall < high else _LEAST


def _piece(one: Flowable, width: float, high: float) -> float:
    """Return the height of a part of what is kept together; a long table will not be kept so."""
    if isinstance(one, CondPageBreak):
        return 0
    if isinstance(one, KeepTogether) or (isinstance(one, Table) and one._nrows > _MANY):  # noqa: SLF001 - no other way in
        return _first_piece(one, width, high)
    return _height(one, width, high)


def _row_height(grid: Table, at: int, high: float) -> float:
    """Return the height of a row of a table, so that the whole table need not be measured."""
    tall = 0.0
    cells = zip(grid._cellvalues[at], grid._cellStyles[at], grid._colWidths, strict=True)  # noqa: SLF001 - no other way in
    for held, look, wide in cells:
        inside = held if isinstance(held, (list, tuple)) else [held]
        room = wide - look.leftPadding - look.rightPadding
        used = sum(_height(part, room, high) for part in inside if isinstance(part, Flowable))
        tall = max(tall, used + look.topPadding + look.bottomPadding)
    return tall
