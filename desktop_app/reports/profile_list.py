"""The last pages of a profile: the list of initiatives, the quality of the data, how to read it."""

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.codes import code_list
from desktop_app.records.figures.volume import GROUPS
from desktop_app.records.record import Record
from desktop_app.reports import blocks, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.figure_tables import grid
from desktop_app.reports.letters import DASH
from desktop_app.reports.paper import S2, Sheet
from desktop_app.reports.profile import Profile

_LIST = (  # heads and shares of the width; a column that no initiative tells is left out
    (N_("Code"), 0.0),
    (N_("Title"), 3.1),
    (N_("Partner"), 1.2),
    (N_("Role"), 1.1),
    (N_("Sector"), 1.45),
    (N_("Stage"), 1.3),
    (N_("Dates"), 1.25),
)
_MOST_PARTIES = 3
_ASIDE = ("outside", "cancelled", "unplaced", "estimated")
_HOW_TO_READ = (
    N_("What was not reported is never shown as zero: a dash or the words “not reported” stand."),
    N_(
        "Initiatives in execution, suspended or completed count when they ran at some time in the "
        "period. Those in preparation and those cancelled are counted apart."
    ),
    N_("Each initiative is counted once, and once for each country that has a role in it."),
    N_("An initiative may name several goals, so the goals named add up to more than 100 %."),
    N_("Shares are printed only where at least five initiatives and 30 % of them tell the answer."),
    N_(
        "Amounts are added up within one currency; in dollars only those with an exchange rate, at "
        "the rate of their own period. Refundable and not refundable are never netted."
    ),
    N_("As provider and as recipient: an initiative in both roles is counted in both columns."),
    N_(
        "The figures are those of one reporting office. What its partners report of the same "
        "initiatives is not in them."
    ),
)
_PENDING = N_plural(
    "In {n} record two sides say different things and nobody has decided yet.",
    "In {n} records two sides say different things and nobody has decided yet.",
)
_NO_PENDING = N_("In no record a difference between two sides is waiting for a decision.")


def initiatives(data: Profile, sheet: Sheet) -> Story:
    """Return the list of everything recorded, by code."""
    language, listed = sheet.language, data.of_kind("initiative")
    story = blocks.h1(language.text(N_("List of initiatives")))
    if not listed:
        return [*story, blocks.text(language.text(N_("Nothing has been recorded yet.")), "hint")]
    lines = [_line(record, data.party, language) for record in listed]
    told = [at for at in range(len(_LIST)) if any(line[at] != DASH for line in lines)]
    code_wide = blocks.code_column([line[0] for line in lines])
    shares = [_LIST[at][1] for at in told if at]
    widths = [code_wide, *blocks.columns(sheet.width - code_wide, *shares)]
    head = [language.text(_LIST[at][0]) for at in told]
    return [*story, blocks.table(head, [[line[at] for at in told] for line in lines], widths)]


def _line(record: Record, party: str, language: Language) -> list[str]:
    rows = [row for row in record.rows("participants") if row.get("party")]
    others = list(dict.fromkeys(row["party"] for row in rows if row["party"] != party))
    shown = [words.label("party", other, language) for other in others[:_MOST_PARTIES]]
    more = len(others) - _MOST_PARTIES
    own = [row["role"] for row in rows if row["party"] == party and row.get("role")]
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


def quality(data: Profile, sheet: Sheet) -> Story:
    """Return how complete, confirmed and fresh the records are, and what is still open in them."""
    language, found = sheet.language, data.statistics
    story = blocks.h1(language.text(N_("Quality of the data")), 130)
    for name, columns in (
        ("Q1", ("n", "mean")),
        ("Q3", ("members", "confirmed", "share")),
        ("Q5", ()),
        ("Q4", ()),
    ):
        figure = found[name]
        if figure.rows and figure.coverage.n:
            note = blocks.text(language.text(figure.note), "hint")
            story += blocks.h2(language.text(figure.title), 80)
            story += [note, blocks.gap(S2), *grid(figure, sheet, columns, totals=False)]
    pending = sum(bool(record.conflicts) for record in data.every)
    said = language.plural(_PENDING, pending) if pending else language.text(_NO_PENDING)
    return [*story, blocks.gap(S2), blocks.text(said, "hint")]


def how_to_read(data: Profile, sheet: Sheet) -> Story:
    """Return the annex: what is counted and how, what is left aside, the lists that were used."""
    language, groups = sheet.language, data.statistics["I1-universe"]
    aside = [
        f"{language.text(GROUPS[name])}: {language.number(value)}."
        for name in _ASIDE
        if (value := groups.value("n", name))
    ]
    told = [language.text(said) for said in _HOW_TO_READ]
    story = blocks.h1(language.text(N_("How to read this profile")))
    for said in (*told, " ".join(aside), _lists(data, language)):
        story += [blocks.text(said, "hint"), blocks.gap(2)] if said else []
    return [blocks.together(story)]


def _lists(data: Profile, language: Language) -> str:
    used = sorted({name for figure in data.statistics for name in figure.lists})
    names = [code_list(name).title(language.code) for name in used]
    if not names:
        return ""
    return language.text(N_("Code lists used: {lists}."), lists=", ".join(names))
