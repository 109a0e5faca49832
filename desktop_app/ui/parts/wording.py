"""Plain values in the reader's words: for tables, for what changed, for what is in conflict."""

import html
from collections.abc import Callable, Mapping
from typing import Any

from desktop_app.language import N_, Language
from desktop_app.records.access import MARKS
from desktop_app.records.attached import file_said
from desktop_app.records.codes import code_list
from desktop_app.records.questionnaire import Answer, Kind, Question
from desktop_app.records.record import in_language
from desktop_app.records.slots import slot_field
from desktop_app.ui.parts.text_box import language_name

NameOf = Callable[[str, str], str]  # kind, uid -> title

_WITHDRAWAL = N_("Withdrawal")


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


def slot_label(kind: Kind, slot: str, language: Language) -> str:
    """Return the name of a slot: the label of its question and, of a text, the language."""
    name, _, part = slot.partition("/")
    if name == "deleted":
        return language.text(_WITHDRAWAL)
    if not kind.has(name):
        return slot
    question = kind.question(name)
    label = language.text(question.label)
    if question.kind in (Answer.LOCAL, Answer.LOCAL_TEXT):
        if part == "original":
            return f"{label} · {language.text(N_('written first in'))}"
        return f"{label} · {language_name(part, language.code)}"
    return label


def slot_text(
    kind: Kind,
    slot: str,
    value: Any,  # noqa: ANN401 - any plain value
    language: Language,
    name_of: NameOf = same_uid,
) -> str:
    """Return the value of a slot as the reader reads it."""
    name, part = slot_field(slot), slot.partition("/")[2]
    if value is None:
        return ""
    if not kind.has(name):
        return str(value)
    question = kind.question(name)
    if question.kind in (Answer.LOCAL, Answer.LOCAL_TEXT):
        return language_name(str(value), language.code) if part == "original" else str(value)
    if question.kind is Answer.CODES:
        return code_list(question.codes).label(part, language.code)
    if name == MARKS and kind.has(value.get("field", "")):
        value = {**value, "field": language.text(kind.question(value["field"]).label)}
    if question.kind is Answer.ROWS:
        return shown_row(question, value, language, name_of)
    return shown(question, value, language, name_of)


def tooltip(text: str) -> str:
    """Return a text for a tooltip that is never read as markup and wraps: others may write it."""
    return f"<p style='white-space:pre-wrap'>{html.escape(text)}</p>" if text else ""
