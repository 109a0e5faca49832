"""What can be said of a question: its meaning, the kind of its answer, when it is needed."""

from desktop_app.language import N_, Language
from desktop_app.records.codes import code_list
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Answer, Need, Question

_ANSWERS = {
    Answer.LINE: N_("A text of one line."),
    Answer.TEXT: N_("A text of several lines."),
    Answer.LOCAL: N_(
        "A short text, in one language or in up to four; one of them is the original."
    ),
    Answer.LOCAL_TEXT: N_("A text, in one language or in up to four; one of them is the original."),
    Answer.DATE: N_(
        "A day, a month or a year: 15/03/2024, 03/2024 or 2024. With ~ at the end it is estimated."
    ),
    Answer.AMOUNT: N_("A number, with decimals where there are some: {example}"),
    Answer.COUNT: N_("A whole number: {example}"),
    Answer.YESNO: N_("Yes or no."),
    Answer.CODE: N_("One of {count} choices: type a part of its name, or open the list."),
    Answer.CODES: N_("Any of {count} choices: type a part of a name, or open the list."),
    Answer.REF: N_("One of: {kind}. Type a part of its title and choose."),
    Answer.ROWS: N_(
        "A list. Enter on “Add a row” adds one, Tab goes from cell to cell, Ctrl+Del removes a row."
    ),
    Answer.FILE: N_(
        "A file: PDF, photograph, Word, Excel, PowerPoint, OpenDocument, text or CSV."
        " It travels with the record; a photograph goes smaller, without where it was taken."
    ),
}
_NEEDS = {
    Need.DRAFT: N_("A draft needs it too."),
    Need.READY: N_("Needed before the record is ready to send."),
    Need.EXECUTION: N_("Needed once the work has begun."),
    Need.COMPLETED: N_("Needed once the work is completed."),
    Need.RECOMMENDED: N_("Recommended; nothing waits for it."),
    Need.OPTIONAL: N_("Optional."),
}
_LIMIT = N_("Up to {limit} characters read well; a longer text is kept too.")


def help_sentences(question: Question, language: Language) -> list[str]:
    """Return what is said of a question: its own help first, then the answer, need and length."""
    answer = language.text(_ANSWERS[question.kind], **_examples(question, language))
    said = [language.text(question.help), answer, language.text(_NEEDS[question.need])]
    if question.limit:
        said.append(language.text(_LIMIT, limit=language.number(question.limit)))
    return [sentence for sentence in said if sentence]


def _examples(question: Question, language: Language) -> dict[str, str]:
    match question.kind:
        case Answer.AMOUNT:
            return {"example": language.number("1234.5")}
        case Answer.COUNT:
            return {"example": language.number(1250)}
        case Answer.CODE | Answer.CODES:
            return {"count": language.number(_choices(question))}
        case Answer.REF:
            return {"kind": language.text(KINDS[question.ref].plural)}
        case _:
            return {}


def _choices(question: Question) -> int:
    return len(code_list(question.codes).active())
