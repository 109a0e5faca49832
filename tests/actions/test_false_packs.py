"""Packs that are not what they say: of strangers, for others, of another kind, with false lines."""

from dataclasses import replace

import pytest

from desktop_app.actions import (
    answers,
    arriving,
    encrypting,
    evidence,
    keys,
    merging,
    packs,
    records,
    unpacking,
)
from desktop_app.actions.office import set_up
from desktop_app.errors import BundleRejected, BundleWaits
from desktop_app.exchange.receipt import Receipt
from desktop_app.language import Language
from desktop_app.records.policy import Encryption
from desktop_app.records.revision import seal
from desktop_app.store import revisions
from tests.actions.conftest import hostile, merged, ready, sent


def said(planned):
    return " ".join(Language("en").text(text, **values) for text, values in planned.notes)


@pytest.fixture
def lost(pair, tmp_path):
    """An office and the Secretariat that holds a record of it; and the record."""
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    return bo, sela, record.uid


@pytest.mark.case("B24")
def test_a_pack_for_another_office_is_refused(lost, tmp_path):
    _bo, sela, _uid = lost
    path = packs.make_pack(sela, "BO", tmp_path / "pack")[0].bundle
    with set_up(tmp_path / "cr", code="CR", name="Oficina") as other:
        keys.trust_card(other, keys.read_card(tmp_path / "SELA.surco"))

        with pytest.raises(BundleRejected, match="for BO and not for CR"):
            arriving.read_file(other, path)


def a_pack(office, lines, folder, **said):
    receipt = Receipt(
        about="0" * 64,
        seq=0,
        office="BO",
        records=(),
        missing_seqs=(),
        revisions=(),
    )
    form = {"kind": "pack", "scope": "full", "to": "BO", "receipt": receipt} | said
    return hostile(office, lines, folder, **form)


@pytest.mark.case("B13")
def test_another_office_sends_nothing_back(lost, tmp_path):
    bo, _sela, _uid = lost
    with set_up(tmp_path / "cr", code="CR", name="Oficina") as other:
        keys.make_card(other, tmp_path / "CR.surco")
        keys.trust_card(bo, keys.read_card(tmp_path / "CR.surco"))

        with pytest.raises(BundleRejected, match="only the Secretariat answers"):
            arriving.read_file(bo, a_pack(other, [], tmp_path / "false"))


@pytest.mark.case("B13")
def test_a_pack_of_a_stranger_waits_and_nothing_of_it_is_read(lost, tmp_path):
    bo, _sela, _uid = lost
    with set_up(tmp_path / "x", code="SELA", name="SELA", role="secretariat") as stranger:
        path = a_pack(stranger, [], tmp_path / "false")

        with pytest.raises(BundleWaits):
            arriving.read_file(bo, path)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"to": ""}, "not of BO"),
        ({"scope": "unacked"}, "does not say"),
        ({"receipt": None}, "does not say"),
    ],
)
def test_a_pack_that_is_not_in_its_form_is_refused(lost, tmp_path, form, told):
    bo, sela, _uid = lost

    with pytest.raises(BundleRejected, match=told):
        arriving.read_file(bo, a_pack(sela, [], tmp_path / "false", **form))


@pytest.mark.case("B15")
def test_a_pack_is_no_answer_and_an_answer_no_pack(lost, tmp_path):
    bo, sela, _uid = lost
    pack = packs.make_pack(sela, "BO", tmp_path / "pack")[0].bundle
    answer = answers.make_answer(sela, "BO", tmp_path / "answer").bundle

    with pytest.raises(BundleRejected, match="brings an office its own records back"):
        answers.read_answer(bo, pack)
    with pytest.raises(BundleRejected, match="This file is an answer"):
        unpacking.plan_pack(bo, answer)


@pytest.mark.case("B21")
def test_lines_of_others_in_a_pack_stay_out_and_those_said_to_be_ours_are_counted(lost, tmp_path):
    bo, sela, uid = lost
    found = records.find(sela, uid)
    theirs = replace(found, uid="6f1d2a34-0000-4000-8000-000000000001", office="CR", human_code="")
    false = [
        seal(found.with_values(local_code="X"), parents=found.heads, author="BO", at=bo.moment()),
        seal(theirs, parents=(), author="CR", at=bo.moment()),
    ]
    planned = arriving.read_file(bo, a_pack(sela, false, tmp_path / "false"))
    merging.apply_plan(bo, planned)

    assert "are not on this computer: 1. SELA vouches for them" in said(planned)
    assert {one.outcome.value for one in planned.plan.records} == {"refused", "changed"}
    assert [one.bundle.kind for one, _behind in evidence.came_by(bo, uid)] == ["pack"]
    assert records.find(bo, uid)["local_code"] == "X"


@pytest.mark.case("B19")
def test_an_old_pack_says_nothing_of_what_is_held_and_asked_for_now(lost, tmp_path):
    bo, sela, uid = lost
    encrypting.choose_policy(sela, Encryption.OFF)
    pack = packs.make_pack(sela, "BO", tmp_path / "pack")[0].bundle
    encrypting.choose_policy(sela, Encryption.REQUIRED)
    merging.undo_merge(sela, merging.merges(sela)[0].id)
    answers.read_answer(bo, answers.make_answer(sela, "BO", tmp_path / "answer").bundle)
    merging.apply_plan(bo, arriving.read_file(bo, pack))

    assert encrypting.chosen_policy(bo).encryption is Encryption.REQUIRED
    assert [one.uid for one in revisions.unacknowledged(bo.store, "BO", "SELA")] == [uid]
