"""Rows of a blank form: an empty table, or, where there are many columns, an empty card each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Table, TableStyle

from desktop_app.records.conditions import clauses
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.reports import blocks, letters, paper
from desktop_app.reports.blocks import Story
from desktop_app.reports.columns import roomy
from desktop_app.reports.form_fields import hints
from desktop_app.reports.form_lists import Lists
from desktop_app.reports.form_marks import RULE
from desktop_app.reports.form_words import superscript
from desktop_app.reports.letters import markup
from desktop_app.reports.paper import S1, style
from desktop_app.reports.tagging.flowables import Grid, Shape
from desktop_app.reports.tagging.flowables import Words as Said

_MOST_COLUMNS = 8
_ROWS, _CARDS = 3, 2
_HIGH = 18.5  # of a cell that is written in
_NUMBER_WIDE = 14.0
_CARD_SHARES = 10.5  # what stands on one line of a card
_SHARES = {
    Answer.LINE: 2.6,
    Answer.TEXT: 2.6,
    Answer.REF: 2.0,
    Answer.DATE: 1.4,
    Answer.AMOUNT: 1.3,
    Answer.COUNT: 0.9,
    Answer.YESNO: 0.8,
}


@dataclass(frozen=True, slots=True)
class _Grid:
    """What the columns of one question are set with; `notes` numbers the conditions they have."""

    columns: list[Question]
    notes: Mapping[str, int]
    lists: Lists
    width: float

    def head(self, column: Question) -> Any:  # noqa: ANN401 - a Paragraph
        return self.lists.words.cell_head(column, self.notes.get(column.field, 0))

    def share(self, column: Question) -> float:
        """Return how wide a column is: enough for its answer, and for its head on two lines."""
        said = letters.line(self.lists.words.text(column.label))
        head = letters.width(said, 6.3, letters.BOLD) / 2 + 12
        kind = Answer.LINE if column.open_list else column.kind
        return max(_SHARES.get(kind, 1.1), head * _CARD_SHARES / self.width)

    def widths(self, line: Sequence[Question], width: float) -> list[float]:
        """Return the widths of cells side by side, in which no word of a head is parted."""
        heads = [self.lists.words.text(one.label) for one in line]
        return roomy(heads, [], blocks.columns(width, *map(self.share, line)))


def rows(
    question: Question, among: Sequence[Question], lists: Lists, width: float
) -> tuple[Story, Story]:
    """Return a question that is answered in rows: its head, empty rows, and a key to its codes.

    The first story stays on one page, the second follows. Above cards stands the key, for they
    may go on overleaf. A file cannot be written on paper.
    """
    words = lists.words
    columns = [column for column in question.rows if column.kind is not Answer.FILE]
    head = [blocks.gap(S1), words.head(question), *hints(words.hints(question, among))]
    conditions = _conditions(columns, lists)
    notes = {one.field: number for number, (_, some) in enumerate(conditions, 1) for one in some}
    grid = _Grid(columns, notes, lists, width)
    told = [f"{superscript(at)} {markup(said)}" for at, (said, _) in enumerate(conditions, 1)]
    key = [*lists.key(columns), *_small([" &nbsp; ".join(told)] if told else [])]
    if len(columns) <= _MOST_COLUMNS:
        return [*head, blocks.gap(3), _table(grid), blocks.gap(2), *key, blocks.gap(S1)], []
    first, *others = _cards(grid)
    return [*head, *key, blocks.gap(3), first], [*others, blocks.gap(S1)]


def _small(said: Sequence[str]) -> Story:
    look = style("hint").clone("note", fontSize=6.6, leading=8.6)
    return [Said(one, look) for one in said]


def _conditions(columns: list[Question], lists: Lists) -> list[tuple[str, list[Question]]]:
    """Return each condition in words with the columns that have it."""
    found: dict[str, list[Question]] = {}
    for one in columns:
        told = clauses(one, columns)
        if told:
            found.setdefault(lists.words.conditions(told), []).append(one)
    return list(found.items())


def _table(given: _Grid) -> Grid:
    columns = given.columns
    head = [given.head(one) for one in columns]
    widths = given.widths(columns, given.width)
    empty = [[""] * len(columns) for _ in range(_ROWS)]
    shape = Shape("table", heads=1)
    grid = Grid([head, *empty], widths, [None, *[_HIGH] * _ROWS], shape=shape)
    grid.setStyle(
        TableStyle(
            [
                *_ruled(),
                ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
                ("BACKGROUND", (0, 0), (-1, 0), paper.SUNKEN),
                ("NOSPLIT", (0, 0), (-1, -1)),
            ]
        )
    )
    return grid


def _ruled() -> list[Any]:
    return [
        ("GRID", (0, 0), (-1, -1), 0.45, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]


def _cards(given: _Grid) -> Story:
    """Return cards with a small head in each cell: more columns than a page is wide."""
    made: Story = []
    width = given.width
    for number in range(1, _CARDS + 1):
        lines = [_card_line(line, given) for line in _lines(given)]
        mark = Said(str(number), style("bold"))
        card = Table([[mark, lines]], [_NUMBER_WIDE, width - _NUMBER_WIDE])
        card.setStyle(
            TableStyle(
                [
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("BACKGROUND", (0, 0), (0, 0), paper.SUNKEN),
                    ("BOX", (0, 0), (-1, -1), 0.8, RULE),
                    ("LEFTPADDING", (0, 0), (0, 0), 4),
                    ("LEFTPADDING", (1, 0), (1, 0), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                    ("TOPPADDING", (0, 0), (0, 0), 4),
                    ("TOPPADDING", (1, 0), (1, 0), 0),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
                    ("NOSPLIT", (0, 0), (-1, -1)),
                ]
            )
        )
        card.spaceBefore = 3
        made.append(card)
    return made


def _lines(given: _Grid) -> Iterator[list[Question]]:
    """Yield the cells of each line of a card, about the same on every line."""
    total = sum(map(given.share, given.columns))
    count = max(1, round(total / _CARD_SHARES + 0.2))
    line: list[Question] = []
    done = 0.0
    for one in given.columns:
        line.append(one)
        done += given.share(one)
        if done >= total / count - 0.3:
            yield line
            line, done = [], 0.0
    if line:
        yield line


def _card_line(line: list[Question], given: _Grid) -> Any:  # noqa: ANN401 - a Table
    cells = [[given.head(one), blocks.gap(12)] for one in line]
    widths = given.widths(line, given.width - _NUMBER_WIDE)
    grid = Table([cells], widths)
    grid.setStyle(TableStyle([*_ruled(), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return grid
