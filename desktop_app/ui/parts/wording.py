"""Plain values in the reader's words: for tables, for what changed, for what is in conflict."""

import html
from typing import Any

from desktop_app.language import N_, Language
from desktop_app.records.access import MARKS
from desktop_app.records.codes import code_list
from desktop_app.records.questionnaire import Answer, Kind
from desktop_app.records.revision import PURGED
from desktop_app.records.shown import NameOf, same_uid, shown, shown_row
from desktop_app.records.slots import slot_field
from desktop_app.ui.parts.text_box import language_name

_NO_QUESTIONS = {  # what a line holds beside its answers
    "deleted": N_("Withdrawal"),
    "human_code": N_("Code"),
    PURGED: N_("Erased for good"),
}


def slot_label(kind: Kind, slot: str, language: Language) -> str:
    """Return the name of a slot: the label of its question and, of a text, the language."""
    name, _, part = slot.partition("/")
    if name in _NO_QUESTIONS:
        return language.text(_NO_QUESTIONS[name])
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
        return language.text(N_("Yes")) if name == PURGED else str(value)
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
