"""The Directory of Cooperation Sources: indexes, deadlines, sources from A to Z, and a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from reportlab.platypus import CondPageBreak, PageBreak

from desktop_app.language import N_, Language, N_plural
from desktop_app.records import dates
from desktop_app.records.folding import fold
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.reports import blocks, source_facts, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.directory_calendar import CALENDAR, calendar, coverage
from desktop_app.reports.directory_entry import Entry, entry
from desktop_app.reports.directory_form import FORM, update_form
from desktop_app.reports.directory_indexes import TITLES, indexes
from desktop_app.reports.headings import Heading
from desktop_app.reports.page_numbers import Line
from desktop_app.reports.page_numbers import words as line_words
from desktop_app.reports.paper import S1, S2, Sheet, write

_A_TO_Z, _ANNEX, _READ = "sources from a to z", "annex", "how to read"
_SOURCES = N_plural("{n} source of cooperation", "{n} sources of cooperation")
_HOW_TO_USE = (
    N_("Look in the indexes by type, sector, instrument or country for sources that may fit."),
    N_("Read who may apply, how many countries must take part and what you bring yourself."),
    N_("Look at the next deadline, here or in the calendar, and at the day it was verified."),
    N_("Ask for the page of the source: it has every rule, the steps, the forms and the terms."),
    N_("Write to your national cooperation office before you apply: many sources need its word."),
    N_("Send what has changed with the form on the last page, so that the next reader has it."),
)
_HOW_TO_READ = (
    N_("What was not reported is never shown as zero: a dash or the words “not reported” stand."),
    N_("“[…]” stands where a text is longer: the page of the source has it whole."),
    N_("Amounts are those of the source, in its own currency. Nothing is converted or added up."),
    N_("Deadlines that return each year are worked out from their rule: ask whether it holds."),
    N_("A source that nobody has verified for twelve months stands in the annex, not among these."),
    N_("What is for one office only, and what was withdrawn, is not in this directory."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """What the directory is made of.

    `records` are the sources known here, of all offices; `contacts` those of their contact persons
    that may be printed, by uid. A `public` directory holds what everybody may see and is ready.
    """

    office_name: str
    records: Sequence[Record]
    cut_off: str
    contacts: Mapping[str, Record] = field(default_factory=dict)
    address: str = ""
    email: str = ""
    list_versions: Mapping[str, str] = field(default_factory=dict)
    check_code: str = ""
    public: bool = False

    @property
    def today(self) -> date:
        return dates.first_day(self.cut_off)


def write_directory(
    path: Path,
    data: Directory,
    language: Language,
    *,
    paper: str = "a4",
    step: Progress = SILENT,
) -> None:
    """Write the directory as a PDF."""
    listed = words.shown(data.records, public=data.public)
    sheet = Sheet(
        title=language.text(N_("Directory of Cooperation Sources")),
        language=language,
        author=data.office_name,
        subject=language.text(N_("Sources of South-South and triangular cooperation")),
        foot=words.foot(data, language),
        stamps=words.stamps(listed, language),
        paper=paper,
    )
    listed.sort(key=lambda one: _rank(one, language))
    write(path, sheet, _story(data, listed, sheet), step)


def _rank(record: Record, language: Language) -> tuple[bool, str, str]:
    name = fold(record.local("name", language.code))
    letters_only = "".join(letter for letter in name if letter.isalnum() or letter == " ").strip()
    return not letters_only, letters_only, record.uid


def _story(data: Directory, listed: Sequence[Record], sheet: Sheet) -> Story:
    language = sheet.language
    fresh = [one for one in listed if source_facts.is_fresh(one, data.today)]
    stale = [one for one in listed if not source_facts.is_fresh(one, data.today)]
    return [
        *blocks.title_block(
            language.text(N_("Latin America and the Caribbean")),
            sheet.title,
            language.text(N_("Sources of South-South and triangular cooperation")),
        ),
        *blocks.facts(_cover(data, listed, language), sheet.width),
        blocks.gap(S2),
        *_figures(data, fresh, stale, sheet),
        *_how_to_use(sheet),
        *_contents(bool(listed), bool(stale), sheet),
        *indexes(listed, [one.uid for one in stale], sheet),
        *calendar(listed, data.today, sheet),
        *_a_to_z(fresh, data, sheet),
        *_annex(stale, data, sheet),
        *_how_to_read(data, listed, sheet),
        PageBreak(),
        *update_form(data.office_name, data.address, data.email, sheet),
    ]


def _cover(data: Directory, listed: Sequence[Record], language: Language) -> list[tuple[str, str]]:
    offices = sorted({one.office for one in listed})
    return [
        (language.text(N_("Issued by")), data.office_name),
        (language.text(N_("Data as of")), language.date(data.cut_off)),
        (language.text(N_("Sources")), language.plural(_SOURCES, len(listed))),
        (language.text(N_("Reported by")), ", ".join(offices)),
    ]


def _figures(
    data: Directory, fresh: Sequence[Record], stale: Sequence[Record], sheet: Sheet
) -> Story:
    language, listed = sheet.language, [*fresh, *stale]
    if not listed:
        said = language.text(N_("No source of cooperation is recorded here yet."))
        return [blocks.text(said, "lead")]
    grants = sum(1 for one in listed if one["refundability"] == "NR")
    told = sum(1 for one in listed if one["refundability"])
    dated = coverage(listed, data.today)
    of = language.text(N_("of {n} that tell"), n=language.number(told))
    figures = (
        (len(listed), N_("sources in all"), ""),
        (len(fresh), N_("verified within twelve months"), ""),
        (grants, N_("non-refundable only"), of),
        (dated, N_("with a deadline ahead"), ""),
    )
    tiles = [
        (language.number(figure), language.text(label), note) for figure, label, note in figures
    ]
    return [blocks.Tiles(tiles, sheet.width, 4), blocks.gap(S2)]


def _how_to_use(sheet: Sheet) -> Story:
    language = sheet.language
    steps = [language.text(said) for said in _HOW_TO_USE]
    head = blocks.h1(language.text(N_("How to use this directory")), 200)
    return [*head, blocks.gap(S1), blocks.numbered(steps, sheet.width)]


def _contents(any_: bool, stale: bool, sheet: Sheet) -> Story:  # noqa: FBT001 - which parts there are
    language = sheet.language
    parts = [
        *(TITLES.items() if any_ else ()),
        *([(CALENDAR, N_("Calendar of deadlines"))] if any_ else []),
        *([(_A_TO_Z, N_("Sources from A to Z"))] if any_ else []),
        *([(_ANNEX, N_("Annex: sources not verified"))] if stale else []),
        (_READ, N_("How to read this directory")),
        (FORM, N_("Form for updates")),
    ]
    lines = [Line(line_words(language.text(title), look="text"), place) for place, title in parts]
    head = blocks.h1(language.text(N_("Contents")), 150)
    return [*head, *lines]


def _a_to_z(fresh: Sequence[Record], data: Directory, sheet: Sheet) -> Story:
    language = sheet.language
    if not data.records:
        return []
    title = language.text(N_("Sources from A to Z"))
    head = [CondPageBreak(300), Heading(title, "h1", 1, _A_TO_Z), blocks.gap(S2)]
    if not fresh:
        said = language.text(N_("No source has been verified within twelve months."))
        return [*head, blocks.text(said, "hint")]
    return [*head, *_entries(fresh, data, sheet)]


def _entries(records: Sequence[Record], data: Directory, sheet: Sheet) -> Story:
    return [
        Entry(partial(entry, one, data.contacts.get(one["contact"] or ""), data.today, sheet))
        for one in records
    ]


def _annex(stale: Sequence[Record], data: Directory, sheet: Sheet) -> Story:
    language = sheet.language
    if not stale:
        return []
    said = N_(
        "Nobody has verified these sources for twelve months, or ever. Ask each of them before you "
        "apply, and send what you learn with the form on the last page."
    )
    return [
        CondPageBreak(300),
        Heading(language.text(N_("Annex: sources not verified")), "h1", 1, _ANNEX),
        blocks.text(language.text(said), "warning"),
        blocks.gap(S2),
        *_entries(stale, data, sheet),
    ]


def _how_to_read(data: Directory, listed: Sequence[Record], sheet: Sheet) -> Story:
    language = sheet.language
    title = language.text(N_("How to read this directory"))
    story: Story = [Heading(title, "h1", 1, _READ)]
    for said in _HOW_TO_READ:
        story += [blocks.text(language.text(said), "note"), blocks.gap(2)]
    left = len(words.shown(data.records, public=False)) - len(listed)
    if left:
        text = N_("Not for everybody or not finished, so not in this edition: {n}.")
        story.append(blocks.text(language.text(text, n=language.number(left)), "note"))
    return [blocks.together(story)]
