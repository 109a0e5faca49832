from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from desktop_app.actions import lists, records
from desktop_app.records.record import Conflict
from desktop_app.ui.pages.record_page import RecordPage
from tests.builders import a_contact, a_project
from tests.ui.looking import press, texts


@pytest.fixture
def stored(office):
    return records.enter_record(office, replace(a_project(), human_code="", status="draft"))


@pytest.fixture
def open_page(qtbot, context):
    def opened(record):
        page = RecordPage(context, record)
        qtbot.addWidget(page, before_close_func=lambda one: one.close_page())
        page.show()
        return page

    return opened


def type_in(qtbot, page, field, text, key=Qt.Key.Key_Return):
    line = page.form.blocks[field].edit.line
    line.selectAll()
    qtbot.keyClicks(line, text)
    if key:
        qtbot.keyClick(line, key)


def test_opening_and_leaving_saves_nothing(open_page, office, stored):
    page = open_page(stored)
    changed = QSignalSpy(page.changed)

    left = page.leave()

    assert left
    assert changed.count() == 0
    assert records.find(office, stored.uid).version == stored.version


def test_what_is_typed_is_kept_at_once_and_saved_on_leaving(qtbot, open_page, office, stored):
    page = open_page(stored)

    type_in(qtbot, page, "local_code", "MRE-12")
    kept, version = records.draft_of(office, stored), records.find(office, stored.uid).version
    page.leave()

    saved = records.find(office, stored.uid)
    assert kept["local_code"] == "MRE-12"
    assert version == stored.version
    assert (saved["local_code"], saved.version) == ("MRE-12", stored.version + 1)
    assert records.draft_of(office, saved) is None


def test_a_text_in_which_one_pauses_is_kept_without_leaving_the_field(
    qtbot, open_page, office, stored
):
    page = open_page(stored)

    type_in(qtbot, page, "local_code", "MRE-13", key=None)
    qtbot.waitUntil(lambda: records.draft_of(office, stored) is not None)

    assert records.draft_of(office, stored)["local_code"] == "MRE-13"


def test_saving_says_when(qtbot, open_page, stored):
    page = open_page(stored)

    type_in(qtbot, page, "local_code", "MRE-12")
    unsaved = page.saved.text()
    page.save()

    assert unsaved == "What you typed is kept; it is saved when you leave."
    assert page.saved.text().startswith("Saved ")


def test_typing_back_to_what_was_stored_makes_no_new_version(qtbot, open_page, office, stored):
    page = open_page(stored)

    type_in(qtbot, page, "local_code", "X")
    type_in(qtbot, page, "local_code", "", key=None)
    qtbot.keyClick(page.form.blocks["local_code"].edit.line, Qt.Key.Key_Backspace)
    page.leave()

    assert records.find(office, stored.uid).version == stored.version


def test_a_new_record_is_in_the_list_after_its_first_answer(qtbot, open_page, office):
    page = open_page(records.blank(office, "contact"))

    type_in(qtbot, page, "name", "Mesa de ayuda")

    [row] = list(records_of(office, "contact"))
    assert row.title == "Mesa de ayuda"
    assert page.shown_record().uid == row.uid


def test_a_new_record_nobody_typed_in_is_not_kept(open_page, office):
    page = open_page(records.blank(office, "contact"))

    page.leave()

    assert list(records_of(office, "contact")) == []


def test_what_is_not_clear_keeps_the_page_open_and_says_where(qtbot, open_page, stored):
    page = open_page(stored)
    told = QSignalSpy(page.told)

    type_in(qtbot, page, "planned_end", "soon")
    left = page.leave()

    assert not left
    assert "Planned end" in told.at(0)[0]


@pytest.mark.case("S26")
def test_a_draft_left_by_a_crash_is_offered_and_can_be_kept(qtbot, open_page, office, stored):
    records.keep_draft(office, stored.with_values(local_code="MRE-14"))

    page = open_page(stored)
    offered = texts(page)
    shown = [page.sides.model.index(0, column).data() for column in range(3)]
    press(qtbot, page, "Keep it")
    page.leave()

    assert any(text.endswith("and had not saved was recovered.") for text in offered)
    assert shown == ["Number in your own registry", "", "MRE-14"]
    assert records.find(office, stored.uid)["local_code"] == "MRE-14"


def test_a_recovered_draft_can_be_discarded(qtbot, open_page, office, stored):
    records.keep_draft(office, stored.with_values(local_code="MRE-14"))

    page = open_page(stored)
    press(qtbot, page, "Discard it")
    page.leave()

    assert records.find(office, stored.uid)["local_code"] is None
    assert records.draft_of(office, stored) is None


@pytest.mark.parametrize("choice", ["Take what you typed", "Take the saved one"])
def test_a_record_saved_elsewhere_meanwhile_asks_which_stands(
    qtbot, open_page, office, stored, choice
):
    page = open_page(stored)
    records.enter_record(office, stored.with_values(local_code="Take the saved one", stage="COM"))

    type_in(qtbot, page, "local_code", "Take what you typed")
    saved = page.save()
    press(qtbot, page, choice)
    press(qtbot, page, "Save the result")

    now = records.find(office, stored.uid)
    assert not saved
    assert (now["local_code"], now["stage"]) == (choice, "COM")
    assert page.sides.isHidden()


def test_the_version_saved_elsewhere_can_be_taken_whole(qtbot, open_page, office, stored):
    page = open_page(stored)
    records.enter_record(office, stored.with_values(local_code="theirs"))

    type_in(qtbot, page, "local_code", "mine")
    page.save()
    press(qtbot, page, "Take the saved one whole")
    page.leave()

    assert records.find(office, stored.uid)["local_code"] == "theirs"
    assert records.draft_of(office, records.find(office, stored.uid)) is None


def test_typing_on_and_on_is_kept_without_a_pause(qtbot, open_page, office, stored):
    page = open_page(stored)
    line = page.form.blocks["local_code"].edit.line

    def kept():
        qtbot.keyClicks(line, "x")
        return records.draft_of(office, stored) is not None

    qtbot.waitUntil(kept)

    assert records.draft_of(office, stored)["local_code"].startswith("x")


def test_undo_and_redo_go_over_saves_and_say_what_they_did(qtbot, open_page, office, stored):
    page = open_page(stored)
    type_in(qtbot, page, "local_code", "MRE-12")
    page.save()

    page.undo()
    undone, said = records.find(office, stored.uid)["local_code"], page.saved.text()
    page.redo()

    assert (undone, said) == (None, "Undone: Number in your own registry")
    assert records.find(office, stored.uid)["local_code"] == "MRE-12"
    assert page.saved.text() == "Done again: Number in your own registry"


def test_what_is_not_saved_yet_is_the_first_thing_to_undo(qtbot, open_page, office, stored):
    page = open_page(stored)
    type_in(qtbot, page, "local_code", "MRE-12")

    page.undo()

    assert records.find(office, stored.uid)["local_code"] is None
    assert page.form.blocks["local_code"].edit.line.text() == ""


def test_nothing_to_undo_is_said(open_page, stored):
    page = open_page(stored)

    page.undo()

    assert page.saved.text() == "Nothing more to undo here."


def test_marking_ready_is_its_own_step(qtbot, open_page, office, stored):
    page = open_page(stored)

    press(qtbot, page, "Mark as ready to send")

    assert records.find(office, stored.uid).status == "ready"
    assert not page.ready_button.isVisible()


def test_a_record_that_is_not_finished_is_not_marked_ready(qtbot, open_page, office):
    record = records.enter_record(
        office, replace(a_project(planned_start=None), human_code="", status="draft")
    )
    page = open_page(record)
    told = QSignalSpy(page.told)

    page.mark_ready()

    assert "Planned start" in told.at(0)[0]
    assert records.find(office, record.uid).status == "draft"


def test_erasing_a_person_asks_for_a_reason_and_goes_back_to_the_list(qtbot, open_page, office):
    person = records.enter_record(office, replace(a_contact(), human_code="", status="draft"))
    page = open_page(person)
    gone = QSignalSpy(page.navigate)
    erase = next(one for one in page.further_actions() if one.text() == "Erase this person…")
    erase.trigger()
    asked = page.reason.isVisible()
    page.reason.reason.setText("Withdrew the consent")
    with qtbot.waitSignal(page.navigate):
        press(qtbot, page, "Erase for good")

    assert asked
    assert gone.at(0) == ["contact"]
    assert records.find(office, person.uid).values == {}


def test_withdrawing_goes_back_to_the_list(qtbot, open_page, office, stored):
    page = open_page(stored)
    withdraw = next(one for one in page.primary_actions() if one.text() == "Withdraw…")

    withdraw.trigger()
    qtbot.keyClicks(page.reason.reason, "Entered twice")
    with qtbot.waitSignal(page.navigate) as went:
        page.reason.do_it.click()

    assert went.args == ["initiative"]
    assert records.find(office, stored.uid).status == "withdrawn"


def test_a_record_of_another_office_can_only_be_read(qtbot, open_page):
    page = open_page(a_project(office="AR", version=1))

    type_in(qtbot, page, "local_code", "X")

    assert [action.text() for action in page.primary_actions()] == ["History…"]
    assert page.leave()
    assert page.saved.text() == (
        "It belongs to another office, or was withdrawn; it can be read here."
    )


def test_a_difference_is_decided_at_its_field(qtbot, open_page, office, stored, monkeypatch):
    first, second = "a" * 64, "b" * 64
    conflict = Conflict(slot="stage", values={first: "EXE", second: "COM"})
    decided = []
    monkeypatch.setattr(
        "desktop_app.ui.pages.record_page.merging.resolve",
        lambda _office, record, choices: decided.append(choices) or replace(record, conflicts=()),
    )
    page = open_page(replace(stored, conflicts=(conflict,)))

    page.form.decided.emit("stage", second)

    assert decided == [{"stage": second}]
    assert page.form.record().conflicts == ()


def test_another_record_is_chosen_by_its_title(qtbot, open_page, office, stored):
    contact = records.enter_record(office, replace(a_contact(), human_code="", status="draft"))
    page = open_page(stored)

    type_in(qtbot, page, "contact", "mesa coop")
    page.leave()

    assert records.find(office, stored.uid)["contact"] == contact.uid


def records_of(office, kind):
    return lists.list_rows(office, kind)


def test_a_save_that_used_the_last_space_says_so(qtbot, open_page, office, stored, monkeypatch):
    page = open_page(stored)
    told = QSignalSpy(page.told)
    office.keep_reserve()
    enter = records.enter_record

    def enter_on_a_full_disk(*given):
        office.store.path.with_name("surco.db.reserve").unlink()
        return enter(*given)

    monkeypatch.setattr(records, "enter_record", enter_on_a_full_disk)
    type_in(qtbot, page, "local_code", "MRE-12")
    page.save()

    assert "saved in the last space" in told.at(told.count() - 1)[0]
