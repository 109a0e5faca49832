import pytest

from desktop_app.records.record import answered, in_language
from tests.builders import a_project


def test_a_changed_record_leaves_the_first_as_it_was():
    first = a_project(stage="EXE")

    second = first.with_values(stage="COM")

    assert (first["stage"], second["stage"]) == ("EXE", "COM")
    assert second.uid == first.uid


@pytest.mark.parametrize("nothing", [None, "", [], {}])
def test_an_answer_of_nothing_takes_the_field_away(nothing):
    assert "stage" not in a_project().with_values(stage=nothing).values


def test_what_was_not_answered_reads_as_nothing():
    record = a_project(money=None, other_forms=None, objective=None)

    assert record["money"] is None
    assert (record.rows("money"), record.codes("other_forms")) == ([], [])
    assert record.local("objective", "es") == ""


@pytest.mark.parametrize("something", [0, False, "0", "x", [0], {"es": ""}])
def test_zero_and_no_are_answers(something):
    assert answered(something)


@pytest.mark.parametrize(
    ("language", "text"), [("es", "Agua"), ("pt", "Água"), ("fr", "Agua"), ("", "Agua")]
)
def test_a_text_is_shown_in_a_language_else_in_its_original(language, text):
    assert in_language({"original": "es", "es": "Agua", "pt": "Água"}, language) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (None, ""),
        ("", ""),
        ("Mesa", "Mesa"),
        ({"original": "qu", "pt": "Água", "fr": "Eau"}, "Eau"),
        ({"original": "es"}, ""),
    ],
)
def test_a_text_without_an_original_shows_any_language_it_has(text, shown):
    assert in_language(text, "en") == shown
