"""The fiche of an initiative: all that a partner or a director asks, on one or two pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from desktop_app.language import N_, Language
from desktop_app.records import dates
from desktop_app.records.codes import code_list
from desktop_app.records.derived import framework
from desktop_app.records.indicators import side
from desktop_app.records.kinds import KINDS
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record, in_language
from desktop_app.reports import blocks, charts, fiche_blocks, fiche_results, paper, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import DASH
from desktop_app.reports.more_blocks import more
from desktop_app.reports.paper import S1, S2, Sheet, write
from desktop_app.reports.profile_figures import SIDES

_DAYS = 365.25
_NEED = 90  # points: a heading, the head of a table and one row of two lines
# What has its place on the page, and what is nobody's business outside the office.
_TOLD = (
    *("title", "level", "modality", "summary", "objective", "participants", "institutions"),
    *("contact", "stage", "approval_date", "planned_start", "planned_end", "actual_start"),
    *("actual_end", "form", "other_forms", "refundability", "sector", "sector_2", "sdgs"),
    *("legal_instruments", "money", "access", "local_code", "iati_id", "last_verified"),
    *("confidentiality_reason", *fiche_results.TOLD),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiche:
    """What a fiche is made of.

    `organisations` are the records that institutions point to, by uid; `names` the titles of
    other records it points to, by uid; `contact` the record of the contact person, None when it
    may not be printed. `cut_off` is an ISO date.
    """

    record: Record
    office_name: str
    cut_off: str
    organisations: Mapping[str, Record] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    contact: Record | None = None
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
        *blocks.title_block(eyebrow, title, _other_title(record, title)),
        fiche_blocks.StageBand(record["stage"] or "", language, width),
        blocks.gap(S2),
        *_parties(record, sheet),
        *blocks.facts(_pairs(record, language), width),
        *_timeline(record, sheet),
        *words.long_text(record, "objective", language.text(N_("Objective")), language),
        *words.long_text(record, "summary", language.text(N_("Summary")), language),
        *_institutions(data, sheet),
        *fiche_blocks.contributions(record, sheet),
        *fiche_results.results(record, sheet),
        *fiche_results.events(record, sheet),
        *more(record, KINDS[record.kind], _TOLD, data.names, sheet),
        *words.contact(data.contact, sheet),
    ]


def _other_title(record: Record, shown: str) -> str:
    """Return the title in its original language when the one above is a translation."""
    texts = record["title"] or {}
    other = str(texts.get(texts.get("original", ""), "")) if isinstance(texts, Mapping) else ""
    return other if other != shown else ""


def _parties(record: Record, sheet: Sheet) -> Story:
    language = sheet.language
    colours = {name: colour for name, _, colour in SIDES if name}
    chips = [
        (
            words.joined(
                [
                    words.label("party", row.get("party"), language),
                    words.label("role", row["role"], language) if row.get("role") else "",
                ]
            ),
            colours.get(side(record, row.get("party", "")), paper.INK_3),
        )
        for row in record.rows("participants")
    ]
    if not chips:
        return []
    label = blocks.text(language.text(N_("Parties and roles")), "label")
    return [label, blocks.gap(2), blocks.Chips(chips, sheet.width), blocks.gap(S2)]


def _pairs(record: Record, language: Language) -> list[tuple[str, str]]:
    forms = [code for code in [record["form"], *record.codes("other_forms")] if code]
    sectors = [code for code in [record["sector"], record["sector_2"]] if code]
    missing = language.text(words.NOT_REPORTED)
    partners = [row["partner_code"] for row in record.rows("participants") if "partner_code" in row]
    return [
        (language.text(N_("Modality")), words.label("modality", record["modality"], language)),
        (
            code_list("framework").title(language.code),
            words.labels("framework", filter(None, [framework(record)]), language),
        ),
        (language.text(N_("Level")), words.label("level", record["level"], language)),
        (language.text(N_("Forms")), words.labels("form", forms, language) or missing),
        (
            language.text(N_("Refundable or not")),
            words.label("refund", record["refundability"], language),
        ),
        (language.text(N_("Sector")), words.labels("sector", sectors, language) or missing),
        (
            language.text(N_("Sustainable Development Goals")),
            _goals(record, language) or missing,
        ),
        (language.text(N_("Legal instrument")), _legal(record, language) or missing),
        (
            language.text(N_("Approved on")),
            language.date(record["approval_date"]) if record["approval_date"] else "",
        ),
        (language.text(N_("Number in your own registry")), record["local_code"] or ""),
        (language.text(N_("The partner's own number")), ", ".join(partners)),
        (language.text(N_("IATI identifier")), record["iati_id"] or ""),
    ]


def _goals(record: Record, language: Language) -> str:
    rows = [row for row in record.rows("sdgs") if row.get("goal")]
    rows.sort(key=lambda row: (row.get("rank") or 9, row["goal"].zfill(3)))
    return "\n".join(
        f"{row['goal']} {words.label('sdg_goal', row['goal'], language)}"
        + (f" ({language.text(N_('principal'))})" if row.get("rank") == 1 else "")
        for row in rows
    )


def _legal(record: Record, language: Language) -> str:
    return "\n".join(
        words.joined(
            [
                words.label("legal", row.get("kind"), language),
                row.get("act_code", ""),
                row.get("name", ""),
                language.date(row["signed_on"]) if row.get("signed_on") else "",
            ]
        )
        for row in record.rows("legal_instruments")
    )


def _timeline(record: Record, sheet: Sheet) -> Story:
    language = sheet.language
    spans = [
        _span(record, language, N_("Planned"), "planned", paper.INK_3),
        _span(record, language, N_("Actual"), "actual", paper.ACCENT),
    ]
    look = charts.Look(language.text(N_("Dates")), language)
    heading = blocks.h2(look.title, 80)
    return [*heading, blocks.gap(S1), charts.timeline(spans, sheet.width, look)]


def _span(
    record: Record, language: Language, name: str, which: str, colour: paper.Colour
) -> charts.Span:
    start, end = record[f"{which}_start"], record[f"{which}_end"]
    return charts.Span(
        name=language.text(name),
        since=_year(dates.first_day(start)) if start else None,
        until=_year(dates.last_day(end)) if end else None,
        before=language.date(start) if start else DASH,
        after=language.date(end) if end else DASH,
        colour=colour,
    )


def _year(day: date) -> float:
    return day.toordinal() / _DAYS


def _institutions(data: Fiche, sheet: Sheet) -> Story:
    language = sheet.language
    rows = [
        [
            _institution_name(row, data, language),
            words.label("party", row.get("party"), language),
            words.label("org_role", row["org_role"], language) if row.get("org_role") else DASH,
        ]
        for row in data.record.rows("institutions")
    ]
    if not rows:
        return []
    head = [N_("Institution"), N_("Country or mechanism"), N_("Its part")]
    widths = blocks.columns(sheet.width, 2.6, 1.4, 1.2)
    heading = blocks.h2(language.text(N_("Institutions")), _NEED)
    return [*heading, blocks.table([language.text(said) for said in head], rows, widths)]


def _institution_name(row: Mapping[str, str], data: Fiche, language: Language) -> str:
    """Return the name as the initiative has it, else that of the organisation it points to."""
    known = data.organisations.get(row.get("organisation", ""))
    listed = in_language(known["name"], language.code) if known else ""
    return row.get("name") or listed or language.text(words.NOT_REPORTED)
