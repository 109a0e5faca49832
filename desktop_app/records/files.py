"""What a person is told when a file cannot be written or read; here so that all layers may use it.

`paths.written_beside` does the writing; it lies below the languages and knows no sentences.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.paths import NoFileError, OwnFileError

_FULL = frozenset([errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
_CLOSED = frozenset([errno.EACCES, errno.EPERM, errno.EROFS])


_NEVER_WRITTEN: dict[type[OSError], str] = {
    OwnFileError: N_("“{file}” in {folder} holds the records or the seal. Choose another name."),
    NoFileError: N_("“{file}” is not a file. Choose a file."),
}


@contextmanager
def file_errors_told(path: Path) -> Iterator[None]:
    """Turn an OSError about `path` into a UserError that says what to do."""
    try:
        yield
    except OSError as error:
        raise UserError(_sentence(error), file=path.name, folder=str(path.parent)) from error


def _sentence(error: OSError) -> str:
    if type(error) in _NEVER_WRITTEN:
        return _NEVER_WRITTEN[type(error)]
    if error.errno in _FULL:
        return N_("There is no room left for “{file}” in {folder}. Free some space and try again.")
    if error.errno in _CLOSED:
        return N_("“{file}” in {folder} may not be opened. Choose a folder that is yours.")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return N_("There is no “{file}” in {folder}. Check the name and the folder.")
    if error.errno == errno.EISDIR:
        return N_("“{file}” in {folder} is a folder. Choose a file.")
    return N_("“{file}” in {folder} could not be used. Is the disk or stick still there?")
