"""What it cost and how it went: money and kind, execution, punctuality, cross-cutting subjects."""

from collections.abc import Sequence

from desktop_app.language import N_
from desktop_app.records.figures.figure import Figure
from desktop_app.reports import blocks
from desktop_app.reports.blocks import Story
from desktop_app.reports.figure_tables import coverage, grid, nobody
from desktop_app.reports.paper import S1, S2, Sheet
from desktop_app.reports.profile import Profile

_NEED, _SMALL_NEED = 130, 80


def money(data: Profile, sheet: Sheet) -> Story:
    """Return the amounts in dollars and by currency, what was given in kind, and the rates."""
    language, found = sheet.language, data.statistics
    story = blocks.h1(language.text(N_("Money and contributions in kind")), _NEED)
    amounts = found["I15-currency"]
    if amounts.rows:
        story += _tables([found["I15-usd"], amounts], sheet)
    else:
        story.append(blocks.text(language.text(N_("Amounts are not reported.")), "text"))
    kind = [found["I16-totals"], found["I16-quantity"]]
    told = [one for one in kind if one.coverage.n and _tells(one)]
    story += _tables(told, sheet)
    if not told:
        heading = blocks.h2(language.text(N_("Given in kind, as quantities")))
        story += [*heading, nobody(kind[1], language)]
    return [*story, *_tables([one for one in [found["I15-rate"]] if one.rows], sheet)]


def execution(data: Profile, sheet: Sheet) -> Story:
    """Return how punctual the initiatives were, how long they took and what they spent."""
    language, found = sheet.language, data.statistics
    heading = blocks.h1(language.text(N_("Punctuality and execution")), _NEED)
    names = ("I9", "I10", "I11", "I12", "I13", "I14")
    return [*heading, *_worked_out([found[name] for name in names], sheet)]


def society(data: Profile, sheet: Sheet) -> Story:
    """Return decentralised cooperation, gender and other cross-cutting subjects, legal cover."""
    language, found = sheet.language, data.statistics
    title = N_("Decentralised cooperation, gender and other subjects")
    heading = blocks.h1(language.text(title), _NEED)
    names = ("I19", "I18", "I18-women", "I20")
    return [*heading, *_worked_out([found[name] for name in names], sheet)]


def _tells(figure: Figure) -> bool:
    """Tell whether anything in a figure is reported."""
    return any(cell.value is not None or cell.hidden for row in figure.rows for cell in row.cells)


def _worked_out(figures: Sequence[Figure], sheet: Sheet) -> Story:
    """Return those that are told by enough as tables, and name the others in one sentence."""
    language = sheet.language
    few = [one for one in figures if not _tells(one) or _is_veiled(one)]
    story = _tables([one for one in figures if one not in few], sheet)
    if few:
        names = language.list_of([language.quoted(language.text(one.title)) for one in few])
        text = N_("Too few initiatives tell it, or none: {figures}.")
        story += [blocks.gap(S2), blocks.text(language.text(text, figures=names), "hint")]
    return story


def _is_veiled(figure: Figure) -> bool:
    """Tell whether nothing is left of a figure but for how many it would have been."""
    hiding = [column.name for column in figure.columns if column.hides]
    cells = [figure.cell(row, name) for row in figure.rows for name in hiding]
    return bool(cells) and all(cell.value is None for cell in cells)


def _tables(figures: Sequence[Figure], sheet: Sheet) -> Story:
    story: Story = []
    for figure in figures:
        story += [
            *blocks.h2(sheet.language.text(figure.title), _SMALL_NEED),
            coverage(figure, sheet.language),
            blocks.gap(S1),
            *grid(figure, sheet),
        ]
    return story
