"""One window for one office: a second start hands its file to the window that is open.

It leaves a note in a folder of the office; the window looks there. No socket is opened.
"""

import json
from pathlib import Path

from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told
from desktop_app.records.stamp import new_uid

FOLDER = "handed-over"  # in the folder of the office
_NOTE_LIMIT = 64 * 1024
_NOTES_LIMIT = 100


def folder_in(home: Path) -> Path:
    """Return where notes for the open window are left; it is made by the window."""
    return home / FOLDER


def prepare(home: Path) -> Path:
    """Make the folder, without what was left for a window that is gone."""
    folder = folder_in(home)
    with file_errors_told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for note in _notes(folder):
            note.unlink(missing_ok=True)
    return folder


def leave(home: Path, file: Path | None) -> Path:
    """Ask the open window to open `file`, or only to come to the front; return the note."""
    note = folder_in(home) / f"{new_uid()}.json"
    asked = {"file": str(file.absolute()) if file else ""}
    with file_errors_told(note), written_beside(note, private=True) as out:
        out.write(json.dumps(asked).encode())
    return note


def taken(home: Path) -> list[Path | None]:
    """Return what was asked for since, each once: a file to open, or None to come to the front."""
    asked: list[Path | None] = []
    for note in _notes(folder_in(home)):
        try:
            with note.open("rb") as file:
                written = file.read(_NOTE_LIMIT)
            note.unlink(missing_ok=True)  # notes come by renaming: none is half written
            said = json.loads(written)
        except (OSError, ValueError, RecursionError):  # gone, or none of ours
            continue
        name = said.get("file") if isinstance(said, dict) else None
        if isinstance(name, str) and "\0" not in name:
            asked.append(Path(name) if name else None)
    return asked


def _notes(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))[:_NOTES_LIMIT] if folder.is_dir() else []
