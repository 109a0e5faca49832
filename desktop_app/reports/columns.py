"""Columns of a table: as wide as asked, and wide enough that no word in them is parted."""

from collections.abc import Iterable, Sequence

from desktop_app.reports import letters
from desktop_app.reports.letters import BOLD
from desktop_app.reports.paper import S2, TABLE_SIZE, style

_MOST_ROWS = 200  # looked at: what comes after has words of the same length
_LONGEST = 24  # letters; a longer word is an address or none, and is parted
_AIR = 1.0


def roomy(
    head: Sequence[str], rows: Sequence[Sequence[object]], widths: Sequence[float]
) -> list[float]:
    """Return widths of the same sum that hold the longest word of each column, where they can.

    What a column lacks is taken from those that have more than they need.
    """
    least = [
        max(
            _widest([said], style("head").fontSize, BOLD),
            _widest((row[at] for row in rows[:_MOST_ROWS]), TABLE_SIZE, letters.REGULAR),
        )
        for at, said in enumerate(head)
    ]
    lacking = [max(need - wide, 0) for need, wide in zip(least, widths, strict=True)]
    spare = [max(wide - need, 0) for need, wide in zip(least, widths, strict=True)]
    if not any(lacking) or not any(spare):
        return list(widths)
    moved = min(1.0, sum(spare) / sum(lacking))
    share = moved * sum(lacking) / sum(spare)
    return [
        wide + more * moved - free * share
        for wide, more, free in zip(widths, lacking, spare, strict=True)
    ]


def _widest(cells: Iterable[object], size: float, font: str) -> float:
    """Return the room that the longest word of some cells needs, with the space beside it."""
    words = (
        word
        for cell in cells
        if isinstance(cell, str)
        for word in cell.replace("\n", " ").split(" ")
        if len(word) <= _LONGEST
    )
    return letters.widest(map(letters.printable, words), size, font) + S2 + _AIR
