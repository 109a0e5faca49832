"""Tiles: key figures, and the Sustainable Development Goals as plain numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.reports import letters
from desktop_app.reports.drawings.figure import (
    PLAIN,
    Figure,
    Look,
    alt_text,
    block,
    fit,
    paint,
    tile,
    words,
    wrapped,
)
from desktop_app.reports.letters import BOLD, REGULAR
from desktop_app.tokens import SMALL_RADIUS, SPACES, TABLE_SIZE, Tokens

_S1, _S2, _S3 = SPACES[:3]
_LABEL, _NOTE = (TABLE_SIZE, 10.5), (7.5, 10.0)  # size and leading


def key_figures(
    tiles: Sequence[tuple[str, str, str]],
    width: float,
    across: int = 4,
    look: Look = PLAIN,
) -> Figure:
    """Return key figures side by side: a large figure, what it counts, and a note below.

    A text without a digit, such as “not reported”, is set small and quiet.
    """
    each = (width - _S2 * (across - 1)) / across
    inner = each - 2 * _S2 - _S1
    labels = [wrapped(label, _LABEL[0], inner, most=6) for _, label, _ in tiles]
    notes = [wrapped(note, _NOTE[0], inner, most=4) if note else [] for _, _, note in tiles]
    tall = [
        len(label) * _LABEL[1] + len(note) * _NOTE[1]
        for label, note in zip(labels, notes, strict=True)
    ]
    high = max(tall, default=0) + 44
    rows = -(-len(tiles) // across)
    parts = [f"{figure} {label}" + (f" ({note})" if note else "") for figure, label, note in tiles]
    drawing = Figure(width, max(rows * (high + _S2) - _S2, 0), alt_text(look.title, parts))
    shade = look.shade
    for at, (figure, _, _) in enumerate(tiles):
        x = (at % across) * (each + _S2)
        top = drawing.height - (at // across) * (high + _S2)
        place = (x, top - high, each, high)
        _add_figure(drawing, figure, place, shade)
        down = top - 34 - _LABEL[0]
        for line in labels[at]:
            drawing.add(words(line, x + _S3, down, shade))
            down -= _LABEL[1]
        for line in notes[at]:
            quiet = {"fontSize": _NOTE[0], "fillColor": paint(shade.ink3)}
            drawing.add(words(line, x + _S3, down, shade, **quiet))
            down -= _NOTE[1]
    return drawing


def _add_figure(
    drawing: Figure, figure: str, place: tuple[float, float, float, float], shade: Tokens
) -> None:
    x, y, wide, high = place
    text = letters.line(figure)
    told = any(letter.isdigit() for letter in text)
    colour = paint(shade.accent if told else shade.ink3)
    drawing.add(tile(place, paint(shade.sunken), SMALL_RADIUS))
    drawing.add(block(x, y + 4, 2.4, high - 8, colour))
    look = {"fontName": BOLD if told else REGULAR, "fontSize": 20 if told else 11}
    room = wide - 2 * _S2 - _S1
    drawing.add(fit(text, x + _S3, y + high - 27, room, shade, fillColor=colour, **look))


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal: its number, its name, the figures on its tile, and whether anybody names it."""

    number: str
    name: str
    figures: str
    named: bool = True


def goals(
    rows: Sequence[Goal],
    width: float,
    across: int = 6,
    look: Look = PLAIN,
) -> Figure:
    """Return a numbered tile for each goal; those that nobody names are pale."""
    gap, size, leading = 5.0, 6.6, 8.0
    each = (width - gap * (across - 1)) / across
    names = [wrapped(row.name, size, each - 12, most=5) for row in rows]
    high = max(58.0, 26 + leading * max((len(lines) for lines in names), default=0))
    lines = -(-len(rows) // across)
    parts = [f"{row.number} {row.name}: {row.figures}" for row in rows]
    drawing = Figure(width, max(lines * (high + gap) - gap, 0), alt_text(look.title, parts))
    shade = look.shade
    for at, row in enumerate(rows):
        x = (at % across) * (each + gap)
        top = drawing.height - (at // across) * (high + gap)
        ground = shade.accent_soft if row.named else shade.raised
        drawing.add(tile((x, top - high, each, high), paint(ground), SMALL_RADIUS))
        strong = paint(shade.accent if row.named else shade.ink3)
        drawing.add(
            words(row.number, x + 6, top - 16, shade, fontName=BOLD, fontSize=13, fillColor=strong)
        )
        ink = paint(shade.ink if row.named else shade.ink3)
        bold = {"fontName": BOLD, "textAnchor": "end", "fillColor": ink}
        text = letters.line(row.figures)
        drawing.add(fit(text, x + each - 6, top - 15, each - 34, shade, **bold))
        quiet = paint(shade.ink2 if row.named else shade.ink3)
        for down, line in enumerate(names[at]):
            y = top - 27.5 - leading * down
            drawing.add(words(line, x + 6, y, shade, fontSize=size, fillColor=quiet))
    return drawing
