"""The first pages of a profile: key figures, summary, roles and partners, sectors."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from desktop_app.language import N_, Language, N_plural
from desktop_app.records import indicators, sums
from desktop_app.records.codes import code_list
from desktop_app.records.figures.figure import Coverage
from desktop_app.records.indicators import BOTH, OTHER, PROVIDER, RECIPIENT, SECOND, UNSTATED
from desktop_app.reports import blocks, charts, paper, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import DASH
from desktop_app.reports.paper import S1, S2, Sheet
from desktop_app.reports.profile import Figures, Profile

_TOP_PARTNERS = 10
_TOP_SECTORS = 12
SIDES = (
    (PROVIDER, N_("provider"), paper.PROVIDER),
    (SECOND, N_("second provider"), paper.INFO),
    (RECIPIENT, N_("recipient"), paper.RECIPIENT),
    (BOTH, N_("both"), paper.BOTH),
    (OTHER, N_("participant or coordinator"), paper.INK_2),
    (UNSTATED, words.NOT_REPORTED, paper.LINE),
)
_STAGE_COLOURS = {
    "REQ": paper.ACCENT_SOFT,
    "FOR": "#A9D3C8",
    "APP": "#6FB3A2",
    "EXE": paper.ACCENT,
    "SUS": paper.WARNING,
    "COM": paper.INFO,
    "CAN": paper.INK_3,
}

_SAY_RECORDED = N_plural(
    "{office} has recorded {n} initiative of South-South and triangular cooperation.",
    "{office} has recorded {n} initiatives of South-South and triangular cooperation.",
)
_SAY_COUNTED = N_plural(
    "{n} of them was under way or completed in the period.",
    "{n} of them were under way or completed in the period.",
)
_SAY_COUNTRIES = N_plural(
    "The work was shared with {n} country; the most frequent partners are {partners}.",
    "The work was shared with {n} countries; the most frequent partners are {partners}.",
)


def number(value: Decimal | int | None, language: Language) -> str:
    """Return a figure, “not reported” when there is none; a count of zero is zero."""
    return language.text(words.NOT_REPORTED) if value is None else language.number(value)


def count(value: int, language: Language) -> str:
    """Return a count in a table, a dash for none."""
    return language.number(value) if value else DASH


def coverage_note(coverage: Coverage, language: Language) -> str:
    """Return for how many of the initiatives a block can tell something."""
    return language.text(
        N_("Told by {n} of {of} initiatives."),
        n=language.number(coverage.n),
        of=language.number(coverage.of),
    )


def nobody_tells(coverage: Coverage, language: Language) -> Any:  # noqa: ANN401 - a flowable
    """Return what stands where a block has nothing to show."""
    said = language.text(
        N_("Not reported by any of {n} initiatives."), n=language.number(coverage.of)
    )
    return blocks.text(said, "hint")


def key_figures(found: Figures, sheet: Sheet) -> Story:
    """Return the tiles."""
    language = sheet.language
    stages = indicators.tally(found.counted, "stage").counts
    days = sums.delivered(found.in_kind, "EXPFEE", "DAY")
    trained = sums.delivered(found.in_kind, "TRAIN", "PERSON")
    tiles = [
        (len(found.counted), N_("initiatives in the period"), ""),
        (stages.get("EXE", 0), N_("in execution"), ""),
        (stages.get("COM", 0), N_("completed"), ""),
        (len(found.countries), N_("countries worked with"), ""),
        (len(found.universe.pipeline), N_("in preparation"), N_("not in the figures below")),
        (len(found.universe.apart), N_("multilateral support"), N_("shown apart")),
        (days, N_("days of experts delivered"), ""),
        (trained, N_("training places delivered"), ""),
    ]
    shown = [
        (number(figure, language), language.text(label), language.text(note))
        for figure, label, note in tiles
    ]
    look = charts.Look(language.text(N_("Main figures")), language)
    return [charts.key_figures(shown, sheet.width, 4, look)]


def summary(data: Profile, found: Figures, sheet: Sheet) -> Story:
    """Return the paragraph that says the figures in words."""
    language = sheet.language
    return [
        *blocks.h1(language.text(N_("In short"))),
        blocks.text(" ".join(_sentences(data, found, language)), "lead"),
    ]


def _sentences(data: Profile, found: Figures, language: Language) -> list[str]:
    recorded = found.universe.recorded
    said = [language.plural(_SAY_RECORDED, recorded, office=data.office_name)]
    if not recorded:
        return said
    said.append(language.plural(_SAY_COUNTED, len(found.counted)))
    if found.countries:
        top = [words.label("party", one.party, language) for one in found.partners[:3]]
        said.append(
            language.plural(_SAY_COUNTRIES, len(found.countries), partners=language.list_of(top))
        )
    return said + _role_sentences(found, language) + _subject_sentences(found, language)


def _role_sentences(found: Figures, language: Language) -> list[str]:
    sides = found.roles.sides
    if not found.roles.coverage.n:
        text = N_("Its own role is not reported for any of them.") if found.counted else ""
        return [language.text(text)] if text else []
    given = {
        "provider": language.number(sides[PROVIDER] + sides[SECOND]),
        "recipient": language.number(sides[RECIPIENT]),
        "both": language.number(sides[BOTH]),
    }
    text = N_(
        "It took part as provider in {provider}, as recipient in {recipient} and in both roles "
        "in {both}."
    )
    return [language.text(text, **given)]


def _subject_sentences(found: Figures, language: Language) -> list[str]:
    said = []
    if found.sectors:
        sector = words.label("sector", found.sectors[0].sector, language)
        said.append(language.text(N_("The most frequent sector is {sector}."), sector=sector))
    elif found.counted:
        said.append(language.text(N_("The sector is not reported for any of them.")))
    best = max(found.goals.rows, key=lambda row: row.named, default=None)
    if best and best.named:
        goal = f"{best.goal}, {words.label('sdg_goal', best.goal, language)}"
        text = N_("The Sustainable Development Goal named most often is {goal}.")
        said.append(language.text(text, goal=goal))
    return said


def by_modality(found: Figures, sheet: Sheet) -> Story:
    """Return the table of modality by level and the bar of stages."""
    language, counted = sheet.language, found.counted
    volume = indicators.volume(counted)
    levels = _in_order("level", {level for _, level in volume})
    modalities = _in_order("modality", {modality for modality, _ in volume})
    rows = [
        [
            _name("modality", modality, language),
            *(count(volume.get((modality, level), 0), language) for level in levels),
            language.number(total),
        ]
        for modality in modalities
        if (total := sum(n for key, n in volume.items() if key[0] == modality))
    ]
    head = [language.text(N_("Modality"))]
    head += [_name("level", level, language) for level in levels]
    head.append(language.text(N_("Total")))
    story = blocks.h1(language.text(N_("Initiatives by modality, level and stage")), 150)
    if rows:
        widths = blocks.columns(sheet.width, 2.6, *(1.0 for _ in head[1:]))
        story.append(blocks.table(head, rows, widths, range(1, len(head))))
    return [*story, blocks.gap(S2 + S1), *_stages(found, sheet)]


def _in_order(codes: str, met: set[str]) -> list[str]:
    """Return the codes met in the order of their list, unknown ones after, "" last."""
    known = list(code_list(codes).codes)
    order = [code for code in known if code in met] + sorted(met - {*known, ""})
    return [*order, *({""} & met)]


def _stages(found: Figures, sheet: Sheet) -> Story:
    """Return the stages of everything that was recorded, the pipeline and the cancelled too."""
    language, every = sheet.language, found.universe
    records = [*every.counted, *every.apart, *every.pipeline, *every.cancelled]
    records += [*every.outside, *every.unplaced]
    stages = indicators.tally(records, "stage")
    parts: list[tuple[str, int, Any]] = [
        (words.label("stage", code, language), stages.counts[code], _STAGE_COLOURS[code])
        for code in code_list("stage").codes
        if code in stages.counts
    ]
    missing = stages.coverage.of - stages.coverage.n
    if missing:
        parts.append((language.text(words.NOT_REPORTED), missing, paper.LINE))
    if not parts:
        return []
    said = language.text(N_("Stage of everything recorded"))
    bar = charts.stacked(parts, sheet.width, len(records), charts.Look(said, language))
    return [blocks.together([blocks.text(said, "label"), blocks.gap(S1), bar])]


def _name(codes: str, code: str, language: Language) -> str:
    return words.label(codes, code or None, language)


def roles_and_partners(data: Profile, found: Figures, sheet: Sheet) -> Story:
    """Return the office's own roles with its balance, and its partners with theirs."""
    language = sheet.language
    story = blocks.h1(language.text(N_("Role and partners")), 220)
    if not found.counted:
        return [*story, nobody_tells(found.roles.coverage, language)]
    said = language.text(N_("Role of {office}"), office=words.label("party", data.office, language))
    parts: list[tuple[str, int, Any]] = [
        (language.text(name), found.roles.sides[side], colour)
        for side, name, colour in SIDES
        if found.roles.sides[side]
    ]
    notes = [coverage_note(found.roles.coverage, language)]
    if found.roles.balance is not None:
        text = N_("Balance of provider over recipient, from -1 to 1: {balance}.")
        notes.insert(0, language.text(text, balance=_balance(found.roles.balance, language)))
    story += [
        blocks.text(said, "label"),
        blocks.gap(S1),
        charts.stacked(parts, sheet.width, len(found.counted), charts.Look(said, language)),
        blocks.text(" ".join(notes), "hint"),
    ]
    return story + (_partners(found, sheet) if found.partners else [])


def _balance(value: Decimal | None, language: Language) -> str:
    if value is None:
        return DASH
    return ("+" if value > 0 else "") + language.number(value, 2)


def _partners(found: Figures, sheet: Sheet) -> Story:
    language = sheet.language
    head = [language.text(N_("Partner and its role")), language.text(N_("Initiatives"))]
    head += [language.text(name) for _, name, _ in SIDES]
    head.append(language.text(N_("Balance")))
    rows = [
        [
            words.label("party", one.party, language),
            language.number(one.total),
            *(count(one.sides[side], language) for side, _, _ in SIDES),
            _balance(one.balance, language),
        ]
        for one in found.partners[:_TOP_PARTNERS]
    ]
    widths = blocks.columns(sheet.width, 2.4, 1.1, 1.05, 1.05, 1.05, 0.8, 1.3, 1.15, 0.95)
    story = [blocks.gap(S2), blocks.table(head, rows, widths, range(1, len(head)))]
    more = len(found.partners) - _TOP_PARTNERS
    if more > 0:
        text = N_("And {n} other partners with fewer initiatives.")
        story += [blocks.gap(S1), blocks.text(language.text(text, n=more), "hint")]
    return story


def sectors(found: Figures, sheet: Sheet) -> Story:
    """Return the sectors as provider against recipient, as bars and as a table."""
    language, rows = sheet.language, found.sectors
    story = blocks.h1(language.text(N_("Sectors")), 90 + 22 * min(len(rows), _TOP_SECTORS))
    note = coverage_note(found.sector_coverage, language)
    if not rows:
        return [*story, nobody_tells(found.sector_coverage, language)]
    story += [blocks.text(note, "hint"), blocks.gap(S1), _sector_bars(rows, sheet)]
    head = [
        N_("Sector"),
        N_("Area"),
        N_("Total"),
        N_("Share"),
        N_("As provider"),
        N_("As recipient"),
    ]
    lines = [_sector_line(row, found, language) for row in rows]
    widths = blocks.columns(sheet.width, 3, 2.2, 0.7, 0.8, 1.05, 1.05)
    grid = blocks.table([language.text(said) for said in head], lines, widths, range(2, 6))
    return [*story, blocks.gap(S2), grid]


def _sector_bars(rows: Sequence[indicators.SectorRow], sheet: Sheet) -> Any:  # noqa: ANN401 - a drawing
    language, top = sheet.language, rows[:_TOP_SECTORS]
    names = [words.label("sector", row.sector, language) for row in top]
    if any(row.provider or row.recipient for row in rows):
        series = [
            charts.Series(language.text(N_("as provider")), paper.PROVIDER),
            charts.Series(language.text(N_("as recipient")), paper.RECIPIENT),
        ]
        figures: list[tuple[int, ...]] = [(row.provider, row.recipient) for row in top]
    else:
        series = [charts.Series(language.text(N_("initiatives")), paper.ACCENT)]
        figures = [(row.total,) for row in top]
    lines = [charts.Bar(name, both) for name, both in zip(names, figures, strict=True)]
    look = charts.Look(language.text(N_("Sectors")), language)
    return charts.bars(lines, series, sheet.width, look)


def _sector_line(row: indicators.SectorRow, found: Figures, language: Language) -> list[str]:
    coverage, known = found.sector_coverage, code_list("sector").get(row.sector)
    share = language.percent(Decimal(row.total) / coverage.n) if coverage.enough else DASH
    area = known.extra.get("area", "") if known else ""
    return [
        words.label("sector", row.sector, language),
        words.label("area", area, language) if area else "",
        count(row.total, language),
        share,
        count(row.provider, language),
        count(row.recipient, language),
    ]
