"""The list of what was found, below the line in which it is typed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QWidget

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_NARROWEST = 240
_CLOSING = {QEvent.Type.FocusOut, QEvent.Type.Hide}
_MOVES = {QEvent.Type.Resize, QEvent.Type.Move}
_PRESSES = {QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}


class FoundList(QObject):
    """A part of the window, not a window of its own: the cursor never leaves the line.

    A window of its own would take the keyboard and give it back when the window manager comes
    to it; a fast typist is in another field by then, and loses what is typed there.
    """

    chosen = Signal(int)  # place in the list
    given_up = Signal()  # with Esc

    def __init__(self, line: QLineEdit, most: int = 10) -> None:
        """Be empty below `line`; of more than `most` the list is scrolled."""
        super().__init__(line)
        self._line, self._most = line, most
        self._list: QListWidget | None = None
        self._width = 0
        self.texts: list[str] = []

    @property
    def is_open(self) -> bool:
        return self._list is not None

    def show(self, texts: Sequence[str], width: int = 0) -> None:
        """Open the list with `texts`, aligned right if it has a `width`; none close it."""
        self.texts, self._width = list(texts), width
        if not texts:
            self.close()
            return
        found = self._list or self._open()
        found.clear()
        found.addItems(self.texts)
        found.setGeometry(self._place(found))
        found.raise_()
        found.show()

    def close(self) -> None:
        if self._list is not None:
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr] # it is there
            self._list.hide()
            self._list.deleteLater()
            self._list = None

    def _open(self) -> QListWidget:
        made = self._list = QListWidget(self._line.window())
        made.setProperty("role", "choices")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setUniformItemSizes(True)
        made.setAccessibleName(self._line.accessibleName())
        made.itemClicked.connect(lambda item: self._choose(made.row(item)))
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr] # it is there
        return made

    def _place(self, found: QListWidget) -> QRect:
        """Return where the list goes: below the line, or above it where there is more room."""
        around, line = self._line.window().rect(), self._line
        top = line.mapTo(line.window(), QPoint(0, 0))
        rows = min(len(self.texts), self._most)
        width = self._width or max(line.width(), _NARROWEST)
        size = QSize(width, rows * found.sizeHintForRow(0) + _edges(found))
        aligned = top.x() + line.width() - width if self._width else top.x()
        left = max(0, min(aligned, around.width() - width))
        below = around.bottom() - top.y() - line.height()
        if size.height() <= below or below >= top.y():
            size.setHeight(min(size.height(), below))
            return QRect(QPoint(left, top.y() + line.height()), size)
        size.setHeight(min(size.height(), top.y()))
        return QRect(QPoint(left, top.y() - size.height()), size)

    def _choose(self, place: int) -> None:
        self.close()
        self.chosen.emit(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the list is open: hear the keys before the line does, and what closes it."""
        found = self._list
        if found is None or not isinstance(watched, QWidget):
            return False
        kind, focused = event.type(), QApplication.focusWidget()
        if isinstance(event, QKeyEvent) and watched is focused:
            if kind == QEvent.Type.KeyPress:
                return self._key(found, Qt.Key(event.key()))
            if kind == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()  # else the page takes it as “back”
                return True
        elif kind in _PRESSES:
            if not found.isAncestorOf(watched):
                self.close()
        elif kind in _CLOSING and watched in (self._line, focused):
            self.close()
        elif kind in _MOVES and (watched is self._line or watched.isAncestorOf(self._line)):
            found.setGeometry(self._place(found))  # what closed above it has moved the line
        return False

    def _key(self, found: QListWidget, key: Qt.Key) -> bool:
        if key in _STEPS:
            self._step(found, _STEPS[key])
            return True
        place = found.currentRow()
        if key in _ENTER and place >= 0:
            self._choose(place)
            return True
        if key == Qt.Key.Key_Escape:
            self.close()
            self.given_up.emit()
            return True
        if key in _TABS and place >= 0:
            self._choose(place)
        elif key in (*_ENTER, *_TABS):
            self.close()
        return False

    def _step(self, found: QListWidget, lines: int) -> None:
        last, here = found.count() - 1, found.currentRow()
        if here < 0:
            found.setCurrentRow(0 if lines > 0 else last)
        else:
            found.setCurrentRow(min(max(here + lines, 0), last))


def _edges(found: QListWidget) -> int:
    margins = found.contentsMargins()
    inside = found.viewportMargins()
    return margins.top() + margins.bottom() + inside.top() + inside.bottom()
