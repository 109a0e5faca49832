"""What arrived and waits: a quiet list that says of each file for what, and what to do."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.actions import inbox, together
from desktop_app.actions.inbox import Tried
from desktop_app.actions.together import Together
from desktop_app.errors import UserError
from desktop_app.language import N_, Language, N_plural
from desktop_app.records.people import Role
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.icons import put_icon
from desktop_app.ui.parts.page import Page
from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, fit_height, lines_view
from desktop_app.ui.parts.reason_bar import ReasonBar
from desktop_app.ui.parts.step_block import side_by_side
from desktop_app.ui.parts.style import S2, S3, button, heading, label

_TAIL = 4  # letters of the name of a seal, as in the list of offices; the sentence has all
_HEIGHT = 170
_TAKEN = N_plural(
    "{n} file that waited was taken: {files}.", "{n} files that waited were taken: {files}."
)
_HERE = N_plural("{n} of {all} parts is here", "{n} of {all} parts are here")
_AWAY = N_plural("part {parts} is missing", "parts {parts} are missing")
_PARTS = N_plural("part {parts}", "parts {parts}")
_SHORT = {
    "unknown-seal": N_("the card of its sender"),
    "revoked": N_("its seal does not count"),
    "retired": N_("its seal does not count"),
    "newer": N_("a newer Surco"),
    "parts": N_("its other parts"),
    "earlier-register": N_("an earlier list of offices"),
    inbox.REFUSED: N_("not taken"),
    inbox.LOST: N_("no longer here"),
    inbox.FOUND: N_("the next try"),
    inbox.PERSON: N_("the look of a person"),
}


class WaitingList(QWidget):
    """Hidden while nothing waits; `tried` comes when something was taken."""

    tried = Signal()
    wanted = Signal(Path, str)  # to be looked at: where it lies, and what it is called

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        say = page.language.text
        self.table = PlainTable(
            [
                Heading(say(N_("Date")), 136),
                Heading(say(N_("File"))),
                Heading(say(N_("Seal")), 80),
                Heading(say(N_("kB")), 64, figures=True),
                Heading(say(N_("Waits for")), 190),
            ],
            self,
        )
        title = say(N_("Waiting"))
        self.view = lines_view(self.table, title)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        self.sentence = label("", "secondary")
        self.again = button(say(N_("Try again")))
        put_icon(self.again, "inbox")
        self.again.clicked.connect(lambda _checked=False: self.try_again())
        self.look = button(say(N_("Look at it")), primary=True)
        self.look.clicked.connect(lambda _checked=False: self._look())
        self.go = button(say(N_("Let it go…")))
        put_icon(self.go, "trash-2")
        self.go.clicked.connect(lambda _checked=False: self._ask())
        self.bar = ReasonBar(page.language, say(N_("Let it go")))
        self.bar.given.connect(self.let_go)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, S3)
        box.setSpacing(S2)
        box.addWidget(heading(title, section=True))
        for shown in (self.view, self.sentence, self.bar):
            box.addWidget(shown)
        box.addLayout(side_by_side(self.look, self.again, self.go))
        self.hide()

    def refresh(self) -> None:
        """Show what waits now."""
        there = together.together(inbox.waiting(self._page.office))
        self.table.show([self._line(one) for one in there])
        fit_height(self.view, _HEIGHT)
        self.bar.hide()
        self.setVisible(bool(there))
        if there:
            self.view.selectRow(0)
        self._tell()

    def try_again(self) -> None:
        """Take what can be taken now, in the background."""
        office, page = self._page.office, self._page
        self.again.setEnabled(False)
        job = page.run(
            lambda step: inbox.try_again(office, step),
            page.language.text(N_("Trying again what waits")),
            self._told,
        )
        job.ended.connect(self.refresh)

    def let_go(self, reason: str) -> None:
        """Take the marked file away for good, or all parts of the marked bundle."""
        marked = self._marked()
        if marked is None:
            return
        try:
            together.let_go(self._page.office, marked, reason)
        except UserError as error:
            self._page.report(error)
            return
        text = self._page.language.text(N_("“{file}” was let go."), file=self._name(marked))
        self._page.told.emit(text, "good")
        self.refresh()

    def _told(self, taken: tuple[Tried, ...]) -> None:
        words = self._page.language
        if taken:
            self._page.told.emit(taken_text(taken, words), "good")
            self.tried.emit()
        else:
            self._page.told.emit(words.text(N_("Nothing can be taken yet.")), "info")

    def _look(self) -> None:
        marked = self._marked()
        if marked is not None:
            path = inbox.path_of(self._page.office, marked.newest)
            self.wanted.emit(path, marked.newest.file_name)

    def _ask(self) -> None:
        marked = self._marked()
        if marked is not None:
            text = N_("Let “{file}” go? It is taken away for good; the reason stays written down.")
            self.bar.ask(self._page.language.text(text, file=self._name(marked)))

    def _tell(self) -> None:
        marked = self._marked()
        words = self._page.language
        said = [self._parts(marked), words.sentence(marked.newest.waits_for)] if marked else []
        self.sentence.setText(" ".join(one for one in said if one))
        looks = marked is not None and marked.newest.cause == inbox.PERSON
        self.look.setVisible(looks)
        self.again.setVisible(not looks)
        for one in (self.look, self.again, self.go):
            allow(self._page.context, Role.REVIEWS, one, when=marked is not None)

    def _marked(self) -> Together | None:
        line = self.table.line(self.view.currentIndex())
        return line.about if line and isinstance(line.about, Together) else None

    def _name(self, one: Together) -> str:
        """Return what a person knows it by: the file, of several the number of their bundle."""
        if len(one.files) == 1 or not one.office:
            return one.newest.file_name
        text = N_("{office} {number}")
        return self._page.language.text(text, office=one.office, number=one.number)

    def _parts(self, one: Together) -> str:
        """Say which parts of a bundle are here, where it is known."""
        words = self._page.language
        if not one.away:
            return ""
        missing = words.list_of([words.number(part) for part in one.away])
        return words.text(
            N_("{here}; {missing}."),
            here=words.plural(_HERE, one.here, all=words.number(one.parts)),
            missing=words.plural(_AWAY, len(one.away), parts=missing),
        )

    def _line(self, one: Together) -> Line:
        words, newest = self._page.language, one.newest
        waits_for = words.text(_SHORT.get(newest.cause, N_("a newer Surco")))
        if one.away:
            missing = words.list_of([words.number(part) for part in one.away])
            waits_for = words.plural(_PARTS, len(one.away), parts=missing)
        return Line(
            (
                words.date(newest.at),
                self._name(one),
                newest.kid[-_TAIL:],
                words.number(max(1, round(one.size / 1000))),
                waits_for,
            ),
            one,
            icon="history",
        )


def taken_text(taken: tuple[Tried, ...], words: Language) -> str:
    """Return the sentence about files that waited and were taken."""
    text = N_("{office} {number}")
    named = [words.text(text, office=one.office, number=one.sequence) for one in taken]
    return words.plural(_TAKEN, len(taken), files=words.list_of(named))
