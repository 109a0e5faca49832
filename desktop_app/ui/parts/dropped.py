"""What somebody drags over a field from another program."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_files(given: QMimeData) -> list[Path]:
    """Return the files that are dragged, none when it is a text, a link or something else."""
    return [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
