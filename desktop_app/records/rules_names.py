"""A rule on the names of institutions, people and sources."""

from collections.abc import Iterator
from typing import Any

from desktop_app.language import N_
from desktop_app.records.finding import Finding, Severity
from desktop_app.records.lookalike import lookalike_word
from desktop_app.records.record import Record

LOOKALIKE = N_(
    "“{word}” holds letters of another alphabet that look like ours. Is it the name that you know?"
)
_NAMES = ("name", "owner", "organisation_name", "institution")
_ROWS = ("institutions",)


def name_in_one_alphabet(record: Record) -> Iterator[Finding]:
    """Hint at a name that may pose as another one."""
    for field in _NAMES:
        if word := _lookalike_in(record.values.get(field)):
            yield Finding("alphabet", Severity.WARNING, field, LOOKALIKE, {"word": word})
    for field in _ROWS:
        for row in record.rows(field):
            if word := _lookalike_in(row.get("name")):
                values = {"word": word}
                yield Finding("alphabet", Severity.WARNING, field, LOOKALIKE, values, row["id"])


def _lookalike_in(value: Any) -> str:  # noqa: ANN401 - a plain value
    texts = value.values() if isinstance(value, dict) else [value]
    words = (lookalike_word(text) for text in texts if isinstance(text, str))
    return next(filter(None, words), "")
