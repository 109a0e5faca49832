"""A new seal takes the place of the one in use, which vouches for it."""

import shutil

import pytest

from desktop_app.actions import (
    answers,
    bundles,
    keys,
    merging,
    planning,
    registering,
    renewing,
    restoring,
    seals,
)
from desktop_app.actions.office import open_office
from desktop_app.errors import BundleRejected, SealLocked, UserError
from desktop_app.exchange.bundle import Outgoing
from desktop_app.exchange.bundle_writing import write_bundle
from desktop_app.exchange.card import card_bytes
from desktop_app.exchange.signing import kid_of, open_key
from tests.actions.conftest import hostile, merged, ready, sent

WORDS = "cuatro palabras"


def kids(sela, status="active"):
    own = sela.setting("public_key")
    return {
        kid for kid, one in sela.trusted().items() if one.status == status and one.public_key != own
    }


def answered(pair, bundle, folder):
    bo, sela = pair
    merged(sela, bundle)
    answer = answers.make_answer(sela, "BO", folder)
    return answers.read_answer(bo, answer.bundle)


@pytest.fixture
def renewed(pair, tmp_path):
    """An office whose next seal waits, and a bundle that carries it."""
    bo, _sela = pair
    before = kid_of(bo.setting("public_key"))
    card = renewing.renew(bo)
    ready(bo)
    return before, card.kid, sent(bo, tmp_path / "post")


@pytest.mark.case("K6")
def test_a_bundle_with_both_seals_is_taken_by_the_old_one_before_the_new_is_known(pair, renewed):
    _bo, sela = pair
    before, after, bundle = renewed
    known = kids(sela)
    planned = planning.plan_bundle(sela, bundle)

    assert known == {before}
    assert planned.bundle.manifest.kid == before
    assert kid_of(planned.bundle.successor) == after
    assert len(planned.bundle.revisions) == 1


@pytest.mark.case("K6")
def test_bundles_by_either_seal_are_taken_until_the_answer_was_read(pair, renewed, tmp_path):
    bo, sela = pair
    before, after, first = renewed
    merged(sela, first)
    ready(bo, title="Otro proyecto")
    second = sent(bo, tmp_path / "post")
    merged(sela, second)

    assert kids(sela) == {before, after}
    assert planning.plan_bundle(sela, second).bundle.manifest.kid == before


def test_the_plan_says_that_a_new_seal_comes_and_shows_its_digits(pair, renewed):
    _bo, sela = pair
    planned = planning.plan_bundle(sela, renewed[2])
    said = [text.format(**values) for text, values in planned.notes]

    assert len(said) == 1
    assert "new seal of Oficina" in said[0]
    assert renewing.following(pair[0]).fingerprint in said[0]


def test_looking_at_a_bundle_takes_no_seal(pair, renewed):
    _bo, sela = pair
    planning.plan_bundle(sela, renewed[2])

    assert kids(sela) == {renewed[0]}


def test_after_the_answer_the_new_seal_seals_alone_and_retires_the_old(pair, renewed, tmp_path):
    bo, sela = pair
    before, after, bundle = renewed
    read = answered(pair, bundle, tmp_path / "answers")
    ready(bo, title="Otro proyecto")
    planned = planning.plan_bundle(sela, sent(bo, tmp_path / "post"))
    both = kids(sela)
    merging.apply_plan(sela, planned)

    assert read.new_seal is True
    assert (planned.bundle.manifest.kid, planned.bundle.card) == (after, None)
    assert both == {before, after}
    assert (kids(sela), kids(sela, "retired")) == ({after}, {before})


def test_a_late_bundle_of_the_retired_seal_is_taken_up_to_the_number_of_the_new(
    pair, renewed, tmp_path
):
    bo, sela = pair
    answered(pair, renewed[2], tmp_path / "answers")
    before = tmp_path / "before"
    shutil.copytree(bo.home, before)
    ready(bo, title="Otro proyecto")
    merged(sela, sent(bo, tmp_path / "post"))
    with open_office(before) as copy:
        copy.change_setting("public_key", renewed_key(copy, "seal.key"))
        copy.change_setting("seal_file", "seal.key")
        ready(copy, title="De otra copia")
        late = sent(copy, tmp_path / "late")
        with pytest.raises(UserError, match="no longer in use"):
            planning.plan_bundle(sela, late)

    assert planning.plan_bundle(sela, renewed[2]).merged_as


def renewed_key(office, file):
    with open_key(office.home / file) as signer:
        return signer.public_key


def test_an_answer_that_does_not_name_the_new_seal_changes_nothing(pair, tmp_path):
    bo, _sela = pair
    ready(bo)
    bundle = sent(bo, tmp_path / "post")
    card = renewing.renew(bo)
    before = bo.setting("public_key")
    read = answered(pair, bundle, tmp_path / "answers")

    assert read.new_seal is False
    assert bo.setting("public_key") == before != card.public_key


@pytest.mark.case("K6")
def test_undoing_the_merge_that_brought_a_seal_keeps_the_seal(pair, renewed, tmp_path):
    bo, sela = pair
    before, after, bundle = renewed
    name = merged(sela, bundle)
    merging.undo_merge(sela, name)
    ready(bo, title="Otro proyecto")
    merged(sela, sent(bo, tmp_path / "post"))

    assert kids(sela) == {before, after}


def test_a_seal_that_waits_goes_out_even_where_no_record_does(pair, tmp_path):
    bo, _sela = pair
    renewing.renew(bo)
    read = answered(pair, sent(bo, tmp_path / "post"), tmp_path / "answers")

    assert read.new_seal is True


def test_renewing_twice_keeps_the_seal_that_waits(pair):
    bo, _sela = pair

    assert renewing.renew(bo).public_key == renewing.renew(bo).public_key


def test_a_protected_seal_is_renewed_with_its_passphrase_alone(pair, tmp_path):
    bo, _sela = pair
    seals.change_passphrase(bo, None, WORDS)
    with pytest.raises(SealLocked):
        renewing.renew(bo, "otras palabras")
    renewing.renew(bo, WORDS)
    ready(bo)
    bundle = bundles.export_bundle(bo, tmp_path / "post", passphrase=WORDS).bundle
    read = answered(pair, bundle, tmp_path / "answers")

    assert read.new_seal is True
    assert bo.seal_protected is True


def test_a_lost_file_of_the_seal_that_waits_holds_nothing_up(pair, renewed, tmp_path):
    bo, sela = pair
    (bo.home / bo.setting("next_seal_file")).unlink()
    ready(bo, title="Otro proyecto")
    bundle = sent(bo, tmp_path / "post")
    read = answered(pair, renewed[2], tmp_path / "answers")
    again = renewing.renew(bo)

    assert planning.plan_bundle(sela, bundle).bundle.card is None
    assert read.new_seal is False
    assert again.kid not in renewed


class PowerCut(BaseException):
    """The moment at which nothing goes on."""


def power_cut(*_args):
    raise PowerCut


def test_a_power_cut_after_the_new_file_was_made_leaves_the_old_seal(pair, tmp_path, monkeypatch):
    bo, sela = pair
    monkeypatch.setattr("desktop_app.actions.office.settings.put", power_cut)
    with pytest.raises(PowerCut):
        renewing.renew(bo)
    monkeypatch.undo()
    bo.close()
    with open_office(tmp_path / "bo") as again:
        ready(again)
        merged(sela, sent(again, tmp_path / "post"))
        card = renewing.renew(again)

    assert len(kids(sela)) == 1
    assert card.kid not in kids(sela)


def test_a_power_cut_while_the_answer_is_read_leaves_the_old_seal(
    pair, renewed, tmp_path, monkeypatch
):
    bo, sela = pair
    merged(sela, renewed[2])
    answer = answers.make_answer(sela, "BO", tmp_path / "answers")
    monkeypatch.setattr(renewing, "settle", lambda *_: power_cut())
    with pytest.raises(PowerCut):
        answers.read_answer(bo, answer.bundle)
    monkeypatch.undo()
    ready(bo, title="Otro proyecto")
    bundle = planning.plan_bundle(sela, sent(bo, tmp_path / "post")).bundle

    assert bundle.manifest.kid == renewed[0]
    assert answers.read_answer(bo, answer.bundle).new_seal is True


def test_a_backup_from_before_does_not_bring_the_old_seal_back(pair, renewed, tmp_path):
    bo, sela = pair
    backup = tmp_path / "backup.db"
    bo.store.copy_to(backup)
    answered(pair, renewed[2], tmp_path / "answers")
    bo.close()
    restoring.restore(bo.home, backup)
    with open_office(bo.home) as again:
        ready(again, title="Otro proyecto")
        planned = planning.plan_bundle(sela, sent(again, tmp_path / "post"))

    assert planned.bundle.manifest.kid == renewed[1]


def swapped_card(bo, other_card, folder):
    """Seal with the key of BO a bundle that shows the seal of somebody else."""
    path = folder / "swapped.surco"
    outgoing = Outgoing(
        kind="submission",
        office=bo.code,
        stream="hostile",
        to="",
        seq=1,
        made_at=bo.moment(),
        app="hostile",
    )
    with bo.signer() as signer:
        write_bundle(path, outgoing, {"card": [card_bytes(other_card)]}, signer)
    return path


def test_a_new_seal_that_did_not_seal_the_bundle_itself_is_not_taken(pair, renewed, tmp_path):
    bo, sela = pair
    path = swapped_card(bo, renewing.following(bo), tmp_path)
    planned = planning.plan_bundle(sela, path)
    merging.apply_plan(sela, planned)

    assert kids(sela) == {renewed[0]}
    assert "does not hold" in planned.notes[-1][0]


def test_the_card_of_another_office_is_no_new_seal(pair, tmp_path):
    bo, sela = pair
    path = swapped_card(bo, keys.read_card(tmp_path / "SELA.surco"), tmp_path)
    planned = planning.plan_bundle(sela, path)
    merging.apply_plan(sela, planned)

    assert len(kids(sela)) == 1
    assert "does not hold" in planned.notes[-1][0]


def test_a_seal_that_was_revoked_here_does_not_come_back_by_a_bundle(pair, renewed):
    _bo, sela = pair
    before, after, bundle = renewed
    merged(sela, bundle)
    registering.revoke(sela, "BO", after)
    merging.undo_merge(sela, merging.merges(sela)[0].id)
    merged(sela, bundle)

    assert (kids(sela), kids(sela, "revoked")) == ({before}, {after})


@pytest.mark.parametrize("out_of_use", [registering.retire, registering.revoke])
def test_a_seal_out_of_use_vouches_for_no_other_even_under_an_old_number(pair, renewed, out_of_use):
    _bo, sela = pair
    before, _after, bundle = renewed
    out_of_use(sela, "BO", before, 7)
    planned = planning.plan_bundle(sela, bundle)  # number 1: it still counts
    merging.apply_plan(sela, planned)

    assert kids(sela) == set()
    assert "does not hold" in " ".join(text for text, _ in planned.notes)


def test_with_a_stolen_seal_go_those_it_vouched_for_after_the_last_good_number(
    pair, renewed, tmp_path
):
    bo, sela = pair
    before, after, bundle = renewed
    answered(pair, bundle, tmp_path / "answers")
    second = renewing.renew(bo).kid
    ready(bo, title="Otro proyecto")
    merged(sela, sent(bo, tmp_path / "post"))
    known = kids(sela)
    registering.revoke(sela, "BO", before, 0)

    assert known == {after, second}
    assert kids(sela) == set()
    assert {before, after, second} <= kids(sela, "revoked")


def test_a_seal_that_came_before_the_theft_stays(pair, renewed):
    _bo, sela = pair
    before, after, bundle = renewed
    merged(sela, bundle)
    registering.revoke(sela, "BO", before, 1)

    assert kids(sela) == {after}


def test_a_stranger_cannot_vouch_for_a_seal(pair, renewed, tmp_path):
    bo, sela = pair
    shutil.copytree(bo.home, tmp_path / "thief")
    with open_office(tmp_path / "thief") as thief:
        seals.new_seal(thief)
        renewing.renew(thief)
        path = hostile(thief, [], tmp_path / "stolen")
        with pytest.raises(BundleRejected):
            planning.plan_bundle(sela, path)

    assert kids(sela) == {renewed[0]}
