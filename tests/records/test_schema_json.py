"""The JSON Schema of a record: what the codec accepts it accepts, and it names every question."""

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from desktop_app.records.kinds import KINDS
from desktop_app.records.schema_json import record_schema
from tests.builders import a_project
from tests.strategies import records

VALIDATORS = {name: Draft202012Validator(record_schema(kind)) for name, kind in KINDS.items()}


@pytest.mark.parametrize("name", KINDS)
def test_a_schema_is_one_and_names_every_question_and_column(name):
    schema = record_schema(KINDS[name])
    Draft202012Validator.check_schema(schema)

    assert schema["properties"].keys() == {one.field for one in KINDS[name].questions}
    for question in KINDS[name].questions:
        if question.rows:
            columns = schema["properties"][question.field]["items"]["properties"].keys()
            assert columns == {"id", *(column.field for column in question.rows)}


@given(records())
def test_every_plain_record_fits_its_schema(record):
    assert list(VALIDATORS[record.kind].iter_errors(dict(record.values))) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", {"es": "Agua"}),
        ("title", {"original": "es"}),
        ("planned_start", "2024-13"),
        ("money", [{"kind": "BUD"}]),
        ("money", [{"id": "1", "amount": "1,5"}]),
        ("money", [{"id": "1", "colour": "red"}]),
        ("decentralised", "yes"),
        ("other_forms", ["TA", "TA"]),
    ],
)
def test_what_is_not_in_plain_form_does_not_fit(field, value):
    assert not VALIDATORS["initiative"].is_valid({field: value})


def test_a_field_of_a_newer_program_is_no_fault():
    values = {**a_project().values, "colour": "blue"}

    assert VALIDATORS["initiative"].is_valid(values)
    assert VALIDATORS["initiative"].schema["properties"]["title"]["x-need"] == "draft"
