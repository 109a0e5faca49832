"""Backups: what is kept, making one now, the second disk, and going back to one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.actions import keeping, restoring
from desktop_app.actions.keeping import Kept, Made
from desktop_app.actions.restoring import Loss
from desktop_app.errors import Sentence, UserError
from desktop_app.language import N_, N_plural
from desktop_app.records.attached import size_said
from desktop_app.records.people import Role
from desktop_app.records.progress import Progress
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.moments import day_and_hour
from desktop_app.ui.parts.narrow_column import narrow_column
from desktop_app.ui.parts.page import Context, Meanwhile, Page
from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, fit_height, lines_view
from desktop_app.ui.parts.step_block import side_by_side
from desktop_app.ui.parts.style import S2, S3, button, heading, hint, label

_WIDTH = 760
_TABLE_HEIGHT = 330
_LOSS_HEIGHT = 190
_NAMED_AT_MOST = 200
_OLDER = N_plural(
    "{n} record is newer here than in this backup: it would go back, or go away.",
    "{n} records are newer here than in this backup: they would go back, or go away.",
)
_IN_PLACE = N_("The backup of {when} is in place. What was there is kept in {file}.")
_ASK_BACK = N_(
    "The backup of {when} is in place. What was there is kept in {file}. What came later and was"
    " sent, the Secretariat can send back: ask for it."
)


class BackupsPage(Page):
    """Every backup was proved when it was made; restoring never throws away what is there."""

    title = N_("Backups")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = self.language.text
        self._asked: Kept | None = None
        self._loses = False  # whether the backup asked about lacks what is here
        column = narrow_column(self, _WIDTH)
        column.addWidget(heading(self.heading()))
        column.addWidget(
            label(
                say(
                    N_(
                        "Surco makes a backup by itself when you close it, before an import or a"
                        " merge, and every two hours of work, and proves that it can be read. Old"
                        " ones are thinned: some days, weeks and months back always stay."
                    )
                ),
                "secondary",
            )
        )
        column.addLayout(self._making())
        column.addWidget(self._there())
        column.addWidget(self._going_back())
        column.addStretch(1)

    def refresh(self) -> None:
        self._tell_second()
        self.look_through(
            lambda _step: keeping.all_backups(self.office),
            self.language.text(N_("Looking at the backups")),
            self._show,
        )

    def primary_actions(self) -> list[QAction]:
        action = QAction(icon("save"), self.make_now.text(), self)
        action.triggered.connect(self.make)
        return [action]

    def make(self) -> None:
        """Make a backup now, whether anything changed or not."""
        self.make_now.setEnabled(False)
        job = self.run(
            lambda step: keeping.back_up(self.office, step, always=True),
            self.language.text(N_("Making a backup")),
            self._tell_made,
        )
        job.ended.connect(lambda: self.make_now.setEnabled(True))

    def copy_to(self, folder: Path | None) -> None:
        """Copy every backup to this folder too, None to end it."""
        self.run(
            lambda _step: keeping.choose_second_folder(self.office, folder),
            self.language.text(N_("Making a backup")),
            lambda _made: self.refresh(),
        )

    def ask_about(self, backup: Kept) -> None:
        """Show what would be lost with this backup, and ask."""
        self.restore.setEnabled(False)
        self.look_through(
            lambda _step: restoring.what_would_go(self.office.home, backup.path),
            self.language.text(N_("Comparing with the backup")),
            partial(self._show_loss, backup),
        ).ended.connect(self._follow)

    def go_back(self) -> None:
        """Restore the backup that was asked about; the window opens again on it."""
        backup = self._asked
        if backup is None:
            return
        when = day_and_hour(backup.at, self.language)
        loses, chief = self._loses, self.office.is_secretariat

        def restored(home: Path, step: Progress) -> tuple[Path, Sentence]:
            kept = restoring.restore(home, backup.path, step=step)
            text = _ASK_BACK if loses and not chief else _IN_PLACE
            return home, Sentence(text, {"when": when, "file": kept.name if kept else ""})

        self.reopen.emit(Meanwhile(self.language, N_("Restoring the backup"), restored))

    def _making(self) -> QVBoxLayout:
        say = self.language.text
        self.make_now = button(say(N_("Make one now")), primary=True)
        self.make_now.clicked.connect(lambda _checked=False: self.make())
        self.second_button = button(say(N_("Second folder…")))
        put_icon(self.second_button, "folder-open")
        self.second_button.clicked.connect(lambda _checked=False: self._choose_second())
        self.no_second = button(say(N_("No second folder any more")))
        self.no_second.clicked.connect(lambda _checked=False: self.copy_to(None))
        self.second = hint("")
        box = QVBoxLayout()
        box.setSpacing(S2)
        box.addLayout(side_by_side(self.make_now, self.second_button, self.no_second))
        box.addWidget(self.second)
        return box

    def _there(self) -> QWidget:
        say = self.language.text
        self.there = QWidget()
        box = QVBoxLayout(self.there)
        box.setContentsMargins(0, S3, 0, 0)
        box.setSpacing(S3)
        self.table = PlainTable(
            [
                Heading(say(N_("Made"))),
                Heading(say(N_("Records")), 110, figures=True),
                Heading(say(N_("Size")), 110, figures=True),
                Heading(say(N_("Where")), 170),
            ],
            self,
        )
        self.view = lines_view(self.table, self.heading())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        self.restore = button(say(N_("Restore…")))
        put_icon(self.restore, "history")
        self.restore.setEnabled(False)
        self.restore.clicked.connect(lambda _checked=False: self._ask_about_marked())
        box.addWidget(self.view)
        box.addLayout(side_by_side(self.restore))
        return self.there

    def _going_back(self) -> QWidget:
        say = self.language.text
        self.question = QWidget()
        box = QVBoxLayout(self.question)
        box.setContentsMargins(0, S3, 0, 0)
        box.setSpacing(S3)
        self.asked = heading("", section=True)
        self.loss = label("")
        self.lost = PlainTable(
            [Heading(say(N_("Newer here"))), Heading(say(N_("Code")), 130), Heading("", 220)], self
        )
        self.lost_view = lines_view(self.lost, say(N_("Newer here")))
        kept = hint(
            say(
                N_(
                    "What is here now is kept under another name beside the records. Bundles that"
                    " are sent afterwards begin a new count."
                )
            )
        )
        yes = button(say(N_("Restore it and open again")), primary=True)
        yes.clicked.connect(lambda _checked=False: self.go_back())
        no = button(say(N_("Go back")))
        no.clicked.connect(lambda _checked=False: self._ask_no_more())
        for shown in (self.asked, self.loss, self.lost_view, kept):
            box.addWidget(shown)
        box.addLayout(side_by_side(yes, no))
        self.question.hide()
        return self.question

    def _show(self, there: list[Kept]) -> None:
        say = self.language.text
        unread = say(N_("cannot be read"))
        self.table.show(
            [
                Line(
                    (
                        day_and_hour(one.at, self.language),
                        self.language.number(one.records) if one.records >= 0 else unread,
                        size_said(one.size, self.language),
                        say(N_("second folder")) if one.second else say(N_("this computer")),
                    ),
                    one,
                    icon="circle-alert" if one.records < 0 else "shield-check",
                    colour="error" if one.records < 0 else "good",
                )
                for one in there
            ]
        )
        fit_height(self.view, _TABLE_HEIGHT)
        self.view.setVisible(bool(there))
        self.restore.setVisible(bool(there))
        self._follow()

    def _show_loss(self, backup: Kept, loss: Loss) -> None:
        say = self.language.text
        self._asked = backup
        self._loses = bool(loss.records) or not loss.known
        when = day_and_hour(backup.at, self.language)
        self.asked.setText(say(N_("Go back to {when}?"), when=when))
        if not loss.known:
            told = say(N_("The records here cannot be read, so that nothing can be compared."))
        elif loss.records:
            told = self.language.plural(_OLDER, len(loss.records))
        else:
            told = say(N_("No record here is newer than in this backup."))
        self.loss.setText(told)
        gone, older = say(N_("not in the backup")), say(N_("older in the backup"))
        self.lost.show(
            [
                Line(
                    (
                        restoring.name_of(one, self.language.code),
                        one.human_code,
                        gone if one.missing else older,
                    ),
                    icon="triangle-alert",
                    colour="warning",
                )
                for one in loss.records[:_NAMED_AT_MOST]
            ]
        )
        fit_height(self.lost_view, _LOSS_HEIGHT)
        self.lost_view.setVisible(bool(loss.records))
        self.there.hide()  # the question takes its place
        self.question.show()

    def _ask_no_more(self) -> None:
        self._asked = None
        self.question.hide()
        self.there.show()
        self.view.setFocus()

    def _tell_made(self, made: Made) -> None:
        if made.missed is not None:
            self.report_quietly(made.missed)
        else:
            self.told.emit(self.language.text(N_("The backup is made and proved.")), "good")
        self.refresh()

    def report_quietly(self, missed: UserError) -> None:
        """Say what is no failure: the backup is there, only not twice."""
        self.told.emit(self.language.error(missed), "info")

    def _tell_second(self) -> None:
        folder = keeping.second_folder(self.office)
        say = self.language.text
        if folder is None:
            text = N_("No second folder yet: choose one on a USB stick or another disk.")
        elif folder.is_dir():
            text = N_("Every backup is copied to {folder} as well.")
        else:
            text = N_("{folder} is not there just now; backups are made here alone until it is.")
        self.second.setText(say(text, **({"folder": str(folder)} if folder else {})))
        self.no_second.setVisible(folder is not None)

    def _choose_second(self) -> None:
        title = self.language.text(N_("The second folder for backups"))
        chosen = QFileDialog.getExistingDirectory(self, title, QDir.homePath())
        if chosen:
            self.copy_to(Path(chosen))

    def _marked(self) -> Kept | None:
        line = self.table.line(self.view.currentIndex())
        return line.about if line and isinstance(line.about, Kept) else None

    def _ask_about_marked(self) -> None:
        backup = self._marked()
        if backup is not None:
            self.ask_about(backup)

    def _follow(self) -> None:
        backup = self._marked()
        sound = backup is not None and backup.records >= 0
        allow(self.context, Role.SENDS, self.restore, when=sound)
