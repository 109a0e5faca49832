"""Decisions that a bundle says are ours: out by default, in on a person's word alone."""

import pytest

from desktop_app.actions import answers, bundle_contents, merging, people, planning, records
from desktop_app.actions.office import open_office
from desktop_app.actions.vouching import ON_WORD, SETTLED
from desktop_app.records.people import Role
from desktop_app.records.revision import seal
from desktop_app.store import changes, journal, revisions
from tests.actions.conftest import hostile, in_conflict, merged, ready, sent

SAYS = {"es": "Lo decidió la Secretaría", "original": "es"}


@pytest.fixture
def claimed(pair, tmp_path):
    """A bundle of BO with a true new record, and a decision that it says is the Secretariat's."""
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    record = records.find(bo, record.uid)
    said = seal(record.with_values(title=SAYS), parents=record.heads, author="SELA", at=bo.moment())
    other = ready(bo, title="Otro proyecto de riego")
    true = revisions.of_records(bo.store, [other.uid])[other.uid].values()
    return record, other, said, hostile(bo, [said, *true], tmp_path / "claimed")


@pytest.mark.case("B21")
def test_a_decision_said_to_be_ours_stays_out_and_the_rest_comes_in(pair, claimed, tmp_path):
    _bo, sela = pair
    record, other, said, bundle = claimed
    planned = planning.plan_bundle(sela, bundle)
    merging.apply_plan(sela, planned)

    assert planned.said_ours == {said.id}
    assert "They stay out" in planned.notes[0][0]
    assert records.find(sela, record.uid)["title"] != SAYS
    assert records.find(sela, other.uid).status == "received"
    assert revisions.decided(sela.store, ("BO",)) == []


def test_it_is_not_acknowledged_so_that_it_can_come_again(pair, claimed, tmp_path):
    _bo, sela = pair
    _record, _other, said, bundle = claimed
    merged(sela, bundle)
    receipt = answers.receipt_on(
        sela,
        "BO",
        journal.bundle(sela.store, planning.plan_bundle(sela, bundle).bundle.manifest_hash),
        journal.record_results(sela.store, merging.merges(sela)[0].id),
    )

    assert said.id not in receipt.revisions


def test_on_a_persons_word_it_comes_in_and_the_history_names_the_person(pair, claimed):
    _bo, sela = pair
    record, _other, said, bundle = claimed
    person = people.add(sela, "Mesa de revisión", Role.SENDS)
    people.work_as(sela, person)
    planned = planning.on_word(sela, planning.plan_bundle(sela, bundle), vouched=True)
    name = merging.apply_plan(sela, planned)

    assert records.find(sela, record.uid)["title"] == SAYS
    told = {(one.why, one.who) for one in changes.history(sela.store, record.uid)}
    assert (ON_WORD, person.uid) in told
    assert (record.uid, "changed", ON_WORD) in journal.record_results(sela.store, name)
    assert [one.id for one in revisions.decided(sela.store, ("BO",))] == [said.id]


def test_a_word_can_be_given_and_taken_back_before_merging(pair, claimed):
    _bo, sela = pair
    record, _other, _said, bundle = claimed
    planned = planning.plan_bundle(sela, bundle)
    given = planning.on_word(sela, planned, vouched=True)
    again = planning.on_word(sela, given, vouched=False)

    assert again == planned
    assert {one.uid for one in given.plan.records} == {record.uid, _other.uid}
    assert {one.uid for one in again.plan.records} == {_other.uid}


def test_our_own_decisions_that_come_back_need_nobodys_word(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    record = records.find(sela, record.uid)
    ours = seal(
        record.with_values(title=SAYS), parents=record.heads, author="SELA", at=sela.moment()
    )
    revisions.add(sela.store, [ours])

    assert planning.plan_bundle(sela, hostile(bo, [ours], tmp_path / "back")).said_ours == set()


def again(sela, bundle):
    """Return the plan of a bundle with what is said to be ours, on a person's word."""
    return planning.on_word(sela, planning.plan_bundle(sela, bundle), vouched=True)


def test_what_stayed_out_of_a_merge_is_taken_later_by_one_of_its_own(pair, claimed):
    _bo, sela = pair
    record, other, said, bundle = claimed
    first = merged(sela, bundle)
    shown = planning.plan_bundle(sela, bundle)
    word = again(sela, bundle)
    name = merging.apply_plan(sela, word)
    after = planning.plan_bundle(sela, bundle)

    assert (shown.merged_as, shown.said_ours) == (first, {said.id})
    assert "stayed out when the rest was merged" in shown.notes[0][0]
    assert "They alone are taken" in " ".join(word.notes[0][0].split())
    assert {one.uid for one in word.plan.records} == {record.uid}
    assert records.find(sela, record.uid)["title"] == SAYS
    assert (after.merged_as, after.said_ours) == (name, set())
    assert {(uid, did) for uid, did, _why in journal.record_results(sela.store, name)} == {
        (record.uid, "changed"),
        (other.uid, "new"),  # as the merge before it did
    }


def test_that_merge_is_taken_back_alone_and_its_lines_need_a_word_again(pair, claimed):
    _bo, sela = pair
    record, other, said, bundle = claimed
    first = merged(sela, bundle)
    version = records.find(sela, other.uid).version
    name = merging.apply_plan(sela, again(sela, bundle))
    merging.undo_merge(sela, name)
    shown = planning.plan_bundle(sela, bundle)
    row = journal.bundle(sela.store, shown.bundle.manifest_hash)

    assert records.find(sela, record.uid)["title"] != SAYS
    assert records.find(sela, other.uid).version == version
    assert (shown.merged_as, shown.said_ours) == (first, {said.id})
    assert not merging.undone_at(sela)[row.id]
    assert [one.came_of_it for one in bundle_contents.contents(sela, row).records] == ["new"]


def test_with_the_merge_of_a_bundle_goes_what_was_taken_of_it_later(pair, claimed):
    _bo, sela = pair
    record, other, said, bundle = claimed
    first = merged(sela, bundle)
    merging.apply_plan(sela, again(sela, bundle))
    merging.undo_merge(sela, first)
    shown = planning.plan_bundle(sela, bundle)

    assert records.find(sela, record.uid)["title"] != SAYS
    assert revisions.of_records(sela.store, [other.uid]) == {}
    assert (shown.merged_as, shown.said_ours) == ("", {said.id})
    assert merging.undone_at(sela)[shown.bundle.manifest_hash]


def test_a_word_that_was_taken_back_with_a_whole_bundle_counts_no_more(pair, claimed):
    _bo, sela = pair
    _record, _other, said, bundle = claimed
    merging.undo_merge(sela, merging.apply_plan(sela, again(sela, bundle)))

    assert planning.plan_bundle(sela, bundle).said_ours == {said.id}


def test_a_difference_that_a_decision_left_out_had_settled_is_named(pair, tmp_path):
    _closed, sela = pair
    held = in_conflict(pair, tmp_path)
    said = seal(held, parents=held.heads, author="SELA", at=sela.moment())
    with open_office(tmp_path / "bo2") as bo:
        planned = planning.plan_bundle(sela, hostile(bo, [said], tmp_path / "settled"))

    assert (SETTLED, {"count": 1}) in planned.notes


def test_a_word_whose_merge_was_undone_has_to_be_given_anew(pair, claimed, tmp_path):
    """Also when an answer of then gives back the seal of ours under which it went."""
    bo, sela = pair
    record, _other, said, _bundle = claimed
    revisions.add(bo.store, [said])
    first = planning.plan_bundle(sela, sent(bo, tmp_path / "post"))
    name = merging.apply_plan(sela, planning.on_word(sela, first, vouched=True))
    for undo in (False, True):
        if undo:
            merging.undo_merge(sela, name)
        answers.read_answer(bo, answers.make_answer(sela, "BO", tmp_path / "answers").bundle)
    back = planning.plan_bundle(sela, sent(bo, tmp_path / "post"))
    merging.apply_plan(sela, back)

    assert (len(back.bundle.returned), back.said_ours) == (1, {said.id})
    assert records.find(sela, record.uid)["title"] != SAYS
