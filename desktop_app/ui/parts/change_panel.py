"""One answer for many records: the question, the value, and what it would do, before it is done."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.errors import BadAnswer, Sentence
from desktop_app.language import N_, Language, N_plural
from desktop_app.records.questionnaire import Question
from desktop_app.records.shown import shown
from desktop_app.ui.parts.answer_edit import AnswerEdit, Lookup
from desktop_app.ui.parts.answers import answer_edit
from desktop_app.ui.parts.code_box import CalmCombo
from desktop_app.ui.parts.field import Field
from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, lines_view
from desktop_app.ui.parts.style import S1, S2, S3, button, hint, label

if TYPE_CHECKING:
    from desktop_app.actions.bulk import Preview

_TO_LOOK_AT = 3  # its column
_ASKED = N_plural("Change an answer of {n} record", "Change an answer of {n} records")
_DO = N_plural("Change {n} record", "Change {n} records")
_CHANGES = N_plural("{n} changes.", "{n} change.")
_SAME = N_plural("{n} has this answer already.", "{n} have this answer already.")
_STAYS = N_plural("{n} stays as it is.", "{n} stay as they are.")


class ChangePanel(QWidget):
    """Says what is wanted; nothing is changed before its preview was looked at."""

    preview_wanted = Signal(str, object)  # field, plain value
    change_wanted = Signal(str, object)
    given_up = Signal()

    def __init__(self, questions: Sequence[Question], lookup: Lookup) -> None:
        super().__init__()
        self._questions = {question.field: question for question in questions}
        self._lookup = lookup
        self.language = lookup.language
        self._looked_at: tuple[str, Any] | None = None
        say = self.language.text
        self.title = label("", "strong")
        self.question = CalmCombo()
        self.question.setMaxVisibleItems(20)
        for question in sorted(questions, key=lambda one: say(one.label).casefold()):
            self.question.addItem(say(question.label), question.field)
        self.question.activated.connect(self._ask_value)
        self.edit: AnswerEdit | None = None
        self._value = QVBoxLayout()
        self._value.setSpacing(S1)
        self._new = label(say(N_("New answer")), "strong")
        self._value.addWidget(self._new)
        self.summary = hint("")
        self.table = PlainTable(
            [
                Heading(say(N_("Record"))),
                Heading(say(N_("Before")), 150),
                Heading(say(N_("After")), 150),
                Heading(say(N_("New to look at")), 220),
            ],
            self,
        )
        self.lines = lines_view(self.table, say(N_("What would change")))
        self.look = button(say(N_("Show what would change")))
        self.look.clicked.connect(self._look)
        self.do_it = button("", primary=True)
        self.do_it.clicked.connect(self._do)
        back = button(say(N_("Go back")))
        back.clicked.connect(self.given_up)
        self._arrange(back)

    def _arrange(self, back: QPushButton) -> None:
        row = QHBoxLayout()
        row.setSpacing(S2)
        row.addWidget(self.look)
        row.addWidget(self.do_it)
        row.addWidget(back)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S3)
        box.addWidget(self.title)
        box.addWidget(Field(self.language.text(N_("Question")), self.question))
        box.addLayout(self._value)
        box.addLayout(row)
        box.addWidget(self.summary)
        box.addWidget(self.lines, 1)
        box.addStretch()

    def ask(self, count: int) -> None:
        """Ask what is to change in so many records."""
        self.title.setText(self.language.plural(_ASKED, count))
        self._ask_value()
        self.question.setFocus()

    def choose(self, field: str) -> None:
        """Ask for the answer to a question."""
        self.question.setCurrentIndex(self.question.findData(field))
        self._ask_value()

    def show_preview(self, found: "Sequence[Preview]") -> None:
        """Show what a change would do: the records that change, then those that stay and why."""
        question = self._questions[self.question.currentData()]
        changing = [one for one in found if one.changes]
        staying = [one for one in found if one.refused]
        counts = (
            (_CHANGES, len(changing)),
            (_STAYS, len(staying)),
            (_SAME, len(found) - len(changing) - len(staying)),
        )
        plural = self.language.plural
        self.summary.setText(" ".join(plural(text, n) for text, n in counts if n))
        self.table.show([_line(question, one, self._lookup) for one in [*changing, *staying]])
        self.lines.setColumnHidden(
            _TO_LOOK_AT, not any(one.findings for one in changing) and not staying
        )
        self.lines.setVisible(bool(changing or staying))
        self.do_it.setText(plural(_DO, len(changing)))
        self.do_it.setVisible(bool(changing))
        if changing:
            self.do_it.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)

    def _ask_value(self) -> None:
        """Offer the same field for the answer as the form of a record does."""
        if self.edit is not None:
            self._value.removeWidget(self.edit)
            self.edit.deleteLater()
        question = self._questions[self.question.currentData()]
        self.edit = answer_edit(question, self._lookup, parent=self)
        self.edit.target().setAccessibleName(self._new.text())
        self._new.setBuddy(self.edit.target())
        self.edit.edited.connect(self._forget_preview)
        self.edit.committed.connect(self._forget_preview)
        self._value.addWidget(self.edit)
        QWidget.setTabOrder(self.question, self.edit.target())
        self._forget_preview()

    def _forget_preview(self) -> None:
        if self._looked_at is not None and self._wanted() == self._looked_at:
            return  # only the keyboard left the field
        self._looked_at = None
        self.do_it.hide()
        self.lines.hide()
        text = N_("Nothing typed takes the answer away. Nothing changes before you have seen it.")
        self.summary.setText(self.language.text(text))

    def _wanted(self) -> tuple[str, Any] | None:
        try:
            value = self.edit.value() if self.edit else None
        except BadAnswer:
            return None
        return (self.question.currentData(), value)

    def _look(self) -> None:
        try:
            value = self.edit.value() if self.edit else None
        except BadAnswer as error:
            self.summary.setText(self.language.error(error))
            return
        self._looked_at = (self.question.currentData(), value)
        self.preview_wanted.emit(*self._looked_at)

    def _do(self) -> None:
        if self._looked_at is not None:
            self.change_wanted.emit(*self._looked_at)


def _line(question: Question, one: "Preview", lookup: Lookup) -> Line:
    language = lookup.language
    before = shown(question, one.before, language, lookup.name_of)
    after = shown(question, one.after, language, lookup.name_of) or "–"  # noqa: RUF001 - nothing
    if one.refused:
        return Line((one.title, before, before, language.text(one.refused)), one.uid, "circle-x")
    return Line((one.title, before, after, _findings(one, language)), one.uid, "pencil")


def _findings(one: "Preview", language: Language) -> str:
    return " ".join(
        language.sentence(Sentence(finding.text, finding.values)) for finding in one.findings
    )
