import pytest
from hypothesis import given

from desktop_app.records.initiative import INITIATIVE
from desktop_app.records.kinds import KINDS
from desktop_app.records.slots import fields_of, slot_field, slots_of
from tests.strategies import records

WORDS = {"original": "es", "es": "Agua", "pt": "Água"}


@pytest.mark.parametrize(
    ("field", "answer", "slots"),
    [
        ("stage", "EXE", {"stage": "EXE"}),
        ("title", WORDS, {"title/original": "es", "title/es": "Agua", "title/pt": "Água"}),
        ("other_forms", ["TA", "TR"], {"other_forms/TA": True, "other_forms/TR": True}),
        ("sdgs", [{"id": "6", "goal": "6"}], {"sdgs/6": {"id": "6", "goal": "6"}}),
        ("new_in_2030", [1, {"a": 0}], {"new_in_2030": [1, {"a": 0}]}),
    ],
)
def test_an_answer_is_laid_out_in_the_parts_that_can_change_alone(field, answer, slots):
    assert slots_of(INITIATIVE, {field: answer}) == slots


@given(records())
def test_the_parts_of_a_record_make_the_record_again(record):
    kind = KINDS[record.kind]
    fields = {**record.extra, **record.values}

    flat = slots_of(kind, fields)

    assert fields_of(kind, flat) == fields
    assert {slot_field(slot) for slot in flat} == fields.keys()


@pytest.mark.parametrize("nothing", [0, False, "", [], {}, None])
def test_a_field_without_a_question_keeps_what_others_take_for_nothing(nothing):
    assert fields_of(INITIATIVE, slots_of(INITIATIVE, {"later": nothing})) == {"later": nothing}


def test_a_zero_is_an_answer():
    source = KINDS["source"]

    assert fields_of(source, slots_of(source, {"grace_months": 0})) == {"grace_months": 0}


def test_a_field_with_the_name_of_a_part_does_not_take_its_place():
    fields = {"title": {"original": "es", "es": "Agua"}, "title/es": "no", "deleted": "no"}

    flat = slots_of(INITIATIVE, fields)

    assert flat["title/es"] == "Agua"
    assert "deleted" not in flat
    assert fields_of(INITIATIVE, flat) == fields


def test_rows_keep_the_order_in_which_they_were_typed():
    rows = [{"id": "9", "goal": "9"}, {"id": "6", "goal": "6"}, {"id": "13", "goal": "13"}]

    assert fields_of(INITIATIVE, slots_of(INITIATIVE, {"sdgs": rows}))["sdgs"] == rows


def test_codes_are_sorted_whatever_the_order_of_their_parts():
    flat = {"other_forms/TR": True, "other_forms/TA": True}

    assert fields_of(INITIATIVE, flat) == {"other_forms": ["TA", "TR"]}


def test_a_text_whose_original_went_away_takes_one_of_those_left():
    flat = {"title/original": "es", "title/pt": "Água", "title/en": "Water"}

    assert fields_of(INITIATIVE, flat)["title"]["original"] == "en"


def test_a_text_without_any_language_is_no_answer():
    assert fields_of(INITIATIVE, {"title/original": "es"}) == {}
