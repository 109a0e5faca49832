import hashlib

import pytest

from desktop_app.actions import (
    answers,
    arrived,
    inbox,
    keys,
    people,
    planning,
    records,
    registering,
)
from desktop_app.actions.office import set_up
from desktop_app.actions.trusting import DRAFT
from desktop_app.errors import BundleWaits, UserError
from desktop_app.exchange import manifest
from desktop_app.language import Language
from desktop_app.records.people import Role
from desktop_app.records.revision import seal
from desktop_app.store import inbox as stored
from desktop_app.store import revisions, trust
from tests.actions.conftest import hostile, merged, ready, sent
from tests.exchange.sealing import members, packed_again


@pytest.fixture
def strangers(tmp_path):
    """An office and a Secretariat; only the office has taken the other's card."""
    bo = set_up(tmp_path / "bo", code="BO", name="Oficina")
    sela = set_up(tmp_path / "sela", code="SELA", name="SELA", role="secretariat")
    for one in (bo, sela):
        keys.make_card(one, tmp_path / f"{one.code}.surco")
    keys.trust_card(bo, keys.read_card(tmp_path / "SELA.surco"))
    yield bo, sela
    bo.close()
    sela.close()


def arrives(office, path):
    """Open a file as the window does; return what is told when it cannot be taken yet."""
    with pytest.raises(BundleWaits) as told, inbox.keeping_what_waits(office, path):
        planning.plan_bundle(office, path)
    return told.value


def accept(office, tmp_path, code="BO"):
    keys.trust_card(office, keys.read_card(tmp_path / f"{code}.surco"))


def revoke(office, status="revoked"):
    """Say of each card that was taken how it stands; there is no list of offices that says else."""
    office.change_setting(DRAFT, "")
    for known in trust.trusted(office.store):
        changed = {name: getattr(known, name) for name in known.__slots__} | {"status": status}
        trust.add_trusted(office.store, trust.TrustedOffice(**changed))


@pytest.mark.case("B13")
def test_work_before_enrolment_waits_and_is_merged_when_the_card_is_accepted(strangers, tmp_path):
    bo, sela = strangers
    record = ready(bo)
    bundle = sent(bo, tmp_path / "post")
    told = arrives(sela, bundle)
    bundle.unlink()
    accept(sela, tmp_path)
    (taken,) = inbox.try_again(sela)

    assert told.cause == "unknown-seal"
    assert (taken.office, taken.sequence, taken.file_name) == ("BO", 1, bundle.name)
    assert records.find(sela, record.uid).status == "received"
    assert inbox.waiting(sela) == ()


@pytest.mark.case("B13")
def test_what_waits_is_shown_by_name_size_moment_and_seal_alone(strangers, tmp_path):
    bo, sela = strangers
    ready(bo)
    bundle = sent(bo, tmp_path / "post")
    told = arrives(sela, bundle)
    (one,) = inbox.waiting(sela)

    assert (one.file_name, one.size) == (bundle.name, bundle.stat().st_size)
    assert one.kid == told.kid
    assert len(one.kid) == 16
    assert one.kid in Language("es").sentence(one.waits_for)
    assert "waits here" in Language("en").error(told)


@pytest.mark.case("B13")
def test_a_bundle_of_a_revoked_seal_waits_until_it_counts_again(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    bundle = sent(bo, tmp_path / "post")
    [seal] = [kid for kid, known in sela.trusted().items() if known.office == "BO"]
    registering.revoke(sela, "BO", seal, 0)
    told = arrives(sela, bundle)
    none = inbox.try_again(sela)
    registering.restore(sela, "BO", seal)

    assert told.cause == "revoked"
    assert none == ()
    assert [one.sequence for one in inbox.try_again(sela)] == [1]


@pytest.mark.case("B22")
def test_a_bundle_of_a_newer_program_waits_for_the_update(pair, tmp_path, monkeypatch):
    bo, sela = pair
    record = ready(bo)
    bundle = sent(bo, tmp_path / "post")
    monkeypatch.setattr(manifest, "READER", 0)
    told = arrives(sela, bundle)
    none = inbox.try_again(sela)
    monkeypatch.undo()
    inbox.try_again(sela)

    assert told.cause == "newer"
    assert len(told.kid) == 16
    assert none == ()
    assert records.find(sela, record.uid).status == "received"


def test_an_answer_waits_for_the_card_of_the_secretariat(tmp_path, strangers):
    bo, sela = strangers
    accept(sela, tmp_path)
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    answer = answers.make_answer(sela, "BO", tmp_path / "post").bundle
    revoke(bo)
    with pytest.raises(BundleWaits), inbox.keeping_what_waits(bo, answer):
        answers.read_answer(bo, answer)
    revoke(bo, "active")
    (taken,) = inbox.try_again(bo)

    assert (taken.office, taken.merge_id) == ("SELA", "")
    assert records.find(bo, record.uid).status == "accepted"


def test_a_file_that_proves_bad_in_the_end_stays_until_a_person_lets_it_go(strangers, tmp_path):
    bo, sela = strangers
    ready(bo)
    bundle = sent(bo, tmp_path / "post")
    with pytest.raises(BundleWaits) as told:
        planning.plan_bundle(sela, bundle)
    parts = members(bundle)
    parts["manifest.json"] = parts["manifest.json"].replace(b'"seq":1', b'"seq":2')
    bundle.write_bytes(packed_again(parts))
    inbox.keep(sela, bundle, told.value)
    accept(sela, tmp_path)

    assert inbox.try_again(sela) == ()
    assert [one.cause for one in inbox.waiting(sela)] == ["refused"]


def test_decisions_said_to_be_ours_wait_for_a_person_and_no_other_file_waits_for_them(
    strangers, tmp_path
):
    bo, sela = strangers
    record = ready(bo)
    honest = sent(bo, tmp_path / "post")
    first = next(iter(revisions.of_records(bo.store, [record.uid])[record.uid].values()))
    forged = seal(record, parents=[first.id], author="SELA", at=bo.moment())
    arrives(sela, hostile(bo, [forged], tmp_path / "a"))
    arrives(sela, honest)
    accept(sela, tmp_path)
    taken = inbox.try_again(sela)

    assert [one.file_name for one in taken] == [honest.name]
    assert [one.cause for one in inbox.waiting(sela)] == ["person"]


def test_the_same_file_twice_waits_once(strangers, tmp_path):
    bo, sela = strangers
    ready(bo)
    bundle = sent(bo, tmp_path / "post")
    arrives(sela, bundle)
    arrives(sela, bundle.rename(bundle.with_name("again.surco")))

    assert [one.file_name for one in inbox.waiting(sela)] == ["again.surco"]


def test_a_file_is_let_go_by_a_person_with_a_reason_that_stays(strangers, tmp_path):
    bo, sela = strangers
    ready(bo)
    arrives(sela, sent(bo, tmp_path / "post"))
    (one,) = inbox.waiting(sela)
    inbox.let_go(sela, one.id[:8], "came twice")
    (row,) = stored.rows(sela.store, stored.LET_GO)

    assert (row.id, row.reason, row.ended_by) == (one.id, "came twice", "SELA")
    assert inbox.waiting(sela) == ()
    assert not stored.path_of(sela.store, one.id).exists()


def test_letting_go_asks_for_a_reason_and_for_a_name_that_is_clear(strangers, tmp_path):
    bo, sela = strangers
    ready(bo)
    arrives(sela, sent(bo, tmp_path / "post"))
    (one,) = inbox.waiting(sela)
    for name, reason in ((one.id, " "), ("", "why"), ("ffffffff", "why")):
        with pytest.raises(UserError):
            inbox.let_go(sela, name, reason)

    assert len(inbox.waiting(sela)) == 1


def test_when_too_much_waits_a_sentence_says_so_and_nothing_is_kept(
    strangers, tmp_path, monkeypatch
):
    bo, sela = strangers
    ready(bo)
    first = sent(bo, tmp_path / "post")
    second = sent(bo, tmp_path / "post")
    arrives(sela, first)
    monkeypatch.setattr(arrived, "MOST_FILES", 1)
    with pytest.raises(UserError, match="room for no more"):
        inbox.keep(sela, second, BundleWaits("x", cause="x"))
    monkeypatch.setattr(arrived, "MOST_FILES", 9)
    monkeypatch.setattr(arrived, "MOST_BYTES", first.stat().st_size + 10)
    with pytest.raises(UserError, match="room for no more"):
        inbox.keep(sela, second, BundleWaits("x", cause="x"))

    assert len(inbox.waiting(sela)) == 1


def test_nothing_is_tried_while_somebody_works_here_who_may_not_merge(strangers, tmp_path):
    bo, sela = strangers
    ready(bo)
    arrives(sela, sent(bo, tmp_path / "post"))
    accept(sela, tmp_path)
    people.add(sela, "Primera", Role.SENDS)
    clerk = people.add(sela, "Segunda", Role.ENTERS)
    people.work_as(sela, clerk)

    assert inbox.try_again(sela) == ()
    assert len(inbox.waiting(sela)) == 1


def test_a_file_whose_content_is_gone_is_told_of(strangers, tmp_path):
    bo, sela = strangers
    ready(bo)
    arrives(sela, sent(bo, tmp_path / "post"))
    (one,) = inbox.waiting(sela)
    stored.path_of(sela.store, one.id).write_bytes(b"?")
    inbox.try_again(sela)

    assert [one.cause for one in inbox.waiting(sela)] == ["lost"]


def test_a_file_that_a_restored_store_knows_nothing_of_waits_again(strangers, tmp_path):
    bo, sela = strangers
    ready(bo)
    bundle = sent(bo, tmp_path / "post")
    arrives(sela, bundle)
    with sela.store.writing() as db:
        db.execute("delete from inbox")
    inbox.try_again(sela)

    assert [one.cause for one in inbox.waiting(sela)] == ["unknown-seal"]
    assert inbox.waiting(sela)[0].id == hashlib.sha256(bundle.read_bytes()).hexdigest()
