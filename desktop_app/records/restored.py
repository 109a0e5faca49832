"""From a merged state back to the record that a list shows."""

from dataclasses import replace
from typing import Any

from desktop_app.errors import BadAnswer
from desktop_app.language import N_
from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import normal
from desktop_app.records.record import Record
from desktop_app.records.revision import Revision, State


def from_state(known: Record | None, *, kind: str, uid: str, office: str, state: State) -> Record:
    """Return what the record is after a merge; `known` is its row so far, if there is one."""
    questions = KINDS[kind]
    values: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    human_code = ""
    for name, value in state.fields.items():
        if name == "human_code":
            human_code = str(value)
        elif questions.has(name):
            values[name] = value
        else:
            extra[name] = value
    base = known or Record(kind=kind, uid=uid, office=office, origin="bundle")
    return replace(
        base,
        human_code=human_code or base.human_code,
        values=values,
        extra=extra,
        conflicts=state.conflicts,
        heads=state.heads,
        draft=state.draft,
        deleted=state.deleted,
    )


def unfit(revision: Revision) -> str:
    """Return why a revision's answers cannot be taken (a marked text), or nothing.

    An honest program writes every answer in its normal form, so that anything else is refused
    whole rather than mended: what was sealed is what is kept.
    """
    kind = KINDS[revision.kind]
    for name, value in revision.fields.items():
        if not kind.has(name):
            continue
        try:
            if normal(kind.question(name), value) != value:
                return N_("An answer in it is not in the agreed form.")
        except BadAnswer:
            return N_("An answer in it is not in the agreed form.")
    return ""
