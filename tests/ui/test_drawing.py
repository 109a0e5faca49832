"""A drawing of paper in the window, light and dark."""

import pytest
from PySide6.QtGui import QColor, QFontDatabase

from desktop_app.reports import charts
from desktop_app.tokens import DARK, LIGHT
from desktop_app.ui.parts.drawing import FAMILY, DrawingView


@pytest.fixture
def view(qtbot):
    made = DrawingView()
    qtbot.addWidget(made)
    return made


def shown(view, shade):
    drawing = charts.stacked([("ready", 3, "provider")], 480, 3, charts.Look("All", shade=shade))
    view.show_drawing(charts.svg(drawing), drawing.alt)
    view.resize(480, view.heightForWidth(480))
    view.setStyleSheet(f"background: {shade.paper}")
    return view.grab().toImage()


@pytest.mark.parametrize("shade", [LIGHT, DARK], ids=["light", "dark"])
def test_a_drawing_has_its_own_colours_on_the_ground_of_the_window(view, shade):
    seen = shown(view, shade)

    assert seen.pixelColor(100, 6) == QColor(shade.provider)
    assert seen.pixelColor(400, seen.height() - 3) == QColor(shade.paper)


def test_a_drawing_is_told_in_words(view):
    shown(view, LIGHT)

    assert view.accessibleName() == "All: ready 3."


def test_a_drawing_grows_with_its_width(view):
    shown(view, LIGHT)

    assert view.heightForWidth(960) == 2 * view.heightForWidth(480) == 2 * view.sizeHint().height()


def test_words_are_set_in_the_type_of_paper(view):
    assert FAMILY in QFontDatabase.families()
    assert FAMILY.encode() in charts.svg(charts.stacked([("a", 1, "line")], 90, 1))
