import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from desktop_app.errors import BadAnswer
from desktop_app.language import Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.ui.parts.answer_edit import Lookup, no_records
from desktop_app.ui.parts.answers import answer_edit
from desktop_app.ui.parts.code_box import CodeBox, MenuBox
from desktop_app.ui.parts.codes_box import ChipBox, TickBox

PLAIN = {
    Answer.LINE: "Mesa de cooperación",
    Answer.TEXT: "Dos\nlíneas",
    Answer.LOCAL: {"original": "es", "es": "Agua", "fr": "Eau"},
    Answer.LOCAL_TEXT: {"original": "pt", "pt": "Um\ntexto"},
    Answer.DATE: "2024-03-15~",
    Answer.AMOUNT: "1250000.5",
    Answer.COUNT: 12,
    Answer.YESNO: "Y",
    Answer.CODE: "S04",
    Answer.CODES: ["S02", "S04"],
    Answer.REF: "00000000-0000-4000-8000-000000000001",
    Answer.FILE: {
        "name": "Carta.pdf",
        "sha256": "ab" * 32,
        "size": 1234,
        "type": "application/pdf",
    },
}
QUESTIONS = {
    kind: Question(field="asked", label="Asked", kind=kind, codes="sector", ref="contact")
    for kind in Answer
}


@pytest.fixture
def make(qtbot):
    def made(question, language="es", **known):
        lookup = no_records(Language(language, "BO"))
        if known:
            lookup = Lookup(**{"language": lookup.language, **known})
        edit = answer_edit(question, lookup)
        qtbot.addWidget(edit)
        return edit

    return made


def typed(qtbot, edit, text):
    line = edit.line
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


@pytest.mark.parametrize("kind", PLAIN)
def test_what_is_shown_comes_back_unchanged_and_fires_nothing(make, kind):
    edit = make(QUESTIONS[kind])
    edited, committed = QSignalSpy(edit.edited), QSignalSpy(edit.committed)

    edit.show_value(PLAIN[kind])

    assert edit.value() == PLAIN[kind]
    assert (edited.count(), committed.count()) == (0, 0)


@pytest.mark.parametrize("kind", PLAIN)
def test_nothing_shown_is_nothing_said(make, kind):
    edit = make(QUESTIONS[kind])

    edit.show_value(PLAIN[kind])
    edit.show_value(None)

    assert edit.value() is None


def test_a_date_is_understood_with_the_day_first_and_said_beside_the_field(qtbot, make):
    edit = make(QUESTIONS[Answer.DATE])
    committed = QSignalSpy(edit.committed)

    typed(qtbot, edit, "5/3/2024")

    assert edit.value() == "2024-03-05"
    assert edit.beside.text() == "5 mar 2024"
    assert committed.count() == 1


def test_a_date_that_is_not_clear_stays_to_be_corrected(qtbot, make):
    edit = make(QUESTIONS[Answer.DATE])

    typed(qtbot, edit, "03/15/2024")

    assert edit.typed_text() == "03/15/2024"
    with pytest.raises(BadAnswer, match="no month 15"):
        edit.value()


def test_an_amount_is_written_back_with_the_marks_of_the_reader(qtbot, make):
    edit = make(QUESTIONS[Answer.AMOUNT])

    typed(qtbot, edit, "1250000,50")

    assert edit.value() == "1250000.5"
    assert edit.line.text() == "1.250.000,5"


def test_a_short_list_is_a_menu_and_a_long_one_is_typed_in(make):
    assert isinstance(make(KINDS["initiative"].question("modality")), MenuBox)
    assert isinstance(make(QUESTIONS[Answer.CODE]), CodeBox)
    assert isinstance(make(KINDS["source"].question("modalities")), TickBox)
    assert isinstance(make(QUESTIONS[Answer.CODES]), ChipBox)


def test_choosing_from_a_menu_commits_once(qtbot, make):
    edit = make(KINDS["initiative"].question("modality"))
    committed = QSignalSpy(edit.committed)

    edit.menu.setCurrentIndex(1)
    edit.menu.activated.emit(1)
    edit.menu.activated.emit(1)

    assert edit.value() == "BIL"
    assert committed.count() == 1


def test_a_withdrawn_or_unknown_code_stays_readable(make):
    edit = make(KINDS["initiative"].question("modality"))

    edit.show_value("OLD")

    assert edit.menu.currentText() == "OLD"
    assert edit.value() == "OLD"


def test_a_part_of_a_name_without_accents_finds_its_code(qtbot, make):
    edit = make(QUESTIONS[Answer.CODE])

    typed(qtbot, edit, "educacion")

    assert edit.value() == "S01"
    assert edit.line.text() == "Educación"


def test_a_name_that_means_several_codes_is_asked_again(qtbot, make):
    edit = make(QUESTIONS[Answer.CODE])

    typed(qtbot, edit, "a")

    with pytest.raises(BadAnswer, match="not in the list"):
        edit.value()


def test_chips_are_added_by_typing_and_taken_away_by_a_click(qtbot, make):
    edit = make(QUESTIONS[Answer.CODES])
    edit.show_value(["S02"])

    qtbot.keyClicks(edit.target().lineEdit(), "educacion")
    qtbot.keyClick(edit.target().lineEdit(), Qt.Key.Key_Return)
    added = edit.value()
    edit.chips()[0].click()

    assert added == ["S01", "S02"]
    assert edit.value() == ["S01"]


def test_ticks_give_the_codes_in_their_order(make):
    edit = make(KINDS["source"].question("modalities"))

    edit.ticks["TRI"].click()
    edit.ticks["BIL"].click()

    assert edit.value() == ["BIL", "TRI"]


def test_a_translation_is_added_beside_the_original(qtbot, make):
    edit = make(QUESTIONS[Answer.LOCAL])
    edit.show_value({"original": "es", "es": "Agua"})

    edit.choose("fr")
    qtbot.keyClicks(edit.target(), "Eau")

    assert edit.value() == {"original": "es", "es": "Agua", "fr": "Eau"}


def test_a_text_begins_in_the_language_of_the_reader(qtbot, make):
    edit = make(QUESTIONS[Answer.LOCAL_TEXT], "pt")

    qtbot.keyClicks(edit.target(), "Ola")

    assert edit.value() == {"original": "pt", "pt": "Ola"}


def test_a_title_takes_no_line_ends(qtbot, make):
    edit = make(QUESTIONS[Answer.LOCAL])
    committed = QSignalSpy(edit.committed)

    qtbot.keyClicks(edit.target(), "Agua")
    qtbot.keyClick(edit.target(), Qt.Key.Key_Return)
    qtbot.keyClicks(edit.target(), "!")

    assert edit.value() == {"original": "es", "es": "Agua!"}
    assert committed.count() == 1


def test_another_record_is_found_by_a_part_of_its_title(qtbot, make):
    uid = PLAIN[Answer.REF]
    edit = make(
        QUESTIONS[Answer.REF],
        find=lambda _kind, text: [(uid, "Mesa de cooperación")] if "mesa" in text.lower() else [],
        name_of=lambda _kind, _uid: "Mesa de cooperación",
        open=lambda _uid: None,
        new=lambda _kind: None,
    )

    typed(qtbot, edit, "mesa")

    assert edit.value() == uid
    assert edit.line.text() == "Mesa de cooperación"


def test_a_wheel_that_turns_does_not_change_an_answer(qtbot, make):
    edit = make(KINDS["initiative"].question("modality"))
    edit.show_value("BIL")

    qtbot.keyClick(edit.menu, Qt.Key.Key_Escape)
    scroll(edit.menu)

    assert edit.value() == "BIL"


def scroll(widget):
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_a_list_of_one_does_not_end_the_typing(qtbot, make):
    box = make(KINDS["initiative"].question("form"), "en")
    box.show()
    box.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.combo.hasFocus)

    qtbot.keyClicks(box.combo, "technical as")
    typed = box.line.text()
    qtbot.keyClick(box.combo, Qt.Key.Key_Return)

    assert typed == "technical as"
    assert box.value() == "TA"
