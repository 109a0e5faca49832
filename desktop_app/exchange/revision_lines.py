"""The proved lines of a bundle -> revisions; each piece of lines is let go once it was read."""

from collections import deque
from collections.abc import Iterator

from desktop_app.errors import BadAnswer
from desktop_app.exchange.bundle import LINES_A_STEP
from desktop_app.language import N_
from desktop_app.records.progress import Progress
from desktop_app.records.revision import LINE_LIMIT, Revision, read_revision

_LONG_LINE = N_("A record in the file is far too long.")


def read_lines(
    pieces: deque[bytes], step: Progress
) -> tuple[list[Revision], list[tuple[int, str]]]:
    """Return the revisions, and the numbers of the lines that are none, with why.

    One bad line never stops the rest. `pieces` is empty afterwards: memory holds them once.
    """
    total = sum(piece.count(b"\n") for piece in pieces)
    if pieces and not pieces[-1].endswith(b"\n"):
        total += 1
    revisions, refused = [], []
    for number, line in enumerate(_lines(pieces), 1):
        if number % LINES_A_STEP == 1:
            step(number - 1, total)
        if len(line) > LINE_LIMIT:
            refused.append((number, _LONG_LINE))
            continue
        try:
            revisions.append(read_revision(line))
        except BadAnswer as error:
            refused.append((number, error.text))
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
