"""Finding what a person would see and press in a widget."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel


def texts(widget):
    """Return the texts of all labels that are not hidden, from the first to the last made."""
    return [label.text() for label in widget.findChildren(QLabel) if label.text() and _shown(label)]


def button(widget, text):
    """Return the one button that says `text` and is not hidden."""
    found = [
        one
        for one in widget.findChildren(QAbstractButton)
        if one.text().replace("&", "") == text and _shown(one)
    ]
    assert len(found) == 1, f"{len(found)} buttons say {text!r}"
    return found[0]


def press(qtbot, widget, text):
    qtbot.mouseClick(button(widget, text), Qt.MouseButton.LeftButton)


def settle(qtbot, page):
    """Wait until nothing works in the background of a page."""
    qtbot.waitUntil(lambda: not page.background.jobs)


def _shown(widget):
    return widget.isVisibleTo(widget.window()) or not widget.isHidden()
