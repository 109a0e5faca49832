"""Pages that a damaged file lacks, taken from a backup: a backup is a copy page by page.

The pages that say which tables there are stay the same, and so, mostly, do those by which the rows
of a table are reached.

After the database file format of SQLite (sqlite.org/fileformat2.html).
"""

from collections.abc import Iterator
from pathlib import Path

_HEAD, _PAGE_SIZE_AT, _PAGES_AT = 100, 16, 28
_INNER, _LEAF = 0x05, 0x0D


def overlay(damaged: Path, backup: Path) -> None:
    """Put the pages of a sound backup that name the tables in the place of those of `damaged`."""
    source = backup.read_bytes()
    _put(damaged, source, pages(source))


def fill_empty(damaged: Path, backup: Path) -> None:
    """Put pages of a sound backup where `damaged` has nothing but zeros, or ends too soon."""
    source = backup.read_bytes()
    size, content = _page_size(source), damaged.read_bytes()
    lacking = {
        number
        for number in range(1, len(source) // size + 1)
        if not content[(number - 1) * size : number * size].strip(b"\0")
    }
    _put(damaged, source, lacking)


def _put(damaged: Path, source: bytes, numbers: set[int]) -> None:
    size = _page_size(source)
    content = bytearray(damaged.read_bytes())
    content.extend(bytes(max(max(numbers, default=0) * size - len(content), -len(content) % size)))
    for number in numbers:
        start = (number - 1) * size
        content[start : start + size] = source[start : start + size]
    content[_PAGES_AT : _PAGES_AT + 4] = (len(content) // size).to_bytes(4, "big")
    damaged.write_bytes(content)


def pages(source: bytes) -> set[int]:
    """Return the numbers of the pages of a sound file that name its tables."""
    return set(_pages(source, _page_size(source), 1))


def _page_size(source: bytes) -> int:
    size = _number(source, _PAGE_SIZE_AT, 2)
    return 65536 if size == 1 else size


def _pages(source: bytes, size: int, number: int) -> Iterator[int]:
    """Yield this page of a tree of rows, and all pages below it."""
    yield number
    page = source[(number - 1) * size : number * size]
    head = _HEAD if number == 1 else 0
    inner = page[head] == _INNER
    cells = int.from_bytes(page[head + 3 : head + 5], "big")
    first = head + (12 if inner else 8)
    places = [_number(page, first + 2 * one, 2) for one in range(cells)]
    if inner:
        for child in (*(_number(page, place, 4) for place in places), _number(page, head + 8, 4)):
            yield from _pages(source, size, child)
    elif page[head] == _LEAF:
        for place in places:
            yield from _overflowing(source, page, size, place)


def _overflowing(source: bytes, page: bytes, size: int, place: int) -> Iterator[int]:
    """Yield the pages that hold the rest of a row."""
    length, place = _varint(page, place)
    _rowid, place = _varint(page, place)
    if length <= size - 35:
        return
    least = (size - 12) * 32 // 255 - 23
    held = least + (length - least) % (size - 4)
    place += held if held <= size - 35 else least
    following = _number(page, place, 4)
    while following:
        yield following
        following = _number(source, (following - 1) * size, 4)


def _varint(page: bytes, place: int) -> tuple[int, int]:
    value = 0
    for _ in range(8):
        value = value << 7 | page[place] & 0x7F
        place += 1
        if not page[place - 1] & 0x80:
            return value, place
    return value << 8 | page[place], place + 1


def _number(page: bytes, place: int, size: int) -> int:
    return int.from_bytes(page[place : place + size], "big")
