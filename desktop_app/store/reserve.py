"""A reserve of space beside the store, given back to the disk when it is full.

What a person has typed can then still be saved; the window says how little is left. It is made
when a store is opened for work and there is room, and used up once: freed, it stays freed until
the store is opened again with room to spare.
"""

import os
import shutil
from pathlib import Path

SIZE = 16 * 1024 * 1024
_ROOM = 4 * SIZE  # less than this is left to the records themselves
_PIECE = bytes(1024 * 1024)


def _file(path: Path) -> Path:
    return path.with_name(f"{path.name}.reserve")


def keep(path: Path) -> bool:
    """Make the reserve of the store at `path`; tell whether there is one now."""
    file = _file(path)
    try:
        if file.exists() and file.stat().st_size == SIZE:
            return True
        if shutil.disk_usage(path.parent).free < _ROOM:
            return False
        _fill(file)
    except OSError:  # without a reserve the store works as well
        file.unlink(missing_ok=True)
        return False
    return True


def free(path: Path) -> bool:
    """Give the reserve back to the disk; False when there is none left to give."""
    try:
        _file(path).unlink()
    except OSError:
        return False
    return True


def is_there(path: Path) -> bool:
    """Tell whether the reserve has not been used yet."""
    return _file(path).exists()


def _fill(file: Path) -> None:
    with file.open("wb") as reserve:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(reserve.fileno(), 0, SIZE)
            return
        for _ in range(SIZE // len(_PIECE)):
            reserve.write(_PIECE)
