"""Copying files to a stick or another folder, and reading them back from there."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.paths import NoFileError, written_beside
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress

_FAULTY = N_(
    "“{file}” does not read back from {folder} as it was written: the stick may be faulty. Try"
    " another one."
)
_SAME = N_("“{file}” lies in {folder} already. Choose another folder.")
_PIECE = 1024 * 1024


def copy_to(files: Iterable[Path], folder: Path, step: Progress = SILENT) -> list[Path]:
    """Copy files under their names into `folder`, each whole or not at all, and return the copies.

    Each is read again from there after it was written out. Raises UserError naming the first that
    does not come back as it was; it is taken away again.
    """
    given = list(files)
    copies = []
    for number, file in enumerate(given):
        step(number, len(given))
        copies.append(_copy(file, folder / file.name))
    step(len(given), len(given))
    return copies


def _copy(file: Path, copy: Path) -> Path:
    with file_errors_told(file):
        if file.exists() and not (file.is_file() or file.is_dir()):
            raise NoFileError(file)  # a pipe would be waited for, a device never ends
        content = file.read_bytes()
        if copy.exists() and copy.samefile(file):
            raise UserError(_SAME, file=file.name, folder=str(copy.parent))
    with file_errors_told(copy), written_beside(copy) as out:
        out.write(content)
    if not reads_back(copy, content):
        copy.unlink(missing_ok=True)
        raise UserError(_FAULTY, file=copy.name, folder=str(copy.parent))
    return copy


def reads_back(copy: Path, content: bytes) -> bool:
    """Tell whether a file holds `content`, read from the disk itself where the system can do so."""
    total = hashlib.sha256()
    try:
        with copy.open("rb") as file:
            if hasattr(os, "posix_fadvise"):  # else the memory of the system would answer
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            while piece := file.read(_PIECE):
                total.update(piece)
    except OSError:  # it was there a moment ago
        return False
    return total.digest() == hashlib.sha256(content).digest()
