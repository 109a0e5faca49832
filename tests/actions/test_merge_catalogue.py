"""What merging promises, on real stores: taken back, doubled, one bad of many, counted before."""

from dataclasses import replace

import pytest

from desktop_app.actions import keys, merging, planning, records
from desktop_app.actions.office import set_up
from desktop_app.records.kinds import KINDS
from desktop_app.records.merge import Outcome
from desktop_app.records.revision import seal
from desktop_app.store import journal, revisions
from desktop_app.store import records as stored
from tests.actions.conftest import hostile, merged, ready, sent
from tests.builders import a_project

MANY = 10_000


def content(office):
    """Return what an office says of every record, without when and how often it was saved."""
    return {
        record.uid: (dict(record.values), record.conflicts, record.heads, record.deleted)
        for kind in KINDS
        for record in stored.every(office.store, kind, deleted=True)
    }


@pytest.fixture
def three(pair, tmp_path):
    """Three bundles of edits of one record and of others, and a Secretariat that took none."""
    bo, _sela = pair
    record = ready(bo)
    bundles = [sent(bo, tmp_path / "one")]
    records.mark_ready(bo, records.edit_record(bo, record.uid, {"sector": "S14"}))
    ready(bo, title="Un segundo proyecto de riego")
    bundles.append(sent(bo, tmp_path / "two"))
    records.mark_ready(bo, records.edit_record(bo, record.uid, {"sector": "S26"}))
    bundles.append(sent(bo, tmp_path / "three"))
    twin = set_up(tmp_path / "twin", code="SELA", name="SELA", role="secretariat")
    keys.trust_card(twin, keys.read_card(tmp_path / "BO.surco"))
    yield bundles, twin
    twin.close()


@pytest.mark.case("M11")
@pytest.mark.parametrize("gone", [0, 1, 2])
def test_an_import_taken_back_is_as_if_it_had_never_come(pair, three, gone):
    _bo, sela = pair
    bundles, twin = three
    names = [merged(sela, bundle) for bundle in bundles]
    merging.undo_merge(sela, names[gone])
    for bundle in bundles:
        if bundle is not bundles[gone]:
            merged(twin, bundle)

    assert content(sela) == content(twin)


@pytest.mark.case("M11")
def test_all_taken_back_leaves_nothing_and_taking_back_the_undo_brings_all(pair, three):
    _bo, sela = pair
    bundles, _twin = three
    names = [merged(sela, bundle) for bundle in bundles]
    full = content(sela)
    for name in names:
        merging.undo_merge(sela, name)
    empty = content(sela)
    for bundle in reversed(bundles):
        merged(sela, bundle)

    assert empty == {}
    assert content(sela) == full


@pytest.mark.case("M13")
def test_one_identity_of_two_offices_stays_with_the_first_and_the_other_is_told_of(pair, tmp_path):
    bo, sela = pair
    own = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    with set_up(tmp_path / "co", code="CO", name="Otra") as other:
        keys.make_card(other, tmp_path / "co.surco")
        keys.trust_card(sela, keys.read_card(tmp_path / "co.surco"))
        doubled = a_project(uid=own.uid, office="CO", human_code="CO-2026-0001")
        line = seal(doubled, parents=[], author="CO", at=other.moment())
        planned = planning.plan_bundle(sela, hostile(other, [line], tmp_path / "x"))
        name = merging.apply_plan(sela, planned)

    assert records.find(sela, own.uid).office == "BO"
    [(uid, outcome, reason)] = journal.record_results(sela.store, name)
    assert (uid, outcome) == (own.uid, Outcome.REFUSED)
    assert reason == "Another office has a record of this identity."


@pytest.mark.case("M13")
def test_one_identity_that_a_bundle_gives_to_two_offices_comes_in_for_neither(pair, tmp_path):
    bo, sela = pair
    good = a_project(uid="00000000-0000-4000-8000-00000000000a", human_code="BO-2026-0007")
    twice = a_project(uid="00000000-0000-4000-8000-00000000000b", human_code="BO-2026-0008")
    doubled = replace(twice, office="BO-MIN", human_code="BO-MIN-2026-0008")
    lines = [seal(one, parents=[], author=one.office, at=bo.moment()) for one in (good, twice)]
    lines.append(seal(doubled, parents=[], author="BO-MIN", at=bo.moment()))
    name = merging.apply_plan(sela, planning.plan_bundle(sela, hostile(bo, lines, tmp_path / "x")))
    came = {uid: outcome for uid, outcome, _reason in journal.record_results(sela.store, name)}

    assert came == {good.uid: Outcome.NEW, twice.uid: Outcome.REFUSED}


@pytest.mark.case("M15")
def test_of_ten_thousand_records_one_bad_one_is_listed_and_all_others_come_in(pair, tmp_path):
    bo, sela = pair
    moment, base = bo.moment(), a_project()
    lines = [
        seal(
            replace(
                base,
                uid=f"00000000-0000-4000-8000-{number:012x}",
                human_code=f"BO-2026-{number:05d}",
            ),
            parents=[],
            author="BO",
            at=moment,
        )
        for number in range(1, MANY)
    ]
    wrong = base.with_values(stage=["EXE"])
    wrong = replace(wrong, uid=f"00000000-0000-4000-8000-{MANY:012x}", human_code="BO-2026-99999")
    lines.append(seal(wrong, parents=[], author="BO", at=moment))
    planned = planning.plan_bundle(sela, hostile(bo, lines, tmp_path / "x"))
    name = merging.apply_plan(sela, planned)
    results = journal.record_results(sela.store, name)
    refused = [(uid, reason) for uid, outcome, reason in results if outcome == Outcome.REFUSED]

    assert refused == [(wrong.uid, "An answer in it is not in the agreed form.")]
    assert len(content(sela)) == MANY - 1


@pytest.mark.case("M17")
def test_the_numbers_shown_before_a_merge_are_those_after_it(pair, three):
    _bo, sela = pair
    bundles, _twin = three
    for bundle in [*bundles, bundles[0]]:
        before = content(sela)
        planned = planning.plan_bundle(sela, bundle)
        if planned.merged_as:
            assert planned.plan.empty
            continue
        name = merging.apply_plan(sela, planned)
        after = content(sela)
        [row] = [one for one in merging.merges(sela) if one.id == name]
        results = [outcome for _uid, outcome, _reason in journal.record_results(sela.store, name)]

        assert {one: row.counts[one.value] for one in Outcome} == {
            one: planned.count(one) for one in Outcome
        }
        assert {one: results.count(one.value) for one in Outcome} == {
            one: planned.count(one) for one in Outcome
        }
        assert planned.count(Outcome.NEW) == len(after.keys() - before.keys())
        changed = [uid for uid in before if before[uid] != after[uid]]
        assert planned.count(Outcome.CHANGED) == len(changed)
    assert revisions.count(sela.store) > 0
