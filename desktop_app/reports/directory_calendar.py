"""The calendar of deadlines: the next day of every call, month by month, yearly ones included."""

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import CondPageBreak

from desktop_app.language import N_, capital
from desktop_app.records.eligibility import deadlines
from desktop_app.records.record import Record
from desktop_app.reports import blocks, source_facts
from desktop_app.reports.blocks import Story
from desktop_app.reports.directory_entry import place_of, title_of
from desktop_app.reports.headings import Heading
from desktop_app.reports.page_numbers import Line, words
from desktop_app.reports.paper import S1, Sheet
from desktop_app.reports.words import joined

CALENDAR = "calendar of deadlines"
_DATE = 118.0  # points for a date and “each year”
_NEED = 60  # points: the name of a month and two of its lines


def coverage(records: Sequence[Record], today: date) -> int:
    """Return how many sources tell a deadline that lies ahead."""
    return sum(1 for one in records if deadlines(one, today))


def calendar(records: Sequence[Record], today: date, sheet: Sheet) -> Story:
    """Return the deadlines that lie ahead, by month, each with the page of its source."""
    language = sheet.language
    if not records:
        return []
    ahead = [(deadline, one) for one in records for deadline in deadlines(one, today)]
    ahead.sort(key=lambda pair: pair[0].day)  # stable: else from A to Z
    told = N_("{n} of {of} sources tell a deadline ahead; ask the others when they take proposals.")
    count = len({one.uid for _, one in ahead})
    said = language.text(told, n=language.number(count), of=language.number(len(records)))
    title = language.text(N_("Calendar of deadlines"))
    story: Story = [
        CondPageBreak(150),
        Heading(title, "h1", 1, CALENDAR),
        blocks.text(said, "hint"),
        blocks.gap(S1),
    ]
    month = ""
    for deadline, one in ahead:
        if deadline.day.isoformat()[:7] != month:
            month = deadline.day.isoformat()[:7]
            heading = language.date(month)
            story += [CondPageBreak(_NEED), blocks.text(capital(heading), "group")]
        named = joined([title_of(one, language), deadline.call.get("name", "")])
        before = source_facts.closing(deadline, language.first)  # no room for two
        story.append(Line(words(named), place_of(one), before, _DATE))
    return story
