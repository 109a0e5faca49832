"""What a question means: on F1 at the field, and under the mouse."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.actions import records
from desktop_app.language import LANGUAGES, Language
from desktop_app.records.kinds import KINDS
from desktop_app.ui.parts.answer_edit import no_records
from desktop_app.ui.parts.help_words import help_sentences
from desktop_app.ui.parts.record_form import RecordForm
from tests.builders import a_project


@pytest.fixture
def form(qtbot):
    made = RecordForm("initiative", no_records(Language("en", "BO")))
    qtbot.addWidget(made)
    made.load(a_project())
    made.resize(780, 560)
    made.show()
    made.activateWindow()
    return made


def test_f1_explains_the_question_with_the_cursor_and_closes_again(qtbot, form):
    form.point_at("planned_end")

    shown = form.show_help()
    said = form.help.text.text()
    form.show_help()

    assert shown
    assert form.help.title.text() == "Planned end"
    assert "a month or a year: 15/03/2024" in said
    assert not form.help.isVisible()


def test_the_help_lies_within_the_form_and_the_cursor_stays_in_the_field(qtbot, form):
    for field in ("title", "summary", "planned_end", "iati_id"):
        form.point_at(field)
        form.show_help()

        assert form.rect().contains(form.help.geometry()), field
        assert form.blocks[field].edit.target().hasFocus()
        form.help.leave()


def test_esc_closes_the_help_and_nothing_else(qtbot, form):
    form.point_at("local_code")
    form.show_help()

    qtbot.keyClick(form.blocks["local_code"].edit.line, Qt.Key.Key_Escape)

    assert not form.help.isVisible()
    assert form.blocks["local_code"].edit.line.hasFocus()


def test_going_on_to_the_next_field_closes_the_help(qtbot, form):
    form.point_at("local_code")
    form.show_help()

    qtbot.keyClick(form.blocks["local_code"].edit.line, Qt.Key.Key_Tab)

    assert not form.help.isVisible()


def test_in_a_list_the_help_is_of_the_column(qtbot, form):
    grid = form.blocks["participants"].edit.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, 2))

    form.show_help()

    assert form.help.title.text() == "The partner's own number"


def test_without_a_cursor_in_a_question_nothing_is_explained(form):
    form.contents.setFocus()

    assert not form.show_help()
    assert not form.help.isVisible()


def test_the_mouse_finds_the_same_help(form):
    block = form.blocks["title"]

    assert "in up to 20 words" in block.label.toolTip()
    assert block.edit.target().toolTip() == block.label.toolTip()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_question_and_column_says_what_answer_it_takes(code):
    language = Language(code)
    for kind in KINDS.values():
        for question in kind.questions:
            for one in (question, *question.rows):
                sentences = help_sentences(one, language)

                assert len(sentences) >= 2, one.field
                assert not any("{" in sentence for sentence in sentences), one.field


def test_the_help_menu_explains_a_question_of_the_page(qtbot, window, office):
    window.activateWindow()
    window.show_help()
    told = window.frame.messages.text
    window.open_record(records.enter_record(office, a_project(human_code="", status="draft")).uid)
    window.page.form.point_at("title")

    qtbot.keyClick(window, Qt.Key.Key_F1)

    assert told == "Put the cursor into a question of a record, then press F1."
    assert window.page.form.help.title.text() == "Title"
    window.page.form.help.leave()
