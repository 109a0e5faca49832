"""What a bundle would change, record by record, before anything is written."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.actions import arriving, keeping, merging, records, unpacking
from desktop_app.actions.planning import Planned
from desktop_app.errors import Sentence, UserError
from desktop_app.language import N_, N_plural
from desktop_app.records.kinds import KINDS
from desktop_app.records.merge import Outcome, PlannedRecord
from desktop_app.records.people import Role
from desktop_app.records.progress import Progress
from desktop_app.records.record import Conflict, in_language
from desktop_app.records.slots import slot_field
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.changes_table import ChangeLine, ChangesTable, Choice
from desktop_app.ui.parts.differing import MarkedCell
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.notice_line import NoticeLine
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.plan_tree import PlanTree
from desktop_app.ui.parts.style import S2, S3, S4, S5, button, heading, hint, label
from desktop_app.ui.parts.word_box import WordBox
from desktop_app.ui.parts.wording import slot_label, slot_text

_TREE_WIDTH = 230
_FIELD_WIDTH, _STANDS_WIDTH = 116, 116
_WILL = {
    Outcome.NEW: N_plural("adds {n} record", "adds {n} records"),
    Outcome.CHANGED: N_plural("changes {n} record", "changes {n} records"),
    Outcome.DELETED: N_plural("withdraws {n} record", "withdraws {n} records"),
}
_DECIDES = N_plural("decides {n} difference", "decides {n} differences")
_FILES = N_plural("takes {n} file that was missing", "takes {n} files that were missing")
_OPEN = N_plural("{n} difference stays open.", "{n} differences stay open.")
_REFUSED = N_plural("{n} record is not taken.", "{n} records are not taken.")
_KEYS = ((Choice.KEEP, "1"), (Choice.TAKE, "2"), (Choice.OPEN, "3"))
_WORDS = {Choice.KEEP: N_("Keep"), Choice.TAKE: N_("Take"), Choice.OPEN: N_("Both stay open")}


class MergePage(Page):
    """Decides nothing by itself: each difference stays open until somebody says otherwise."""

    title = N_("Merge a bundle")

    merged = Signal(str)  # the name of the merge
    gone_back = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._planned: Planned | None = None
        self._choices: dict[tuple[str, str], Choice] = {}  # uid, slot
        self._titles: dict[str, str] = {}
        self.tree = PlanTree(self.language)
        self.tree.chosen.connect(self._show_record)
        self.model = ChangesTable(self.language, self)
        self.table = QTableView()
        self._set_up_table()
        self._name = heading("")
        self._notes = QVBoxLayout()
        self.word = WordBox(self.language)
        self.word.given.connect(self.take_word)
        self._about = label("", "strong")
        self._what = hint("")
        self.sentence = label("", "strong")
        self.apply = button(self.language.text(N_("Merge")), primary=True)
        self.apply.clicked.connect(lambda _checked=False: self.merge())
        self._lay_out()

    def primary_actions(self) -> list[QAction]:
        action = QAction(icon("git-merge"), self.apply.text(), self)
        action.triggered.connect(self.merge)
        return [action]

    def show_plan(self, planned: Planned) -> None:
        """Show what a proved bundle would change."""
        self._planned = planned
        self._choices = {
            (one.uid, conflict.slot): Choice.OPEN
            for one in planned.plan.records
            for conflict in one.conflicts
        }
        self._titles = self._titles_of(planned)
        number = self.language.number(planned.bundle.manifest.seq)
        text = N_("Bundle {number} of {office}")
        if unpacking.is_pack(planned):
            text = N_("Records sent back by {office}, number {number}")
        name = self.language.text(text, number=number, office=planned.bundle.office)
        self._name.setText(name)
        self._show_notes(planned)
        self.model.show(())
        self._about.setText("")
        self._what.setText("")
        self.tree.show_plan(name, planned.plan, lambda one: self._titles[one.uid])
        self._say_what_happens()
        self.tree.setFocus()

    def choose(self, choice: Choice) -> None:
        """Decide the difference that is marked, and go on to the next one."""
        row, record = self.table.currentIndex().row(), self.tree.record()
        line = self.model.line(row)
        if line is None or record is None or line.choice is None:
            return
        self.model.choose(row, choice)
        self._choices[record.uid, line.slot] = choice
        self._say_what_happens()
        below = self.model.line(row + 1)
        if below is not None and below.choice is not None:
            self.table.selectRow(row + 1)

    def merge(self) -> None:
        """Merge what is shown with the decisions taken, in the background."""
        planned = self._planned
        if planned is None or not planned.brings:
            return
        self.apply.setEnabled(False)
        decisions = self._decisions(planned)

        def merged(step: Progress) -> str:
            keeping.back_up(self.office)
            return merging.apply_decided(self.office, planned, decisions, step)

        self.run(
            merged,
            self.language.text(N_("Merging")),
            self._finish,
        ).ended.connect(self._say_what_happens)

    def take_word(self, vouched: bool) -> None:  # noqa: FBT001 - as Qt says it
        """Show what would change with or without the decisions that are said to be ours."""
        planned = self._planned
        if planned is not None:
            self.apply.setEnabled(False)
            self.look_through(
                lambda _step: arriving.on_word(self.office, planned, vouched=vouched),
                self.language.text(N_("Looking at the bundle once more")),
                self.show_plan,
            )

    def _lay_out(self) -> None:
        say = self.language.text
        box = QVBoxLayout(self)
        box.setContentsMargins(S5, S4, S5, S3)
        box.setSpacing(S3)
        box.addWidget(self._name)
        box.addLayout(self._notes)
        box.addWidget(self.word)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(S4, 0, 0, 0)
        column.setSpacing(S2)
        column.addWidget(self._about)
        column.addWidget(self._what)
        column.addWidget(self.table, 1)
        self._choosing = QWidget()
        row = QHBoxLayout(self._choosing)
        row.setContentsMargins(0, 0, 0, 0)
        for choice, key in _KEYS:
            pick = button(f"{key}  {say(_WORDS[choice])}")
            pick.clicked.connect(lambda _checked=False, choice=choice: self.choose(choice))
            row.addWidget(pick)
            QShortcut(QKeySequence(key), self, lambda choice=choice: self.choose(choice))
        row.addStretch(1)
        column.addWidget(self._choosing)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self.tree)
        split.addWidget(right)
        split.setSizes([_TREE_WIDTH, 900])
        split.setStretchFactor(1, 1)
        box.addWidget(split, 1)
        foot = QHBoxLayout()
        foot.setSpacing(S3)
        back = button(say(N_("Go back")))
        back.clicked.connect(lambda _checked=False: self.gone_back.emit())
        foot.addWidget(self.sentence, 1)
        foot.addWidget(back)
        foot.addWidget(self.apply)
        box.addLayout(foot)

    def _set_up_table(self) -> None:
        table, header = self.table, self.table.horizontalHeader()
        table.setModel(self.model)
        table.setItemDelegate(MarkedCell(table))
        table.setProperty("role", "list")
        table.setAccessibleName(self.language.text(N_("What changes in the record")))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setMinimumSectionSize(36)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setColumnWidth(0, _FIELD_WIDTH)
        table.setColumnWidth(3, _STANDS_WIDTH)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self._fitting = QTimer(self, singleShot=True, interval=0)  # once for all columns
        self._fitting.timeout.connect(table.resizeRowsToContents)
        header.sectionResized.connect(lambda *_: self._fit_rows())

    def _fit_rows(self) -> None:
        """Make each row as tall as its texts, once all columns have their widths."""
        self._fitting.start()

    def _show_notes(self, planned: Planned) -> None:
        while (item := self._notes.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for text, values in planned.notes:
            said = self.language.sentence(Sentence(text, values))
            self._notes.addWidget(NoticeLine(said, icon="info", role="warning"))
        if planned.merged_as and not planned.said_ours:
            text = N_("This bundle was merged before; there is nothing to do.")
            if planned.brings:
                text = N_("The records of this bundle were merged before; its files come now.")
            said = self.language.text(text)
            self._notes.addWidget(NoticeLine(said, icon="info", role="info"))
        asked, erases = len(planned.said_ours), unpacking.is_pack(planned)
        self.word.show_for(asked, vouched=planned.vouched, erases=erases)
        allow(self.context, Role.REVIEWS, self.word.box)

    def _show_record(self, one: PlannedRecord) -> None:
        kind = KINDS[one.kind]
        self._about.setText(self._titles[one.uid])
        self.model.show(self._lines(one))
        self._fit_rows()
        reason = self.language.text(one.reason) if one.reason else ""
        told = {
            Outcome.SAME: N_("Nothing changes in this record."),
            Outcome.NEW: N_("This record is not here yet."),
            Outcome.REFUSED: N_("It is not taken."),
        }.get(one.outcome, "")
        said = " ".join(part for part in (self.language.text(told), reason) if part)
        self._what.setText(f"{self.language.text(kind.title)} · {said}" if said else "")
        self._what.setVisible(bool(said))
        self._choosing.setVisible(bool(one.conflicts))
        first = next((row for row in range(self.model.rowCount()) if self._decides(row)), 0)
        self.table.selectRow(first)

    def _decides(self, row: int) -> bool:
        line = self.model.line(row)
        return line is not None and line.choice is not None

    def _lines(self, one: PlannedRecord) -> list[ChangeLine]:
        kind = KINDS[one.kind]
        in_conflict = {conflict.slot for conflict in one.conflicts}

        def say(slot: str, value: object) -> str:
            return slot_text(kind, slot, value, self.language, self._name_of)

        lines = []
        for conflict in one.conflicts:
            ours, theirs = _sides(one, conflict)
            lines.append(
                ChangeLine(
                    conflict.slot,
                    slot_label(kind, conflict.slot, self.language),
                    say(conflict.slot, conflict.values[ours]),
                    say(conflict.slot, conflict.values[theirs]),
                    self._choices[one.uid, conflict.slot],
                )
            )
        asked = {question.field: place for place, question in enumerate(kind.questions)}
        lines += [
            ChangeLine(
                change.slot,
                slot_label(kind, change.slot, self.language),
                say(change.slot, change.before),
                say(change.slot, change.after),
            )
            for change in sorted(one.changes, key=lambda one: asked.get(slot_field(one.slot), -1))
            if change.slot not in in_conflict and not change.slot.endswith("/original")
        ]
        return lines

    def _name_of(self, _kind: str, uid: str) -> str:
        if uid in self._titles:
            return self._titles[uid]
        try:
            return records.title_of(records.find(self.office, uid), self.language.code)
        except UserError:
            return uid[:8]  # it has not come in yet

    def _titles_of(self, planned: Planned) -> dict[str, str]:
        titles = {one.uid: one.uid[:8] for one in planned.plan.records}
        for revision in planned.bundle.revisions:
            field = KINDS[revision.kind].title_field
            title = in_language(revision.fields.get(field), self.language.code)
            titles[revision.uid] = title or str(revision.fields.get("human_code", ""))
        return titles

    def _decisions(self, planned: Planned) -> dict[str, dict[str, str]]:
        decided: dict[str, dict[str, str]] = {}
        for one in planned.plan.records:
            for conflict in one.conflicts:
                choice = self._choices[one.uid, conflict.slot]
                if choice is not Choice.OPEN:
                    ours, theirs = _sides(one, conflict)
                    side = ours if choice is Choice.KEEP else theirs
                    decided.setdefault(one.uid, {})[conflict.slot] = side
        return decided

    def _say_what_happens(self) -> None:
        planned = self._planned
        if planned is None:
            return
        counts = {outcome: planned.count(outcome) for outcome in Outcome}
        told = [self.language.plural(_WILL[one], counts[one]) for one in _WILL if counts[one]]
        still = sum(choice is Choice.OPEN for choice in self._choices.values())
        decided = len(self._choices) - still
        if decided:
            told.append(self.language.plural(_DECIDES, decided))
        nothing = _brings_nothing(planned)
        idle = N_("Nothing to do: all of it is here already.")
        if planned.said_ours and not planned.vouched:
            idle = N_("Without those decisions it brings nothing that is not here already.")
            if unpacking.is_pack(planned):
                idle = N_("Without those orders it brings nothing that is not here already.")
        said = [self.language.text(idle)]
        if not nothing:
            merging_does = N_("Merging {what}.")
            if planned.fresh_files and planned.plan.empty:
                told.append(self.language.plural(_FILES, planned.fresh_files))
            what = self.language.list_of(told) or self.language.text(N_("changes no answer"))
            said = [self.language.text(merging_does, what=what)]
        if still:
            said.append(self.language.plural(_OPEN, still))
        if counts[Outcome.REFUSED]:
            said.append(self.language.plural(_REFUSED, counts[Outcome.REFUSED]))
        self.sentence.setText(" ".join(said))
        allow(self.context, Role.REVIEWS, self.apply, when=not nothing)

    def _finish(self, merge_id: str) -> None:
        self._planned = None
        self.changed.emit(set(KINDS))
        self.merged.emit(merge_id)


def _brings_nothing(planned: Planned) -> bool:
    """Whether there is nothing to merge; that a bundle came is worth noting, its files are too."""
    if planned.fresh_files or not planned.plan.empty:
        return not planned.brings
    stays_out = bool(planned.said_ours or planned.adds_to or planned.merged_as)
    return stays_out or unpacking.is_pack(planned)


def _sides(one: PlannedRecord, conflict: Conflict) -> tuple[str, str]:
    """Return the revision whose value was here, and the one that came; both may have come."""
    came = {revision.id for revision in one.revisions}
    names = sorted(conflict.values)
    here = next((name for name in names if name not in came), names[0])
    other = next((name for name in names if name in came and name != here), names[-1])
    return here, other
