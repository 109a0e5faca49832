"""The start when the records cannot be opened: what can be saved of them, or a backup."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.actions.keeping import Kept
from desktop_app.errors import Sentence, UserError
from desktop_app.language import N_, Language, N_plural
from desktop_app.records.progress import Progress
from desktop_app.ui.dialogs.waiting import LOOKING, STOPPED
from desktop_app.ui.parts.background import Background, Job
from desktop_app.ui.parts.fitted_dialog import FittedDialog
from desktop_app.ui.parts.moments import day_and_hour
from desktop_app.ui.parts.progress_bar import JobBar
from desktop_app.ui.parts.style import S3, S4, S5, button, heading, hint, label

Mend = Callable[[Path | None, Progress], Sentence]
_WIDTH = 740
_SAVING = N_("Saving what can be saved")
_LOOKS = N_("Surco is looking for the newest sound backup.")
_NOT_LOOKED = N_("Not every backup was looked at. Choose one yourself, or save what can be saved.")
_RESTORING = N_("Restoring the backup")
_HOLDS = N_plural("It holds {n} record.", "It holds {n} records.")


class DamagedStore(FittedDialog):
    """Says what is wrong, translated already, and has `mend` do what is chosen.

    `mend` is given the backup to restore, None to save what can be saved; `news` is what it says.
    """

    def __init__(
        self,
        sentence: str,
        folder: Path,
        words: Language,
        background: Background,
    ) -> None:
        super().__init__()
        self.mend: Mend | None = None
        self.news: Sentence | None = None
        self._newest: Kept | None = None
        self._background = background
        self._job: Job | None = None
        self._words = words
        self._folder = folder
        self.setWindowTitle("Surco")
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S5, S5, S4)
        column.setSpacing(S3)
        column.addWidget(heading(words.text(N_("The records cannot be opened"))))
        self._sentence = label(sentence)
        column.addWidget(self._sentence)
        self._offered = label("", "strong")
        column.addWidget(self._offered)
        column.addWidget(
            hint(
                words.text(
                    N_(
                        "Saving what can be saved takes every sound record out of the damaged "
                        "file, and the others from the backup and from sealed versions. The "
                        "damaged file itself is kept beside under another name."
                    )
                )
            )
        )
        self._foot = QStackedWidget()
        self._foot.addWidget(self._buttons())
        running = QWidget()  # the bar itself is hidden while work is too short to be read of
        within = QVBoxLayout(running)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(JobBar(background, words))
        self._foot.addWidget(running)
        column.addWidget(self._foot)

    def look_for(self, newest: Callable[[Progress], Kept | None]) -> None:
        """Find the newest sound backup in the background and offer it; stopped, offer the rest."""
        self._offered.setText(self._words.text(_LOOKS))
        job = Job(newest, self._words.text(LOOKING), looks=True)
        job.succeeded.connect(self.offer)
        self._run(job)

    def offer(self, newest: Kept | None) -> None:
        """Offer this backup, or say that there is none."""
        self._newest = newest
        self._restore.setVisible(newest is not None)
        self._offered.setText(self._offer_of(newest))
        self.fit_soon()

    def _offer_of(self, newest: Kept | None) -> str:
        say = self._words.text
        if newest is None:
            text = N_("There is no sound backup in {folder}. Look for one on another disk.")
            return say(text, folder=str(self._folder))
        when = day_and_hour(newest.at, self._words)
        text = N_("The newest sound backup is of {when}.")
        return f"{say(text, when=when)} {self._words.plural(_HOLDS, newest.records)}"

    def reject(self) -> None:
        """Leave; what runs is stopped first."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _buttons(self) -> QWidget:
        say = self._words.text
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S3)
        save = button(say(N_("Save what can be saved")), primary=True)
        save.clicked.connect(lambda _checked=False: self._choose(None))
        row.addWidget(save)
        self._restore = button(say(N_("Restore this backup")))
        self._restore.clicked.connect(lambda _checked=False: self._restore_newest())
        self._restore.hide()
        row.addWidget(self._restore)
        other = button(say(N_("Another backup…")))
        other.clicked.connect(lambda _checked=False: self._ask())
        leave = button(say(N_("Quit")))
        leave.clicked.connect(self.reject)
        row.addWidget(other)
        row.addStretch(1)
        row.addWidget(leave)
        return buttons

    def _ask(self) -> None:
        say = self._words.text
        title, kinds = say(N_("The backup to restore")), say(N_("Backups")) + " (*.db)"
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(self._folder), kinds)
        if chosen:
            self._choose(Path(chosen))

    def _restore_newest(self) -> None:
        if self._newest is not None:
            self._choose(self._newest.path)

    def _choose(self, backup: Path | None) -> None:
        mend = self.mend
        if mend is None:
            return
        what = _SAVING if backup is None else _RESTORING
        job = Job(partial(mend, backup), self._words.text(what))
        job.succeeded.connect(self._mended)
        self._run(job)

    def _run(self, job: Job) -> None:
        self._foot.setCurrentIndex(1)
        self._job = job
        job.failed.connect(self._failed)
        job.ended.connect(self._ended)
        self._background.run(job)

    def _ended(self) -> None:
        """Offer the choice again, unless all is well."""
        job, self._job = self._job, None
        self._foot.setCurrentIndex(0)
        if self._offered.text() == self._words.text(_LOOKS):  # it was stopped, or it failed
            self._offered.setText(self._words.text(_NOT_LOOKED))
        elif job is not None and job.cancelled and self.news is None:
            self._sentence.setText(self._words.text(STOPPED))
        self.fit_soon()

    def _mended(self, news: Sentence) -> None:
        self.news = news
        self.accept()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._sentence.setText(self._words.error(error))
        self.fit_soon()
