"""Texts that break programs go through every text field and come back as they were typed.

Each kind of field takes the 515 texts one by one; each field of each kind of record takes them all
too, some at a time as one text.
"""

import json

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionViewItem

from desktop_app.language import LANGUAGES, Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import LINE_LIMIT, clean
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.records.record import Record
from desktop_app.records.stamp import new_uid
from desktop_app.store.rows import decode, encode
from desktop_app.ui.parts.answer_edit import no_records
from desktop_app.ui.parts.answers import answer_edit
from desktop_app.ui.parts.record_form import RecordForm
from tests.builders import shared

ONE_LINE = (Answer.LINE, Answer.LOCAL)
IN_LANGUAGES = (Answer.LOCAL, Answer.LOCAL_TEXT)
TEXTS = (Answer.LINE, Answer.TEXT, Answer.LOCAL, Answer.LOCAL_TEXT)
LEFT_OUT = "The text holds signs that cannot be printed; they were left out."


@pytest.fixture(scope="module")
def texts():
    found = json.loads(shared("text/blns.json").read_text(encoding="utf-8"))
    assert len(found) == 515
    return found


@pytest.fixture(scope="module")
def pieces(texts):
    """All the texts, as many in a piece as a line may hold."""
    made = [""]
    for text in texts:
        if len(made[-1]) + len(text) >= LINE_LIMIT:
            made.append("")
        made[-1] += f" {text}"
    return made


@pytest.fixture
def make(qtbot):
    def made(kind):
        question = Question(field="asked", label="Asked", kind=kind)
        edit = answer_edit(question, no_records(Language("es", "BO")))
        qtbot.addWidget(edit)
        return edit

    return made


@pytest.fixture
def form(qtbot):
    def made(kind):
        form = RecordForm(kind, no_records(Language("en", "BO")))
        qtbot.addWidget(form)
        form.load(Record(kind=kind, uid=new_uid(), office="BO"))
        return form

    return made


def paste(edit, text):
    """Put a text into the field as from the clipboard, which is how such texts come in."""
    given = QMimeData()
    given.setText(text)
    target = edit.target()
    target.selectAll()
    if isinstance(target, QLineEdit):
        QApplication.clipboard().setMimeData(given)
        target.paste()
    else:
        target.insertFromMimeData(given)


def plain(kind, text):
    """Return the answer that a text should give."""
    cleaned = clean(text, lines=kind not in ONE_LINE)
    if not cleaned:
        return None
    return {"original": "es", "es": cleaned} if kind in IN_LANGUAGES else cleaned


def write(edit, turn, pieces, before=None):
    """Paste a piece, a quarter of them in each language; return the answer that should stand."""
    kind, text = edit.question.kind, pieces[turn]
    cleaned = clean(text, lines=kind not in ONE_LINE)
    language = LANGUAGES[len(LANGUAGES) * turn // len(pieces)]
    if kind in IN_LANGUAGES and language not in (before or {}):
        edit.choose(language)
    paste(edit, text)
    if kind not in IN_LANGUAGES:
        return cleaned
    said = {**(before or {}), language: cleaned}
    return {**said, "original": "en" if "en" in said else min(said.keys() - {"original"})}


@pytest.mark.case("X1")
@pytest.mark.parametrize("kind", TEXTS)
def test_every_odd_text_that_is_typed_comes_back_clean_and_equal(make, texts, kind):
    edit, wrong = make(kind), []

    for text in texts:
        edit.show_value(None)
        paste(edit, text)
        if edit.value() != plain(kind, text):
            wrong.append((text, edit.value()))

    assert wrong == []


@pytest.mark.parametrize("kind", TEXTS)
def test_every_odd_text_that_is_stored_is_shown_and_given_back_unchanged(make, texts, kind):
    edit, wrong = make(kind), []

    for text in texts:
        stored = plain(kind, text)
        edit.show_value(stored)
        if edit.value() != stored:
            wrong.append((stored, edit.value()))

    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_all_odd_texts_go_through_every_text_field_of_a_kind_and_its_row(form, pieces, kind):
    shown, expected, wrong, typed = form(kind), {}, [], []
    asked = [shown.blocks[one.field].edit for one in KINDS[kind].questions if one.kind in TEXTS]

    for turn in range(len(pieces)):
        for edit in asked:
            before = expected.get(edit.question.field)
            expected[edit.question.field] = write(edit, turn, pieces, before)
        given = {edit.question.field: edit.value() for edit in asked}
        typed.append(Record(kind=kind, uid=new_uid(), office="BO").with_values(**given))
        wrong += [(one, given[one]) for one in expected if given[one] != expected[one]]

    assert wrong == []
    assert [decode(kind, encode(one)).values for one in typed] == [one.values for one in typed]


def rows_with_texts():
    asked = [(kind, one) for kind in KINDS.values() for one in kind.questions]
    return [
        pytest.param(kind.name, one, id=f"{kind.name}-{one.field}")
        for kind, one in asked
        if any(column.kind in TEXTS for column in one.rows)
    ]


@pytest.mark.parametrize(("kind", "question"), rows_with_texts())
def test_all_odd_texts_go_through_every_text_cell_of_a_table(qtbot, pieces, kind, question):
    box = answer_edit(question, no_records(Language("es", "BO")))
    qtbot.addWidget(box)
    model, expected, given = box.model, {}, {}
    box.show_value([{} for _ in pieces])

    for place, column in enumerate(model.columns):
        if column.kind not in TEXTS:
            continue
        cells = [model.index(line, place) for line in range(len(pieces))]
        delegate = box.grid.itemDelegate()
        edit = delegate.createEditor(box.grid.viewport(), QStyleOptionViewItem(), cells[0])
        for turn, cell in enumerate(cells):
            expected[turn, place] = write(edit, turn, pieces)
            delegate.setModelData(edit, model, cell)
            given[turn, place] = model.answer(cell)
    record = Record(kind=kind, uid=new_uid(), office="BO")
    record = record.with_values(**{question.field: box.value()})

    assert given == expected
    assert decode(kind, encode(record)).values == record.values


@pytest.mark.case("X2")
@pytest.mark.parametrize("kind", KINDS)
def test_signs_that_cannot_be_printed_are_left_out_of_every_text_field_and_a_sentence_says_so(
    form, kind
):
    shown, silent = form(kind), []

    for question in KINDS[kind].questions:
        if question.kind in TEXTS:
            block = shown.blocks[question.field]
            paste(block.edit, "Riego\x00 y\x07 agua\x9f")
            leave(block.edit)
            if not says_left_out(block) or block.edit.typed_text() != "Riego y agua":
                silent.append(question.field)

    assert silent == []


def test_the_sentence_goes_when_the_text_is_written_anew(form):
    block = form("initiative").blocks["local_code"]
    paste(block.edit, "Riego\x00")
    leave(block.edit)

    paste(block.edit, "Agua")
    leave(block.edit)

    assert not says_left_out(block)


@pytest.mark.case("X2")
def test_signs_left_out_of_a_cell_are_told_below_its_table(form):
    block = form("initiative").blocks["institutions"]
    box, heard = block.edit, QSignalSpy(block.edit.committed)
    box.add_row()
    place = next(at for at, one in enumerate(box.model.columns) if one.kind in TEXTS)
    cell, delegate = box.model.index(0, place), box.grid.itemDelegate()
    edit = delegate.createEditor(box.grid.viewport(), QStyleOptionViewItem(), cell)

    paste(edit, "Ministerio\x1b[31m")
    delegate.setModelData(edit, box.model, cell)

    assert box.model.answer(cell) == "Ministerio[31m"
    assert heard.count() == 1
    assert says_left_out(block)


def says_left_out(block):
    """Tell whether the sentence is heard at the field; what is heard there is also shown."""
    return LEFT_OUT in block.edit.target().accessibleDescription()


def leave(edit):
    """End the writing, as when somebody goes on to the next field."""
    target = edit.target()
    (target.editingFinished if isinstance(target, QLineEdit) else target.left).emit()
