"""What an initiative brought about on its fiche: results with their figures, and activities."""

from collections.abc import Mapping
from typing import Any

from desktop_app.language import N_, Language
from desktop_app.records.attached import file_said
from desktop_app.records.record import Record
from desktop_app.reports import blocks, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import DASH
from desktop_app.reports.paper import Sheet

TOLD = (
    *("results", "events", "beneficiaries", "locations", "documents", "stage_history"),
    *("results_summary", "lessons", "sustainability", "difficulties", "self_assessment"),
)
_CLOSING = (
    ("results_summary", N_("What was achieved")),
    ("lessons", N_("Lessons learnt")),
    ("sustainability", N_("What lasts")),
    ("difficulties", N_("Difficulties")),
)
_NEED = 90  # points: a heading, the head of a table and one row of two lines


def results(record: Record, sheet: Sheet) -> Story:
    """Return a line a result: what was measured, and baseline, target and what was reached."""
    language, rows = sheet.language, record.rows("results")
    if not rows:
        return []
    head = [N_("Result"), N_("Kind"), N_("Baseline"), N_("Target"), N_("Reached")]
    cells = [
        [
            _measured(row, language),
            words.labels("result_kind", _given(row, "kind"), language) or DASH,
            _figure(row, "baseline", "baseline_year", language),
            _figure(row, "target", "target_date", language),
            row.get("in_words") or _figure(row, "actual", "actual_date", language),
        ]
        for row in rows
    ]
    return _table(N_("Results and indicators"), head, cells, (3.2, 1.0, 1.0, 1.0, 1.2), sheet)


def events(record: Record, sheet: Sheet) -> Story:
    """Return a line an activity: what, when, where, and who was there."""
    language, rows = sheet.language, record.rows("events")
    if not rows:
        return []
    rows.sort(key=lambda row: (row.get("start", ""), row["id"]))
    head = [N_("Activity"), N_("Form"), N_("Dates"), N_("Place"), N_("Participants")]
    cells = [
        [
            row.get("title", ""),
            words.labels("form", _given(row, "form"), language) or DASH,
            words.joined(
                dict.fromkeys(language.date(row[name]) for name in ("start", "end") if name in row),
                f" {DASH} ",
            ),
            words.joined(
                [row.get("place", ""), words.labels("event_mode", _given(row, "mode"), language)]
            )
            or DASH,
            _present(row, language) or DASH,
        ]
        for row in rows
    ]
    return _table(N_("Missions, courses, visits"), head, cells, (2.2, 1.5, 1.3, 1.4, 1.7), sheet)


def beneficiaries(record: Record, sheet: Sheet) -> Story:
    """Return a line a group: how many were to be reached, and how many were."""
    language, rows = sheet.language, record.rows("beneficiaries")
    if not rows:
        return []
    counted = (N_("Planned"), N_("Reached"), N_("Women"), N_("Men"))
    fields = ("planned", "actual", "women", "men")
    cells = [
        [
            words.joined(
                [words.label("beneficiary_group", row.get("group"), language), row.get("note", "")]
            ),
            *(language.number(row[name]) if name in row else DASH for name in fields),
        ]
        for row in rows
    ]
    head, right = [N_("Group"), *counted], (1, 2, 3, 4)
    parts = (3.4, 1.0, 1.0, 1.0, 1.0)
    return _table(N_("Who benefits"), head, cells, parts, sheet, right)


def places(record: Record, sheet: Sheet) -> Story:
    """Return where the work is done, a line a place."""
    language = sheet.language
    said = [_place(row, language) for row in record.rows("locations")]
    if not said:
        return []
    heading = blocks.h2(language.text(N_("Where it takes place")))
    return [*heading, *(blocks.text(one) for one in said)]


def _place(row: Mapping[str, Any], language: Language) -> str:
    named = words.joined(
        [
            row.get("place", ""),
            words.labels("subdivision", _given(row, "subdivision"), language),
            words.labels("country", _given(row, "country"), language),
        ],
        ", ",
    )
    degrees = [language.number(row[name]) for name in ("latitude", "longitude") if name in row]
    notes = [" / ".join(degrees), words.labels("exactness", _given(row, "exactness"), language)]
    noted = words.joined(notes, ", ")
    return f"{named} ({noted})" if noted else named


def closing(record: Record, sheet: Sheet) -> Story:
    """Return what was achieved, learnt and lasts, and the marks that each side gave."""
    language = sheet.language
    story: Story = []
    for name, title in _CLOSING:
        story += words.long_text(record, name, language.text(title), language)
    marks = [
        [
            words.label("assessment", row.get("criterion"), language),
            words.labels("party", _given(row, "party"), language) or DASH,
            words.labels("score", _given(row, "score"), language) or DASH,
            row.get("note") or DASH,
        ]
        for row in record.rows("self_assessment")
    ]
    if not marks:
        return story
    head = [N_("Criterion"), N_("Assessed by"), N_("Mark"), N_("Note")]
    return [*story, *_table(N_("Own assessment"), head, marks, (1.4, 1.2, 1.0, 2.8), sheet)]


def _file(row: Mapping[str, Any], language: Language) -> str:
    return file_said(row["file"], language) if row.get("file") else ""


def documents(record: Record, sheet: Sheet) -> Story:
    """Return a line a document: its name and where it is, what kind it is, its date."""
    language = sheet.language
    cells = [
        [
            "\n".join(filter(None, (row.get("name"), row.get("link"), _file(row, language)))),
            words.labels("document_category", _given(row, "category"), language) or DASH,
            language.date(row["date"]) if row.get("date") else DASH,
            words.labels("language", _given(row, "language"), language) or DASH,
        ]
        for row in record.rows("documents")
    ]
    head = [N_("Document"), N_("Kind"), N_("Date"), N_("Language")]
    return _table(N_("Documents"), head, cells, (3.4, 1.4, 1.0, 0.8), sheet) if cells else []


def _table(  # noqa: PLR0913, PLR0917 - the parts of a table
    title: str,
    head: list[str],
    cells: list[list[str]],
    parts: tuple[float, ...],
    sheet: Sheet,
    right: tuple[int, ...] = (),
) -> Story:
    said = [sheet.language.text(one) for one in head]
    widths = blocks.columns(sheet.width, *parts)
    heading = blocks.h2(sheet.language.text(title), _NEED)
    return [*heading, blocks.table(said, cells, widths, right)]


def _given(row: Mapping[str, Any], name: str) -> list[str]:
    return [row[name]] if row.get(name) else []


def _measured(row: Mapping[str, Any], language: Language) -> str:
    unit = row.get("unit") or words.labels("measure", _given(row, "measure"), language)
    indicator = words.joined([row.get("indicator", ""), unit])
    return "\n".join(part for part in (row.get("title", ""), indicator) if part)


def _figure(row: Mapping[str, Any], name: str, dated: str, language: Language) -> str:
    """Return a figure over its date, a dash when there is none."""
    if not row.get(name):
        return DASH
    day = language.date(row[dated]) if row.get(dated) else ""
    return "\n".join(part for part in (language.number(row[name]), day) if part)


def _present(row: Mapping[str, Any], language: Language) -> str:
    """Return women, men, experts and their days, those that are known."""
    told = (
        (N_("{n} women"), row.get("women")),
        (N_("{n} men"), row.get("men")),
        (N_("{n} experts"), row.get("experts")),
        (N_("{n} days of experts"), row.get("expert_days")),
    )
    known = [(text, number) for text, number in told if number is not None]
    return ", ".join(language.text(text, n=language.number(number)) for text, number in known)
