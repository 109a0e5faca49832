"""The page of a cooperation source: what it funds, for whom, and how to apply."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.language import N_, Language
from desktop_app.records import dates
from desktop_app.records.derived import funded_totals
from desktop_app.records.eligibility import next_deadline
from desktop_app.records.kinds import KINDS
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.reports import blocks, paper, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import DASH
from desktop_app.reports.more_blocks import more
from desktop_app.reports.paper import S1, S2, S3, Sheet, write
from desktop_app.reports.source_rules import rules

_FRESH_DAYS = 366
# What has its place on the page.
_TOLD = (
    *("name", "acronym", "source_type", "owner", "web", "objective", "sectors"),
    *("modalities", "instruments", "refundability", "exclusions", "applicant_types"),
    *("eligible_countries", "eligible_groups", "eligible_text", "min_countries"),
    *("national_projects", "endorsement", "currency", "amount_min", "amount_max"),
    *("amount_not_fixed", "cofinancing_pct", "duration_max", "interest", "grace_months"),
    *("maturity_months", "languages", "channel", "calls", "documents", "contact"),
    *("contact_text", "desks", "keywords", "access", "local_code", "iati_id"),
    *("last_verified", "verification"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """What the page of a source is made of.

    `country` is the reader's country (ISO2) or empty: the page then says whether it may apply.
    `contact` is the record of the contact person, None when it may not be printed; `names` are
    the titles of other records it points to, by uid.
    """

    record: Record
    office_name: str
    cut_off: str
    country: str = ""
    contact: Record | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    list_versions: Mapping[str, str] = field(default_factory=dict)
    check_code: str = ""


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
    title = record.local("name", language.code) or language.text(words.NOT_REPORTED)
    return [
        *blocks.title_block(kind[:1].upper() + kind[1:], title, record["acronym"] or ""),
        *_verified(data, sheet),
        *_at_a_glance(data, sheet),
        *words.long_text(record, "objective", language.text(N_("What it funds")), language),
        *_priorities(record, sheet),
        *_eligibility(data, sheet),
        *_procedure(record, sheet),
        *_terms(record, sheet),
        *more(record, KINDS[record.kind], _TOLD, data.names, sheet),
        *_funded(record, sheet),
        *words.contact(data.contact, sheet),
    ]


def _funded(record: Record, sheet: Sheet) -> Story:
    """Return what the rows of its experience add up to, in each currency."""
    language = sheet.language
    totals = [language.amount(str(sum_), name) for name, sum_ in funded_totals(record).items()]
    if not totals:
        return []
    return blocks.facts([(language.text(N_("In all")), "\n".join(totals))], sheet.width)


def _verified(data: SourcePage, sheet: Sheet) -> Story:
    """Return the date of the last verification, as a warning when it is a year old or missing."""
    language, written = sheet.language, data.record["last_verified"]
    how = words.label("verification", data.record["verification"], language)
    if not written:
        said, fresh = language.text(N_("Not verified: ask the source before you apply.")), False
    else:
        age = dates.first_day(data.cut_off) - dates.last_day(written)
        fresh = age.days <= _FRESH_DAYS
        text = (
            N_("Verified on {date}: {how}.")
            if fresh
            else N_("Not verified since {date}: ask the source before you apply.")
        )
        said = language.text(text, date=language.date(written), how=how)
    if fresh:
        return [blocks.text(said, "hint"), blocks.gap(S2)]
    return [blocks.panel([blocks.text(said, "warning")], sheet.width, paper.SUNKEN), blocks.gap(S2)]


def _at_a_glance(data: SourcePage, sheet: Sheet) -> Story:
    record, language = data.record, sheet.language
    missing = language.text(words.NOT_REPORTED)
    share = record["cofinancing_pct"]
    pairs = [
        (N_("Instruments"), words.labels("instrument", record.codes("instruments"), language)),
        (N_("Amounts"), _amounts(record, language)),
        (N_("Refundable or not"), words.label("refund", record["refundability"], language)),
        (
            N_("Own contribution asked for"),
            language.text(N_("{share} % of the total"), share=language.number(share))
            if share
            else missing,
        ),
        (
            N_("Who may apply"),
            words.labels("applicant_type", record.codes("applicant_types"), language),
        ),
        (N_("Least number of countries"), _counted(record["min_countries"], language)),
        (N_("Languages"), words.labels("language", record.codes("languages"), language)),
        (N_("Next deadline"), _deadline(data, language)),
        (N_("Organisation that runs it"), record.local("owner", language.code)),
        (N_("Longest duration (months)"), _counted(record["duration_max"], language)),
    ]
    shown = [(language.text(label), said or missing) for label, said in pairs]
    inside = blocks.facts(shown, sheet.width - 2 * S3)
    heading = blocks.text(language.text(N_("At a glance")), "h2")
    return [blocks.panel([heading, blocks.gap(S1), *inside], sheet.width), blocks.gap(S1)]


def _counted(number: int | None, language: Language) -> str:
    return language.text(words.NOT_REPORTED) if number is None else language.number(number)


def _amounts(record: Record, language: Language) -> str:
    low, high = record["amount_min"], record["amount_max"]
    currency = record["currency"] or ""
    if high:
        top = language.amount(high, currency).strip()
        if low:
            return f"{language.amount(low, currency).strip()} {DASH} {top}"
        return language.text(N_("up to {amount}"), amount=top)
    if low:
        return language.text(N_("from {amount}"), amount=language.amount(low, currency).strip())
    if record["amount_not_fixed"] == "Y":
        return language.text(N_("not fixed"))
    return ""


def _deadline(data: SourcePage, language: Language) -> str:
    found = next_deadline(data.record, dates.first_day(data.cut_off))
    return language.date(found.isoformat()) if found else ""


def _priorities(record: Record, sheet: Sheet) -> Story:
    language = sheet.language
    sectors = [
        (words.label("sector", code, language), paper.ACCENT) for code in record.codes("sectors")
    ]
    modalities = [
        (words.label("modality", code, language), paper.INFO) for code in record.codes("modalities")
    ]
    chips = [*sectors, *modalities]
    if not chips:
        return []
    heading = blocks.h2(language.text(N_("Priorities: sectors and modalities")))
    exclusions = words.long_text(
        record, "exclusions", language.text(N_("What it does not fund")), language
    )
    return [*heading, blocks.gap(2), blocks.Chips(chips, sheet.width), *exclusions]


def _eligibility(data: SourcePage, sheet: Sheet) -> Story:
    record, language = data.record, sheet.language
    rows = [
        [rule.said(language), words.label("yes_no", rule.answer, language)]
        for rule in rules(record, data.country)
    ]
    head = [language.text(N_("Who may apply, question by question")), language.text(N_("Answer"))]
    widths = blocks.columns(sheet.width, 4, 1)
    story = [*blocks.h2(language.text(N_("Eligibility")), 120), blocks.table(head, rows, widths)]
    pairs = [
        (
            language.text(N_("Eligible groups of countries")),
            words.labels("mechanism", record.codes("eligible_groups"), language),
        ),
        (
            language.text(N_("Eligible countries")),
            words.labels("country", record.codes("eligible_countries"), language),
        ),
    ]
    story += [blocks.gap(S1), *blocks.facts(pairs, sheet.width)]
    title = language.text(N_("Other rules on who may apply"))
    return [*story, *words.long_text(record, "eligible_text", title, language)]


def _procedure(record: Record, sheet: Sheet) -> Story:
    language = sheet.language
    title = language.text(N_("How to apply"))
    story = words.long_text(record, "channel", title, language)
    if not story:
        missing = blocks.text(language.text(N_("How to apply is not reported.")), "hint")
        story = [*blocks.h2(title), missing]
    calls = [
        [
            row.get("name", DASH),
            language.date(row["opens"]) if row.get("opens") else DASH,
            language.date(row["closes"]) if row.get("closes") else DASH,
            row.get("yearly", DASH),
            row.get("link", DASH),
        ]
        for row in record.rows("calls")
    ]
    if calls:
        head = [N_("Call"), N_("Opens on"), N_("Closes on"), N_("Closes each year on"), N_("Link")]
        widths = blocks.columns(sheet.width, 2, 1, 1, 1, 2)
        said = [language.text(one) for one in head]
        story += [blocks.gap(S1), blocks.table(said, calls, widths)]
    documents = [[row.get("name", DASH), row.get("link", DASH)] for row in record.rows("documents")]
    if documents:
        head = [language.text(N_("Document")), language.text(N_("Link"))]
        widths = blocks.columns(sheet.width, 1, 1)
        story += [blocks.gap(S2), blocks.table(head, documents, widths)]
    pairs = [
        (language.text(N_("Web page")), record["web"] or ""),
        (language.text(N_("Other contact")), record["contact_text"] or ""),
    ]
    return [*story, blocks.gap(S1), *blocks.facts(pairs, sheet.width)]


def _terms(record: Record, sheet: Sheet) -> Story:
    """Return the terms of what has to be paid back, nothing for what has not."""
    language = sheet.language
    if record["refundability"] not in ("R", "MIX"):
        return []
    terms = (
        ("interest", N_("Interest rate (% a year)")),
        ("grace_months", N_("Grace period (months)")),
        ("maturity_months", N_("Maturity (months)")),
    )
    pairs = [
        (
            language.text(label),
            language.text(words.NOT_REPORTED)
            if record[name] is None
            else language.number(record[name]),
        )
        for name, label in terms
    ]
    heading = blocks.h2(language.text(N_("Terms of what has to be paid back")))
    return [*heading, *blocks.facts(pairs, sheet.width, 3)]
