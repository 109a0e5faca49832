"""Texts and lists far longer than anybody means: capped in words, and never laid out."""

import pytest
from PySide6.QtCore import QMimeData

from desktop_app.actions import records
from desktop_app.errors import BadAnswer
from desktop_app.language import Language
from desktop_app.records.plain import ROWS_LIMIT, TEXT_LIMIT
from desktop_app.ui.parts.answer_edit import no_records
from desktop_app.ui.parts.record_form import RecordForm
from tests.builders import a_project
from tests.ui.test_odd_texts import leave, paste

CUT_OFF = "What was pasted is longer than 20,000 characters; the end was left out."
ENDLESS = {"a megabyte": "palabra " * 131_072, "a word of 200,000 letters": "x" * 200_000}


@pytest.fixture
def form(qtbot):
    made = RecordForm("initiative", no_records(Language("en", "BO")))
    qtbot.addWidget(made)
    made.load(a_project())
    return made


def said_of(block):
    return block.edit.target().accessibleDescription()


@pytest.mark.case("X3")
@pytest.mark.parametrize("field", ["title", "summary"])
@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_an_endless_text_that_is_pasted_is_cut_and_a_sentence_says_so(form, field, text):
    block = form.blocks[field]
    paste(block.edit, text)
    leave(block.edit)

    assert block.edit.typed_text() == text[:TEXT_LIMIT]
    assert CUT_OFF in said_of(block)


@pytest.mark.case("X3")
def test_what_is_pasted_into_a_text_fills_the_room_that_is_left(form):
    block = form.blocks["summary"]
    paste(block.edit, "a" * (TEXT_LIMIT - 10))
    block.edit.target().appendPlainText("")
    block.edit.target().moveCursor(block.edit.target().textCursor().MoveOperation.End)
    given = QMimeData()
    given.setText("b" * 100)
    block.edit.target().insertFromMimeData(given)
    leave(block.edit)

    assert block.edit.typed_text() == "a" * (TEXT_LIMIT - 10) + "\n" + "b" * 9
    assert CUT_OFF in said_of(block)


@pytest.mark.case("X3")
def test_the_sentence_goes_when_the_text_is_written_anew(form):
    block = form.blocks["summary"]
    paste(block.edit, ENDLESS["a megabyte"])
    leave(block.edit)
    paste(block.edit, "Riego")
    leave(block.edit)

    assert CUT_OFF not in said_of(block)
    assert form.record().local("summary", "es") == "Riego"


@pytest.mark.case("X3")
def test_a_line_that_is_far_too_long_says_how_long_it_is(form):
    block = form.blocks["local_code"]
    paste(block.edit, ENDLESS["a word of 200,000 letters"])
    leave(block.edit)

    assert "This text has 32767 characters; up to 60 read well." in said_of(block)


@pytest.mark.case("X3")
@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"summary": ENDLESS["a megabyte"]}, "takes up to 20000 characters; this text has 1048575"),
        ({"title": ENDLESS["a word of 200,000 letters"]}, "takes up to 500 characters"),
        ({"participants": [{"party": "BO", "role": "REC"}] * 10_000}, f"up to {ROWS_LIMIT} rows"),
    ],
    ids=["a megabyte", "a word of 200,000 letters", "10,000 partners"],
)
def test_what_no_field_holds_is_refused_with_its_length_and_nothing_is_saved(office, answers, said):
    given = {"title": {"original": "es", "es": "Riego"}, **answers}
    with pytest.raises(BadAnswer, match=said):
        records.from_plain(office, "initiative", given)
