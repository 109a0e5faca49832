"""The list of initiatives in a profile: all of a few, by stage the latest of many."""

from collections import Counter
from collections.abc import Sequence

from desktop_app.language import N_, Language
from desktop_app.records.codes import code_list
from desktop_app.records.record import Record
from desktop_app.reports import blocks, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.columns import roomy
from desktop_app.reports.letters import DASH
from desktop_app.reports.paper import S1, S2, Sheet
from desktop_app.reports.profile import Profile
from desktop_app.reports.tagging.flowables import Grid

MOST_LISTED = 120  # of more only the latest are listed, so that the list takes some eight pages
_LATEST = {"EXE": 40, "SUS": 10, "APP": 15, "FOR": 15, "REQ": 10, "COM": 30}
_COLUMNS = (  # heads and shares of the width; a column that no initiative tells is left out
    (N_("Code"), 0.0),
    (N_("Title"), 3.0),
    (N_("Partner"), 1.5),
    (N_("Role"), 1.1),
    (N_("Sector"), 1.45),
    (N_("Stage"), 1.3),
    (N_("Dates"), 1.0),
)
_STAGE = 5
_MOST_PARTIES = 3
_NEED = 110  # points: a heading, a line below it, the head of a table and a row of three lines


def initiatives(data: Profile, sheet: Sheet) -> Story:
    """Return the list of everything recorded, by code; of very much the latest of each stage."""
    language, every = sheet.language, data.of_kind("initiative")
    story = blocks.h1(language.text(N_("List of initiatives")))
    if not every:
        return [*story, blocks.text(language.text(N_("Nothing has been recorded yet.")), "hint")]
    if len(every) <= MOST_LISTED:
        return [*story, _table(every, every, data, sheet), *_in_full(every, data, language)]
    listed = [one for stage in _LATEST for one in _latest(stage, every)]
    story.append(blocks.text(_what_is_listed(len(listed), len(every), language), "hint"))
    for stage in _LATEST:
        story += _group(stage, every, listed, data, sheet)
    return [*story, *_in_full(listed, data, language), *_left_out(every, language)]


def _what_is_listed(listed: int, every: int, language: Language) -> str:
    said = N_(
        "{n} of {of} initiatives are listed here, of each stage the latest. The workbook of this "
        "profile lists them all."
    )
    return language.text(said, n=language.number(listed), of=language.number(every))


def _group(
    stage: str, every: Sequence[Record], listed: Sequence[Record], data: Profile, sheet: Sheet
) -> Story:
    """Return those of one stage that are listed, below a heading that says how many there are."""
    language = sheet.language
    own = [one for one in listed if one["stage"] == stage]
    if not own:
        return []
    of = sum(one["stage"] == stage for one in every)
    said = N_("{n} of {of}, those that ended last") if stage == "COM" else N_("{n} of {of}")
    if stage != "COM" and len(own) < of:
        said = N_("{n} of {of}, those that began last")
    told = language.text(said, n=language.number(len(own)), of=language.number(of))
    return [
        *blocks.h2(words.label("stage", stage, language), _NEED),
        blocks.text(told, "hint"),
        blocks.gap(S1),
        _table(own, listed, data, sheet),
    ]


def _latest(stage: str, every: Sequence[Record]) -> list[Record]:
    found = [one for one in every if one["stage"] == stage]
    return sorted(found, key=_when, reverse=True)[: _LATEST[stage]]


def _when(record: Record) -> tuple[str, str, str]:
    start, end = _span(record)
    began_or_ended = (end or start) if record["stage"] == "COM" else start
    return began_or_ended, record.human_code, record.uid


def _left_out(every: Sequence[Record], language: Language) -> Story:
    """Return how many initiatives there are of the stages that are not listed at all."""
    aside = Counter(one["stage"] or "" for one in every if one["stage"] not in _LATEST)
    told = [
        f"{words.label('stage', stage, language)}: {language.number(aside[stage])}"
        for stage in (*code_list("stage").codes, "")
        if aside[stage]
    ]
    if not told:
        return []
    said = language.text(N_("Not listed here: {stages}."), stages=", ".join(told))
    return [blocks.gap(S2), blocks.text(said, "hint")]


def _table(own: Sequence[Record], listed: Sequence[Record], data: Profile, sheet: Sheet) -> Grid:
    """Return some of the listed; the columns are those of all, so that the tables are aligned."""
    language = sheet.language
    lines = {one.uid: _line(one, data.party, language) for one in listed}
    told = [
        at
        for at in range(len(_COLUMNS))
        if (len(own) == len(listed) or at != _STAGE)
        and any(line[at] != DASH for line in lines.values())
    ]
    code_wide = blocks.code_column([one.human_code for one in listed])
    shares = [_COLUMNS[at][1] for at in told if at]
    widths = [code_wide, *blocks.columns(sheet.width - code_wide, *shares)]
    head = [language.text(_COLUMNS[at][0]) for at in told]
    rows = {uid: [one[at] for at in told] for uid, one in lines.items()}
    widths = roomy(head, list(rows.values()), widths)
    return blocks.table(head, [rows[one.uid] for one in own], widths)


def _line(record: Record, party: str, language: Language) -> list[str]:
    rows = [row for row in record.rows("participants") if row.get("party")]
    others = _others(record, party)
    shown = [words.short_party(other, language) for other in others[:_MOST_PARTIES]]
    more = len(others) - _MOST_PARTIES
    own = [row["role"] for row in rows if row["party"] == party and row.get("role")]
    return [
        record.human_code or DASH,
        record.local("title", language.code) or DASH,
        ", ".join(shown) + (f" +{more}" if more > 0 else "") or DASH,
        words.labels("role", own, language) or DASH,
        words.label("sector", record["sector"], language) if record["sector"] else DASH,
        words.label("stage", record["stage"], language) if record["stage"] else DASH,
        "\n".join(_dates(record, language)) or DASH,
    ]


def _others(record: Record, party: str) -> list[str]:
    """Return the parties beside the own one, each once."""
    rows = [row["party"] for row in record.rows("participants") if row.get("party")]
    return [one for one in dict.fromkeys(rows) if one != party]


def _in_full(listed: Sequence[Record], data: Profile, language: Language) -> Story:
    """Return the full names of the partners that the list tells by their letters."""
    shown = {other for one in listed for other in _others(one, data.party)[:_MOST_PARTIES]}
    named = sorted(
        words.label("party", one, language)
        for one in shown
        if words.short_party(one, language) != words.label("party", one, language)
    )
    if not named:
        return []
    said = language.text(N_("In full: {names}."), names="; ".join(named))
    return [blocks.gap(S1), blocks.text(said, "hint")]


def _span(record: Record) -> tuple[str, str]:
    start = record["actual_start"] or record["planned_start"] or ""
    return start, record["actual_end"] or record["planned_end"] or ""


def _dates(record: Record, language: Language) -> list[str]:
    """Return when it began and ends, a line each."""
    start, end = _span(record)
    if not start and not end:
        return []
    first, last = language.date(start), language.date(end)
    said = [f"{first} {DASH}".strip(), *([last] if last else [])]
    return [one.replace(" ", "\u00a0") for one in said]  # no date is parted
