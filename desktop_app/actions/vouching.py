"""Decisions in a bundle that are said to be ours and were not sealed here.

They would go down in the next answer as if this office had made them. So they stay out, whoever
opens the file, until a person who merges says that they are ours; the merge names that person.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.actions import returned
from desktop_app.actions.office import Office
from desktop_app.language import N_
from desktop_app.records.merge import MergePlan, PlannedRecord
from desktop_app.records.revision import Revision
from desktop_app.store import holdings, revisions

if TYPE_CHECKING:
    from desktop_app.actions.travelling import Note
    from desktop_app.exchange.bundle import Bundle

LEFT_OUT = N_(
    "Decisions in it that are said to be ours, but were not sealed here: {count}. They stay out;"
    " the rest is merged as usual."
)
TAKEN = N_(
    "Decisions in it that are said to be ours, but were not sealed here: {count}. They are taken"
    " on the word of who merges, and go to the office as ours."
)
STAYED_OUT = N_(
    "Decisions in it that are said to be ours, but were not sealed here: {count}. They stayed out"
    " when the rest was merged; they can be taken now, by a merge of their own."
)
TAKEN_ALONE = N_(
    "Decisions in it that are said to be ours, but were not sealed here: {count}. They alone are"
    " taken now, on the word of who merges, and go to the office as ours."
)
SETTLED = N_(
    "Of these, so many settled a difference: {count}. While they stay out, that difference may show"
    " open again."
)
ON_WORD = N_("With decisions that are said to be ours, taken on the word of who merged them.")


def said_ours(office: Office, bundle: "Bundle") -> frozenset[str]:
    """Return the lines that name us as their author, of which nothing here knows or proves it.

    A person's word goes with the merge on which it was given: taken back, it has to be given anew,
    even though an answer of then may hold the line.
    """
    named = {line.id for line in bundle.revisions if line.author == office.code}
    known = revisions.kept(office.store, named)
    unknown = named - known
    unproved = unknown - returned.proved(office, bundle, unknown)
    return frozenset(unproved | holdings.taken_back(office.store, known, ON_WORD))


def asked(
    bundle: "Bundle", said: Collection[str], *, vouched: bool, merged: bool
) -> list[Revision]:
    """Return the lines of a bundle that are asked for; of one that was merged what stayed out."""
    if vouched:
        return [line for line in bundle.revisions if line.id in said or not merged]
    return [line for line in bundle.revisions if line.id not in said]


def notes(bundle: "Bundle", said: Collection[str], *, vouched: bool, merged: bool) -> "list[Note]":
    """Say what becomes of the decisions in a bundle that are said to be ours."""
    if not said:
        return []
    count = {"count": len(said)}
    if vouched:
        return [(TAKEN_ALONE if merged else TAKEN, count)]
    settled = sum(line.id in said and len(line.parents) > 1 for line in bundle.revisions)
    told: list[Note] = [(STAYED_OUT if merged else LEFT_OUT, count)]
    return [*told, *([(SETTLED, {"count": settled})] if settled else [])]


def marked(plan: MergePlan, lines: Collection[str]) -> MergePlan:
    """Return the plan with the records marked that take decisions on a person's word."""
    if not lines:
        return plan
    return MergePlan(records=tuple(_marked(one, lines) for one in plan.records))


def _marked(one: PlannedRecord, lines: Collection[str]) -> PlannedRecord:
    on_word = not one.reason and any(line.id in lines for line in one.revisions)
    return replace(one, reason=ON_WORD) if on_word else one
