"""A screen that nobody sees, and the program started on it as a person starts it."""

import os
import subprocess
import sys
from contextlib import contextmanager

from tests.builders import PROJECT

_GRACE = 30


@contextmanager
def screen():
    """Give the name of a new screen, with a window manager; a key that is held does not repeat."""
    reading, writing = os.pipe()
    line = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1024x768x24"]
    line += ["-r", "-noreset", "-nolisten", "tcp"]  # -noreset: keys that were given stay
    with subprocess.Popen(line, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        try:
            with _window_manager(f":{number}"):
                yield f":{number}"
        finally:
            server.terminate()


@contextmanager
def _window_manager(display):
    """Run what gives a new window the keyboard, as every desktop does."""
    line = ["openbox", "--sm-disable"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(line, env=place_on(display), **quiet) as manager:
        try:
            yield
        finally:
            manager.terminate()


def place_on(display, **more):
    """Return the surroundings of a program on that screen."""
    place = {**os.environ, "DISPLAY": display, **more}
    for name in ("QT_QPA_PLATFORM", "SURCO_HOME", "WAYLAND_DISPLAY"):
        place.pop(name, None)
    return place


@contextmanager
def program(home, place, language="es"):
    """Run Surco with a window; what it complains of is in `errors` beside its home."""
    line = [sys.executable, "-m", "desktop_app", "--home", str(home), "--language", language]
    complaints = home.parent / f"{home.name}-errors.txt"
    with (
        complaints.open("wb") as errors,
        subprocess.Popen(line, cwd=PROJECT, env=place, stderr=errors) as running,
    ):
        running.errors = complaints
        try:
            yield running
        finally:
            running.terminate()
            running.wait(_GRACE)
