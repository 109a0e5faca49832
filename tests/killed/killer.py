"""Kills a program at moments drawn by lot and looks at what is left; told in lines of JSON.

python -m tests.killed.killer ACTIVITY FOLDER MOMENTS
"""

import json
import os
import random
import select
import shutil
import signal
import sys
import time
import traceback
from pathlib import Path

from tests.killed.activities import ACTIVITIES, copied

SEED = 20261125
_MOST_DONE = 7  # steps that an activity gets through before the moment
_USUAL_STEP = 0.03  # seconds, until a run has told how long its steps take


def main(name, folder, moments):
    activity = ACTIVITIES[name]()
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 - moments, not secrets
    template = folder / "template"
    activity.prepare(template)
    step = _USUAL_STEP
    for number in range(moments):
        home = copied(template, folder / str(number))
        done = 0 if name == "upgrade" else chance.randrange(_MOST_DONE)
        told, step = _killed(activity, home, done, (chance.random(), step))
        said = {"told": len(told), "lost": False, "wrong": ""}
        try:
            said["lost"] = bool(activity.check(home, told))
        except Exception:  # noqa: BLE001 - whatever is wrong is told
            said["wrong"] = traceback.format_exc()
        print(json.dumps(said), flush=True)  # noqa: T201 - its answer
        shutil.rmtree(home)


def _killed(activity, home, done, moment):
    """Let an activity do `done` steps and kill it somewhere in the next one."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _work(activity, home, writing)
    os.close(writing)
    heard, begun, times = b"", time.monotonic(), []
    while heard.count(b"\n") < done and (more := os.read(reading, 65536)):
        heard += more
        times.append(time.monotonic())
    share, step = moment
    step = (times[-1] - times[0]) / (len(times) - 1) if len(times) > 1 else step
    until = time.monotonic() + share * step
    while (left := until - time.monotonic()) > 0 and select.select([reading], [], [], left)[0]:
        if not (more := os.read(reading, 65536)):
            break
        heard += more
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while more := os.read(reading, 65536):
        heard += more
    os.close(reading)
    whole = heard[: heard.rfind(b"\n") + 1]
    told = [json.loads(line) for line in whole.splitlines()]
    if not done and told:
        step = time.monotonic() - begun
    return told, step


def _work(activity, home, writing):
    def tell(what):
        os.write(writing, json.dumps(what).encode() + b"\n")

    try:
        activity.work(home, tell)
    except BaseException:  # noqa: BLE001 - the child ends here whatever happens
        traceback.print_exc()
    os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
