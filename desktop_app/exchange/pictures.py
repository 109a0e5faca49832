"""Pictures made smaller, in a process of their own: what decodes them may be attacked by them.

The process gets the picture on its standard input, has little memory and time, and gives back a
new picture: of the old one nothing but its dots goes on, so that the place and time a telephone
writes into a photograph stay at home.
"""

import os
import subprocess
import sys
import threading
from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.paths import CHILD_WORD
from desktop_app.records.progress import SILENT, Progress

_SECONDS = 40
_TURN = 0.1  # seconds between two looks whether a person wants to stop
_ANSWER_LIMIT = 40 * 1024 * 1024
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_UNREADABLE = N_("“{file}” cannot be read as a picture. Open it, save it as JPEG and add that.")


def shrink(content: bytes, side: int, name: str, step: Progress = SILENT) -> tuple[str, bytes]:
    """Return type and content of the picture with its longer side at most `side` dots.

    Raises UserError for what is no picture, far too large or takes too long; Cancelled.
    """
    with subprocess.Popen(  # noqa: S603 - this very program, with fixed words
        [*_program(), CHILD_WORD, str(side)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=_NO_WINDOW,
    ) as child:
        try:
            answer = _talk(child, content, step)
        except BaseException:
            child.kill()
            raise
    form, _, picture = answer.partition(b"\n")
    if child.returncode != 0 or form not in (b"image/jpeg", b"image/png") or not picture:
        raise UserError(_UNREADABLE, file=name)
    return form.decode(), picture


def _talk(child: "subprocess.Popen[bytes]", content: bytes, step: Progress) -> bytes:
    """Give the picture and take the answer, in a thread, so that one can stop between."""
    answer: list[bytes] = []

    def exchange() -> None:
        try:
            answer.append(child.communicate(content, timeout=_SECONDS)[0])
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()

    talk = threading.Thread(target=exchange, name="surco-picture")
    talk.start()
    try:
        while talk.is_alive():
            step(0, 1)
            talk.join(_TURN)
    except BaseException:
        child.kill()
        talk.join()
        raise
    step(1, 1)
    return answer[0] if answer and len(answer[0]) <= _ANSWER_LIMIT else b""


def _program() -> list[str]:
    """Return how this program is called: a frozen one by itself, from source by its module."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable] if frozen else [sys.executable, "-m", "desktop_app"]


def _environment() -> dict[str, str]:
    """Return the environment of the process: where this program lies, and what systems need."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
