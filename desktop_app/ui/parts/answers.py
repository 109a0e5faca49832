"""How each kind of question is drawn; what is asked is decided elsewhere."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.records.questionnaire import Answer, Question
from desktop_app.ui.parts.answer_edit import (
    AmountBox,
    AnswerEdit,
    CountBox,
    DateBox,
    LineBox,
    Lookup,
)
from desktop_app.ui.parts.code_box import MenuBox, code_box
from desktop_app.ui.parts.codes_box import codes_box
from desktop_app.ui.parts.file_box import FileBox
from desktop_app.ui.parts.record_box import RecordBox
from desktop_app.ui.parts.rows_table import RowsBox
from desktop_app.ui.parts.text_box import LocalBox, TextBox

_DRAWN: dict[Answer, Callable[..., AnswerEdit]] = {
    Answer.LINE: LineBox,
    Answer.TEXT: TextBox,
    Answer.LOCAL: LocalBox,
    Answer.LOCAL_TEXT: LocalBox,
    Answer.DATE: DateBox,
    Answer.AMOUNT: AmountBox,
    Answer.COUNT: CountBox,
    Answer.YESNO: MenuBox,
    Answer.CODE: code_box,
    Answer.CODES: codes_box,
    Answer.REF: RecordBox,
    Answer.FILE: FileBox,
}


def answer_edit(
    question: Question, lookup: Lookup, *, compact: bool = False, parent: QWidget | None = None
) -> AnswerEdit:
    """Return the field for a question; `compact` for a cell of a table."""
    if question.kind is Answer.ROWS:
        return RowsBox(question, lookup, answer_edit, parent)
    return _DRAWN[question.kind](question, lookup, compact=compact, parent=parent)
