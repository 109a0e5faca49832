"""The list of all that leaves with the next bundle: whom it names, every answer, and what stays."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.attached import size_said
from desktop_app.records.kinds import KINDS
from desktop_app.records.leaving import AnswerLeaving, Leaving, RecordLeaving
from desktop_app.records.progress import SILENT, Progress
from desktop_app.reports import blocks
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import DASH
from desktop_app.reports.paper import S2, Sheet, write

MOST_LISTED = 300  # records told answer by answer; more nobody reads on paper
_LONGEST = 600  # letters of an answer that are printed
_RECORDS = N_plural("{n} record", "{n} records")
_MORE = N_plural(
    "{n} more record leaves and is not listed here; the window lists all.",
    "{n} more records leave and are not listed here; the window lists all.",
)


def write_leaving_list(  # noqa: PLR0913 - what stands in the head of the page
    path: Path,
    leaving: Leaving,
    language: Language,
    *,
    office_name: str,
    made_at: str,
    paper: str = "a4",
    step: Progress = SILENT,
) -> None:
    """Write the list as a PDF."""
    title = language.text(N_("All that leaves with the next bundle"))
    as_of = language.text(N_("Data as of {date}"), date=language.date(made_at[:10]))
    sheet = Sheet(
        title=title,
        language=language,
        author=office_name,
        subject=title,
        foot=[as_of],
        stamps=[language.text(N_("NOT SENT YET"))],
        paper=paper,
    )
    story = [
        *blocks.title_block(office_name, title, language.plural(_RECORDS, len(leaving.records))),
        *_persons(leaving, sheet),
        *_files(leaving, sheet),
        *_stays(leaving, sheet),
        *_records(leaving.records, sheet),
    ]
    write(path, sheet, story, step)


def _persons(leaving: Leaving, sheet: Sheet) -> Story:
    say = sheet.language.text
    heading = blocks.h1(say(N_("Persons whose name leaves")))
    if not leaving.persons:
        return [*heading, blocks.text(say(N_("None.")), "hint")]
    head = [say(N_("Name")), say(N_("Position")), say(N_("E-mail")), say(N_("Telephone"))]
    lines = [
        [one.name, one.position or DASH, one.email or DASH, one.phone or DASH]
        for one in leaving.persons
    ]
    return [*heading, blocks.table(head, lines, blocks.columns(sheet.width, 2, 2, 2, 1.4))]


def _files(leaving: Leaving, sheet: Sheet) -> Story:
    if not leaving.files:
        return []
    say = sheet.language.text
    head = [say(N_("File")), say(N_("Size")), say(N_("Record"))]
    lines = [
        [one.name, size_said(one.size, sheet.language), f"{one.human_code} · {one.title}"]
        for one in leaving.files
    ]
    widths = blocks.columns(sheet.width, 2.4, 0.8, 3)
    return [*blocks.h1(say(N_("Files"))), blocks.table(head, lines, widths, [1])]


def _stays(leaving: Leaving, sheet: Sheet) -> Story:
    if not leaving.stays:
        return []
    say = sheet.language.text
    head = [say(N_("Code")), say(N_("Title")), say(N_("Why"))]
    lines = [[one.human_code, one.title, one.why] for one in leaving.stays[:MOST_LISTED]]
    code_wide = blocks.code_column([one.human_code for one in leaving.stays[:MOST_LISTED]])
    widths = [code_wide, *blocks.columns(sheet.width - code_wide, 3, 2)]
    return [*blocks.h1(say(N_("What stays here"))), blocks.table(head, lines, widths)]


def _records(records: Sequence[RecordLeaving], sheet: Sheet) -> Story:
    if not records:
        return []
    story = [*blocks.h1(sheet.language.text(N_("Every record that leaves, answer by answer")))]
    for one in records[:MOST_LISTED]:
        story += _record(one, sheet)
    left = len(records) - MOST_LISTED
    return [
        *story,
        *([blocks.text(sheet.language.plural(_MORE, left), "hint")] if left > 0 else []),
    ]


def _record(one: RecordLeaving, sheet: Sheet) -> Story:
    say = sheet.language.text
    marks = [say(N_("unfinished"))] if one.draft else []
    marks += [say(N_("withdrawn"))] if one.withdrawn else []
    about = " · ".join([say(KINDS[one.kind].title), one.human_code, *marks])
    lines = [[answer.label, _cut(answer)] for answer in one.answers]
    lines += [[answer.label, say(N_("stays here"))] for answer in one.stays]
    head = [say(N_("Answer")), say(N_("What it says"))]
    table = blocks.table(head, lines, blocks.columns(sheet.width, 1.4, 3.6)) if lines else None
    named = [*blocks.h2(one.title), blocks.text(about, "hint")]
    return [*named, *([table] if table else []), blocks.gap(S2)]


def _cut(answer: AnswerLeaving) -> str:
    return answer.text if len(answer.text) <= _LONGEST else f"{answer.text[:_LONGEST]}…"
