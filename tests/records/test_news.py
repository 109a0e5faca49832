"""What a bundle tells anew of a record is worked out from its revisions alone."""

from dataclasses import replace

from desktop_app.records.news import News, parents_outside, told
from desktop_app.records.revision import seal
from tests.builders import a_project

PROJECT = a_project(human_code="BO-2026-0001")


def sealed(record=PROJECT, *parents, at="2026-03-01T00:00:00Z"):
    return seal(record, parents=[one.id for one in parents], author="BO", at=at)


def test_a_record_without_a_past_is_new():
    assert told([sealed()], set(), {}).news is News.NEW


def test_a_record_changed_twice_before_it_first_goes_is_new():
    first = sealed()
    second = sealed(PROJECT.with_values(stage="COM"), first, at="2026-03-02T00:00:00Z")

    assert told([first, second], set(), {}).news is News.NEW
    assert told([first, second], set(), {}).revision is second


def test_the_answers_that_changed_are_named_in_the_order_of_the_questions():
    first = sealed()
    second = sealed(PROJECT.with_values(stage="COM", level="ACT", sector=None), first)
    found = told([second], set(), {first.id: first})

    assert (found.news, found.fields) == (News.CHANGED, ("level", "stage", "sector"))


def test_what_went_before_and_has_no_answer_goes_again_without_news():
    first = sealed()

    assert told([first], {first.id}, {}).news is News.AGAIN


def test_news_are_told_against_what_went_before_even_when_that_goes_again():
    first = sealed()
    second = sealed(PROJECT.with_values(stage="COM"), first, at="2026-03-02T00:00:00Z")
    found = told([first, second], {first.id}, {})

    assert (found.news, found.fields) == (News.CHANGED, ("stage",))


def test_a_withdrawn_record_is_told_as_such():
    first = sealed()
    gone = sealed(replace(PROJECT, deleted="Repetida"), first)

    assert told([gone], set(), {first.id: first}).news is News.WITHDRAWN


def test_a_past_that_is_not_here_leaves_the_change_without_names():
    first = sealed()
    second = sealed(PROJECT.with_values(stage="COM"), first)

    assert told([second], set(), {}).fields == ()
    assert parents_outside([second]) == {first.id}
