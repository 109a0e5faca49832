import pytest

from desktop_app.errors import (
    BadAnswer,
    BundleRejected,
    Cancelled,
    Sentence,
    StaleRecord,
    StoreRefused,
    UnknownRecord,
    UserError,
)


@pytest.mark.parametrize(
    "family", [BadAnswer, StaleRecord, StoreRefused, BundleRejected, UnknownRecord]
)
def test_every_failure_that_a_user_is_told_of_is_one_family(family):
    assert issubclass(family, UserError)


def test_stopping_is_no_failure():
    assert not issubclass(Cancelled, UserError)


def test_an_error_reads_as_its_text_with_its_values():
    error = UserError("“{title}” has {count} to mend.", title="Agua", count=3)

    assert str(error) == "“Agua” has 3 to mend."
    assert (error.text, error.values["count"]) == ("“{title}” has {count} to mend.", 3)


@pytest.mark.parametrize("title", ["{}", "{0}", "{title}", "{", "}{", "{x.__class__}", "%s"])
def test_braces_in_a_value_are_shown_as_they_are(title):
    assert str(UserError("“{title}” is not ready.", title=title)) == f"“{title}” is not ready."


def test_a_text_without_values_may_hold_braces():
    assert str(UserError("Damaged: {not a name}")) == "Damaged: {not a name}"


def test_a_value_may_have_any_name():
    error = UserError("{text} {self} {args}", text=1, self=2, args=3)

    assert str(error) == "1 2 3"


def test_a_bad_answer_names_its_field():
    error = BadAnswer("“{field}” takes a text: {text}", field="title", text="{}")

    assert error.field == "title"
    assert str(error) == "“title” takes a text: {}"


def test_a_sentence_inside_another_reads_as_one():
    inner = Sentence("{word} is missing", {"word": "{x}"})

    assert str(UserError("Not ready: {why}", why=inner)) == "Not ready: {x} is missing"
    assert str(Sentence("All {is} well")) == "All {is} well"
