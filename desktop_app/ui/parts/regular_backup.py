"""The backup that is made while one works, for windows that stay open for days."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop_app.actions import keeping
from desktop_app.language import N_
from desktop_app.ui.parts.background import Job
from desktop_app.ui.parts.page import Context

EVERY_HOURS = 2


class RegularBackup(QTimer):
    """Makes a backup every two hours when something changed; `stop` it when the window closes."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self.setInterval(EVERY_HOURS * 3_600_000)
        self.timeout.connect(self.make)

    def make(self) -> Job:
        """Make it now, in the background; a failure is told as every job's is."""
        office = self._context.office
        job = Job(
            lambda step: keeping.back_up(office, step),
            self._context.language.text(N_("Making a backup")),
        )
        return self._context.background.run(job)
