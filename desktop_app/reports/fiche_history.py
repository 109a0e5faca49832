"""How an initiative was reported: with which bundles it went, what came of it, what is open."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import Record
from desktop_app.records.slots import slot_field
from desktop_app.reports import blocks, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.compact import small_facts
from desktop_app.reports.letters import DASH
from desktop_app.reports.paper import S1, Sheet

_NEED = 90  # points: a heading, the head of a table and one row of two lines
_OPEN = N_plural("{n} difference is open: {questions}", "{n} differences are open: {questions}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One bundle that carried the record; moments are ISO, empty where it has not happened."""

    office: str
    sequence: int
    sent_at: str
    received_at: str = ""
    answered_at: str = ""
    outcome: str = ""


def history(record: Record, reports: Sequence[Report], sheet: Sheet) -> Story:
    """Return the bundles that carried the record, its status, and the differences that are open."""
    language = sheet.language
    heading = blocks.h2(language.text(N_("How it was reported")), _NEED)
    status = [
        (language.text(N_("Status of the record")), words.label("status", record.status, language)),
        (
            language.text(N_("Last verified on")),
            language.date(record["last_verified"]) if record["last_verified"] else "",
        ),
        (language.text(N_("Last changed on")), _day(record.updated_at, language)),
    ]
    story: Story = [*heading, *small_facts(status, sheet.width, 3)]
    if record.conflicts:
        story += [blocks.gap(S1), blocks.text(_open(record, language), "warning")]
    if not reports:
        said = N_("No bundle has carried it yet.")
        return [*story, blocks.text(language.text(said), "hint")]
    head = [N_("Bundle"), N_("Sealed on"), N_("Received on"), N_("Answered on"), N_("Outcome")]
    columns = [[language.text(name)] for name in head]
    for one in reports:
        for column, said in zip(columns, _row(one, language), strict=True):
            column.append(said)
    used = [column for column in columns if any(column[1:])]
    rows = [[said or DASH for said in row] for row in zip(*used, strict=True)]
    widths = blocks.columns(sheet.width, *[1.0] * len(used))
    return [*story, blocks.gap(S1), blocks.table(rows[0], rows[1:], widths)]


def _row(report: Report, language: Language) -> list[str]:
    return [
        f"{report.office} {language.number(report.sequence)}",
        _day(report.sent_at, language),
        _day(report.received_at, language),
        _day(report.answered_at, language),
        language.text(words.OUTCOMES.get(report.outcome, report.outcome)),
    ]


def _day(moment: str, language: Language) -> str:
    return language.date(moment[:10]) if moment else ""


def _open(record: Record, language: Language) -> str:
    kind = KINDS[record.kind]
    fields = dict.fromkeys(slot_field(one.slot) for one in record.conflicts)
    asked = [language.text(kind.question(name).label) for name in fields if kind.has(name)]
    return language.plural(_OPEN, len(record.conflicts), questions=", ".join(asked))
