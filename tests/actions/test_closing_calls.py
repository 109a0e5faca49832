"""Home is told of the calls that close soon, whatever was saved when."""

from dataclasses import replace

from desktop_app.actions import records
from desktop_app.actions.todo import what_to_do
from tests.builders import a_source


def with_calls(office, *calls, **more):
    """Save a source with calls; `today` of the office is 15 March 2026."""
    rows = [{"name": f"Convocatoria {n}", **call} for n, call in enumerate(calls)]
    made = a_source(calls=[{"id": str(n), **row} for n, row in enumerate(rows)], **more)
    return records.enter_record(office, replace(made, human_code="", status="draft"))


def test_calls_that_close_within_a_month_are_told_the_soonest_first(office):
    source = with_calls(
        office, {"closes": "2026-04-10"}, {"yearly": "03-20"}, {"closes": "2026-06"}
    )
    told = what_to_do(office).closing

    assert [(one.call, one.day.isoformat(), one.days) for one in told] == [
        ("Convocatoria 1", "2026-03-20", 5),
        ("Convocatoria 0", "2026-04-10", 26),
    ]
    assert {one.uid for one in told} == {source.uid}
    assert told[0].source == source["name"]


def test_a_withdrawn_source_closes_nothing(office):
    source = with_calls(office, {"closes": "2026-03-20"})
    records.withdraw(office, source, "Se registró dos veces")

    assert what_to_do(office).closing == ()


def test_only_the_five_soonest_calls_are_told(office):
    with_calls(office, *({"closes": f"2026-03-{day}"} for day in range(20, 28)))

    assert [one.day.day for one in what_to_do(office).closing] == [20, 21, 22, 23, 24]
