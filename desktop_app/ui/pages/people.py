"""Who works here: entering, renaming and closing persons, and giving each of them a role."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.actions import handover, people
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.people import ROLE_HELP, ROLE_WORDS, Person, Role
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.narrow_column import narrow_column
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, fit_height, lines_view
from desktop_app.ui.parts.reason_bar import ReasonBar
from desktop_app.ui.parts.step_block import side_by_side
from desktop_app.ui.parts.style import S2, S3, button, heading, hint, label

_WIDTH = 760
_TABLE_HEIGHT = 300


class PeoplePage(Page):
    """With nobody entered, everything is allowed to everybody, as in an office of one person."""

    title = N_("People")

    restaffed = Signal()  # who works here, or may do what, is another than before

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = self.language.text
        column = narrow_column(self, _WIDTH)
        column.addWidget(heading(self.heading()))
        about = N_(
            "The history names who works here now; the others are one click away at the top of the"
            " window. No name of this page leaves this computer."
        )
        column.addWidget(label(say(about), "secondary"))
        column.addWidget(self._entering())
        column.addWidget(self._there())
        column.addWidget(self._leaving())
        column.addSpacing(S3)
        column.addWidget(heading(say(N_("What each role does")), section=True))
        for role in Role:
            told = say(N_("{role}: {what}."), role=say(ROLE_WORDS[role]), what=say(ROLE_HELP[role]))
            column.addWidget(label(told, "secondary"))
        honest = N_(
            "This keeps slips away and says who did what. It is no lock: anybody at this computer"
            " can choose another name."
        )
        column.addWidget(hint(say(honest)))
        column.addStretch(1)

    def refresh(self) -> None:
        """Show who is here, those who left last."""
        there = sorted(people.everybody(self.office), key=lambda person: bool(person.until))
        now = self.office.person
        self.table.show([self._line(person, now) for person in there])
        fit_height(self.view, _TABLE_HEIGHT)
        self._list.setVisible(bool(there))
        first = now is None
        self.role.setCurrentIndex(self.role.findData(Role.SENDS if first else Role.ENTERS))
        self.role.setEnabled(not first)
        self.first.setVisible(first)
        allow(self.context, Role.SENDS, self.enter, self.name)
        self.view.selectRow(0)
        self._follow()

    def primary_actions(self) -> list[QAction]:
        action = QAction(icon("plus"), self.enter.text(), self)
        action.triggered.connect(self.name.setFocus)
        return [action]

    def add(self) -> None:
        """Enter the person whose name is typed."""
        name = self.name.text().strip()
        if not name:
            self.name.setFocus()
            return
        try:
            person = people.add(self.office, name, Role(self.role.currentData()))
        except UserError as error:
            self.report(error)
            return
        self.name.clear()
        self._tell(N_("{name} works here now."), person)

    def rename(self, name: str) -> None:
        """Give the marked person this name."""
        person = self._marked()
        if person is None:
            return
        try:
            changed = people.rename(self.office, person, name)
        except UserError as error:
            self.report(error)
            return
        self._tell(N_("{name}: the history shows this name too."), changed)

    def give_role(self, role: Role) -> None:
        """Give the marked person this role."""
        person = self._marked()
        if person is None or person.role is role:
            return
        try:
            changed = people.give_role(self.office, person, role)
        except UserError as error:
            self._follow()  # the box says again what stands
            self.report(error)
            return
        text = N_("{name} from now on: {role}.")
        self._tell(text, changed, role=self.language.text(ROLE_WORDS[role]))

    def close_person(self) -> None:
        """Close the marked person, and offer to write down what a successor has to know."""
        person = self._marked()
        if person is None:
            return
        try:
            gone = people.close(self.office, person)
        except UserError as error:
            self.report(error)
            return
        self._tell(N_("{name} no longer works here; the history keeps the name."), gone)
        self._left.setVisible(handover.may_be_written(self.office))
        text = N_("Has {name} told what a successor has to know? Write it into the hand-over note.")
        self._left_text.setText(self.language.text(text, name=gone.name))

    def _entering(self) -> QWidget:
        say = self.language.text
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, S2, 0, 0)
        box.setSpacing(S2)
        title = label(say(N_("Name of the person")), "strong")
        self.name = QLineEdit()
        self.name.setAccessibleName(title.text())
        self.name.returnPressed.connect(self.add)
        title.setBuddy(self.name)
        self.role = self._roles()
        self.enter = button(say(N_("Enter the person")), primary=True)
        self.enter.clicked.connect(lambda _checked=False: self.add())
        row = QHBoxLayout()
        row.setSpacing(S2)
        row.addWidget(self.name, 1)
        row.addWidget(self.role)
        row.addWidget(self.enter)
        self.first = hint(
            say(
                N_(
                    "Nobody is entered yet, and everything is allowed to everybody. The first"
                    " person may send; the others have the role you give them."
                )
            )
        )
        box.addWidget(title)
        box.addLayout(row)
        box.addWidget(self.first)
        return whole

    def _there(self) -> QWidget:
        say = self.language.text
        self._list = QWidget()
        box = QVBoxLayout(self._list)
        box.setContentsMargins(0, S3, 0, 0)
        box.setSpacing(S3)
        self.table = PlainTable(
            [
                Heading(say(N_("Name"))),
                Heading(say(N_("Role")), 140),
                Heading(say(N_("Since")), 140),
                Heading(say(N_("Until")), 140),
            ],
            self,
        )
        self.view = lines_view(self.table, self.heading())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        self.naming = ReasonBar(self.language, say(N_("Save")), say(N_("Name of the person")))
        self.naming.given.connect(self.rename)
        self.other_name = button(say(N_("Another name…")))
        put_icon(self.other_name, "pencil")
        self.other_name.clicked.connect(lambda _checked=False: self._ask_name())
        self.other_role = self._roles()
        self.other_role.activated.connect(
            lambda _place: self.give_role(Role(self.other_role.currentData()))
        )
        self.leaves = button(say(N_("No longer works here")))
        put_icon(self.leaves, "log-out")
        self.leaves.clicked.connect(lambda _checked=False: self.close_person())
        box.addWidget(self.view)
        box.addWidget(self.naming)
        box.addLayout(side_by_side(self.other_role, self.other_name, self.leaves))
        return self._list

    def _leaving(self) -> QWidget:
        self._left = QWidget()
        self._left.setProperty("role", "banner")
        box = QVBoxLayout(self._left)
        box.setContentsMargins(S3, S3, S3, S3)
        self._left_text = label("")
        note = button(self.language.text(N_("Hand-over note…")))
        put_icon(note, "scroll-text")
        note.clicked.connect(lambda _checked=False: self._write_note())
        box.addWidget(self._left_text)
        box.addLayout(side_by_side(note))
        self._left.hide()
        return self._left

    def _roles(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.language.text(N_("Role")))
        box.setAccessibleDescription(box.accessibleName())  # on Linux its name is the choice
        for role in Role:
            box.addItem(self.language.text(ROLE_WORDS[role]), role)
        return box

    def _line(self, person: Person, now: Person | None) -> Line:
        works = now is not None and person.uid == now.uid
        return Line(
            (
                person.name,
                self.language.text(ROLE_WORDS[person.role]),
                self.language.date(person.since),
                self.language.date(person.until) if person.until else "",
            ),
            person,
            icon="contact" if works else "log-out" if person.until else "users",
            colour="accent" if works else "ink3" if person.until else "ink2",
        )

    def _marked(self) -> Person | None:
        line = self.table.line(self.view.currentIndex())
        return line.about if line and isinstance(line.about, Person) else None

    def _follow(self) -> None:
        person = self._marked()
        here = person is not None and not person.until
        changing = (self.other_name, self.other_role, self.leaves)
        allow(self.context, Role.SENDS, *changing, when=here)
        if person is not None:
            self.other_role.setCurrentIndex(self.other_role.findData(person.role))

    def _ask_name(self) -> None:
        person = self._marked()
        if person is not None:
            asked = N_("What should “{name}” be called?")
            self.naming.ask(self.language.text(asked, name=person.name), person.name)

    def _tell(self, text: str, person: Person, **values: str) -> None:
        self._left.hide()
        self.restaffed.emit()
        self.refresh()
        self.told.emit(self.language.text(text, name=person.name, **values), "good")

    def _write_note(self) -> None:
        self._left.hide()
        self.ask_at.emit(handover.profile_of(self.office) or "office", handover.FIELD)
