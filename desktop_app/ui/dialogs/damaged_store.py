"""The start when the records cannot be opened: the newest sound backup, or another file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from desktop_app.actions.keeping import Kept
from desktop_app.language import N_, Language, N_plural
from desktop_app.ui.parts.fitted_dialog import FittedDialog
from desktop_app.ui.parts.moments import day_and_hour
from desktop_app.ui.parts.style import S3, S4, S5, button, heading, hint, label

_WIDTH = 560
_HOLDS = N_plural("It holds {n} record.", "It holds {n} records.")


class DamagedStore(FittedDialog):
    """Says what is wrong, translated already; `chosen` is the backup to restore, if accepted."""

    def __init__(self, sentence: str, newest: Kept | None, folder: Path, words: Language) -> None:
        super().__init__()
        self.chosen: Path | None = None
        self._words = words
        self._folder = folder
        self.setWindowTitle("Surco")
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S5, S5, S4)
        column.setSpacing(S3)
        column.addWidget(heading(words.text(N_("The records cannot be opened"))))
        column.addWidget(label(sentence))
        column.addWidget(label(self._offer(newest), "strong"))
        column.addWidget(
            hint(
                words.text(
                    N_(
                        "The damaged file is kept beside it under another name: what was written "
                        "after the backup can still be looked for in it."
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
        if newest is not None:
            restore = button(say(N_("Restore this backup")), primary=True)
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

    def _choose(self, backup: Path) -> None:
        self.chosen = backup
        self.accept()
