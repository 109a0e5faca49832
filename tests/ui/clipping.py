"""Finding what a window cuts off: texts with less room than they need."""

import re

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QTableView,
    QWidget,
)

from desktop_app.ui.parts.chip import Chip
from desktop_app.ui.parts.elided import ElidedLabel

_SLACK = 1  # rounding of a scaled font


def clipped(window):
    """Return a sentence for each visible text in `window` that has less room than it needs."""
    shown = [one for one in window.findChildren(QWidget) if one.isVisible()]
    found = []
    for widget in shown:
        found += [f"{_name(widget)}: {what}" for what in _lacking(widget)]
    return found


def _lacking(widget):
    """Yield what of a widget is cut off."""
    if isinstance(widget, ElidedLabel | Chip):
        return  # gives way with dots, whole in its tooltip
    for kinds, look in _LOOKS:
        if isinstance(widget, kinds):
            yield from look(widget)
    if isinstance(widget, QLabel | QAbstractButton | QComboBox | QLineEdit):
        yield from _outside(widget)


def _label(label):
    room = label.contentsRect()
    if not label.text() or not label.pixmap().isNull():
        return
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK:
            yield f"needs height {needed}, has {label.height()}"
        words = re.split(r"[\s/\\-]+", label.text())
        widest = max(_wide(label, word) for word in words)
        if widest > room.width() + _SLACK:
            yield f"a word needs width {widest}, has {room.width()}"
    else:
        yield from _size(label)


def _size(widget):
    if not widget.text():
        return
    wanted = widget.sizeHint()
    if isinstance(widget, QCheckBox | QRadioButton):
        wanted.setHeight(widget.fontMetrics().height())
    if wanted.width() > widget.width() + _SLACK:
        yield f"needs width {wanted.width()}, has {widget.width()}"
    least = min(wanted.height(), widget.fontMetrics().height() + 2)
    if least > widget.height() + _SLACK:
        yield f"needs height {least}, has {widget.height()}"


def _combo(combo):
    if combo.isEditable():
        return  # its line says how much of a long choice it shows
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    part = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    needed = _wide(combo, combo.currentText())
    if needed > part.width() + _SLACK:
        yield f"needs width {needed}, has {part.width()}: {combo.currentText()!r}"
    if combo.fontMetrics().height() > combo.height():
        yield f"needs height {combo.fontMetrics().height()}, has {combo.height()}"


def _placeholder(line):
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    part = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    needed = _wide(line, line.placeholderText()) if not line.text() else 0
    margins = line.textMargins()
    room = part.width() - margins.left() - margins.right() - 4  # Qt keeps 2 px on each side
    if needed > room + _SLACK:
        yield f"placeholder needs width {needed}, has {room}: {line.placeholderText()!r}"
    if line.fontMetrics().height() > line.height():
        yield f"needs height {line.fontMetrics().height()}, has {line.height()}"


def _tabs(bar):
    for place in range(bar.count()):
        if bar.tabRect(place).right() > bar.width() + _SLACK:
            yield f"tab {bar.tabText(place)!r}"


def _menus(bar):
    for action in bar.actions():
        if bar.actionGeometry(action).right() > bar.width():
            yield f"menu {action.text()!r}"


def _rows(table):
    needed, line = table.fontMetrics().height(), table.verticalHeader().sectionSize(0)
    if table.model() and table.model().rowCount() and needed > line:
        yield f"a line needs height {needed}, has {line}"


def _header(header):
    if header.orientation() is not Qt.Orientation.Horizontal:
        return
    for place in range(header.count()):
        if header.isSectionHidden(place) or not header.model():
            continue
        title = header.model().headerData(place, Qt.Orientation.Horizontal)
        needed = header.sectionSizeFromContents(place).width() if title else 0
        if needed > header.sectionSize(place) + _SLACK:
            yield f"column {title!r} needs width {needed}, has {header.sectionSize(place)}"
    if header.sizeHint().height() > header.height() + _SLACK:
        yield f"header needs height {header.sizeHint().height()}, has {header.height()}"


_LOOKS = (
    (QLabel, _label),
    (QAbstractButton, _size),
    (QComboBox, _combo),
    (QLineEdit, _placeholder),
    (QTabBar, _tabs),
    (QHeaderView, _header),
    (QTableView, _rows),
    (QMenuBar, _menus),
)


def _outside(widget):
    """Yield when a widget sticks out of what holds it, other than downwards in what scrolls."""
    inside = widget
    while (holder := inside.parentWidget()) is not None and not inside.isWindow():
        corner = widget.mapTo(holder, QPoint(0, 0))
        if isinstance(holder.parentWidget(), QAbstractScrollArea):
            area = holder.parentWidget()
            if holder is area.viewport():
                bar = area.horizontalScrollBar()
                if corner.x() + widget.width() > holder.width() + _SLACK and not bar.maximum():
                    yield f"sticks out of {_name(holder)} by its width"
                return
        if corner.x() < 0 or corner.x() + widget.width() > holder.width() + _SLACK:
            yield f"sticks out of {_name(holder)} by its width"
            return
        if corner.y() < 0 or corner.y() + widget.height() > holder.height() + _SLACK:
            yield f"sticks out of {_name(holder)} by its height"
            return
        inside = holder


def _wide(widget, text):
    return widget.fontMetrics().horizontalAdvance(text)


def _name(widget):
    said = getattr(widget, "text", lambda: "")()
    said = said if isinstance(said, str) and said else widget.accessibleName()
    return f"{type(widget).__name__} {said[:60]!r}"


def settle(widget):
    """Let layouts take their places: one that gives a width asks for heights, and so on."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        if widget.layout():
            widget.layout().activate()
