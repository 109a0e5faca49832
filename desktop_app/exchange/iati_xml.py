"""Reads a large XML file piece by piece; the file is hostile until proven otherwise.

No document type, no entities, nothing from outside the file, and a limit on every measure.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from os import fstat
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.plain import clean
from desktop_app.records.progress import Progress

SIZE_LIMIT = 64 * 1024 * 1024
DEPTH_LIMIT = 32
ELEMENTS_LIMIT = 2_000_000
PIECE_LIMIT = 100_000  # elements in one child of the root
TEXT_LIMIT = 200_000  # characters of one text or attribute
PIECES_LIMIT = 100_000  # children of the root
_CHUNK = 256 * 1024
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class XmlFile:
    """The root of an open file; `pieces` gives its children one by one and forgets each."""

    root: str
    attributes: Mapping[str, str]
    pieces: Iterator[Element]


@contextmanager
def opened(path: Path, step: Progress) -> Iterator[XmlFile]:
    """Open an XML file for reading within the block; progress is told in bytes.

    Raises UserError, here or while reading, for a file that is not XML, too large or not safe.
    """
    try:
        file = path.open("rb") if path.is_file() else None
    except OSError as error:
        raise _unreadable(path) from error
    if file is None:
        raise _unreadable(path)
    with file:
        size = fstat(file.fileno()).st_size
        if size > SIZE_LIMIT:
            raise _too_large(path)
        events = _events(path, _Chunks(path, file, step, size))
        _, root = next(events)
        yield XmlFile(root.tag, dict(root.attrib), _pieces(path, root, events))


class _Chunks:
    """Hands out larger chunks than asked for.

    Older expat looks at an unfinished token anew from its start with every chunk it is fed, so
    that small chunks of one endless token would take hours.
    """

    def __init__(self, path: Path, file: IO[bytes], step: Progress, size: int) -> None:
        self._path, self._file, self._step, self._size = path, file, step, size
        self._done = 0

    def read(self, _size: int = -1) -> bytes:
        chunk = self._file.read(_CHUNK)
        self._done += len(chunk)
        if self._done > SIZE_LIMIT:  # it grew since it was measured
            raise _too_large(self._path)
        self._step(min(self._done, self._size), self._size)
        return chunk


def _events(path: Path, chunks: _Chunks) -> Iterator[tuple[str, Element]]:
    """Give the start and the end of every element. The parser's own failures become UserError."""
    events: Iterator[Any] = iterparse(
        chunks, events=("start", "end"), forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    while True:
        try:
            event = next(events, None)
        except DefusedXmlException as error:
            raise UserError(
                N_(
                    "“{file}” defines entities or a document type. Such files can do harm and are "
                    "not read. Ask the publisher for a plain IATI file."
                ),
                file=path.name,
            ) from error
        except ParseError as error:
            raise UserError(
                N_(
                    "“{file}” is damaged or not an XML file: it cannot be read from line {line} "
                    "on. Get the file again."
                ),
                file=path.name,
                line=error.position[0],
            ) from error
        except (ValueError, LookupError, OSError) as error:  # an unknown encoding, a broken disk
            raise _unreadable(path) from error
        if event is None:
            return
        yield event


def _pieces(path: Path, root: Element, events: Iterator[tuple[str, Element]]) -> Iterator[Element]:
    depth, total, inside, pieces = 1, 1, 0, 0
    for event, element in events:
        if event == "start":
            depth, total, inside = depth + 1, total + 1, inside + 1
            if depth > DEPTH_LIMIT or total > ELEMENTS_LIMIT or inside > PIECE_LIMIT:
                raise _not_iati(path, total)
            continue
        depth -= 1
        if _longest(element) > TEXT_LIMIT:
            raise _not_iati(path, total)
        if depth == 1:
            pieces, inside = pieces + 1, 0
            if pieces > PIECES_LIMIT:
                raise _not_iati(path, total)
            yield element
            root.clear()  # else the whole file stays in memory


def _longest(element: Element) -> int:
    texts = (element.text or "", element.tail or "", *element.attrib.values())
    return max(map(len, texts))


def compact(element: Element) -> str:
    """Return an element as one XML text without its indentation; it always gives the same text.

    The element's blank texts are taken away for good.
    """
    for inner in element.iter():
        if inner.text and not inner.text.strip():
            inner.text = None
        if inner.tail and not inner.tail.strip():
            inner.tail = None
    element.tail = None
    return clean(tostring(element, encoding="unicode"))


def _unreadable(path: Path) -> UserError:
    return UserError(
        N_("“{file}” cannot be read. Check that the file is there and not open elsewhere."),
        file=path.name,
    )


def _too_large(path: Path) -> UserError:
    return UserError(
        N_("“{file}” is larger than {limit} MB. Ask the publisher for smaller files."),
        file=path.name,
        limit=SIZE_LIMIT // _MEGABYTE,
    )


def _not_iati(path: Path, total: int) -> UserError:
    return UserError(
        N_(
            "“{file}” is built as no IATI file is: near its element number {number} it is too "
            "deep, too long or has too many parts. Nothing was read. Ask the publisher for "
            "another file."
        ),
        file=path.name,
        number=total,
    )
