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
from desktop_app.store import revisions

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
ON_WORD = N_("With decisions that are said to be ours, taken on the word of who merged them.")


def said_ours(office: Office, bundle: "Bundle") -> frozenset[str]:
    """Return the lines that name us as their author, of which nothing here knows or proves it."""
    named = {line.id for line in bundle.revisions if line.author == office.code}
    unknown = named - revisions.kept(office.store, named)
    return frozenset(unknown - returned.proved(office, bundle, unknown))


def notes(count: int, *, vouched: bool) -> "list[Note]":
    """Say what becomes of so many decisions that are said to be ours."""
    return [(TAKEN if vouched else LEFT_OUT, {"count": count})] if count else []


def marked(plan: MergePlan, lines: Collection[str]) -> MergePlan:
    """Return the plan with the records marked that take decisions on a person's word."""
    if not lines:
        return plan
    return MergePlan(records=tuple(_marked(one, lines) for one in plan.records))


def _marked(one: PlannedRecord, lines: Collection[str]) -> PlannedRecord:
    on_word = not one.reason and any(line.id in lines for line in one.revisions)
    return replace(one, reason=ON_WORD) if on_word else one
