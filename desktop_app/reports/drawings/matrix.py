"""Who provides to whom: a table of figures, each cell shaded by what it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Group, Line

from desktop_app.language import Language
from desktop_app.reports import letters
from desktop_app.reports.drawings.figure import (
    PLAIN,
    SMALLEST,
    Figure,
    Look,
    Value,
    alt_text,
    block,
    fit,
    ink_on,
    paint,
    said,
    shown,
    words,
    wrapped,
)
from desktop_app.reports.drawings.shading import Step, step_of, steps
from desktop_app.reports.letters import BOLD
from desktop_app.tokens import SPACES, TABLE_SIZE, Tokens

_S1, _S2 = SPACES[:2]
_LABEL_SHARE, _MOST_HEAD = 0.26, 110.0
_ROW, _LEADING = 17.0, 9.5
_TWO_LINES = 70.0  # a turned name that is longer is parted
_WIDEST = 64.0
TO = "\u203a"  # stands between provider and recipient in the text of the drawing


@dataclass(frozen=True, slots=True)
class Party:
    """One line or column of a matrix: its code and its name in the reader's language."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Roles:
    """Figures by provider (lines) and recipient (columns); `axes` are the names of both.

    A pair of codes that `figures` does not name is left empty; None was not reported.
    """

    providers: Sequence[Party]
    recipients: Sequence[Party]
    figures: Mapping[tuple[str, str], Value]
    axes: tuple[str, str] = ("", "")


def matrix(roles: Roles, width: float, look: Look = PLAIN) -> Figure:
    """Return who provides to whom, each cell shaded by its figure; names turn where they must."""
    providers, recipients, figures = roles.providers, roles.recipients, roles.figures
    shade = look.shade
    left = width * _LABEL_SHARE
    each = min((width - left - _S2) / max(len(recipients), 1), _WIDEST)
    labels = [wrapped(one.name, TABLE_SIZE, left - _S1, most=2) for one in providers]
    highs = [max(_ROW, _LEADING * len(lines) + 6) for lines in labels]
    heads = _Heads(roles, left + _S2, each)
    alt = alt_text(look.title, _told(roles, look.language))
    drawing = Figure(width, heads.high + sum(highs), alt)
    heads.add_to(drawing, shade)
    found = steps(figures.values(), shade)
    y = drawing.height - heads.high
    for provider, lines, high in zip(providers, labels, highs, strict=True):
        y -= high
        hair = paint(shade.line)
        drawing.add(Line(0, y + high, width, y + high, strokeColor=hair, strokeWidth=0.4))
        for at, line in enumerate(lines):
            down = y + high / 2 - 2.8 + _LEADING * ((len(lines) - 1) / 2 - at)
            drawing.add(words(line, 0, down, shade))
        for at, recipient in enumerate(recipients):
            pair = (provider.code, recipient.code)
            if pair in figures:
                place = (left + _S2 + each * at, y, each, high)
                _add_cell(drawing, figures[pair], found, place, look)
    return drawing


def _add_cell(
    drawing: Figure,
    value: Value,
    found: list[Step],
    place: tuple[float, float, float, float],
    look: Look,
) -> None:
    (x, y, wide, high), shade = place, look.shade
    step = step_of(value, found)
    if step is not None:
        drawing.add(block(x + 0.6, y + 0.6, wide - 1.2, high - 1.2, paint(step.colour)))
    ink = paint(ink_on(step.colour, shade) if step else shade.ink3)
    given = {"fillColor": ink, "textAnchor": "middle"}
    text = shown(value, look.language)
    drawing.add(fit(text, x + wide / 2, y + high / 2 - 2.8, wide - 2, shade, **given))


def _told(roles: Roles, language: Language | None) -> list[str]:
    return [
        f"{provider.name} {TO} {recipient.name} {said(roles.figures[pair], language)}"
        for provider in roles.providers
        for recipient in roles.recipients
        if (pair := (provider.code, recipient.code)) in roles.figures
    ]


class _Heads:
    """The names of the columns, turned where they do not fit side by side."""

    def __init__(self, roles: Roles, left: float, each: float) -> None:
        self.names = [letters.line(one.name) for one in roles.recipients]
        self.left, self.each, self.axes = left, each, roles.axes
        self.upright = all(letters.width(one, TABLE_SIZE, BOLD) <= each - _S1 for one in self.names)
        longest = max((letters.width(one, TABLE_SIZE) for one in self.names), default=0)
        self.lines = 2 if each > 2 * _LEADING and longest > _TWO_LINES else 1
        longest = max(longest / self.lines + 12, _TWO_LINES) if self.lines > 1 else longest
        self.room = 8.0 if self.upright else min(longest, _MOST_HEAD) + 1
        self.high = self.room + _S2 + (12 if any(self.axes) else 0)

    def add_to(self, drawing: Figure, shade: Tokens) -> None:
        base = drawing.height - self.high
        if any(self.axes):
            quiet = {"fillColor": paint(shade.ink3), "fontSize": 7.5}
            rows, columns = (letters.line(axis) for axis in self.axes)
            drawing.add(fit(rows, 0, base + 4, self.left - _S2, shade, **quiet))
            room = drawing.width - self.left
            drawing.add(fit(columns, self.left, drawing.height - 8, room, shade, **quiet))
        for at, name in enumerate(self.names):
            self._add_one(drawing, name, self.left + self.each * (at + 0.5), base + 4, shade)

    def _add_one(self, drawing: Figure, name: str, x: float, y: float, shade: Tokens) -> None:
        ink = paint(shade.ink2)
        if self.upright:
            given = {"fontName": BOLD, "fillColor": ink, "textAnchor": "middle"}
            drawing.add(words(name, x, y, shade, **given))
            return
        size = max(min(TABLE_SIZE, self.each - 1), SMALLEST)
        lines = wrapped(name, size, self.room, most=self.lines)
        for at, line in enumerate(lines):
            turned = Group(words(line, 0, 0, shade, fontSize=size, fillColor=ink))
            turned.translate(x + size * 0.35 + _LEADING * (at - (len(lines) - 1) / 2), y)
            turned.rotate(90)
            drawing.add(turned)
