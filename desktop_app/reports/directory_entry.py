"""One source in the directory: what decides whether to read on, in a third of a page."""

from collections.abc import Callable
from datetime import date
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, HRFlowable

from desktop_app.language import N_, Language, capital
from desktop_app.records.record import Record
from desktop_app.reports import blocks, paper, source_facts, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.compact import beginning, labelled, small_facts
from desktop_app.reports.headings import Heading
from desktop_app.reports.paper import S1, S3, Sheet

_MOST = 330  # letters of its objective; the page of the source has all of it
_LESS = 210  # letters of the other texts
_NEED = 125  # points: its name, what it funds and a row of its terms stay together
_COLUMNS, _AMOUNTS = 4, 1


class Entry(Flowable):  # type: ignore[misc] # ReportLab has no types
    """Something that is made only when its page is set, so that a thousand need no room before."""

    def __init__(self, make: Callable[[], Story]) -> None:
        super().__init__()
        self.make = make

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        return width, 0xFFFFFF  # never fits: ReportLab asks for its parts

    def split(self, _width: float, _height: float) -> list[Any]:
        return self.make()


def place_of(record: Record) -> str:
    """Return the name of the place where a source stands in the document."""
    return f"source {record.uid}"


def title_of(record: Record, language: Language) -> str:
    """Return how a source is called in the directory."""
    name = record.local("name", language.code) or language.text(words.NOT_REPORTED)
    return words.joined([name, record["acronym"] or ""])


def entry(record: Record, person: Record | None, today: date, sheet: Sheet) -> Story:
    """Return a source as its name, what it funds, its terms, how to apply and whom to ask."""
    language = sheet.language
    kind = words.label("source_type", record["source_type"], language)
    funds = beginning(record.local("objective", language.code), _MOST)
    below = [capital(kind), record.local("owner", language.code), record.human_code]
    story: Story = [
        CondPageBreak(_NEED),
        HRFlowable("100%", 0.9, color=paper.ACCENT, spaceBefore=0, spaceAfter=S1),
        Heading(title_of(record, language), "entry", 2, place_of(record)),
        blocks.text(words.joined(below), "label"),
        blocks.gap(2),
        *([blocks.text(funds, "cell")] if funds else []),
        blocks.gap(S1),
        *small_facts(_pairs(record, today, language), sheet.width, _COLUMNS),
    ]
    lines = [
        (N_("Eligible countries"), source_facts.who_may(record, language)),
        (N_("Sectors"), source_facts.sectors(record, language)),
        *(
            (label, beginning(record.local(name, language.code), _LESS))
            for name, label in (
                ("exclusions", N_("What it does not fund")),
                ("eligible_text", N_("Other rules on who may apply")),
                ("channel", N_("How to apply")),
            )
        ),
        (N_("Whom to ask"), _contact(record, person)),
    ]
    for label, said in lines:
        story += labelled(language.text(label), said)
    fresh = source_facts.is_fresh(record, today)
    said = source_facts.verified(record, today, language)
    return [*story, blocks.text(said, "label" if fresh else "small warning"), blocks.gap(S3)]


def _pairs(record: Record, today: date, language: Language) -> list[tuple[str, str]]:
    """Return its terms at a glance, the longest duration behind the amounts to save a row."""
    *facts, (_, months) = source_facts.glance(record, today, language)
    if record["duration_max"] is None:
        return facts
    return [
        (label, words.joined([said, months], ", ") if at == _AMOUNTS else said)
        for at, (label, said) in enumerate(facts)
    ]


def _contact(record: Record, person: Record | None) -> str:
    """Return a person who agreed to be listed, the source's own address, and its page."""
    named = [person["name"], person["email"], person["phone"]] if person else []
    return words.joined(
        [*(one or "" for one in named), record["contact_text"] or "", record["web"] or ""]
    )
