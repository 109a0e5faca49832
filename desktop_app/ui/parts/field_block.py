"""One question with its label above, its hint and its findings below."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop_app.errors import BadAnswer
from desktop_app.language import N_
from desktop_app.records.finding import Finding, Severity
from desktop_app.records.kinds import KINDS
from desktop_app.records.note import Note
from desktop_app.records.plain import TEXT_LIMIT
from desktop_app.records.questionnaire import Need, Question
from desktop_app.records.record import Conflict, Record
from desktop_app.ui.parts.answer_edit import AnswerEdit, Lookup, keep_order
from desktop_app.ui.parts.field_label import FieldLabel
from desktop_app.ui.parts.help_words import help_sentences
from desktop_app.ui.parts.notice_line import NoticeLine, finding_line
from desktop_app.ui.parts.style import S1, S2, S3, button, hint, label
from desktop_app.ui.parts.wording import slot_label, slot_text, tooltip

_LEFT_OUT = N_("The text holds signs that cannot be printed; they were left out.")
_CUT_OFF = N_("What was pasted is longer than {limit} characters; the end was left out.")


class FieldBlock(QWidget):
    """The field itself is `edit`; what is said of it changes as one types."""

    decided = Signal(str, str)  # slot, the revision whose value stands
    menu_wanted = Signal(str)  # field
    note_done = Signal(int)  # number of a note

    def __init__(
        self,
        question: Question,
        lookup: Lookup,
        make: Callable[..., AnswerEdit],
        parent: QWidget | None = None,
        *,
        dots: QIcon | None = None,
    ) -> None:
        """Build it; `dots` is on the button of its menu, one icon for all blocks of a form."""
        super().__init__(parent)
        self.question = question
        self.language = lookup.language
        self.taken = False  # from the last record, and nobody has looked at it yet
        self._lookup = lookup
        text = self.language.text(question.label)
        self.edit = make(question, lookup, parent=self)
        self.label = FieldLabel(text.replace("&", "&&"))
        self.label.setBuddy(self.edit.target())
        self.mark = hint("")
        self.mark.setWordWrap(False)
        self.more = self._more_button(text, dots)
        self._seen_by: NoticeLine | None = None  # made when it has something to say
        self._top = QHBoxLayout()
        self._top.setSpacing(S2)
        for shown in (self.label, self.mark):
            self._top.addWidget(shown)
        self._top.addStretch(1)
        self._top.addWidget(self.more)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S1)
        box.addLayout(self._top)
        box.addWidget(self.edit)
        if question.help:
            box.addWidget(hint(self.language.text(question.help)))
        self._notes = QVBoxLayout()
        self._notes.setSpacing(S1)
        box.addLayout(self._notes)
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(S1)
        box.addLayout(self._remarks)
        target = self.edit.target()
        target.setAccessibleName(text)
        self._help = self.language.text(question.help)
        self._said: list[str] = []
        self._asked: list[str] = []
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
        _empty(self._notes)
        said: list[str] = []
        if refusal is not None:
            said.append(self.language.error(refusal))
            self._notes.addWidget(finding_line(Severity.ERROR, said[-1]))
        if self.edit.left_out():
            said.append(self.language.text(_LEFT_OUT))
            self._notes.addWidget(finding_line(Severity.WARNING, said[-1]))
        if self.edit.cut_off():
            said.append(self.language.text(_CUT_OFF, limit=self.language.number(TEXT_LIMIT)))
            self._notes.addWidget(finding_line(Severity.WARNING, said[-1]))
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
        self._said = said
        self._describe()

    def show_access(self, access: str) -> None:
        """Say who may see this answer, in the reader's words; nothing when as its record."""
        if self._seen_by is None:
            if not access:
                return
            self._seen_by = NoticeLine("", icon="lock", role="warning", short=True)
            self._top.insertWidget(2, self._seen_by, 0, Qt.AlignmentFlag.AlignVCenter)
        self._seen_by.sentence.setText(access)
        self._seen_by.setVisible(bool(access))
        self._describe()

    def show_remarks(self, remarks: Sequence[tuple[Note, str]]) -> None:
        """Show notes of colleagues below the field, each with a button that says it is done."""
        _empty(self._remarks)
        for note, text in remarks:
            asked = self._remark(note, text)
            self._remarks.addWidget(asked)
            keep_order(self.edit.last_target(), asked.findChildren(QPushButton))
        self._asked = [text for _note, text in remarks]
        self._describe()

    def _describe(self) -> None:
        seen_by = self._seen_by.sentence.text() if self._seen_by else ""
        told = [self._help, seen_by, *self._said, *self._asked]
        self.edit.target().setAccessibleDescription(" ".join(filter(None, told)))

    def _more_button(self, text: str, dots: QIcon | None) -> QToolButton:
        made = QToolButton()
        if dots is not None:
            made.setIcon(dots)
        made.setProperty("role", "quiet")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+M opens the same menu at the cursor
        name = self.language.text(N_("About “{field}”: who may see it, notes"), field=text)
        made.setAccessibleName(name)
        made.setToolTip(tooltip(name))
        made.clicked.connect(lambda _on=False: self.menu_wanted.emit(self.question.field))
        return made

    def _remark(self, note: Note, text: str) -> QWidget:
        made = QWidget()
        made.setProperty("role", "banner")
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(made)
        row.setContentsMargins(S3, S2, S3, S2)
        row.setSpacing(S2)
        row.addWidget(NoticeLine(text, icon="message-square", role="info"), 1)
        done = button(self.language.text(N_("Done")))
        done.setAccessibleDescription(text)
        done.clicked.connect(lambda _on=False: self.note_done.emit(note.number))
        row.addWidget(done, 0, Qt.AlignmentFlag.AlignTop)
        return made

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


def _empty(lines: QVBoxLayout) -> None:
    while (item := lines.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


def finding_text(finding: Finding, lookup: Lookup) -> str:
    """Return what a finding says, its values in the reader's words."""
    language = lookup.language
    values = {
        name: language.text(value) if isinstance(value, str) else value
        for name, value in finding.values.items()
    }
    return language.text(finding.text, **values)
