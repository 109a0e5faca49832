"""The list of offices: whose files are taken here; the Secretariat keeps and publishes it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from desktop_app.actions import inbox, publishing, register_view, registering, registers
from desktop_app.actions.inbox import Tried
from desktop_app.actions.publishing import Published
from desktop_app.actions.register_view import Computer, Shown
from desktop_app.actions.registers import Taken
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.kinds import KINDS
from desktop_app.records.people import Role
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.narrow_column import narrow_column
from desktop_app.ui.parts.page import Context, Page
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
        column.addWidget(self._deciding() if keeps else self._reading())
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
            self.unpublished.setVisible(shown.unpublished)
            several = shown.seals_of > 1 or not shown.publishes_alone
            self.several.setVisible(several)
            text = N_("Publishing takes {wanted} of {count} seals; each holder adds theirs.")
            told = self.language.text(text, wanted=shown.seals_wanted, count=shown.seals_of)
            self.several_text.setText(told)
            allow(self.context, Role.SENDS, self.publish, self.card, self.add_seal)
        self._follow()

    def primary_actions(self) -> list[QAction]:
        if not self.office.is_secretariat:
            return []
        action = QAction(icon("send"), self.publish.text(), self)
        action.triggered.connect(lambda _checked=False: self._ask_publish())
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

    def publish_into(
        self, folder: Path, seal: Path | None = None, words: str | None = None
    ) -> None:
        """Seal the list and write it; it goes with every answer from now on."""
        self.run(
            lambda _step: publishing.publish(self.office, folder, key=seal, passphrase=words),
            self.language.text(N_("Publishing the list of offices")),
            self._tell_published,
        )

    def seal_too(self, path: Path, seal: Path, words: str | None = None) -> None:
        """Add one more seal to a list that was begun; it counts when there are enough."""
        self.run(
            lambda _step: publishing.sign(self.office, path, path, key=seal, passphrase=words),
            self.language.text(N_("Publishing the list of offices")),
            self._tell_published,
        )

    def read(self, path: Path) -> None:
        """Take the list in a file."""
        self.run(
            lambda step: inbox.read_list(self.office, path, step),
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
        box.addLayout(side_by_side(self.card, self.lost, self.found, self.other_name))
        box.addSpacing(S2)
        text = N_("Something was changed that the offices do not know of yet.")
        self.unpublished = label(say(text), "strong")
        self.publish = button(say(N_("Publish the list…")), primary=True)
        self.publish.clicked.connect(lambda _checked=False: self._ask_publish())
        box.addWidget(self.unpublished)
        box.addLayout(side_by_side(self.publish))
        box.addWidget(self._several())
        return whole

    def _several(self) -> QWidget:
        say = self.language.text
        self.several = QWidget()
        box = QVBoxLayout(self.several)
        box.setContentsMargins(0, S2, 0, 0)
        box.setSpacing(S2)
        self.several_text = hint("")
        self.add_seal = _button(say(N_("Add a seal from a stick…")), "lock", self._ask_seal)
        box.addWidget(self.several_text)
        box.addLayout(side_by_side(self.add_seal))
        return self.several

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
        below = f" ({one.below})" if one.below else ""
        number, date = one.number, self.language.date(one.at[:10]) if one.at else ""
        last = self.language.text(N_("number {number}, {date}"), number=number, date=date)
        return Line(
            (
                f"{one.office} · {one.name}{below}",
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

    def _follow(self) -> None:
        self.naming.hide()
        self.stopping.hide()
        if not self.office.is_secretariat:
            allow(self.context, Role.REVIEWS, self.from_file)
            return
        one = self._marked()
        others = one is not None and one.office != self.office.code
        taken = one is not None and one.status == "active"
        stops = one is not None and not one.in_use_here and taken
        allow(self.context, Role.SENDS, self.lost, when=stops)
        allow(self.context, Role.SENDS, self.found, when=others and not taken)
        allow(self.context, Role.SENDS, self.other_name, when=others)

    def _decide(self, act: Callable[[], None], text: str, **values: object) -> None:
        try:
            act()
        except UserError as error:
            self.report(error)
            return
        self.refresh()
        self.told.emit(self.language.text(text, **values), "good")

    def _ask_name(self) -> None:
        one = self._marked()
        if one is not None:
            asked = N_("What should “{name}” be called?")
            self.naming.ask(self.language.text(asked, name=one.name), one.name)

    def _ask_stop(self) -> None:
        one = self._marked()
        if one is not None:
            came = register_view.came_from(self.office, one.kid)
            self.stopping.ask(one.name, came, ours=one.office == self.office.code)

    def _ask_publish(self) -> None:
        seal, words = None, None
        if not register_view.show(self.office).publishes_alone:
            title = N_("The seal on a stick that publishes")
            seal = self._chosen(title, "*")
            if seal is None:
                return
        if publishing.is_protected(seal) if seal else self.office.seal_protected:
            words = self.context.ask_passphrase()
            if words is None:
                return
        title = self.language.text(N_("Where the list of offices goes"))
        folder = QFileDialog.getExistingDirectory(self, title, QDir.homePath())
        if folder:
            self.publish_into(Path(folder), seal, words)

    def _ask_seal(self) -> None:
        path = self._chosen(N_("The list that others began"), "*.surco")
        seal = self._chosen(N_("The seal on a stick that publishes"), "*") if path else None
        if path is None or seal is None:
            return
        words = self.context.ask_passphrase() if publishing.is_protected(seal) else None
        if words is not None or not publishing.is_protected(seal):
            self.seal_too(path, seal, words)

    def _ask_read(self) -> None:
        path = self._chosen(N_("Read a list of offices"), "*.surco")
        if path is not None:
            self.read(path)

    def _chosen(self, title: str, names: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.language.text(title), "", names)
        return Path(chosen) if chosen else None

    def _tell_published(self, done: Published) -> None:
        if not done.standing.enough:
            text = N_(
                "{file} has {seals} of {wanted} seals. Pass it on to who holds another one; it"
                " counts when it has all."
            )
            standing = done.standing
            told = self.language.text(
                text,
                file=done.path.name,
                seals=standing.seals + standing.old_seals,
                wanted=standing.wanted + standing.old_wanted,
            )
            self.told.emit(told, "info")
            return
        if register_view.show(self.office).number < done.version:
            registers.read_file(self.office, done.path)
        self.refresh()
        text = N_(
            "List of offices number {number} is published as {file}. Every answer carries it from"
            " now on."
        )
        self.told.emit(self.language.text(text, number=done.version, file=done.path.name), "good")

    def _tell_read(self, read: tuple[Taken, tuple[Tried, ...]]) -> None:
        taken, waited = read
        self.refresh()
        text = (
            N_("New list of offices: number {number}.")
            if taken.changed
            else N_("This list of offices, number {number}, is here.")
        )
        told = [self.language.text(text, number=taken.version)]
        if waited:
            told.append(taken_text(waited, self.language))
        self.told.emit(" ".join(told), "good")
        self.changed.emit(set(KINDS))


def _button(text: str, picture: str, then: Callable[[], object]) -> QPushButton:
    made = button(text)
    put_icon(made, picture)
    made.clicked.connect(lambda _checked=False: then())
    return made
