"""Charts as ReportLab drawings: vectors on paper, and on a screen through its SVG writer."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String
from reportlab.lib.colors import Color

from desktop_app.reports import letters, paper
from desktop_app.reports.letters import BOLD, DASH, REGULAR
from desktop_app.reports.paper import S1, S2, S3, TABLE_SIZE

_BAR = 7.0
_LABEL_SHARE = 0.42
_QUIET = 4  # modules of white around a QR code, which readers need


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart: a label and one figure for each series."""

    label: str
    figures: Sequence[int]


@dataclass(frozen=True, slots=True)
class Series:
    """What the bars of one colour say."""

    name: str
    colour: Color


def qr(said: str, side: float) -> Drawing:
    """Return a QR code of `said` as a square of `side` points, its quiet zone included."""
    code = QrCodeWidget(said, barLevel="M", barBorder=_QUIET, barWidth=side, barHeight=side)
    drawing = Drawing(side, side)
    drawing.add(Rect(0, 0, side, side, fillColor=paper.PAPER, strokeColor=None))
    drawing.add(code)
    return drawing


def _words(said: str, x: float, y: float, **look: object) -> String:
    given = {"fontName": REGULAR, "fontSize": TABLE_SIZE, "fillColor": paper.INK, **look}
    return String(x, y, said, **given)


def _legend(drawing: Drawing, series: Sequence[Series], y: float) -> None:
    x = 0.0
    for one in series:
        name = letters.line(one.name)
        drawing.add(Rect(x, y, 7, 7, fillColor=one.colour, strokeColor=None))
        drawing.add(_words(name, x + 11, y + 0.2, fillColor=paper.INK_2))
        x += 11 + letters.width(name, TABLE_SIZE) + S3 + S1


def bars(rows: Sequence[Bar], series: Sequence[Series], width: float) -> Drawing:
    """Return horizontal bars, the figure written at the end of each; one scale for all."""
    thick = _BAR * len(series)
    pitch = max(thick + 7, 15.0)
    label_wide = width * _LABEL_SHARE
    room = width - label_wide - S2 - 34
    most = max((figure for row in rows for figure in row.figures), default=0) or 1
    top = 18.0 if len(series) > 1 else 0.0
    drawing = Drawing(width, len(rows) * pitch + top)
    if top:
        _legend(drawing, series, drawing.height - 10)
    for at, row in enumerate(rows):
        middle = drawing.height - top - pitch * (at + 0.5)
        label = letters.line(row.label)
        size = letters.fitting(label, TABLE_SIZE, label_wide)
        drawing.add(
            _words(label, label_wide, middle - 2.8, textAnchor="end", fontSize=max(size, 5.5))
        )
        for number, (figure, one) in enumerate(zip(row.figures, series, strict=True)):
            bottom = middle + thick / 2 - _BAR * (number + 1)
            long = room * figure / most
            x = label_wide + S2
            if figure:
                drawing.add(
                    Rect(x, bottom + 0.5, long, _BAR - 1, fillColor=one.colour, strokeColor=None)
                )
            shown = str(figure) if figure else DASH
            colour = paper.INK if figure else paper.INK_3
            drawing.add(_words(shown, x + long + 3, bottom + 1, fontSize=7, fillColor=colour))
    x = label_wide + S2
    drawing.add(Line(x, 0, x, drawing.height - top, strokeColor=paper.INK_3, strokeWidth=0.6))
    return drawing


def stacked(parts: Sequence[tuple[str, int, Color]], width: float, total: int) -> Drawing:
    """Return one bar of `total` parted among `parts`; names and figures stand below it."""
    lines: list[list[tuple[float, str, Color]]] = [[]]
    x = 0.0
    for name, figure, colour in parts:
        said = f"{letters.line(name)}  {figure}"
        wide = 11 + letters.width(said, TABLE_SIZE) + S3 + S1
        if x and x + wide > width:
            lines.append([])
            x = 0.0
        lines[-1].append((x, said, colour))
        x += wide
    drawing = Drawing(width, 16 + 14 * len(lines))
    at = 0.0
    for _, figure, colour in parts:
        long = width * figure / max(total, 1)
        if long:
            bottom = drawing.height - 12
            drawing.add(
                Rect(at, bottom, max(long - 1, 0.6), 12, fillColor=colour, strokeColor=None)
            )
        at += long
    for row, entries in enumerate(lines):
        y = drawing.height - 28 - 14 * row
        for x, said, colour in entries:
            drawing.add(Rect(x, y, 7, 7, fillColor=colour, strokeColor=None))
            drawing.add(_words(said, x + 11, y + 0.2, fillColor=paper.INK_2))
    return drawing


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
    colour: Color


def timeline(spans: Sequence[Span], width: float) -> Drawing:
    """Return planned over actual on one scale; an end that is not known is left open."""
    known = [at for span in spans for at in (span.since, span.until) if at is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    high = high if high > low else low + 1
    label_wide, date_wide = width * 0.17, width * 0.15
    left, room = label_wide + date_wide, width - label_wide - 2 * date_wide
    drawing = Drawing(width, 20 * len(spans))
    for row, span in enumerate(spans):
        y = drawing.height - 20 * row - 11
        name = letters.line(span.name)
        size = letters.fitting(name, TABLE_SIZE, label_wide - S1)
        drawing.add(_words(name, 0, y - 2.8, fontName=BOLD, fontSize=size))
        before, after = letters.line(span.before), letters.line(span.after)
        drawing.add(_words(before, left - S2, y - 2.8, textAnchor="end", fillColor=paper.INK_2))
        drawing.add(_words(after, width - date_wide + S2, y - 2.8, fillColor=paper.INK_2))
        drawing.add(Line(left, y, left + room, y, strokeColor=paper.LINE, strokeWidth=0.8))
        ends = [left + room * (at - low) / (high - low) for at in (span.since, span.until) if at]
        if len(ends) > 1:
            drawing.add(
                Line(
                    ends[0], y, max(ends[1], ends[0] + 1), y, strokeColor=span.colour, strokeWidth=5
                )
            )
        elif span.since:  # not over yet: thin to the edge
            drawing.add(Line(ends[0], y, left + room, y, strokeColor=span.colour, strokeWidth=1.5))
        for x in ends:
            drawing.add(Circle(x, y, 4, fillColor=span.colour, strokeColor=None))
    return drawing
