"""A reference to another record: found by its title, opened or begun from here."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.errors import BadAnswer
from desktop_app.language import N_
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Question
from desktop_app.ui.parts.answer_edit import AnswerEdit, Lookup
from desktop_app.ui.parts.found_list import FoundList
from desktop_app.ui.parts.style import S2, button


class RecordBox(AnswerEdit):
    """Type a part of the title and choose; beside it open that record, or begin a new one."""

    def __init__(
        self,
        question: Question,
        lookup: Lookup,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, lookup, compact=compact, parent=parent)
        self._uid = ""
        self._shown = ""
        self._found: dict[str, str] = {}  # title -> uid
        self.line = QLineEdit()
        kind = self.language.text(KINDS[question.ref].plural)
        if not compact:
            self.line.setPlaceholderText(
                self.language.text(N_("Search in: {kind}"), kind=kind.lower())
            )
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self._finish)
        self.line.editingFinished.connect(self._finish)
        self.finder = FoundList(self.line)
        self.finder.chosen.connect(self._choose_found)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S2)
        row.addWidget(self.line, 1)
        self.open_button = button(self.language.text(N_("Open")))
        self.open_button.clicked.connect(lambda _checked=False: lookup.open(self._uid))
        self.new_button = button(self.language.text(N_("New…")))
        self.new_button.clicked.connect(lambda _checked=False: lookup.new(question.ref))
        row.addWidget(self.open_button)
        row.addWidget(self.new_button)
        self.setFocusProxy(self.line)
        self._show_buttons()

    def target(self) -> QWidget:
        return self.line

    def typed_text(self) -> str:
        return self.line.text()

    def show_typed(self, text: str) -> None:
        self.line.setText(text)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - any plain value
        self._uid = str(value or "")
        name = self.lookup.name_of(self.question.ref, self._uid) if self._uid else ""
        self._shown = name
        self.line.setText(name)
        self.line.setCursorPosition(0)
        self._show_buttons()

    def value(self) -> str | None:
        text = self.line.text().strip()
        if not text:
            return None
        if text == self._shown.strip() and self._uid:
            return self._uid
        found = self.lookup.find(self.question.ref, text)
        if len(found) != 1:
            raise BadAnswer(
                N_("“{given}” is not clear. Type a part of the name and choose a record."),
                field=self.question.field,
                given=text[:60],
            )
        return found[0][0]

    def _typed(self, text: str) -> None:
        self.edited.emit()
        found = self.lookup.find(self.question.ref, text) if text.strip() else []
        self._found = {title: uid for uid, title in found}
        self.finder.show(list(self._found))

    def _choose_found(self, place: int) -> None:
        title, uid = list(self._found.items())[place]
        changed = uid != self._uid
        self._uid, self._shown = uid, title
        self.line.setText(title)
        self._show_buttons()
        if changed:
            self.edited.emit()
            self.committed.emit()

    def _finish(self) -> None:
        if self.line.text() == self._shown:
            return
        text = self.line.text().strip()
        found = self.lookup.find(self.question.ref, text) if text else []
        if len(found) == 1:
            self._uid, self._shown = found[0]
            self.line.setText(self._shown)
        else:
            self._uid, self._shown = "", ""
        self._show_buttons()
        self.committed.emit()

    def _show_buttons(self) -> None:
        self.open_button.setVisible(bool(self._uid) and not self.compact)
        self.new_button.setVisible(not self._uid and not self.compact)
