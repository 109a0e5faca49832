"""Two records in two windows."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.actions import records
from desktop_app.ui.pages.record_window import RecordWindow
from tests.builders import a_project
from tests.ui.looking import press

CONTROL = Qt.KeyboardModifier.ControlModifier


def enter(office, title="Riego", **values):
    texts = {"original": "es", "es": title}
    record = a_project(title=texts, **values)
    return records.enter_record(office, replace(record, human_code="", status="draft"))


@pytest.fixture
def first(office):
    return enter(office)


@pytest.fixture
def beside(qtbot, window, first):
    window.open_beside(first.uid)
    made = window.beside.window_of(first.uid)
    yield made
    window.beside.close_all()


def type_code(qtbot, page, text):
    line = page.form.blocks["local_code"].edit.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Tab)


def windows():
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, RecordWindow)]


def test_ctrl_enter_in_a_list_opens_the_line_in_a_window_of_its_own(qtbot, window, first):
    window.go("initiative")
    window.page.table.setCurrentIndex(window.page.model.index(0, 0))
    window.activateWindow()

    qtbot.keyClick(window.page.table, Qt.Key.Key_Return, CONTROL)

    assert window.page.title == "Initiatives"
    assert window.beside.uids == [first.uid]
    window.beside.close_all()


def test_a_record_has_one_window_beside(window, beside, first):
    window.open_beside(first.uid)

    assert windows() == [beside]


def test_what_is_saved_in_one_window_is_seen_in_the_other(qtbot, window, beside, first):
    window.open_record(first.uid)
    type_code(qtbot, beside.page, "MRE-12")
    beside.page.save()
    seen = window.page.form.record()["local_code"]
    type_code(qtbot, window.page, "MRE-13")
    window.page.save()

    assert seen == "MRE-12"
    assert beside.page.form.record()["local_code"] == "MRE-13"


def test_one_record_changed_in_both_windows_asks_which_stands(qtbot, window, beside, first, office):
    window.open_record(first.uid)
    type_code(qtbot, window.page, "Mine")
    type_code(qtbot, beside.page, "Theirs")
    beside.page.save()

    saved = window.page.save()
    press(qtbot, window.page, "Take the saved one whole")

    assert not saved
    assert records.find(office, first.uid)["local_code"] == "Theirs"


def test_what_is_typed_in_one_window_outlives_a_crash_after_a_save_in_the_other(
    qtbot, window, beside, first, office
):
    type_code(qtbot, beside.page, "MRE-12")
    window.open_record(first.uid)
    line = window.page.form.blocks["approval_doc"].edit.line
    line.setFocus()
    qtbot.keyClicks(line, "Acta 3")
    window.page.save()

    saved = records.find(office, first.uid)
    kept = records.draft_of(office, saved)
    beside.page.save()
    press(qtbot, beside.page, "Take the saved one whole")

    assert saved["approval_doc"] == "Acta 3"
    assert kept["local_code"] == "MRE-12"


def test_a_list_counts_what_a_window_beside_changed(qtbot, window, beside):
    window.go("initiative")
    title = beside.page.form.blocks["title"].edit.target()
    title.selectAll()
    qtbot.keyClicks(title, "Huertos")
    beside.page.save()

    assert window.page.model.row(0).title["es"] == "Huertos"
    assert beside.windowTitle().startswith("Huertos")


def test_closing_the_main_window_saves_and_closes_those_beside_it(qtbot, window, beside, office):
    type_code(qtbot, beside.page, "MRE-12")

    window.close()

    assert not window.isVisible()
    assert window.beside.uids == []
    assert records.find(office, beside.uid)["local_code"] == "MRE-12"


def test_a_window_beside_that_must_stay_keeps_the_main_one(qtbot, window, beside):
    line = beside.page.form.blocks["planned_end"].edit.line
    line.selectAll()
    qtbot.keyClicks(line, "soon")

    window.close()
    told = beside.messages.text
    line.selectAll()
    qtbot.keyClicks(line, "2027")

    assert window.isVisible()
    assert "Planned end" in told
    assert window.beside.close_all()


def test_another_language_changes_the_windows_beside_too(window, beside, first):
    window.speak("fr")

    assert window.beside.window_of(first.uid).language.code == "fr"
    window.beside.close_all()


def test_what_leads_elsewhere_is_shown_in_the_main_window(window, beside):
    beside.page.navigate.emit("source")

    assert window.page.title == "Sources of cooperation"
    assert window.beside.uids == []


def test_a_window_beside_has_its_own_keys(qtbot, window, beside):
    shown = {
        action.shortcut().toString()
        for top in beside.menuBar().actions()
        for action in top.menu().actions()
    }

    assert {"Ctrl+S", "Ctrl+W", "Ctrl+F", "Ctrl+Z", "F1"} <= shown
