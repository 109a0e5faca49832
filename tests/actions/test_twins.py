"""Twins within an office, and those a person told apart."""

from dataclasses import replace

from desktop_app.actions import beginning, records
from desktop_app.actions.twins import known_titles, tell_apart, twins_of
from tests.builders import a_project


def enter(office, **values):
    return records.enter_record(office, replace(a_project(**values), human_code="", status="draft"))


def found(office, record):
    return [twin.uid for twin in twins_of(office, record, known_titles(office, record.kind))]


def test_a_record_typed_twice_is_found(office):
    first, second = enter(office), enter(office)

    assert found(office, second) == [first.uid]
    assert found(office, a_project()) != []


def test_two_records_told_apart_are_never_shown_again(office):
    first, second, third = enter(office), enter(office), enter(office)

    tell_apart(office, second.uid, first.uid)

    assert found(office, second) == [third.uid]
    assert found(office, first) == [third.uid]


def test_what_was_told_apart_is_no_finding_either(office):
    first, second = enter(office), enter(office)
    before = [one.rule for one in records.findings_of(office, second)]

    tell_apart(office, second.uid, first.uid)

    assert "V02" in before
    assert "V02" not in [one.rule for one in records.findings_of(office, second)]


def test_a_withdrawn_record_is_no_twin(office):
    first, second = enter(office), enter(office)
    records.withdraw(office, first, "Typed twice")

    assert found(office, second) == []


def test_a_copy_is_no_twin_of_what_it_was_copied_from(office):
    first = enter(office)

    copy = beginning.keep(office, beginning.duplicate(office, first))

    assert found(office, copy) == []
