"""The one value that every statistical table is: codes, exact numbers, and what is behind them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Self

from desktop_app.errors import Sentence
from desktop_app.language import N_, Language, both
from desktop_app.records.codes import code_list

Number = int | Decimal
ALL = "*"  # the key of a line that holds everything, each initiative once
SUM = "+"  # the key of a line that adds up the lines above it
NOT_REPORTED = N_("not reported")
_WORDS = {"": NOT_REPORTED, ALL: N_("All, each counted once"), SUM: N_("Sum of the lines")}
_LEAST_SHARE = Decimal("0.3")
_LEAST_NUMBER = 5


class Unit(StrEnum):
    """What a number is; SHARE is of 1, AMOUNT and QUANTITY are in the unit the row names."""

    COUNT = "count"
    SHARE = "share"
    INDEX = "index"
    DAYS = "days"
    USD = "usd"
    AMOUNT = "amount"
    QUANTITY = "quantity"


_WORKED_OUT = frozenset({Unit.SHARE, Unit.INDEX, Unit.DAYS})


@dataclass(frozen=True, slots=True)
class Coverage:
    """For how many (`n`) of the initiatives (`of`) a figure can be told."""

    n: int
    of: int

    @property
    def share(self) -> Decimal | None:
        return Decimal(self.n) / self.of if self.of else None

    @property
    def enough(self) -> bool:
        """Tell whether shares may be printed: 30 % and five initiatives at least."""
        return self.n >= _LEAST_NUMBER and (self.share or Decimal(0)) >= _LEAST_SHARE


@dataclass(frozen=True, slots=True)
class Period:
    """From day to day, both counted; an empty `since` is from the first one on."""

    since: str
    until: str

    @classmethod
    def of_year(cls, year: int, begins: str = "01-01") -> Self:
        """Return a year that begins on a month and day: a fiscal year is named after its start."""
        month, day = (int(part) for part in begins.split("-"))
        end = date(year + 1, month, day) - timedelta(days=1)
        return cls(date(year, month, day).isoformat(), end.isoformat())


@dataclass(frozen=True, slots=True)
class Key:
    """One column of what a row is about: codes of a list, or words that are marked texts.

    What is known by its number, such as a goal, is `numbered`: its word begins with the code.
    """

    title: str
    codes: str = ""
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    numbered: bool = False

    def label(self, code: str, language: Language) -> str:
        """Return the reader's word for a code; what nothing is known of is its own word."""
        if code in self.words:
            return language.text(self.words[code])
        if code in _WORDS:
            return language.text(_WORDS[code])
        label = _labelled(self.codes, code, language) if self.codes else code
        return f"{code} {label}" if self.numbered and label != code else label


@dataclass(frozen=True, slots=True)
class Column:
    """One column of numbers. Its head is `title`, after the label of `code` where it has one.

    What is worked out (shares, indexes, days, means) is not told of too few initiatives.
    """

    name: str
    title: str
    unit: Unit = Unit.COUNT
    codes: str = ""
    code: str = ""
    mean: bool = False
    always: bool = False  # told of few too

    @property
    def hides(self) -> bool:
        return (self.mean or self.unit in _WORKED_OUT) and not self.always

    def head(self, language: Language) -> str:
        """Return the head in the reader's language."""
        title = language.text(self.title)
        if not self.code:
            return title
        return f"{_labelled(self.codes, self.code, language)}: {title}"


def _labelled(codes: str, code: str, language: Language) -> str:
    """Return the label of a code in each language that is spoken at once."""
    return both((one, code_list(codes).label(code, one)) for one in language.codes)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the records behind it.

    The value is None when nobody reports it, and when too few do: then `hidden` is true.
    """

    value: Number | None
    uids: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line; `coverage` is there where the line has one of its own."""

    key: tuple[str, ...]
    cells: tuple[Cell, ...]
    coverage: Coverage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whose figures these are, of when, and by which versions of the code lists.

    `party` is a country or mechanism, empty for all together. `cut_off` is the day of the data.
    """

    party: str
    period: Period
    cut_off: str
    list_versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A statistical table. `id` is that of its indicator, with a part after it: I6, I6-area.

    `title`, `note` (how it is counted) and the heads are marked texts, `remarks` say what was left
    aside. `totals` are lines about all rows, under the keys ALL and SUM.
    """

    id: str
    title: str
    note: str
    coverage: Coverage
    keys: tuple[Key, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    about: About
    totals: tuple[Row, ...] = ()
    remarks: tuple[Sentence, ...] = ()
    experimental: bool = False

    @property
    def indicator(self) -> str:
        return self.id.partition("-")[0]

    @property
    def hidden(self) -> bool:
        """Tell whether too few initiatives say it for what is worked out to be told."""
        return any(cell.hidden for row in (*self.rows, *self.totals) for cell in row.cells)

    @property
    def lists(self) -> dict[str, str]:
        """Return name -> version of the code lists that this table uses."""
        used = {key.codes for key in self.keys} | {column.codes for column in self.columns}
        used.discard("")
        return {name: code_list(name).version for name in sorted(used)}

    def column(self, name: str) -> Column:
        """Return the column of this name; KeyError if there is none."""
        return self.columns[self._place(name)]

    def cell(self, row: Row, name: str) -> Cell:
        """Return the cell of a row under a column; KeyError if there is no such column."""
        return row.cells[self._place(name)]

    def row(self, *key: str) -> Row | None:
        """Return the row or total of this key, None when there is none."""
        return next((row for row in (*self.rows, *self.totals) if row.key == key), None)

    def value(self, name: str, *key: str) -> Number | None:
        """Return one number; None when it is not reported, hidden, or its row is not there."""
        row = self.row(*key)
        return self.cell(row, name).value if row else None

    def _place(self, name: str) -> int:
        for place, column in enumerate(self.columns):
            if column.name == name:
                return place
        raise KeyError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """All figures of one set of records, in their order."""

    about: About
    figures: Mapping[str, Figure]

    def __getitem__(self, name: str) -> Figure:
        return self.figures[name]

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.figures.values())

    def of_indicator(self, indicator: str) -> list[Figure]:
        """Return the tables of one indicator: of I6 by sector and by area."""
        return [one for one in self if one.indicator == indicator]


def veiled(figure: Figure) -> Figure:
    """Return a figure without what is worked out from too few initiatives.

    Where nobody tells anything no count is zero: it is not reported.
    """
    return replace(
        figure,
        rows=_veiled(figure.rows, figure),
        totals=_veiled(figure.totals, figure),
    )


def _veiled(rows: Sequence[Row], figure: Figure) -> tuple[Row, ...]:
    nobody = figure.coverage.n == 0 and figure.coverage.of > 0
    return tuple(
        Row(row.key, tuple(_cells(row, figure, nobody=nobody)), row.coverage) for row in rows
    )


def _cells(row: Row, figure: Figure, *, nobody: bool) -> Iterator[Cell]:
    enough = (row.coverage or figure.coverage).enough
    for column, cell in zip(figure.columns, row.cells, strict=True):
        if nobody and not cell.value:
            yield Cell(None)
        elif column.hides and not enough and cell.value is not None:
            yield Cell(None, cell.uids, hidden=True)
        else:
            yield cell
