"""Several codes of a closed list: a short one is ticked, of a long one chips are collected."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QToolButton, QVBoxLayout, QWidget

from desktop_app.language import N_
from desktop_app.records.codes import code_list
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.ui.parts.answer_edit import AnswerEdit, Lookup, keep_order
from desktop_app.ui.parts.chip import Chip
from desktop_app.ui.parts.code_box import FEW, CodeBox, shown_code
from desktop_app.ui.parts.flow import Flow
from desktop_app.ui.parts.style import S1


def codes_box(
    question: Question, lookup: Lookup, *, compact: bool = False, parent: QWidget | None = None
) -> AnswerEdit:
    """Return the field for several codes of this question's list."""
    few = len(code_list(question.codes).active()) <= FEW
    return (TickBox if few else ChipBox)(question, lookup, compact=compact, parent=parent)


class TickBox(AnswerEdit):
    """A short list, every code with its box to tick."""

    def __init__(
        self,
        question: Question,
        lookup: Lookup,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, lookup, compact=compact, parent=parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(S1)
        self.ticks: dict[str, QCheckBox] = {}
        for code in code_list(question.codes).active():
            self._add(code.code)
        self.setFocusProxy(self.target())

    def target(self) -> QWidget:
        return next(iter(self.ticks.values()), self)

    def last_target(self) -> QWidget:
        return list(self.ticks.values())[-1] if self.ticks else self

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - any plain value
        chosen = list(value or ())
        for code in chosen:
            if code not in self.ticks:  # withdrawn or unknown: readable, can be taken away
                self._add(code)
        for code, tick in self.ticks.items():
            tick.setChecked(code in chosen)

    def value(self) -> list[str] | None:
        return sorted(code for code, tick in self.ticks.items() if tick.isChecked()) or None

    def _add(self, code: str) -> None:
        entry = code_list(self.question.codes).get(code)
        tick = QCheckBox(shown_code(entry, self.language.code) if entry else code)
        tick.clicked.connect(self._clicked)
        self.ticks[code] = tick
        self._box.addWidget(tick)

    def _clicked(self) -> None:
        self.edited.emit()
        self.committed.emit()


class ChipBox(AnswerEdit):
    """A long list: what was chosen stands below the field in which the next is found."""

    def __init__(
        self,
        question: Question,
        lookup: Lookup,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, lookup, compact=compact, parent=parent)
        self._codes: list[str] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S1)
        self._chips = QWidget()
        self._flow = Flow()
        self._chips.setLayout(self._flow)
        self._adder = CodeBox(replace(question, kind=Answer.CODE), lookup, compact=True)
        self._adder.line.setPlaceholderText(self.language.text(N_("Type to add…")))
        self._adder.committed.connect(self._take_typed)
        box.addWidget(self._adder)
        box.addWidget(self._chips)
        self.setFocusProxy(self._adder)
        self._show_chips()

    def target(self) -> QWidget:
        return self._adder.target()

    def last_target(self) -> QWidget:
        return self.chips()[-1] if self._codes else self.target()

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - any plain value
        codes, self._codes = self._codes, list(value or ())
        if codes != self._codes:
            self._show_chips()

    def value(self) -> list[str] | None:
        self._adder.value()  # what was typed and is not in the list is asked again
        return sorted(self._codes) or None

    def typed_text(self) -> str:
        return self._adder.typed_text()

    def chips(self) -> list[QToolButton]:
        """Return the buttons of what is chosen, in their order; a click takes one away."""
        found = [self._flow.itemAt(index) for index in range(self._flow.count())]
        widgets = [item.widget() for item in found if item is not None]
        return [widget for widget in widgets if isinstance(widget, QToolButton)]

    def _take_typed(self) -> None:
        if self._adder.line.text().strip():
            code = self._adder.value() if self._adder.is_clear() else None
            if code is None:
                self.committed.emit()  # the form shows what is not clear
                return
            self._adder.show_value(None)
            if code not in self._codes:
                self._codes.append(code)
                self._show_chips()
        self.edited.emit()
        self.committed.emit()

    def _remove(self, code: str) -> None:
        self._codes.remove(code)
        self._show_chips()
        self.target().setFocus()
        self.edited.emit()
        self.committed.emit()

    def _show_chips(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        known = code_list(self.question.codes)
        for code in self._codes:
            entry = known.get(code)
            text = shown_code(entry, self.language.code) if entry else code
            chip = Chip(text, self.language.text(N_("Take it away")))
            chip.clicked.connect(lambda _checked=False, code=code: self._remove(code))
            self._flow.addWidget(chip)
        keep_order(self.target(), self.chips())
        self._chips.setVisible(bool(self._codes))
        self.updateGeometry()
