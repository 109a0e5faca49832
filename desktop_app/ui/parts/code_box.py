"""One code of a closed list: a few are chosen from a menu, many are found by typing."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from desktop_app.errors import BadAnswer
from desktop_app.language import N_
from desktop_app.records.codes import Code, code_list
from desktop_app.records.folding import fold
from desktop_app.records.plain import clean, leaves_out
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.ui.parts.answer_edit import AnswerEdit, Lookup
from desktop_app.ui.parts.found_list import FoundList
from desktop_app.ui.parts.wording import tooltip

FEW = 9  # up to so many codes a menu is quicker than typing
_MOST_FOUND = 40
_COMBO, _DOTS = QStyle.ComplexControl.CC_ComboBox, Qt.TextElideMode.ElideRight
_FILL = QSizePolicy.Policy.Expanding


class CalmCombo(QComboBox):
    """A combo box that a turning wheel does not change: the page scrolls past it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._cut = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let a choice that has no room end in dots, whole in the tooltip."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(_COMBO, option, field, self).width()
        shown = self.fontMetrics().elidedText(self.currentText(), _DOTS, room)
        cut = shown != self.currentText() and not self.isEditable()
        if cut != self._cut or cut:
            self.setToolTip(tooltip(self.currentText()) if cut else "")
        self._cut = cut
        if not cut:
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        painter.drawComplexControl(_COMBO, option)
        option.currentText = shown
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


class _ListCombo(CalmCombo):
    """Reads the whole list only when it is opened: a form has many of them."""

    def __init__(self, codes: str, language: str) -> None:
        super().__init__()
        self._codes, self._language = codes, language
        self.line = QLineEdit()
        self.setEditable(True)
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type] # Qt takes none; the stubs do not know
        self.setMaxVisibleItems(14)

    def fill(self) -> None:
        if self.count():
            return
        text = self.line.text()
        for code in code_list(self._codes).active():
            self.addItem(shown_code(code, self._language), code.code)
        self.setCurrentIndex(-1)
        self.setEditText(text)

    def showPopup(self) -> None:
        self.fill()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()  # else Qt would take the next code of the list at once
            return
        super().keyPressEvent(event)


def code_box(
    question: Question, lookup: Lookup, *, compact: bool = False, parent: QWidget | None = None
) -> AnswerEdit:
    """Return the field for a code of this question's list."""
    few = len(code_list(question.codes).active()) <= FEW
    return (MenuBox if few else CodeBox)(question, lookup, compact=compact, parent=parent)


def shown_code(code: Code, language: str) -> str:
    """Return the label; codes that people quote (CRS, SDG targets, ISO 3166-2) stand before it."""
    label = code.label(language)
    alike = "country" in code.extra  # provinces of several countries have one name
    quoted = alike or (code.code[:1].isdigit() and not label.startswith(code.code))
    return f"{code.code} · {label}" if quoted else label


class MenuBox(AnswerEdit):
    """A short list, whole; also yes and no."""

    def __init__(
        self,
        question: Question,
        lookup: Lookup,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, lookup, compact=compact, parent=parent)
        self._list = code_list("yes_no" if question.kind is Answer.YESNO else question.codes)
        self.menu = CalmCombo()
        self.menu.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.menu.setAccessibleName(self.language.text(question.label))
        self.menu.activated.connect(self._chosen)
        self._fill()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.menu)
        if compact:
            self.menu.setSizePolicy(_FILL, _FILL)
        else:
            row.addStretch(1)
        self.setFocusProxy(self.menu)

    def target(self) -> QWidget:
        return self.menu

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - any plain value
        self._value = value
        while self.menu.count() > 1 + len(self._list.active()):
            self.menu.removeItem(self.menu.count() - 1)
        if value and self.menu.findData(value) < 0:  # withdrawn or unknown: readable, not offered
            self.menu.addItem(self._list.label(value, self.language.code), value)
        self.menu.setCurrentIndex(max(0, self.menu.findData(value or "")))

    def value(self) -> str | None:
        return self.menu.currentData() or None

    def typed_text(self) -> str:
        return self.menu.currentText()

    def _fill(self) -> None:
        self.menu.addItem(self.language.text(N_("Choose…")), "")
        for code in self._list.active():
            self.menu.addItem(shown_code(code, self.language.code), code.code)

    def _chosen(self, _index: int) -> None:
        if self.menu.currentData() != (self._value or ""):
            self._value = self.menu.currentData() or None
            self.edited.emit()
            self.committed.emit()


class CodeBox(AnswerEdit):
    """A long list: type a part of the name in any of its words, or open the whole list."""

    def __init__(
        self,
        question: Question,
        lookup: Lookup,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, lookup, compact=compact, parent=parent)
        self._list = code_list(question.codes)
        self._code = ""
        self._shown = ""
        self._found: dict[str, str] = {}  # what is shown -> code
        self.combo = _ListCombo(question.codes, self.language.code)
        self.combo.setAccessibleName(self.language.text(question.label))
        self.line = self.combo.line
        self.line.setAccessibleName(self.combo.accessibleName())
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self._finish)
        self.line.editingFinished.connect(self._finish)
        self.combo.activated.connect(lambda index: self._take(self.combo.itemData(index)))
        self.finder = FoundList(self.line)
        self.finder.chosen.connect(self._choose_found)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.combo)
        if compact:
            self.combo.setSizePolicy(_FILL, _FILL)
        self.setFocusProxy(self.combo)

    def target(self) -> QWidget:
        return self.combo

    def typed_text(self) -> str:
        return self.line.text()

    def show_typed(self, text: str) -> None:
        self.line.setText(text)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - any plain value
        self._left_out = False
        self._code = str(value or "")
        self._shown = self._label(self._code)
        self.combo.setEditText(self._shown)
        self.line.setCursorPosition(0)
        self.combo.setToolTip("")

    def value(self) -> str | None:
        text = self.line.text().strip()
        if text == self._label(self._code).strip():
            return self._code or None
        code = self._meant(text) if text else None
        if self.question.open_list:
            return code or clean(text, lines=False) or None
        if text and code is None:
            raise BadAnswer(
                N_("“{given}” is not in the list. Type a part of the name and choose."),
                field=self.question.field,
                given=text[:60],
            )
        return code

    def is_clear(self) -> bool:
        """Tell whether what stands in the field names one code, or nothing."""
        text = self.line.text().strip()
        known = text in ("", self._label(self._code).strip()) or self.question.open_list
        return known or self._meant(text) is not None

    def _label(self, code: str) -> str:
        entry = self._list.get(code) if code else None
        return shown_code(entry, self.language.code) if entry else code

    def _meant(self, text: str) -> str | None:
        """Return the code that a typed text names without doubt.

        Its code or its whole name, else the only name that begins so, else the only hit; of an
        open list, where another text stands for itself, nothing less than the whole.
        """
        found = [code for code in self._list.find(text, self.language.code) if not code.withdrawn]
        wanted, language = fold(text), self.language.code
        exact = [one for one in found if wanted in (fold(one.code), fold(one.label(language)))]
        begun = [one for one in found if fold(one.label(language)).startswith(wanted)]
        likely = exact if self.question.open_list else exact or begun or found
        return likely[0].code if len(likely) == 1 else None

    def _typed(self, text: str) -> None:
        self.edited.emit()
        found = self._list.find(text, self.language.code) if text.strip() else []
        offered = [code for code in found if not code.withdrawn][:_MOST_FOUND]
        self._found = {shown_code(code, self.language.code): code.code for code in offered}
        self.finder.show(list(self._found))

    def _choose_found(self, place: int) -> None:
        self._take(list(self._found.values())[place])

    def _take(self, code: str) -> None:
        changed = code != self._code
        self.show_value(code)
        if changed:
            self.edited.emit()
            self.committed.emit()

    def _finish(self) -> None:
        if self.line.text() == self._shown:
            return
        self._shown = typed = self.line.text()
        if self.is_clear():  # else the form asks again and says why, once it hears of the change
            self.show_value(self.value())
        self._left_out = leaves_out(typed)
        self.committed.emit()
