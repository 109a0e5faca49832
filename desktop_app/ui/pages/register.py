"""The list of offices: whose files are taken here; the Secretariat keeps and publishes it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from desktop_app.actions import agreeing, register_view, registering, registers
from desktop_app.actions.agreeing import Agreement
from desktop_app.actions.inbox import Tried
from desktop_app.actions.register_view import Computer, Shown
from desktop_app.actions.registers import Taken
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.kinds import KINDS
from desktop_app.records.people import Role
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.escape import hide_by_escape
from desktop_app.ui.parts.flow import in_flow
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.list_desk import ListDesk
from desktop_app.ui.parts.narrow_column import narrow_column
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.place_bar import PlaceBar
from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, fit_height, lines_view
from desktop_app.ui.parts.reason_bar import ReasonBar
from desktop_app.ui.parts.step_block import side_by_side
from desktop_app.ui.parts.stop_bar import StopBar
from desktop_app.ui.parts.style import S2, S3, button, heading, hint, label
from desktop_app.ui.parts.waiting_list import taken_text

_WIDTH = 860
_TABLE_HEIGHT = 360
_TAIL = 4  # letters of the name of a seal that tell two computers apart
_STANDING = {
    "active": (N_("are taken"), "circle-check", "good"),
    "retired": (N_("replaced; up to number {number}"), "history", "ink3"),
    "revoked": (N_("lost; up to number {number}"), "circle-x", "error"),
}
_KEEPS = N_(
    "Files of these offices are taken. A card that is taken puts its office here. What is changed"
    " counts here at once; the offices learn of it when the list is published, with their answers."
)
_FOLLOWS = N_(
    "Files of these offices are taken. The Secretariat keeps this list; a new one comes with each"
    " of its answers, or as a file."
)


class RegisterPage(Page):
    """One line a computer, which has the seal of its office."""

    title = N_("List of offices")

    card_wanted = Signal()  # a file with the card of an office is to be asked for

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._shown: Shown | None = None
        say = self.language.text
        keeps = self.office.is_secretariat
        column = narrow_column(self, _WIDTH)
        column.addWidget(heading(self.heading()))
        column.addWidget(label(say(_KEEPS if keeps else _FOLLOWS), "secondary"))
        self.number = label("", "strong")
        self.age = hint("")
        column.addWidget(self.number)
        column.addWidget(self.age)
        column.addWidget(self._there())
        self.naming = ReasonBar(self.language, say(N_("Save")), say(N_("Name of the office")))
        self.naming.given.connect(self.rename)
        self.stopping = StopBar(self.language)
        self.stopping.stopped.connect(self.stop)
        column.addWidget(self.naming)
        column.addWidget(self.stopping)
        self.placing = PlaceBar(self.language)
        self.placing.given.connect(self.put)
        column.addWidget(self.placing)
        hide_by_escape(self.stopping, self.placing)
        column.addWidget(self._deciding() if keeps else self._reading())
        column.addSpacing(S2)
        self.desk = ListDesk(self)
        self.desk.published.connect(self.refresh)
        column.addWidget(self.desk)
        column.addStretch(1)

    def refresh(self) -> None:
        """Show who is in the list, and whether something is not published yet."""
        shown = register_view.show(self.office)
        before = self._marked()
        kids = [one.kid for one in shown.computers]
        self.table.show([self._line(one) for one in shown.computers])
        self.view.selectRow(kids.index(before.kid) if before and before.kid in kids else 0)
        fit_height(self.view, _TABLE_HEIGHT)
        self.number.setText(self._number_of(shown))
        notice = registers.notice_of_age(self.office)
        self.age.setText(self.language.sentence(notice) if notice else "")
        self.age.setVisible(notice is not None)
        if self.office.is_secretariat:
            allow(self.context, Role.SENDS, self.card)
        self.desk.show_state(shown)
        self._shown = shown
        self._follow()

    def primary_actions(self) -> list[QAction]:
        if not self.office.is_secretariat:
            return []
        action = QAction(icon("send"), self.desk.publish.text(), self)
        action.triggered.connect(lambda _checked=False: self.desk.ask_publish())
        return [action]

    def stop(self, last_good: int) -> None:
        """Take nothing of the marked computer after this number."""
        one = self._marked()
        if one is not None and one.office == self.office.code:
            self._stop_ours(one, last_good)
        elif one is not None:
            self._decide(
                lambda: registering.revoke(self.office, one.office, one.kid, last_good),
                N_("Files of this computer of {name} count up to number {number}.")
                if last_good
                else N_("Files of this computer of {name} count no more."),
                name=one.name,
                number=last_good,
            )

    def _stop_ours(self, one: Computer, last_good: int) -> None:
        try:
            anew = registering.lose_own(self.office, one.kid, last_good)
        except UserError as error:
            self.report(error)
            return
        self.refresh()
        text = N_("Answers of the stolen seal count up to number {number}. Publish the list now.")
        if anew:
            text = N_(
                "Answers of the stolen seal count up to number {number}. Publish the list, make"
                " our new card, and have every office compare its digits: until it has, it"
                " believes whoever has the stolen seal."
            )
        self.told.emit(self.language.text(text, number=last_good), "warning" if anew else "good")

    def take_again(self) -> None:
        """Take the files of the marked computer again: it was found."""
        one = self._marked()
        if one is not None:
            self._decide(
                lambda: registering.restore(self.office, one.office, one.kid),
                N_("Files of this computer of {name} are taken again."),
                name=one.name,
            )

    def rename(self, name: str) -> None:
        """Give the marked office this name."""
        one = self._marked()
        if one is not None:
            self._decide(
                lambda: registering.rename(self.office, one.office, name),
                N_("The office has the name {name} in the list."),
                name=name,
            )

    def put(self, codes: tuple[str, ...], above: str) -> None:
        """Say for which codes the marked office speaks, and below whom it stands."""
        one = self._marked()
        if one is not None and self._decide(
            lambda: registering.place(self.office, one.office, codes, above),
            N_("What {name} reports is changed here; the offices learn of it with the list."),
            name=one.name,
        ):
            self.placing.hide()

    def read(self, path: Path) -> None:
        """Take the list in a file, or show it when it waits for its holders."""
        self.run(
            lambda step: agreeing.read(self.office, path, step),
            self.language.text(N_("Reading the list of offices")),
            self._tell_read,
        )

    def _there(self) -> QWidget:
        say = self.language.text
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S3)
        self.table = PlainTable(
            [
                Heading(say(N_("Office"))),
                Heading(say(N_("Seal")), 74),
                Heading(say(N_("Its files")), 204),
                Heading(say(N_("Last one")), 164),
                Heading(say(N_("List")), 60, figures=True),
            ],
            self,
        )
        self.view = lines_view(self.table, self.heading())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        box.addWidget(self.view)
        return whole

    def _deciding(self) -> QWidget:
        say = self.language.text
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S3)
        self.card = _button(say(N_("Take a card…")), "shield-check", self.card_wanted.emit)
        self.lost = _button(say(N_("Lost or stolen…")), "circle-x", self._ask_stop)
        self.found = _button(say(N_("Take its files again")), "undo-2", self.take_again)
        self.other_name = _button(say(N_("Another name…")), "pencil", self._ask_name)
        self.place = _button(say(N_("What it reports…")), "list-checks", self._ask_place)
        box.addWidget(in_flow(self.card, self.lost, self.found, self.other_name, self.place))
        return whole

    def _reading(self) -> QWidget:
        self.from_file = _button(
            self.language.text(N_("Read a list from a file…")), "folder-open", self._ask_read
        )
        whole = QWidget()
        row = side_by_side(self.from_file)
        row.setContentsMargins(0, 0, 0, 0)
        whole.setLayout(row)
        return whole

    def _line(self, one: Computer) -> Line:
        word, picture, colour = _STANDING[one.status]
        if one.status == "revoked" and not one.last_good:
            word = N_("lost; nothing counts")
        if one.status == "active" and one.comes_next_here:
            word = N_("are taken once it is in use")
        below = f" ({one.below})" if one.below else ""
        number, date = one.number, self.language.date(one.at[:10]) if one.at else ""
        last = self.language.text(N_("number {number}, {date}"), number=number, date=date)
        return Line(
            (
                f"{one.office}{below} · {one.name}",
                one.kid[-_TAIL:],
                self.language.text(word, number=one.last_good),
                last if number else "",
                str(one.list_number) if one.list_number else "",
            ),
            one,
            icon=picture,
            colour=colour,
        )

    def _number_of(self, shown: Shown) -> str:
        if not shown.number:
            return self.language.text(
                N_("No list of offices yet; those are taken whose cards were accepted.")
            )
        date = self.language.date(shown.made_at[:10])
        text = N_("List of offices, number {number} of {date}.")
        return self.language.text(text, number=shown.number, date=date)

    def _marked(self) -> Computer | None:
        line = self.table.line(self.view.currentIndex())
        return line.about if line and isinstance(line.about, Computer) else None

    def _put_away(self) -> None:
        """Hide what was asked before: one thing is asked at a time."""
        for bar in (self.naming, self.stopping, self.placing):
            bar.hide()

    def _follow(self) -> None:
        self._put_away()
        if not self.office.is_secretariat:
            allow(self.context, Role.REVIEWS, self.from_file)
            return
        one = self._marked()
        others = one is not None and one.office != self.office.code
        taken = one is not None and one.status == "active"
        stops = one is not None and not one.in_use_here and taken
        allow(self.context, Role.SENDS, self.lost, when=stops)
        allow(self.context, Role.SENDS, self.found, when=others and not taken)
        allow(self.context, Role.SENDS, self.other_name, self.place, when=others)

    def _decide(self, act: Callable[[], None], text: str, **values: object) -> bool:
        try:
            act()
        except UserError as error:
            self.report(error)
            return False
        self.refresh()
        self.told.emit(self.language.text(text, **values), "good")
        return True

    def _ask_name(self) -> None:
        self._put_away()
        one = self._marked()
        if one is not None:
            asked = N_("What should “{name}” be called?")
            self.naming.ask(self.language.text(asked, name=one.name), one.name)

    def _ask_place(self) -> None:
        self._put_away()
        one = self._marked()
        if one is not None and self._shown is not None:
            tops = {
                other.office: other.name
                for other in self._shown.computers
                if other.role == "office" and not other.below and other.office != one.office
            }
            self.placing.ask(
                one.office,
                one.name,
                guest=one.role == "guest",
                scope=one.scope,
                above=one.below,
                offices=tuple(tops.items()),
            )

    def _ask_stop(self) -> None:
        self._put_away()
        one = self._marked()
        if one is not None:
            came = register_view.came_from(self.office, one.kid)
            self.stopping.ask(one.name, came, ours=one.office == self.office.code)

    def _ask_read(self) -> None:
        path = self._chosen(N_("Read a list of offices"), "*.surco")
        if path is not None:
            self.read(path)

    def _chosen(self, title: str, names: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.language.text(title), "", names)
        return Path(chosen) if chosen else None

    def _tell_read(self, read: Agreement | tuple[Taken, tuple[Tried, ...]]) -> None:
        self.refresh()
        if isinstance(read, Agreement):
            self.desk.show_waiting(read)
            text = N_("This list of offices waits for its holders. See below what it changes.")
            self.told.emit(self.language.text(text), "info")
            return
        taken, waited = read
        text = (
            N_("New list of offices: number {number}.")
            if taken.changed
            else N_("This list of offices, number {number}, is here.")
        )
        told = [self.language.text(text, number=taken.version)]
        told += map(self.language.sentence, taken.notes)
        if waited:
            told.append(taken_text(waited, self.language))
        self.told.emit(" ".join(told), "good")
        self.changed.emit(set(KINDS))


def _button(text: str, picture: str, then: Callable[[], object]) -> QPushButton:
    made = button(text)
    put_icon(made, picture)
    made.clicked.connect(lambda _checked=False: then())
    return made
