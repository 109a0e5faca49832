"""The proved lines of a bundle -> revisions; each piece of lines is let go once it was read."""

from collections import deque
from collections.abc import Callable, Collection, Iterator
from itertools import islice

from desktop_app.errors import BadAnswer, BundleRejected
from desktop_app.exchange.bundle import LINES_A_STEP
from desktop_app.language import N_
from desktop_app.records.progress import Progress
from desktop_app.records.revision import (
    LINE_LIMIT,
    Revision,
    read_revision,
    reread_revision,
    revision_id,
)

Kept = Callable[[Collection[str]], Collection[str]]  # names of lines -> those that are kept here

MOST_UNREADABLE = 50_000  # of an honest bundle there are few; millions would fill the memory
_LONG_LINE = N_("A record in the file is far too long.")
_UNREADABLE = N_(
    "More than {limit} records of this file cannot be read, so that nothing of it is taken. Tell"
    " its sender."
)


def NOTHING_KEPT(_names: Collection[str]) -> tuple[str, ...]:  # noqa: N802 - stands for a value
    """Know no line."""
    return ()


def read_lines(
    pieces: deque[bytes], step: Progress, kept: Kept = NOTHING_KEPT
) -> tuple[list[Revision], list[tuple[int, str]]]:
    """Return the revisions, and the numbers of the lines that are none, with why.

    One bad line never stops the rest. `pieces` is empty afterwards: memory holds them once. A line
    that is `kept` is, by its name, to the byte one that was read or sealed before: its form, which
    hangs on nothing but itself, is not looked at again. Raises BundleRejected for a file that is
    filled with lines that are no records.
    """
    total = sum(piece.count(b"\n") for piece in pieces)
    if pieces and not pieces[-1].endswith(b"\n"):
        total += 1
    revisions: list[Revision] = []
    refused: list[tuple[int, str]] = []
    lines = _lines(pieces)
    done = 0
    while page := list(islice(lines, LINES_A_STEP)):
        step(done, total)
        names = [revision_id(line) for line in page]
        known = set(kept(names))
        for number, (name, line) in enumerate(zip(names, page, strict=True), done + 1):
            if len(line) > LINE_LIMIT:
                refused.append((number, _LONG_LINE))
                continue
            try:
                revisions.append(
                    reread_revision(line, name) if name in known else read_revision(line, name)
                )
            except BadAnswer as error:
                refused.append((number, error.text))
        if len(refused) > MOST_UNREADABLE:
            raise BundleRejected(_UNREADABLE, limit=MOST_UNREADABLE)
        done += len(page)
    step(total, total)
    return revisions, refused


def _lines(pieces: deque[bytes]) -> Iterator[bytes]:
    """Take pieces away and yield the lines in them; one may go on in the next piece."""
    begun: list[bytes] = []
    while pieces:
        first, mark, others = pieces.popleft().partition(b"\n")
        begun.append(first)
        if mark:
            yield b"".join(begun)
            *whole, last = others.split(b"\n")
            yield from whole
            begun = [last]
    if end := b"".join(begun):
        yield end
