"""Questions inside an answer: what the office is asked to look at in one of its records."""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from desktop_app.errors import BundleRejected
from desktop_app.exchange.zipguard import DAMAGED
from desktop_app.records.plain import clean
from desktop_app.records.stamp import is_uid

_TEXT_LIMIT, _VALUE_LIMIT, _MOST_VALUES = 500, 200, 8
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,59}")
_TEXT = re.compile(r"(?:[^{}]|\{[a-z_]+\})*")
_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: `text` is a marked text, `values` stand in its places."""

    uid: str
    field: str
    text: str
    values: Mapping[str, str | int] = dataclasses.field(default_factory=dict)


def questions_plain(questions: tuple[Question, ...]) -> list[dict[str, Any]]:
    """Return questions as the receipt writes them, in a fixed order."""
    listed = sorted(questions, key=lambda one: (one.uid, one.field, one.text))
    return [asdict(one) for one in listed]


def read_questions(plain: Any) -> tuple[Question, ...]:  # noqa: ANN401 - whatever the JSON holds
    """Return the questions of a receipt. Raises BundleRejected."""
    if not isinstance(plain, list):
        raise BundleRejected(DAMAGED)
    return tuple(_question(line) for line in plain)


def _question(plain: Any) -> Question:  # noqa: ANN401 - whatever the JSON holds
    if not isinstance(plain, dict):
        raise BundleRejected(DAMAGED)
    uid, name, text = plain.get("uid"), plain.get("field"), plain.get("text")
    values = plain.get("values")
    if (
        not (isinstance(uid, str) and is_uid(uid))
        or not (isinstance(name, str) and _FIELD.fullmatch(name))
        or not (isinstance(text, str) and len(text) <= _TEXT_LIMIT and _TEXT.fullmatch(text))
        or clean(text, lines=False) != text
        or not isinstance(values, dict)
        or len(values) > _MOST_VALUES
        or not set(_PLACE.findall(text)) <= values.keys()
        or not all(_is_value(value) for value in values.values())
    ):
        raise BundleRejected(DAMAGED)
    return Question(uid=uid, field=name, text=text, values=values)


def _is_value(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= _VALUE_LIMIT and clean(value, lines=False) == value
    return type(value) is int
