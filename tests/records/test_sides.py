"""How many versions side by side one record may have."""

import pytest

from desktop_app.records import sides
from desktop_app.records.merge import Outcome, plan
from desktop_app.records.record import Record
from desktop_app.records.revision import seal

UID = "00000000-0000-4000-8000-000000000001"


def a_line(number, parents=()):
    text = {"original": "es", "es": f"Versión {number}"}
    record = Record(
        kind="initiative",
        uid=UID,
        office="BO",
        human_code="BO-2026-0001",
        values={"title": text},
    )
    return seal(record, parents=[one.id for one in parents], author="BO", at="2026-01-01T00:00:00Z")


@pytest.fixture
def many():
    first = a_line(0)
    return [first, *(a_line(number, [first]) for number in range(1, sides.MOST_SIDES + 1))]


def planned(known, coming):
    found = plan({UID: {line.id: line for line in known}}, coming, {})
    return found.records[0]


def test_as_many_sides_as_can_be_put_together_are_taken(many):
    assert planned([], many).outcome is Outcome.CONFLICT


def test_a_record_of_more_sides_is_refused_and_says_what_to_do(many):
    found = planned(many, [a_line(1000, many[:1])])

    assert found.outcome is Outcome.REFUSED
    assert found.revisions == ()
    assert "side by side" in found.reason


def test_few_sides_of_a_very_long_history_are_refused_as_well(many, monkeypatch):
    monkeypatch.setattr(sides, "MOST_STEPS", 100)

    assert planned([], many).outcome is Outcome.REFUSED


def test_a_decision_between_too_many_sides_is_taken(many):
    known = [*many, a_line(1000, many[:1])]
    settled = planned(known, [a_line(2000, known)])

    assert settled.outcome is not Outcome.REFUSED
    assert settled.state.conflicts == ()


def test_many_versions_one_after_the_other_are_no_sides():
    chain = [a_line(0)]
    for number in range(3 * sides.MOST_SIDES):
        chain.append(a_line(number + 1, chain[-1:]))

    assert planned([], chain).outcome is Outcome.NEW
