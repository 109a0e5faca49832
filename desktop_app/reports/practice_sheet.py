"""The sheet of a good practice: challenge, solution, results, and what it takes to repeat it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.platypus import CondPageBreak, Flowable

from desktop_app.language import N_, Language
from desktop_app.records.codes import code_list
from desktop_app.records.kinds import KINDS
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.reports import blocks, paper, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.compact import two_columns
from desktop_app.reports.letters import DASH
from desktop_app.reports.more_blocks import more
from desktop_app.reports.paper import S1, S2, S3, Sheet, write
from desktop_app.reports.practice_photos import not_shown, photographs
from desktop_app.reports.source_steps import documents
from desktop_app.reports.tagging.canvas import figure
from desktop_app.reports.told_table import Column, Row, told_table

_TOLD = (
    *("title", "initiatives", "period_start", "period_end", "parties", "sector", "sdgs"),
    *("challenge", "solution", "steps", "results", "innovation", "requirements"),
    *("cost_range", "institutions", "contact", "documents", "photos", "criteria", "state"),
    *("reviewer", "review_date", "access", "local_code", "last_verified"),
)
_STATES = {"PUBLISHED": paper.PROVIDER, "REVIEWED": paper.INFO}
_PROPOSED = N_("PROPOSED, NOT YET REVIEWED")
_HOW_TO_READ = (
    N_("The office that proposes the practice says how far each criterion is met, and on what."),
    N_(
        "0 is not met, 1 partly, 2 mostly, 3 fully. A dash stands where nobody has looked: it is "
        "no zero, and the points are not added up."
    ),
    N_("A practice is proposed by an office, reviewed by the Secretariat, and then published."),
)
_NEED = 90  # points: a heading, the head of a table and one row of two lines
_MOST = 3
_NARROW = 700  # letters that are read well in half a column
_SHORT = 1500  # letters that surely fit on one page with their ground


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSheet:
    """What the sheet of a good practice is made of.

    `names` are the titles of records it points to, by uid; `contact` is the record of the contact
    person, None when it may not be printed. `photos` are pictures by the id of their row, encoded
    by this program, `lost_photos` rows whose picture could not be had. `cut_off` is an ISO date.
    """

    record: Record
    office_name: str
    cut_off: str
    names: Mapping[str, str] = field(default_factory=dict)
    contact: Record | None = None
    photos: Mapping[str, bytes] = field(default_factory=dict)
    lost_photos: Collection[str] = ()
    list_versions: Mapping[str, str] = field(default_factory=dict)
    check_code: str = ""


class Points(Flowable):  # type: ignore[misc] # ReportLab has no types
    """Nought to three points as filled and empty circles; nothing told is a dash."""

    SIZE, STEP = 3.2, 11.0

    def __init__(self, told: str) -> None:
        super().__init__()
        self.told = told

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = _MOST * self.STEP, 10.5
        return self.width, self.height

    def draw(self) -> None:
        with figure(self, f"{self.told if self.told.isdigit() else DASH} / {_MOST}"):
            self._draw_circles()

    def _draw_circles(self) -> None:
        canvas = self.canv
        canvas.setStrokeColor(paper.ACCENT)
        canvas.setLineWidth(0.9)
        for at in range(_MOST):
            filled = self.told.isdigit() and at < int(self.told)
            canvas.setFillColor(paper.ACCENT if filled else paper.PAPER)
            x = self.SIZE + at * self.STEP
            canvas.circle(x, 3.8, self.SIZE, stroke=1, fill=int(filled))


def write_practice_sheet(
    path: Path,
    data: PracticeSheet,
    language: Language,
    *,
    paper: str = "a4",
    step: Progress = SILENT,
) -> None:
    """Write the sheet of a good practice as a PDF."""
    record = data.record
    stamps = words.stamps([record], language)
    if record["state"] not in _STATES:
        stamps = (language.text(_PROPOSED), *stamps)
    sheet = Sheet(
        title=words.joined([record.human_code, record.local("title", language.code)]),
        language=language,
        author=data.office_name,
        subject=language.text(N_("Good practice")),
        foot=words.foot(data, language),
        stamps=stamps,
        paper=paper,
    )
    write(path, sheet, _story(data, sheet), step)


def _story(data: PracticeSheet, sheet: Sheet) -> Story:
    record, language = data.record, sheet.language
    eyebrow = words.joined([language.text(N_("Good practice")), record.human_code])
    title = record.local("title", language.code) or language.text(words.NOT_REPORTED)
    return [
        *blocks.title_block(eyebrow, title),
        *_state(record, sheet),
        *blocks.facts(_pairs(data, language), sheet.width),
        *photographs(record, data.photos, sheet),
        *_pair(record, ("challenge", N_("Challenge")), ("solution", N_("Solution")), sheet),
        *_steps(record, sheet),
        *_results(record, sheet),
        *_pair(
            record,
            ("innovation", N_("What is new in it")),
            ("requirements", N_("What is needed to repeat it")),
            sheet,
        ),
        *_criteria(record, sheet),
        *_institutions(data, sheet),
        *documents(record, N_("Documents"), sheet),
        *not_shown(record, data.photos, data.lost_photos, sheet),
        *more(record, KINDS[record.kind], _TOLD, data.names, sheet),
        *words.contact(data.contact, sheet),
        *_how_to_read(sheet),
    ]


def _state(record: Record, sheet: Sheet) -> Story:
    """Return how far the review has come, and who looked at it when."""
    language = sheet.language
    state = record["state"] or ""
    label = words.label("practice_state", state, language)
    chips = [(label, _STATES.get(state, paper.WARNING))]
    said = []
    if state in _STATES and record["reviewer"]:
        said.append(language.text(N_("Reviewed by {name}"), name=record["reviewer"]))
    if state in _STATES and record["review_date"]:
        said.append(language.date(record["review_date"]))
    hint = [blocks.text(words.joined(said), "hint")] if said else []
    return [blocks.Chips(chips, sheet.width), *hint, blocks.gap(S2)]


def _pairs(data: PracticeSheet, language: Language) -> list[tuple[str, str]]:
    record = data.record
    missing = language.text(words.NOT_REPORTED)
    goals = sorted(record.codes("sdgs"), key=lambda goal: goal.zfill(3))
    pairs = [
        (N_("The initiatives it comes from"), _initiatives(data)),
        (N_("Period"), _period(record, language)),
        (
            N_("Countries and mechanisms"),
            words.labels("party", record.codes("parties"), language),
        ),
        (N_("Sector"), words.labels("sector", filter(None, [record["sector"]]), language)),
        (
            N_("Sustainable Development Goals"),
            "\n".join(f"{goal} {words.label('sdg_goal', goal, language)}" for goal in goals),
        ),
        (
            N_("What it costs"),
            words.labels("cost_range", filter(None, [record["cost_range"]]), language),
        ),
    ]
    return [(language.text(label), said or missing) for label, said in pairs]


def _initiatives(data: PracticeSheet) -> str:
    named = (
        row.get("name") or data.names.get(row.get("initiative", ""), "")
        for row in data.record.rows("initiatives")
    )
    return "\n".join(filter(None, named))


def _period(record: Record, language: Language) -> str:
    start, end = record["period_start"], record["period_end"]
    if start and end:
        text = N_("{since} to {until}")
        return language.text(text, since=language.date(start), until=language.date(end))
    if start:
        return language.text(N_("Since {date}"), date=language.date(start))
    return language.text(N_("Up to {until}"), until=language.date(end)) if end else ""


def _steps(record: Record, sheet: Sheet) -> Story:
    """Return the steps with their numbers when they are one a line, else as a text."""
    language = sheet.language
    said = words.long_text(record, "steps", language.text(N_("Steps")), language)
    lines = [line for line in record.local("steps", language.code).split("\n") if line.strip()]
    if len(lines) < 2:  # noqa: PLR2004 - one line is no list
        return said
    return [*said[: -len(lines)], blocks.gap(2), blocks.numbered(lines, sheet.width)]


def _results(record: Record, sheet: Sheet) -> Story:
    """Return the results on a ground of their own: they are what one remembers."""
    language = sheet.language
    title = language.text(N_("Results, with figures"))
    said = words.long_text(record, "results", title, language)
    short = len(record.local("results", language.code)) <= _SHORT
    if not said or not short:
        return said
    inside = [part for part in said if not isinstance(part, CondPageBreak)]
    return [blocks.gap(S3), blocks.panel(inside, sheet.width, paper.ACCENT_SOFT), blocks.gap(S2)]


def _pair(record: Record, left: tuple[str, str], right: tuple[str, str], sheet: Sheet) -> Story:
    """Return two texts that belong together, side by side when both are short."""
    language = sheet.language
    told = [_text(record, *one, language) for one in (left, right)]
    if max(len(record.local(name, language.code)) for name, _ in (left, right)) > _NARROW:
        return [*told[0], *told[1]]
    sides = [[part for part in said if not isinstance(part, CondPageBreak)] for said in told]
    return [blocks.gap(S1), two_columns(sides[0], sides[1], sheet.width)]


def _text(record: Record, name: str, title: str, language: Language) -> Story:
    said = words.long_text(record, name, language.text(title), language)
    missing = blocks.text(language.text(words.NOT_REPORTED), "hint")
    return said or [*blocks.h2(language.text(title)), missing]


def _criteria(record: Record, sheet: Sheet) -> Story:
    """Return every criterion there is, in its order, with its points and evidence."""
    language = sheet.language
    told = {row.get("criterion"): row for row in record.rows("criteria")}
    known = code_list("criterion")
    order = [
        *(one.code for one in known.active()),
        *(code for code in told if code not in known.codes),
    ]
    rows = []
    for code in order:
        row = told.get(code, {})
        points = row.get("fulfilment", "")
        how = words.label("fulfilment", points, language) if points else DASH
        rows.append(
            [
                known.label(code or DASH, language.code),
                Points(points) if points.isdigit() else "",
                f"{points} {how}".strip() if points else DASH,
                row.get("evidence") or DASH,
            ]
        )
    head = [N_("Criterion"), "", N_("How far"), N_("Evidence")]
    widths = [*blocks.columns(sheet.width, 1.7, 0.55, 1.1, 3)]
    text = N_("{n} of {of} criteria are told.")
    said = language.text(
        text, n=sum(bool(row.get("fulfilment")) for row in told.values()), of=len(order)
    )
    return [
        *blocks.h2(language.text(N_("Criteria")), _NEED),
        blocks.text(said, "hint"),
        blocks.gap(S1),
        blocks.table([language.text(one) for one in head], rows, widths),
    ]


def _institutions(data: PracticeSheet, sheet: Sheet) -> Story:
    language = sheet.language

    def name(row: Row) -> str:
        return row.get("name") or data.names.get(row.get("organisation", ""), "")

    columns = (
        Column(N_("Institution"), 2.6, name),
        Column(
            N_("Country or mechanism"),
            1.4,
            lambda row: words.labels("party", filter(None, [row.get("party")]), language),
        ),
    )
    table = told_table(columns, data.record.rows("institutions"), sheet)
    return [] if table is None else [*blocks.h2(language.text(N_("Institutions")), _NEED), table]


def _how_to_read(sheet: Sheet) -> Story:
    language = sheet.language
    said = " ".join(language.text(one) for one in _HOW_TO_READ)
    heading = blocks.h2(language.text(N_("How to read this sheet")), 80)
    return [*heading, blocks.text(said, "hint")]
