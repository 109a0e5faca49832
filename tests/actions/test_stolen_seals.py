"""What a thief sealed before his theft was known stands in nobody's way afterwards."""

import shutil
from dataclasses import replace
from functools import partial

import pytest

from desktop_app.actions import (
    answers,
    checking,
    encrypting,
    keys,
    merging,
    planning,
    records,
    registering,
    registers,
    renewing,
    seals,
    trusting,
)
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import BundleWaits
from desktop_app.exchange import register
from desktop_app.exchange.receipt import Receipt
from desktop_app.exchange.register import MOST_KEYS, register_bytes
from desktop_app.exchange.register_changes import enrolled
from desktop_app.records.revision import PURGED, seal
from desktop_app.store import journal
from desktop_app.store import records as stored
from tests.actions.conftest import hostile, merged, ready, sent
from tests.actions.registers import a_line, answered, kid_of, new_seal, published, rooted
from tests.builders import a_contact
from tests.exchange.registers import any_public_key

FAR = 2**53 - 1


def test_a_number_that_no_office_counts_to_keeps_no_answer_from_the_office(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    bundle = sent(bo, tmp_path / "post")
    stream = bo.setting("stream")
    false = hostile(bo, [a_line(1, "BO")], tmp_path / "thief", seq=FAR, stream=stream)
    merged(sela, bundle)
    merged(sela, false)
    registering.revoke(sela, "BO", kid_of(bo), 1, stream)
    answer = answers.make_answer(sela, "BO", tmp_path / "answers")

    assert answers.read_answer(bo, answer.bundle).accepted == 1


def test_a_false_answer_makes_no_later_true_one_late(pair, tmp_path):
    bo, sela = pair
    root = rooted(bo, sela, tmp_path)
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    about = journal.last_out(bo.store, bo.setting("stream"))
    receipt = Receipt(about=about.id, seq=1, office="BO")
    said = {"kind": "answer", "to": "BO", "receipt": receipt, "seq": FAR}
    for row in (f"{sela.setting('stream')}-BO", "another"):
        answers.read_answer(bo, hostile(sela, [], tmp_path / "thief", stream=row, **said))
    old = kid_of(sela)
    new_seal(sela)
    registering.revoke(sela, "SELA", old)
    registers.read_file(bo, published(sela, tmp_path, key=root).path)
    read = answers.read_answer(bo, answered(sela, tmp_path))

    assert read.accepted == 1
    assert records.find(bo, record.uid).status == "accepted"


def test_a_list_number_that_an_office_claims_stops_no_publishing(pair, tmp_path):
    bo, sela = pair
    published(sela, tmp_path)
    merged(sela, hostile(bo, [a_line(1, "BO")], tmp_path / "thief", registry_version=FAR))
    registering.rename(sela, "BO", "Otra")

    assert published(sela, tmp_path).version == 2
    assert registers.version(sela) == 2


def test_the_reader_that_a_late_bundle_names_takes_no_place_of_a_newer_one(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    late = sent(bo, tmp_path / "post")
    bo.readers.clear()
    (bo.home / "reader.key").unlink()
    keys.make_card(bo, tmp_path / "new.surco")
    ready(bo, title="Otro proyecto")
    merged(sela, sent(bo, tmp_path / "post"))
    merged(sela, late)

    assert encrypting.readers_known_of(sela, "BO") == [encrypting.recipient_of(bo)]


def test_an_office_whose_stolen_seal_was_renewed_many_times_comes_in_again(pair, tmp_path):
    bo, sela = pair
    stolen = kid_of(bo)
    listed = registering.draft(sela)
    for _ in range(MOST_KEYS - 1):
        card = replace(keys.said_by(bo, any_public_key()), email="")
        listed = enrolled(listed, card)
    sela.change_setting(trusting.DRAFT, register_bytes(listed).decode())
    for key in listed.find("BO").keys:
        registering.revoke(sela, "BO", key.kid, 0)
    seals.new_seal(bo)
    keys.make_card(bo, tmp_path / "new.surco")
    keys.trust_card(sela, keys.read_card(tmp_path / "new.surco"))
    ready(bo)

    assert merged(sela, sent(bo, tmp_path / "post"))
    assert len(registering.draft(sela).find("BO").keys) == MOST_KEYS
    assert sela.trusted()[stolen].status == "revoked"


@pytest.fixture
def renewed_by_a_thief(pair, tmp_path):
    """A national office that merged a unit's bundle and then a thief's; the seals, his next."""
    bo, sela = pair
    with set_up(tmp_path / "unit", code="BO-MIN", name="Ministerio") as unit:
        for office, other in ((unit, bo), (unit, sela), (bo, unit)):
            keys.make_card(office, tmp_path / "card.surco")
            keys.trust_card(other, keys.read_card(tmp_path / "card.surco"))
        ready(unit)
        merged(bo, sent(unit, tmp_path / "true"))
        shutil.copytree(unit.home, tmp_path / "thief")
        true = kid_of(unit)
    with open_office(tmp_path / "thief") as thief:
        for title in ("Uno", "Dos"):
            renewing.renew(thief)
            ready(thief, title=title)
            merged(bo, sent(thief, tmp_path / "false"))
            answers.read_answer(thief, answered(bo, tmp_path, "BO-MIN"))
        ready(thief, title="Tres")
        yield true, sent(thief, tmp_path / "false")


def test_a_seal_that_a_stolen_one_vouched_for_falls_with_it_at_the_national_office(
    pair, renewed_by_a_thief, tmp_path
):
    bo, sela = pair
    true, false = renewed_by_a_thief
    before = planning.plan_bundle(bo, false)
    registering.revoke(sela, "BO-MIN", true, 1)
    registers.read_file(bo, published(sela, tmp_path).path)

    assert before.bundle.office == "BO-MIN"
    with pytest.raises(BundleWaits, match="lost"):
        planning.plan_bundle(bo, false)


def test_a_seal_that_the_office_itself_renewed_before_the_theft_stays(
    pair, renewed_by_a_thief, tmp_path
):
    bo, sela = pair
    true, false = renewed_by_a_thief
    registering.revoke(sela, "BO-MIN", true, 3)
    registers.read_file(bo, published(sela, tmp_path).path)

    assert planning.plan_bundle(bo, false).bundle.revisions


def test_a_list_that_holds_no_more_seals_of_an_office_takes_none_by_itself(
    pair, tmp_path, monkeypatch
):
    bo, sela = pair
    stolen = kid_of(bo)
    monkeypatch.setattr(register, "MOST_KEYS", 2)
    for title in ("Uno", "Dos", "Tres"):
        renewing.renew(bo)
        ready(bo, title=title)
        merged(sela, sent(bo, tmp_path / "post"))
        answers.read_answer(bo, answered(sela, tmp_path))
    registering.revoke(sela, "BO", stolen, 0)

    assert {key.status for key in registering.draft(sela).find("BO").keys} == {"revoked"}
    assert sela.trusted()[kid_of(bo)].status == "revoked"


def test_a_thiefs_order_to_erase_goes_back_to_no_office_once_his_seal_is_revoked(pair, tmp_path):
    bo, sela = pair
    given = records.from_plain(bo, "contact", a_contact().values)
    person = records.mark_ready(bo, records.enter_record(bo, given))
    merged(sela, sent(bo, tmp_path / "post"))
    order = replace(person, values={}, extra={PURGED: True}, human_code="", deleted="robado")
    line = seal(order, parents=person.heads, author="BO", at=bo.moment())
    merged(sela, hostile(bo, [line], tmp_path / "thief", seq=2, stream=bo.setting("stream")))
    registering.revoke(sela, "BO", kid_of(bo), 1, bo.setting("stream"))
    answers.read_answer(bo, answered(sela, tmp_path))

    assert records.find(bo, person.uid).values["name"] == a_contact()["name"]


@pytest.mark.case("M16", "M13")
@pytest.mark.parametrize("first", ["the seal is revoked", "the merge is taken back"])
def test_whom_a_thief_had_erased_comes_in_again_with_the_next_true_bundle(pair, tmp_path, first):
    bo, sela = pair
    given = records.from_plain(bo, "contact", a_contact().values)
    person = records.mark_ready(bo, records.enter_record(bo, given))
    merged(sela, sent(bo, tmp_path / "post"))
    order = replace(person, values={}, extra={PURGED: True}, human_code="", deleted="robado")
    line = seal(order, parents=person.heads, author="BO", at=bo.moment())
    false = merged(
        sela, hostile(bo, [line], tmp_path / "thief", seq=2, stream=bo.setting("stream"))
    )
    steps = [
        partial(registering.revoke, sela, "BO", kid_of(bo), 1, bo.setting("stream")),
        partial(merging.undo_merge, sela, false),
    ]
    for step in steps if first == "the seal is revoked" else reversed(steps):
        step()
    gone = stored.load_many(sela.store, [person.uid])
    answers.read_answer(bo, answered(sela, tmp_path))
    new_seal(bo)
    keys.make_card(bo, tmp_path / "new.surco")
    keys.trust_card(sela, keys.read_card(tmp_path / "new.surco"))
    merged(sela, sent(bo, tmp_path / "post"))

    assert not gone
    assert records.find(sela, person.uid).values == person.values
    assert checking.check_store(sela).integrity == "ok"


@pytest.mark.case("M16", "M13")
def test_a_thiefs_order_falls_at_the_national_office_too_once_the_list_tells_of_him(pair, tmp_path):
    bo, sela = pair
    with set_up(tmp_path / "unit", code="BO-MIN", name="Ministerio") as unit:
        for office, other in ((unit, bo), (unit, sela), (bo, unit)):
            keys.make_card(office, tmp_path / "card.surco")
            keys.trust_card(other, keys.read_card(tmp_path / "card.surco"))
        given = records.from_plain(unit, "contact", a_contact().values)
        person = records.mark_ready(unit, records.enter_record(unit, given))
        merged(bo, sent(unit, tmp_path / "true"))
        order = replace(person, values={}, extra={PURGED: True}, human_code="", deleted="robado")
        line = seal(order, parents=person.heads, author="BO-MIN", at=unit.moment())
        row = unit.setting("stream")
        false = merged(bo, hostile(unit, [line], tmp_path / "thief", seq=2, stream=row))
        merging.undo_merge(bo, false)
        erased = records.find(bo, person.uid).values
        registering.revoke(sela, "BO-MIN", kid_of(unit), 1, row)
        registers.read_file(bo, published(sela, tmp_path).path)

    assert erased == {}
    assert not stored.load_many(bo.store, [person.uid])
