"""Withdrawn records of this office: why they went, and bringing one back."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.actions import erasing, histories, records
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.kinds import KINDS
from desktop_app.records.people import Role
from desktop_app.records.record import Record
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, lines_view
from desktop_app.ui.parts.step_block import side_by_side
from desktop_app.ui.parts.style import S3, S4, S5, button, heading, hint, label
from desktop_app.ui.parts.withdraw_bar import WithdrawBar


class TrashPage(Page):
    """Nothing is ever thrown away: what was withdrawn can be read, and brought back as a draft."""

    title = N_("Withdrawn records")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = self.language.text
        self.table = PlainTable(
            [
                Heading(say(N_("Record"))),
                Heading(say(N_("Kind")), 120),
                Heading(say(N_("Code")), 120),
                Heading(say(N_("Withdrawn on")), 110),
                Heading(say(N_("Reason"))),
            ],
            self,
        )
        self.view = lines_view(self.table, say(self.title))
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        self.view.activated.connect(lambda _index: self._look())
        self.back = button(say(N_("Bring back")), primary=True)
        put_icon(self.back, "undo-2", "on_accent")
        self.back.clicked.connect(lambda _checked=False: self.bring_back())
        self.look = button(say(N_("Read it")))
        self.look.clicked.connect(lambda _checked=False: self._look())
        self.erase = button(say(N_("Erase this person…")))
        put_icon(self.erase, "trash-2")
        self.erase.clicked.connect(lambda _checked=False: self._ask_to_erase())
        self.bar = WithdrawBar(self)
        self.bar.withdrawn.connect(self._tell_erased)
        self.none = label(say(N_("No record was withdrawn.")), "secondary")
        box = QVBoxLayout(self)
        box.setContentsMargins(S5, S4, S5, S4)
        box.setSpacing(S3)
        box.addWidget(heading(say(self.title)))
        box.addWidget(
            hint(
                say(
                    N_(
                        "What was withdrawn stays here. Brought back, a record is a draft again;"
                        " the Secretariat is told with the next bundle."
                    )
                )
            )
        )
        box.addWidget(self.none)
        box.addWidget(self.view, 1)
        box.addWidget(self.bar)
        box.addLayout(side_by_side(self.back, self.look, self.erase))
        box.addStretch(0)

    def refresh(self) -> None:
        self.look_through(
            lambda _step: histories.withdrawn(self.office),
            self.language.text(N_("Looking what was withdrawn")),
            self._show,
        )

    def _show(self, there: list[Record]) -> None:
        say = self.language.text
        self.table.show(
            [
                Line(
                    (
                        records.title_of(record, self.language.code),
                        say(KINDS[record.kind].title),
                        record.human_code,
                        self.language.date(record.updated_at),
                        record.deleted,
                    ),
                    record,
                    icon="trash-2",
                )
                for record in there
            ]
        )
        self.none.setVisible(not there)
        for shown in (self.view, self.back, self.look):
            shown.setVisible(bool(there))
        self.bar.hide()
        self.view.selectRow(0)
        self._follow()

    def primary_actions(self) -> list[QAction]:
        action = QAction(icon("undo-2"), self.back.text(), self)
        action.triggered.connect(self.bring_back)
        return [action]

    def bring_back(self) -> None:
        """Make the marked record a draft again."""
        record = self._marked()
        if record is None:
            return
        try:
            saved = histories.bring_back(self.office, record)
        except UserError as error:
            self.report(error)
            return
        title = records.title_of(saved, self.language.code)
        self.changed.emit({saved.kind})
        self.refresh()
        text = N_("“{title}” is a draft again.")
        self.told.emit(self.language.text(text, title=title), "good")

    def _ask_to_erase(self) -> None:
        record = self._marked()
        if record is not None:
            title = records.title_of(record, self.language.code)
            self.bar.ask_to_erase(record.uid, title)

    def _tell_erased(self) -> None:
        self.changed.emit({"contact"})
        self.refresh()
        text = N_("The person was erased. Send the next bundle, and the order goes along.")
        self.told.emit(self.language.text(text), "good")

    def _look(self) -> None:
        record = self._marked()
        if record is not None:
            self.open_record.emit(record.uid)

    def _marked(self) -> Record | None:
        line = self.table.line(self.view.currentIndex())
        return line.about if line and isinstance(line.about, Record) else None

    def _follow(self) -> None:
        record = self._marked()
        self.look.setEnabled(record is not None)
        needed = Role.REVIEWS if record is not None and record.heads else Role.ENTERS
        allow(self.context, needed, self.back, when=record is not None)
        person = record is not None and erasing.may_be_erased(self.office, record)
        self.erase.setVisible(person)
        allow(self.context, Role.REVIEWS, self.erase, when=person)
        self.bar.hide()
