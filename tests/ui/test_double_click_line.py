"""The line of the menu File by which a double click on a file of Surco opens it."""

from desktop_app.ui.parts.double_click_line import DoubleClickLine
from tests.ui.looking import texts


def settle(qtbot, window):
    qtbot.waitUntil(lambda: not window.context.background.jobs)


def test_a_double_click_is_chosen_and_taken_back_in_the_menu(qtbot, monkeypatch, tmp_path, window):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    menu = window.menuBar().addMenu("of this person")
    line = DoubleClickLine(menu, window.context, window.report, window.frame.messages.say)
    line.trigger()
    settle(qtbot, window)
    on, said = line.isChecked(), texts(window.frame.messages)
    line.trigger()
    settle(qtbot, window)

    assert on
    assert "A double click on a file that ends in .surco opens it in Surco." in said
    assert not line.isChecked()
    assert list((tmp_path / "share").rglob("surco.*")) == []
