"""With whom and about what: roles and partners, sectors, Sustainable Development Goals."""

from dataclasses import replace
from functools import cache

from desktop_app.language import N_, Language
from desktop_app.records.figures.figure import Figure, Key, Row
from desktop_app.records.folding import fold
from desktop_app.reports import blocks, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.figure_charts import Canvas, chart_of, side_parts
from desktop_app.reports.figure_tables import coverage, grid, nobody, number
from desktop_app.reports.paper import S1, S2, S3, Sheet
from desktop_app.reports.profile import Profile

_TOP_PARTNERS, _TOP_TRIANGLES = 10, 8
_PARTNER_NEED, _CHART_NEED, _GOALS_NEED = 220, 200, 260
_SIDE_COLUMNS = ("provider", "second", "recipient", "both", "other", "unstated")
_SECTOR_COLUMNS = ("n", "share", "provider", "recipient", "specialisation")


def partners(data: Profile, sheet: Sheet) -> Story:
    """Return the own roles and the balance, the states worked with, and the partners by role."""
    language, found = sheet.language, data.statistics["I5"]
    title, own = language.text(N_("Role and partners")), found.row(data.party)
    if own is None:
        return [*blocks.h1(title), nobody(found, language)]
    story = blocks.h1(title, _PARTNER_NEED)
    name = words.label("party", data.party, language)
    canvas = Canvas(width=sheet.width, language=language)
    story += [
        blocks.text(language.text(N_("Role of {office}"), office=name), "label"),
        blocks.gap(S1),
        side_parts(found, data.party, canvas),
        blocks.text(" ".join(_own_notes(found, own, language)), "hint"),
        *_states(data, sheet),
        *blocks.h2(language.text(N_("Partners")), 80),
        *grid(found, sheet, _in_use(found), most=_TOP_PARTNERS, without=(data.party,)),
        *_concentration(data, language),
    ]
    return [*story, *_triangles(data, sheet)]


def _in_use(figure: Figure) -> list[str]:
    """Return the columns of the partners; a side that nobody stands on is left out."""
    met = [
        name for name in _SIDE_COLUMNS if any(figure.cell(row, name).value for row in figure.rows)
    ]
    return ["n", *met, "balance"]


def _own_notes(figure: Figure, own: Row, language: Language) -> list[str]:
    told = own.coverage or figure.coverage
    text = N_("Told by {n} of {of} initiatives.")
    said = [language.text(text, n=language.number(told.n), of=language.number(told.of))]
    balance = figure.cell(own, "balance")
    if balance.value is not None:
        column = figure.column("balance")
        text = N_("Balance of provider over recipient, from -1 to 1: {balance}.")
        said.append(language.text(text, balance=number(column, balance, language)))
    return said


def _states(data: Profile, sheet: Sheet) -> Story:
    """Return the grid of the states, where there are partners in it."""
    language = sheet.language
    chart = chart_of(data.statistics["I2"], Canvas(width=sheet.width * 0.56, language=language))
    if chart is None:
        return []
    title = language.text(
        N_("Shared initiatives with the states of Latin America and the Caribbean")
    )
    part = [blocks.text(title, "label"), blocks.gap(S2), chart]
    return [blocks.gap(S3), blocks.together(part)]


def _concentration(data: Profile, language: Language) -> Story:
    figure = data.statistics["I8"]
    top, index = (figure.value(name, data.party) for name in ("top", "hhi"))
    if top is None or index is None:
        return []
    text = N_(
        "The three most frequent partners have a share of {share}; concentration on partners, from "
        "near 0 to 1: {index}."
    )
    said = language.text(text, share=language.percent(top), index=language.number(index, 2))
    return [blocks.gap(S1), blocks.text(said, "hint")]


def _triangles(data: Profile, sheet: Sheet) -> Story:
    figure, language = data.statistics["I4"], sheet.language
    if not figure.rows:
        return []
    heading = blocks.h2(language.text(figure.title), 80)

    @cache  # few parties make many flows
    def folded(key: Key, code: str) -> str:
        return fold(key.label(code, language))

    def as_printed(row: Row) -> tuple[int, list[str]]:
        named = [folded(key, code) for key, code in zip(figure.keys, row.key, strict=True)]
        return -int(figure.cell(row, "n").value or 0), named

    ordered = replace(figure, rows=tuple(sorted(figure.rows, key=as_printed)))
    return [*heading, *grid(ordered, sheet, ("n",), most=_TOP_TRIANGLES, totals=False)]


def sectors(data: Profile, sheet: Sheet) -> Story:
    """Return the sectors as provider against recipient, as bars and as a table, and the areas."""
    language, found = sheet.language, data.statistics["I6"]
    title = language.text(found.title)
    if not found.rows:
        return [*blocks.h1(title), nobody(found, language)]
    chart = chart_of(found, Canvas(width=sheet.width, language=language))
    areas = data.statistics["I6-area"]
    return [
        *blocks.h1(title, _CHART_NEED),
        coverage(found, language),
        blocks.gap(S1),
        *([chart, blocks.gap(S2)] if chart is not None else []),
        *grid(found, sheet, _SECTOR_COLUMNS, totals=False),
        *blocks.h2(language.text(areas.title), 80),
        *grid(areas, sheet, _SECTOR_COLUMNS, totals=False),
    ]


def goals(data: Profile, sheet: Sheet) -> Story:
    """Return the goals: how often each is the principal one, and how often it is named."""
    language, found = sheet.language, data.statistics["I7"]
    title = language.text(found.title)
    if not any(found.cell(row, "named").value for row in found.rows):
        return [*blocks.h1(title), nobody(found, language)]
    text = N_("On each tile: as principal goal / named at all.")
    chart = chart_of(found, Canvas(width=sheet.width, language=language))
    return [
        *blocks.h1(title, _GOALS_NEED),
        blocks.text(language.text(text), "hint"),
        coverage(found, language),
        blocks.gap(S1),
        *([chart] if chart is not None else []),
    ]
