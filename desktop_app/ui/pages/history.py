"""Every change of one record: who, when, what stood before; and bringing one value back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from desktop_app.actions import histories, people, records, undoing
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.kinds import KINDS
from desktop_app.records.list_words import status_word
from desktop_app.records.questionnaire import Kind
from desktop_app.records.slots import slot_field
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.moments import day_and_hour
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, lines_view
from desktop_app.ui.parts.style import S2, S3, S4, S5, button, heading, hint, label
from desktop_app.ui.parts.wording import slot_label, slot_text, tooltip

if TYPE_CHECKING:
    from desktop_app.records.record import Record

_OF_RECORD = {
    "": N_("The record was made"),
    "forgotten": N_("The record was taken back"),
    "status": N_("Status"),
    "deleted": N_("Withdrawal"),
    "human_code": N_("Code"),
}
_BACK_WIDEST = 620
# what the journal says before a number -> its words; of two that fit, the first
_STEPS = {
    "undo import": N_("an import taken back"),
    undoing.UNDO: N_("undone"),
    undoing.REDO: N_("done again"),
    "import": N_("an import"),
    "answer to bundle": N_("answer to bundle {number}"),
    "answer": N_("answer {number}"),
    "pack": N_("sent back by the Secretariat, number {number}"),
    "bundle": N_("bundle {number}"),
}


class HistoryPage(Page):
    """Opened with `history:uid`; the values are in the reader's words, the newest change first."""

    title = N_("History")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = self.language.text
        self._record: Record | None = None
        self._names: dict[str, str] = {}
        self._people: dict[str, str] = {}
        self.back = QPushButton("")
        self.back.setProperty("role", "link")
        put_icon(self.back, "arrow-left", "accent")
        self.back.clicked.connect(lambda _checked=False: self._return())
        self.which = QComboBox()
        self.which.setAccessibleName(say(N_("Which answer")))
        self.which.activated.connect(lambda _place: self._list())
        self.table = PlainTable(
            [
                Heading(say(N_("When")), 168),
                Heading(say(N_("Who")), 96),
                Heading(say(N_("Answer")), 136),
                Heading(say(N_("Before"))),
                Heading(say(N_("After"))),
            ],
            self,
        )
        self.view = lines_view(self.table, self.title)
        self.view.setWordWrap(False)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        self.before, self.after, self.why = label(""), label(""), hint("")
        self.bring_back = button(say(N_("Bring back this value")), primary=True)
        put_icon(self.bring_back, "history", "on_accent")
        self.bring_back.clicked.connect(lambda _checked=False: self._bring_back())
        self._lay_out()

    def heading(self) -> str:
        name = records.title_of(self._record, self.language.code) if self._record else ""
        return f"{self.language.text(self.title)} · {name}" if name else super().heading()

    def show_only(self, choice: str) -> None:
        self._record = records.find(self.office, choice)
        self._names.clear()
        self._people = people.names(self.office)
        title = records.title_of(self._record, self.language.code)
        dots = Qt.TextElideMode.ElideRight
        self.back.setText(self.back.fontMetrics().elidedText(title, dots, _BACK_WIDEST))
        self.back.setToolTip(tooltip(title))
        self._fill_which()
        self._list()
        self.view.setFocus()

    def choice_here(self) -> str:
        return self._record.uid if self._record else ""

    def refresh(self) -> None:
        if self._record is not None:
            self.show_only(self._record.uid)

    def primary_actions(self) -> list[QAction]:
        action = QAction(icon("history"), self.bring_back.text(), self)
        action.triggered.connect(self._bring_back)
        return [action]

    def _lay_out(self) -> None:
        say = self.language.text
        box = QVBoxLayout(self)
        box.setContentsMargins(S5, S3, S5, S4)
        box.setSpacing(S3)
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addStretch(1)
        box.addLayout(top)
        title = QHBoxLayout()
        title.addWidget(heading(say(self.title)), 1)
        title.addWidget(self.which)
        box.addLayout(title)
        box.addWidget(self.view, 1)
        sides = QGridLayout()
        sides.setHorizontalSpacing(S5)
        sides.setVerticalSpacing(S2)
        for column, (name, text) in enumerate(
            ((N_("Before"), self.before), (N_("After"), self.after))
        ):
            sides.addWidget(label(say(name), "strong"), 0, column)
            sides.addWidget(text, 1, column, Qt.AlignmentFlag.AlignTop)
            sides.setColumnStretch(column, 1)
        box.addLayout(sides)
        foot = QHBoxLayout()
        foot.addWidget(self.bring_back)
        foot.addWidget(self.why, 1)
        box.addLayout(foot)

    def _fill_which(self) -> None:
        if self._record is None:
            return
        kind, say = KINDS[self._record.kind], self.language.text
        chosen = self.which.currentData()
        log = records.history_of(self.office, self._record.uid)
        fields = {slot_field(change.slot) for change in log}
        self.which.clear()
        self.which.addItem(say(N_("All answers")), "")
        for question in kind.questions:
            if question.field in fields:
                self.which.addItem(say(question.label), question.field)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))

    def _list(self) -> None:
        if self._record is None:
            return
        field = self.which.currentData()
        self.table.show(
            [
                Line(
                    (
                        day_and_hour(change.at, self.language),
                        self._people.get(change.who, change.who),
                        self._label(change.slot),
                        self._text(change.slot, change.before),
                        self._text(change.slot, change.after),
                    ),
                    change,
                )
                for change in records.history_of(self.office, self._record.uid)
                if not field or slot_field(change.slot) == field
            ]
        )
        self.view.selectRow(0)
        self._follow()

    def _label(self, slot: str) -> str:
        if slot in _OF_RECORD:
            return self.language.text(_OF_RECORD[slot])
        return slot_label(self._kind(), slot, self.language)

    def _text(self, slot: str, value: object) -> str:
        if slot == "status" and value:
            return status_word(str(value), self.language)
        return slot_text(self._kind(), slot, value, self.language, self._name_of)

    def _kind(self) -> Kind:
        return KINDS[self._record.kind if self._record else "initiative"]

    def _name_of(self, _kind: str, uid: str) -> str:
        if uid not in self._names:
            try:
                found = records.find(self.office, uid)
                self._names[uid] = records.title_of(found, self.language.code)
            except UserError:
                self._names[uid] = uid[:8]  # it has not come in, or went again
        return self._names[uid]

    def _marked(self) -> histories.Change | None:
        line = self.table.line(self.view.currentIndex())
        return line.about if line and isinstance(line.about, histories.Change) else None

    def _follow(self) -> None:
        change, record = self._marked(), self._record
        nothing = self.language.text(N_("(nothing)"))
        may = bool(change and record and histories.can_bring_back(self.office, record, change))
        self.bring_back.setEnabled(may)
        for text, value in ((self.before, "before"), (self.after, "after")):
            told = self._text(change.slot, getattr(change, value)) if change else ""
            text.setText(told or (nothing if change else ""))
        self.why.setText(self.reason(change.why) if change else "")

    def reason(self, why: str) -> str:
        """Return in the reader's words why an answer changed."""
        for told, text in _STEPS.items():
            if why.startswith(f"{told} "):
                return self.language.text(text, number=why.removeprefix(f"{told} "))
        return self.language.text(why)

    def _bring_back(self) -> None:
        change, record = self._marked(), self._record
        if change is None or record is None:
            return
        try:
            saved = histories.bring_back_value(self.office, record.uid, change)
        except UserError as error:
            self.report(error)
            return
        self.changed.emit({saved.kind})
        self.show_only(saved.uid)
        text = N_("{answer}: the earlier value stands again.")
        self.told.emit(self.language.text(text, answer=self._label(change.slot)), "good")

    def _return(self) -> None:
        if self._record is not None:
            self.open_record.emit(self._record.uid)
