"""A field whose list is offered and whose other texts stand as they were typed."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.language import Language
from desktop_app.records.kinds import KINDS
from desktop_app.ui.parts.answer_edit import no_records
from desktop_app.ui.parts.answers import answer_edit

PLACE = KINDS["initiative"].question("locations").row_question("subdivision")


@pytest.fixture
def field(qtbot):
    made = answer_edit(PLACE, no_records(Language("es")))
    qtbot.addWidget(made)
    made.show()
    return made


def typed(qtbot, field, text):
    field.line.clear()
    qtbot.keyClicks(field.line, text)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    return field.value()


def test_what_is_typed_is_looked_for_by_name_and_by_country(qtbot, field):
    qtbot.keyClicks(field.line, "cochab")
    by_name = field.finder.texts
    field.line.clear()
    qtbot.keyClicks(field.line, "bolivia")

    assert by_name == ["BO-C · Cochabamba"]
    assert "BO-L · La Paz" in field.finder.texts


def test_a_code_or_a_whole_name_is_the_place_of_the_list(qtbot, field):
    assert typed(qtbot, field, "BO-L") == "BO-L"
    assert typed(qtbot, field, "cochabamba") == "BO-C"


def test_half_a_name_or_one_of_several_places_is_no_guess(qtbot, field):
    assert typed(qtbot, field, "Valle d") == "Valle d"
    assert typed(qtbot, field, "La Paz") == "La Paz"


@pytest.mark.parametrize("old", ["Valle - norte", "ES-CT", "x" * 300])
def test_an_answer_from_before_there_was_a_list_stays_readable(field, old):
    field.show_value(old)

    assert field.line.text() == old
    assert field.value() == old
