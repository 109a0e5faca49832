"""Adding a file to a record, and getting it back: a copy to look at or to keep, the original."""

import hashlib
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from desktop_app.actions import records
from desktop_app.actions.office import Office
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.paths import written_beside
from desktop_app.records.attached import (
    FILE_SIZE_LIMIT,
    TOO_LARGE,
    files_in,
    safe_name,
    takes_files,
)
from desktop_app.records.files import file_errors_told
from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import LINE_LIMIT, clean
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.questionnaire import Answer
from desktop_app.records.record import Record
from desktop_app.store import filing
from desktop_app.store.filing import Filed

SIDES = {"small": 1024, "medium": 1600, "large": 2400}  # dots of the longer side of a picture
USUAL_SIDE = "medium"
_SIDE = "picture_side"
_READ_ONLY = 0o400


def picture_side(office: Office) -> str:
    """Return how large pictures are kept that travel: small, medium or large."""
    chosen = office.setting(_SIDE, USUAL_SIDE)
    return chosen if chosen in SIDES else USUAL_SIDE


def choose_picture_side(office: Office, side: str) -> None:
    """Keep pictures that are added from now on at this size; KeyError for an unknown one."""
    office.change_setting(_SIDE, side if SIDES[side] else "")


def attach(office: Office, path: Path, step: Progress = SILENT) -> dict[str, Any]:
    """Keep a file in the office and return the answer that names it; see `records.attached`.

    A picture is made smaller first, without the place and time that a telephone writes into it;
    the original is kept here and never travels. Raises UserError for what is not added to records.
    """
    from desktop_app.exchange.filetypes import TAKEN_AS_PICTURE, type_of
    from desktop_app.exchange.pictures import shrink

    name = clean(path.name[:LINE_LIMIT], lines=False) or "file"
    content = _read(path, name)
    form, original = type_of(content, name), ""
    if form in TAKEN_AS_PICTURE:
        form, smaller = shrink(content, SIDES[picture_side(office)], name, step)
        original = filing.put(office.store, content, name)
        content, name = smaller, Path(name).stem
    step(0, 1)
    digest = filing.put(office.store, content, name)
    filing.note(office.store, Filed(sha256=digest, size=len(content), type=form, original=original))
    step(1, 1)
    return {"name": safe_name(name, form), "sha256": digest, "size": len(content), "type": form}


def add_to(
    office: Office, code: str, field: str, path: Path, name: str = ""
) -> tuple[Record, dict[str, Any]]:
    """Add a file as a row to a list of a record; return the record saved, and the file.

    Raises UserError for a list that takes no files.
    """
    record = records.find(office, code)
    lists = {question.field: question for question in takes_files(KINDS[record.kind])}
    if field not in lists:
        raise UserError(
            N_("“{field}” takes no files. Lists of this record that do: {known}."),
            field=clean(field, lines=False)[:LINE_LIMIT],
            known=", ".join(lists) or "-",
        )
    added = attach(office, path)
    column = next(one for one in lists[field].rows if one.kind is Answer.FILE).field
    row = {lists[field].rows[0].field: name or Path(added["name"]).stem, column: added}
    return records.edit_record(office, code, {field: [*record.rows(field), row]}), added


def file_named(office: Office, code: str, name: str) -> dict[str, Any]:
    """Return the file of this name in a record. Raises UserError naming those there are."""
    record = records.find(office, code)
    found = {file["name"]: file for file in files_in(KINDS[record.kind], record.values)}
    if name not in found:
        raise UserError(
            N_("“{code}” has no file “{name}”. Its files: {known}."),
            code=record.human_code,
            name=clean(name, lines=False)[:LINE_LIMIT],
            known=", ".join(sorted(found)) or "-",
        )
    return found[name]


def is_here(office: Office, file: Mapping[str, Any]) -> bool:
    """Tell whether the content of a file that an answer names is in this office."""
    return filing.has(office.store, file["sha256"])


def content_of(office: Office, file: Mapping[str, Any]) -> bytes:
    """Return the content of a file that an answer names. Raises StoreRefused."""
    return filing.content(office.store, file["sha256"])


def save_copy(office: Office, file: Mapping[str, Any], path: Path) -> None:
    """Write a copy of a file to `path`, whole or not at all. Raises UserError."""
    content = content_of(office, file)
    with file_errors_told(path), written_beside(path) as copy:
        copy.write(content)


def save_original(office: Office, file: Mapping[str, Any], path: Path) -> None:
    """Write what a picture was made from to `path`; the file itself if it was not changed."""
    original = filing.original_of(office.store, file["sha256"])
    save_copy(office, {"sha256": original or file["sha256"]}, path)


def copy_to_open(office: Office, file: Mapping[str, Any]) -> Path:
    """Return a copy to look at, that cannot be written to and goes when the program ends.

    Its name has the ending of what it holds, whatever it was called where it came from.
    """
    content = content_of(office, file)
    folder = Path(_opened().name) / hashlib.sha256(content).hexdigest()[:12]
    path = folder / safe_name(clean(file["name"], lines=False), file["type"])
    with file_errors_told(path):
        folder.mkdir(exist_ok=True)
        if not path.exists():
            path.write_bytes(content)
            path.chmod(_READ_ONLY)
    return path


@cache
def _opened() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="surco-", ignore_cleanup_errors=True)


def _read(path: Path, name: str) -> bytes:
    """Read a file that is not too large, looking at its size before it is opened."""
    with file_errors_told(path):
        if path.stat().st_size > FILE_SIZE_LIMIT:
            raise UserError(TOO_LARGE, file=name, limit=FILE_SIZE_LIMIT // 1024 // 1024)
        if not path.is_file():
            raise UserError(N_("“{file}” is not a file. Choose a file."), file=name)
        with path.open("rb") as file:
            return file.read(FILE_SIZE_LIMIT + 1)
