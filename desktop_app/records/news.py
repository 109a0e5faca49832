"""What a bundle tells of a record that the bundles before it did not: a pure function."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.records.kinds import KINDS
from desktop_app.records.revision import Revision

CODE = "human_code"  # travels among the answers of a revision and is none


class News(StrEnum):
    """Why a record travels: for the first time, with changes, withdrawn, or not yet answered."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    AGAIN = "again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One record of a bundle: the revision it ends with, and the fields that are news in it."""

    revision: Revision
    news: News
    fields: tuple[str, ...] = ()


def parents_outside(lines: Iterable[Revision]) -> set[str]:
    """Return the ids of the revisions that these were made from and that are not among them."""
    given = list(lines)
    return {parent for one in given for parent in one.parents} - {one.id for one in given}


def told(
    lines: Collection[Revision], before: Collection[str], known: Mapping[str, Revision]
) -> Told:
    """Return what the revisions of one record tell.

    `before` names those of them that went with an earlier bundle, `known` holds by name the
    revisions they were made from, as far as they are here.
    """
    parents = {parent for one in lines for parent in one.parents}
    last = max((one for one in lines if one.id not in parents), key=lambda one: (one.at, one.id))
    fresh = [one for one in lines if one.id not in before]
    if not fresh:
        return Told(revision=last, news=News.AGAIN)
    if last.deleted:
        return Told(revision=last, news=News.WITHDRAWN)
    among = {**known, **{one.id: one for one in lines}}
    outside = parents_outside(fresh)
    if not outside:
        return Told(revision=last, news=News.NEW)
    bases = [among[name] for name in sorted(outside) if name in among]
    return Told(revision=last, news=News.CHANGED, fields=_changed(last, bases))


def _changed(last: Revision, bases: list[Revision]) -> tuple[str, ...]:
    """Return the fields in the order of the questions that are as in none of the bases."""
    kind = KINDS.get(last.kind)
    asked = [one.field for one in kind.questions] if kind else []
    names = {name for one in (last, *bases) for name in one.fields} - {CODE}
    differing = [
        name
        for name in [*asked, *sorted(names - set(asked))]
        if name in names and all(one.fields.get(name) != last.fields.get(name) for one in bases)
    ]
    return tuple(differing) if bases else ()
