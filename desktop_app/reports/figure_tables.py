"""A statistical table on paper: any `Figure` as a grid, with what has to be said of it."""

from collections.abc import Sequence

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.figures.figure import ALL, SUM, Cell, Column, Figure, Row
from desktop_app.records.figures.words import cell_text, coverage_text, key_texts
from desktop_app.reports import blocks
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import DASH
from desktop_app.reports.paper import S1, Sheet

TOO_FEW_MARK = "*"
_TOO_FEW = N_("* Too few initiatives tell it for this to be worked out.")
_MORE = N_plural("And {n} more line.", "And {n} more lines.")
_NOBODY = N_plural(
    "Not reported for the one initiative.", "Not reported by any of {n} initiatives."
)
_NONE_COUNTED = N_("No initiative is counted in the period.")
_TOTAL = N_("Total")
_KEY_PART, _FIRST_PART = 1.7, 2.6


def number(column: Column, cell: Cell, language: Language) -> str:
    """Return a number in a table: a dash where nobody reports it, a star where too few do."""
    if cell.value is None:
        return TOO_FEW_MARK if cell.hidden else DASH
    return cell_text(column, cell, language)


def grid(  # noqa: PLR0913 - a table is asked for by exactly this
    figure: Figure,
    sheet: Sheet,
    columns: Sequence[str] = (),
    *,
    most: int = 0,
    without: Sequence[str] = (),
    totals: bool = True,
) -> Story:
    """Return a figure as a table, and below it what is left out and why.

    `columns` names those that are shown, all when it is empty; up to `most` lines, all when it is
    0; lines whose first key is in `without` are left out. A single line about all together is set
    as facts; a key without codes that is the same in every line is left out.
    """
    language = sheet.language
    shown = [one for one in figure.columns if not columns or one.name in columns]
    lines = [row for row in figure.rows if row.key[0] not in without]
    if [row.key for row in lines] == [(ALL,)]:
        return _facts(figure, lines[0], shown, sheet)
    kept = lines[:most] if most else lines
    keys = _telling(figure, kept)
    head = [language.text(figure.keys[at].title) for at in keys]
    head += [column.head(language) for column in shown]
    rows = [_line(figure, row, shown, language, keys) for row in kept]
    rows += [_total(figure, row, shown, language, keys) for row in figure.totals if totals]
    if not rows:
        return [nobody(figure, language)]
    parts = [_FIRST_PART, *[_KEY_PART] * (len(keys) - 1), *[1.0] * len(shown)]
    right = range(len(keys), len(head))
    story: Story = [
        blocks.table(head, rows, blocks.columns(sheet.width, *parts), right),
        *notes(figure, kept, shown, language),
    ]
    if more := len(lines) - len(kept):
        story.append(blocks.text(language.plural(_MORE, more), "hint"))
    return story


def pivot(figure: Figure, sheet: Sheet, column: str = "n") -> Story:
    """Return a figure of two keys as a table of the first by the second, with sums of the lines."""
    language = sheet.language
    first, second = figure.keys
    across = list(dict.fromkeys(row.key[1] for row in figure.rows))
    across.sort(key=lambda code: not code)  # what is not reported comes last
    down = list(dict.fromkeys(row.key[0] for row in figure.rows))
    if not down:
        return [nobody(figure, language)]
    told = figure.column(column)
    found = {row.key: figure.cell(row, column) for row in figure.rows}
    rows = []
    for code in down:
        cells = [found.get((code, other), Cell(None)) for other in across]
        total = sum(cell.value or 0 for cell in cells)
        rows.append(
            [
                first.label(code, language),
                *(number(told, cell, language) for cell in cells),
                number(told, Cell(total), language),
            ]
        )
    head = [language.text(first.title), *(second.label(code, language) for code in across)]
    head.append(language.text(_TOTAL))
    widths = blocks.columns(sheet.width, _FIRST_PART, *[1.0] * (len(across) + 1))
    return [blocks.table(head, rows, widths, range(1, len(head)))]


def coverage(figure: Figure, language: Language) -> object:
    """Return for how many of the records a figure can be told, as a quiet line."""
    return blocks.text(coverage_text(figure, language), "hint")


def nobody(figure: Figure, language: Language) -> object:
    """Return what stands where a figure has nothing to show."""
    of = figure.coverage.of
    said = language.plural(_NOBODY, of) if of else language.text(_NONE_COUNTED)
    return blocks.text(said, "hint")


def notes(
    figure: Figure, rows: Sequence[Row], columns: Sequence[Column], language: Language
) -> Story:
    """Return what was left out of a figure, and why a star stands in it."""
    said = [language.sentence(remark) for remark in figure.remarks]
    cells = [figure.cell(row, one.name) for row in (*rows, *figure.totals) for one in columns]
    if any(cell.hidden for cell in cells):
        said.append(language.text(_TOO_FEW))
    return [blocks.gap(S1), blocks.text(" ".join(said), "hint")] if said else []


def _telling(figure: Figure, rows: Sequence[Row]) -> list[int]:
    """Return the places of the keys; a plain one that is the same in every line tells nothing."""
    places = range(len(figure.keys))
    if len(places) == 1 or not rows:
        return list(places)
    return [
        at for at in places if figure.keys[at].codes or len({row.key[at] for row in rows}) > 1
    ] or list(places)


def _facts(figure: Figure, row: Row, columns: Sequence[Column], sheet: Sheet) -> Story:
    """Return a single line as label over value; what nobody reports says so in words."""
    language = sheet.language
    pairs = [
        (one.head(language), cell_text(one, figure.cell(row, one.name), language))
        for one in columns
    ]
    remarks = [language.sentence(remark) for remark in figure.remarks]
    below = [blocks.text(" ".join(remarks), "hint")] if remarks else []
    return [*blocks.facts(pairs, sheet.width, max(len(pairs), 1)), *below]


def _line(
    figure: Figure,
    row: Row,
    columns: Sequence[Column],
    language: Language,
    keys: Sequence[int],
) -> list[str]:
    cells = [number(one, figure.cell(row, one.name), language) for one in columns]
    texts = key_texts(figure, row, language)
    return [*(texts[at] for at in keys), *cells]


def _total(
    figure: Figure,
    row: Row,
    columns: Sequence[Column],
    language: Language,
    keys: Sequence[int],
) -> list[str]:
    line = _line(figure, row, columns, language, keys)
    if set(row.key) <= {ALL, SUM}:  # said once, not under each key
        line[1 : len(keys)] = [""] * (len(keys) - 1)
    return line
