"""How many versions of a record may stand side by side: who has the seal could bring any number.

What a record says is worked out from all of them against each other; a small file with thousands
would keep the computer busy for hours.
"""

from collections.abc import Collection, Iterable

from desktop_app.language import N_
from desktop_app.records.revision import Revision

MOST_SIDES = 64
MOST_STEPS = 2_000_000  # sides times lines
TOO_MANY = N_(
    "It has more versions side by side than can be put together. Its office takes the newest, makes"
    " it ready once more and sends it."
)


def is_crowded(known: Collection[Revision], coming: Iterable[Revision]) -> bool:
    """Tell whether lines that come bring a record more sides than can be put together.

    What adds no side is always taken: a decision between those that are here, for one.
    """
    lines = {line.id: line for line in [*known, *coming]}
    if len(lines) <= MOST_SIDES:
        return False
    sides = _sides(lines.values())
    crowded = sides > MOST_SIDES or (sides > 1 and sides * len(lines) > MOST_STEPS)
    return crowded and sides > _sides(known)


def _sides(lines: Collection[Revision]) -> int:
    """Return how many lines are named by none of the others."""
    named = {parent for line in lines for parent in line.parents}
    return sum(line.id not in named for line in lines)
