"""The fiche of an initiative: all that a partner or a director asks, on one or two pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.language import LANGUAGES, N_, Language
from desktop_app.records.access import MARKS
from desktop_app.records.kinds import KINDS
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.reports import blocks, fiche_facts, fiche_money, fiche_results, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.compact import small_facts
from desktop_app.reports.fiche_history import Report, history
from desktop_app.reports.fiche_stages import StageBand
from desktop_app.reports.more_blocks import more
from desktop_app.reports.paper import S2, Sheet, write

# What has its place on the page, and what is nobody's business outside the office.
_TOLD = (
    *("title", "level", "modality", "summary", "objective", "background", "contact", "money"),
    *("access", MARKS, "last_verified", "confidentiality_reason"),
    *(*fiche_facts.TOLD, *fiche_results.TOLD),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiche:
    """What a fiche is made of.

    `organisations` are the records that institutions point to, by uid; `names` the titles of
    other records it points to, by uid; `contact` the record of the contact person, None when it
    may not be printed; `reports` the bundles that carried it. `cut_off` is an ISO date.
    """

    record: Record
    office_name: str
    cut_off: str
    organisations: Mapping[str, Record] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    contact: Record | None = None
    reports: Sequence[Report] = ()
    list_versions: Mapping[str, str] = field(default_factory=dict)
    check_code: str = ""


def write_fiche(
    path: Path,
    data: Fiche,
    language: Language,
    *,
    paper: str = "a4",
    step: Progress = SILENT,
) -> None:
    """Write the fiche of an initiative as a PDF."""
    record = data.record
    sheet = Sheet(
        title=words.joined([record.human_code, record.local("title", language.code)]),
        language=language,
        author=data.office_name,
        subject=language.text(N_("Fiche of an initiative")),
        foot=words.foot(data, language),
        stamps=words.stamps([record], language),
        paper=paper,
    )
    write(path, sheet, _story(data, sheet), step)


def _story(data: Fiche, sheet: Sheet) -> Story:
    record, language, width = data.record, sheet.language, sheet.width
    eyebrow = words.joined([language.text(N_("Initiative")), record.human_code])
    title = record.local("title", language.code) or language.text(words.NOT_REPORTED)
    return [
        *blocks.title_block(eyebrow, title, _other_title(record, title, language)),
        StageBand(record["stage"] or "", language, width),
        blocks.gap(S2),
        *fiche_facts.parties(record, sheet),
        *small_facts(fiche_facts.pairs(record, data.names, language), width, 3),
        *fiche_facts.timeline(record, sheet),
        *words.long_text(record, "objective", language.text(N_("Objective")), language),
        *words.long_text(record, "summary", language.text(N_("Summary")), language),
        *words.long_text(
            record, "background", language.text(N_("Background and problem")), language
        ),
        *fiche_facts.institutions(record, data.organisations, sheet),
        *words.contact(data.contact, sheet),
        *fiche_results.results(record, sheet),
        *fiche_results.events(record, sheet),
        *fiche_results.beneficiaries(record, sheet),
        *fiche_money.contributions(record, sheet),
        *fiche_results.places(record, sheet),
        *fiche_results.closing(record, sheet),
        *fiche_results.documents(record, sheet),
        *more(record, KINDS[record.kind], _TOLD, data.names, sheet),
        *history(record, data.reports, sheet),
    ]


def _other_title(record: Record, shown: str, language: Language) -> str:
    """Return the title in the second or its original language, or a translation of that above."""
    texts = record["title"]
    if not isinstance(texts, Mapping):
        return ""
    wanted = (*language.codes[1:], str(texts.get("original", "")), *LANGUAGES, *sorted(texts))
    others = (str(texts.get(code, "")) for code in wanted if code != "original")
    return next((other for other in others if other and other != shown), "")
