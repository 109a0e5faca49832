"""The form of any kind of record, made from its questions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import BadAnswer
from desktop_app.records.access import MARKS, marked, own_access
from desktop_app.records.checks import findings
from desktop_app.records.codes import code_list
from desktop_app.records.finding import Finding
from desktop_app.records.kinds import KINDS
from desktop_app.records.note import Note
from desktop_app.records.questionnaire import Question
from desktop_app.records.record import Conflict, Record
from desktop_app.records.slots import slot_field
from desktop_app.ui.parts.answer_edit import Lookup
from desktop_app.ui.parts.answers import answer_edit
from desktop_app.ui.parts.contents_list import ContentsList
from desktop_app.ui.parts.field_block import FieldBlock
from desktop_app.ui.parts.findings_list import FindingsList
from desktop_app.ui.parts.help_panel import HelpPanel
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.style import FORM_WIDTH, S3, S4, S5, S6, heading

_SIDE = 208
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
_WIDE = 1000  # from here on there is room for a third column


class _Column(QScrollArea):
    """One column of questions that knows how far it has been scrolled."""

    scrolled = Signal()

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.scrolled.emit()

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 120)


class RecordForm(QWidget):
    """Shows one record and gives back a changed one; it saves nothing itself.

    `edited` comes while somebody types, `committed` when an answer is finished; filling the form
    fires neither.
    """

    edited = Signal()
    committed = Signal()
    decided = Signal(str, str)  # slot in conflict, the revision whose value stands
    menu_wanted = Signal(str)  # field
    note_done = Signal(int)  # number of a note

    def __init__(self, kind: str, lookup: Lookup) -> None:
        super().__init__()
        self.kind = KINDS[kind]
        self.language = lookup.language
        self._around = lookup.around
        self._record: Record | None = None
        self._touched: set[str] = set()
        self.can_mark = True
        self.blocks: dict[str, FieldBlock] = {}
        self._headings: list[QWidget] = []
        self.contents = ContentsList(self.kind, self.language)
        self.missing = FindingsList(self.language)
        self._side = QVBoxLayout()
        self._side.setSpacing(S5)
        self._side.addWidget(self.contents)
        left = QWidget()
        left.setFixedWidth(_SIDE)
        left.setLayout(self._side)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._inside = QWidget()
        self.column = _Column(self._inside)
        self._right = QVBoxLayout()
        self._right.setContentsMargins(0, 0, 0, 0)
        self._third = QWidget()
        self._third.setFixedWidth(_SIDE)
        self._third.setLayout(self._right)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S5)
        row.addWidget(left)
        row.addWidget(self.column, 1)
        row.addWidget(self._third)
        self._place_missing(wide=False)
        self._ask(lookup)
        self.help = HelpPanel(self.language, self)
        self.contents.chosen.connect(self._go_to_section)
        self.missing.chosen.connect(self.point_at)
        self.column.scrolled.connect(self._mark_section)
        self.column.scrolled.connect(self.help.leave)

    def load(self, record: Record) -> None:
        """Show `record`; what was typed before and not asked for is gone."""
        self._record = record
        self._touched.clear()
        for field, block in self.blocks.items():
            block.edit.show_value(record[field])
        self._refresh()

    def mark_taken(self, fields: Iterable[str]) -> None:
        """Say of these fields that they were filled from the last record, until they change."""
        for field in fields:
            self.blocks[field].taken = True
        self._refresh()

    def look_again(self) -> None:
        """Say anew what is missing or doubtful: something beside the form has changed."""
        self._refresh()

    def lock(self) -> None:
        """Show the answers for reading only."""
        self.can_mark = False
        for block in self.blocks.values():
            block.edit.lock()

    def mark(self, field: str, access: str) -> None:
        """Give an answer an access of its own, or that of its record again."""
        rows = marked(self.read()[0], self.kind, field, access)
        self.blocks[MARKS].edit.show_value(rows or None)
        self._touch(MARKS)
        self._commit(MARKS)

    def show_remarks(self, remarks: Sequence[tuple[Note, str]]) -> None:
        """Show notes of colleagues below the answers they are about."""
        for field, block in self.blocks.items():
            block.show_remarks([one for one in remarks if one[0].field == field])

    def read(self) -> tuple[Record, dict[str, BadAnswer]]:
        """Return the record as typed so far, and what could not be understood.

        An answer that is not understood stands as it was before; one that nobody touched is
        given back as it came.
        """
        record = self._shown_record()
        given: dict[str, Any] = {}
        refused: dict[str, BadAnswer] = {}
        for field in self._touched:
            try:
                given[field] = self.blocks[field].edit.value()
            except BadAnswer as refusal:
                refused[field] = refusal
        return record.with_values(**given), refused

    def record(self) -> Record:
        """Return the record as typed. Raises BadAnswer for what could not be understood."""
        record, refused = self.read()
        for field in self.blocks:
            if field in refused:
                self.point_at(field)
                raise refused[field]
        return record

    def saved_as(self, record: Record) -> bool:
        """Take the stored state of what is shown, without disturbing where the cursor is.

        Returns whether something is left that could not be understood, and so was not saved.
        """
        _read, refused = self.read()
        self._record = record
        self._touched = set(refused)
        self._refresh()
        return bool(refused)

    def point_at(self, field: str, row: str = "") -> None:
        """Bring a field into sight and the keyboard into it."""
        block = self.blocks.get(field)
        if block is None:
            return
        self.column.ensureWidgetVisible(block, 0, S6)
        block.edit.point_at(row)

    def show_help(self) -> bool:
        """Explain the question that has the cursor, or close its help; False when none has."""
        if self.help.isVisible():
            self.help.leave()
            return True
        block = self.block_here()
        if block is not None:
            self.help.tell(block.edit.question_here(), block.edit)
        return block is not None

    def block_here(self) -> FieldBlock | None:
        """Return the question that has the cursor."""
        focused = QApplication.focusWidget()
        holding = (one for one in self.blocks.values() if focused and one.isAncestorOf(focused))
        return next(holding, None)

    def is_asked(self, question: Question) -> bool:
        """Tell whether the other answers leave this question to be asked."""
        return self.blocks[question.field].isVisibleTo(self)

    def focus_first(self) -> None:
        first = next(iter(self.blocks.values()))
        first.edit.target().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter where the field itself has no use for it; on a button it presses."""
        focused = QApplication.focusWidget()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _NO_MODIFIER
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not plain:
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton | QToolButton):
            focused.click()
        elif focused is not None and self.column.isAncestorOf(focused):
            self.column.focusNextChild()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_missing(wide=self.width() >= _WIDE)

    def _shown_record(self) -> Record:
        if self._record is None:
            raise RuntimeError(self.kind.name)
        return self._record

    def _ask(self, lookup: Lookup) -> None:
        """Put every question into the column, from the outside in: each is styled only once."""
        inside = QWidget(self._inside)
        inside.setMaximumWidth(FORM_WIDTH + S4)
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 1)
        row.addStretch(0)
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, S4, S6)
        box.setSpacing(S5)
        dots = icon("ellipsis", "ink3")
        for place, section in enumerate(self.kind.sections):
            if place:
                box.addSpacing(S3)
            title = heading(self.language.text(section.title), section=True)
            self._headings.append(title)
            box.addWidget(title)
            for question in section.questions:
                block = FieldBlock(question, lookup, answer_edit, inside, dots=dots)
                block.menu_wanted.connect(self.menu_wanted)
                block.note_done.connect(self.note_done)
                block.edit.edited.connect(lambda field=question.field: self._touch(field))
                block.edit.committed.connect(lambda field=question.field: self._commit(field))
                block.decided.connect(self.decided)
                self.blocks[question.field] = block
                box.addWidget(block)
        box.addStretch(1)

    def _touch(self, field: str) -> None:
        self._touched.add(field)
        self.edited.emit()

    def _commit(self, field: str) -> None:
        self._touched.add(field)
        self.blocks[field].taken = False
        self._refresh()
        self.committed.emit()

    def _refresh(self) -> None:
        record, refused = self.read()
        found = findings(record, self._around)
        by_field = _by_question(found)
        conflicts = _by_field(record)
        levels, own = code_list("access"), own_access(record)
        for field, block in self.blocks.items():
            block.setVisible(block.question.applies(record.values))
            block.show_notes(by_field.get(field, ()), refused.get(field), conflicts.get(field, ()))
            block.show_access(levels.label(own[field], self.language.code) if field in own else "")
        self.contents.show_counts(
            {
                place: sum(len(by_field.get(one.field, ())) for one in section.questions)
                for place, section in enumerate(self.kind.sections)
            }
        )
        self.missing.show_findings(self.kind, found, sum(map(len, conflicts.values())))

    def _place_missing(self, *, wide: bool) -> None:
        home = self._right if wide else self._side
        if home.indexOf(self.missing) < 0:
            home.addWidget(self.missing, 1)
            if wide:
                self._side.addStretch(1)
            elif self._side.count() > 2:  # noqa: PLR2004 - contents, findings, an old stretch
                self._side.takeAt(1)
        self._third.setVisible(wide)

    def _go_to_section(self, place: int) -> None:
        self.column.verticalScrollBar().setValue(self._top_of(self._headings[place]))
        first = self.kind.sections[place].questions[0].field
        self.blocks[first].edit.target().setFocus()

    def _top_of(self, title: QWidget) -> int:
        return title.mapTo(self._inside, title.rect().topLeft()).y()

    def _mark_section(self) -> None:
        top = self.column.verticalScrollBar().value() + S6
        passed = [place for place, title in enumerate(self._headings) if self._top_of(title) <= top]
        self.contents.mark(passed[-1] if passed else 0)


def _by_question(found: Iterable[Finding]) -> dict[str, list[Finding]]:
    sorted_out: dict[str, list[Finding]] = {}
    for finding in found:
        sorted_out.setdefault(finding.field, []).append(finding)
    return sorted_out


def _by_field(record: Record) -> Mapping[str, Sequence[tuple[Record, Conflict]]]:
    found: dict[str, list[tuple[Record, Conflict]]] = {}
    for conflict in record.conflicts:
        found.setdefault(slot_field(conflict.slot), []).append((record, conflict))
    return found
