"""The later parts of a source's page: how to apply, on which terms, what it did, whom to ask."""

from collections.abc import Mapping, Sequence
from datetime import date

from reportlab.platypus import Table

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.derived import funded_totals
from desktop_app.records.record import Record
from desktop_app.reports import blocks, source_facts, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import DASH
from desktop_app.reports.more_blocks import Names
from desktop_app.reports.paper import S1, S2, Sheet
from desktop_app.reports.told_table import Column, Row, coded, dated, filed, plain, told_table

TOLD = (
    *("channel", "steps", "decision_body", "decision_days", "calls", "documents"),
    *("contact", "contact_text", "desks", "interest", "grace_months", "maturity_months"),
    *("interest_kind", "fees", "guarantee", "repayment_currency"),
    *("experience", "experience_since", "usual_roles", "track_record"),
)
DAYS = N_plural("{n} day", "{n} days")
_NEED = 90  # points: a heading, the head of a table and one row of two lines


def procedure(record: Record, today: date, sheet: Sheet) -> Story:
    """Return the way of an application: where to, step by step, until when, with which papers."""
    language = sheet.language
    title = language.text(N_("How to apply"))
    story = words.long_text(record, "channel", title, language)
    if not story:
        missing = blocks.text(language.text(N_("How to apply is not reported.")), "hint")
        story = [*blocks.h2(title), missing]
    days = record["decision_days"]
    pairs = [
        (language.text(N_("Who decides")), record["decision_body"] or ""),
        (
            language.text(N_("Days until the decision")),
            "" if days is None else language.number(days),
        ),
    ]
    return [
        *story,
        *_steps(record, sheet),
        blocks.gap(S1),
        *blocks.facts(pairs, sheet.width),
        *_calls(record, today, sheet),
        *documents(record, N_("Forms and documents"), sheet),
    ]


def _steps(record: Record, sheet: Sheet) -> Story:
    language = sheet.language
    rows = record.rows("steps")
    if not rows:
        return []
    said = [
        words.joined([row.get("what", DASH), row.get("who", ""), _days(row, language)])
        for row in rows
    ]
    told = [row["days"] for row in rows if row.get("days") is not None]
    story: Story = [blocks.gap(S1), blocks.numbered(said, sheet.width)]
    if len(told) < 2:  # noqa: PLR2004 - one step is its own sum
        return story
    text = N_("{days} in all, of the {n} of {of} steps that tell theirs.")
    if len(told) == len(rows):
        text = N_("{days} in all.")
    days = language.plural(DAYS, sum(told))
    said_all = language.text(text, days=days, n=len(told), of=len(rows))
    return [*story, blocks.text(said_all, "hint")]


def _days(row: Row, language: Language) -> str:
    days = row.get("days")
    return "" if days is None else language.plural(DAYS, days)


def _calls(record: Record, today: date, sheet: Sheet) -> Story:
    """Return the calls as a table of the columns that any of them tells."""
    language = sheet.language
    currency = record["currency"] or ""
    columns = (
        Column(N_("Call"), 2.0, plain("name")),
        Column(N_("State"), 0.9, coded("state", "call_state", language)),
        Column(N_("Opens on"), 1.0, dated("opens", language)),
        Column(N_("Closes on"), 1.0, dated("closes", language)),
        Column(
            N_("Closes each year on"),
            1.0,
            lambda row: source_facts.yearly(row.get("yearly", ""), language),
        ),
        Column(N_("Amount"), 1.2, lambda row: _amount(row, currency, language), right=True),
        Column(N_("Link"), 2.0, plain("link")),
    )
    table = told_table(columns, record.rows("calls"), sheet)
    if table is None:
        return []
    story = [*blocks.h2(language.text(N_("Calls and deadlines")), _NEED), table]
    near = source_facts.next_closing(record, today, language)
    if not near:
        story.append(blocks.text(language.text(N_("No deadline lies ahead.")), "hint"))
    return story


def _amount(row: Row, currency: str, language: Language) -> str:
    return language.amount(row["amount"], currency).strip() if row.get("amount") else ""


def documents(record: Record, title: str, sheet: Sheet) -> Story:
    """Return the documents of a record as a table of the columns that any of them tells."""
    language = sheet.language
    columns = (
        Column(N_("Document"), 2.0, plain("name")),
        Column(N_("Kind"), 1.2, coded("category", "document_category", language)),
        Column(N_("Date"), 0.9, dated("date", language)),
        Column(N_("Language"), 0.9, coded("language", "language", language)),
        Column(N_("Link"), 2.2, plain("link")),
        Column(N_("File"), 1.8, filed("file", language)),
    )
    rows = record.rows("documents")
    if not any(column.said(row) for column in columns[1:] for row in rows):
        named = [row["name"] for row in rows if row.get("name")]
        listed = [blocks.text(f"•  {name}") for name in named]
        return [*blocks.h2(language.text(title)), *listed] if listed else []
    table = told_table(columns, rows, sheet)
    return [] if table is None else [*blocks.h2(language.text(title), _NEED), table]


def _coded(codes: str, code: str | None, language: Language) -> str:
    return words.label(codes, code, language) if code else ""


def terms(record: Record, sheet: Sheet) -> Story:
    """Return the terms of what has to be paid back, nothing for what has not."""
    language = sheet.language
    if record["refundability"] not in ("R", "MIX"):
        return []
    missing = language.text(words.NOT_REPORTED)
    pairs = [
        (
            language.text(label),
            missing if record[name] is None else language.number(record[name]),
        )
        for name, label in (
            ("interest", N_("Interest rate (% a year)")),
            ("grace_months", N_("Grace period (months)")),
            ("maturity_months", N_("Maturity (months)")),
        )
    ]
    pairs += [
        (
            language.text(N_("Fixed or variable rate")),
            _coded("interest_kind", record["interest_kind"], language),
        ),
        (language.text(N_("Fees")), record["fees"] or ""),
        (language.text(N_("Guarantee")), record["guarantee"] or ""),
        (language.text(N_("Currency of repayment")), record["repayment_currency"] or ""),
        (language.text(N_("Which instruments are refundable")), _which(record, language)),
    ]
    heading = blocks.h2(language.text(N_("Terms of what has to be paid back")))
    return [*heading, *blocks.facts(pairs, sheet.width, 3)]


def _which(record: Record, language: Language) -> str:
    return "\n".join(
        words.joined(
            [
                _coded("instrument", row.get("instrument"), language),
                _coded("refund", row.get("refund"), language),
            ],
            ": ",
        )
        for row in record.rows("instrument_terms")
    )


def experience(record: Record, names: Names, sheet: Sheet) -> Story:
    """Return what it has done so far: in words, its part, and what it has funded with its sums."""
    language = sheet.language
    title = language.text(N_("Experience with South-South cooperation"))
    story = words.long_text(record, "experience", title, language)
    totals = [language.amount(str(sum_), name) for name, sum_ in funded_totals(record).items()]
    rows = record.rows("track_record")
    pairs = [
        (language.text(N_("Since")), language.date(record["experience_since"] or "")),
        (
            language.text(N_("Its usual part")),
            words.labels("source_role", record.codes("usual_roles"), language),
        ),
    ]
    facts = blocks.facts(pairs, sheet.width)
    if facts and not story:
        story += blocks.h2(title)
    story += [*([blocks.gap(S1)] if facts else []), *facts]
    table = _funded(rows, names, sheet)
    if table is not None:
        story += [*blocks.h2(language.text(N_("What it has funded")), _NEED), table]
    if totals:
        told = sum(1 for row in rows if row.get("amount") and row.get("currency"))
        text = N_("In all: {totals} (told by {n} of {of})")
        said = language.text(text, totals=language.list_of(totals), n=told, of=len(rows))
        story += [blocks.gap(S1), blocks.text(said, "hint")]
    return story


def _funded(rows: Sequence[Row], names: Names, sheet: Sheet) -> Table | None:
    language = sheet.language
    columns = (
        Column(
            N_("Title"),
            2.6,
            lambda row: row.get("title") or names.get(row.get("initiative", ""), ""),
        ),
        Column(N_("Year"), 0.7, dated("year", language)),
        Column(N_("Country"), 1.1, coded("country", "country", language)),
        Column(N_("Sector"), 1.4, coded("sector", "sector", language)),
        Column(
            N_("Amount"),
            1.1,
            lambda row: _amount(row, row.get("currency", ""), language),
            right=True,
        ),
    )
    return told_table(columns, rows, sheet)


def contacts(
    record: Record, person: Record | None, desks: Mapping[str, Record], sheet: Sheet
) -> Story:
    """Return whom to ask: a person who agreed, the source's own address, its regional desks."""
    language = sheet.language
    story = words.contact(person, sheet)
    pairs = [
        (language.text(N_("Web page")), record["web"] or ""),
        (language.text(N_("Other contact")), record["contact_text"] or ""),
    ]
    facts = blocks.facts(pairs, sheet.width)
    if facts and not story:
        story += blocks.h2(language.text(N_("Whom to ask")))
    story += facts
    rows = [
        [
            row.get("region", DASH),
            words.joined([desk["name"] or "", desk["organisation_name"] or ""]),
            words.joined([desk["email"] or "", desk["phone"] or ""]),
        ]
        for row in record.rows("desks")
        if (desk := desks.get(row.get("contact", ""))) and desk["access"] != "OFC"
    ]
    if not rows:
        return story
    head = [N_("For which countries"), N_("Contact person"), N_("Address")]
    widths = blocks.columns(sheet.width, 1.2, 2, 1.6)
    heading = blocks.h2(language.text(N_("Regional desks")), _NEED)
    table = blocks.table([language.text(said) for said in head], rows, widths)
    return [*story, blocks.gap(S2), *heading, table]
