"""python -m desktop_app, and the command surco: a verb on the command line, else the window."""

import sys
from pathlib import Path

from desktop_app.paths import CHILD_WORD


def open_window(home: Path, language: str, file: Path | None = None) -> int:
    """Open the window; Qt is read only now, so that the verbs start without it."""
    from desktop_app import app  # noqa: PLC0415 - start time

    return app.run(home, language, file)


def main() -> None:
    """Run the command line of this process."""
    if sys.argv[1:2] == [CHILD_WORD]:
        from desktop_app.exchange import picture_child

        sys.exit(picture_child.run(*sys.argv[2:]))
    from desktop_app.cli.main import run  # noqa: PLC0415 - nor does that one need the verbs

    sys.exit(run(sys.argv[1:], open_window))


if __name__ == "__main__":
    main()
