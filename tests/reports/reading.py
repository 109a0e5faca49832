"""What a test reads of a PDF: its text, its pages, its fonts; and the expected texts."""

import os
import re
from pathlib import Path

import pypdfium2

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
    return {name.decode() for name in re.findall(rb"/BaseFont /([^\s/]+)", path.read_bytes())}


def expected(name: str, got: str) -> str:
    """Return the text that a document must have, from tests/data.

    With SURCO_WRITE_EXPECTED set, `got` becomes that text: read the difference before committing.
    """
    path = DATA / f"{name}.txt"
    if os.environ.get("SURCO_WRITE_EXPECTED"):
        path.write_text(got, encoding="utf-8")
    return path.read_text(encoding="utf-8")
