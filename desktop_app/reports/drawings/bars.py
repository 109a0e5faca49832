"""Bars: one or more series beside each other, or one bar parted among its parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Line

from desktop_app.reports import letters
from desktop_app.reports.drawings.figure import (
    PLAIN,
    Figure,
    Look,
    Tone,
    Value,
    alt_text,
    block,
    fit,
    paint,
    said,
    shown,
    toned,
    words,
    wrapped,
)
from desktop_app.tokens import SMALL_SIZE, SPACES, TABLE_SIZE, Tokens

_S1, _S2, _S3 = SPACES[:3]
_BAR = 7.0
_LABEL_SHARE = 0.42
_LEADING = 9.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart: a label and one figure for each series, None where not reported."""

    label: str
    figures: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Series:
    """What the bars of one colour say."""

    name: str
    colour: Tone


def bars(
    rows: Sequence[Bar],
    series: Sequence[Series],
    width: float,
    look: Look = PLAIN,
) -> Figure:
    """Return horizontal bars, the figure written at the end of each; one scale for all.

    Bars of negative figures go to the left of the line; without a figure there is a dash.
    """
    label_wide = width * _LABEL_SHARE
    labels = [wrapped(row.label, TABLE_SIZE, label_wide) for row in rows]
    pitches = [max(_BAR * len(series) + 7, 15.0, _LEADING * len(lines) + 4) for lines in labels]
    top = 18.0 if len(series) > 1 else 0.0
    drawing = Figure(width, sum(pitches) + top, _bars_alt(rows, series, look))
    if top:
        legend(drawing, series, drawing.height - 10, look.shade)
    scale = _Scale(rows, label_wide + _S2, width, look)
    y = drawing.height - top
    for row, lines, pitch in zip(rows, labels, pitches, strict=True):
        middle = y - pitch / 2
        for at, line in enumerate(lines):
            down = middle - 2.8 + _LEADING * ((len(lines) - 1) / 2 - at)
            drawing.add(words(line, label_wide, down, look.shade, textAnchor="end"))
        _add_bars(drawing, row, series, middle, scale)
        y -= pitch
    axis = paint(look.shade.ink3)
    if rows:
        drawing.add(
            Line(scale.zero, 0, scale.zero, drawing.height - top, strokeColor=axis, strokeWidth=0.6)
        )
    return drawing


class _Scale:
    """Where figures lie between the labels and the right edge, with room to write them."""

    def __init__(self, rows: Sequence[Bar], left: float, right: float, look: Look) -> None:
        self.look = look
        known = [one for row in rows for one in row.figures if one is not None]
        low, high = float(min([0, *known])), float(max([0, *known]))
        texts = [shown(one, look.language) for row in rows for one in row.figures]
        room = max((letters.width(text, SMALL_SIZE) for text in texts), default=0) + 5
        before = room if low < 0 else 0
        self.each = max(right - left - room - before, 1) / ((high - low) or 1)
        self.zero = left + before - low * self.each


def _add_bars(
    drawing: Figure,
    row: Bar,
    series: Sequence[Series],
    middle: float,
    scale: _Scale,
) -> None:
    shade = scale.look.shade
    for at, (figure, one) in enumerate(zip(row.figures, series, strict=True)):
        bottom = middle + _BAR * len(series) / 2 - _BAR * (at + 1)
        long = float(figure or 0) * scale.each
        if figure:
            start = scale.zero + min(long, 0)
            thick = _BAR - 1
            drawing.add(block(start, bottom + 0.5, abs(long), thick, toned(one.colour, shade)))
        anchor, x = ("end", long - 3) if long < 0 else ("start", long + 3)
        ink = paint(shade.ink if figure is not None else shade.ink3)
        set_in = {"fontSize": SMALL_SIZE, "fillColor": ink, "textAnchor": anchor}
        drawing.add(
            words(shown(figure, scale.look.language), scale.zero + x, bottom + 1, shade, **set_in)
        )


def _bars_alt(rows: Sequence[Bar], series: Sequence[Series], look: Look) -> str:
    parts = []
    for row in rows:
        told = [said(figure, look.language) for figure in row.figures]
        if len(series) > 1:
            told = [f"{one.name} {text}" for one, text in zip(series, told, strict=True)]
        parts.append(f"{row.label}: {', '.join(told)}")
    return alt_text(look.title, parts)


def legend(drawing: Figure, series: Sequence[Series], y: float, shade: Tokens) -> None:
    """Add a square and a name for each series, on one line."""
    room = drawing.width / max(len(series), 1) - 11
    x = 0.0
    for one in series:
        name = letters.line(one.name)
        drawing.add(block(x, y, 7, 7, toned(one.colour, shade)))
        drawing.add(fit(name, x + 11, y + 0.2, room, shade, fillColor=paint(shade.ink2)))
        x += 11 + min(letters.width(name, TABLE_SIZE), room) + _S3 + _S1


def stacked(
    parts: Sequence[tuple[str, Value, Tone]],
    width: float,
    total: int,
    look: Look = PLAIN,
) -> Figure:
    """Return one bar of `total` parted among `parts`; names and figures stand below it."""
    lines: list[list[tuple[float, str, Tone]]] = [[]]
    x = 0.0
    for name, figure, tone in parts:
        entry = f"{letters.line(name)}  {shown(figure, look.language)}"
        wide = 11 + letters.width(entry, TABLE_SIZE) + _S3 + _S1
        if x and x + wide - _S3 - _S1 > width:
            lines.append([])
            x = 0.0
        lines[-1].append((x, entry, tone))
        x += wide
    alt = alt_text(
        look.title, [f"{name} {said(figure, look.language)}" for name, figure, _ in parts]
    )
    drawing = Figure(width, 16 + 14 * len(lines), alt)
    _add_parts(drawing, parts, total, look.shade)
    for row, entries in enumerate(lines):
        y = drawing.height - 28 - 14 * row
        for x, entry, tone in entries:
            drawing.add(block(x, y, 7, 7, toned(tone, look.shade)))
            drawing.add(
                fit(
                    entry,
                    x + 11,
                    y + 0.2,
                    width - x - 11,
                    look.shade,
                    fillColor=paint(look.shade.ink2),
                )
            )
    return drawing


def _add_parts(
    drawing: Figure, parts: Sequence[tuple[str, Value, Tone]], total: int, shade: Tokens
) -> None:
    figures = [max(float(figure or 0), 0) for _, figure, _ in parts]
    whole = max(float(total), sum(figures), 1)
    bottom = drawing.height - 12
    if sum(figures) < whole:
        drawing.add(block(0, bottom, drawing.width, 12, paint(shade.sunken)))
    at = 0.0
    for figure, (_, _, tone) in zip(figures, parts, strict=True):
        long = drawing.width * figure / whole
        if long:
            drawing.add(block(at, bottom, max(long - 1, 0.6), 12, toned(tone, shade)))
        at += long
