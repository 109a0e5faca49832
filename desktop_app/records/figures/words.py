"""How numbers of figures are written for a reader: on paper, in the window, in the terminal."""

from desktop_app.language import N_, Language
from desktop_app.records.codes import code_list
from desktop_app.records.figures.figure import (
    ALL,
    NOT_REPORTED,
    SUM,
    Cell,
    Column,
    Figure,
    Row,
    Unit,
)

TOO_FEW = N_("too few tell it")
_OF_NOTHING = "\u2013"
_DIGITS = {Unit.SHARE: 1, Unit.INDEX: 2, Unit.DAYS: 1}


def cell_text(column: Column, cell: Cell, language: Language) -> str:
    """Return a number with the marks of the language.

    Where there is none it says why: too few tell it, a share or mean of nothing, not reported.
    """
    value = cell.value
    if value is None and column.hides and not cell.hidden:
        return _OF_NOTHING
    if value is None:
        return language.text(TOO_FEW if cell.hidden else NOT_REPORTED)
    if column.unit is Unit.SHARE:
        return language.percent(value, _DIGITS[Unit.SHARE])
    if isinstance(value, int) or value == value.to_integral_value():
        return language.number(value, 0)
    return language.number(value, _DIGITS.get(column.unit, 2))


def key_texts(figure: Figure, row: Row, language: Language) -> list[str]:
    """Return what a row is about, a word for each of its keys; of all together once."""
    if set(row.key) <= {ALL} or set(row.key) <= {SUM}:
        return [figure.keys[0].label(row.key[0], language), *[""] * (len(row.key) - 1)]
    return [key.label(code, language) for key, code in zip(figure.keys, row.key, strict=True)]


def coverage_text(figure: Figure, language: Language) -> str:
    """Return for how many of the records a figure can be told."""
    said = N_("Told by {n} of {of}.")
    n, of = language.number(figure.coverage.n), language.number(figure.coverage.of)
    return language.text(said, n=n, of=of)


def lists_text(figure: Figure, language: Language) -> str:
    """Return the code lists that a figure uses, with their versions; nothing when it uses none."""
    if not figure.lists:
        return ""
    named = [
        f"{code_list(name).title(language.code)} {version}"
        for name, version in figure.lists.items()
    ]
    return language.text(N_("Code lists: {lists}"), lists=", ".join(named))


def period_text(figure: Figure, language: Language) -> str:
    """Return the period of a figure in words."""
    period = figure.about.period
    until = language.date(period.until)
    if not period.since:
        return language.text(N_("Up to {until}"), until=until)
    return language.text(N_("{since} to {until}"), since=language.date(period.since), until=until)
