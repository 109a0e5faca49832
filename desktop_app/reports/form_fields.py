"""Each question of a blank form with the room for its answer, set in a grid of six parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import TableStyle

from desktop_app.language import LANGUAGES, N_
from desktop_app.records.questionnaire import Answer, Need, Question
from desktop_app.reports import blocks
from desktop_app.reports.blocks import Story
from desktop_app.reports.form_lists import Lists, listed
from desktop_app.reports.form_marks import Box, Comb, Lines, Ticks, natural
from desktop_app.reports.form_words import Words
from desktop_app.reports.letters import markup
from desktop_app.reports.paper import S1, S3, style
from desktop_app.reports.tagging.flowables import Grid, Shape
from desktop_app.reports.tagging.flowables import Words as Said

FULL, HALF, THIRD = 6, 3, 2
_GUTTER = S3 + 2
_SHORT_LINE = 60  # characters
_LONG_TEXT = 1000
_LINES, _FEW_LINES = 4, 3
_MOST_BESIDE = 4
_COMBED = {"currency": 3, "country": 2, "language": 2, "sdg_target": 4}
_MANY_CODES = 4
_REFERRED = {
    "contact": N_("Name, position, e-mail and telephone."),
    "": N_("Its title, or its code if it is recorded."),
}
_STRETCHED = (Answer.LINE, Answer.REF)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the questions around it, and how many of six parts it takes."""

    question: Question
    among: Sequence[Question]
    parts: int


def fields(
    questions: Sequence[Question], among: Sequence[Question], lists: Lists, width: float
) -> Story:
    """Return questions that are no rows, as many beside each other as there is room for."""
    asked = [Asked(one, among, _parts(one, lists, width)) for one in questions]
    return [_line(line, lists, width) for line in _packed(asked)]


def _packed(asked: Sequence[Asked]) -> Iterator[list[Asked]]:
    line: list[Asked] = []
    for one in asked:
        if sum(each.parts for each in line) + one.parts > FULL:
            yield line
            line = []
        line.append(one)
    if line:
        yield line


def _parts(question: Question, lists: Lists, width: float) -> int:
    """Return how much of the width a question takes."""
    if question.kind is Answer.DATE:
        return THIRD if _dated(lists).width <= width / 3 - _GUTTER else HALF
    if question.kind in (Answer.AMOUNT, Answer.COUNT, Answer.YESNO):
        return THIRD
    if question.kind in (Answer.CODE, Answer.CODES):
        if not lists.ticked(question):
            return HALF if question.kind is Answer.CODES else THIRD
        said = lists.answers(question)
        wide = max(natural(one) for one in said) * len(said)
        return HALF if len(said) <= _MOST_BESIDE and wide <= width / 2 - _GUTTER else FULL
    short = question.kind is Answer.REF or (
        question.kind is Answer.LINE and 0 < question.limit <= _SHORT_LINE
    )
    return HALF if short or question.kind is Answer.LINE else FULL


def _line(line: Sequence[Asked], lists: Lists, width: float) -> Any:  # noqa: ANN401 - a Table
    """Return questions beside each other: heads on one line, answers on the next."""
    parts = [one.parts for one in line]
    if line[-1].question.kind in _STRETCHED:
        parts[-1] += FULL - sum(parts)
    widths = [width * part / FULL for part in parts]
    rooms = [
        wide - (_GUTTER if at < len(line) - 1 or sum(parts) < FULL else 0)
        for at, wide in enumerate(widths)
    ]
    heads = [[lists.words.head(one.question), *_hints(one, lists.words)] for one in line]
    answers = [answer(one.question, lists, room) for one, room in zip(line, rooms, strict=True)]
    grid = Grid([heads, answers], widths, shape=Shape("columns"))
    grid.hAlign = "LEFT"
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), _GUTTER),
                ("RIGHTPADDING", (-1, 0), (-1, -1), widths[-1] - rooms[-1]),
                ("TOPPADDING", (0, 0), (-1, 0), S1),
                ("BOTTOMPADDING", (0, 0), (-1, 0), 2),
                ("TOPPADDING", (0, 1), (-1, 1), 1),
                ("BOTTOMPADDING", (0, 1), (-1, 1), S1),
                ("NOSPLIT", (0, 0), (-1, -1)),
            ]
        )
    )
    return grid


def hints(said: Sequence[str]) -> Story:
    """Return what stands small below a question."""
    look = style("hint").clone("form hint", fontSize=6.8, leading=8.6)
    return [Said(markup(one), look) for one in said]


def _hints(asked: Asked, words: Words) -> Story:
    said = words.hints(asked.question, asked.among)
    if asked.question.kind is Answer.REF and not asked.question.help:
        text = _REFERRED.get(asked.question.ref, _REFERRED[""])
        said = [*words.parts(text), *said]
    return hints(said)


def answer(question: Question, lists: Lists, room: float) -> Story:
    """Return the room for an answer."""
    if question.kind in (Answer.LOCAL, Answer.LOCAL_TEXT):
        return _text(question, room)
    if question.kind is Answer.TEXT:
        return [Lines(room, _FEW_LINES)]
    if question.kind is Answer.DATE:
        return [_dated(lists)]
    if question.kind in (Answer.CODE, Answer.CODES, Answer.YESNO):
        return _coded(question, lists, room)
    short = question.kind in (Answer.AMOUNT, Answer.COUNT)
    return [Box(min(room, 130) if short else room)]


def _dated(lists: Lists) -> Comb:
    """Return the squares for a date."""
    said = lists.words.text
    groups = [(2, said(N_("day"))), (2, said(N_("month"))), (4, said(N_("year")))]
    return Comb(groups, said(N_("estimated")))


def _text(question: Question, room: float) -> Story:
    """Return lines for a text that may be in several languages, the original one marked."""
    heads = [one.upper() for one in LANGUAGES]
    if question.kind is Answer.LOCAL:
        return [Lines(room, len(LANGUAGES), heads) if question.need is Need.DRAFT else _one(room)]
    long = question.need is Need.READY or question.limit >= _LONG_TEXT
    return [_one(room, _LINES if long else _FEW_LINES)]


def _one(room: float, count: int = 2) -> Lines:
    return Lines(room, count)


def _coded(question: Question, lists: Lists, room: float) -> Story:
    several = question.kind is Answer.CODES
    if lists.ticked(question):
        return [Ticks(lists.answers(question), room, several=several)]
    where, length = lists.reference(question.codes), _COMBED.get(question.codes)
    if length is None and listed(question.codes):
        return [Box(room, where)]
    free = Comb([(length, "")] * (_MANY_CODES if several else 1)) if length else Box(room)
    return [free, blocks.gap(1), *hints([where])]
