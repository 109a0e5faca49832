"""Decisions of the Secretariat, undone merges and records that may not come in."""

import shutil
from dataclasses import replace

import pytest

from desktop_app.actions import answers, bundles, keys, merging, planning, records
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import BundleRejected, UserError
from desktop_app.records.merge import Outcome
from desktop_app.records.record import Conflict
from desktop_app.records.revision import seal
from desktop_app.store import records as stored
from desktop_app.store import revisions
from tests.actions.conftest import hostile, in_conflict, merged, ready, sent
from tests.cli.conftest import PROJECT


def test_a_plan_writes_nothing(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    bundle = sent(bo, tmp_path / "post")
    planned = planning.plan_bundle(sela, bundle)

    assert planned.count(Outcome.NEW) == 1
    assert merging.conflicts(sela) == []
    with pytest.raises(UserError):
        answers.make_answer(sela, "BO", tmp_path / "post")


def test_a_decision_of_the_secretariat_settles_and_travels_back(pair, tmp_path):
    _bo, sela = pair
    record = in_conflict(pair, tmp_path)
    conflict = record.conflicts[0]
    wanted = next(name for name, value in conflict.values.items() if value == "S14")
    settled = merging.resolve(sela, record, {conflict.slot: wanted})
    answer = answers.make_answer(sela, "BO", tmp_path / "answers")
    with open_office(tmp_path / "bo2") as copy:
        read = answers.read_answer(copy, answer.bundle)
        there = records.find(copy, record.uid)

    assert [one["outcome"] for one in read.results] == ["changed"]
    assert settled.conflicts == ()
    assert settled["sector"] == "S14"
    assert read.changed == 1
    assert there["sector"] == "S14"


@pytest.mark.case("M9")
def test_an_open_difference_survives_further_merges(pair, tmp_path):
    record = in_conflict(pair, tmp_path)
    with open_office(tmp_path / "bo") as copy:
        ready(copy, title="Un segundo proyecto de riego")
        merged(pair[1], sent(copy, tmp_path / "more"))

    assert len(records.find(pair[1], record.uid).conflicts) == 1


def test_a_difference_in_what_a_newer_program_added_can_be_decided(pair, tmp_path):
    _bo, sela = pair
    record = in_conflict(pair, tmp_path)
    one, other = sorted(record.conflicts[0].values)
    strange = Conflict(slot="/title/es", values={one: "kept", other: {"odd": 1}})
    held = replace(record, extra={"title/es": "kept"}, conflicts=(strange,))
    held = stored.save(sela.store, held, who="SELA", at=sela.moment())

    settled = merging.resolve(sela, held, {"/title/es": other})

    assert settled.extra == {"title/es": {"odd": 1}}
    assert settled.values == record.values
    assert (settled.human_code, settled.conflicts) == (record.human_code, ())


def test_a_choice_that_the_record_does_not_hold_is_refused(pair, tmp_path):
    record = in_conflict(pair, tmp_path)

    with pytest.raises(UserError):
        merging.resolve(pair[1], record, {"stage": "x"})


def test_undoing_the_first_of_two_merges_keeps_the_second(pair, tmp_path):
    bo, sela = pair
    first_record = ready(bo)
    first = merged(sela, sent(bo, tmp_path / "post"))
    second_record = ready(bo, title="Un segundo proyecto de riego")
    merged(sela, sent(bo, tmp_path / "post"))
    merging.undo_merge(sela, first)

    assert records.find(sela, second_record.uid).version == 1
    # the second bundle carried the first record too, for nobody had acknowledged it
    assert records.find(sela, first_record.uid)["title"] == first_record["title"]


def test_a_merge_is_undone_once(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    name = merged(sela, sent(bo, tmp_path / "post"))
    merging.undo_merge(sela, name)

    with pytest.raises(UserError):
        merging.undo_merge(sela, name)


def test_an_office_does_not_merge(pair, tmp_path):
    bo, _sela = pair
    ready(bo)
    bundle = sent(bo, tmp_path / "post")

    with pytest.raises(UserError):
        planning.plan_bundle(bo, bundle)


def test_a_record_of_another_office_is_refused_and_the_rest_comes_in(pair, tmp_path):
    bo, sela = pair
    own = ready(bo)
    stolen = ready(bo, title="Un proyecto de otra oficina")
    merged(sela, sent(bo, tmp_path / "post"))
    co = set_up(tmp_path / "co", code="CO", name="Otra")
    keys.make_card(co, tmp_path / "co.surco")
    keys.trust_card(sela, keys.read_card(tmp_path / "co.surco"))
    honest = ready(co)
    forged = replace(
        stolen, office="CO", version=0, heads=(), values={**stolen.values, "form": "TA"}
    )
    records.mark_ready(co, records.enter_record(co, forged))
    planned = planning.plan_bundle(sela, sent(co, tmp_path / "co-post"))
    merging.apply_plan(sela, planned)
    co.close()
    outcomes = {one.uid: one.outcome for one in planned.plan.records}

    assert outcomes == {honest.uid: Outcome.NEW, stolen.uid: Outcome.REFUSED}
    assert records.find(sela, stolen.uid).office == "BO"
    assert records.find(sela, own.uid).office == "BO"


def test_what_was_typed_meanwhile_meets_a_decision_as_a_difference(pair, tmp_path):
    _bo, sela = pair
    record = in_conflict(pair, tmp_path)
    conflict = record.conflicts[0]
    wanted = next(name for name, value in conflict.values.items() if value == "S14")
    merging.resolve(sela, record, {conflict.slot: wanted})
    answer = answers.make_answer(sela, "BO", tmp_path / "answers")
    with open_office(tmp_path / "bo2") as copy:
        records.edit_record(copy, record.uid, {"sector": "S01"})
        answers.read_answer(copy, answer.bundle)
        there = records.find(copy, record.uid)

    assert set(there.conflicts[0].values.values()) == {"S01", "S14"}


def test_an_answer_to_a_bundle_of_another_installation_marks_nothing(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    answer = answers.make_answer(sela, "BO", tmp_path / "answers")
    other = set_up(tmp_path / "other", code="BO", name="Otra instalación")
    keys.trust_card(other, keys.read_card(tmp_path / "SELA.surco"))

    with pytest.raises(BundleRejected):
        answers.read_answer(other, answer.bundle)
    other.close()


def test_nothing_ready_means_nothing_sent(pair, tmp_path):
    with pytest.raises(UserError):
        bundles.export_bundle(pair[0], tmp_path / "post")

    assert not (tmp_path / "post").exists()


def test_a_record_for_this_office_only_stays_here(pair, tmp_path):
    bo, sela = pair
    ready(bo, title="Un proyecto reservado", access="OFC")
    public = ready(bo)
    planned = planning.plan_bundle(sela, sent(bo, tmp_path / "post"))

    assert [one.uid for one in planned.plan.records] == [public.uid]


@pytest.mark.case("B25")
def test_the_same_store_gives_the_same_manifest(pair, tmp_path):
    bo, _sela = pair
    ready(bo)
    moment = bo.clock()
    bo.clock = lambda: moment
    first = bundles.export_bundle(bo, tmp_path / "one")
    bo.close()
    shutil.copytree(tmp_path / "bo", tmp_path / "again")
    again = []
    for home in ("bo", "again"):
        with open_office(tmp_path / home, clock=lambda: moment) as copy:
            again.append(bundles.export_bundle(copy, tmp_path / f"post-{home}").check_code)

    assert again[0] == again[1]
    assert first.check_code != again[0]


def test_a_record_of_the_secretariat_not_sealed_yet_is_kept_from_another_of_its_identity(
    pair, tmp_path
):
    bo, sela = pair
    own = records.enter_record(sela, records.from_plain(sela, "initiative", PROJECT))
    forged = replace(own, office="BO", human_code="BO-2026-0001")
    line = seal(forged, parents=[], author="BO", at=bo.moment())
    planned = planning.plan_bundle(sela, hostile(bo, [line], tmp_path / "post"))
    name = merging.apply_plan(sela, planned)
    merging.undo_merge(sela, name)

    assert planned.count(Outcome.REFUSED) == 1
    assert records.find(sela, own.uid) == own


def test_sealed_lines_of_another_office_do_not_come_in_a_second_time(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    name = merged(sela, sent(bo, tmp_path / "post"))
    lines = revisions.of_records(sela.store, [record.uid])[record.uid].values()
    co = set_up(tmp_path / "co", code="CO", name="Otra")
    keys.make_card(co, tmp_path / "co.surco")
    keys.trust_card(sela, keys.read_card(tmp_path / "co.surco"))
    merged(sela, hostile(co, lines, tmp_path / "co-post"))
    merging.undo_merge(sela, name)
    co.close()

    with pytest.raises(UserError):
        records.find(sela, record.uid)


def test_a_decision_that_the_secretariat_never_sealed_is_told_of(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    line = seal(replace(record, deleted="x"), parents=record.heads, author="SELA", at=bo.moment())
    planned = planning.plan_bundle(sela, hostile(bo, [line], tmp_path / "post2"))

    assert any("not sealed here" in text for text, _values in planned.notes)


def test_a_plan_that_was_overtaken_is_not_applied(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    name = merged(sela, sent(bo, tmp_path / "post"))
    records.mark_ready(bo, records.edit_record(bo, record.uid, {"sector": "S14"}))
    planned = planning.plan_bundle(sela, sent(bo, tmp_path / "post"))
    merging.undo_merge(sela, name)

    with pytest.raises(UserError):
        merging.apply_plan(sela, planned)


def test_undoing_every_merge_of_a_record_takes_it_away_though_it_was_decided(pair, tmp_path):
    _bo, sela = pair
    record = in_conflict(pair, tmp_path)
    conflict = record.conflicts[0]
    settled = merging.resolve(sela, record, {conflict.slot: next(iter(conflict.values))})
    names = [row.id for row in merging.merges(sela)]
    for name in names:
        merging.undo_merge(sela, name)
    with pytest.raises(UserError):
        records.find(sela, record.uid)
    for bundle in sorted(tmp_path.rglob("surco-BO-*.surco")):
        merged(sela, bundle)

    assert records.find(sela, record.uid)["sector"] == settled["sector"]
    assert not merging.conflicts(sela)
