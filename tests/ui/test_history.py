"""What was: the history of a record, withdrawn records, and Ctrl+Z in the window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from desktop_app.actions import erasing, records
from desktop_app.ui.pages.history import HistoryPage
from desktop_app.ui.pages.trash import TrashPage
from tests.builders import a_contact, a_project
from tests.ui.looking import button, press, settle, texts


@pytest.fixture
def stored(office):
    return records.enter_record(office, replace(a_project(), human_code="", status="draft"))


@pytest.fixture
def history(qtbot, context, office, stored):
    records.enter_record(office, stored.with_values(stage="COM", local_code="X-1"))
    page = HistoryPage(context)
    qtbot.addWidget(page)
    page.show_only(stored.uid)
    page.show()
    return page


def row_of(page, answer):
    model = page.table
    return next(row for row in range(model.rowCount()) if model.index(row, 2).data() == answer)


def test_the_history_is_in_the_reader_s_words(history):
    row = row_of(history, "Stage")
    model = history.table

    assert [model.index(row, column).data() for column in (1, 3, 4)] == [
        "BO",
        "In execution",
        "Completed",
    ]
    assert model.index(model.rowCount() - 1, 2).data() == "The record was made"


def test_one_value_is_brought_back_from_the_page(qtbot, history, office, stored):
    changed = QSignalSpy(history.changed)
    history.view.selectRow(row_of(history, "Stage"))

    press(qtbot, history, "Bring back this value")

    now = records.find(office, stored.uid)
    assert (now["stage"], now["local_code"]) == ("EXE", "X-1")
    assert changed.count() == 1


def test_the_making_of_a_record_cannot_be_brought_back(history):
    history.view.selectRow(history.table.rowCount() - 1)

    assert not button(history, "Bring back this value").isEnabled()


def test_the_history_of_one_answer_alone_can_be_seen(history):
    history.which.setCurrentIndex(history.which.findData("local_code"))
    history.which.activated.emit(history.which.currentIndex())

    assert history.table.rowCount() == 1
    assert history.after.text() == "X-1"
    assert history.before.text() == "(nothing)"


def test_ctrl_h_leads_from_a_record_to_its_history_and_back(qtbot, window, office, stored):
    window.open_record(stored.uid)

    window.page.primary_actions()[-1].trigger()
    place = window.page
    place.back.click()

    assert isinstance(place, HistoryPage)
    assert window.page.shown_record().uid == stored.uid


def test_a_withdrawn_record_is_brought_back_from_its_page(qtbot, context, office, stored):
    records.withdraw(office, stored, "por error")
    page = TrashPage(context)
    qtbot.addWidget(page)
    page.refresh()
    settle(qtbot, page)
    page.show()
    row = [page.table.index(0, column).data() for column in (0, 4)]

    press(qtbot, page, "Bring back")
    settle(qtbot, page)

    assert row == ["Gestión del agua en cuencas altoandinas", "por error"]
    assert records.find(office, stored.uid).status == "draft"
    assert "No record was withdrawn." in texts(page)


def test_a_withdrawn_person_is_erased_for_good_from_the_same_page(qtbot, context, office):
    person = records.enter_record(office, replace(a_contact(), human_code="", status="draft"))
    records.withdraw(office, person, "asked for it")
    page = TrashPage(context)
    qtbot.addWidget(page)
    page.refresh()
    settle(qtbot, page)
    page.show()
    press(qtbot, page, "Erase this person…")
    asked = [text for text in texts(page.bar) if "as an order with the next bundle" in text]
    page.bar.reason.setText("by request")
    press(qtbot, page, "Erase for good")
    settle(qtbot, page)
    gone = records.find(office, person.uid)

    assert asked
    assert not erasing.may_be_erased(office, gone)
    assert not gone.values
    assert page.erase.isHidden()


def test_a_withdrawn_person_is_erased_from_where_one_reads_of_it(qtbot, window, office):
    person = records.enter_record(office, replace(a_contact(), human_code="", status="draft"))
    records.withdraw(office, person, "asked for it")
    window.open_record(person.uid)
    offered = {one.text(): one for one in window.page.further_actions()}
    offered["Erase this person…"].trigger()
    window.page.reason.reason.setText("by request")
    press(qtbot, window.page, "Erase for good")
    settle(qtbot, window.page)

    assert "Duplicate" not in offered
    assert not records.find(office, person.uid).values


def test_only_a_person_can_be_erased_among_what_was_withdrawn(qtbot, context, office, stored):
    records.withdraw(office, stored, "por error")
    page = TrashPage(context)
    qtbot.addWidget(page)
    page.refresh()
    settle(qtbot, page)

    assert page.erase.isHidden()


def test_ctrl_z_undoes_typing_first_and_then_the_last_save(qtbot, window, office, stored):
    records.enter_record(office, stored.with_values(local_code="X-1"))
    window.open_record(stored.uid)
    line = window.page.form.blocks["local_code"].edit.line
    with qtbot.waitExposed(window):
        window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)

    qtbot.keyClicks(line, "2")
    typed = line.text()
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    own = line.text()
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert (typed, own) == ("2X-1", "X-1")
    assert records.find(office, stored.uid)["local_code"] is None


def test_ctrl_z_works_where_no_text_is_edited(qtbot, window, office, stored):
    records.enter_record(office, stored.with_values(local_code="X-1"))
    window.open_record(stored.uid)
    with qtbot.waitExposed(window):
        window.activateWindow()
    contents = window.page.form.contents
    contents.setFocus()

    qtbot.keyClick(contents, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    undone = records.find(office, stored.uid)["local_code"]
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(contents, Qt.Key.Key_Z, keys)

    assert undone is None
    assert records.find(office, stored.uid)["local_code"] == "X-1"


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("answer to bundle 3", "answer to bundle 3"),
        ("bundle BO 2", "bundle BO 2"),
        ("import 7f3a", "an import"),
        ("undo import 7f3a", "an import taken back"),
        ("undo 12", "undone"),
        ("a reason of one's own", "a reason of one's own"),
    ],
)
def test_why_an_answer_changed_is_said_in_words(history, kept, said):
    assert history.reason(kept) == said
