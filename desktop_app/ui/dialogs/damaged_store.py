"""The start when the records cannot be opened: what can be saved of them, or a backup."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from desktop_app.actions.keeping import Kept
from desktop_app.errors import Sentence, UserError
from desktop_app.language import N_, Language, N_plural
from desktop_app.records.progress import Progress
from desktop_app.ui.parts.background import Background, Job
from desktop_app.ui.parts.fitted_dialog import FittedDialog
from desktop_app.ui.parts.moments import day_and_hour
from desktop_app.ui.parts.style import S3, S4, S5, button, heading, hint, label

Mend = Callable[[Path | None, Progress], Sentence]
_WIDTH = 560
_HOLDS = N_plural("It holds {n} record.", "It holds {n} records.")


class DamagedStore(FittedDialog):
    """Says what is wrong, translated already, and has `mend` do what is chosen.

    `mend` is given the backup to restore, None to save what can be saved; `news` is what it says.
    """

    def __init__(
        self,
        sentence: str,
        newest: Kept | None,
        folder: Path,
        words: Language,
        background: Background,
    ) -> None:
        super().__init__()
        self.mend: Mend | None = None
        self.news: Sentence | None = None
        self._background = background
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
        column.addWidget(label(self._offer(newest), "strong"))
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
        column.addLayout(self._buttons(newest))

    def _offer(self, newest: Kept | None) -> str:
        say = self._words.text
        if newest is None:
            text = N_("There is no sound backup in {folder}. Look for one on another disk.")
            return say(text, folder=str(self._folder))
        when = day_and_hour(newest.at, self._words)
        text = N_("The newest sound backup is of {when}.")
        return f"{say(text, when=when)} {self._words.plural(_HOLDS, newest.records)}"

    def _buttons(self, newest: Kept | None) -> QHBoxLayout:
        say = self._words.text
        row = QHBoxLayout()
        row.setSpacing(S3)
        save = button(say(N_("Save what can be saved")), primary=True)
        save.clicked.connect(lambda _checked=False: self._choose(None))
        row.addWidget(save)
        if newest is not None:
            restore = button(say(N_("Restore this backup")))
            restore.clicked.connect(lambda _checked=False: self._choose(newest.path))
            row.addWidget(restore)
        other = button(say(N_("Another backup…")))
        other.clicked.connect(lambda _checked=False: self._ask())
        leave = button(say(N_("Quit")))
        leave.clicked.connect(self.reject)
        row.addWidget(other)
        row.addStretch(1)
        row.addWidget(leave)
        return row

    def _ask(self) -> None:
        say = self._words.text
        title, kinds = say(N_("The backup to restore")), say(N_("Backups")) + " (*.db)"
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(self._folder), kinds)
        if chosen:
            self._choose(Path(chosen))

    def _choose(self, backup: Path | None) -> None:
        mend = self.mend
        if mend is None:
            return
        self.setEnabled(False)
        job = Job(partial(mend, backup))
        job.succeeded.connect(self._mended)
        job.failed.connect(self._failed)
        self._background.run(job)

    def _mended(self, news: Sentence) -> None:
        self.news = news
        self.accept()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.setEnabled(True)
        self._sentence.setText(self._words.error(error))
