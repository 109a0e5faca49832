"""Gives one parser many broken files, in a process with little memory, and tells what came of it.

`python -m tests.mutations PARSER COUNT [FIRST]`: seeds from FIRST on; the answer is a line of JSON.
"""

import base64
import json
import resource
import signal
import sys
import tempfile
import time
import zlib
from pathlib import Path

from desktop_app.errors import UserError
from tests.mutations.parsers import PARSERS

MEMORY = 200 * 1024 * 1024  # above what the program has before the first broken file
SECONDS = 1
SHOWN = 20


class Hung(BaseException):
    """A file took longer than SECONDS of the processor."""


def stop(_number, _frame):
    raise Hung


def megabytes(name):
    """Return a line of what the system says of this process, in megabytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{name}:")[2].split()[0]) // 1024


def judged(parser, data):
    """Return what came of one file: taken, refused, or what went wrong."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        return "taken" if parser.holds(parser.take(data)) else "taken for something else"
    except UserError:
        return "refused"
    except Hung:
        return f"more than {SECONDS} second"
    except BaseException as error:  # noqa: BLE001 - whatever else comes, also a panic of Rust
        return f"{type(error).__name__}: {error}"[:300]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def tried(name, count, first):
    """Return the figures of `count` broken files."""
    memory = Path("/dev/shm")  # noqa: S108 - a file written anew a thousand times a second
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        parser = PARSERS[name](Path(folder))
        for seed in range(50):  # what is loaded once is no memory of a file
            judged(parser, parser.make(seed))
        base = megabytes("VmRSS")
        limit = megabytes("VmSize") * 1024 * 1024 + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        told = {"parser": name, "tried": count, "taken": 0, "refused": 0, "slowest": 0.0}
        wrong = []
        for seed in range(first, first + count):
            began = time.process_time()
            data = parser.make(seed)
            outcome = judged(parser, data)
            told["slowest"] = max(told["slowest"], round(time.process_time() - began, 3))
            if outcome in told:
                told[outcome] += 1
            else:  # keys are new each time, so that a seed alone does not bring the file back
                packed = base64.b64encode(zlib.compress(data)).decode()
                wrong.append(f"seed {seed}: {outcome} {packed}")
    return {**told, "memory": megabytes("VmHWM") - base, "wrong": wrong[:SHOWN]}


if __name__ == "__main__":
    signal.signal(signal.SIGPROF, stop)
    print(json.dumps(tried(sys.argv[1], int(sys.argv[2]), int((sys.argv[3:] or ["0"])[0]))))  # noqa: T201 - the answer
