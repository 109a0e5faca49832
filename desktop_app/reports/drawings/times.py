"""Time: a line for each span of dates, and a small chart of columns for each of many."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Circle, Line
from reportlab.lib.colors import Color

from desktop_app.reports import letters
from desktop_app.reports.drawings.figure import (
    PLAIN,
    Figure,
    Look,
    Tone,
    Value,
    alt_text,
    block,
    cut,
    fit,
    paint,
    said,
    shown,
    toned,
    words,
    wrapped,
)
from desktop_app.reports.letters import BOLD, DASH
from desktop_app.tokens import SMALL_SIZE, SPACES, TABLE_SIZE, Tokens

_S1, _S2, _S3, _S4 = SPACES[:4]
_DAYS = 365.25
_ROW = 20.0
_MOST_TICKS = 8
_HIGH = 74.0  # of a small chart
_THICKEST = 26.0  # a column, points


@dataclass(frozen=True, slots=True)
class Span:
    """A line of a timeline; `since` and `until` are years with fractions, None where unknown.

    `before` and `after` are the dates as they are written at both ends.
    """

    name: str
    since: float | None
    until: float | None
    before: str
    after: str
    colour: Tone


def timeline(
    spans: Sequence[Span],
    width: float,
    look: Look = PLAIN,
    years: Sequence[tuple[float, str]] = (),
) -> Figure:
    """Return a line for each span on one scale; an end that is not known is left open.

    `years` are places on the scale with their names; they become fine lines behind the spans.
    """
    known = [at for span in spans for at in (span.since, span.until) if at is not None]
    known += [at for at, _ in years]
    low, high = min(known, default=0.0), max(known, default=1.0)
    high = high if high > low else low + 1
    label_wide, date_wide = width * 0.17, width * 0.15
    left, room = label_wide + date_wide, width - label_wide - 2 * date_wide
    labels = [wrapped(span.name, TABLE_SIZE, label_wide - _S1, BOLD) for span in spans]
    highs = [max(_ROW, 10.0 * len(lines) + 6) for lines in labels]
    foot = 12.0 if years else 0.0
    parts = [f"{span.name} {span.before} {DASH} {span.after}" for span in spans]
    shade = look.shade
    drawing = Figure(width, sum(highs) + foot, alt_text(look.title, parts))
    for at, name in years[:: max(1, -(-len(years) // _MOST_TICKS))]:
        x = left + room * (at - low) / (high - low)
        line = paint(shade.line)
        drawing.add(Line(x, foot - 2, x, drawing.height, strokeColor=line, strokeWidth=0.4))
        quiet = {"fontSize": SMALL_SIZE, "fillColor": paint(shade.ink3), "textAnchor": "middle"}
        drawing.add(words(letters.line(name), x, 1, shade, **quiet))
    y = drawing.height
    for span, lines, high_row in zip(spans, labels, highs, strict=True):
        middle = y - high_row / 2 - 1
        for at_line, line in enumerate(lines):
            down = middle - 2.8 + 10.0 * ((len(lines) - 1) / 2 - at_line)
            drawing.add(words(line, 0, down, shade, fontName=BOLD))
        _add_dates(drawing, span, middle - 2.8, (left, date_wide), shade)
        ends = [
            None if at is None else left + room * (at - low) / (high - low)
            for at in (span.since, span.until)
        ]
        drawing.add(
            Line(left, middle, left + room, middle, strokeColor=paint(shade.line), strokeWidth=0.8)
        )
        _add_span(drawing, ends, middle, (left, left + room), toned(span.colour, shade))
        y -= high_row
    return drawing


def _add_dates(
    drawing: Figure, span: Span, y: float, place: tuple[float, float], shade: Tokens
) -> None:
    (left, wide), ink = place, paint(shade.ink2)
    before, after = letters.line(span.before), letters.line(span.after)
    room = wide - _S2
    drawing.add(fit(before, left - _S2, y, room, shade, textAnchor="end", fillColor=ink))
    drawing.add(fit(after, drawing.width - room, y, room, shade, fillColor=ink))


def _add_span(
    drawing: Figure,
    ends: Sequence[float | None],
    y: float,
    edges: tuple[float, float],
    colour: Color,
) -> None:
    since, until = ends
    if since is not None and until is not None:
        last = max(until, since + 1)
        drawing.add(Line(since, y, last, y, strokeColor=colour, strokeWidth=5))
    elif since is not None:  # not over yet: thin to the edge
        drawing.add(Line(since, y, edges[1], y, strokeColor=colour, strokeWidth=1.5))
    for x in ends:
        if x is not None:
            drawing.add(Circle(x, y, 4, fillColor=colour, strokeColor=None))


@dataclass(frozen=True, slots=True)
class Small:
    """A small chart: its name, and what each column is called and says."""

    name: str
    points: Sequence[tuple[str, Value]]


def multiples(
    charts: Sequence[Small],
    width: float,
    across: int = 4,
    look: Look = PLAIN,
    tone: Tone = "accent",
) -> Figure:
    """Return a small chart of columns for each partner, sector or kind, all on one scale.

    The first and the last column are named below; the largest and the last one say their figure.
    """
    across = max(1, min(across, len(charts)))
    each = (width - _S4 * (across - 1)) / across
    names = [wrapped(one.name, TABLE_SIZE, each, BOLD, 4) for one in charts]
    head = 10.0 * max((len(lines) for lines in names), default=1) + 4
    pitch = head + _HIGH + _S3
    rows = -(-len(charts) // across)
    parts = [
        f"{one.name}: "
        + ", ".join(f"{name} {said(value, look.language)}" for name, value in one.points)
        for one in charts
    ]
    drawing = Figure(width, max(pitch * rows - _S3, 1), alt_text(look.title, parts))
    known = [value for one in charts for _, value in one.points if value is not None]
    scale = (float(min([0, *known])), float(max([0, *known])) or 1.0)
    for at, one in enumerate(charts):
        x, y = (at % across) * (each + _S4), drawing.height - (at // across) * pitch
        for down, line in enumerate(names[at]):
            drawing.add(words(line, x, y - 8 - 10 * down, look.shade, fontName=BOLD))
        place = (x, y - head - _HIGH, each, _HIGH)
        _add_columns(drawing, one, place, scale, (toned(tone, look.shade), look))
    return drawing


def _add_columns(
    drawing: Figure,
    one: Small,
    place: tuple[float, float, float, float],
    scale: tuple[float, float],
    dress: tuple[Color, Look],
) -> None:
    (x, y, wide, high), (low, most), (colour, look) = place, scale, dress
    shade = look.shade
    foot, top = 11.0, 10.0
    each = (high - foot - top) / ((most - low) or 1)
    zero = y + foot - low * each
    step = wide / max(len(one.points), 1)
    quiet = {"fontSize": SMALL_SIZE, "fillColor": paint(shade.ink3), "textAnchor": "middle"}
    largest = max((value for _, value in one.points if value is not None), default=None)
    for at, (_, value) in enumerate(one.points):
        thick = min(step * 0.76, _THICKEST)
        left = x + step * at + (step - thick) / 2
        if value is None:
            drawing.add(words(DASH, left + thick / 2, zero + 2, shade, **quiet))
            continue
        long = float(value) * each
        drawing.add(block(left, zero + min(long, 0), thick, max(abs(long), 0.01), colour))
        if value == largest or at == len(one.points) - 1:
            written = shown(value, look.language)
            half = letters.width(written, SMALL_SIZE) / 2
            middle = min(max(left + thick / 2, x + half), x + wide - half)
            above = max(long, 0) + 2.5
            drawing.add(words(written, middle, zero + above, shade, **quiet))
            largest = None if value == largest else largest
    drawing.add(Line(x, zero, x + wide, zero, strokeColor=paint(shade.ink3), strokeWidth=0.6))
    _add_ends(drawing, one, (x, y + 1, wide), shade)


def _add_ends(
    drawing: Figure, one: Small, place: tuple[float, float, float], shade: Tokens
) -> None:
    if not one.points:
        return
    x, y, wide = place
    ink, room = paint(shade.ink3), wide / 2 - 2
    names = [letters.line(one.points[0][0]), letters.line(one.points[-1][0])]
    for name, at, anchor in zip(names, (x, x + wide), ("start", "end"), strict=True):
        text = cut(name, SMALL_SIZE, room)
        drawing.add(
            words(text, at, y, shade, fontSize=SMALL_SIZE, fillColor=ink, textAnchor=anchor)
        )
        if len(one.points) == 1:
            return
