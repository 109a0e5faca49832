"""The program started, up to the painted list of initiatives, and left."""

import os
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from tests.bench.offices import filled, reopened
from tests.bench.rounds import Benchmark, Trio, timed

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

        def start(module):
            return lambda: timed(lambda: _run(module, copy, screen))

        for module in (f"{_WINDOWS}.surco", f"{_WINDOWS}.bare_table", peer):
            _run(module, copy, screen)
        yield Trio(
            ours=start(f"{_WINDOWS}.surco"),
            limit=start(f"{_WINDOWS}.bare_table"),
            peer=start(peer),
            limit_is="bare Qt window with a lazy table of the same rows, offscreen",
            peer_is=peer_is,
        )


def _run(module, home, screen):
    place = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DISPLAY": screen}
    place.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled already
    place["PYTHONPYCACHEPREFIX"] = str(home.parent / "compiled")
    line = [sys.executable, "-m", module, home]
    done = subprocess.run(line, cwd=_PROJECT, env=place, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode())


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
