"""Files that belong to a record: how one is named in an answer, and which ones a record names.

The answer is {"sha256", "name", "size", "type"}; the content lies beside the records, once a hash.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from desktop_app.errors import BadAnswer
from desktop_app.language import N_, Language
from desktop_app.records.questionnaire import Answer, Kind, Question

FILE_SIZE_LIMIT = 20 * 1024 * 1024
NAME_LIMIT = 120
TOO_LARGE = N_("“{file}” is larger than {limit} MB. Make it smaller, or give a link in its place.")
MEMBERS = frozenset({"sha256", "name", "size", "type"})
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
# type -> the endings a name of it may have, the usual one first
ENDINGS: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    f"{_OFFICE}wordprocessingml.document": (".docx",),
    f"{_OFFICE}spreadsheetml.sheet": (".xlsx",),
    f"{_OFFICE}presentationml.presentation": (".pptx",),
    f"{_OPEN}text": (".odt",),
    f"{_OPEN}spreadsheet": (".ods",),
    f"{_OPEN}presentation": (".odp",),
    "text/plain": (".txt",),
    "text/csv": (".csv",),
}
PICTURES = frozenset({"image/jpeg", "image/png"})
_HASH = re.compile(r"[0-9a-f]{64}")
_UNSAFE = re.compile(r'[\\/:*?"<>|%]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?", re.IGNORECASE)


def safe_name(name: str, form: str) -> str:
    """Return a file's name without folders, without what systems refuse, with an ending of `form`.

    `name` is clean text already. “../a.exe” of a picture is “a.exe.jpg”.
    """
    last = re.split(r"[\\/]", name)[-1]
    text = " ".join(_UNSAFE.sub("_", last).split()).strip(". ")
    endings = ENDINGS[form]
    ending = PurePosixPath(text).suffix
    if ending.lower() in endings:
        stem = text[: -len(ending)].rstrip(". ")
    else:
        stem, ending = text, endings[0]
    stem = stem[: NAME_LIMIT - len(ending)].rstrip(". ") or "file"
    return f"_{stem}{ending}" if _RESERVED.fullmatch(stem) else f"{stem}{ending}"


def plain_file(question: Question, given: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the plain form of a file named in an answer; `name` is its cleaned name.

    Raises BadAnswer for what no program of ours writes.
    """
    form, size, digest = given.get("type"), given.get("size"), given.get("sha256")
    if (
        given.keys() != MEMBERS
        or not isinstance(form, str)
        or form not in ENDINGS
        or type(size) is not int
        or not 0 < size <= FILE_SIZE_LIMIT
        or not isinstance(digest, str)
        or not _HASH.fullmatch(digest)
    ):
        raise BadAnswer(
            N_("“{field}” takes a file that was added to the record."), field=question.field
        )
    return {"name": safe_name(name, form), "sha256": digest, "size": size, "type": form}


def files_in(kind: Kind, fields: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every file that the answers of a record name, one as often as it is named."""
    for field, columns in _places(kind):
        value = fields.get(field)
        if value and columns is None:
            yield value
        elif value and columns:
            yield from (row[name] for row in value for name in columns if row.get(name))


@cache
def _places(kind: Kind) -> tuple[tuple[str, tuple[str, ...] | None], ...]:
    """Return where the answers of a kind name files: a field, and of rows the columns."""
    columns = {
        one.field: tuple(column.field for column in one.rows if column.kind is Answer.FILE)
        for one in takes_files(kind)
    }
    asked = [one for one in kind.questions if one.kind is Answer.FILE or one.field in columns]
    return tuple((one.field, columns.get(one.field)) for one in asked)


def takes_files(kind: Kind) -> list[Question]:
    """Return the lists of a kind whose rows hold a file."""
    return [
        question
        for question in kind.questions
        if any(column.kind is Answer.FILE for column in question.rows)
    ]


def size_said(size: int, language: Language) -> str:
    """Return a size as one says it: “340 kB”, “2.1 MB”."""
    if size < 1_000_000:  # noqa: PLR2004 - a million bytes
        return language.text(N_("{size} kB"), size=language.number(max(1, round(size / 1000))))
    return language.text(N_("{size} MB"), size=language.number(f"{size / 1_000_000:.1f}"))


def file_said(value: Mapping[str, Any], language: Language) -> str:
    """Return a file as a list, a page or a history names it: its name and how large it is."""
    return f"{value['name']} ({size_said(value['size'], language)})"


def total(files: Iterable[Mapping[str, Any]]) -> int:
    """Return how many bytes these files have, each counted once."""
    return sum({one["sha256"]: int(one["size"]) for one in files}.values())
