"""Drills: how a subject is recorded and every state of its disk judged, and the figures of it."""

import shutil
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.builders import PROJECT
from tests.drills.disk import states
from tests.drills.recording import record
from tests.drills.subjects import Lost

_OF_ALIKE = 3


@dataclass(slots=True)
class Drill:
    """The figures of one drill: how many states were tried, and in how many a promise broke."""

    name: str
    tried: int = 0
    lost: int = 0
    corrupt: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list, repr=False)

    def figures(self):
        """Return what is told at the end of a run."""
        return [self.name, self.tried, self.lost, self.corrupt, round(self.seconds, 1)]


def cut_everywhere(name, subject, folder, *, program="tests.drills.subjects", enough=0):
    """Record a subject at its work, cut its power at every step, and judge what is found.

    With `enough`, stop after so many broken promises.
    """
    begun = time.monotonic()
    drill = Drill(name)
    place = folder / "work"
    subject.prepare(place)
    line = [sys.executable, "-m", program, type(subject).__name__, str(place)]
    recording = record(line, place, folder / "calls", PROJECT)
    seen = set()
    alike = Counter()
    found = folder / "found"
    for state in states(recording, chances=1):
        if (likeness := state.likeness()) in seen:
            continue
        seen.add(likeness)
        drill.tried += 1
        found.mkdir()
        state.lay_out(found)
        _judge(drill, subject, found, state, alike)
        shutil.rmtree(found)
        if enough and len(drill.wrong) >= enough:
            break
    drill.seconds = time.monotonic() - begun
    return drill


def _judge(drill, subject, found: Path, state, alike):
    """Judge a state; of those that a subject proves to be alike, the first few to the end."""
    try:
        like = subject.like(found) if hasattr(subject, "like") else None
        if like is not None:
            alike[like, state.told] += 1
        if like is None or alike[like, state.told] <= _OF_ALIKE:
            subject.judge(found, state.told)
    except Lost as loss:
        drill.lost += 1
        drill.wrong.append(f"step {state.point}, {state.how}: lost: {loss}")
    except Exception:  # noqa: BLE001 - whatever is wrong is told
        drill.corrupt += 1
        drill.wrong.append(f"step {state.point}, {state.how}:\n{traceback.format_exc()}")
