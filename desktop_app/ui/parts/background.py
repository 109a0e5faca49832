"""Long actions off the window's thread, one at a time, each with progress and a way to stop."""

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_app.errors import Cancelled
from desktop_app.records.progress import Progress

Action = Callable[[Progress], Any]

_SOON = 0.0005  # seconds after which the other thread asks for its turn, a tenth of the usual
_NEVER = 1_000_000
_SWEEP_EVERY = 25  # milliseconds
_SWEEPS_OF_YOUNGEST = 5  # before one that also goes over what the former ones left
_SECONDS_BETWEEN_NEWS = 0.05  # more often no eye sees, and the window would only count


class Job(QObject):
    """One action; connect its signals, then hand it to `Background.run`.

    `what` is said beside the progress, already in the reader's language. All signals come in the
    window's thread: `progressed` (done, total), then `succeeded` (what the action returned),
    `failed` (the exception) or neither when it was cancelled, and at last always `ended`.
    """

    progressed = Signal(object, object)  # Python's numbers: Qt's int ends at 2 GB
    succeeded = Signal(object)
    failed = Signal(Exception)
    ended = Signal()

    def __init__(
        self, action: Action, what: str = "", *, quiet: bool = False, looks: bool = False
    ) -> None:
        """Make a job; a `quiet` one is a short look that nobody waits for and leaves no trace.

        One that only `looks` is shown, but nothing is lost when it is stopped.
        """
        super().__init__()
        self.what = what
        self.quiet = quiet
        self.looks = looks or quiet
        self.told = False  # what came of it was said: only its end is still under way
        self._action = action
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the action to stop at its next step; a job that waits never begins."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def work(self) -> tuple[Action, threading.Event]:
        """Return what the other thread needs; it never holds the job, a child of this thread."""
        return self._action, self._stop


class Background(QObject):
    """Runs jobs in their order in one thread; `close` must be called before it goes."""

    started = Signal(Job)
    _news = Signal(int, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: dict[int, Job] = {}
        self._count = 0
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="surco-job")
        self._news.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._sweeps = 0
        self._sweeper = QTimer(self, interval=_SWEEP_EVERY)
        self._sweeper.timeout.connect(self._sweep)

    def run(self, job: Job) -> Job:
        """Put `job` at the end of the queue and return it."""
        self._count += 1
        self._jobs[self._count] = job
        if not self._sweeper.isActive():
            self._sweeper.start()
        action, stop = job.work()
        self._threads.submit(_perform, action, stop, partial(self._news.emit, self._count))
        if not job.quiet:
            self.started.emit(job)
        return job

    @property
    def jobs(self) -> list[Job]:
        """Return the jobs that run or wait, the running one first; quiet ones are not told of."""
        return [job for job in self._jobs.values() if not job.quiet]

    @property
    def unfinished(self) -> list[Job]:
        """Return the jobs of which something would be taken back if they were stopped now."""
        return [job for job in self._jobs.values() if not job.looks and not job.told]

    def close(self) -> None:
        """Stop what runs, forget what waits, and come back when the thread has ended."""
        self._sweeper.stop()
        for job in self._jobs.values():
            job.cancel()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._jobs.clear()

    def _sweep(self) -> None:
        """Have Python's collector go over what the job made since the last time.

        By itself it counts what is made less what is freed: a long table that is measured frees as
        much as it makes, and 300,000 objects wait for one pass that holds the window up.
        """
        self._sweeps += 1
        gc.collect(0 if self._sweeps % _SWEEPS_OF_YOUNGEST else 1)

    def _tell(self, number: int, what: str, value: Any) -> None:  # noqa: ANN401 - any result
        job = self._jobs.get(number)
        if job is None:  # news that was under way when all was closed
            return
        if what == "progressed":
            job.progressed.emit(*value)
        elif what == "ended":
            del self._jobs[number]
            if not self._jobs:
                self._sweeper.stop()
            job.ended.emit()
        else:
            job.told = True
            {"succeeded": job.succeeded, "failed": job.failed}[what].emit(value)


def _perform(action: Action, stop: threading.Event, tell: Callable[[str, Any], None]) -> None:
    """Run in the other thread: perform the action and send home what came of it."""
    told_at = 0.0

    def step(done: int, total: int) -> None:
        nonlocal told_at
        if stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - told_at >= _SECONDS_BETWEEN_NEWS or done == total:
            told_at = now
            tell("progressed", (done, total))

    try:
        if not stop.is_set():
            with _window_first():
                result = action(step)
            tell("succeeded", result)
    except Cancelled:
        pass  # asked for; nothing to tell
    except Exception as error:  # noqa: BLE001 - told to the window, not swallowed
        tell("failed", error)
    finally:
        tell("ended", None)


@contextmanager
def _window_first() -> Iterator[None]:
    """Let the window have its turn soon, and hold off what makes all threads wait.

    A full pass of Python's collector over the objects of hundreds of pages takes longer than a
    person should wait for a key; the passes over young objects are enough while a job runs.
    """
    usual = sys.getswitchinterval()
    young, middle, old = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(young, middle, _NEVER)
    sys.setswitchinterval(_SOON)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
        gc.set_threshold(young, middle, old)
        gc.unfreeze()
