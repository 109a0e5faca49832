"""One question with its label above, its hint and its findings below."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.errors import BadAnswer
from desktop_app.language import N_
from desktop_app.records.finding import Finding, Severity
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Need, Question
from desktop_app.records.record import Conflict, Record
from desktop_app.ui.parts.answer_edit import AnswerEdit, Lookup, keep_order
from desktop_app.ui.parts.help_words import help_sentences
from desktop_app.ui.parts.notice_line import NoticeLine, finding_line
from desktop_app.ui.parts.style import S1, S2, S3, button, hint, label
from desktop_app.ui.parts.wording import slot_label, slot_text, tooltip


class FieldBlock(QWidget):
    """The field itself is `edit`; what is said of it changes as one types."""

    decided = Signal(str, str)  # slot, the revision whose value stands

    def __init__(
        self,
        question: Question,
        lookup: Lookup,
        make: Callable[..., AnswerEdit],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.question = question
        self.language = lookup.language
        self.taken = False  # from the last record, and nobody has looked at it yet
        self._lookup = lookup
        text = self.language.text(question.label)
        self.edit = make(question, lookup, parent=self)
        self.label = label(text.replace("&", "&&"), "strong", wrap=False)
        self.label.setBuddy(self.edit.target())
        self.mark = hint("")
        self.mark.setWordWrap(False)
        top = QHBoxLayout()
        top.setSpacing(S2)
        top.addWidget(self.label)
        top.addWidget(self.mark)
        top.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S1)
        box.addLayout(top)
        box.addWidget(self.edit)
        if question.help:
            box.addWidget(hint(self.language.text(question.help)))
        self._notes = QVBoxLayout()
        self._notes.setSpacing(S1)
        box.addLayout(self._notes)
        target = self.edit.target()
        target.setAccessibleName(text)
        self._help = self.language.text(question.help)
        target.setAccessibleDescription(self._help)
        self.label.setToolTip(tooltip("\n".join(help_sentences(question, self.language))))
        target.setToolTip(self.label.toolTip())

    def show_notes(
        self,
        findings: Sequence[Finding],
        refusal: BadAnswer | None,
        conflicts: Sequence[tuple[Record, Conflict]],
    ) -> None:
        """Say beside the field what is open, doubtful, not understood or decided twice."""
        while (item := self._notes.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        said = []
        if refusal is not None:
            said.append(self.language.error(refusal))
            self._notes.addWidget(finding_line(Severity.ERROR, said[-1]))
        for finding in findings:
            if finding.rule == "required" and not finding.row:
                continue
            text = finding_text(finding, self._lookup)
            if text in said:  # another row lacks the same
                continue
            said.append(text)
            self._notes.addWidget(finding_line(finding.severity, said[-1]))
        for record, conflict in conflicts:
            asked = self._conflict(record, conflict)
            self._notes.addWidget(asked)
            keep_order(self.edit.last_target(), asked.findChildren(QPushButton))
        self._show_mark(findings)
        self.edit.target().setAccessibleDescription(" ".join([self._help, *said]).strip())

    def _show_mark(self, findings: Sequence[Finding]) -> None:
        open_still = any(one.rule == "required" and not one.row for one in findings)
        optional = self.question.need is Need.OPTIONAL
        text = N_("still open") if open_still else N_("optional") if optional else ""
        text = N_("taken from your last record") if self.taken else text
        self.mark.setText(f"· {self.language.text(text)}" if text else "")

    def _conflict(self, record: Record, conflict: Conflict) -> QWidget:
        kind = KINDS[record.kind]
        made = QWidget()
        made.setProperty("role", "banner")
        box = QVBoxLayout(made)
        box.setContentsMargins(S3, S2, S3, S2)
        box.setSpacing(S2)
        name = slot_label(kind, conflict.slot, self.language)
        text = self.language.text(N_("{field}: two values came in. Which one stands?"), field=name)
        box.addWidget(NoticeLine(text, icon="git-merge", role="warning"))
        for revision, value in sorted(conflict.values.items()):
            shown = slot_text(kind, conflict.slot, value, self.language, self._lookup.name_of)
            row = QHBoxLayout()
            row.addWidget(label(shown or self.language.text(N_("(left empty)"))), 1)
            keep = button(self.language.text(N_("Keep this")))
            keep.setAccessibleDescription(shown)
            keep.clicked.connect(
                lambda _checked=False, slot=conflict.slot, revision=revision: self.decided.emit(
                    slot, revision
                )
            )
            row.addWidget(keep)
            box.addLayout(row)
        return made


def finding_text(finding: Finding, lookup: Lookup) -> str:
    """Return what a finding says, its values in the reader's words."""
    language = lookup.language
    values = {
        name: language.text(value) if isinstance(value, str) else value
        for name, value in finding.values.items()
    }
    return language.text(finding.text).format(**values) if values else language.text(finding.text)
