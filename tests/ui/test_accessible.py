"""What a screen reader is told: every control of every form has a name and a kind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from desktop_app.language import LANGUAGES, Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import Record
from desktop_app.ui.parts.answer_edit import no_records
from desktop_app.ui.parts.record_form import RecordForm

TEXT = QAccessible.Text.Name


@pytest.fixture
def make(qtbot):
    def made(kind, language="es"):
        form = RecordForm(kind, no_records(Language(language, "BO")))
        qtbot.addWidget(form)
        form.load(Record(kind=kind, uid="00000000-0000-4000-8000-000000000000", office="BO"))
        form.resize(1000, 700)
        form.show()
        return form

    return made


def name_of(widget):
    """Return the name a reader says: on Linux that of a menu is in its label, its buddy."""
    told = QAccessible.queryAccessibleInterface(widget)
    if not isinstance(widget, QComboBox):
        return told.text(TEXT).strip() if told else ""
    labels = [one for one in widget.window().findChildren(QLabel) if one.buddy() is widget]
    return labels[0].text().replace("&&", "&") if labels else widget.accessibleName()


def reached(form):
    """Return what the keyboard reaches, and where it goes on to."""
    found = [
        one for one in form.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    return [one for one in found if one.isVisibleTo(form)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_of_every_form_is_named_to_a_screen_reader(make, kind):
    form = make(kind)

    nameless = [repr(one) for one in reached(form) if not name_of(one)]

    assert len(reached(form)) > len(KINDS[kind].sections)
    assert nameless == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_menu_and_a_list_are_named_by_their_question(make, kind):
    form = make(kind)

    for block in form.blocks.values():
        if not block.isVisibleTo(form):
            continue
        asked = form.language.text(block.question.label)
        for combo in block.edit.findChildren(QComboBox):
            assert name_of(combo) == asked, block.question.field
        assert name_of(block.edit.target()) == asked, block.question.field


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_described_by_its_help_in_the_readers_language(make, language):
    form = make("initiative", language)
    block = form.blocks["title"]

    told = QAccessible.queryAccessibleInterface(block.edit.target())

    description = told.text(QAccessible.Text.Description)
    assert Language(language).text(block.question.help) in description


def test_buttons_that_show_only_a_picture_have_a_name(make):
    for kind in KINDS:
        for pressed in make(kind).findChildren(QAbstractButton):
            assert pressed.text() or pressed.accessibleName() or not pressed.isVisible()


def test_a_picture_before_a_sentence_is_not_read_out(make):
    pictures = [one for one in make("initiative").findChildren(QLabel) if not one.pixmap().isNull()]

    assert all(not one.text() for one in pictures)


@pytest.mark.parametrize("kind", KINDS)
def test_the_field_that_a_cell_opens_is_named_by_its_column(make, kind):
    form, named, asked = make(kind), [], []

    for question in [one for one in KINDS[kind].questions if one.rows]:
        box = form.blocks[question.field].edit
        line = box.model.add_row()
        for place, column in enumerate(question.rows):
            index = box.model.index(line, place)
            if box.model.asked(index):
                editor = box.grid.itemDelegate().createEditor(box.grid.viewport(), None, index)
                asked.append(form.language.text(column.label))
                named.append(editor.target().accessibleName())

    assert named == asked
