"""Texts of several lines, and texts in several languages."""

import re
from typing import Any

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.language import LANGUAGE_NAMES, LANGUAGES, N_
from desktop_app.records.codes import code_list
from desktop_app.records.plain import TEXT_LIMIT, clean, leaves_out
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.ui.parts.answer_edit import AnswerEdit, Lookup, keep_order
from desktop_app.ui.parts.flow import Flow
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.style import S1

_LINE_END = re.compile("[\u2028\u2029]")  # how Qt keeps the ends of lines
_FEWEST_LINES, _MOST_LINES = 3, 14


class GrowingText(QPlainTextEdit):
    """A text that grows with its lines; Tab goes on to the next field.

    Its own document tells of a filling as of typing, so the keys are heard instead. With
    `one_line` it wraps a long title but takes no line ends. `was_cut` tells that something longer
    than any text may be was pasted, and that its end was left out: laying it out takes minutes.
    """

    typed = Signal()
    left = Signal()

    def __init__(self, *, one_line: bool = False) -> None:
        super().__init__()
        self._one_line = one_line
        self.was_cut = False
        self.setTabChangesFocus(True)
        self.fit()

    def set_text(self, text: str) -> None:
        self.setPlainText(text)
        self.fit()

    def toPlainText(self) -> str:
        """Return the text as it was written: Qt's own makes spaces of those that do not break."""
        return _LINE_END.sub("\n", self.document().toRawText())

    def drop_unprintable(self) -> bool:
        """Show the text without signs that cannot be printed; tell whether there were any."""
        typed = self.toPlainText()
        found = leaves_out(typed)
        if found:
            self.set_text(clean(typed, lines=not self._one_line))
        return found

    def fit(self) -> None:
        """Take the height that the text needs, within bounds."""
        policy = Qt.ScrollBarPolicy
        lines = int(self.document().size().height())  # a plain text measures itself in lines
        bar = policy.ScrollBarAlwaysOff if lines <= _MOST_LINES else policy.ScrollBarAsNeeded
        if bar is not self.verticalScrollBarPolicy():  # to set it again lays the text out again
            self.setVerticalScrollBarPolicy(bar)
        fewest = 1 if self._one_line else _FEWEST_LINES
        lines = max(fewest, min(lines, _MOST_LINES))
        edges = 2 * int(self.document().documentMargin()) + 2 * self.frameWidth()
        edges += 0 if self._one_line else 2 * S1
        height = lines * self.fontMetrics().lineSpacing() + edges
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.toPlainText()
        if self._one_line and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            event.ignore()  # the form goes on to the next field
            return
        super().keyPressEvent(event)
        self._heard(before)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        before = self.toPlainText()
        super().inputMethodEvent(event)
        self._heard(before)

    def insertFromMimeData(self, source: QMimeData) -> None:
        before, given = self.toPlainText(), source.text()
        room = TEXT_LIMIT - len(before) + len(self.textCursor().selectedText())
        self.was_cut = len(given) > room
        if self.was_cut:
            source = QMimeData()
            source.setText(given[: max(room, 0)])
        super().insertFromMimeData(source)
        self._heard(before)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _heard(self, before: str) -> None:
        if self.toPlainText() != before:
            self.fit()
            self.typed.emit()


class TextBox(AnswerEdit):
    """A text of several lines."""

    def __init__(
        self,
        question: Question,
        lookup: Lookup,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, lookup, compact=compact, parent=parent)
        self.text = GrowingText()
        self.text.typed.connect(self.edited)
        self.text.left.connect(self._finish)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.text)
        self.setFocusProxy(self.text)
        self._shown = ""

    def target(self) -> QWidget:
        return self.text

    def lock(self) -> None:
        self.text.setReadOnly(True)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - any plain value
        self._left_out = self._cut_off = False
        self._shown = str(value or "")
        self.text.set_text(self._shown)

    def value(self) -> str | None:
        return clean(self.text.toPlainText()) or None

    def typed_text(self) -> str:
        return self.text.toPlainText()

    def _finish(self) -> None:
        if self.text.toPlainText() != self._shown:
            self._cut_off, self.text.was_cut = self.text.was_cut, False
            self._left_out = self.text.drop_unprintable()
            self._shown = self.text.toPlainText()
            self.committed.emit()


class LocalBox(AnswerEdit):
    """A text in several languages: one is shown, the others are one click away."""

    def __init__(
        self,
        question: Question,
        lookup: Lookup,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, lookup, compact=compact, parent=parent)
        self._texts: dict[str, str] = {}
        self._original = self._current = self.language.code
        self._shown = ""
        self._locked = False
        self._buttons: list[QToolButton] = []
        self._present: tuple[object, ...] = ()  # what the buttons were made for
        self._text = GrowingText(one_line=question.kind is Answer.LOCAL)
        self._text.typed.connect(self.edited)
        self._text.left.connect(self._finish)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S1)
        box.addWidget(self._text)
        self._row = Flow()
        box.addLayout(self._row)
        self.setFocusProxy(self.target())

    def target(self) -> QWidget:
        return self._text

    def last_target(self) -> QWidget:
        return self._buttons[-1] if self._buttons else self.target()

    def lock(self) -> None:
        self._locked = True
        self._text.setReadOnly(True)
        self._show_languages()

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - any plain value
        self._left_out = self._cut_off = False
        given = dict(value or {})
        self._original = given.pop("original", self.language.code)
        self._texts = given
        own = self.language.code
        kept = self._current in given
        self._current = self._current if kept else own if own in given else self._original
        self._show_current()

    def value(self) -> dict[str, str] | None:
        lines = self.question.kind is Answer.LOCAL_TEXT
        texts = {code: clean(text, lines=lines) for code, text in self._all_texts().items()}
        texts = {code: text for code, text in texts.items() if text}
        if not texts:
            return None
        original = self._original if self._original in texts else min(texts)
        return {"original": original, **texts}

    def typed_text(self) -> str:
        return self._text.toPlainText()

    def choose(self, language: str) -> None:
        """Show the text in `language`; one that is not there yet begins empty."""
        self._finish()
        self._texts.setdefault(language, "")
        self._current = language
        self._show_current()
        self.target().setFocus()

    def make_original(self, language: str) -> None:
        """Mark which text was written first; the others are its translations."""
        if language != self._original:
            self._original = language
            self._show_languages()
            self.edited.emit()
            self.committed.emit()

    def _all_texts(self) -> dict[str, str]:
        return {**self._texts, self._current: self.typed_text()}

    def _show_current(self) -> None:
        self._shown = self._texts.get(self._current, "")
        self._text.set_text(self._shown)
        self._show_languages()

    def _finish(self) -> None:
        if self.typed_text() != self._shown:
            self._cut_off, self._text.was_cut = self._text.was_cut, False
            self._left_out = self._text.drop_unprintable()
            self._shown = self.typed_text()
            self._texts = self._all_texts()
            self.committed.emit()

    def _show_languages(self) -> None:
        present = sorted({*self._texts, self._current})
        present.sort(key=lambda code: code != self._original)
        shown = (*present, self._original, self._locked)
        if shown != self._present or self._current not in present:
            self._present = shown
            self._make_languages(present)
        for code, chip in zip(present, self._buttons, strict=False):  # the last one adds another
            chip.setChecked(code == self._current)

    def _make_languages(self, present: list[str]) -> None:
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        alone = len(present) == 1
        self._buttons = [self._language_button(code, alone=alone) for code in present]
        missing = [code for code in LANGUAGES if code not in present]
        if missing and not self._locked:
            self._buttons.append(self._adding_button(missing))
        for made in self._buttons:
            self._row.addWidget(made)
        keep_order(self.target(), self._buttons)

    def _language_button(self, code: str, *, alone: bool) -> QToolButton:
        name = language_name(code, self.language.code)
        shown = QToolButton()
        shown.setProperty("role", "chip")
        shown.setCheckable(True)
        original = code == self._original and not alone
        shown.setText(
            self.language.text(N_("{language} (original)"), language=name) if original else name
        )
        shown.clicked.connect(lambda _checked=False: self.choose(code))
        if not original and not alone and not self._locked:
            menu = QMenu(shown)
            action = menu.addAction(self.language.text(N_("This is the original")))
            action.triggered.connect(lambda _checked=False: self.make_original(code))
            shown.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            shown.customContextMenuRequested.connect(
                lambda point: menu.popup(shown.mapToGlobal(point))
            )
        return shown

    def _adding_button(self, missing: list[str]) -> QToolButton:
        add = QToolButton()
        add.setProperty("role", "quiet")
        add.setIcon(icon("plus"))
        add.setText(self.language.text(N_("Translation")))
        add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(add)
        for code in missing:
            action = menu.addAction(LANGUAGE_NAMES[code])
            action.triggered.connect(lambda _checked=False, code=code: self.choose(code))
        if len(self._all_texts()) > 1 and self._current != self._original:
            menu.addSeparator()
            action = menu.addAction(self.language.text(N_("This is the original")))
            action.triggered.connect(lambda _checked=False: self.make_original(self._current))
        add.setMenu(menu)
        return add


def language_name(code: str, reader: str) -> str:
    """Return the name of a language in the reader's language."""
    return code_list("language").label(code, reader)
