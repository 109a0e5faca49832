"""A program that dies at every step it takes on the disk, one after the other."""

import os
import sys

_STEPS = frozenset({"open", "os.rename", "os.link", "os.remove", "sqlite3.connect", "os.mkdir"})
_ALL_DONE, _DIED = 0, 7


def dying_at_every_step(act):
    """Run `act` in programs of their own, dying before the first step, the second ...

    Yields the number of the step after each death, and at last after the run that got through.
    """
    number = 0
    while True:
        if _run(act, number) == _ALL_DONE:
            yield number
            return
        yield number
        number += 1


def _run(act, number):
    pid = os.fork()
    if pid == 0:
        left = [number]

        def die(event, _arguments):
            if event in _STEPS:
                if left[0] == 0:
                    os._exit(_DIED)
                left[0] -= 1

        sys.addaudithook(die)
        act()
        os._exit(_ALL_DONE)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert code in (_ALL_DONE, _DIED)
    return code
