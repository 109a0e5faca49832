"""The first page of a profile: key figures, the paragraph, and how many initiatives of what."""

from decimal import Decimal

from desktop_app.language import N_, Language
from desktop_app.records.figures.figure import Number
from desktop_app.reports import blocks, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.figure_charts import Canvas, chart_of
from desktop_app.reports.figure_tables import pivot
from desktop_app.reports.paper import S1, S2, S3, Sheet
from desktop_app.reports.profile import Profile
from desktop_app.reports.profile_words import paragraph, partner_countries, whole

_NEED = 150  # points: a heading, a table of four lines and the bar below it


def number(value: Number | None, language: Language) -> str:
    """Return a figure, “not reported” when there is none; a count of zero is zero."""
    if value is None:
        return language.text(words.NOT_REPORTED)
    is_whole = isinstance(value, int) or value == value.to_integral_value()
    return language.number(value, 0 if is_whole else 1)


def key_figures(data: Profile, sheet: Sheet) -> Story:
    """Return the tiles."""
    language, found = sheet.language, data.statistics
    groups, stages, given = found["I1-universe"], found["I1-stage"], found["I16-totals"]
    counted = whole(data, "I1")
    tiles: list[tuple[Number | None, str, str]] = [
        (counted, N_("initiatives in the period"), ""),
        (stages.value("n", "EXE") or 0, N_("in execution"), ""),
        (stages.value("n", "COM") or 0, N_("completed"), ""),
        (len(partner_countries(data)), N_("countries worked with"), ""),
        (groups.value("n", "pipeline"), N_("in preparation"), N_("not in the figures below")),
        (groups.value("n", "apart"), N_("multilateral support"), N_("shown apart")),
        (given.value("total", "expert_days"), N_("days of experts given"), ""),
        (given.value("total", "trained"), N_("persons trained"), ""),
    ]
    if humanitarian := groups.value("n", "humanitarian"):
        tiles[5] = (humanitarian, N_("humanitarian aid"), N_("shown apart"))
    shown = [
        (number(figure, language), language.text(label), language.text(note))
        for figure, label, note in tiles
    ]
    return [blocks.Tiles(shown, sheet.width, 4)]


def summary(data: Profile, sheet: Sheet) -> Story:
    """Return the paragraph that says the figures in words, or the one the office wrote."""
    parts: Story = []
    for spoken in sheet.language.spoken:
        said = data.paragraphs.get(spoken.code) or paragraph(data, spoken)
        parts += [blocks.text(part, "lead") for part in said.split("\n") if part.strip()]
        parts.append(blocks.gap(S2))
    return [*blocks.h1(sheet.language.text(N_("In short"))), *parts]


def volume(data: Profile, sheet: Sheet) -> Story:
    """Return initiatives by modality and level, their stages, and how they developed by year."""
    language, found = sheet.language, data.statistics
    canvas = Canvas(width=sheet.width, language=language)
    title = N_("Initiatives by modality, level and stage")
    story = [*blocks.h1(language.text(title), _NEED), *pivot(found["I1"], sheet)]
    for name, said in (
        ("I1-stage", N_("Stage of everything recorded")),
        ("I1-year", N_("Under way in each year, by modality")),
    ):
        chart = chart_of(found[name], canvas)
        if chart is not None:
            part = [blocks.text(language.text(said), "label"), blocks.gap(S1), chart]
            story += [blocks.gap(S2 + S1), blocks.together(part)]
    return [*story, blocks.gap(S3)]


def share_text(value: Number | None, language: Language) -> str:
    """Return a share of 1 in percent, “not reported” when there is none."""
    return language.text(words.NOT_REPORTED) if value is None else language.percent(Decimal(value))
