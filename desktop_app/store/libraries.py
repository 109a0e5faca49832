"""The self-test at the start: one SQLite in the process, for two undo each other's locks.

A second library that opens and closes the file drops the locks of the first; another program then
writes in the midst of a transaction, and what was saved is gone.
"""

import re
import sys
from functools import cache
from pathlib import Path

from desktop_app.errors import StoreRefused
from desktop_app.language import N_

_BINDINGS = ("apsw", "pysqlite3", "sqlcipher3", "sqlean", "PySide6.QtSql")
_LOADED = Path("/proc/self/maps")
_FILE = re.compile(r" (/[^\n]*/[^/\n]*(?:libsqlite3|sqlcipher|qsqlite)[^/\n]*)$", re.MULTILINE)


def refuse_a_second() -> None:
    """Raise StoreRefused, naming it, when another SQLite than Python's own is loaded."""
    found = [name for name in _BINDINGS if name in sys.modules] or _libraries()[1:]
    if found:
        raise StoreRefused(
            N_(
                "Another database program ({name}) is loaded beside Surco's own; together they can "
                "lose records. Nothing was opened. Install Surco anew."
            ),
            name=found[0],
        )


@cache
def _libraries() -> list[str]:
    """Return the files of SQLite that this process has loaded, where the system tells."""
    return named_in(_LOADED.read_text(encoding="utf-8")) if _LOADED.is_file() else []


def named_in(maps: str) -> list[str]:
    """Return the libraries of SQLite in a table of what is loaded (proc(5)), its own one first."""
    found = set(_FILE.findall(maps))
    return sorted(found, key=lambda name: ("libsqlite3" not in name, name))
