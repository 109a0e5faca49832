"""A chart of paper in the window, light and dark."""

import pytest
from PySide6.QtGui import QColor, QFontDatabase

from desktop_app.actions.charting import Drawn
from desktop_app.reports import charts
from desktop_app.reports.drawings.svg import FAMILY
from desktop_app.tokens import DARK, LIGHT
from desktop_app.ui.parts.chart_view import ChartView, points


@pytest.fixture
def view(qtbot):
    made = ChartView()
    qtbot.addWidget(made)
    return made


def shown(view, shade):
    drawing = charts.stacked([("ready", 3, "provider")], 360, 3, charts.Look("All", shade=shade))
    drawn = Drawn(charts.svg(drawing), drawing.width, drawing.height, drawing.alt)
    view.show_chart(drawn, "All initiatives")
    view.resize(view.sizeHint())
    view.setStyleSheet(f"background: {shade.paper}")
    return view.grab().toImage()


@pytest.mark.parametrize("shade", [LIGHT, DARK], ids=["light", "dark"])
def test_a_chart_has_its_own_colours_on_the_ground_of_the_window(view, shade):
    seen = shown(view, shade)

    assert seen.pixelColor(100, 6) == QColor(shade.provider)
    assert seen.pixelColor(400, seen.height() - 3) == QColor(shade.paper)


def test_a_chart_is_told_in_words(view):
    shown(view, LIGHT)

    assert view.accessibleName() == "All initiatives"
    assert view.accessibleDescription() == "All: ready 3."


def test_the_type_of_a_chart_is_as_large_as_a_hint(view):
    shown(view, LIGHT)

    assert view.sizeHint().width() == round(360 * points())


def test_nothing_takes_no_room(view):
    view.show_chart(None, "")

    assert view.isHidden()


def test_words_are_set_in_the_type_of_paper(view):
    shown(view, LIGHT)

    assert FAMILY in QFontDatabase.families()
    assert FAMILY.encode() in charts.svg(charts.stacked([("a", 1, "line")], 90, 1))
