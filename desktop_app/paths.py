"""Where the program's own files and the user's folder lie."""

import os
from pathlib import Path

from platformdirs import user_data_dir


def resources() -> Path:
    """Return the folder of code lists, catalogues, fonts and icons.

    An installed wheel carries it inside the package, a checkout beside it.
    """
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def default_home() -> Path:
    """Return SURCO_HOME, else the user's local data folder (never roaming, never Documents)."""
    named = os.environ.get("SURCO_HOME")
    return Path(named) if named else Path(user_data_dir("surco", appauthor=False, roaming=False))
