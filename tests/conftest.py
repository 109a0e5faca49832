"""Where tests run: no screen, a home of their own, and nothing left running or open after them."""

import gc
import os
import sqlite3
import sys
import threading

import pytest
from hypothesis import settings

from tests.drills.figures import pytest_terminal_summary  # noqa: F401 - pytest calls it

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt starts; also for programs that tests start
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # no test opens a keychain

settings.register_profile("surco", deadline=None, print_blob=True)
settings.load_profile("surco")

GRACE_SECONDS = 5  # for a thread that has told its end and is about to be gone
_left_open: set[sqlite3.Connection] = set()
_connect = sqlite3.connect


class _WatchedConnection(sqlite3.Connection):
    def close(self):
        _left_open.discard(self)
        super().close()


def _watched_connect(*args, **kwargs):
    connection = _connect(*args, **{"factory": _WatchedConnection, **kwargs})
    _left_open.add(connection)
    return connection


# Python 3.11 does not warn of a connection that is never closed (3.13 does), so we count.
sqlite3.connect = _watched_connect


def pytest_collection_finish():
    """Set aside what was imported, so that looking for timers after each test looks at less."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Point SURCO_HOME to an empty place: no test touches the records of a real office."""
    folder = tmp_path / "home"
    monkeypatch.setenv("SURCO_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def nothing_left_behind(request):
    threads, connections = set(threading.enumerate()), set(_left_open)
    widgets = set(_top_level_widgets())
    yield
    left = [f"thread {thread.name}" for thread in _still_running(threads)]
    left += _jobs_of_qt()
    left += [f"window {widget!r}" for widget in _top_level_widgets() if widget not in widgets]
    if {"qapp", "qtbot"} & set(request.fixturenames):
        left += _running_timers()
    for connection in _left_open - connections:
        left.append(f"database {_file_of(connection)}")
        connection.close()

    assert left == []


def _still_running(known):
    for thread in threading.enumerate():
        # A thread of Qt's that ran Python stays listed as a dummy for good; _jobs_of_qt sees it.
        if thread in known or isinstance(thread, threading._DummyThread):  # noqa: SLF001 - a thread that is not Python's
            continue
        thread.join(GRACE_SECONDS)
        if thread.is_alive():
            yield thread


def _application():
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets and widgets.QApplication.instance()


def _jobs_of_qt():
    if not _application():
        return []
    pool = sys.modules["PySide6.QtCore"].QThreadPool.globalInstance()
    return [] if pool.waitForDone(GRACE_SECONDS * 1000) else ["a job in Qt's thread pool"]


def _top_level_widgets():
    application = _application()
    if not application:
        return []
    core = sys.modules["PySide6.QtCore"]
    application.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    widgets = application.topLevelWidgets()
    return [widget for widget in widgets if widget.metaObject().className() != "QTipLabel"]


def _running_timers():
    core = sys.modules["PySide6.QtCore"]
    is_valid = sys.modules["shiboken6"].isValid
    timers = [thing for thing in gc.get_objects() if issubclass(type(thing), core.QTimer)]
    running = [timer for timer in timers if is_valid(timer) and timer.isActive()]
    for timer in running:
        timer.stop()  # else every later test fails too
    return [f"timer of {timer.parent()!r}" for timer in running]


def _file_of(connection):
    try:
        return connection.execute("pragma database_list").fetchone()[2]
    except sqlite3.Error as error:
        return str(error)
