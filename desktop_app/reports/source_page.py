"""The page of a cooperation source: what it funds, for whom, and how to apply."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from desktop_app.language import N_, Language, capital
from desktop_app.records import dates
from desktop_app.records.codes import code_list
from desktop_app.records.eligibility import NO, YES, may_apply
from desktop_app.records.kinds import KINDS
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.reports import blocks, paper, source_facts, source_steps, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.more_blocks import more
from desktop_app.reports.paper import S1, S2, S3, Sheet, write
from desktop_app.reports.source_rules import rules

# What has its place on the page.
_TOLD = (
    *("name", "acronym", "source_type", "owner", "web", "objective", "sectors"),
    *("modalities", "instruments", "instrument_terms", "refundability", "exclusions"),
    *("applicant_types", "forms", "sdgs", "markers", "parent_mechanism", "headquarters"),
    *("founded", "legal_basis", "owner_organisation", "income_rule", "max_proposals"),
    *("eligible_countries", "eligible_groups", "eligible_text", "min_countries"),
    *("min_south_countries", "national_projects", "endorsement", "currency", "amount_min"),
    *("amount_max", "amount_typical", "amount_not_fixed", "annual_envelope"),
    *("cofinancing_pct", "cofinancing_kind", "overhead", "duration_max"),
    *("languages", "keywords", "access", "local_code", "iati_id", "next_review"),
    *("last_verified", "verification", "verified_by", *source_steps.TOLD),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """What the page of a source is made of.

    `country` is the reader's country (ISO2) or empty: the page then says whether it may apply.
    `contact` is the record of the contact person, None when it may not be printed; `desks` are
    those of its regional desks that may, by uid; `names` are the titles of other records it
    points to, by uid.
    """

    record: Record
    office_name: str
    cut_off: str
    country: str = ""
    contact: Record | None = None
    desks: Mapping[str, Record] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    list_versions: Mapping[str, str] = field(default_factory=dict)
    check_code: str = ""

    @property
    def today(self) -> date:
        return dates.first_day(self.cut_off)


def write_source_page(
    path: Path,
    data: SourcePage,
    language: Language,
    *,
    paper: str = "a4",
    step: Progress = SILENT,
) -> None:
    """Write the page of a source as a PDF."""
    record = data.record
    sheet = Sheet(
        title=words.joined([record["acronym"] or "", record.local("name", language.code)]),
        language=language,
        author=data.office_name,
        subject=language.text(N_("Source of cooperation")),
        foot=words.foot(data, language),
        stamps=words.stamps([record], language),
        paper=paper,
    )
    write(path, sheet, _story(data, sheet), step)


def _story(data: SourcePage, sheet: Sheet) -> Story:
    record, language = data.record, sheet.language
    kind = words.label("source_type", record["source_type"], language)
    eyebrow = words.joined([capital(kind), record.human_code])
    title = record.local("name", language.code) or language.text(words.NOT_REPORTED)
    seat = words.labels("country", filter(None, [record["headquarters"]]), language)
    below = words.joined([record["acronym"] or "", record.local("owner", language.code), seat])
    return [
        *blocks.title_block(eyebrow, title, below),
        *_verified(data, sheet),
        *words.long_text(record, "objective", language.text(N_("What it funds")), language),
        *_at_a_glance(data, sheet),
        *_this_country(data, sheet),
        *_priorities(record, sheet),
        *_eligibility(data, sheet),
        *source_steps.procedure(record, data.today, sheet),
        *source_steps.terms(record, sheet),
        *source_steps.experience(record, data.names, sheet),
        *_about(data, sheet),
        *more(record, KINDS[record.kind], _TOLD, data.names, sheet),
        *source_steps.contacts(record, data.contact, data.desks, sheet),
    ]


def _verified(data: SourcePage, sheet: Sheet) -> Story:
    """Return the date of the last verification, as a warning when it is a year old or missing."""
    said = source_facts.verified(data.record, data.today, sheet.language)
    if source_facts.is_fresh(data.record, data.today):
        return [blocks.text(said, "hint")]
    return [blocks.panel([blocks.text(said, "warning")], sheet.width, paper.SUNKEN), blocks.gap(S1)]


def _at_a_glance(data: SourcePage, sheet: Sheet) -> Story:
    language = sheet.language
    shown = source_facts.glance(data.record, data.today, language)
    inside = blocks.facts(shown, sheet.width - 2 * S3, 3)
    heading = blocks.text(language.text(N_("At a glance")), "h2")
    return [
        blocks.gap(S2),
        blocks.panel([heading, blocks.gap(S1), *inside], sheet.width),
        blocks.gap(S2),
    ]


def _this_country(data: SourcePage, sheet: Sheet) -> Story:
    """Return whether the reader's country may apply and why, on a ground of its own."""
    language, country = sheet.language, data.country
    if country not in code_list("country").codes:
        return []
    answer = may_apply(data.record, country)
    name = words.label("country", country, language)
    text = {
        YES: N_("{country} may apply."),
        NO: N_("{country} may not apply."),
    }.get(answer, N_("Ask whether {country} may apply."))
    said = [
        blocks.text(language.text(text, country=name), "h2"),
        blocks.text(source_facts.why(data.record, country, language)),
    ]
    ground = paper.ACCENT_SOFT if answer == YES else paper.SUNKEN
    return [blocks.panel(said, sheet.width, ground), blocks.gap(S1)]


def _priorities(record: Record, sheet: Sheet) -> Story:
    language, every = sheet.language, source_facts.every_sector(record)
    chips = [
        (words.label(codes, code, language), colour)
        for field_, codes, colour in (
            ("sectors", "sector", paper.ACCENT),
            ("modalities", "modality", paper.INFO),
            ("forms", "form", paper.INK_3),
            ("markers", "marker", paper.BOTH),
        )
        for code in ([] if every and field_ == "sectors" else record.codes(field_))
    ]
    goals = [
        (f"{goal} {words.label('sdg_goal', goal, language)}", paper.RECIPIENT)
        for goal in sorted(record.codes("sdgs"), key=lambda goal: goal.zfill(3))
    ]
    if every:
        chips.insert(0, (language.text(N_("All sectors")), paper.ACCENT))
    story: Story = []
    if chips or goals:
        heading = blocks.h2(language.text(N_("Priorities: sectors and modalities")))
        story = [*heading, blocks.gap(2), blocks.Chips([*chips, *goals], sheet.width)]
    title = language.text(N_("What it does not fund"))
    return [*story, *words.long_text(record, "exclusions", title, language)]


def _eligibility(data: SourcePage, sheet: Sheet) -> Story:
    record, language = data.record, sheet.language
    rows = [
        [rule.said(language), words.label("yes_no", rule.answer, language)]
        for rule in rules(record, data.country)
    ]
    head = [language.text(N_("Who may apply, question by question")), language.text(N_("Answer"))]
    widths = blocks.columns(sheet.width, 4, 1)
    story = [*blocks.h2(language.text(N_("Eligibility")), 90), blocks.table(head, rows, widths)]
    most = record["max_proposals"]
    pairs = [
        (N_("Eligible groups of countries"), "mechanism", record.codes("eligible_groups")),
        (N_("Eligible countries"), "country", record.codes("eligible_countries")),
        (N_("Endorsement needed"), "endorsement", filter(None, [record["endorsement"]])),
    ]
    shown = [
        (language.text(label), words.labels(codes, given, language))
        for label, codes, given in pairs
    ]
    shown += [
        (language.text(N_("Rule on the income of countries")), record["income_rule"] or ""),
        (
            language.text(N_("Most proposals of one institution a year")),
            "" if most is None else language.number(most),
        ),
    ]
    story += [blocks.gap(S3), *blocks.facts(shown, sheet.width, 3)]
    title = language.text(N_("Other rules on who may apply"))
    return [*story, *words.long_text(record, "eligible_text", title, language)]


def _about(data: SourcePage, sheet: Sheet) -> Story:
    """Return what else is known of it: whose it is, since when, and how much there is."""
    record, language = data.record, sheet.language
    currency = record["currency"] or ""
    money = [
        (
            language.text(label),
            language.amount(record[name], currency).strip() if record[name] else "",
        )
        for name, label in (
            ("amount_typical", N_("Usual amount")),
            ("annual_envelope", N_("Money for one year")),
        )
    ]
    pairs = [
        *money,
        (
            language.text(N_("Mechanism it belongs to")),
            words.labels("mechanism", filter(None, [record["parent_mechanism"]]), language),
        ),
        (language.text(N_("Founded")), language.date(record["founded"] or "")),
        (language.text(N_("Legal basis")), record.local("legal_basis", language.code)),
        (language.text(N_("IATI identifier")), record["iati_id"] or ""),
    ]
    title = language.text(N_("Rules on overheads"))
    facts = blocks.facts(pairs, sheet.width, 3)
    heading = blocks.h2(language.text(N_("More about the source"))) if facts else []
    return [*words.long_text(record, "overhead", title, language), *heading, *facts]
