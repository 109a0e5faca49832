"""The slim bar at the foot that says what runs, how far it is, how long it takes; and Cancel."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from desktop_app.language import N_, Language, N_plural
from desktop_app.ui.parts.background import Background, Job
from desktop_app.ui.parts.style import S3, button, label

SHOW_AFTER_MS = 300  # shorter work ends before one has read what it is
_GUESS_AFTER_SECONDS = 2.0
_PARTS = 1000
_MINUTE = 60
_SECONDS_LEFT = N_plural("about {n} second left", "about {n} seconds left")
_MINUTES_LEFT = N_plural("about {n} minute left", "about {n} minutes left")


class JobBar(QWidget):
    """Follows the jobs of a `Background`; hidden while nothing runs."""

    def __init__(self, background: Background, language: Language) -> None:
        super().__init__()
        self._background = background
        self._language = language
        self._job: Job | None = None
        self._began = 0.0
        self._what = label("", wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._far = label("", "hint", wrap=False)
        self._cancel = button(language.text(N_("Cancel")))
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S3)
        row.addWidget(self._what)
        row.addWidget(self._bar, 1)
        row.addWidget(self._far)
        row.addWidget(self._cancel)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SHOW_AFTER_MS)
        self._wait.timeout.connect(self.show)
        background.started.connect(self._follow)
        self.hide()
        if background.jobs:  # a window made anew while something runs
            self._follow(background.jobs[0])

    def _follow(self, job: Job) -> None:
        job.progressed.connect(self._progressed)
        job.ended.connect(self._ended)
        if self._job is None:
            self._take(job)

    def _take(self, job: Job) -> None:
        self._job, self._began = job, time.monotonic()
        self._what.setText(job.what)
        self._far.setText("")
        self._bar.setRange(0, 0)  # it moves without saying how far until the first news
        self._bar.setAccessibleName(job.what)
        self._cancel.setEnabled(True)
        self._wait.start()

    def _progressed(self, done: int, total: int) -> None:
        if total <= 0:  # work whose length nobody knows
            return
        self._bar.setRange(0, _PARTS)
        self._bar.setValue(_PARTS * done // total)
        words = self._language
        far = words.text(
            N_("{done} of {total}"), done=words.number(done), total=words.number(total)
        )
        left = self._time_left(done, total)
        self._far.setText(f"{far} · {left}" if left else far)

    def _time_left(self, done: int, total: int) -> str:
        spent = time.monotonic() - self._began
        if spent < _GUESS_AFTER_SECONDS or not 0 < done < total:
            return ""
        seconds = spent / done * (total - done)
        if seconds < _MINUTE:
            return self._language.plural(_SECONDS_LEFT, max(1, round(seconds)))
        return self._language.plural(_MINUTES_LEFT, round(seconds / _MINUTE))

    def _ended(self) -> None:
        self._wait.stop()
        self._job = None
        self.hide()
        if self._background.jobs:
            self._take(self._background.jobs[0])

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel.setEnabled(False)
            self._far.setText(self._language.text(N_("Stopping ...")))
