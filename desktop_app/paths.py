"""Where the program's own files and the user's folder lie, and how a file is put there whole."""

import errno
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from platformdirs import user_data_dir

CHILD_WORD = "--decode-picture"  # with it this program calls itself to decode a picture
STORE_FILE, KEY_FILE = "surco.db", "seal.key"  # of an office, in its folder
READER_FILE = "reader.key"  # likewise: opens what is encrypted for it
_OWN_FOLDERS = frozenset(["files", "inbox", "incoming", "backups"])  # likewise
_KEY_NAME = re.compile(r"seal(\.[0-9a-f]{8})?\.key")  # a later seal has a name of its own
_TRIES = 10
_PAUSE = 0.05  # seconds; a virus scanner lets go of a new file after some of these


def later_key_file(name: str) -> str:
    """Return the file name of a seal after the first; `name` is 8 hex digits."""
    return f"seal.{name}.key"


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


class OwnFileError(PermissionError):
    """A file that holds the records or the seal of an office: nothing else is written there."""


class NoFileError(OSError):
    """What has the name is a device or a pipe."""


@contextmanager
def written_beside(path: Path, *, private: bool = False, own: bool = False) -> Iterator[BinaryIO]:
    """Give a file open for writing and reading back that takes the place of `path` at the end.

    Under the name `path` lies what was there before or the whole new file, also after a power
    cut; whatever is raised inside leaves nothing behind. A `private` file is its owner's alone,
    one of its `own` is a file that an office keeps its seal in: nothing else may take its place.
    Raises OSError; `records.files.file_errors_told` turns that into a sentence.
    """
    if not path.name:
        raise IsADirectoryError(errno.EISDIR, "no name", str(path))  # the folder one is in
    if not own and _is_own(path):
        raise OwnFileError(path)
    if path.exists() and not path.is_file() and not path.is_dir():
        raise NoFileError(path)  # else a device such as /dev/null would be replaced by a file
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    mode = 0o600 if private else 0o666  # the umask takes away from the latter
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(part, flags, mode), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _is_own(path: Path) -> bool:
    """Tell whether `path` is a file or folder of an office; Windows minds no capitals."""
    name = path.name.casefold()
    own = name in {READER_FILE, *_OWN_FOLDERS} or name.startswith(STORE_FILE)
    own = own or bool(_KEY_NAME.fullmatch(name))
    return own and (path.with_name(STORE_FILE).exists() or path.with_name(KEY_FILE).exists())


def _replace(part: Path, path: Path) -> None:
    for _ in range(_TRIES - 1):
        try:
            part.replace(path)
        except PermissionError:
            if os.name != "nt":
                raise
            threading.Event().wait(_PAUSE)
        else:
            return
    part.replace(path)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder; its rename is journalled
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
