"""Letters for paper: whatever a text holds, what is set is in the font."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus.tables import CellStyle

from desktop_app.language import is_marked, parts_said, unmarked
from desktop_app.paths import resources
from desktop_app.reports.tagging.canvas import BEGIN, END

REGULAR = "SurcoSans"
BOLD = "SurcoSans-Bold"
_FILES = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}
DASH = "\u2013"
_BOX = "\ufffd"
_NEAREST = {
    "→": "\u203a",
    "←": "\u2039",
    "⇄": "\u2039\u203a",
    "↔": "\u2039\u203a",
    "\u2212": DASH,  # minus
    "≤": "<=",
    "≥": ">=",
    "✓": "+",
    "✔": "+",
    **dict.fromkeys("●■▪∙□", "•"),
    **dict.fromkeys("\u02b9\ua78c", "'"),  # prime and saltillo
}
# ReportLab breaks a line at a narrow space, and so between the figures of a French number.
_SPACES = {"\n": "\n", "\u00a0": "\u00a0", "\u202f": "\u00a0"}
_NOT_SET = frozenset({"Cc", "Cf", "Cs", "Mn", "Me"})
_ENDLESS = re.compile(r"\S{121,}")  # longer than any address or seal that must stay whole
_PIECE = 60
_AS_WIDE = 0.7  # of the letters of the longest word a wider one has at least


@cache
def use_fonts() -> None:
    """Make the family known to ReportLab, once a process."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resources() / "fonts" / file)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR)
    # Cells and drawings begin in Helvetica, which would stay listed in the file without its font.
    CellStyle.fontname = REGULAR
    STATE_DEFAULTS["fontName"] = REGULAR
    rl_config.useA85 = 0  # text instead of bytes makes a file a quarter larger


@cache
def _in_font() -> frozenset[int]:
    use_fonts()
    faces = [pdfmetrics.getFont(name).face for name in _FILES]
    return frozenset.intersection(*(frozenset(face.charToGlyph) for face in faces))


@cache
def _set(letter: str) -> str:
    """Return what is set for one letter: itself, its nearest, its plain parts, or a box."""
    if letter.isspace():
        return _SPACES.get(letter, " ")
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs") or not unmarked(letter):
        return ""
    if ord(letter) in _in_font():
        return letter
    if letter in _NEAREST:
        return _NEAREST[letter]
    parts = unicodedata.normalize("NFKD", letter)
    plain = "".join(part for part in parts if ord(part) in _in_font())
    if plain:
        return plain
    return "" if unicodedata.category(letter) in _NOT_SET else _BOX


def printable(text: str) -> str:
    """Return `text` in letters of the font; what has no likeness there becomes a visible box."""
    return "".join(map(_set, unicodedata.normalize("NFC", text)))


def line(text: str) -> str:
    """Return `text` printable and on one line."""
    return " ".join(printable(text).split())


def markup(text: str) -> str:
    """Return `text` for a Paragraph: printable, escaped, lines kept, endless words parted.

    What is in a language of its own says so to those who listen. ReportLab breaks words that are
    wider than the line, but in quadratic time.
    """
    if is_marked(text):
        return "".join(_spoken(language, part) for language, part in parts_said(text))
    return escape(_ENDLESS.sub(_parted, printable(text))).replace("\n", "<br/>")


def _spoken(language: str, part: str) -> str:
    said = markup(part)
    if not language or not said:
        return said
    return f'<onDraw name="{BEGIN}" label="{language}"/>{said}<onDraw name="{END}"/>'


def _parted(found: re.Match[str]) -> str:
    word = found[0]
    return " ".join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))


def width(text: str, size: float, font: str = REGULAR) -> float:
    """Return how wide a line is set, in points."""
    use_fonts()
    return float(pdfmetrics.stringWidth(text, font, size))


def widest(words: Iterable[str], size: float, font: str = REGULAR) -> float:
    """Return how wide the widest word is set; those with far fewer letters are not measured."""
    found = set(words)
    least = max(map(len, found), default=0) * _AS_WIDE
    return max((width(word, size, font) for word in found if len(word) >= least), default=0.0)


def fitting(text: str, size: float, space: float, font: str = REGULAR) -> float:
    """Return `size`, or the smaller one at which the line fits into `space` points."""
    wide = width(text, size, font)
    return size if wide <= space else size * space / wide
