"""One record: its form, what is missing in it, and where it stands."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.actions import merging, people, records, undoing
from desktop_app.actions.office import Office
from desktop_app.errors import BadAnswer, StaleRecord, UserError
from desktop_app.language import N_
from desktop_app.records.checks import open_for_ready
from desktop_app.records.differences import differences, with_slots
from desktop_app.records.kinds import KINDS
from desktop_app.records.people import Role
from desktop_app.records.record import Record
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.answer_menu import AnswerMenu
from desktop_app.ui.parts.both_sides import BothSides
from desktop_app.ui.parts.everywhere import CLOSED
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.moments import day_and_hour, hour_or_day
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.question_finder import QuestionFinder
from desktop_app.ui.parts.record_actions import allowed_here, further_actions
from desktop_app.ui.parts.record_form import RecordForm
from desktop_app.ui.parts.record_head import RecordHead
from desktop_app.ui.parts.record_lookup import lookup_of
from desktop_app.ui.parts.road_words import came_text
from desktop_app.ui.parts.style import S2, S3, S5, hint
from desktop_app.ui.parts.twin_bar import TwinBar
from desktop_app.ui.parts.withdraw_bar import WithdrawBar

_KEEP_EVERY_MS = 2000  # while a long text is typed

Step = Callable[[Office, str], undoing.Undone | None]


class RecordPage(Page):
    """Saves when one leaves or asks for it; what is typed is kept at every answer before that."""

    def __init__(self, context: Context, record: Record, taken: tuple[str, ...] = ()) -> None:
        super().__init__(context)
        self.kind = KINDS[record.kind]
        self.title = self.kind.title
        self._record = record
        self._unsaved = False
        lookup = lookup_of(self)
        self._files = lookup.files
        self.form = RecordForm(record.kind, lookup)
        self.finder = QuestionFinder(
            self.kind, self.language, self.form.is_asked, self.form.point_at
        )
        own = record.office == self.office.code and record.status != "withdrawn"
        self.own = own and not self.office.read_only
        self.saved = hint("")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_KEEP_EVERY_MS)
        self._pause.timeout.connect(self._keep)
        self.sides = BothSides(self.kind, self.language, lookup.name_of)
        self.reason = WithdrawBar(self, self.save)
        self.reason.withdrawn.connect(self._withdrawn)
        self.twins = TwinBar(self, lambda: self.form.read()[0])
        self.about_answer = AnswerMenu(self, self.form, self._saved_record)
        self._make_actions()
        self._lay_out()
        self.form.edited.connect(self._typing)
        self.form.edited.connect(self.twins.look_soon)
        self.twins.dismissed.connect(self.form.look_again)
        self.form.committed.connect(self._keep)
        self.form.decided.connect(self._decide)
        self.sides.asking.connect(self.form.setHidden)
        self._show(record)
        self.form.mark_taken(taken)
        if not self.own:
            self.form.lock()
        else:
            self._offer_draft(record)

    def heading(self) -> str:
        return records.title_of(self._record, self.language.code)

    def refresh(self) -> None:
        """Show the record as it is stored, unless something is being typed."""
        self.twins.forget()
        if self._unsaved:
            self._keep()  # a save elsewhere folded in what was kept of this record
        elif self._record.version:
            self._show(records.find(self.office, self._record.uid))

    def primary_actions(self) -> list[QAction]:
        own = [self._save_action, self._ready_action, self._withdraw_action] if self.own else []
        return [*own, self._history_action]

    def undo(self) -> None:
        self._go(undoing.undo, N_("Undone: {answers}"), N_("Nothing more to undo here."))

    def redo(self) -> None:
        self._go(undoing.redo, N_("Done again: {answers}"), N_("Nothing more to do again here."))

    def further_actions(self) -> list[QAction]:
        return [*allowed_here(self, self._further, own=self.own), self.about_answer.action]

    def show_only(self, choice: str) -> None:
        self.form.point_at(choice)

    def shown_record(self) -> Record | None:
        return self._record if self._record.version else None

    def show_help(self) -> bool:
        return self.form.show_help()

    def choice_here(self) -> str:
        block = self.form.block_here()
        return block.question.field if block else ""

    def search_here(self) -> bool:
        self.finder.ask()
        return True

    def leave(self) -> bool:
        self._end_typing()
        self._pause.stop()
        if self._files is not None and self._files.must_wait():
            return False
        self.about_answer.keep()
        return self.save() if self._unsaved else True

    def close_page(self) -> None:
        self._pause.stop()
        self.twins.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():
            return  # the window came back to the screen: the cursor stays where it was
        if self._record.version:
            self.form.contents.setFocus()
        else:
            self.form.focus_first()

    def hideEvent(self, event: QHideEvent) -> None:
        self._pause.stop()
        self.twins.stop()
        super().hideEvent(event)

    def save(self) -> bool:
        """Save what was typed; False when something keeps it from being saved, which is said."""
        self._end_typing()
        if not self._unsaved:
            return True
        reserve = self.office.has_reserve
        try:
            typed = self.form.record()
            if typed.version and typed.values == self._record.values:
                records.drop_draft(self.office, typed.uid)
                stored = self._record
            else:
                stored = records.enter_record(self.office, typed)
        except BadAnswer as error:
            text = N_("“{field}” is not clear yet: {sentence}")
            name = self.kind.question(error.field).label if self.kind.has(error.field) else ""
            sentence = self.language.error(error)
            self.told.emit(
                self.language.text(text, field=self.language.text(name), sentence=sentence), "error"
            )
            return False
        except StaleRecord:
            self._offer_both()
            return False
        except UserError as error:
            self.report(error)
            return False
        self._take(stored)
        self.changed.emit({self.kind.name})
        if reserve and not self.office.has_reserve:
            text = N_("The disk is full. This was saved in the last space; free some now.")
            self.told.emit(self.language.text(text), "warning")
        return True

    def mark_ready(self) -> None:
        """Save, then mark as ready to send; what is open is pointed at."""
        if not self.save():
            return
        try:
            ready = records.mark_ready(self.office, self._record)
        except UserError as error:
            self.report(error)
            self._point_at_first()
            return
        self._take(ready)
        said = [self.language.text(N_("Ready to send with the next bundle."))]
        said.append(self.about_answer.still_open(ready))
        self.told.emit(" ".join(said).strip(), "good")
        self.changed.emit({self.kind.name})

    def _make_actions(self) -> None:
        say = self.language.text
        self._save_action = QAction(icon("save"), say(N_("Save")), self)
        self._save_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Save))
        self._save_action.triggered.connect(self.save)
        self._ready_action = QAction(icon("circle-dot"), say(N_("Mark as ready to send")), self)
        self._ready_action.triggered.connect(self.mark_ready)
        self._withdraw_action = QAction(icon("circle-x"), say(N_("Withdraw…")), self)
        self._withdraw_action.triggered.connect(self._ask_to_withdraw)
        self._history_action = QAction(icon("history"), say(N_("History…")), self)
        self._history_action.setShortcut(QKeySequence("Ctrl+H"))
        self._history_action.triggered.connect(self._show_history)

        self._further = further_actions(self, self.kind.name)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(S5, S3, S5, S2)
        box.setSpacing(S3)
        self.head = RecordHead(self, self.kind.name, self._ready_action.text())
        self.ready_button, self.initiative_button = self.head.ready, self.head.initiative
        self.ready_button.clicked.connect(lambda _checked=False: self.mark_ready())
        self.initiative_button.clicked.connect(lambda _checked=False: self._further[1].trigger())
        box.addWidget(self.head)
        box.addWidget(self.sides, 1)
        box.addWidget(self.reason)
        box.addWidget(self.about_answer.bar)
        box.addWidget(self.twins)
        box.addWidget(self.finder)
        box.addWidget(self.form, 1)
        box.addWidget(self.saved)

    def _show(self, record: Record) -> None:
        self._record = record
        self._unsaved = False
        self.form.load(record)
        self.about_answer.show(record)
        self._describe()

    def _saved_record(self) -> Record | None:
        """Return the record with what is typed saved; None when something keeps it from that."""
        return self.shown_record() if not self.own or self.save() else None

    def _take(self, stored: Record) -> None:
        """Go on from the stored state; the cursor stays where it is."""
        self._record = stored
        self._unsaved = self.form.saved_as(stored)
        self.sides.done()
        self._describe()

    def _describe(self) -> None:
        record = self._record
        self.head.tell(record, own=self.own)
        allow(self.context, Role.REVIEWS, self._ready_action, self.head.ready, when=record.draft)
        needed = Role.REVIEWS if record.heads else Role.ENTERS
        allow(self.context, needed, self._withdraw_action)
        self.saved.setText(self._saved_text())

    def _saved_text(self) -> str:
        if not self.own:
            read = N_("It belongs to another office, or was withdrawn; it can be read here.")
            read = CLOSED if self.office.read_only else read
            came = came_text(self.office, self._record.uid, self.language)
            return "\n".join(part for part in (self.language.text(read), came) if part)
        if self._unsaved:
            return self.language.text(N_("What you typed is kept; it is saved when you leave."))
        if not self._record.version:
            return self.language.text(N_("Nothing typed yet."))
        time = hour_or_day(self._record.updated_at, self.office.clock(), self.language)
        name = people.names(self.office).get(self._record.updated_by, "")
        text = N_("Saved {time} by {name}") if name else N_("Saved {time}")
        return self.language.text(text, time=time, name=name)

    def _typing(self) -> None:
        if not self.own:
            return
        self._unsaved = True
        self.saved.setText(self._saved_text())
        if not self._pause.isActive():  # while one types on and on it is kept too
            self._pause.start()

    def _keep(self) -> None:
        """Keep what is typed so far; a new record is saved at once, so that the list has it."""
        self._pause.stop()
        if not self._unsaved or not self.own:
            return
        typed, _refused = self.form.read()
        try:
            if self._record.version:
                records.keep_draft(self.office, typed)
            elif typed.values != self._record.values:
                self._take(records.enter_record(self.office, typed))
                self.changed.emit({self.kind.name})
        except UserError as error:
            self.report(error)

    def _end_typing(self) -> None:
        """Let the field with the cursor finish: a menu's shortcut does not take the cursor away."""
        focused = self.focusWidget()
        if self.form.isAncestorOf(focused) and focused.hasFocus():
            focused.clearFocus()
            focused.setFocus()

    def _point_at_first(self) -> None:
        stopping = open_for_ready(records.findings_of(self.office, self._record))
        if stopping:
            self.form.point_at(stopping[0].field, stopping[0].row)

    def _offer_draft(self, record: Record) -> None:
        """After a crash: say what was recovered, show how it differs, and let it be discarded."""
        kept = records.draft_of(self.office, record) if record.version else None
        if kept is None:
            return

        def discard() -> None:
            records.drop_draft(self.office, record.uid)
            self.sides.done()
            self._show(self._record)

        self.form.load(kept)
        self._unsaved = True
        self.saved.setText(self._saved_text())
        when = day_and_hour(records.draft_kept_at(self.office, record.uid), self.language)
        self.sides.ask(
            self.language.text(
                N_("What you typed on {when} and had not saved was recovered."), when=when
            ),
            differences(record, record, kept),
            ((N_("Keep it"), self.sides.done), (N_("Discard it"), discard)),
        )

    def _offer_both(self) -> None:
        """Let a person choose answer by answer: the record was saved elsewhere meanwhile."""
        newest = records.find(self.office, self._record.uid)
        typed, _refused = self.form.read()
        found = differences(self._record, newest, typed)

        def theirs() -> None:
            records.drop_draft(self.office, newest.uid)
            self.sides.done()
            self._show(records.find(self.office, newest.uid))

        def settle() -> None:
            taken = self.sides.taken()
            mine = {one.slot: one.typed for one in found if one.slot in taken}
            self._record = newest
            self.form.load(with_slots(newest, mine))
            self.sides.done()
            self.save()

        if not found:
            theirs()
            return
        self.sides.ask(
            self.language.text(
                N_("This record was saved elsewhere since you opened it. Which answers stand?")
            ),
            found,
            ((N_("Save the result"), settle), (N_("Take the saved one whole"), theirs)),
            deciding=True,
        )

    def _go(self, step: Step, told: str, nothing: str) -> None:
        """Go one step back or forth; what is typed and not saved is the first thing to undo."""
        if not self.own or not self.save() or not self._record.version:
            return
        gone = step(self.office, self._record.uid)
        if gone is None:
            self.saved.setText(self.language.text(nothing))
            return
        self._show(gone.record)
        names = [self.kind.question(one).label for one in gone.fields if self.kind.has(one)]
        answers = ", ".join(self.language.text(name) for name in names)
        self.changed.emit({self.kind.name})
        self.saved.setText(self.language.text(told, answers=answers))

    def _show_history(self) -> None:
        if self._record.version:
            self.navigate.emit(f"history:{self._record.uid}")

    def _decide(self, slot: str, revision: str) -> None:
        if not self.save():
            return
        try:
            self._show(merging.resolve(self.office, self._record, {slot: revision}))
        except UserError as error:
            self.report(error)
            return
        self.changed.emit({self.kind.name})

    def _ask_to_withdraw(self) -> None:
        self.reason.ask_about(self._record.uid, self.heading())

    def _withdrawn(self) -> None:
        self._unsaved = False
        self.changed.emit({self.kind.name})
        self.navigate.emit(self.kind.name)
