"""Answers that a page has no place of its own for, so that a new question is printed at once."""

from collections.abc import Collection, Mapping
from typing import Any

from desktop_app.language import Language
from desktop_app.records.attached import file_said
from desktop_app.records.questionnaire import Answer, Kind, Question, Section
from desktop_app.records.record import Record, answered, in_language
from desktop_app.reports import blocks, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import DASH
from desktop_app.reports.paper import Sheet

Names = Mapping[str, str]  # uid -> title of a record; what is not there is not named

_LONG = frozenset({Answer.LOCAL_TEXT, Answer.TEXT})
_MOST_COLUMNS = 6
_NEED = 90  # points: a heading, the head of a table and one row of two lines
_CODED = frozenset({Answer.CODE, Answer.CODES, Answer.YESNO})
_FIGURES = frozenset({Answer.AMOUNT, Answer.COUNT})


def more(record: Record, kind: Kind, told: Collection[str], names: Names, sheet: Sheet) -> Story:
    """Return section by section what was answered and is not `told` elsewhere on the page."""
    story: Story = []
    for section in kind.sections:
        left = [
            question
            for question in section.questions
            if question.field not in told
            and answered(record[question.field])
            and question.applies(record.values)
        ]
        story += _section(record, section, left, names, sheet) if left else []
    return story


def _section(
    record: Record, section: Section, left: list[Question], names: Names, sheet: Sheet
) -> Story:
    language = sheet.language
    short = [one for one in left if one.kind not in _LONG and one.kind is not Answer.ROWS]
    pairs = [
        (language.text(one.label), said(one, record[one.field], names, language)) for one in short
    ]
    pairs = [pair for pair in pairs if pair[1]]
    story: Story = []
    if pairs:
        story += [
            *blocks.h2(language.text(section.title)),
            *blocks.facts(pairs, sheet.width),
        ]
    for question in left:
        label = language.text(question.label)
        if question.kind is Answer.ROWS:
            story += _rows(question, record.rows(question.field), names, sheet)
        elif question.kind in _LONG:
            story += words.long_text(record, question.field, label, language)
    return story


def _rows(question: Question, rows: list[dict[str, Any]], names: Names, sheet: Sheet) -> Story:
    """Return rows as a table of the columns in use; where there are many, the rest as notes."""
    language = sheet.language
    used = [
        column
        for column in question.rows
        if any(said(column, row.get(column.field), names, language) for row in rows)
    ]
    if not used:
        return []
    shown, rest = used[:_MOST_COLUMNS], used[_MOST_COLUMNS:]
    cells = []
    for row in rows:
        line = [said(column, row.get(column.field), names, language) or DASH for column in shown]
        notes = [
            f"{language.text(column.label)}: {text}"
            for column in rest
            if (text := said(column, row.get(column.field), names, language))
        ]
        line[0] = "\n".join([line[0], *notes])
        cells.append(line)
    head = [language.text(column.label) for column in shown]
    widths = blocks.columns(sheet.width, 2.2, *[1.0] * (len(shown) - 1))
    right = tuple(place for place, one in enumerate(shown) if one.kind in _FIGURES)
    heading = blocks.h2(language.text(question.label), _NEED)
    return [*heading, blocks.table(head, cells, widths, right)]


def said(question: Question, value: Any, names: Names, language: Language) -> str:  # noqa: ANN401 - any plain value
    """Return a plain value of one question as the reader reads it, nothing for none."""
    if not answered(value):
        return ""
    if question.kind is Answer.REF:
        return names.get(value, "")
    if question.kind in _CODED:
        codes = [value] if isinstance(value, str) else value
        return words.labels(question.codes or "yes_no", codes, language)
    if question.kind in _FIGURES:
        return language.number(value)
    if question.kind in (Answer.DATE, Answer.FILE):
        dated = question.kind is Answer.DATE
        return language.date(value) if dated else file_said(value, language)
    return in_language(value, language.code)
