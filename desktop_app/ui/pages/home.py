"""What should I do now? Each line is a button that goes there."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.actions.todo import Closing, Todo, what_to_do
from desktop_app.language import N_, N_plural
from desktop_app.records.calls import VERY_SOON
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import in_language
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.row_button import RowButton
from desktop_app.ui.parts.style import (
    FORM_WIDTH,
    S1,
    S2,
    S4,
    S5,
    heading,
    hint,
    label,
    line,
)

_TO_CHECK = N_plural(
    "{n} record misses an answer or has a doubtful one",
    "{n} records miss an answer or have a doubtful one",
)
_DRAFTS = N_plural("{n} draft nobody has finished", "{n} drafts nobody has finished")
_READY = N_plural("{n} record is ready and not sent", "{n} records are ready and not sent")
_RETURNED = N_plural(
    "{n} record came back with a question", "{n} records came back with a question"
)
_CONFLICTS = N_plural(
    "{n} record holds two values for one answer", "{n} records hold two values for one answer"
)
_WAITING = N_plural(
    "{n} file arrived and cannot be taken yet", "{n} files arrived and cannot be taken yet"
)
_OLD_LIST = N_("The list of offices is {months} months old")
_NOTES = N_plural("{n} note to look at", "{n} notes to look at")
_TODAY = N_("It closes today.")
_IN_DAYS = N_plural("It closes in {n} day, on {date}.", "It closes in {n} days, on {date}.")
_RECEIVED = N_plural("{n} bundle has arrived so far", "{n} bundles have arrived so far")


Ways = tuple[tuple[str, str, str, Callable[[], object]], ...]  # icon, text, more, act


class HomePage(Page):
    """Counts what waits; with no record it offers ways to begin."""

    title = N_("Home")

    example = Signal()  # show an office with sample data

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._scrolled = QScrollArea()
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its buttons take the keyboard
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scrolled)

    def refresh(self) -> None:
        """Count again and show the lines that have something to say."""
        todo = what_to_do(self.office)
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(S5, S4, S5, S4)
        middle = QWidget()
        middle.setMaximumWidth(FORM_WIDTH)
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(S1)
        across.addWidget(middle, 1, Qt.AlignmentFlag.AlignTop)
        across.addStretch()
        if todo.empty and not self.office.is_secretariat:
            self._offer_beginnings()
        else:
            self._list(todo)
        self._scrolled.setWidget(body)

    def _list(self, todo: Todo) -> None:
        words, kind = self.language, self.office.kinds[0]
        self._column.addWidget(heading(words.text(N_("What is to do now"))))
        self._column.addSpacing(S4)
        before = self._column.count()
        if todo.conflicts:
            more = N_("Two sides changed the same answer. Decide which one stands.")
            place = "received" if todo.receives else f"{kind}:conflicts"
            text = words.plural(_CONFLICTS, todo.conflicts)
            self._add("git-merge", "error", text, words.text(more), place)
        self._list_arrived(todo, kind)
        if todo.to_check:
            more = N_("Each one lists what is missing; a line jumps to the question.")
            text = words.plural(_TO_CHECK, todo.to_check)
            self._add("circle-alert", "warning", text, words.text(more), f"{kind}:to_check")
        if todo.notes:
            more = N_("A colleague asks something at an answer; the list shows where.")
            text = words.plural(_NOTES, sum(todo.notes.values()))
            place = f"{next(iter(todo.notes))}:notes"
            self._add("message-square", "accent", text, words.text(more), place)
        if todo.drafts > todo.to_check:
            more = N_("Mark them ready when they say what you know.")
            text = words.plural(_DRAFTS, todo.drafts - todo.to_check)
            self._add("pencil", "ink2", text, words.text(more), f"{kind}:draft")
        if todo.not_sent:
            more = N_("Seal them in one file and send it to the Secretariat.")
            text = words.plural(_READY, todo.not_sent)
            self._add("send", "accent", text, words.text(more), "send")
        for one in todo.closing:
            self._add_call(one)
        if todo.receives:
            self._list_secretariat(todo)
        if self._column.count() == before:
            self._column.addWidget(label(words.text(N_("Nothing waits for you.")), "secondary"))
        self._tell_last(todo)

    def _list_arrived(self, todo: Todo, kind: str) -> None:
        words = self.language
        if todo.waiting:
            more = N_("The list says of each what it waits for, and what to do.")
            text = words.plural(_WAITING, todo.waiting)
            self._add("history", "warning", text, words.text(more), "received")
        if todo.list_months:
            text = words.text(_OLD_LIST, months=todo.list_months)
            more = N_("Everything works; the next answer of the Secretariat brings a new one.")
            self._add("badge-check", "ink2", text, words.text(more), "register")
        if todo.returned:
            more = N_("The Secretariat says what it asks; mend it and send it again.")
            text = words.plural(_RETURNED, todo.returned)
            self._add("inbox", "warning", text, words.text(more), f"{kind}:returned")

    def _list_secretariat(self, todo: Todo) -> None:
        words = self.language
        if todo.received:
            more = N_("Receive the next one, see what it would change, answer who sent it.")
            text = words.plural(_RECEIVED, todo.received)
        else:
            more = N_("First take the card of an office as true, then open its bundle.")
            text = words.text(N_("Receive a first bundle"))
        self._add("inbox", "accent", text, words.text(more), "received")
        if todo.list_changed:
            text = words.text(N_("The list of offices was changed"))
            more = N_("The offices learn of it when the list is published.")
            self._add("badge-check", "accent", text, words.text(more), "register")

    def _add_call(self, one: Closing) -> None:
        words = self.language
        named = [in_language(one.source, words.code), one.call]
        text = " · ".join(part for part in named if part)
        date = words.date(one.day.isoformat())
        more = words.plural(_IN_DAYS, one.days, date=date) if one.days else words.text(_TODAY)
        colour = "warning" if one.days <= VERY_SOON else "ink2"
        row = RowButton("calendar-days", text, more, colour=colour)
        row.clicked.connect(lambda: self.open_record.emit(one.uid))
        self._put(row)

    def _add(self, picture: str, colour: str, text: str, more: str, place: str) -> None:
        row = RowButton(picture, text, more, colour=colour)
        row.clicked.connect(lambda: self.navigate.emit(place))
        self._put(row)

    def _put(self, row: RowButton) -> None:
        if self._column.count() > 2:  # noqa: PLR2004 - after the heading and its space
            self._column.addWidget(line())
        self._column.addWidget(row)

    def _tell_last(self, todo: Todo) -> None:
        words, told = self.language, []
        if todo.last_sent:
            told.append(
                words.text(
                    N_("Bundle {number} was sealed on {date}."),
                    number=todo.last_sent.seq,
                    date=words.date(todo.last_sent.at),
                )
            )
        if todo.last_answer:
            told.append(
                words.text(
                    N_("The last answer arrived on {date}."), date=words.date(todo.last_answer.at)
                )
            )
        counts = [
            f"{words.text(KINDS[kind].plural)}\u00a0{words.number(count)}"
            for kind, count in todo.records.items()
            if count
        ]
        if counts:
            told.append(
                words.text(N_("Recorded so far: {counts}."), counts="\u00a0· ".join(counts))
            )
        self._column.addSpacing(S5)
        for text in told:
            self._column.addWidget(hint(text))

    def _offer_beginnings(self) -> None:
        words = self.language
        ways = self._guest_ways() if self.office.is_guest else self._office_ways()
        title = N_("Two ways to begin") if self.office.is_guest else N_("Three ways to begin")
        self._column.addWidget(heading(words.text(title)))
        self._column.addSpacing(S4)
        for picture, text, more, act in ways:
            card = RowButton(picture, words.text(text), words.text(more), role="card")
            card.clicked.connect(act)
            self._column.addWidget(card)
            self._column.addSpacing(S2)

    def _office_ways(self) -> Ways:
        return (
            (
                "plus",
                N_("Write a first initiative"),
                N_("A programme, a project or an action: fourteen questions, most of them short."),
                lambda: self.new_record.emit("initiative"),
            ),
            (
                "download",
                N_("Import a file"),
                N_("An IATI file of your office. You see what it brings before it comes in."),
                lambda: self.navigate.emit("imports"),
            ),
            (
                "folder-open",
                N_("Look at an example"),
                N_("An office with sample data, in a window and a folder of its own."),
                self.example.emit,
            ),
        )

    def _guest_ways(self) -> Ways:
        return (
            (
                "landmark",
                N_("Describe your source of cooperation"),
                N_("Who may ask, for what, on which terms and how; its page can be printed."),
                lambda: self.new_record.emit("source"),
            ),
            (
                "users",
                N_("Enter whom to ask"),
                N_("A person or desk that answers questions; the source then names it."),
                lambda: self.new_record.emit("contact"),
            ),
        )
