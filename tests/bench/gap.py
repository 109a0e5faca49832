"""How long the window stands still while pages are made: the longest gap of a timer of 5 ms."""

import os
import time
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.actions.printable import Edition
from desktop_app.actions.printing import print_profile
from desktop_app.language import Language
from desktop_app.ui.parts.background import Background, Job
from tests.bench.directory import printed
from tests.bench.offices import filled, reopened
from tests.bench.rounds import Benchmark, Trio, timed

_EVERY = 5  # milliseconds


class _Watch:
    """Counts how long the event loop was away from a timer that wants to run every 5 ms."""

    def __init__(self):
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0
        self.longest = 0.0

    def _tick(self):
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def during(self, start):
        """Run the event loop from `start`, which gets what to call at the end; tell the gap."""
        loop = QEventLoop()
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.start(_EVERY)
        start(loop.quit)
        loop.exec()
        self._timer.stop()
        self._tick()
        return self.longest


@contextmanager
def _profile(size, folder):
    path, language = folder / "gap.pdf", Language("es", "BO")
    with (
        reopened(filled(folder, size), folder) as office,
        _watching(lambda: print_profile(office, "", path, Edition(language=language))) as trio,
    ):
        yield trio


@contextmanager
def _directory(size, folder):
    with _watching(lambda: printed(size, folder / "gap.pdf")) as trio:
        yield trio


@contextmanager
def _watching(write):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    seconds = timed(write)
    watch, background = _Watch(), Background()

    def as_a_job(done):
        job = Job(lambda _step: write())
        job.ended.connect(done)
        background.run(job)

    def idle(done):
        QTimer.singleShot(round(seconds * 1000), done)

    def in_the_window(done):
        QTimer.singleShot(0, lambda: (write(), done()))

    yield Trio(
        ours=lambda: watch.during(as_a_job),
        limit=lambda: watch.during(idle),
        peer=lambda: watch.during(in_the_window),
        limit_is=f"the same {seconds:.1f} s in which nothing is printed",
        peer_is="the same pages made in the window's own thread",
    )
    background.close()
    application.processEvents()


GAP = Benchmark(name="gap", size=1000, rounds=3, goal=None, prepare=_profile)
GAP_DIRECTORY = Benchmark(name="gap-directory", size=500, rounds=3, goal=None, prepare=_directory)
