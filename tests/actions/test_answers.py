"""What an answer may do at the office: never lose what was typed, never mark what was not sent."""

from dataclasses import replace

import pytest

from desktop_app.actions import answers, gathering, keys, merging, records
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import BundleRejected
from desktop_app.exchange.receipt import Receipt
from desktop_app.records.revision import seal
from desktop_app.store import journal
from tests.actions.conftest import hostile, in_conflict, merged, ready, sent


def decided(pair, folder, record, **values):
    """Let the Secretariat seal a decision of its own and answer with it."""
    bo, sela = pair
    there = records.find(sela, record.uid)
    line = seal(
        replace(there, values={**there.values, **values}),
        parents=there.heads,
        author="SELA",
        at=sela.moment(),
    )
    about = journal.bundles(bo.store, "out")[0]
    receipt = Receipt(about=about.id, seq=about.seq, office="BO")
    return hostile(sela, [line], folder, kind="answer", to="BO", receipt=receipt)


def test_an_edit_beside_an_open_difference_survives_the_next_answer(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    records.edit_record(bo, record.uid, {"sector": "S01"})
    answers.read_answer(bo, decided(pair, tmp_path / "one", record, sector="S14"))
    records.edit_record(bo, record.uid, {"stage": "FOR", "local_code": "NUEVO"})
    answers.read_answer(bo, decided(pair, tmp_path / "two", record, form="KN"))
    there = records.find(bo, record.uid)

    assert [one.slot for one in there.conflicts] == ["sector"]
    assert set(there.conflicts[0].values.values()) == {"S01", "S14"}
    assert (there["stage"], there["local_code"], there["form"]) == ("FOR", "NUEVO", "KN")


def test_an_answer_with_another_number_than_its_bundle_is_refused(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    about = journal.bundles(bo.store, "out")[0]
    receipt = Receipt(about=about.id, seq=about.seq + 90, office="BO")
    path = hostile(sela, [], tmp_path / "hostile", kind="answer", to="BO", receipt=receipt)

    with pytest.raises(BundleRejected):
        answers.read_answer(bo, path)


def test_a_decision_read_from_an_answer_is_not_sent_back(pair, tmp_path):
    _bo, sela = pair
    record = in_conflict(pair, tmp_path)
    conflict = record.conflicts[0]
    merging.resolve(sela, record, {conflict.slot: next(iter(conflict.values))})
    answer = answers.make_answer(sela, "BO", tmp_path / "answers")
    with open_office(tmp_path / "bo2") as copy:
        answers.read_answer(copy, answer.bundle)
        going = gathering.what_goes(copy)

    assert going.lines == ()


def test_an_office_that_began_anew_is_answered_about_its_new_bundle(pair, tmp_path):
    bo, sela = pair
    for number in range(2):
        ready(bo, title=f"Proyecto {number}")
        merged(sela, sent(bo, tmp_path / "post"))
    anew = set_up(tmp_path / "anew", code="BO", name="Oficina, en otra computadora")
    keys.make_card(anew, tmp_path / "anew.surco")
    keys.trust_card(sela, keys.read_card(tmp_path / "anew.surco"))
    keys.trust_card(anew, keys.read_card(tmp_path / "SELA.surco"))
    ready(anew, title="Proyecto nuevo")
    merged(sela, sent(anew, tmp_path / "anew-post"))
    read = answers.read_answer(anew, answers.make_answer(sela, "BO", tmp_path / "back").bundle)
    anew.close()

    assert (read.about, read.accepted) == (1, 1)


def test_an_office_may_be_named_in_small_letters(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))

    assert answers.make_answer(sela, " bo\udcff ", tmp_path / "back").records == 1
