"""The verb about statistics: indicators, as calm tables, as JSON or as a workbook."""

import textwrap
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

import click

from desktop_app.actions import figures
from desktop_app.cli.session import Session, json_option, print_json
from desktop_app.language import N_, Language
from desktop_app.records.figures.figure import Figure, Row
from desktop_app.records.figures.plain import plain_of
from desktop_app.records.figures.words import cell_text, coverage_text, key_texts, period_text

_WIDE = 96
_KEY, _NUMBER, _HEAD = 36, 22, 14  # the widest a key, a number and its head are set
_MOST_ROWS = 20
_FIRST_YEAR, _LAST_YEAR = 1900, 9998


@click.command()
@click.option("--year", type=click.IntRange(_FIRST_YEAR, _LAST_YEAR), help="Its fiscal year Y.")
@click.option("--office", "of", default="", metavar="CODE", help="Of another office.")
@click.option("--xlsx", "book", type=click.Path(path_type=Path), help="Write a workbook.")
@json_option
@click.pass_obj
def indicators(
    session: Session, year: int | None, of: str, book: Path | None, *, as_json: bool
) -> None:
    """Count the statistics I1 to I23 and Q1 to Q5 of the office, at the Secretariat of all."""
    with session.office(read_only=True) as office:
        language = Language(session.language.code, office.country)
        found = figures.statistics(office, of, year=year)
    if book is not None:
        figures.keep_statistics(book, found, language)
    if as_json:
        print_json([plain_of(figure, language) for figure in found])
    elif book is not None:
        session.say(N_("Written: {path}"), path=book)
    else:
        _print(list(found), language)


def _print(found: Sequence[Figure], language: Language) -> None:
    told = [figure for figure in found if any(_says(row) for row in figure.rows)]
    about = found[0].about
    click.echo(period_text(found[0], language))
    click.echo(language.text(N_("Data as of {date}"), date=language.date(about.cut_off)))
    for figure in told:
        click.echo()
        click.echo(f"{figure.id}  {language.text(figure.title)}")
        said = [coverage_text(figure, language), language.text(figure.note)]
        said += [language.sentence(remark) for remark in figure.remarks]
        click.echo(
            textwrap.fill(" ".join(said), _WIDE, initial_indent="  ", subsequent_indent="  ")
        )
        for line in _table(figure, language):
            click.echo(f"  {line}".rstrip())
    silent = [figure.id for figure in found if figure not in told]
    if silent:
        click.echo()
        text = language.text(N_("Nothing to tell of: {figures}"), figures=", ".join(silent))
        click.echo(textwrap.fill(text, _WIDE, subsequent_indent="  ", break_on_hyphens=False))


def _says(row: Row) -> bool:
    return any(cell.value for cell in row.cells)


def _table(figure: Figure, language: Language) -> list[str]:
    shown = figure.rows[:_MOST_ROWS]
    lines = [
        [
            *key_texts(figure, row, language),
            *(
                cell_text(column, cell, language)
                for column, cell in zip(figure.columns, row.cells, strict=True)
            ),
        ]
        for row in (*shown, *figure.totals)
    ]
    heads = [language.text(key.title) for key in figure.keys]
    heads += [column.head(language) for column in figure.columns]
    keys = len(figure.keys)
    table = [_wrapped(heads, keys, _HEAD), *(_wrapped(line, keys, _NUMBER) for line in lines)]
    widths = [
        max(len(part) for line in table for part in line[place]) for place in range(len(heads))
    ]
    set_lines = [text for line in table for text in _set(line, widths, keys)]
    first = len(_set(table[0], widths, keys))
    set_lines.insert(first, "  ".join("-" * width for width in widths))
    more = len(figure.rows) - len(shown)
    if more:
        text = N_("And {n} more lines; --json and --xlsx hold them all.")
        set_lines.append(language.text(text, n=language.number(more)))
    return set_lines


def _wrapped(line: Sequence[str], keys: int, widest: int) -> list[list[str]]:
    return [
        textwrap.wrap(text, _KEY if place < keys else widest, break_long_words=False) or [""]
        for place, text in enumerate(line)
    ]


def _set(line: Sequence[Sequence[str]], widths: Sequence[int], keys: int) -> list[str]:
    """Return one line of a table, its cells under each other: words left, numbers right."""
    return [
        "  ".join(
            part.ljust(width) if place < keys else part.rjust(width)
            for place, (part, width) in enumerate(zip(parts, widths, strict=True))
        )
        for parts in zip_longest(*line, fillvalue="")
    ]


FIGURE_VERBS = (indicators,)
