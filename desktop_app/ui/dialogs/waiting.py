"""A small window for what takes a while where there is no other: what runs, how far, and Cancel."""

from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.errors import Cancelled
from desktop_app.language import N_, Language
from desktop_app.ui.parts.background import Action, Background, Job
from desktop_app.ui.parts.fitted_dialog import FittedDialog
from desktop_app.ui.parts.progress_bar import SHOW_AFTER_MS, JobBar
from desktop_app.ui.parts.style import S4, S5

LOOKING = N_("Looking for the newest sound backup")
STOPPED = N_("Stopped. Nothing was changed.")
_WIDTH = 740


class Waiting(FittedDialog):
    """Shows the job of a `Background`; closing it asks the job to stop, and it goes at its end."""

    def __init__(self, background: Background, job: Job, words: Language) -> None:
        super().__init__()
        self._job = job
        self.setWindowTitle("Surco")
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S4, S5, S4)
        column.addWidget(JobBar(background, words))
        self._soon = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._soon.timeout.connect(self.show)
        self._soon.start()  # shorter work ends before one has read what it is

    def end(self) -> None:
        self._soon.stop()
        self.hide()
        self.deleteLater()

    def reject(self) -> None:
        self._job.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        event.ignore()


def waited_for(action: Action, what: str, words: Language) -> Any:  # noqa: ANN401 - any result
    """Perform `action` off the window's thread and return what it returns once it is done.

    `what` is said beside the progress, translated. What the action raises is raised here;
    Cancelled when the person stopped it.
    """
    background, job = Background(), Job(action, what)
    results: list[Any] = []
    failures: list[Exception] = []
    loop = QEventLoop()
    job.succeeded.connect(results.append)
    job.failed.connect(failures.append)
    job.ended.connect(loop.quit)
    dialog = Waiting(background, job, words)
    background.run(job)
    try:
        loop.exec()
    finally:
        background.close()
        dialog.end()
    if failures:
        raise failures[0]
    if not results:
        raise Cancelled
    return results[0]
