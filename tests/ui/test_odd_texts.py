"""Texts that break programs go through every text field and come back as they were typed."""

import json

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_app.language import Language
from desktop_app.records.plain import clean
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.ui.parts.answer_edit import no_records
from desktop_app.ui.parts.answers import answer_edit
from tests.builders import shared

ONE_LINE = (Answer.LINE, Answer.LOCAL)


@pytest.fixture(scope="module")
def texts():
    found = json.loads(shared("text/blns.json").read_text(encoding="utf-8"))
    assert len(found) == 515
    return found


@pytest.fixture
def make(qtbot):
    def made(kind):
        question = Question(field="asked", label="Asked", kind=kind)
        edit = answer_edit(question, no_records(Language("es", "BO")))
        qtbot.addWidget(edit)
        return edit

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
    return (
        {"original": "es", "es": cleaned} if kind in (Answer.LOCAL, Answer.LOCAL_TEXT) else cleaned
    )


@pytest.mark.parametrize("kind", [Answer.LINE, Answer.TEXT, Answer.LOCAL, Answer.LOCAL_TEXT])
def test_every_odd_text_that_is_typed_comes_back_clean_and_equal(make, texts, kind):
    edit, wrong = make(kind), []

    for text in texts:
        edit.show_value(None)
        paste(edit, text)
        if edit.value() != plain(kind, text):
            wrong.append((text, edit.value()))

    assert wrong == []


@pytest.mark.parametrize("kind", [Answer.LINE, Answer.TEXT, Answer.LOCAL, Answer.LOCAL_TEXT])
def test_every_odd_text_that_is_stored_is_shown_and_given_back_unchanged(make, texts, kind):
    edit, wrong = make(kind), []

    for text in texts:
        stored = plain(kind, text)
        edit.show_value(stored)
        if edit.value() != stored:
            wrong.append((stored, edit.value()))

    assert wrong == []
