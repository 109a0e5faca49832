"""What stands first on the fiche of an initiative: parties, facts, dates, institutions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop_app.language import N_, Language, both
from desktop_app.records import dates
from desktop_app.records.codes import code_list
from desktop_app.records.derived import framework
from desktop_app.records.figures.roles import BOTH, PROVIDER, RECIPIENT, SECOND, side_of
from desktop_app.records.record import Record, in_language
from desktop_app.reports import blocks, charts, paper, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import DASH
from desktop_app.reports.more_blocks import Names
from desktop_app.reports.paper import S1, S2, Sheet

TOLD = (
    *("participants", "institutions", "stage", "stage_reason", "approval_date", "approval_doc"),
    *("planned_start", "planned_end", "actual_start", "actual_end", "form", "other_forms"),
    *("refundability", "sector", "sector_2", "crs_purpose", "sdgs", "markers"),
    *("legal_instruments", "negotiation_channel", "demand_origin", "local_code", "iati_id"),
    *("decentralised", "decentralised_levels"),
)
_DAYS = 365.25
_NEED = 90  # points: a heading, the head of a table and one row of two lines
_SIDE_COLOURS = {
    PROVIDER: paper.PROVIDER,
    SECOND: paper.INFO,
    RECIPIENT: paper.RECIPIENT,
    BOTH: paper.BOTH,
}


def parties(record: Record, sheet: Sheet) -> Story:
    """Return each country or mechanism with its role, in the colour of its side."""
    language = sheet.language
    rows = record.rows("participants")
    roles = [(row.get("party", ""), row.get("role", "")) for row in rows]
    sides = {party: side_of(roles, party) for party, _role in roles}
    chips = [
        (
            words.joined(
                [
                    words.label("party", row.get("party"), language),
                    words.label("role", row["role"], language) if row.get("role") else "",
                ]
            ),
            _SIDE_COLOURS.get(sides[row.get("party", "")], paper.INK_3),
        )
        for row in rows
    ]
    if not chips:
        return []
    label = blocks.text(language.text(N_("Parties and roles")), "label")
    return [label, blocks.gap(2), blocks.Chips(chips, sheet.width), blocks.gap(S2)]


def pairs(record: Record, names: Names, language: Language) -> list[tuple[str, str]]:
    """Return the facts in short, each with its label; what was not answered stays empty."""
    return [*_kind_of_work(record, names, language), *_how_it_came(record, language)]


def _kind_of_work(record: Record, names: Names, language: Language) -> list[tuple[str, str]]:
    forms = [code for code in [record["form"], *record.codes("other_forms")] if code]
    sectors = [code for code in [record["sector"], record["sector_2"]] if code]
    missing, text = language.text(words.NOT_REPORTED), language.text
    purpose = record["crs_purpose"]
    return [
        (text(N_("Modality")), words.label("modality", record["modality"], language)),
        (
            both((one, code_list("framework").title(one)) for one in language.codes),
            words.labels("framework", filter(None, [framework(record)]), language),
        ),
        (text(N_("Level")), words.label("level", record["level"], language)),
        (text(N_("Forms")), words.labels("form", forms, language) or missing),
        (text(N_("Refundable or not")), words.label("refund", record["refundability"], language)),
        (text(N_("Sector")), words.labels("sector", sectors, language) or missing),
        (text(N_("Sustainable Development Goals")), _goals(record, language) or missing),
        (text(N_("Cross-cutting subjects")), _markers(record, language)),
        (text(N_("Legal instrument")), _legal(record, names, language) or missing),
        (
            text(N_("Purpose (CRS)")),
            f"{purpose} {words.label('crs_purpose', purpose, language)}" if purpose else "",
        ),
    ]


def _how_it_came(record: Record, language: Language) -> list[tuple[str, str]]:
    text, approved, channel = language.text, record["approval_date"], record["negotiation_channel"]
    numbers = [row["partner_code"] for row in record.rows("participants") if "partner_code" in row]
    return [
        (
            text(N_("Approved")),
            words.joined(
                [language.date(approved) if approved else "", record["approval_doc"] or ""]
            ),
        ),
        (
            text(N_("How it was agreed")),
            words.joined(
                [
                    words.label("channel", channel, language) if channel else "",
                    record["demand_origin"] or "",
                ]
            ),
        ),
        (text(N_("Decentralised cooperation")), _decentralised(record, language)),
        (text(N_("Why it was suspended or cancelled")), record["stage_reason"] or ""),
        (text(N_("Number in your own registry")), record["local_code"] or ""),
        (text(N_("The partner's own number")), ", ".join(numbers)),
        (text(N_("IATI identifier")), record["iati_id"] or ""),
    ]


def _decentralised(record: Record, language: Language) -> str:
    """Return whether regions or cities cooperate and at which levels; a plain no is left out."""
    if record["decentralised"] != "Y":
        return ""
    levels = words.labels("org_level", record.codes("decentralised_levels"), language)
    return words.joined([words.label("yes_no", "Y", language), levels])


def _markers(record: Record, language: Language) -> str:
    return "\n".join(
        words.joined(
            [
                words.label("marker", row.get("marker"), language),
                words.labels("significance", filter(None, [row.get("significance")]), language),
            ],
            ": ",
        )
        for row in record.rows("markers")
    )


def _goals(record: Record, language: Language) -> str:
    rows = [row for row in record.rows("sdgs") if row.get("goal")]
    rows.sort(key=lambda row: (row.get("rank") or 9, row["goal"].zfill(3)))
    return "\n".join(_goal(row, language) for row in rows)


def _goal(row: Mapping[str, Any], language: Language) -> str:
    notes = [
        language.text(N_("principal")) if row.get("rank") == 1 else "",
        language.text(N_("target {number}"), number=row["target"]) if row.get("target") else "",
    ]
    said = f"{row['goal']} {words.label('sdg_goal', row['goal'], language)}"
    noted = words.joined(notes, ", ")
    return f"{said} ({noted})" if noted else said


def _legal(record: Record, names: Names, language: Language) -> str:
    return "\n".join(
        words.joined(
            [
                words.label("legal", row.get("kind"), language),
                row.get("act_code", ""),
                row.get("name") or names.get(row.get("agreement", ""), ""),
                language.date(row["signed_on"]) if row.get("signed_on") else "",
            ]
        )
        for row in record.rows("legal_instruments")
    )


def timeline(record: Record, sheet: Sheet) -> Story:
    """Return planned over actual dates."""
    language = sheet.language
    spans = [
        _span(record, language, N_("Planned"), "planned", paper.INK_3),
        _span(record, language, N_("Actual"), "actual", paper.ACCENT),
    ]
    look = charts.Look(language.text(N_("Dates")), language)
    heading = blocks.text(look.title, "label")
    return [
        blocks.gap(S1),
        blocks.together([heading, blocks.gap(S1), charts.timeline(spans, sheet.width, look)]),
    ]


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


def institutions(record: Record, organisations: Mapping[str, Record], sheet: Sheet) -> Story:
    """Return a line an institution: its name, its country and its part."""
    language = sheet.language
    rows = [
        [
            _institution_name(row, organisations, language),
            words.label("party", row.get("party"), language),
            words.label("org_role", row["org_role"], language) if row.get("org_role") else DASH,
        ]
        for row in record.rows("institutions")
    ]
    if not rows:
        return []
    head = [N_("Institution"), N_("Country or mechanism"), N_("Its part")]
    widths = blocks.columns(sheet.width, 3.4, 1.1, 1.2)
    heading = blocks.h2(language.text(N_("Institutions")), _NEED)
    return [*heading, blocks.table([language.text(said) for said in head], rows, widths)]


def _institution_name(
    row: Mapping[str, str], organisations: Mapping[str, Record], language: Language
) -> str:
    """Return the name as the initiative has it, else that of the organisation it points to."""
    known = organisations.get(row.get("organisation", ""))
    listed = in_language(known["name"], language.code) if known else ""
    return row.get("name") or listed or language.text(words.NOT_REPORTED)
