"""All that is held of an office goes back to it after a loss; nothing is lost or slipped in."""

import shutil
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.actions import (
    answers,
    arriving,
    attaching,
    bundles,
    erasing,
    gathering,
    inbox,
    keeping,
    keys,
    lists,
    merging,
    packs,
    records,
    restoring,
)
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import BundleWaits, UserError
from desktop_app.exchange.receipt import Receipt
from desktop_app.language import Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.revision import seal
from desktop_app.store import filing
from tests.actions.conftest import hostile, merged, ready, sent
from tests.builders import a_contact, a_practice, an_offer
from tests.cli.conftest import PROJECT
from tests.drills import subjects
from tests.drills.tools import quick_folder
from tests.filemaking import PDF


def take_back(office, path):
    return merging.apply_plan(office, arriving.read_file(office, path))


def sent_back(sela, folder, code="BO"):
    [made] = packs.make_pack(sela, code, folder)
    return made.bundle


def answered(bo, sela, folder):
    return answers.read_answer(bo, answers.make_answer(sela, "BO", folder).bundle)


def state_of(office):
    """Return all that an office knows of its records: answers, heads and where each stands."""
    found = {}
    for kind in KINDS:
        for row in lists.list_rows(office, kind):
            record = records.find(office, row.uid)
            found[row.uid] = (record.values, record.heads, record.status, record.human_code)
    return found


def project_of(office):
    [row] = lists.list_rows(office, "initiative")
    return row.uid


def said(planned):
    return " ".join(Language("en").text(text, **values) for text, values in planned.notes)


def enter(office, given):
    plain = records.from_plain(office, given.kind, given.values)
    return records.mark_ready(office, records.enter_record(office, plain))


def begun_anew(bo, sela, folder, *, enrolled=True):
    """Lose the computer of an office and begin on another one; both take the new cards."""
    bo.close()
    shutil.rmtree(bo.home)
    office = set_up(folder / "new", code="BO", name="Oficina")
    keys.make_card(office, folder / "new.surco")
    keys.trust_card(office, keys.read_card(folder / "SELA.surco"))
    if enrolled:
        keys.trust_card(sela, keys.read_card(folder / "new.surco"))
    return office


@pytest.fixture
def lost(pair, tmp_path):
    """A Secretariat with the records of an office that lost its computer."""
    bo, sela = pair
    path = tmp_path / "acta.pdf"
    path.write_bytes(PDF)
    ready(bo, documents=[{"name": "Acta", "file": attaching.attach(bo, path)}])
    contact = enter(bo, a_contact()).uid
    for record in (an_offer(contact=contact), a_practice(contact=contact)):
        enter(bo, record)
    merged(sela, sent(bo, tmp_path / "post"))
    answered(bo, sela, tmp_path / "back")
    return bo, sela, state_of(bo)


@pytest.mark.case("S27")
def test_a_restored_office_has_its_records_and_their_states_again(pair, tmp_path):
    bo, sela = pair
    first = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    answered(bo, sela, tmp_path / "back")
    backup = keeping.back_up(bo, always=True).backup.path
    for number in (2, 3):
        ready(bo, title=f"Proyecto {number}")
        records.mark_ready(bo, records.edit_record(bo, first.uid, {"local_code": f"L{number}"}))
        merged(sela, sent(bo, tmp_path / "post"))
        answered(bo, sela, tmp_path / "back")
    before = state_of(bo)
    bo.close()
    restoring.restore(bo.home, backup)
    with open_office(bo.home) as again:
        new = ready(again, title="Proyecto 4")
        merged(sela, sent(again, tmp_path / "post4"))
        answered(again, sela, tmp_path / "back")
        take_back(again, sent_back(sela, tmp_path / "pack"))
        after = state_of(again)
        going = gathering.what_goes(again)

    assert {uid: after[uid] for uid in before} == before
    assert after[new.uid][2] == "accepted"
    assert not going.anything


def test_on_a_new_computer_all_is_back_and_nothing_goes_again(lost, tmp_path):
    bo, sela, before = lost
    with begun_anew(bo, sela, tmp_path) as office:
        planned = arriving.read_file(office, sent_back(sela, tmp_path / "pack"))
        merging.apply_plan(office, planned)
        project = next(row for row in lists.list_rows(office, "initiative"))
        [row] = records.find(office, project.uid).rows("documents")

        assert state_of(office) == before
        assert filing.content(office.store, row["file"]["sha256"]) == PDF
        assert not gathering.what_goes(office).anything
        assert "in the name of this office and are not on this computer: 4." in said(planned)


def test_before_its_new_seal_is_enrolled_an_office_has_its_records_back_too(lost, tmp_path):
    bo, sela, before = lost
    with begun_anew(bo, sela, tmp_path, enrolled=False) as office:
        take_back(office, sent_back(sela, tmp_path / "pack"))

        assert state_of(office) == before


def test_what_an_office_does_after_all_came_back_is_merged_at_the_secretariat(lost, tmp_path):
    bo, sela, _before = lost
    uid = project_of(sela)
    with begun_anew(bo, sela, tmp_path) as office:
        take_back(office, sent_back(sela, tmp_path / "pack"))
        records.mark_ready(office, records.edit_record(office, uid, {"local_code": "GHA"}))
        merged(sela, sent(office, tmp_path / "post2"))

    found = records.find(sela, uid)
    assert found["local_code"] == "GHA"
    assert not found.conflicts


def test_taking_a_pack_back_leaves_the_office_as_it_was(lost, tmp_path):
    bo, sela, _before = lost
    with begun_anew(bo, sela, tmp_path) as office:
        own = ready(office, title="Antes")
        before = state_of(office)
        name = take_back(office, sent_back(sela, tmp_path / "pack"))
        merging.undo_merge(office, name)

        assert state_of(office) == before
        assert before[own.uid][2] == "ready"


def test_an_answer_for_the_office_alone_stays_when_its_pack_is_taken_back(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    secret = {"lessons": "Solo aquí", "field_access": [{"field": "lessons", "access": "OFC"}]}
    with begun_anew(bo, sela, tmp_path) as office:
        name = take_back(office, sent_back(sela, tmp_path / "pack"))
        records.edit_record(office, record.uid, secret)
        merging.undo_merge(office, name)
        left = records.find(office, record.uid)

    assert (left["lessons"]["es"], left["title"]) == ("Solo aquí", record["title"])
    assert left.conflicts == ()


def test_what_was_typed_since_stays_beside_what_comes_back(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    backup = keeping.back_up(bo, always=True).backup.path
    records.mark_ready(bo, records.edit_record(bo, record.uid, {"sector": "S14"}))
    merged(sela, sent(bo, tmp_path / "post"))
    bo.close()
    restoring.restore(bo.home, backup)
    with open_office(bo.home) as again:
        records.edit_record(again, record.uid, {"sector": "S26", "local_code": "GHA"})
        planned = arriving.read_file(again, sent_back(sela, tmp_path / "pack"))
        merging.apply_plan(again, planned)
        found = records.find(again, record.uid)
        [conflict] = found.conflicts

        assert set(conflict.values.values()) == {"S14", "S26"}
        assert (found["local_code"], found.status) == ("GHA", "draft")
        assert [one.slot for one in planned.plan.records[0].conflicts] == ["sector"]


def a_pack(office, lines, folder, **said):
    receipt = Receipt(about="0" * 64, seq=0, office="BO", records=(), missing_seqs=(), revisions=())
    form = {"kind": "pack", "scope": "full", "to": "BO", "receipt": receipt} | said
    return hostile(office, lines, folder, **form)


def test_what_comes_back_later_upon_a_version_not_held_here_is_no_second_opinion(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    decisions, upon = [], record
    for sector in ("S14", "S20", "S26"):
        upon = upon.with_values(sector=sector)
        line = seal(upon, parents=upon.heads, author="SELA", at=sela.moment())
        upon = replace(upon, heads=(line.id,))
        decisions.append(line)
    first = arriving.read_file(bo, a_pack(sela, decisions[:1], tmp_path / "packs"))
    merging.apply_plan(bo, first)
    form = {"seq": 2, "prev": first.bundle.manifest_hash}
    later = arriving.read_file(bo, a_pack(sela, decisions[2:], tmp_path / "packs", **form))
    merging.apply_plan(bo, later)
    again = arriving.read_file(bo, a_pack(sela, decisions[2:], tmp_path / "packs", seq=3))

    assert later.plan.records[0].conflicts == ()
    assert records.find(bo, record.uid)["sector"] == "S26"
    assert again.unsent == ()


def test_a_record_changed_since_a_pack_was_shown_is_not_merged_over(lost, tmp_path):
    bo, sela, _before = lost
    with begun_anew(bo, sela, tmp_path) as office:
        path = sent_back(sela, tmp_path / "pack")
        take_back(office, path)
        uid = project_of(sela)
        found = records.find(sela, uid)
        line = seal(
            found.with_values(local_code="X"), parents=found.heads, author="SELA", at=sela.moment()
        )
        path = a_pack(sela, [line], tmp_path / "more")
        planned = arriving.read_file(office, path)
        records.edit_record(office, uid, {"local_code": "Y"})

        with pytest.raises(UserError, match="changed since this was shown"):
            merging.apply_plan(office, planned)


def test_a_draft_that_was_sent_comes_back_as_received(pair, tmp_path):
    bo, sela = pair
    records.enter_record(bo, records.from_plain(bo, "initiative", PROJECT))
    merged(sela, bundles.export_bundle(bo, tmp_path / "post", drafts=True).bundle)
    answered(bo, sela, tmp_path / "back")
    before = state_of(bo)
    with begun_anew(bo, sela, tmp_path) as office:
        take_back(office, sent_back(sela, tmp_path / "pack"))

        assert state_of(office) == before


def test_a_person_who_was_erased_is_not_sent_back(lost, tmp_path):
    bo, sela, _before = lost
    [contact] = lists.list_rows(bo, "contact")
    erasing.erase(bo, records.find(bo, contact.uid), "Lo pidió")
    merged(sela, sent(bo, tmp_path / "post"))
    with begun_anew(bo, sela, tmp_path) as office:
        path = sent_back(sela, tmp_path / "pack")
        planned = arriving.read_file(office, path)
        merging.apply_plan(office, planned)

        assert "Orders to erase persons for good" in said(planned)
        assert not lists.list_rows(office, "contact")
    assert b"institucional" not in path.read_bytes()


@pytest.mark.parametrize("order", [(0, 1), (1, 0, 1)])
def test_files_without_room_in_one_bundle_come_in_the_next(lost, tmp_path, monkeypatch, order):
    bo, sela, _before = lost
    path = tmp_path / "otra.pdf"
    path.write_bytes(PDF + b"%")
    ready(bo, title="Otro", documents=[{"name": "Otra", "file": attaching.attach(bo, path)}])
    merged(sela, sent(bo, tmp_path / "post"))
    monkeypatch.setattr("desktop_app.actions.travelling.ROOM", len(PDF) + 10)
    made = packs.make_pack(sela, "BO", tmp_path / "pack")
    with begun_anew(bo, sela, tmp_path) as office:
        for one in order:
            take_back(office, made[one].bundle)
        named = [
            row["file"]["sha256"]
            for shown in lists.list_rows(office, "initiative")
            for row in records.find(office, shown.uid).rows("documents")
        ]

        assert [one.files for one in made] == [1, 1]
        assert not filing.lacking(office.store, named)
        assert not gathering.what_goes(office).anything


def test_a_pack_that_waited_is_merged_by_a_person_alone(lost, tmp_path):
    bo, sela, _before = lost
    path = sent_back(sela, tmp_path / "pack")
    bo.close()
    with set_up(tmp_path / "new", code="BO", name="Oficina") as office:
        with pytest.raises(BundleWaits), inbox.keeping_what_waits(office, path):
            arriving.read_file(office, path)
        keys.trust_card(office, keys.read_card(tmp_path / "SELA.surco"))
        taken = inbox.try_again(office)
        [waiting] = inbox.waiting(office)

        assert not taken
        assert not lists.list_rows(office, "initiative")
        assert "brings back records" in Language("en").sentence(waiting.waits_for)


def test_only_who_receives_bundles_sends_records_back(lost, tmp_path):
    bo, sela, _before = lost

    with pytest.raises(UserError, match="Only the Secretariat sends records back"):
        packs.make_pack(bo, "CR", tmp_path / "pack")
    with pytest.raises(UserError, match="Nothing of CR is held here"):
        packs.make_pack(sela, "CR", tmp_path / "pack")


@pytest.fixture(scope="module")
def template():
    """A restored office that sent again, the pack and the answer for it, and a record."""
    folder = quick_folder()
    bo = set_up(folder / "bo", code="BO", name="Oficina", clock=subjects.today)
    with set_up(folder / "sela", code="SELA", name="S", role="secretariat") as sela:
        subjects.introduce(bo, sela, folder)
        record = ready(bo)
        merged(sela, sent(bo, folder / "post"))
        backup = keeping.back_up(bo, always=True).backup.path
        records.mark_ready(bo, records.edit_record(bo, record.uid, {"sector": "S14"}))
        ready(bo, title="Otro")
        merged(sela, sent(bo, folder / "post"))
        bo.close()
        restoring.restore(bo.home, backup)
        with open_office(bo.home) as again:
            merged(sela, sent(again, folder / "post2"))
        pack = sent_back(sela, folder / "pack")
        answer = answers.make_answer(sela, "BO", folder / "answer").bundle
    yield bo.home, pack, answer, record.uid
    shutil.rmtree(folder)


@pytest.mark.case("S27", "M1", "M4")
@settings(max_examples=5, derandomize=True, deadline=None)
@given(st.permutations(["pack", "edit", "answer", "pack again"]))
def test_in_whatever_order_a_pack_and_other_things_come_the_union_is_one(template, steps):
    home, pack, answer, uid = template
    folder = shutil.copytree(home, quick_folder() / "bo")
    try:
        with open_office(folder) as office:
            for step in steps:
                if step == "edit":
                    records.edit_record(office, uid, {"local_code": "GHA"})
                elif step == "answer":
                    arriving.read_file(office, answer)
                else:
                    take_back(office, pack)
            found = records.find(office, uid)
            count = len(lists.list_rows(office, "initiative"))
    finally:
        shutil.rmtree(folder.parent)

    assert (found["local_code"], found["sector"]) == ("GHA", "S14")
    assert not found.conflicts
    assert count == 2
