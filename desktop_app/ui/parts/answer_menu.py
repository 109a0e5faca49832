"""What can be said about an answer beside giving it: who may see it, and a note to a colleague."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton

from desktop_app.actions import holding, notes, people
from desktop_app.errors import UserError
from desktop_app.language import N_, N_plural
from desktop_app.records.access import LEVELS, OFFICE_ONLY, USUAL, access_of, markable
from desktop_app.records.codes import code_list
from desktop_app.records.record import Record
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.moments import day_and_hour
from desktop_app.ui.parts.page import Page
from desktop_app.ui.parts.reason_bar import ReasonBar
from desktop_app.ui.parts.record_form import RecordForm

_STILL_OPEN = N_plural("{n} note is still open.", "{n} notes are still open.")


class AnswerMenu:
    """Belongs to one page with a form; `saved` saves what is typed, None when it cannot."""

    def __init__(self, page: Page, form: RecordForm, saved: Callable[[], Record | None]) -> None:
        self._page, self._form, self._saved = page, form, saved
        self._office, self._language = page.office, page.language
        self._field = ""
        say = page.language.text
        wanted = say(N_("What is to be looked at"))
        self.bar = ReasonBar(page.language, say(N_("Write the note")), wanted)
        self.bar.given.connect(self._write)
        self.action = QAction(icon("ellipsis"), say(N_("About this answer…")), page)
        self.action.setShortcut(QKeySequence("Ctrl+M"))
        self.action.triggered.connect(self._open_here)
        form.menu_wanted.connect(self.open)
        form.note_done.connect(self._close)

    def show(self, record: Record) -> None:
        """Show the open notes of a record beside its answers."""
        names = people.names(self._office)
        shown = [
            (
                note,
                self._language.text(
                    N_("{who}, {when}: {words}"),
                    who=names.get(note.who, note.who),
                    when=day_and_hour(note.at, self._language),
                    words=note.words,
                ),
            )
            for note in notes.open_notes(self._office, record.uid)
        ]
        self._form.show_remarks(shown)

    def still_open(self, record: Record) -> str:
        """Say how many notes of a record are open, nothing when none is."""
        count = len(notes.open_notes(self._office, record.uid))
        return self._language.plural(_STILL_OPEN, count) if count else ""

    def open(self, field: str) -> None:
        """Show the menu of an answer below its button."""
        button = self._form.blocks[field].more
        self.menu_of(field, button).popup(button.mapToGlobal(QPoint(0, button.height())))

    def menu_of(self, field: str, button: QToolButton) -> QMenu:
        """Return the menu of an answer; it goes with its button."""
        menu = QMenu(button)
        menu.aboutToHide.connect(menu.deleteLater)
        say = self._language.text
        if self._form.can_mark and markable(self._form.kind, field):
            menu.addAction(say(N_("Who may see this answer"))).setEnabled(False)
            self._add_levels(menu, field)
            menu.addSeparator()
        write = menu.addAction(icon("message-square"), say(N_("Write a note…")))
        write.triggered.connect(lambda: self._ask(field))
        return menu

    def _add_levels(self, menu: QMenu, field: str) -> None:
        record, known = self._form.read()[0], code_list("access")
        of_record, now = record["access"] or USUAL, access_of(record, field)
        group = QActionGroup(menu)
        for level in LEVELS[LEVELS.index(of_record) if of_record in LEVELS else 0 :]:
            word = known.label(level, self._language.code)
            if level == of_record:
                word = self._language.text(N_("As the record: {access}"), access=word)
            choice = menu.addAction(word)
            choice.setCheckable(True)
            choice.setChecked(level == now)
            group.addAction(choice)
            choice.triggered.connect(lambda _on=False, level=level: self._mark(field, level))

    def _mark(self, field: str, level: str) -> None:
        before = self._form.read()[0]
        self._form.mark(field, level)
        closed = level == OFFICE_ONLY and access_of(before, field) != OFFICE_ONLY
        if closed and holding.was_sent(self._office, before, field):
            text = N_(
                "This answer was sent before, and what was sent cannot be called back; "
                "the next bundle takes it out."
            )
            self._page.told.emit(self._language.text(text), "warning")

    def _open_here(self) -> None:
        block = self._form.block_here()
        if block is None:
            text = N_("Put the cursor in an answer first.")
            self._page.told.emit(self._language.text(text), "info")
            return
        self.open(block.question.field)

    def _ask(self, field: str) -> None:
        self._field = field
        label = self._language.text(self._form.kind.question(field).label)
        text = N_("A note at “{field}”. It stays in this office and no bundle carries it.")
        self.bar.ask(self._language.text(text, field=label))

    def keep(self) -> None:
        """Write the note that is being typed: one leaves the page."""
        words = self.bar.reason.text().strip()
        if words and not self.bar.isHidden():
            self._write(words)

    def _write(self, words: str) -> None:
        record = self._saved()
        if record is None:
            return
        try:
            notes.write_note(self._office, record, self._field, words)
        except UserError as error:
            self._page.report(error)
            return
        self.bar.hide()
        self._tell_changed(record)
        self._form.point_at(self._field)

    def _close(self, number: int) -> None:
        record = self._page.shown_record()
        if record is None:
            return
        notes.close_note(self._office, number)
        self._tell_changed(record)

    def _tell_changed(self, record: Record) -> None:
        self.show(record)
        self._page.changed.emit({record.kind})
