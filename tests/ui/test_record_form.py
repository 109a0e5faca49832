from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPushButton

from desktop_app.errors import BadAnswer
from desktop_app.language import LANGUAGES, Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import Conflict, Record
from desktop_app.ui.parts.answer_edit import no_records
from desktop_app.ui.parts.record_form import RecordForm
from tests.builders import a_contact, a_project, a_source, an_organisation
from tests.ui.looking import texts

SAME_LINE = 6  # points
MADE = {
    "initiative": a_project,
    "source": a_source,
    "organisation": an_organisation,
    "contact": a_contact,
}


def _made(kind):
    empty = Record(kind=kind, uid="00000000-0000-4000-8000-000000000000", office="BO")
    return MADE[kind]() if kind in MADE else empty


@pytest.fixture
def make(qtbot):
    def made(record, language="en"):
        form = RecordForm(record.kind, no_records(Language(language, "BO")))
        qtbot.addWidget(form)
        form.load(record)
        form.resize(820, 640)
        form.show()
        return form

    return made


@pytest.mark.parametrize("kind", KINDS)
def test_filling_a_form_is_not_typing_and_gives_the_record_back(make, kind):
    record = _made(kind)
    form = make(record)
    edited, committed = QSignalSpy(form.edited), QSignalSpy(form.committed)

    form.load(record)

    assert form.record() == record
    assert (edited.count(), committed.count()) == (0, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_its_label_as_its_buddy_and_a_name(make, kind):
    form = make(_made(kind))

    for block in form.blocks.values():
        assert block.label.buddy() is block.edit.target()
        assert block.edit.target().accessibleName()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_asked_in_each_language(make, language):
    form = make(a_project(), language)

    shown = texts(form)

    for question in KINDS["initiative"].questions:
        assert Language(language).text(question.label) in shown


def test_what_is_typed_is_in_the_record(qtbot, make):
    form = make(a_project())
    committed = QSignalSpy(form.committed)

    line = form.blocks["planned_end"].edit.line
    line.selectAll()
    qtbot.keyClicks(line, "31/12/2027")
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert form.record()["planned_end"] == "2027-12-31"
    assert committed.count() == 1


def test_an_answer_nobody_touched_comes_back_byte_for_byte(qtbot, make):
    record = a_project(planned_end="2027-1", local_code="  odd  spacing ")
    form = make(record)

    line = form.blocks["iati_id"].edit.line
    qtbot.keyClicks(line, "XM-1")

    assert form.record()["local_code"] == "  odd  spacing "
    assert form.record()["planned_end"] == "2027-1"


def test_what_is_not_understood_is_said_beside_the_field_and_not_saved(qtbot, make):
    record = a_project()
    form = make(record)

    line = form.blocks["planned_end"].edit.line
    line.selectAll()
    qtbot.keyClicks(line, "soon")
    qtbot.keyClick(line, Qt.Key.Key_Return)

    read, refused = form.read()
    assert read["planned_end"] == record["planned_end"]
    assert list(refused) == ["planned_end"]
    assert any("no year" in text for text in texts(form.blocks["planned_end"]))
    with pytest.raises(BadAnswer):
        form.record()


def test_what_is_missing_is_listed_and_leads_to_its_field(qtbot, make):
    form = make(a_project(form=None, sector=None))

    lines = [form.missing.lines.item(at).text() for at in range(form.missing.lines.count())]
    form.missing.lines.itemClicked.emit(form.missing.lines.item(0))

    assert lines == ["Main form of cooperation", "Main sector"]
    assert form.focusWidget() is form.blocks["form"].edit.target().lineEdit() or (
        form.focusWidget() is form.blocks["form"].edit.target()
    )


def test_the_contents_count_what_is_open_in_each_section(make):
    form = make(a_project(form=None, sector=None, title=None))

    counts = [form.contents.topLevelItem(at).text(1) for at in range(6)]

    assert counts == ["1", "", "", "2", "", ""]


def test_a_question_appears_when_another_answer_asks_for_it(make):
    form = make(a_source(refundability="NR"))
    menu = form.blocks["refundability"].edit.menu
    before = form.blocks["interest"].isVisible()

    menu.setCurrentIndex(menu.findData("R"))
    menu.activated.emit(menu.currentIndex())

    assert not before
    assert form.blocks["interest"].isVisible()


def test_two_values_that_came_in_are_shown_with_a_button_each(qtbot, make):
    first, second = "a" * 64, "b" * 64
    conflict = Conflict(slot="stage", values={first: "EXE", second: "COM"})
    form = make(a_project(conflicts=(conflict,)))
    decided = QSignalSpy(form.decided)
    block = form.blocks["stage"]

    buttons = [one for one in block.findChildren(QPushButton) if one.text() == "Keep this"]
    buttons[1].click()

    assert [one.accessibleDescription() for one in buttons] == ["In execution", "Completed"]
    assert decided.at(0) == ["stage", second]


def test_while_answers_are_to_be_decided_it_is_not_said_that_nothing_is_missing(make):
    conflict = Conflict(slot="stage", values={"a" * 64: "EXE", "b" * 64: "COM"})
    title = make(a_project(conflicts=(conflict,))).missing.title.text()

    assert "1 answer to decide" in title
    assert "Nothing is missing" not in title


def test_a_locked_form_takes_nothing(qtbot, make):
    record = a_project()
    form = make(record)

    form.lock()
    qtbot.keyClicks(form.blocks["local_code"].edit.line, "X")

    assert form.record() == record


def test_the_list_of_what_is_missing_moves_beside_the_form_when_there_is_room(make):
    form = make(a_project(form=None))
    narrow = form.missing.mapTo(form, form.missing.rect().topLeft()).x()

    form.resize(1200, 640)
    form.layout().activate()

    assert narrow < 200
    assert form.missing.parent() is not form.contents.parent()


def test_every_section_is_in_sight_on_a_small_screen(make):
    form = make(_made("initiative").with_values(title=None, level=None, sector=None, stage=None))

    form.resize(768, form.contents.sizeHint().height() + 150)
    form.layout().activate()

    assert form.contents.height() >= form.contents.sizeHint().height()


def test_tab_goes_through_the_form_in_reading_order(make):
    form = make(a_source(eligible_countries=["AR", "BO"], name={"original": "es", "es": "A"}))
    form.blocks["name"].edit.choose("fr")
    column = form.column.widget()

    places, widget = [], form.blocks["name"].edit.target()
    last = form.blocks["verification"].edit.target()
    while widget is not last:
        shown = column.isAncestorOf(widget) and widget.isVisibleTo(column)
        if shown and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            top = widget.mapTo(column, widget.rect().topLeft())
            places.append((top.y(), top.x()))
        widget = widget.nextInFocusChain()

    assert len(places) > 20
    for (y, x), (next_y, next_x) in pairwise(places):
        assert next_y > y + SAME_LINE or (abs(next_y - y) <= SAME_LINE and next_x > x)
