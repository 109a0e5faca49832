"""What a test reads of a PDF: its text, its pages, its fonts; and the expected texts."""

import ctypes
import os
import re
import zlib
from pathlib import Path

import pypdfium2

_OBJECT = re.compile(rb"(?<=\n)(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)endstream", re.DOTALL)
DATA = Path(__file__).resolve().parents[1] / "data"


def text_of(path: Path) -> str:
    """Return the text of all pages, lines stripped, empty lines left out."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    lines = (line.strip() for page in pages for line in page.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def words_of(path: Path) -> str:
    """Return the text of all pages as one line, so that a wrapped sentence can be found."""
    return " ".join(text_of(path).split())


def sizes_of(path: Path) -> list[tuple[int, int]]:
    """Return the size of each page in points."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [(round(page.get_width()), round(page.get_height())) for page in document]
    finally:
        document.close()


def bookmarks_of(path: Path) -> list[tuple[int, str, int]]:
    """Return level, title and page (from 0) of each bookmark."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [
            (mark.level, mark.get_title(), mark.get_dest().get_index())
            for mark in document.get_toc()
        ]
    finally:
        document.close()


def fonts_of(path: Path) -> set[str]:
    """Return the name of every font of the file; a subset has its six letters and a plus."""
    bodies = b"\n".join(objects_of(path).values())
    return {name.decode() for name in re.findall(rb"/BaseFont /([^\s/]+)", bodies)}


def objects_of(path: Path) -> dict[int, bytes]:
    """Return every object of a file by its number, those in object streams too."""
    found = {int(one[1]): one[2] for one in _OBJECT.finditer(path.read_bytes())}
    for body in [one for one in found.values() if b"/Type /ObjStm" in one]:
        text = zlib.decompress(_STREAM.search(body)[1])
        first = int(re.search(rb"/First (\d+)", body)[1])
        numbers = list(map(int, text[:first].split()))
        starts = [*numbers[1::2], len(text) - first + 1]
        for number, start, end in zip(numbers[::2], starts, starts[1:], strict=False):
            found[number] = text[first + start : first + end - 1]
    return found


def expected(name: str, got: str) -> str:
    """Return the text that a document must have, from tests/data.

    With SURCO_WRITE_EXPECTED set, `got` becomes that text: read the difference before committing.
    """
    path = DATA / f"{name}.txt"
    if os.environ.get("SURCO_WRITE_EXPECTED"):
        path.write_text(got, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def links_of(path: Path) -> list[tuple[int, int]]:
    """Return the page of each link inside a PDF and the page it leads to, both from 1.

    A link that leads nowhere leads to page 0.
    """
    document = pypdfium2.PdfDocument(path)
    found = []
    try:
        for number, page in enumerate(document, 1):
            at = ctypes.c_int(0)
            link = pypdfium2.raw.FPDF_LINK()
            while pypdfium2.raw.FPDFLink_Enumerate(page, at, link):
                goal = pypdfium2.raw.FPDFLink_GetDest(document, link)
                place = pypdfium2.raw.FPDFDest_GetDestPageIndex(document, goal) if goal else -1
                found.append((number, place + 1))
    finally:
        document.close()
    return found


def page_texts_of(path: Path) -> list[str]:
    """Return the text of each page as one line."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()
