from dataclasses import replace

import pytest
from PySide6.QtTest import QSignalSpy

from desktop_app.actions import arrived, attaching, bundles, encrypting, inbox, keys, records
from desktop_app.actions.office import set_up
from desktop_app.actions.trusting import DRAFT
from desktop_app.errors import BundleWaits
from desktop_app.exchange import bundle_writing
from desktop_app.exchange.opening import AGE
from desktop_app.records.policy import Encryption
from desktop_app.store import trust
from tests.actions.test_parts import a_heavy_file
from tests.builders import a_project
from tests.ui.looking import press, settle


def enter(office, record):
    stored = records.enter_record(office, replace(record, human_code="", status="draft"))
    return records.mark_ready(office, stored)


@pytest.fixture
def bundle(acquainted, office, tmp_path):
    enter(office, a_project())
    return bundles.export_bundle(office, tmp_path / "post").bundle


def receive_and_merge(qtbot, page, path):
    page.receive(path)
    settle(qtbot, page)
    page.merging.merge()
    settle(qtbot, page)


def states(page):
    return [page.journal.index(row, 4).data() for row in range(page.journal.rowCount())]


def test_a_bundle_is_looked_at_before_anything_is_written(qtbot, received, secretariat, bundle):
    page = received(secretariat)

    page.receive(bundle)
    settle(qtbot, page)

    assert page.merging.isVisible()
    assert bundles.sent_and_received(secretariat) == []


def test_merging_goes_back_to_the_list_that_has_the_bundle(qtbot, received, secretariat, bundle):
    page = received(secretariat)
    changed = QSignalSpy(page.changed)

    receive_and_merge(qtbot, page, bundle)

    assert not page.merging.isVisible()
    assert states(page) == ["Merged"]
    assert changed.count() == 1


def test_a_merge_is_undone_from_the_list(qtbot, received, secretariat, bundle):
    page = received(secretariat)
    receive_and_merge(qtbot, page, bundle)

    press(qtbot, page, "Undo the merge")
    settle(qtbot, page)

    assert states(page) == ["Merge undone"]
    assert not page.undo_button.isEnabled()


def test_a_changed_file_is_refused_in_a_sentence(qtbot, received, secretariat, bundle):
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    page = received(secretariat)
    told = QSignalSpy(page.told)

    page.receive(bundle)
    settle(qtbot, page)

    assert told.at(0)[1] == "error"
    assert not page.merging.isVisible()
    assert page.open.isEnabled()


@pytest.fixture
def answer(qtbot, received, secretariat, bundle, tmp_path):
    """The file that the Secretariat seals from its list, once the bundle is merged."""
    chief = received(secretariat)
    receive_and_merge(qtbot, chief, bundle)
    chief.answer(tmp_path / "back")
    settle(qtbot, chief)
    [sealed] = (tmp_path / "back").glob("*.surco")
    return sealed


def test_the_answer_says_what_became_of_each_record(qtbot, received, office, answer):
    page = received(office)

    page.receive(answer)
    settle(qtbot, page)

    assert page.result.text() == "SELA answered bundle 1."
    assert page.counts.text() == "1 accepted"
    assert page.results.index(0, 2).data() == "new"
    assert states(page) == ["Read", "Sent"]


@pytest.mark.usefixtures("acquainted")
def test_an_answer_is_encrypted_where_the_secretariat_leaves_the_choice(
    qtbot, received, secretariat, office, tmp_path
):
    enter(office, a_project())
    chief = received(secretariat)
    closed = bundles.export_bundle(office, tmp_path / "post", encrypt=True)
    receive_and_merge(qtbot, chief, closed.bundle)
    chief.answering.encrypt.click()
    chief.answer(tmp_path / "back")
    settle(qtbot, chief)
    [sealed] = (tmp_path / "back").glob("*.surco")

    assert sealed.read_bytes().startswith(AGE)


@pytest.mark.parametrize("asked", [Encryption.OFF, Encryption.REQUIRED])
def test_where_the_secretariat_has_decided_there_is_nothing_to_choose(received, secretariat, asked):
    encrypting.choose_policy(secretariat, asked)
    page = received(secretariat)
    page.refresh()

    assert page.answering.encrypt.isHidden()


def test_an_answer_read_twice_says_so(qtbot, received, office, answer):
    page = received(office)

    for _ in range(2):
        page.receive(answer)
        settle(qtbot, page)

    assert page.result.text() == "This answer of SELA to bundle 1 was read before."


def test_an_office_cannot_merge(received, office):
    page = received(office)

    assert not page.answering.button.isVisible()
    assert not page.undo_button.isVisible()


def test_a_file_that_waits_is_kept_and_listed_with_what_it_waits_for(
    qtbot, received, office, secretariat, bundle
):
    forget_cards(secretariat)
    page = received(secretariat)
    told = QSignalSpy(page.told)

    page.receive(bundle)
    settle(qtbot, page)

    assert "waits here" in told.at(0)[0]
    assert page.waiting.isVisible()
    assert page.waiting.table.index(0, 1).data() == bundle.name
    assert "their card" in page.waiting.sentence.text()


def test_what_waits_is_taken_from_the_list_once_the_card_is_there(
    qtbot, received, office, secretariat, bundle
):
    known = forget_cards(secretariat)
    page = received(secretariat)
    page.receive(bundle)
    settle(qtbot, page)
    press(qtbot, page, "Try again")
    settle(qtbot, page)
    still = page.waiting.isVisible()
    for one in known:
        trust.add_trusted(secretariat.store, one)
    press(qtbot, page, "Try again")
    settle(qtbot, page)

    assert still
    assert not page.waiting.isVisible()
    assert states(page) == ["Merged"]


def test_a_waiting_file_is_let_go_for_a_reason(qtbot, received, office, secretariat, bundle):
    forget_cards(secretariat)
    page = received(secretariat)
    page.receive(bundle)
    settle(qtbot, page)
    press(qtbot, page, "Let it go…")
    page.waiting.bar.reason.setText("came twice")
    press(qtbot, page, "Let it go")

    assert not page.waiting.isVisible()
    assert inbox.waiting(secretariat) == ()


def test_parts_of_one_bundle_are_one_line_that_says_which_are_missing(
    received, secretariat, tmp_path
):
    for part in (1, 3, 5):
        path = tmp_path / f"surco-BO-000007-{part}of5.surco"
        path.write_bytes(b"%d" % part)
        waits = BundleWaits(
            "Number {number} of {office} lacks a part.",
            cause="parts",
            bundle_id="b" * 64,
            number=7,
            office="BO",
            all=5,
            away="2, 4",
        )
        arrived.keep(secretariat, path, waits)
    page = received(secretariat)
    page.refresh()

    assert page.waiting.table.rowCount() == 1
    assert page.waiting.table.index(0, 1).data() == "BO 7"
    assert page.waiting.table.index(0, 4).data() == "parts 2 and 4"
    assert page.waiting.sentence.text() == (
        "3 of 5 parts are here; parts 2 and 4 are missing. Number 7 of BO lacks a part."
    )


def forget_cards(office):
    known = trust.trusted(office.store)
    office.change_setting(DRAFT, "")
    with office.store.writing() as db:
        db.execute("delete from trusted")
        db.execute("delete from setting where name = 'register_draft'")
    return known


@pytest.fixture
def national(tmp_path, office):
    """A national office that took the card of a ministry, and the ministry that took its own."""
    ministry = set_up(tmp_path / "min", code="BO-MIN", name="Ministerio de ejemplo")
    for one, other in ((ministry, office), (office, ministry)):
        keys.make_card(one, tmp_path / f"{one.code}.surco")
        keys.trust_card(other, keys.read_card(tmp_path / f"{one.code}.surco"))
    with ministry:
        yield office, ministry


def test_a_national_office_merges_the_bundle_of_a_unit_and_answers(
    qtbot, received, national, tmp_path
):
    office, ministry = national
    record = enter(ministry, replace(a_project(), office="BO-MIN"))
    page = received(office)
    receive_and_merge(qtbot, page, bundles.export_bundle(ministry, tmp_path / "up").bundle)
    page.answer(tmp_path / "down")
    settle(qtbot, page)
    below = received(ministry)
    below.receive(next((tmp_path / "down").glob("*.surco")))
    settle(qtbot, below)

    assert page.answering.button.isVisible()
    assert below.results.index(0, 2).data() == "new · BO"
    assert records.find(ministry, record.uid).status == "national"


def test_a_bundle_meant_for_another_says_for_whom(qtbot, received, national, secretariat, tmp_path):
    _office, ministry = national
    enter(ministry, replace(a_project(), office="BO-MIN"))
    keys.make_card(ministry, tmp_path / "card.surco")
    keys.trust_card(secretariat, keys.read_card(tmp_path / "card.surco"))
    page = received(secretariat)
    told = QSignalSpy(page.told)
    page.receive(bundles.export_bundle(ministry, tmp_path / "up").bundle)
    settle(qtbot, page)

    assert "for BO and not for SELA: send it on to BO" in told.at(0)[0]


@pytest.fixture
def parts(acquainted, office, tmp_path, monkeypatch):
    """The files of a bundle in parts."""
    monkeypatch.setattr(bundle_writing, "AROUND", 700_000)
    monkeypatch.setattr(bundle_writing, "LEAST_ROOM", 80_000)
    files = [attaching.attach(office, a_heavy_file(tmp_path, number)) for number in range(3)]
    rows = [{"name": f"Informe {at}", "file": file} for at, file in enumerate(files)]
    enter(office, a_project().with_values(documents=rows))
    sent = bundles.export_bundle(office, tmp_path / "post", mail_limit=1)
    return [part.bundle for part in sent.parts]


def test_parts_that_were_chosen_together_are_looked_at_as_one_bundle(
    qtbot, received, secretariat, parts
):
    first, *others = reversed(parts)
    page = received(secretariat)

    page.receive(first, others)
    settle(qtbot, page)
    page.merging.merge()
    settle(qtbot, page)

    assert len(others) > 1
    assert set(page.joined) == set(others)
    assert states(page) == ["Merged"]
    assert not page.waiting.isVisible()


def test_a_line_of_the_list_says_what_its_bundle_held(qtbot, received, secretariat, bundle):
    page = received(secretariat)
    receive_and_merge(qtbot, page, bundle)
    press(qtbot, page, "What it held")
    settle(qtbot, page)

    assert page.held.isVisible()
    assert page.held.title.text() == "Bundle 1"
    assert page.held.table.index(0, 2).data() == "new"
    assert "surco-BO-000001.surco" in page.held.about.text()
    assert not page.held.again.isVisible()


def test_a_bundle_that_was_sent_can_be_sent_again_while_its_file_is_there(
    qtbot, received, acquainted, office, bundle
):
    office.change_setting("send_folder", str(bundle.parent))
    page = received(office)
    page.show_held()
    settle(qtbot, page)
    there = page.held.again.isVisible()
    bundle.unlink()
    page.show_held()
    settle(qtbot, page)

    assert there
    assert not page.held.again.isVisible()
    assert "the next bundle takes along" in page.held.place.text()
