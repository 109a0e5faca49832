"""The later pages of a profile: goals, money, the list of initiatives, and how to read it all."""

from decimal import Decimal

from desktop_app.language import N_, Language
from desktop_app.records import indicators, sums
from desktop_app.records.figures.figure import Coverage
from desktop_app.records.indicators import GoalRow
from desktop_app.records.record import Record
from desktop_app.reports import blocks, charts, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import DASH
from desktop_app.reports.paper import S1, S2, Sheet
from desktop_app.reports.profile import Figures, Profile
from desktop_app.reports.profile_figures import count, nobody_tells

_MONEY_KINDS = {
    "BUD": N_("Budgeted"),
    "COM": N_("Committed"),
    "DIS": N_("Disbursed"),
    "EXE": N_("Executed"),
    "REP": N_("Repaid"),
}
_LIST = (  # heads and shares of the width; a column that no initiative tells is left out
    (N_("Code"), 0.0),
    (N_("Title"), 2.75),
    (N_("Partner"), 1.3),
    (N_("Role"), 1.3),
    (N_("Sector"), 1.55),
    (N_("Stage"), 1.35),
    (N_("Dates"), 1.25),
)
_MOST_PARTIES = 3
_HOW_TO_READ = (
    N_("What was not reported is never shown as zero: a dash or the words “not reported” stand."),
    N_(
        "Initiatives in execution, suspended or completed count when they ran at some time in the "
        "period. Those in preparation and those cancelled are counted apart."
    ),
    N_("Each initiative is counted once, and once for each country that has a role in it."),
    N_("An initiative may name several goals, so the goals named add up to more than 100 %."),
    N_("Shares are printed only where at least five initiatives and 30 % of them tell the answer."),
    N_("Amounts are added up within one currency only, and exactly as they were reported."),
    N_("As provider and as recipient: an initiative in both roles is counted in both columns."),
)


def goals(found: Figures, sheet: Sheet) -> Story:
    """Return the goals: how often each is the principal one, and how often it is named."""
    language, told = sheet.language, found.goals
    story = blocks.h1(language.text(N_("Sustainable Development Goals")), 260)
    text = N_(
        "On each tile: as principal goal / named at all. {main} of {of} initiatives tell their "
        "principal goal, {named} name any."
    )
    note = language.text(
        text,
        main=language.number(told.main_coverage.n),
        named=language.number(told.named_coverage.n),
        of=language.number(told.named_coverage.of),
    )
    if not told.named_coverage.n:
        return [*story, nobody_tells(told.named_coverage, language)]
    tiles = [
        charts.Goal(
            row.goal,
            words.label("sdg_goal", row.goal, language),
            f"{_main(row, found, language)} / {count(row.named, language)}",
            bool(row.named),
        )
        for row in told.rows
    ]
    look = charts.Look(language.text(N_("Sustainable Development Goals")), language)
    drawing = charts.goals(tiles, sheet.width, look=look)
    return [*story, blocks.text(note, "hint"), blocks.gap(S1), drawing]


def _main(row: GoalRow, found: Figures, language: Language) -> str:
    return count(row.main, language) if found.goals.main_coverage.n else DASH


def money(found: Figures, sheet: Sheet) -> Story:
    """Return the sums by kind and currency, and what was given in kind."""
    language = sheet.language
    story = blocks.h1(language.text(N_("Money and contributions in kind")), 130)
    told = [
        language.text(
            N_("{kind}: {n} of {of} initiatives."),
            kind=language.text(name),
            n=language.number(sums.money_coverage(found.counted, kind).n),
            of=language.number(len(found.counted)),
        )
        for kind, name in _MONEY_KINDS.items()
        if kind in ("BUD", "EXE") or any(row.kind == kind for row in found.money)
    ]
    story += [blocks.text(" ".join(told), "hint"), blocks.gap(S1)]
    if found.money:
        story.append(_money_table(found, sheet))
    else:
        story.append(blocks.text(language.text(N_("Amounts are not reported.")), "text"))
    return [*story, *_in_kind(found, sheet)]


def _money_table(found: Figures, sheet: Sheet) -> object:
    language = sheet.language
    head = [
        N_("Kind"),
        N_("Currency"),
        N_("Non-refundable"),
        N_("Refundable"),
        N_("In kind, valued"),
    ]
    head += [N_("Mixed or not reported"), N_("Initiatives")]
    rows = [
        [
            language.text(_MONEY_KINDS[row.kind]),
            row.currency,
            *(
                _sum(one, language)
                for one in (row.grant, row.refundable, row.in_kind, row.unstated)
            ),
            language.number(row.initiatives),
        ]
        for row in found.money
    ]
    widths = blocks.columns(sheet.width, 1.25, 0.9, 1.5, 1.5, 1.5, 1.5, 1.0)
    return blocks.table([language.text(said) for said in head], rows, widths, range(2, 7))


def _sum(value: Decimal | None, language: Language) -> str:
    if value is None:
        return DASH
    whole = value == value.to_integral_value()
    return language.number(value, 0 if whole else 2)


def _in_kind(found: Figures, sheet: Sheet) -> Story:
    language = sheet.language
    story = blocks.h2(language.text(N_("Given in kind, as quantities")))
    if not found.in_kind:
        coverage = Coverage(0, len(found.counted))
        return [*story, nobody_tells(coverage, language)]
    head = [N_("What"), N_("Unit"), N_("Planned"), N_("Delivered"), N_("Initiatives")]
    rows = [
        [
            words.label("inkind", row.category or None, language),
            words.label("unit", row.unit or None, language),
            _sum(row.planned, language),
            _sum(row.delivered, language),
            language.number(row.initiatives),
        ]
        for row in found.in_kind
    ]
    widths = blocks.columns(sheet.width, 3, 1.4, 1, 1, 1)
    return [
        *story,
        blocks.table([language.text(said) for said in head], rows, widths, range(2, 5)),
    ]


def initiatives(data: Profile, sheet: Sheet) -> Story:
    """Return the list of everything recorded, by code."""
    language = sheet.language
    listed = [one for one in data.records if one.status != "withdrawn" and not one.deleted]
    story = blocks.h1(language.text(N_("List of initiatives")))
    if not listed:
        return [*story, blocks.text(language.text(N_("Nothing has been recorded yet.")), "hint")]
    listed.sort(key=lambda one: (one.human_code, one.uid))
    lines = [_line(record, data, language) for record in listed]
    told = [at for at in range(len(_LIST)) if any(line[at] != DASH for line in lines)]
    code_wide = blocks.code_column([line[0] for line in lines])
    shares = [_LIST[at][1] for at in told if at]
    widths = [code_wide, *blocks.columns(sheet.width - code_wide, *shares)]
    head = [language.text(_LIST[at][0]) for at in told]
    return [*story, blocks.table(head, [[line[at] for at in told] for line in lines], widths)]


def _line(record: Record, data: Profile, language: Language) -> list[str]:
    others = [party for party in indicators.parties(record) if party != data.office]
    shown = [words.label("country", party, language) for party in others[:_MOST_PARTIES]]
    more = len(others) - _MOST_PARTIES
    own = [
        row.get("role", "")
        for row in record.rows("participants")
        if row.get("party") == data.office and row.get("role")
    ]
    return [
        record.human_code or DASH,
        record.local("title", language.code) or DASH,
        ", ".join(shown) + (f" +{more}" if more > 0 else "") or DASH,
        words.labels("role", own, language) or DASH,
        words.label("sector", record["sector"], language) if record["sector"] else DASH,
        words.label("stage", record["stage"], language) if record["stage"] else DASH,
        _dates(record, language),
    ]


def _dates(record: Record, language: Language) -> str:
    start = record["actual_start"] or record["planned_start"]
    end = record["actual_end"] or record["planned_end"]
    if not start and not end:
        return DASH
    return f"{language.date(start or '')} {DASH} {language.date(end or '')}".strip()


def how_to_read(found: Figures, sheet: Sheet) -> Story:
    """Return the note on what is counted, with what this profile leaves aside."""
    language, every = sheet.language, found.universe
    aside = [
        (N_("Before or after the period: {n}."), len(every.outside)),
        (N_("Cancelled: {n}."), len(every.cancelled)),
        (N_("Without a stage or a start, so in no figure: {n}."), len(every.unplaced)),
        (N_("Counted by a planned or estimated start: {n}."), every.estimated),
        (N_("Humanitarian and emergency aid among those counted: {n}."), every.humanitarian),
    ]
    told = [language.text(text, n=language.number(n)) for text, n in aside if n]
    story = blocks.h1(language.text(N_("How to read this profile")), 150)
    for said in _HOW_TO_READ:
        story += [blocks.text(language.text(said), "hint"), blocks.gap(2)]
    return [*story, blocks.gap(S2), blocks.text(" ".join(told), "hint")] if told else story
