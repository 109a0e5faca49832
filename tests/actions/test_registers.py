"""The list of offices at an office: taken by mail or as a file, proved by root, never a lock."""

from datetime import UTC, datetime

import pytest

from desktop_app.actions import answers, encrypting, keys, merging, planning, registering, registers
from desktop_app.actions.office import set_up
from desktop_app.errors import BundleRejected, BundleWaits, UserError
from desktop_app.records.merge import Outcome
from desktop_app.store import registers as stored
from tests.actions.conftest import hostile, merged, ready, sent
from tests.actions.registers import (
    a_line,
    answered,
    kid_of,
    published,
)


def test_an_office_takes_the_list_as_a_file(pair, tmp_path):
    bo, sela = pair
    registering.rename(sela, "BO", "Viceministerio de Inversión Pública")
    out = published(sela, tmp_path)
    taken = registers.read_file(bo, out.path)

    assert (taken.version, taken.changed) == (1, True)
    assert bo.trusted()[kid_of(sela)].role == "secretariat"
    assert registers.current(bo).register.find("BO").name() == "Viceministerio de Inversión Pública"
    assert registers.read_file(bo, out.path).changed is False


def test_the_list_comes_with_every_answer(pair, tmp_path):
    bo, sela = pair
    published(sela, tmp_path)
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    read = answers.read_answer(bo, answered(sela, tmp_path))

    assert [str(note) for note in read.notes] == ["New list of offices: number 1."]
    assert registers.version(bo) == 1


def test_every_bundle_says_which_list_its_sender_has(pair, tmp_path):
    bo, sela = pair
    registers.read_file(bo, published(sela, tmp_path).path)
    ready(bo)
    planned = planning.plan_bundle(sela, sent(bo, tmp_path / "post"))
    merging.apply_plan(sela, planned)

    assert planned.bundle.manifest.registry_version == 1
    assert [one.registry_version for one in stored.seals(sela.store).values()] == [1]


@pytest.mark.case("K5")
def test_a_list_that_is_refused_leaves_the_old_one_and_the_answer(pair, tmp_path):
    bo, sela = pair
    first = published(sela, tmp_path).path
    registering.rename(sela, "BO", "Otra")
    registers.read_file(bo, published(sela, tmp_path).path)
    with pytest.raises(BundleRejected, match="older"):
        registers.read_file(bo, first)

    assert registers.version(bo) == 2


@pytest.mark.case("B21")
def test_a_record_out_of_scope_is_refused_and_the_others_come_in(pair, tmp_path):
    bo, sela = pair
    lines = [a_line(number, office) for number, office in enumerate(["BO", "PE", "BO-MAE", "BOX"])]
    planned = planning.plan_bundle(sela, hostile(bo, lines, tmp_path / "post"))

    assert {one.office: one.outcome for one in planned.plan.records} == {
        "BO": Outcome.NEW,
        "BO-MAE": Outcome.NEW,
        "BOX": Outcome.REFUSED,
        "PE": Outcome.REFUSED,
    }


@pytest.mark.case("B21")
def test_a_unit_below_an_office_brings_nothing_of_that_office(pair, tmp_path):
    _bo, sela = pair
    with set_up(tmp_path / "mae", code="BO-MAE", name="Ministerio", role="guest") as unit:
        keys.make_card(unit, tmp_path / "mae.surco")
        keys.trust_card(sela, keys.read_card(tmp_path / "mae.surco"))
        registering.place_below(sela, "BO-MAE", "BO")
        lines = [a_line(1, "BO-MAE", "source"), a_line(2, "BO", "source")]
        planned = planning.plan_bundle(sela, hostile(unit, lines, tmp_path / "post"))

    assert [(one.office, one.outcome) for one in planned.plan.records] == [
        ("BO-MAE", Outcome.NEW),
        ("BO", Outcome.REFUSED),
    ]


@pytest.mark.case("B13")
def test_what_a_lost_computer_sealed_after_its_last_good_number_waits(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    early = sent(bo, tmp_path / "post")
    ready(bo, title="Un segundo proyecto de riego")
    late = sent(bo, tmp_path / "post")
    merged(sela, early)
    registering.revoke(sela, "BO", kid_of(bo), 1)

    assert planning.plan_bundle(sela, early).merged_as
    with pytest.raises(BundleWaits) as told:
        planning.plan_bundle(sela, late)
    assert told.value.cause == "revoked"


@pytest.mark.case("B13")
def test_a_row_of_numbers_begun_with_a_stolen_seal_never_counts(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    registering.revoke(sela, "BO", kid_of(bo), 9)
    forged = hostile(bo, [a_line(5, "BO")], tmp_path / "other", stream="begun-anew", seq=2)

    with pytest.raises(BundleWaits):
        planning.plan_bundle(sela, forged)


@pytest.mark.case("B13")
def test_a_stolen_seal_writes_over_no_number_that_counts(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    registering.revoke(sela, "BO", kid_of(bo), 1)
    stream = bo.setting("stream")
    forged = hostile(bo, [a_line(5, "BO")], tmp_path / "other", stream=stream, seq=1)

    with pytest.raises(BundleWaits, match="came here before with other contents"):
        planning.plan_bundle(sela, forged)


def test_what_came_after_the_last_good_number_is_shown_and_can_be_taken_back(pair, tmp_path):
    bo, sela = pair
    for title in ("Un primer proyecto de riego", "Un segundo proyecto de riego"):
        ready(bo, title=title)
        merged(sela, sent(bo, tmp_path / "post"))
    after = registering.came_after(sela, kid_of(bo), 1)

    assert [row.seq for row in after] == [2]
    assert registering.came_after(sela, kid_of(bo), 2) == []


def test_a_lost_computer_does_not_come_back_by_its_card(pair, tmp_path):
    bo, sela = pair
    registering.revoke(sela, "BO", kid_of(bo), 0)
    with pytest.raises(UserError, match="computer that was lost"):
        keys.trust_card(sela, keys.read_card(tmp_path / "BO.surco"))
    registering.restore(sela, "BO", kid_of(bo))
    keys.trust_card(sela, keys.read_card(tmp_path / "BO.surco"))

    assert sela.trusted()[kid_of(bo)].status == "active"


def test_a_retired_seal_counts_for_all_that_has_come(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    registering.retire(sela, "BO", kid_of(bo))
    known = sela.trusted()[kid_of(bo)]

    assert (known.status, known.last_good_seq) == ("retired", 1)
    assert known.stream == bo.setting("stream")


def test_a_list_of_fourteen_months_is_a_notice_and_stops_nothing(pair, tmp_path):
    bo, sela = pair
    registers.read_file(bo, published(sela, tmp_path).path)
    made = registers.current(bo).made_at
    later = datetime.fromisoformat(made).replace(tzinfo=UTC)
    assert registers.notice_of_age(bo) is None
    bo.clock = lambda: later.replace(year=later.year + 1, month=later.month % 12 + 1, day=28)

    assert "months old" in str(registers.notice_of_age(bo))
    ready(bo)
    assert sent(bo, tmp_path / "post").exists()


def test_publishing_without_changes_writes_the_same_file_again(pair, tmp_path):
    _bo, sela = pair
    first = published(sela, tmp_path).path.read_bytes()

    assert published(sela, tmp_path).path.read_bytes() == first
    assert registers.version(sela) == 1


def test_an_office_keeps_no_list_of_its_own(pair, tmp_path):
    bo, _sela = pair
    with pytest.raises(UserError, match="Only the Secretariat"):
        published(bo, tmp_path)
    with pytest.raises(UserError, match="Only the Secretariat"):
        registering.rename(bo, "BO", "Otra")


def test_without_the_card_of_a_secretariat_no_list_is_taken(office, pair, tmp_path):
    out = published(pair[1], tmp_path)
    with pytest.raises(UserError, match="Take the card of the Secretariat first"):
        registers.read_file(office, out.path)


def test_what_is_asked_of_bundles_on_their_way_follows_the_list(pair, tmp_path):
    bo, sela = pair
    assert encrypting.policy_of(bo).encryption == "offered"
    registering.set_encryption(sela, "required")
    registers.read_file(bo, published(sela, tmp_path).path)

    assert encrypting.policy_of(bo).encryption == "required"


@pytest.mark.parametrize(("kind", "said"), [("card", "Accept it as a card"), ("bundle", "not the")])
def test_what_is_no_list_is_refused_as_what_it_is_whoever_sealed_it(pair, tmp_path, kind, said):
    _bo, sela = pair
    with set_up(tmp_path / "pe", code="PE", name="Oficina") as other:
        keys.make_card(other, tmp_path / "card.surco")
        (tmp_path / "bundle.surco").write_bytes(hostile(other, [], tmp_path / "x").read_bytes())

        with pytest.raises(BundleRejected, match=said) as refused:
            registers.read_file(sela, tmp_path / f"{kind}.surco")

    assert not isinstance(refused.value, BundleWaits)
