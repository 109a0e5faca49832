from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.initiative import INITIATIVE
from desktop_app.records.merge import FieldChange, Outcome, plan
from desktop_app.records.revision import seal, state
from tests.builders import a_contact, a_project
from tests.strategies import MOMENT, histories

UID = "00000000-0000-4000-8000-000000000001"
RECORD = a_project(uid=UID, human_code="BO-2026-0001")


def sealed(record, *parents, author="BO"):
    return seal(record, parents=[one.id for one in parents], author=author, at=MOMENT)


ROOT = sealed(RECORD)
COMPLETED = sealed(RECORD.with_values(stage="COM"), ROOT)
SUSPENDED = sealed(RECORD.with_values(stage="SUS"), ROOT)


def known(*revisions):
    by_record = {}
    for revision in revisions:
        by_record.setdefault(revision.uid, {})[revision.id] = revision
    return by_record


def the_one(planned):
    (only,) = planned.records
    return only


@pytest.mark.parametrize(
    ("before", "incoming", "outcome"),
    [
        ([], [ROOT], Outcome.NEW),
        ([], [ROOT, COMPLETED], Outcome.NEW),
        ([ROOT], [COMPLETED], Outcome.CHANGED),
        ([ROOT], [ROOT], Outcome.SAME),
        ([ROOT, COMPLETED], [COMPLETED, ROOT], Outcome.SAME),
        ([ROOT, COMPLETED], [SUSPENDED], Outcome.CONFLICT),
        ([], [ROOT, COMPLETED, SUSPENDED], Outcome.CONFLICT),
        ([ROOT], [sealed(replace(RECORD, deleted="doble"), ROOT)], Outcome.DELETED),
        ([ROOT], [sealed(replace(RECORD, draft=False), ROOT)], Outcome.CHANGED),
        ([ROOT], [sealed(RECORD, ROOT)], Outcome.SAME),
        (
            [ROOT, COMPLETED, SUSPENDED],
            [sealed(RECORD.with_values(stage="SUS"), COMPLETED, SUSPENDED)],
            Outcome.CHANGED,
        ),
        (
            [ROOT, COMPLETED, SUSPENDED],
            [sealed(RECORD.with_values(stage="COM", sector="S05"), COMPLETED)],
            Outcome.CONFLICT,
        ),
    ],
)
def test_a_plan_says_what_would_happen_to_a_record(before, incoming, outcome):
    assert the_one(plan(known(*before), incoming, {})).outcome is outcome


def test_a_plan_names_what_changes_part_by_part():
    planned = the_one(plan(known(ROOT), [COMPLETED], {}))

    assert planned.changes == (FieldChange(slot="stage", before="EXE", after="COM"),)
    assert planned.revisions == (COMPLETED,)


def test_a_new_record_shows_all_its_answers_as_changes():
    planned = the_one(plan({}, [ROOT], {}))

    assert {change.before for change in planned.changes} == {None}
    assert "title/es" in {change.slot for change in planned.changes}


def test_a_plan_brings_the_values_of_a_conflict():
    planned = the_one(plan(known(ROOT, COMPLETED), [SUSPENDED], {}))

    assert planned.conflicts[0].slot == "stage"
    assert planned.conflicts[0].values == {COMPLETED.id: "COM", SUSPENDED.id: "SUS"}


def test_an_old_revision_that_comes_late_changes_nothing():
    late = the_one(plan(known(ROOT, COMPLETED), [ROOT], {}))

    assert late.outcome is Outcome.SAME
    assert late.revisions == ()


def test_a_revision_that_settles_what_is_known_is_told_as_a_change():
    settled = sealed(RECORD.with_values(stage="COM"), COMPLETED, SUSPENDED)

    planned = the_one(plan(known(ROOT, COMPLETED, SUSPENDED), [settled], {}))

    assert planned.conflicts == ()
    assert planned.state.fields["stage"] == "COM"


def test_one_refused_revision_keeps_its_whole_record_out():
    planned = the_one(plan({}, [ROOT, COMPLETED], {COMPLETED.id: "Not in the agreed form."}))

    assert (planned.outcome, planned.reason) == (Outcome.REFUSED, "Not in the agreed form.")
    assert (planned.revisions, planned.state) == ((), None)


def test_one_bad_record_of_many_does_not_keep_the_others_out():
    others = [sealed(a_project()) for _ in range(20)]

    planned = plan({}, [ROOT, *others], {ROOT.id: "No."})

    assert planned.count(Outcome.NEW) == 20
    assert planned.count(Outcome.REFUSED) == 1


def test_a_foreign_record_under_the_same_identity_is_refused_alone():
    foreign = sealed(replace(RECORD, office="AR"), author="AR")

    planned = plan({}, [ROOT, foreign], {foreign.id: "It belongs to another office."})

    assert {one.office: one.outcome for one in planned.records} == {
        "AR": Outcome.REFUSED,
        "BO": Outcome.NEW,
    }


@pytest.mark.parametrize("before", [[], [ROOT]])
def test_one_identity_for_records_of_two_kinds_is_refused(before):
    contact = sealed(a_contact(uid=UID))

    planned = the_one(plan(known(*before), [contact, COMPLETED], {}))

    assert planned.outcome is Outcome.REFUSED
    assert planned.reason == "It stands for records of two kinds."


@given(histories(), st.integers(0, 12))
def test_what_is_planned_is_what_comes_of_it(made, cut):
    before, incoming = made[:cut], made[cut:] or made

    planned = the_one(plan(known(*before), incoming, {}))

    after = state(INITIATIVE, made)
    assert planned.state in (None, after)
    assert (planned.state is None) == (planned.revisions == ())
    assert {one.id for one in planned.revisions} == {one.id for one in incoming} - {
        one.id for one in before
    }


@pytest.mark.case("M4")
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_a_bundle_makes_no_difference(made, chance):
    shuffled = [*made]
    chance.shuffle(shuffled)

    assert plan({}, shuffled, {}) == plan({}, made, {})


@pytest.mark.case("M3")
@given(histories())
def test_the_same_bundle_again_is_nothing_new(made):
    assert the_one(plan(known(*made), made, {})).outcome is Outcome.SAME


def test_records_come_in_the_order_of_their_identity():
    incoming = [sealed(a_project(uid=f"00000000-0000-4000-8000-{n:012d}")) for n in (3, 1, 2)]

    assert [one.uid[-1] for one in plan({}, incoming, {}).records] == ["1", "2", "3"]
