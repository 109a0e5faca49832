"""The fields of a record as a JSON Schema (draft 2020-12), made from its questions alone.

It describes the plain form of `Answer` in which records travel in bundles; a field that a newer
program asks is no fault, so unknown fields of a record are allowed and unknown columns are not.
"""

from typing import Any

from desktop_app.records.attached import ENDINGS, FILE_SIZE_LIMIT, MEMBERS, NAME_LIMIT
from desktop_app.records.plain import LINE_LIMIT, ROWS_LIMIT, TEXT_LIMIT
from desktop_app.records.questionnaire import Answer, Kind, Question

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LONGEST_CODE = 60
_LANGUAGE = "^[a-z]{2,3}$"
_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?~?$"
_AMOUNT = r"^-?[0-9]{1,15}(\.[0-9]{1,4})?$"

Schema = dict[str, Any]


def record_schema(kind: Kind) -> Schema:
    """Return the schema of the fields of a kind; `need` says when an answer has to be there."""
    return {
        "$schema": DIALECT,
        "title": kind.title,
        "type": "object",
        "properties": {one.field: answer_schema(one) for one in kind.questions},
    }


def answer_schema(question: Question) -> Schema:
    """Return the schema of one answer, with its label and its help in English."""
    schema = {"title": question.label, **_FORMS[question.kind]}
    if question.open_list:
        schema.update(_FORMS[Answer.LINE])
    if question.kind is Answer.ROWS:
        schema["items"] = _row_schema(question)
    if question.help:
        schema["description"] = question.help
    about = {"need": str(question.need), "codes": question.codes, "ref": question.ref}
    schema.update({f"x-{name}": value for name, value in about.items() if value})
    return schema


def _row_schema(question: Question) -> Schema:
    columns = {column.field: answer_schema(column) for column in question.rows}
    return {
        "type": "object",
        "properties": {"id": {"type": "string"}, **columns},
        "required": ["id"],
        "additionalProperties": False,
    }


def _local(limit: int) -> Schema:
    text = {"type": "string", "minLength": 1, "maxLength": limit}
    return {
        "type": "object",
        "properties": {"original": {"type": "string", "pattern": _LANGUAGE}},
        "patternProperties": {_LANGUAGE: text},
        "required": ["original"],
        "minProperties": 2,
        "additionalProperties": False,
    }


_CODE: Schema = {"type": "string", "minLength": 1, "maxLength": _LONGEST_CODE}
_FORMS: dict[Answer, Schema] = {
    Answer.LINE: {"type": "string", "minLength": 1, "maxLength": LINE_LIMIT},
    Answer.TEXT: {"type": "string", "minLength": 1, "maxLength": TEXT_LIMIT},
    Answer.LOCAL: _local(LINE_LIMIT),
    Answer.LOCAL_TEXT: _local(TEXT_LIMIT),
    Answer.DATE: {"type": "string", "pattern": _DATE},
    Answer.AMOUNT: {"type": "string", "pattern": _AMOUNT},
    Answer.COUNT: {"type": "integer"},
    Answer.YESNO: {"enum": ["Y", "N"]},
    Answer.CODE: _CODE,
    Answer.CODES: {"type": "array", "items": _CODE, "uniqueItems": True},
    Answer.REF: {"type": "string", "minLength": 1, "maxLength": _LONGEST_CODE},
    Answer.ROWS: {"type": "array", "maxItems": ROWS_LIMIT},
    Answer.FILE: {
        "type": "object",
        "properties": {
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "name": {"type": "string", "minLength": 1, "maxLength": NAME_LIMIT},
            "size": {"type": "integer", "minimum": 1, "maximum": FILE_SIZE_LIMIT},
            "type": {"enum": sorted(ENDINGS)},
        },
        "required": sorted(MEMBERS),
        "additionalProperties": False,
    },
}
