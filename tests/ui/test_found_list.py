import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget

from desktop_app.ui.parts.found_list import FoundList


@pytest.fixture
def found(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 400)
    line = QLineEdit(window)
    box = QVBoxLayout(window)
    box.addWidget(line)
    window.show()
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    made = FoundList(line)
    made.line, made.around = line, window  # else the window is let go
    return made


def shown(found):
    return found.line.window().findChildren(QListWidget)[-1]


def test_enter_and_tab_take_the_marked_line_and_nothing_when_none_is(qtbot, found):
    spy = QSignalSpy(found.chosen)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab):
        found.show(["a", "b"])
        qtbot.keyClick(found.line, Qt.Key.Key_Down)
        qtbot.keyClick(found.line, Qt.Key.Key_Down)
        qtbot.keyClick(found.line, key)
    found.show(["a", "b"])
    qtbot.keyClick(found.line, Qt.Key.Key_Return)

    assert [spy.at(at)[0] for at in range(spy.count())] == [1, 1]
    assert not found.is_open


def test_esc_closes_the_list_and_is_heard_once(qtbot, found):
    spy = QSignalSpy(found.given_up)
    found.show(["a"])

    qtbot.keyClick(found.line, Qt.Key.Key_Escape)
    qtbot.keyClick(found.line, Qt.Key.Key_Escape)

    assert (found.is_open, spy.count()) == (False, 1)


def test_a_click_takes_a_line_and_leaves_the_cursor_where_it_was(qtbot, found):
    spy = QSignalSpy(found.chosen)
    found.show(["a", "b"])
    line = shown(found)

    qtbot.mouseClick(
        line.viewport(),
        Qt.MouseButton.LeftButton,
        pos=line.visualItemRect(line.item(1)).center(),
    )

    assert (spy.at(0)[0], found.line.hasFocus()) == (1, True)


def test_the_list_follows_its_line_and_closes_when_the_cursor_leaves(qtbot, found):
    found.show(["a"])
    before = shown(found).y()
    found.line.move(found.line.x(), found.line.y() + 30)
    after = shown(found).y()
    found.line.clearFocus()

    assert after == before + 30
    assert not found.is_open
