"""A person who does not want to be known any more is erased everywhere, and stays erased."""

import shutil
from dataclasses import replace

import pytest

from desktop_app.actions import (
    answers,
    arriving,
    checking,
    erasing,
    gathering,
    histories,
    merging,
    notes,
    packs,
    planning,
    records,
    undoing,
    unpacking,
)
from desktop_app.actions.office import open_office
from desktop_app.errors import UserError
from desktop_app.exchange.receipt import Receipt
from desktop_app.records.merge import Outcome
from desktop_app.records.revision import PURGED, seal
from desktop_app.store import journal, revisions
from tests.actions.conftest import hostile, merged, ready, sent
from tests.builders import a_contact

NAME = "Persona Ficticia de Prueba"


def known(office, **values):
    given = records.from_plain(office, "contact", dict(a_contact(name=NAME, **values).values))
    return records.mark_ready(office, records.enter_record(office, given))


def erase(office, person):
    return erasing.erase(office, records.find(office, person.uid), "Withdrew the consent")


def bytes_of(office):
    """Return what lies in the files of a store once it is closed."""
    office.close()
    files = [path for path in office.home.iterdir() if path.name.startswith("surco.db")]
    assert files
    return b"".join(path.read_bytes() for path in files)


@pytest.mark.case("M16")
def test_an_old_bundle_does_not_bring_an_erased_person_back(pair, tmp_path):
    bo, sela = pair
    person = known(bo)
    old = sent(bo, tmp_path / "old")
    merged(sela, old)
    erase(bo, person)
    merged(sela, sent(bo, tmp_path / "new"))
    planned = planning.plan_bundle(sela, old)
    again = replace(planned, merged_as="")
    merging.apply_plan(sela, again)
    there = records.find(sela, person.uid)

    assert (there.values, there.deleted) == ({}, "Withdrew the consent")
    assert there.human_code == person.human_code
    assert again.plan.empty
    assert any("erased here" in text for text, _values in planned.notes)
    assert NAME.encode() not in bytes_of(sela)
    assert NAME.encode() not in bytes_of(bo)


@pytest.mark.case("M16")
def test_an_order_that_comes_before_the_old_bundle_stands_all_the_same(pair, tmp_path):
    bo, sela = pair
    person = known(bo)
    old = sent(bo, tmp_path / "old")
    erase(bo, person)
    order = merged(sela, sent(bo, tmp_path / "new"))
    merged(sela, old)
    merging.undo_merge(sela, order)

    assert records.find(sela, person.uid).values == {}
    assert NAME.encode() not in bytes_of(sela)


@pytest.mark.case("M16")
def test_an_erased_person_is_nowhere_in_history_drafts_notes_or_search(pair, tmp_path):
    bo, _sela = pair
    person = known(bo)
    records.edit_record(bo, person.uid, {"name": f"{NAME} Segunda"})
    records.keep_draft(bo, records.find(bo, person.uid).with_values(name=f"{NAME} Tercera"))
    erase(bo, person)
    there = records.find(bo, person.uid)

    assert records.draft_of(bo, there) is None
    assert all((one.before, one.after) == (None, None) for one in records.history_of(bo, there.uid))
    assert undoing.undo(bo, there.uid) is None
    assert checking.check_store(bo).integrity == "ok"
    assert NAME.encode() not in bytes_of(bo)


@pytest.mark.case("M16")
def test_the_order_comes_back_in_a_pack_to_an_office_that_restored_an_older_copy(pair, tmp_path):
    bo, sela = pair
    person = known(bo)
    merged(sela, sent(bo, tmp_path / "one"))
    bo.close()
    shutil.copytree(bo.home, tmp_path / "older")
    with open_office(bo.home) as office:
        erase(office, person)
        merged(sela, sent(office, tmp_path / "two"))
    with open_office(tmp_path / "older") as older:
        ready(older)
        merged(sela, sent(older, tmp_path / "three"))
        back = answers.make_answer(sela, "BO", tmp_path / "back").bundle
        read = answers.read_answer(older, back)
        asked = records.find(older, person.uid)
        [note] = notes.open_notes(older, person.uid)
        [pack] = packs.make_pack(sela, "BO", tmp_path / "pack")
        planned = unpacking.plan_pack(older, pack.bundle)
        merging.apply_plan(older, arriving.on_word(older, planned, vouched=True))
        there = records.find(older, person.uid)

        assert asked["name"] == NAME
        assert "SELA" in note.words
        assert "erase persons" in read.notes[-1].text
        assert (there.values, there.status) == ({}, "withdrawn")
        assert not gathering.what_goes(older).anything
        assert NAME.encode() not in bytes_of(older)


@pytest.mark.case("M16")
def test_a_pack_erases_nobody_without_a_persons_word(pair, tmp_path):
    bo, sela = pair
    person, project = known(bo), ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    order = replace(person, values={}, extra={PURGED: True}, deleted="x", human_code="BO-2026-0001")
    line = seal(order, parents=person.heads, author="BO", at=bo.moment())
    changed = seal(
        project.with_values(sector="S14"), parents=project.heads, author="SELA", at=bo.moment()
    )
    said = Receipt(about="0" * 64, seq=0, office="BO")
    form = {"kind": "pack", "scope": "full", "to": "BO", "receipt": said}
    path = hostile(sela, [line, changed], tmp_path / "x", **form)
    planned = unpacking.plan_pack(bo, path)
    told = [values for text, values in planned.notes if "They stay out" in text]
    merging.apply_plan(bo, planned)

    assert records.find(bo, person.uid)["name"] == NAME
    assert records.find(bo, project.uid)["sector"] == "S14"
    assert told == [{"names": NAME}]


@pytest.mark.case("M16", "B30")
def test_who_seals_an_answer_erases_nobody_in_the_name_of_the_office_that_reads_it(pair, tmp_path):
    bo, sela = pair
    person = known(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    order = replace(person, values={}, extra={PURGED: True}, deleted="x", human_code="BO-2026-0001")
    line = seal(order, parents=person.heads, author="BO", at=bo.moment())
    for number in (1, 2):
        [*_, sent_first] = journal.bundles(bo.store, "out")
        said = Receipt(about=sent_first.id, seq=1, office="BO", revisions=person.heads)
        path = hostile(
            sela, [line], tmp_path / "x", kind="answer", to="BO", receipt=said, seq=number
        )
        answers.read_answer(bo, path)

    assert records.find(bo, person.uid)["name"] == NAME
    assert len(notes.notes_of(bo, person.uid)) == 1


def test_only_a_contact_person_of_this_office_is_erased(pair, tmp_path):
    bo, sela = pair
    person, project = known(bo), ready(bo)
    merged(sela, sent(bo, tmp_path / "one"))

    for office, record in ((bo, project), (sela, records.find(sela, person.uid))):
        with pytest.raises(UserError, match="Only a contact person of this office"):
            erasing.erase(office, record, "why")
    with pytest.raises(UserError, match="Say why"):
        erasing.erase(bo, person, "  ")


def test_an_erased_person_is_not_brought_back(pair):
    bo, _sela = pair
    gone = erasing.erase(bo, known(bo), "Withdrew the consent")

    with pytest.raises(UserError):
        histories.bring_back(bo, gone)
    with pytest.raises(UserError, match="erased before"):
        erasing.erase(bo, gone, "again")


def test_another_office_cannot_order_that_a_person_is_erased(pair, tmp_path):
    bo, sela = pair
    person = known(sela)
    forged = replace(person, office="BO", values={}, extra={PURGED: True}, deleted="x")
    forged = replace(forged, human_code="BO-2026-0009")
    line = seal(forged, parents=person.heads, author="BO", at=bo.moment())
    planned = planning.plan_bundle(sela, hostile(bo, [line], tmp_path / "x"))
    merging.apply_plan(sela, planned)

    assert planned.count(Outcome.REFUSED) == 1
    assert records.find(sela, person.uid)["name"] == NAME


@pytest.mark.case("M16")
@pytest.mark.parametrize("said", ["contact kept", "another kind", "not true"])
def test_an_order_to_erase_that_no_honest_program_gives_is_refused_and_wipes_nothing(
    pair, tmp_path, said
):
    bo, sela = pair
    there = ready(bo) if said == "another kind" else known(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    gone = {"values": {}, "deleted": "" if said == "contact kept" else "Withdrew"}
    word = {PURGED: 1 if said == "not true" else True}
    order = replace(records.find(bo, there.uid), **gone, extra=word)
    line = seal(order, parents=order.heads, author="BO", at=bo.moment())
    planned = planning.plan_bundle(sela, hostile(bo, [line], tmp_path / "x"))
    merging.apply_plan(sela, planned)

    assert planned.count(Outcome.REFUSED) == 1
    assert records.find(sela, there.uid).values
    assert all(
        one.line for one in revisions.of_records(sela.store, [there.uid])[there.uid].values()
    )


@pytest.mark.case("M16")
def test_an_answer_erases_no_person_of_the_office_that_reads_it(pair, tmp_path):
    bo, sela = pair
    person = known(bo)
    bundle = sent(bo, tmp_path / "post")
    merged(sela, bundle)
    order = replace(
        records.find(sela, person.uid), values={}, extra={PURGED: True}, deleted="Withdrew"
    )
    line = seal(order, parents=order.heads, author="SELA", at=sela.moment())
    with sela.store.writing():
        revisions.add(sela.store, [line])
    answers.read_answer(bo, answers.make_answer(sela, "BO", tmp_path / "answers").bundle)

    assert records.find(bo, person.uid)["name"] == NAME
