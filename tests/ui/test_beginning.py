"""Copies, initiatives made of requests, and new records that begin like the last one."""

from dataclasses import replace

from PySide6.QtCore import Qt

from desktop_app.actions import lists, records
from desktop_app.records.record import Record
from desktop_app.records.stamp import new_uid
from tests.builders import a_project
from tests.ui.looking import press


def enter(office, record):
    return records.enter_record(office, replace(record, human_code="", status="draft"))


def test_ctrl_d_copies_the_record_in_sight_and_says_what_was_left_out(qtbot, window, office):
    first = enter(office, a_project(local_code="MRE-1"))
    window.open_record(first.uid)
    window.activateWindow()

    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)

    copy = window.page.shown_record()
    assert copy.uid != first.uid
    assert copy["title"] == first["title"]
    assert window.frame.messages.text.startswith(f"{copy.human_code} is a copy of “Gestión")
    assert "Number in your own registry" in window.frame.messages.text


def test_a_line_of_a_list_is_copied_too(window, office):
    enter(office, a_project())
    window.go("initiative")
    window.page.table.setCurrentIndex(window.page.model.index(0, 0))

    duplicate = next(one for one in window.page.further_actions() if one.text() == "Duplicate")
    duplicate.trigger()

    assert lists.list_count(office, "initiative") == 2


def test_what_comes_from_the_last_record_says_so_until_it_is_changed(window, office):
    enter(office, a_project(access="PUB"))

    window.new_record("initiative")
    block = window.page.form.blocks["modality"]
    said, value = block.mark.text(), block.edit.value()
    block.edit.menu.setCurrentIndex(block.edit.menu.findData("TRI"))
    block.edit.menu.activated.emit(block.edit.menu.currentIndex())

    assert (said, value) == ("· taken from your last record", "BIL")
    assert "taken" not in block.mark.text()


def test_looking_at_a_record_that_began_like_the_last_one_saves_nothing(window, office):
    enter(office, a_project())

    window.new_record("initiative")
    window.back()

    assert lists.list_count(office, "initiative") == 1


def test_the_menu_switches_off_that_new_records_begin_like_the_last(window, office):
    enter(office, a_project(access="PUB"))
    switch = next(
        action
        for menu in window.menuBar().findChildren(type(window.menuBar().actions()[0].menu()))
        for action in menu.actions()
        if action.text() == "Begin like the last record"
    )

    switch.trigger()
    window.new_record("initiative")

    assert not switch.isChecked()
    assert window.page.form.record()["access"] == "GOV"


def test_the_page_of_a_request_makes_an_initiative(qtbot, window, office):
    title = {"original": "es", "es": "Reducir pérdidas"}
    values = {"dimension": "REQ", "title": title, "country": "PY"}
    request = enter(office, Record(kind="offer", uid=new_uid(), office="BO", values=values))
    window.open_record(request.uid)

    press(qtbot, window.page, "Make an initiative")

    made = window.page.shown_record()
    assert (made.kind, made["request"]) == ("initiative", request.uid)
    assert window.frame.messages.text.endswith("was made from the request “Reducir pérdidas”.")


def test_an_offer_makes_no_initiative(window, office):
    values = {"dimension": "OFF", "title": {"original": "es", "es": "Cursos"}}
    offer = enter(office, Record(kind="offer", uid=new_uid(), office="BO", values=values))

    window.open_record(offer.uid)

    assert not window.page.initiative_button.isVisible()
