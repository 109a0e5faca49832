"""Colours that can be read, texts that are never markup, icons that are there."""

import re
from itertools import product

import pytest
from PySide6.QtCore import Qt

from desktop_app.paths import resources
from desktop_app.tokens import DARK, LIGHT
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.style import apply_style, button, label, tokens


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
