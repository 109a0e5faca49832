"""The window's palette and stylesheet, made from the tokens of the look."""

from dataclasses import fields
from functools import cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QWidget

from desktop_app.paths import resources
from desktop_app.tokens import DARK, LIGHT, RADIUS, SMALL_RADIUS, SPACES, Tokens

S1, S2, S3, S4, S5, S6, S7 = SPACES
FORM_WIDTH = 640  # one column of questions: about 72 characters
SMALLEST_TEXT = 13  # px at 100 %; some systems say 12 or less


def tokens() -> Tokens:
    """Return the colours that the window shows now."""
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT  # noqa: PLR2004 - half of 255


def apply_style(application: QApplication, *, dark: bool, scale: float = 1.0) -> None:
    """Give the whole program our colours and text `scale` times the system's size.

    Icons are drawn in the colours of their time: windows must be made anew afterwards.
    """
    chosen = DARK if dark else LIGHT
    application.setStyle("Fusion")  # the one style that follows a palette on every platform
    application.setPalette(_palette(chosen))
    font = QFont(_system_type())
    size = max(QFontInfo(font).pixelSize(), SMALLEST_TEXT) * scale
    font.setPixelSize(round(size))
    application.setFont(font)
    values: dict[str, object] = {one.name: getattr(chosen, one.name) for one in fields(chosen)}
    values |= {
        "icons": (resources() / "icons").as_posix(),
        "shade": "dark" if dark else "light",
        "radius": RADIUS,
        "small_radius": SMALL_RADIUS,
        "small": round(size * 0.92),
        "section": round(size * 1.2),
        "title": round(size * 1.5),
        "row": round(size * 1.5),
    }
    sheet = (resources() / "style" / "window.qss").read_text(encoding="utf-8")
    application.setStyleSheet(Template(sheet).substitute(values))


@cache
def _system_type() -> QFont:
    """Return the system's font under its own name, found once a process.

    Its usual name stands for whatever fits best, which would be another font once the type of the
    drawings is known too: the window would change under the reader's eyes.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setFamilies([QFontInfo(font).family()])
    return font


def px(pixels: int) -> int:
    """Return what is `pixels` beside text of 100 % beside the text of now: widths of columns."""
    return round(pixels * QFontInfo(QApplication.font()).pixelSize() / SMALLEST_TEXT)


def _palette(chosen: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: chosen.paper,
        role.WindowText: chosen.ink,
        role.Base: chosen.paper,
        role.AlternateBase: chosen.raised,
        role.Text: chosen.ink,
        role.Button: chosen.raised,
        role.ButtonText: chosen.ink,
        role.PlaceholderText: chosen.ink3,
        role.ToolTipBase: chosen.raised,
        role.ToolTipText: chosen.ink,
        role.Highlight: chosen.accent,
        role.HighlightedText: chosen.on_accent,
        role.Link: chosen.accent,
        role.LinkVisited: chosen.accent,
        role.Mid: chosen.line,
        role.Midlight: chosen.line,
        role.Dark: chosen.line,
        role.Light: chosen.raised,
        role.Accent: chosen.accent,
    }
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(chosen.ink3))
    return palette


def label(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    """Return a text that is never read as markup, whoever wrote it.

    Roles: "", title, section, strong, hint, secondary, error, warning, good, info.
    """
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)  # before the text: it may come from another office
    made.setText(text)
    made.setWordWrap(wrap)
    made.setIndent(0)  # a label with padding would else be indented
    made.setProperty("role", role)
    return made


def heading(text: str, *, section: bool = False) -> QLabel:
    """Return the title of a page, or of a section in it."""
    made = label(text, "section" if section else "title")
    made.setAccessibleName(text)
    return made


def hint(text: str) -> QLabel:
    """Return a quiet sentence that helps with what stands beside it."""
    return label(text, "hint")


def button(text: str, *, primary: bool = False) -> QPushButton:
    """Return a button; a page has at most one primary."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if primary:
        made.setProperty("role", "primary")
    return made


def line() -> QFrame:
    """Return a hairline from edge to edge."""
    made = QFrame()
    made.setFixedHeight(1)
    made.setProperty("role", "line")
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Change the role of a widget that is shown already."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
