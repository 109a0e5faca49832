"""What somebody hands the program: a file dropped on it, double-clicked, pasted, or found.

A saved mail or a text may hold several files of Surco. Each is put by itself into a folder of the
office, under a name that is safe on any disk, so that all else deals with one file at a time.
"""

import hashlib
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop_app.actions.office import Office
from desktop_app.errors import BundleRejected, UserError
from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told
from desktop_app.records.plain import clean

FOLDER = "incoming"  # in the folder of the office; emptied when the window opens
_NAME_LIMIT = 120
_SHORT = 16
_OURS = re.compile(r"surco-[A-Za-z0-9-]{1,60}\.surco")  # safe on every disk
_XML = (b"<?xml", b"<iati-")


class What(StrEnum):
    """Which part of the program a file is for; what it claims to be is proved there."""

    CARD = "card"
    REGISTER = "register"
    ARRIVED = "arrived"  # a bundle or an answer
    TABLE = "table"  # of another program: to be imported


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """One file, where it lies and what it was called; the name is only shown."""

    what: What
    path: Path
    name: str


def sorted_out(office: Office, path: Path) -> list[Handed]:
    """Return the files of Surco in a file, with the part of the program each is for.

    Raises UserError saying in plain words what it is, if it is none of ours.
    """
    from desktop_app.exchange.opening import packed_pieces_in, read_bounded

    data = read_bounded(path)
    name = clean(path.name, lines=False)[:_NAME_LIMIT]
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_XML):
        return [Handed(what=What.TABLE, path=path, name=name)]
    pieces = packed_pieces_in(data, name)
    if len(pieces) == 1 and pieces[0].content == data:
        return [Handed(what=_what(data), path=path, name=name)]
    return [
        Handed(
            what=_what(piece.content),
            path=_kept(office.home / FOLDER, piece.content, piece.name),
            name=piece.name or name,
        )
        for piece in pieces
    ]


def each_apart(office: Office, files: Iterable[Path]) -> list[Path]:
    """Return files to be read one by one: of a mail with several bundles or answers, each.

    One that is none of ours stays as it is: who reads it says so.
    """
    apart: list[Path] = []
    for file in files:
        try:
            found = sorted_out(office, file)
        except UserError:
            found = []
        many = [one.path for one in found if one.what is What.ARRIVED]
        apart += many if len(found) > 1 and many else [file]
    return apart


def empty(office: Office) -> None:
    """Take away what was put by itself earlier; what waits was kept elsewhere."""
    folder = office.home / FOLDER
    if folder.is_dir() and not folder.is_symlink():
        with file_errors_told(folder):
            for file in folder.iterdir():
                if file.is_dir() and not file.is_symlink():
                    shutil.rmtree(file)
                elif file.is_file():
                    file.unlink()


def _kept(folder: Path, content: bytes, name: str) -> Path:
    """Put a file by itself, under the name that people know it by if it is one of ours."""
    short = hashlib.sha256(content).hexdigest()[:_SHORT]
    path = folder / short / name if _OURS.fullmatch(name) else folder / f"{short}.surco"
    with file_errors_told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_beside(path, private=True) as file:
            file.write(content)
    return path


def _what(content: bytes) -> What:
    """Return whom to give a file to; a false claim is found there, before anything is believed."""
    from desktop_app.exchange.bundle import ENROLMENT, REGISTER
    from desktop_app.exchange.container import open_container
    from desktop_app.exchange.manifest import read_manifest

    try:
        claimed = read_manifest(open_container(content).manifest).kind
    except BundleRejected:  # encrypted, damaged, newer: who reads it says so
        return What.ARRIVED
    return {ENROLMENT: What.CARD, REGISTER: What.REGISTER}.get(claimed, What.ARRIVED)
