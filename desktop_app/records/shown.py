"""Plain values in a reader's words: for the window, the terminal and paper alike."""

from collections.abc import Callable, Mapping
from typing import Any

from desktop_app.language import Language
from desktop_app.records.attached import file_said
from desktop_app.records.codes import code_list
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.records.record import in_language

NameOf = Callable[[str, str], str]  # kind, uid -> title


def same_uid(_kind: str, uid: str) -> str:
    """Name a record by its identity: where no other name is at hand."""
    return uid


def shown(
    question: Question,
    value: Any,  # noqa: ANN401 - any plain value
    language: Language,
    name_of: NameOf = same_uid,
) -> str:
    """Return a plain value as the reader reads it; nothing for None."""
    if value in (None, "", [], {}):
        return ""
    if question.kind is Answer.REF:
        return name_of(question.ref, str(value))
    if question.kind is Answer.ROWS:
        return "\n".join(shown_row(question, row, language, name_of) for row in value)
    return _WORDS[question.kind](question, value, language)


def _code(question: Question, value: Any, language: Language) -> str:  # noqa: ANN401 - any plain value
    name = "yes_no" if question.kind is Answer.YESNO else question.codes
    known, codes = code_list(name), [value] if isinstance(value, str) else value
    return ", ".join(known.label(code, language.code) for code in codes)


_WORDS: dict[Answer, Callable[[Question, Any, Language], str]] = {
    Answer.LINE: lambda _question, value, _language: str(value),
    Answer.TEXT: lambda _question, value, _language: str(value),
    Answer.LOCAL: lambda _question, value, language: in_language(value, language.code),
    Answer.LOCAL_TEXT: lambda _question, value, language: in_language(value, language.code),
    Answer.DATE: lambda _question, value, language: language.date(str(value)),
    Answer.AMOUNT: lambda _question, value, language: language.number(value),
    Answer.COUNT: lambda _question, value, language: language.number(value),
    Answer.YESNO: _code,
    Answer.CODE: _code,
    Answer.CODES: _code,
    Answer.FILE: lambda _question, value, language: file_said(value, language),
}


def shown_row(
    question: Question, row: Mapping[str, Any], language: Language, name_of: NameOf = same_uid
) -> str:
    """Return one row of a list in one line: its answers in the order of the questions."""
    texts = [shown(column, row.get(column.field), language, name_of) for column in question.rows]
    return " · ".join(text for text in texts if text)
