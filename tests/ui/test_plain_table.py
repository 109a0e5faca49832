"""Tables of texts: columns of a set width, and one that takes what is left."""

from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, lines_view
from desktop_app.ui.parts.style import px


def test_the_column_that_takes_what_is_left_keeps_a_third_of_a_narrow_table(qtbot):
    model = PlainTable([Heading("Office"), Heading("Seal", 200), Heading("Last one", 400)])
    model.show([Line(("BO", "2FCB", "number 2"))])
    view = lines_view(model, "Offices")
    qtbot.addWidget(view)
    view.resize(500, 200)
    view.show()
    narrow = view.columnWidth(0)
    view.resize(1200, 200)

    assert narrow >= 500 // 3 - 4
    assert (view.columnWidth(1), view.columnWidth(2)) == (px(200), px(400))
