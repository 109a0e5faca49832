"""The last page of a profile: the quality of its data, and how to read it."""

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.codes import code_list
from desktop_app.records.figures.volume import GROUPS
from desktop_app.reports import blocks
from desktop_app.reports.blocks import Story
from desktop_app.reports.figure_tables import grid
from desktop_app.reports.paper import S2, S3, Sheet
from desktop_app.reports.profile import Profile

_ASIDE = ("outside", "cancelled", "unplaced", "estimated")
_HOW_TO_READ = (
    N_("What was not reported is never shown as zero: a dash or the words “not reported” stand."),
    N_(
        "Initiatives in execution, suspended or completed count when they ran at some time in the "
        "period. Those in preparation and those cancelled are counted apart."
    ),
    N_("Each initiative is counted once, and once for each country that has a role in it."),
    N_("An initiative may name several goals, so the goals named add up to more than 100%."),
    N_("Shares are printed only where at least five initiatives and 30% of them tell the answer."),
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
_END = 40  # letters for which the last line of a note has room left
_PENDING = N_plural(
    "In {n} record two sides say different things and nobody has decided yet.",
    "In {n} records two sides say different things and nobody has decided yet.",
)
_NO_PENDING = N_("In no record a difference between two sides is waiting for a decision.")


def quality_and_reading(data: Profile, sheet: Sheet) -> Story:
    """Return the quality of the data and the annex; its end keeps the annex company on a page."""
    *first, last = _quality(data, sheet)
    annex = [*last, *_how_to_read(data, sheet)]
    return [*(part for block in first for part in block), blocks.together(annex)]


def _quality(data: Profile, sheet: Sheet) -> list[Story]:
    """Return how complete, confirmed and fresh the records are, and what is still open in them."""
    language, found = sheet.language, data.statistics
    parts = [blocks.h1(language.text(N_("Quality of the data")), 130)]
    for name, columns in (
        ("Q1", ("n", "mean")),
        ("Q3", ("members", "confirmed", "share")),
        ("Q5", ()),
        ("Q4", ()),
    ):
        figure = found[name]
        if figure.rows and figure.coverage.n:
            note = blocks.text(language.text(figure.note), "hint")
            table = grid(figure, sheet, columns, totals=False)
            title = blocks.h2(language.text(figure.title), 80)
            parts.append([*title, note, blocks.gap(S2), *table])
    pending = sum(bool(record.conflicts) for record in data.every)
    said = language.plural(_PENDING, pending) if pending else language.text(_NO_PENDING)
    return [*parts[:-1], [*parts[-1], blocks.gap(S2), blocks.text(said, "hint")]]


def _how_to_read(data: Profile, sheet: Sheet) -> Story:
    """Return the annex: what is counted and how, what is left aside, the lists that were used."""
    language, groups = sheet.language, data.statistics["I1-universe"]
    aside = [
        f"{language.text(GROUPS[name])}: {language.number(value)}."
        for name in _ASIDE
        if (value := groups.value("n", name))
    ]
    told = [language.text(said) for said in _HOW_TO_READ]
    notes = [said for said in (*told, " ".join(aside), _lists(data, language)) if said]
    lengths = [len(said) + _END for said in notes]
    half = min(
        range(len(notes)), key=lambda at: abs(sum(lengths[:at]) - sum(lengths[at:])), default=0
    )
    left, right = (
        [part for said in some for part in (blocks.text(said, "hint"), blocks.gap(2))]
        for some in (notes[:half], notes[half:])
    )
    head = blocks.h1(language.text(N_("How to read this profile")))
    return [*head, blocks.beside(left, right, sheet.width, 0.5, S3)]


def _lists(data: Profile, language: Language) -> str:
    used = sorted({name for figure in data.statistics for name in figure.lists})
    names = list(dict.fromkeys(code_list(name).title(language.code) for name in used))
    if not names:
        return ""
    return language.text(N_("Code lists used: {lists}."), lists=", ".join(names))
