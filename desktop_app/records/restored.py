"""From a merged state back to the record that a list shows."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from desktop_app.errors import BadAnswer
from desktop_app.language import N_
from desktop_app.records.access import kept_back, together
from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import LINE_LIMIT, canonical, clean, normal
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.records.record import Record
from desktop_app.records.revision import PURGED, Revision, State
from desktop_app.records.slots import slot_field
from desktop_app.records.stamp import HUMAN_CODE


def from_state(known: Record | None, *, kind: str, uid: str, office: str, state: State) -> Record:
    """Return what the record is after a merge; `known` is its row so far, if there is one.

    Its answers for this office only stay: no merge knows them.
    """
    questions = KINDS[kind]
    if known and PURGED in state.fields:  # erased: what was for this office only goes as well
        known = replace(known, values={}, extra={})
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
    back = kept_back(known) if known else ()
    base = known or Record(kind=kind, uid=uid, office=office, origin="bundle")
    return replace(
        base,
        human_code=human_code or base.human_code,
        values=together(known, values),
        extra=extra,
        conflicts=tuple(one for one in state.conflicts if slot_field(one.slot) not in back),
        heads=state.heads,
        draft=state.draft,
        deleted=state.deleted,
    )


def unfit(revision: Revision, before: Iterable[Revision] = ()) -> str:
    """Return why a revision's answers cannot be taken (a marked text), or nothing.

    An answer that is the same in one `before`, which was taken, was judged with that one.

    An honest program writes every answer in its normal form, so that anything else is refused
    whole rather than mended: what was sealed is what is kept.
    """
    kind = KINDS[revision.kind]
    before = [one for one in before if one.kind == revision.kind]
    fits = _code_fits(revision) and _reason_fits(revision.deleted)
    fits = fits and (revision.purges or PURGED not in revision.fields)
    for name, value in revision.fields.items():
        if not fits:
            break
        if any(_is_same(one.fields.get(name), value) for one in before):
            continue
        if kind.has(name):
            fits = value is not None and _answer_fits(kind.question(name), value)
    return "" if fits else N_("An answer in it is not in the agreed form.")


def _is_same(before: object, value: object) -> bool:
    """Tell whether two plain values are written alike: to Python, true is 1 as well."""
    if type(before) is not type(value) or before != value:
        return False
    # Among plain values only numbers and true or false can be equal and yet be written otherwise.
    return _only_texts(value) or canonical(before) == canonical(value)


def _only_texts(value: object) -> bool:
    parts: Iterable[object]
    if isinstance(value, Mapping):
        parts = value.values()
    elif isinstance(value, list):
        parts = value
    else:
        return isinstance(value, str)
    return all(type(part) is str or _only_texts(part) for part in parts)


def _answer_fits(question: Question, value: Any) -> bool:  # noqa: ANN401 - any plain value
    if question.kind is Answer.ROWS:
        value = _known_columns(question, value)
    try:
        return bool(normal(question, value) == value)
    except BadAnswer:
        return False


def _known_columns(question: Question, rows: Any) -> Any:  # noqa: ANN401 - any plain value
    """Return the rows without the columns of a newer program, which are kept and not judged."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return rows
    known = question.row_names
    if all(row.keys() <= known for row in rows):
        return rows
    return [{name: row[name] for name in row if name in known} for row in rows]


def _code_fits(revision: Revision) -> bool:
    code = revision.fields.get("human_code")
    if code is None:
        return "human_code" not in revision.fields
    found = HUMAN_CODE.fullmatch(code) if isinstance(code, str) else None
    return bool(found and found["office"] == revision.office)


def _reason_fits(reason: str) -> bool:
    return len(reason) <= LINE_LIMIT and clean(reason, lines=False) == reason
