"""A version whose forerunner is missing is no second opinion on what its office sent before."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.initiative import INITIATIVE
from desktop_app.records.presumed import presumed
from desktop_app.records.revision import seal, state
from tests.builders import a_project
from tests.strategies import MOMENT, histories

RECORD = a_project(
    uid="00000000-0000-4000-8000-000000000001", human_code="BO-2026-0001", sector="S04"
)


def sealed(record, *parents, author="BO"):
    return seal(record, parents=[one.id for one in parents], author=author, at=MOMENT)


ROOT = sealed(RECORD)
LOST = sealed(RECORD.with_values(sector="S14"), ROOT)
NEWEST = sealed(RECORD.with_values(sector="S26"), LOST)
DECIDED = sealed(RECORD.with_values(local_code="SELA-1"), ROOT, author="SELA")


def named(*lines):
    return {line.id: line for line in lines}


def test_a_later_version_of_the_same_row_is_taken_to_know_the_earlier():
    held = named(ROOT, NEWEST)
    seen = presumed(held, {ROOT.id: {"a": 1}, NEWEST.id: {"a": 3}})
    now = state(INITIATIVE, held.values(), seen)

    assert seen == {NEWEST.id: {ROOT.id}}
    assert (now.heads, now.conflicts, now.fields["sector"]) == ((NEWEST.id,), (), "S26")


def test_two_rows_or_two_offices_or_the_same_bundle_tell_nothing():
    held = named(ROOT, NEWEST)
    by_another = named(ROOT, sealed(RECORD.with_values(sector="S26"), LOST, author="SELA"))

    assert presumed(held, {ROOT.id: {"a": 1}, NEWEST.id: {"b": 3}}) == {}
    assert presumed(held, {ROOT.id: {"a": 3}, NEWEST.id: {"a": 3}}) == {}
    assert presumed(held, {}) == {}
    assert presumed(by_another, {name: {"a": at} for at, name in enumerate(by_another)}) == {}


def test_nothing_is_presumed_where_nothing_is_missing():
    held = named(ROOT, LOST, NEWEST)

    assert presumed(held, {name: {"a": at} for at, name in enumerate(held)}) == {}


def test_what_another_decided_beside_stays_and_what_both_changed_is_told():
    held = named(ROOT, NEWEST, DECIDED)
    seen = presumed(held, {ROOT.id: {"a": 1}, NEWEST.id: {"a": 3}})
    now = state(INITIATIVE, held.values(), seen)

    assert now.conflicts == ()
    assert (now.fields["sector"], now.fields["local_code"]) == ("S26", "SELA-1")


@given(histories(), st.sets(st.integers(0, 11)), st.lists(st.integers(1, 4), min_size=12))
def test_whatever_is_missing_and_whatever_numbers_say_there_is_always_a_newest(made, gone, numbers):
    held = {line.id: line for at, line in enumerate(made) if at not in gone}
    rows = [{"a": number, "b": 5 - number} for number in numbers]
    came = {name: {"ab"[at % 2]: rows[at]["ab"[at % 2]]} for at, name in enumerate(held)}
    now = state(INITIATIVE, held.values(), presumed(held, came))
    plain = state(INITIATIVE, held.values())

    assert set(now.heads) <= set(plain.heads)
    assert bool(now.heads) == bool(held)


def test_of_a_record_with_more_gaps_than_can_be_gone_through_nothing_is_presumed():
    lost = [sealed(RECORD.with_values(local_code=str(number))) for number in range(500)]
    chain = [ROOT]
    for one in lost:
        chain.append(sealed(RECORD, chain[-1], one))
    few, many = named(*chain[:100]), named(*chain)

    assert presumed(few, {name: {"a": at} for at, name in enumerate(few)})
    assert presumed(many, {name: {"a": at} for at, name in enumerate(many)}) == {}
