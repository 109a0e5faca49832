"""What arrived: answers at an office, bundles and merging at the Secretariat, at others both."""

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.actions import (
    arriving,
    bundles,
    encrypting,
    inbox,
    merging,
    roads,
)
from desktop_app.actions.answers import Answered
from desktop_app.actions.planning import Planned
from desktop_app.errors import ReaderLocked
from desktop_app.language import N_, N_plural
from desktop_app.records.kinds import KINDS
from desktop_app.records.people import Role
from desktop_app.records.progress import Progress
from desktop_app.ui.pages.merge import MergePage
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.answer_block import AnswerBlock
from desktop_app.ui.parts.answering import Answering
from desktop_app.ui.parts.background import Job
from desktop_app.ui.parts.held_view import HeldView
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.journal_line import journal_line
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.plain_table import Heading, PlainTable, lines_view
from desktop_app.ui.parts.sending_back import SendingBack
from desktop_app.ui.parts.step_block import side_by_side
from desktop_app.ui.parts.style import S2, S3, S4, S5, button, heading, hint
from desktop_app.ui.parts.waiting_list import WaitingList

_UNDONE = N_plural("{n} record is as before the merge.", "{n} records are as before the merge.")


class ReceivedPage(Page):
    """Opens a file, says what it brought, and keeps the list of all that came and went."""

    handed = Signal(object)  # the paths of files that somebody chose
    paste = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._chief = self.office.is_secretariat
        self._merges = roads.receives(self.office)
        self.title = N_("Bundles and merging") if self._chief else N_("Received")
        self._read: Path | None = None
        self.joined: tuple[Path, ...] = ()
        self.merging = MergePage(context)
        self.merging.told.connect(self.told)
        self.merging.changed.connect(self.changed)
        self.merging.merged.connect(self._after_merge)
        self.merging.gone_back.connect(self._show_list)
        self._stack = QStackedLayout(self)
        self._list = QWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.merging)
        self.held = HeldView(self)
        self.held.gone_back.connect(self._show_list)
        self.back = SendingBack(self)
        self._stack.addWidget(self.held)
        self._lay_out()

    def refresh(self) -> None:
        self._merges = roads.receives(self.office)  # a unit's card may have been taken since
        self._say_what_comes()
        undone = merging.undone_at(self.office)
        rows = bundles.sent_and_received(self.office)
        words = self.language
        self.journal.show([journal_line(row, undone.get(row.id, ""), words) for row in rows])
        self._empty.setVisible(not rows)
        self.journal_view.setVisible(bool(rows))
        if rows:
            self.journal_view.selectRow(0)
        self.waiting.refresh()
        self.back.refresh()
        self._show_actions()

    def primary_actions(self) -> list[QAction]:
        action = QAction(icon("inbox"), self.open.text(), self)
        action.triggered.connect(self._choose_file)
        if not self._chief:
            allow(self.context, Role.REVIEWS, action)
        return [action]

    def leave(self) -> bool:
        return True

    def receive(self, path: Path, beside: Sequence[Path] = (), name: str = "") -> Job:
        """Read a file that arrived: of a bundle a merge is planned, an answer is taken.

        Among the files `beside` are other parts of it, which are `joined` then. What waits here
        already comes with the `name` that it had.
        """
        self._read, self.joined = path, ()
        self.open.setEnabled(False)
        what = self.language.text(N_("Reading {file}"), file=name or path.name)

        def take(step: Progress) -> Planned | Answered:
            with nullcontext() if name else inbox.keeping_what_waits(self.office, path):
                return arriving.read_file(self.office, path, step, name=name, beside=beside)

        job = self.run(take, what, self._show_read)
        job.ended.connect(self._may_open)
        return job

    def report(self, error: Exception) -> None:
        """Ask for the passphrase where that is all it takes to read an encrypted file."""
        path = self._read
        words = self.context.ask_passphrase() if isinstance(error, ReaderLocked) else None
        if words is None or path is None:
            super().report(error)
            return
        self._read = None
        self.run(
            lambda _step: encrypting.open_readers(self.office, words),
            self.language.text(N_("Reading {file}"), file=path.name),
            lambda _: self.receive(path),
        )

    def _may_open(self) -> None:
        self.waiting.refresh()
        self.open.setEnabled(True)
        if not self._chief:  # an answer changes records; what a bundle brings is only looked at
            allow(self.context, Role.REVIEWS, self.open)

    def undo_merge(self) -> None:
        """Take back the merge of the bundle that is marked."""
        bundle_id = self._marked()[0]
        name = self._merge_of(bundle_id)
        if not name:
            return
        self.undo_button.setEnabled(False)
        self.run(
            lambda step: merging.undo_merge(self.office, name, step),
            self.language.text(N_("Taking the merge back")),
            self._tell_undone,
        ).ended.connect(self._show_actions)

    def _tell_undone(self, count: int) -> None:
        self.told.emit(self.language.plural(_UNDONE, count), "good")
        self.changed.emit(set(KINDS))
        self.refresh()

    def show_held(self) -> None:
        """Show what the bundle held that is marked."""
        bundle_id = self._marked()[0]
        if bundle_id:
            self.held.show_bundle(bundle_id)
            self._stack.setCurrentWidget(self.held)

    def answer(self, folder: Path) -> None:
        """Seal the answer to the office whose bundle is marked, into `folder`."""
        self.answering.answer(folder)

    def _lay_out(self) -> None:
        say = self.language.text
        box = QVBoxLayout(self._list)
        box.setContentsMargins(S5, S4, S5, S4)
        box.setSpacing(S3)
        top = QHBoxLayout()
        top.addWidget(heading(self.heading()), 1)
        self.open = button("", primary=True)
        self.open.clicked.connect(lambda _checked=False: self._choose_file())
        self.text = button(say(N_("Paste the text of a mail…")))
        self.text.clicked.connect(lambda _checked=False: self.paste.emit())
        top.addWidget(self.text)
        top.addWidget(self.open)
        box.addLayout(top)
        self._tells = hint("")
        box.addWidget(self._tells)
        self.answered = AnswerBlock(self)
        self.result, self.counts = self.answered.result, self.answered.counts
        self.results = self.answered.results
        box.addWidget(self.answered)
        box.addWidget(self.back)
        self.waiting = WaitingList(self)
        self.waiting.tried.connect(self._taken)
        self.waiting.wanted.connect(lambda path, name: self.receive(path, name=name))
        box.addWidget(self.waiting)
        box.addWidget(heading(say(N_("What came and went")), section=True))
        self._empty = hint(say(N_("Nothing was sent or received yet.")))
        box.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        self.journal = PlainTable(
            [
                Heading(say(N_("Date")), 136),
                Heading(say(N_("Bundle"))),
                Heading(say(N_("Records")), 80, figures=True),
                Heading(say(N_("kB")), 56, figures=True),
                Heading(say(N_("State")), 120),
            ],
            self,
        )
        self.journal_view: QTableView = lines_view(self.journal, say(N_("What came and went")))
        self.journal_view.selectionModel().selectionChanged.connect(lambda *_: self._show_actions())
        box.addWidget(self.journal_view, 1)
        box.addLayout(self._buttons())
        self._say_what_comes()

    def _buttons(self) -> QVBoxLayout:
        say = self.language.text
        self.answering = Answering(self, lambda: self._marked()[1])
        self.answering.sealed.connect(self._taken)
        self.undo_button = button(say(N_("Undo the merge")))
        put_icon(self.undo_button, "undo-2")
        self.undo_button.clicked.connect(lambda _checked=False: self.undo_merge())
        self.held_button = button(say(N_("What it held")))
        put_icon(self.held_button, "list-checks")
        self.held_button.clicked.connect(lambda _checked=False: self.show_held())
        self.journal_view.doubleClicked.connect(lambda _index: self.show_held())
        rows = QVBoxLayout()
        rows.setSpacing(S2)
        rows.addLayout(side_by_side(self.answering, self.back.button))
        rows.addLayout(side_by_side(self.held_button, self.undo_button))
        return rows

    def _say_what_comes(self) -> None:
        word = N_("Open an answer…")
        tells = N_("Open the sealed file that the Secretariat sent back, or drop it here.")
        if self._chief:
            word = N_("Receive a bundle…")
            tells = N_(
                "Open the sealed file that an office sent, or drop it here; look, then merge."
            )
        elif self._merges:
            word = N_("Open what arrived…")
            tells = N_("Open the sealed file of a unit, or an answer, or drop it here.")
        elif roads.addressees(self.office)[:1] != roads.addressees(self.office)[-1:]:
            tells = N_("Open the sealed file that was sent back to you, or drop it here.")
        self.open.setText(self.language.text(word))
        self._tells.setText(self.language.text(tells))
        self.answering.setVisible(self._merges)
        self.back.button.setVisible(self._merges)
        self.undo_button.setVisible(self._merges or bool(merging.merges(self.office)))

    def _choose_file(self) -> None:
        title = self.language.text(N_("The sealed file that arrived"))
        say = self.language.text
        ours, every = say(N_("Files of Surco and mails")), say(N_("All files"))
        kinds = f"{ours} (*.surco *.eml *.txt);;{every} (*)"
        chosen, _ = QFileDialog.getOpenFileNames(self, title, QDir.homePath(), kinds)
        if chosen:
            self.handed.emit([Path(one) for one in chosen])

    def _show_read(self, read: Planned | Answered) -> None:
        if isinstance(read, Answered):
            self._show_answer(read)
        else:
            self._show_plan(read)

    def _show_plan(self, planned: Planned) -> None:
        self.joined = planned.bundle.beside
        self.merging.show_plan(planned)
        self._stack.setCurrentWidget(self.merging)

    def _show_list(self) -> None:
        self._stack.setCurrentWidget(self._list)

    def _after_merge(self, _name: str) -> None:
        self._show_list()
        self.told.emit(self.language.text(N_("Merged. It can be undone from this list.")), "good")
        self.refresh()

    def _taken(self) -> None:
        self.changed.emit(set(KINDS))
        self.refresh()

    def _show_answer(self, answer: Answered) -> None:
        self.answered.show_answer(answer)
        self.changed.emit(set(KINDS))
        self.refresh()

    def _marked(self) -> tuple[str, str]:
        """Return the bundle that is marked and the office it came from, empty for others."""
        line = self.journal.line(self.journal_view.currentIndex())
        return line.about if line and isinstance(line.about, tuple) else ("", "")

    def _merge_of(self, bundle_id: str) -> str:
        rows = merging.merges(self.office)
        return next(
            (row.id for row in rows if row.bundle_id == bundle_id and not row.undone_at), ""
        )

    def _show_actions(self) -> None:
        bundle_id, office = self._marked()
        self.held_button.setEnabled(bool(bundle_id))
        merged = bool(office) and bool(self._merge_of(bundle_id))
        theirs = self._chief or roads.is_below(self.office, office)
        self.answering.refresh(when=merged and theirs)
        self.back.mark(office if theirs else "")
        allow(self.context, Role.REVIEWS, self.undo_button, when=merged)
        if not self._chief:
            allow(self.context, Role.REVIEWS, self.open)
