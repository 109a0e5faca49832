"""What a kind of record is asked: one declaration drives table, form, list, bundle and paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

Values = Mapping[str, Any]


class Answer(StrEnum):
    r"""The kind of an answer, which fixes its plain form.

    LINE, TEXT: str · LOCAL, LOCAL_TEXT: {"original": "es", "es": "...", "fr": "..."} ·
    DATE: "2024", "2024-03", "2024-03-15", with "~" at the end when estimated ·
    AMOUNT: decimal str, -?\\d{1,15}(\\.\\d{1,4})? · COUNT: int · YESNO: "Y" or "N" ·
    CODE: str · CODES: sorted list of str · REF: uid · ROWS: list of dict, each with its "id" ·
    FILE: {"sha256", "name", "size", "type"} of a file that was added, see `attached`.
    """

    LINE = "line"
    TEXT = "text"
    LOCAL = "local"
    LOCAL_TEXT = "local_text"
    DATE = "date"
    AMOUNT = "amount"
    COUNT = "count"
    YESNO = "yesno"
    CODE = "code"
    CODES = "codes"
    REF = "ref"
    ROWS = "rows"
    FILE = "file"

    __hash__ = str.__hash__  # looked up for every answer; that of an Enum is slow


class Need(StrEnum):
    """When an answer must be there: in a draft, to be ready, from a stage on, or never."""

    DRAFT = "draft"
    READY = "ready"
    EXECUTION = "execution"
    COMPLETED = "completed"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"


def always(_values: Values) -> bool:
    """Tell that a question is asked whatever the other answers are."""
    return True


def never(_values: Values) -> bool:
    """Tell that a question is not asked by itself: its answer is given at other questions."""
    return False


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing asked; how it is drawn or stored is decided elsewhere from `kind`."""

    field: str
    label: str
    kind: Answer
    help: str = ""
    need: Need = Need.OPTIONAL
    codes: str = ""  # the code list of CODE and CODES
    open_list: bool = False  # of CODE: the list is offered, another text is taken too
    ref: str = ""  # the kind of record a REF points to
    limit: int = 0  # advised characters of one text; more is a finding, never a refusal
    rows: "tuple[Question, ...]" = ()
    key: tuple[str, ...] = ()  # the fields that name a row for good; else its first content does
    view: str = ""  # the flat view of ROWS and CODES: initiative_participant
    in_title: bool = False  # searched while typing, with code and title
    applies: Callable[[Values], bool] = always

    @cached_property
    def columns(self) -> Mapping[str, "Question"]:
        """The questions of the columns of these rows, by field."""
        return {column.field: column for column in self.rows}

    @cached_property
    def row_names(self) -> frozenset[str]:
        """What a row may hold: its columns, and its name."""
        return frozenset({"id", *self.columns})

    def row_question(self, name: str) -> "Question":
        """Return the question of a column of these rows; KeyError if there is none."""
        return self.columns[name]


@dataclass(frozen=True, slots=True)
class Section:
    """Questions shown together under one heading."""

    title: str
    questions: tuple[Question, ...]
    name: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind:
    """A kind of record: its names, its sections and the field that titles it.

    It equals itself alone, so that what is worked out of a kind is found again at once.
    """

    name: str
    title: str
    plural: str
    sections: tuple[Section, ...]
    title_field: str = "title"
    acronym_field: str = ""

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def _by_field(self) -> Mapping[str, Question]:
        return {question.field: question for question in self.questions}

    def question(self, name: str) -> Question:
        """Return the question of this field; KeyError if the kind has none."""
        return self._by_field[name]

    def has(self, name: str) -> bool:
        return name in self._by_field
