"""Run or test Surco from its source: python3 installer/from_source.py run|test [ARGS...].

The first call makes `.venv` beside pyproject.toml; later calls find it ready. What is being set up
is told on stderr, so stdout belongs to Surco. Standard library only.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - before anything that an older Python cannot read
    found = f"{sys.version_info[0]}.{sys.version_info[1]}"
    sys.exit(f"Surco needs Python 3.11 or newer; this is Python {found}.")

import os
import subprocess
from pathlib import Path

import environment

USAGE = """\
python3 installer/from_source.py run [ARGS...]   start Surco; without ARGS it opens the window
python3 installer/from_source.py test [ARGS...]  run the tests; ARGS go to pytest
"""
ROOT = Path(__file__).resolve().parent.parent
MISUSED, INTERRUPTED = 2, 130


def command(purpose: str, arguments: list[str], python: Path) -> list[str]:
    """Return the command line that does what was asked for.

    -P keeps the folder it is called from out of the import path: a click.py there must not matter.
    """
    if purpose == "run":
        return [str(python), "-P", "-m", "desktop_app", *arguments]
    return [str(python), "-m", "pytest", *(arguments or ["-n", "2"])]


def set_up(purpose: str) -> Path:
    """Return the Python of `.venv`, made or added to where needed; raises SetupError."""
    if not environment.is_ready(ROOT, purpose):
        import system_packages  # noqa: PLC0415 - not needed once .venv is ready

        system_packages.check(purpose)
        environment.prepare(ROOT, purpose)
    return environment.python_of(ROOT / ".venv")


def become(line: list[str]) -> int:
    """Replace this process by a command; return its exit code where that is not possible."""
    if os.name != "nt":  # on Windows, exec returns to the shell before the program ends
        os.execv(line[0], line)  # noqa: S606 - a fixed program, no shell
    return subprocess.call(line)


def main(arguments: list[str]) -> int:
    """Prepare `.venv` if needed and become the program asked for; return an exit code if not."""
    if not arguments or arguments[0] not in environment.PURPOSES:
        asked_for_help = arguments[:1] in (["-h"], ["--help"])
        print(USAGE, end="", file=sys.stdout if asked_for_help else sys.stderr)
        return 0 if asked_for_help else MISUSED
    purpose = arguments[0]
    try:
        python = set_up(purpose)
    except environment.SetupError as failure:
        environment.say(str(failure))
        return 1
    except KeyboardInterrupt:
        environment.say("Stopped. The next call starts the set-up again.")
        return INTERRUPTED
    if purpose == "test":
        os.chdir(ROOT)
    return become(command(purpose, arguments[1:], python))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
