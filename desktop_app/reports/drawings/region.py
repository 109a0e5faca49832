"""The 33 states of Latin America and the Caribbean as a grid of tiles: no map, no borders.

A tile lies about where its state lies; where two would meet, it gives way. Nothing is ranked.
"""

from collections.abc import Mapping, Sequence

from reportlab.graphics.shapes import Rect

from desktop_app.language import N_, Language
from desktop_app.records.codes import code_list
from desktop_app.reports import letters
from desktop_app.reports.drawings.figure import (
    PLAIN,
    Figure,
    Look,
    Value,
    alt_text,
    fit,
    ink_on,
    paint,
    said,
    shown,
    tile,
    words,
)
from desktop_app.reports.drawings.shading import Step, step_of, steps
from desktop_app.reports.letters import BOLD
from desktop_app.tokens import SMALL_RADIUS, TABLE_SIZE, Tokens

PLACES = {  # ISO code -> column and row from the upper left
    "MX": (0, 0),
    "BS": (5, 0),
    "BZ": (1, 1),
    "CU": (4, 1),
    "KN": (7, 1),
    "AG": (8, 1),
    "GT": (0, 2),
    "HN": (1, 2),
    "JM": (4, 2),
    "HT": (5, 2),
    "DO": (6, 2),
    "DM": (8, 2),
    "SV": (0, 3),
    "NI": (1, 3),
    "VC": (7, 3),
    "LC": (8, 3),
    "CR": (1, 4),
    "PA": (2, 4),
    "TT": (6, 4),
    "GD": (7, 4),
    "BB": (8, 4),
    "CO": (3, 5),
    "VE": (4, 5),
    "GY": (5, 5),
    "SR": (6, 5),
    "EC": (2, 6),
    "PE": (3, 6),
    "BO": (4, 6),
    "BR": (5, 6),
    "CL": (3, 7),
    "PY": (4, 7),
    "AR": (4, 8),
    "UY": (5, 8),
}
_ACROSS, _DOWN, _GAP = 9, 9, 3.0
_LEGEND = 14.0
_OTHERS = N_("{n} others: not reported")


def region(
    figures: Mapping[str, Value],
    width: float,
    look: Look = PLAIN,
    here: str = "",
) -> Figure:
    """Return the grid, each tile with its code and its figure and shaded by it.

    A state that `figures` does not name was not reported: a tile without a ground, and a dash.
    The tile of `here` has a line around it.
    """
    shade, language = look.shade, look.language
    each = (width - _GAP * (_ACROSS - 1)) / _ACROSS
    high = min(each, 40.0)
    values = {code: figures.get(code) for code in PLACES}
    found = steps(values.values(), shade)
    entries = _entries(found, language, missing=None in values.values())
    rows = _legend_rows(entries, width)
    grid = _DOWN * (high + _GAP) - _GAP
    alt = alt_text(look.title, _told(values, language))
    drawing = Figure(width, grid + 8 + _LEGEND * len(rows), alt)
    for code, (column, row) in PLACES.items():
        place = (column * (each + _GAP), drawing.height - row * (high + _GAP) - high, each, high)
        step = step_of(values[code], found)
        _add_tile(drawing, (code, shown(values[code], language)), place, step, shade)
        if code == here:
            drawing.add(_ring(place, shade))
    for at, line in enumerate(rows):
        y = _LEGEND * (len(rows) - 1 - at) + 3
        for x, name, step in line:
            drawing.add(_swatch(x, y, step, shade))
            room = width - x - 12
            drawing.add(fit(name, x + 12, y + 0.4, room, shade, fillColor=paint(shade.ink2)))
    return drawing


def _told(values: Mapping[str, Value], language: Language | None) -> list[str]:
    listed = code_list("country")
    names = {code: listed.label(code, language.code) if language else code for code in values}
    known = {code: value for code, value in values.items() if value is not None}
    parts = [
        f"{names[code]} {said(known[code], language)}"
        for code in sorted(known, key=lambda code: names[code])
    ]
    rest = len(values) - len(known)
    if rest and language:
        parts.append(language.text(_OTHERS, n=language.number(rest)))
    return parts


def _entries(
    found: Sequence[Step],
    language: Language | None,
    *,
    missing: bool,
) -> list[tuple[str, Step | None]]:
    entries: list[tuple[str, Step | None]] = [(step.name(language), step) for step in found]
    return [*entries, (said(None, language), None)] if missing else entries


def _legend_rows(
    entries: Sequence[tuple[str, Step | None]], width: float
) -> list[list[tuple[float, str, Step | None]]]:
    rows: list[list[tuple[float, str, Step | None]]] = [[]]
    x = 0.0
    for name, step in entries:
        text = letters.line(name)
        wide = 12 + letters.width(text, TABLE_SIZE)
        if x and x + wide > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, text, step))
        x += wide + 14
    return rows


def _add_tile(
    drawing: Figure,
    texts: tuple[str, str],
    place: tuple[float, float, float, float],
    step: Step | None,
    shade: Tokens,
) -> None:
    (x, y, wide, high), (code, figure) = place, texts
    if step is None:
        drawing.add(_outline(place, shade))
    else:
        drawing.add(tile(place, paint(step.colour), SMALL_RADIUS))
    ink = paint(ink_on(step.colour, shade) if step else shade.ink3)
    middle = x + wide / 2
    size = min(9.0, high * 0.3)
    look = {"fillColor": ink, "textAnchor": "middle"}
    drawing.add(words(code, middle, y + high * 0.56, shade, fontName=BOLD, fontSize=size, **look))
    room = wide - 3
    drawing.add(fit(figure, middle, y + high * 0.2, room, shade, fontSize=size * 0.9, **look))


def _outline(place: tuple[float, float, float, float], shade: Tokens) -> Rect:
    x, y, wide, high = place
    return Rect(
        x + 0.4,
        y + 0.4,
        wide - 0.8,
        high - 0.8,
        rx=SMALL_RADIUS,
        ry=SMALL_RADIUS,
        fillColor=None,
        strokeColor=paint(shade.line),
        strokeWidth=0.8,
    )


def _ring(place: tuple[float, float, float, float], shade: Tokens) -> Rect:
    ring = _outline(place, shade)
    ring.strokeColor, ring.strokeWidth = paint(shade.ink), 1.6
    return ring


def _swatch(x: float, y: float, step: Step | None, shade: Tokens) -> Rect:
    place = (x, y - 0.5, 8.0, 8.0)
    swatch = _outline(place, shade) if step is None else tile(place, paint(step.colour), 1.5)
    if step is None:
        swatch.rx = swatch.ry = 1.5
    return swatch
