"""What a line was built upon, as far as it can be told while a version between is missing.

An installation knows all that it sent before. So of two lines that one office sealed, that came in
one row of numbers, the later was made with the earlier in sight, though what lies between was lost
on the way or taken back. It is no second opinion, until the missing version says otherwise.
"""

from collections.abc import Iterable, Mapping

from desktop_app.records.revision import Revision

Came = Mapping[
    str, Mapping[str, int]
]  # line -> row of its author's numbers -> the first that had it

_MOST_STEPS = 200_000  # gaps times lines


def open_ends(lines: Mapping[str, Revision]) -> list[Revision]:
    """Return the lines of one record that were built upon versions that are not among them."""
    return [
        line
        for line in lines.values()
        if not line.purges and any(parent not in lines for parent in line.parents)
    ]


def presumed(lines: Mapping[str, Revision], came: Came) -> dict[str, set[str]]:
    """Return line -> lines that it is taken to be built upon, of one record.

    None is built upon itself by a detour, whatever the numbers say. Of a record with more gaps than
    can be gone through nothing is presumed: its sides then stand open beside each other.
    """
    found: dict[str, set[str]] = {}
    ends = open_ends(lines)
    if len(ends) * len(lines) > _MOST_STEPS:
        return {}
    for line in sorted(ends, key=lambda one: one.id):
        later = _built_upon(line.id, lines.values(), found)
        earlier = {
            other.id
            for other in lines.values()
            if other.author == line.author
            and other.id not in later
            and _is_earlier(came.get(other.id, {}), came.get(line.id, {}))
        }
        if earlier:
            found[line.id] = earlier
    return found


def _is_earlier(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    shared = one.keys() & other.keys()
    return bool(shared) and all(one[row] < other[row] for row in shared)


def _built_upon(
    name: str, lines: Iterable[Revision], found: Mapping[str, Iterable[str]]
) -> set[str]:
    """Return a line and all that name it, or one that does, among what they were built upon."""
    children: dict[str, list[str]] = {}
    for line in lines:
        for parent in (*line.parents, *found.get(line.id, ())):
            children.setdefault(parent, []).append(line.id)
    seen, open_still = {name}, [name]
    while open_still:
        fresh = [one for one in children.get(open_still.pop(), ()) if one not in seen]
        seen.update(fresh)
        open_still.extend(fresh)
    return seen
