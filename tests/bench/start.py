"""The program started, up to the painted list of initiatives."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from tests.bench.offices import filled, reopened
from tests.bench.rounds import Benchmark, Trio

_PROJECT = Path(__file__).resolve().parents[2]
_WINDOWS = "tests.bench.windows"


@contextmanager
def _starting(size, folder):
    home = filled(folder, size)
    with reopened(home, folder) as office:
        copy = office.home
    with _screen() as screen:
        peer, peer_is = f"{_WINDOWS}.tk_table", "Tk Treeview with all rows, under Xvfb"
        if not screen or not find_spec("tkinter"):
            peer, peer_is = f"{_WINDOWS}.plain_list", "the rows printed, no window (no Tk here)"

        for module in (f"{_WINDOWS}.surco", f"{_WINDOWS}.bare_table", peer):
            _seconds(module, copy, screen)  # compiles what it imports, and makes the first backup
        yield Trio(
            ours=lambda: _seconds(f"{_WINDOWS}.surco", copy, screen),
            limit=lambda: _seconds(f"{_WINDOWS}.bare_table", copy, screen),
            peer=lambda: _seconds(peer, copy, screen),
            limit_is="bare Qt window with a lazy table of the same rows, offscreen",
            peer_is=peer_is,
        )


def _seconds(module, home, screen):
    """Return how long it takes until a program says that its list is there; then it leaves."""
    place = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DISPLAY": screen}
    place.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled already
    place["PYTHONPYCACHEPREFIX"] = str(home.parent / "compiled")
    line = [sys.executable, "-m", module, home]
    pipe = subprocess.PIPE
    start = time.perf_counter()
    with subprocess.Popen(line, cwd=_PROJECT, env=place, stdout=pipe, stderr=pipe) as running:
        running.stdout.read(1)
        seconds = time.perf_counter() - start
        _said, complaint = running.communicate()
    if running.returncode:
        raise RuntimeError(complaint.decode())
    return seconds


@contextmanager
def _screen():
    """Give the name of a screen for Tk, which has no offscreen mode; empty when there is none."""
    server = which("Xvfb")
    if server is None:
        yield os.environ.get("DISPLAY", "")
        return
    reading, writing = os.pipe()
    line = [server, "-displayfd", str(writing), "-nolisten", "tcp"]
    with subprocess.Popen(line, pass_fds=[writing], stderr=subprocess.DEVNULL) as running:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        try:
            yield f":{number}" if number else ""
        finally:
            running.terminate()


START = Benchmark(name="start", size=10_000, rounds=5, goal=2.0, prepare=_starting)
