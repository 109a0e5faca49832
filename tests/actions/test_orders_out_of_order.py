"""An order to erase binds the lines of the office that gave it, whatever came first."""

from dataclasses import replace

import pytest

from desktop_app.actions import checking, keys, merging, planning, records
from desktop_app.actions.office import set_up
from desktop_app.records.merge import Outcome
from desktop_app.records.revision import PURGED, seal
from desktop_app.store import revisions
from tests.actions.conftest import hostile, merged, ready, sent
from tests.actions.test_erasing import erase, known
from tests.builders import a_project

pytestmark = pytest.mark.case("M16", "M13")


@pytest.fixture
def other(pair, tmp_path):
    """Another office whose card the Secretariat took."""
    _bo, sela = pair
    with set_up(tmp_path / "co", code="CO", name="Otra") as office:
        keys.make_card(office, tmp_path / "co.surco")
        keys.trust_card(sela, keys.read_card(tmp_path / "co.surco"))
        yield office


def order(office, uid, code="0009", by=""):
    """Return an order to erase, as `office` would give it for an identity that it took."""
    by = by or office.code
    gone = replace(a_project(), kind="contact", uid=uid, office=by, values={})
    gone = replace(gone, extra={PURGED: True}, deleted="x", human_code=f"{by}-2026-{code}")
    return seal(gone, parents=[], author=by, at=office.moment())


@pytest.mark.parametrize("made", [known, ready])
def test_an_order_for_a_record_of_another_office_that_comes_first_keeps_no_line_out(
    pair, other, tmp_path, made
):
    bo, sela = pair
    theirs = made(other)
    squat = order(bo, theirs.uid)
    first = merged(sela, hostile(bo, [squat], tmp_path / "x"))
    planned = planning.plan_bundle(sela, sent(other, tmp_path / "post"))
    merging.apply_plan(sela, planned)
    there = records.find(sela, theirs.uid)
    again = planning.plan_bundle(sela, hostile(bo, [squat], tmp_path / "x", seq=2))
    merging.apply_plan(sela, again)
    merging.undo_merge(sela, first)

    assert [one.outcome for one in planned.plan.records] == [Outcome.NEW]
    assert (there.office, there.values, there.status) == ("CO", theirs.values, "received")
    assert [one.outcome for one in again.plan.records] == [Outcome.REFUSED]
    assert records.find(sela, theirs.uid).values == there.values
    assert set(revisions.of_records(sela.store, [theirs.uid])[theirs.uid]) == set(theirs.heads)
    assert checking.check_store(sela).integrity == "ok"


def test_a_true_record_that_is_taken_back_leaves_the_order_that_was_there(pair, other, tmp_path):
    bo, sela = pair
    theirs = known(other)
    merged(sela, hostile(bo, [order(bo, theirs.uid)], tmp_path / "x"))
    before = records.find(sela, theirs.uid)
    merging.undo_merge(sela, merged(sela, sent(other, tmp_path / "post")))
    after = records.find(sela, theirs.uid)

    assert (after.office, after.values, after.deleted) == ("BO", {}, before.deleted)


def test_who_owns_the_record_still_erases_it_after_another_ordered_so(pair, other, tmp_path):
    bo, sela = pair
    theirs = known(other)
    merged(sela, hostile(bo, [order(bo, theirs.uid)], tmp_path / "x"))
    merged(sela, sent(other, tmp_path / "post"))
    erase(other, theirs)
    merged(sela, sent(other, tmp_path / "post"))
    there = records.find(sela, theirs.uid)

    assert (there.office, there.values, there.deleted) == ("CO", {}, "Withdrew the consent")


def test_an_order_of_one_unit_brings_no_line_of_another_to_fall_in_the_same_bundle(pair, tmp_path):
    bo, sela = pair
    uid = "00000000-0000-4000-8000-00000000000a"
    true = a_project(uid=uid, office="BO-ABC", human_code="BO-ABC-2026-0001")
    line = seal(true, parents=[], author="BO-ABC", at=bo.moment())
    squat = order(bo, uid, by="BO-MIN")
    planned = planning.plan_bundle(sela, hostile(bo, [squat, line], tmp_path / "x"))
    merging.apply_plan(sela, planned)

    assert {one.office: one.outcome for one in planned.plan.records} == {
        "BO-ABC": Outcome.NEW,
        "BO-MIN": Outcome.REFUSED,
    }
    assert records.find(sela, uid).values == true.values


def test_an_order_before_the_old_bundle_keeps_the_identity_for_who_had_it(pair, other, tmp_path):
    bo, sela = pair
    person = known(bo)
    old = sent(bo, tmp_path / "old")
    erase(bo, person)
    merged(sela, sent(bo, tmp_path / "new"))
    merged(sela, old)
    doubled = a_project(uid=person.uid, office="CO", human_code="CO-2026-0001")
    line = seal(doubled, parents=[], author="CO", at=other.moment())
    planned = planning.plan_bundle(sela, hostile(other, [line], tmp_path / "x"))

    assert [one.outcome for one in planned.plan.records] == [Outcome.REFUSED]
    assert records.find(sela, person.uid).values == {}
