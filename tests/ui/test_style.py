"""Colours that can be read, texts that are never markup, icons that are there."""

import re
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from desktop_app.paths import resources
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.style import DARK, LIGHT, apply_style, button, label, tokens

READABLE = 4.5  # WCAG 2.2, 1.4.3: text of usual size


def _luminance(colour):
    def linear(part):
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in QColor(colour).getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one, other):
    low, high = sorted([_luminance(one), _luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("shade", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_can_be_read_on_every_surface(shade):
    inks = ["ink", "ink2", "ink3", "accent", "error", "warning", "good", "info"]
    poor = [
        (ink, ground, round(_contrast(getattr(shade, ink), getattr(shade, ground)), 2))
        for ink, ground in product(inks, ["paper", "raised"])
        if _contrast(getattr(shade, ink), getattr(shade, ground)) < READABLE
    ]

    assert poor == []
    assert _contrast(shade.on_accent, shade.accent) >= READABLE


@pytest.mark.parametrize("dark", [False, True])
def test_the_style_can_be_applied_and_read_back(qapp, dark):
    apply_style(qapp, dark=dark)

    assert tokens() is (DARK if dark else LIGHT)
    assert "$" not in qapp.styleSheet().replace("$tokens", "")


def test_larger_text_makes_everything_larger(qapp):
    apply_style(qapp, dark=False, scale=1.5)
    larger = qapp.font().pixelSize()
    apply_style(qapp, dark=False)

    assert larger == round(qapp.font().pixelSize() * 1.5)


def test_a_text_from_outside_is_shown_as_it_was_written(qtbot):
    shown = label("<b>Project</b> &amp; more")
    qtbot.addWidget(shown)

    assert shown.textFormat() is Qt.TextFormat.PlainText
    assert shown.text() == "<b>Project</b> &amp; more"


def test_a_button_says_whether_it_is_the_main_one(qtbot):
    main, other = button("Send", primary=True), button("Back")
    qtbot.addWidget(main)
    qtbot.addWidget(other)

    assert main.property("role") == "primary"
    assert other.property("role") is None


def test_every_icon_follows_the_colour_of_the_text(qapp):
    drawn = sorted((resources() / "icons").glob("*.svg"))

    assert drawn
    assert [path.name for path in drawn if "currentColor" not in path.read_text()] == []
    assert [path.name for path in drawn if icon(path.stem).isNull()] == []
    assert "ISC" in (resources() / "icons" / "LICENSE").read_text()


def test_pictures_named_in_the_stylesheet_are_there():
    sheet = (resources() / "style" / "window.qss").read_text()
    named = re.findall(r"\$icons/\$shade/([\w-]+\.svg)", sheet)
    shades = ["light", "dark"]

    assert [
        (shade, name)
        for shade, name in product(shades, named)
        if not (resources() / "icons" / shade / name).is_file()
    ] == []
