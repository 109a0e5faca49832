"""Answers that come from outside in plain form, as JSON: which they are, and what a patch makes."""

from collections.abc import Mapping
from typing import Any

from desktop_app.actions.office import Office
from desktop_app.errors import BadAnswer
from desktop_app.language import N_
from desktop_app.records.plain import clean, normal
from desktop_app.records.questionnaire import Answer, Kind, Question
from desktop_app.records.stamp import is_uid
from desktop_app.store import records as stored

ENVELOPE = frozenset(
    {"kind", "uid", "human_code", "status", "office", "draft", "version", "conflicts", "extra"}
    | {"deleted", "origin", "heads", "created_at", "created_by", "updated_at", "updated_by"}
    | {"findings", "notes", "came_by"}
)


def answers_of(office: Office, kind: Kind, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers in their normal form; what Surco keeps itself is passed over.

    Raises BadAnswer for an unknown field or a value that its question does not accept.
    """
    answers = {}
    for name, value in given.items():
        if name in ENVELOPE:
            continue
        if not kind.has(name):
            raise BadAnswer(
                N_("A record of kind “{kind}” has no field “{name}”. Its fields are: {known}."),
                field=clean(str(name))[:40],
                kind=kind.name,
                name=clean(str(name))[:40],
                known=", ".join(question.field for question in kind.questions),
            )
        question = kind.question(name)
        plain = normal(question, value, office.language)
        if plain is not None:
            answers[name] = _resolved(office, question, plain)
    return answers


def _resolved(office: Office, question: Question, value: Any) -> Any:  # noqa: ANN401 - a plain value
    """Turn the human codes of references into uids."""
    if question.kind is Answer.REF:
        return (
            value
            if is_uid(value)
            else stored.load(office.store, clean(value, lines=False), question.ref).uid
        )
    if question.kind is Answer.ROWS:
        for row in value:
            for column in question.rows:
                if column.kind is Answer.REF and column.field in row:
                    row[column.field] = _resolved(office, column, row[column.field])
    return value


def patched(target: Any, patch: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a value changed by a JSON merge patch (RFC 7396): null takes a member away."""
    if not isinstance(patch, Mapping):
        return patch
    merged = dict(target) if isinstance(target, Mapping) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = patched(merged.get(name), value)
    return merged
