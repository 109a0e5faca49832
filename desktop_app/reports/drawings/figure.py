"""What every drawing is made with: its text, its colours light or dark, and words that fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.attrmap import AttrMap, AttrMapValue
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.validators import isString

from desktop_app.language import N_, Language, unmarked
from desktop_app.reports import letters
from desktop_app.reports.letters import DASH, REGULAR
from desktop_app.reports.tagging.canvas import figure
from desktop_app.tokens import LIGHT, TABLE_SIZE, Tokens

Value = int | Decimal | None  # None is what was not reported, and never 0
Tone: TypeAlias = "Color | str"  # a colour of paper, the name of a token, or #RRGGBB
NOT_REPORTED = N_("not reported")
MOST_LINES = 3
SMALLEST = 5.5
_DIGITS = 2  # after the decimal mark
_TONES = [name for name in Tokens.__slots__ if name != "dark"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a drawing is told: in light or dark, in whose language, under which title.

    Without a language figures are written plainly.
    """

    title: str = ""
    language: Language | None = None
    shade: Tokens = LIGHT


PLAIN = Look()


class Figure(Drawing):  # type: ignore[misc] # ReportLab has no types
    """A drawing and `alt`, the text that says the same to those who do not see it."""

    _attrMap = AttrMap(BASE=Drawing, alt=AttrMapValue(isString))  # noqa: N815 - ReportLab's name

    def __init__(self, width: float, height: float, alt: str = "") -> None:
        super().__init__(width, height)
        self.alt = unmarked(alt)

    def draw(self) -> None:
        with figure(self, self.alt):
            super().draw()


@cache
def paint(colour: str) -> Color:
    """Return #RRGGBB as a colour of ReportLab."""
    return HexColor(colour)


def toned(tone: Tone, shade: Tokens) -> Color:
    """Return a tone in this shade; a colour of the light tokens becomes its twin in the dark."""
    if isinstance(tone, str) and tone in _TONES:
        return paint(getattr(shade, tone))
    given = paint(tone) if isinstance(tone, str) else tone
    if shade is not LIGHT:
        for name in _TONES:
            if given == paint(getattr(LIGHT, name)):
                return paint(getattr(shade, name))
    return given


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two, as #RRGGBB; `share` is that of the other."""
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Return the relative luminance of #RRGGBB (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink_on(ground: str, shade: Tokens) -> str:
    """Return the one of ink and paper that is read better on this ground."""
    at = luminance(ground) + 0.05

    def contrast(ink: str) -> float:
        other = luminance(ink) + 0.05
        return max(at, other) / min(at, other)

    return max(shade.ink, shade.paper, key=contrast)


def said(value: Value, language: Language | None) -> str:
    """Return a figure as the text of a drawing says it."""
    if value is None:
        return language.text(NOT_REPORTED) if language else DASH
    if isinstance(value, Decimal) and -int(value.as_tuple().exponent) > _DIGITS:
        value = round(value, _DIGITS)
    return language.number(value) if language else str(value)


def shown(value: Value, language: Language | None) -> str:
    """Return a figure as it stands in a drawing: a dash for what was not reported."""
    return DASH if value is None else letters.line(said(value, language))


def alt_text(title: str, parts: Iterable[str]) -> str:
    """Return the text of a drawing: what it is, then its figures."""
    told = "; ".join(part for part in parts if part)
    return letters.line(f"{title}: {told}." if title and told else title or told)


def words(text: str, x: float, y: float, shade: Tokens = LIGHT, **look: object) -> String:
    """Return a line of text at its place, in ink unless told otherwise."""
    given: dict[str, Any] = {
        "fontName": REGULAR,
        "fontSize": TABLE_SIZE,
        "fillColor": paint(shade.ink),
        **look,
    }
    return String(x, y, unmarked(text), **given)


def fit(
    text: str, x: float, y: float, space: float, shade: Tokens = LIGHT, **look: object
) -> String:
    """Return a line of text that is set smaller where the space asks for it, at last shorter."""
    text, size = unmarked(text), float(str(look.pop("fontSize", TABLE_SIZE)))
    font = str(look.get("fontName", REGULAR))
    smaller = max(letters.fitting(text, size, space, font), SMALLEST)
    return words(cut(text, smaller, space, font), x, y, shade, fontSize=smaller, **look)


def cut(text: str, size: float, space: float, font: str = REGULAR) -> str:
    """Return the text, or its beginning and three dots where it is wider than the space."""
    if letters.width(text, size, font) <= space + 0.01:
        return text
    while text and letters.width(text + "…", size, font) > space:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(
    text: str, size: float, space: float, font: str = REGULAR, most: int = MOST_LINES
) -> list[str]:
    """Return the text on lines that fit; what is more than `most` lines ends in three dots."""
    lines, line = [], ""
    for word in _pieces(letters.line(text), size, space, font):
        longer = f"{line} {word}".strip()
        if line and letters.width(longer, size, font) > space:
            lines.append(line)
            line = word
        else:
            line = longer
        if len(lines) > most:
            break
    lines.append(line)
    if len(lines) > most:
        lines[most - 1 :] = [cut(" ".join(lines[most - 1 :]), size, space, font)]
    return lines


def _pieces(text: str, size: float, space: float, font: str) -> Iterable[str]:
    """Yield the words, those wider than the space in pieces."""
    for word in text.split():
        rest = word
        while letters.width(rest, size, font) > space and len(rest) > 1:
            end = max(1, int(len(rest) * space / letters.width(rest, size, font)))
            while end > 1 and letters.width(rest[:end], size, font) > space:
                end -= 1
            yield rest[:end]
            rest = rest[end:]
        yield rest


def block(x: float, y: float, wide: float, high: float, colour: Color) -> Rect:
    """Return a filled rectangle without a line around it."""
    return Rect(x, y, wide, high, fillColor=colour, strokeColor=None)


def tile(place: tuple[float, float, float, float], colour: Color, radius: float) -> Rect:
    """Return a filled rectangle with round corners."""
    x, y, wide, high = place
    return Rect(x, y, wide, high, rx=radius, ry=radius, fillColor=colour, strokeColor=None)
