"""Colours that can be read, texts that are never markup, icons that are there."""

import re
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo

from desktop_app.paths import resources
from desktop_app.tokens import DARK, LIGHT
from desktop_app.ui.parts.chart_view import use_paper_type
from desktop_app.ui.parts.code_box import CalmCombo
from desktop_app.ui.parts.field_label import FieldLabel
from desktop_app.ui.parts.icons import SMALL, icon, put_icon
from desktop_app.ui.parts.style import apply_style, button, label, px, tokens
from desktop_app.ui.parts.wording import tooltip


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


def test_the_type_of_the_window_stays_when_the_drawings_bring_theirs(qapp):
    apply_style(qapp, dark=False)
    before = QFontInfo(qapp.font()).family()

    use_paper_type()
    apply_style(qapp, dark=False)

    assert QFontInfo(qapp.font()).family() == before


def test_widths_grow_with_the_text(qapp):
    apply_style(qapp, dark=False, scale=1.5)
    larger = px(100)
    apply_style(qapp, dark=False)

    assert larger == pytest.approx(px(100) * 1.5, abs=4)


def test_a_picture_stands_apart_from_the_words_of_its_button(qtbot):
    made = button("Import")
    qtbot.addWidget(made)

    put_icon(made, "download")

    assert made.iconSize().width() > made.iconSize().height() == SMALL


def test_the_name_of_a_question_takes_a_second_line_only_where_it_must(qtbot):
    name = FieldLabel("Most proposals of an institution in a year")
    qtbot.addWidget(name)
    whole = name.sizeHint().width()

    assert name.heightForWidth(whole) < name.heightForWidth(whole // 2)
    assert name.minimumSizeHint().width() < whole


def test_a_choice_without_room_is_whole_in_the_tooltip(qtbot):
    choice = CalmCombo()
    qtbot.addWidget(choice)
    choice.addItem("All the offices of the region and their partners")
    choice.resize(120, 32)

    choice.grab()
    narrow = choice.toolTip()
    choice.resize(600, 32)
    choice.grab()

    assert narrow == tooltip(choice.currentText())
    assert not choice.toolTip()
