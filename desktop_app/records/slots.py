"""Answers laid out flat: the smallest parts that two sides can change without meeting.

A slot is "stage", "title/es", "title/original", "other_forms/TA" (an element of a list, value True)
or "participants/BR-PRO" (a whole row).
"""

from collections.abc import Mapping
from typing import Any

from desktop_app.records.questionnaire import Answer, Kind

Slots = dict[str, Any]
_WHOLE = frozenset(
    {Answer.LINE, Answer.TEXT, Answer.DATE, Answer.AMOUNT, Answer.COUNT}
    | {Answer.YESNO, Answer.CODE, Answer.REF}
)


def slots_of(kind: Kind, fields: Mapping[str, Any]) -> Slots:
    """Return the slots of the fields of a record; a field without a question is one slot."""
    flat: Slots = {}
    for name, value in fields.items():
        form = kind.question(name).kind if kind.has(name) else Answer.LINE
        if form in _WHOLE:
            flat[name] = value
        elif form is Answer.CODES:
            flat.update({f"{name}/{code}": True for code in value})
        elif form is Answer.ROWS:
            flat.update({f"{name}/{row['id']}": row for row in value})
        else:
            flat.update({f"{name}/{language}": text for language, text in value.items()})
    return flat


def fields_of(kind: Kind, flat: Mapping[str, Any]) -> dict[str, Any]:
    """Put slots together again: `fields_of(kind, slots_of(kind, fields)) == fields`."""
    fields: dict[str, Any] = {}
    for slot in sorted(flat):
        name, _, part = slot.partition("/")
        form = kind.question(name).kind if kind.has(name) else Answer.LINE
        if form in _WHOLE:
            fields[slot] = flat[slot]
        elif form is Answer.CODES:
            fields.setdefault(name, []).append(part)
        elif form is Answer.ROWS:
            fields.setdefault(name, []).append(flat[slot])
        else:
            fields.setdefault(name, {})[part] = flat[slot]
    return {name: _mended(kind, name, value) for name, value in fields.items() if value}


def _mended(kind: Kind, name: str, value: Any) -> Any:  # noqa: ANN401 - any plain value
    """Give a merged text whose original went away one of the languages that are left."""
    if not kind.has(name) or kind.question(name).kind not in (Answer.LOCAL, Answer.LOCAL_TEXT):
        return value
    languages = sorted(code for code in value if code != "original")
    if not languages:
        return None
    if value.get("original") in languages:
        return value
    return {**value, "original": languages[0]}


def slot_field(slot: str) -> str:
    """Return the field that a slot belongs to."""
    return slot.partition("/")[0]
