"""The menu of an answer: who may see it, and notes to a colleague, with and without the mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QMenu, QPushButton

from desktop_app.actions import bundles, keys, notes, records
from desktop_app.actions.todo import what_to_do
from desktop_app.language import Language
from desktop_app.records.access import access_of
from desktop_app.records.kinds import KINDS
from desktop_app.ui.pages.record_page import RecordPage
from desktop_app.ui.parts.notice_line import NoticeLine
from desktop_app.ui.parts.wording import slot_text
from tests.builders import a_project
from tests.ui.listing import enter


@pytest.fixture
def stored(office):
    return enter(office, a_project(lessons={"original": "es", "es": "En negociación"}))


@pytest.fixture
def page(qtbot, context, stored):
    made = RecordPage(context, stored)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    yield made
    made.close_page()


def choices(page, field):
    """Return the lines of the menu of an answer by what they say."""
    menu = page.about_answer.menu_of(field, page.form.blocks[field].more)
    return {action.text(): action for action in menu.actions() if action.text()}


def shown(page, field):
    """Return the sentences that stand at an answer now."""
    lines = page.form.blocks[field].findChildren(NoticeLine)
    return [one.sentence.text() for one in lines if one.isVisibleTo(page) and one.sentence.text()]


def test_the_menu_offers_what_is_stricter_than_the_record(page):
    offered = choices(page, "lessons")

    assert [text for text in offered if "note" not in text] == [
        "Who may see this answer",
        "As the record: Governments and Secretariat only",
        "This office only",
    ]
    assert offered["As the record: Governments and Secretariat only"].isChecked()


def test_a_closed_answer_says_so_beside_its_label_and_to_a_screen_reader(page):
    choices(page, "lessons")["This office only"].trigger()
    target = page.form.blocks["lessons"].edit.target()
    told = QAccessible.queryAccessibleInterface(target).text(QAccessible.Text.Description)

    assert "This office only" in shown(page, "lessons")
    assert "This office only" in told


def test_closing_an_answer_is_saved_like_any_other_change(page, office, stored):
    choices(page, "lessons")["This office only"].trigger()
    page.save()
    closed = records.find(office, stored.uid)
    choices(page, "lessons")["As the record: Governments and Secretariat only"].trigger()
    page.save()

    assert access_of(closed, "lessons") == "OFC"
    assert access_of(records.find(office, stored.uid), "lessons") == "GOV"
    assert shown(page, "lessons") == []


def test_undo_takes_the_mark_away_again(page):
    choices(page, "lessons")["This office only"].trigger()
    page.undo()

    assert shown(page, "lessons") == []


def test_what_was_sent_before_is_said_to_be_out(page, office, stored, tmp_path, secretariat):
    keys.make_card(secretariat, tmp_path / "card.surco")
    keys.trust_card(office, keys.read_card(tmp_path / "card.surco"))
    bundles.export_bundle(office, tmp_path / "post", drafts=True)
    page.refresh()
    told = QSignalSpy(page.told)
    choices(page, "lessons")["This office only"].trigger()

    assert told.count() == 1
    assert "cannot be called back" in told.at(0)[0]


def test_what_names_a_record_has_no_access_of_its_own(page):
    assert list(choices(page, "title")) == ["Write a note…"]


def test_the_menu_opens_at_the_cursor_without_the_mouse(qtbot, page):
    page.activateWindow()
    page.form.blocks["lessons"].edit.target().setFocus()
    qtbot.waitUntil(lambda: page.form.block_here() is not None)
    page.about_answer.action.trigger()
    [menu] = page.form.blocks["lessons"].more.findChildren(QMenu)
    qtbot.waitUntil(menu.isVisible)
    visible = menu.isVisible()
    menu.hide()

    assert visible


def test_the_history_names_a_closed_answer_by_its_question():
    kind = KINDS["initiative"]
    row = {"id": "summary", "field": "summary", "access": "OFC"}
    told = slot_text(kind, "field_access/summary", row, Language("en"))

    assert told == "Summary · This office only"


def write(qtbot, page, field, words):
    choices(page, field)["Write a note…"].trigger()
    bar = page.about_answer.bar
    qtbot.keyClicks(bar.reason, words)
    qtbot.keyClick(bar.reason, Qt.Key.Key_Return)


def test_a_note_stands_below_its_answer_until_it_is_done(qtbot, page, office, stored):
    write(qtbot, page, "planned_start", "Why 2019?")
    [note] = notes.open_notes(office, stored.uid)
    qtbot.waitUntil(lambda: shown(page, "planned_start") != [])
    during = shown(page, "planned_start")
    waiting = what_to_do(office).notes
    buttons = page.form.blocks["planned_start"].findChildren(QPushButton)
    qtbot.mouseClick(
        next(one for one in buttons if one.text() == "Done"), Qt.MouseButton.LeftButton
    )

    assert note.words == "Why 2019?"
    assert any("BO" in text and "Why 2019?" in text for text in during)
    assert waiting == {"initiative": 1}
    assert notes.open_notes(office, stored.uid) == []
    assert shown(page, "planned_start") == []


def test_a_note_keeps_what_is_being_typed(qtbot, page, office, stored):
    field = page.form.blocks["local_code"].edit
    field.target().setFocus()
    qtbot.keyClicks(field.line, "MRE-1")
    write(qtbot, page, "planned_start", "Why 2019?")

    assert records.find(office, stored.uid)["local_code"] == "MRE-1"


def test_marking_ready_says_how_many_notes_are_open(qtbot, page):
    write(qtbot, page, "planned_start", "Why 2019?")
    told = QSignalSpy(page.told)
    page.mark_ready()

    assert told.at(0)[0] == "Ready to send with the next bundle. 1 note is still open."


def test_home_leads_to_the_records_with_notes(qtbot, window, office):
    record = enter(office, a_project())
    notes.write_note(office, record, "planned_start", "Why 2019?")
    enter(office, a_project())
    window.go("home")
    window.page.refresh()
    [button] = [
        one
        for one in window.page.findChildren(QPushButton)
        if one.accessibleName().startswith("1 note to look at")
    ]
    button.click()

    assert window.page.bar.filters.findings == "notes"
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 1)


def test_a_note_that_is_being_typed_is_written_on_leaving(page, office, stored):
    choices(page, "planned_start")["Write a note…"].trigger()
    page.about_answer.bar.reason.setText("Why 2019?")

    left = page.leave()

    assert left
    assert [note.words for note in notes.open_notes(office, stored.uid)] == ["Why 2019?"]
