"""python -m desktop_app, and the command surco: a verb on the command line, else the window."""

import sys
from pathlib import Path

from desktop_app.cli.main import run


def open_window(home: Path, language: str) -> int:
    """Open the window; Qt is read only now, so that the verbs start without it."""
    from desktop_app import app  # noqa: PLC0415 - start time

    return app.run(home, language)


def main() -> None:
    """Run the command line of this process."""
    sys.exit(run(sys.argv[1:], open_window))


if __name__ == "__main__":
    main()
