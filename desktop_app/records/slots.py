"""Answers laid out flat: the smallest parts that two sides can change without meeting.

A slot is "stage", "title/es", "title/original", "other_forms/TA" (an element of a list, value True)
or "participants/BR-PRO" (a whole row). A field without a question here is one slot of its own
name, after a "/" when that name could be taken for one of these: "/title/es".
"""

from collections.abc import Mapping
from typing import Any

from desktop_app.records.questionnaire import Answer, Kind

Slots = dict[str, Any]
WITHDRAWAL = "deleted"  # the slot of a conflict between a withdrawal and an edit
_TEXTS = frozenset({Answer.LOCAL, Answer.LOCAL_TEXT})


def slots_of(kind: Kind, fields: Mapping[str, Any]) -> Slots:
    """Return the slots of the fields of a record; a field without a question is one slot."""
    flat: Slots = {}
    for name, value in fields.items():
        form = kind.question(name).kind if kind.has(name) else None
        if form is None:
            flat[f"/{name}" if "/" in name or name == WITHDRAWAL else name] = value
        elif form is Answer.CODES:
            flat.update({f"{name}/{code}": True for code in value})
        elif form is Answer.ROWS:
            flat.update({f"{name}/{row['id']}": row for row in value})
        elif form in _TEXTS:
            flat.update({f"{name}/{language}": text for language, text in value.items()})
        else:
            flat[name] = value
    return flat


def fields_of(kind: Kind, flat: Mapping[str, Any]) -> dict[str, Any]:
    """Put slots together again: `fields_of(kind, slots_of(kind, fields)) == fields`.

    Rows come in the order of their slots.
    """
    fields: dict[str, Any] = {}
    for slot, value in flat.items():
        name, _, part = slot.partition("/")
        form = kind.question(name).kind if kind.has(name) else None
        if form is None:
            fields[slot_field(slot)] = value
        elif form is Answer.CODES:
            fields.setdefault(name, []).append(part)
        elif form is Answer.ROWS:
            fields.setdefault(name, []).append(value)
        elif form in _TEXTS:
            fields.setdefault(name, {})[part] = value
        else:
            fields[name] = value
    return {
        name: _mended(kind, name, value)
        for name, value in fields.items()
        if not (_is_text(kind, name) and value.keys() <= {"original"})
    }


def _mended(kind: Kind, name: str, value: Any) -> Any:  # noqa: ANN401 - any plain value
    """Sort codes, and give a text whose original went away one of the languages that are left."""
    if _is_text(kind, name):
        languages = sorted(value.keys() - {"original"})
        original = value.get("original")
        return value if original in languages else {**value, "original": languages[0]}
    return sorted(value) if kind.has(name) and kind.question(name).kind is Answer.CODES else value


def _is_text(kind: Kind, name: str) -> bool:
    return kind.has(name) and kind.question(name).kind in _TEXTS


def slot_field(slot: str) -> str:
    """Return the field that a slot belongs to."""
    return slot[1:] if slot.startswith("/") else slot.partition("/")[0]
