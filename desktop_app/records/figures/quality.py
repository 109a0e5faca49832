"""Q1 to Q5: how complete, covered, confirmed, timely and fresh the records are."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from desktop_app.language import N_
from desktop_app.records.codes import code_list
from desktop_app.records.completeness import Filled
from desktop_app.records.dates import first_day, last_day
from desktop_app.records.figures.case import Case, party_of
from desktop_app.records.figures.figure import (
    ALL,
    About,
    Cell,
    Column,
    Coverage,
    Figure,
    Key,
    Row,
    Unit,
)
from desktop_app.records.figures.making import (
    NOTHING,
    count,
    line,
    mean_of,
    median_of,
    share,
    table,
    uids_of,
)
from desktop_app.records.figures.universe import Universe
from desktop_app.records.figures.volume import INITIATIVES
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import Record
from desktop_app.records.rules_source import stale

_RECORDS = Column("n", N_("Records"))


class Judged(NamedTuple):
    """How much of one record is filled in."""

    kind: str
    uid: str
    office: str
    filled: Filled


def completeness(about: About, judged: Iterable[Judged]) -> Figure:
    """Return Q1: how much of what applies is answered, by office and kind of record."""
    groups: dict[tuple[str, str], list[Judged]] = {}
    for one in judged:
        groups.setdefault((one.office, one.kind), []).append(one)
    kinds = list(KINDS)
    rows = [
        line(
            key,
            count(one.uid for one in groups[key]),
            Cell(mean_of([_share_of(one.filled) for one in groups[key]])),
        )
        for key in sorted(groups, key=lambda key: (key[0], kinds.index(key[1])))
    ]
    number = sum(map(len, groups.values()))
    return table(
        about,
        "Q1",
        N_("Completeness"),
        N_(
            "What is answered of what applies to a record, the mean over the records; an answer "
            "that is needed weighs two, a recommended one weighs one."
        ),
        coverage=Coverage(number, number),
        keys=[
            Key(N_("Office")),
            Key(N_("Kind"), words={name: kind.plural for name, kind in KINDS.items()}),
        ],
        columns=[_RECORDS, Column("mean", N_("Completeness"), Unit.SHARE, always=True)],
        rows=rows,
    )


def _share_of(filled: Filled) -> Decimal:
    return Decimal(filled.got) / filled.of if filled.of else Decimal(1)


def coverage_of(about: About, figures: Sequence[Figure]) -> Figure:
    """Return Q2: for how many initiatives each of the other figures can be told."""
    rows = [
        line(
            figure.id,
            Cell(figure.coverage.n),
            Cell(figure.coverage.of),
            Cell(figure.coverage.share),
        )
        for figure in figures
    ]
    return table(
        about,
        "Q2",
        N_("Coverage of the figures"),
        N_(
            "For how many of the records a figure can be told. What is worked out of fewer than "
            "five, or of less than 30%, is not shown."
        ),
        coverage=Coverage(len(rows), len(rows)),
        keys=[Key(N_("Figure"), words={figure.id: figure.title for figure in figures})],
        columns=[
            Column("n", N_("Told by")),
            Column("of", N_("Of")),
            Column("share", N_("Share"), Unit.SHARE, always=True),
        ],
        rows=rows,
    )


def confirmation(about: About, universe: Universe) -> Figure:
    """Return Q3 as far as the reports of one side can tell it."""
    members = code_list("member").codes
    shared = [
        case for case in universe.counted if sum(party in members for party in case.parties) > 1
    ]
    confirmed = [
        case
        for case in shared
        if any(party in members and party != party_of(case.office) for party in case.confirmed)
    ]
    return table(
        about,
        "Q3",
        N_("Confirmation by the partners"),
        N_(
            "Initiatives of two Member States or more that a partner among them has confirmed, by "
            "letter, act or record, as the reporting office says. How far the records of both "
            "sides agree is told once they are brought together."
        ),
        coverage=Coverage(len(shared), len(universe.counted)),
        keys=[Key(N_("Initiatives"))],
        columns=[
            Column("members", N_("Of two Member States or more")),
            Column("confirmed", N_("Confirmed")),
            Column("share", N_("Share confirmed"), Unit.SHARE),
            Column("agreement", N_("Agreement of the records"), Unit.SHARE),
        ],
        rows=[
            line(
                ALL,
                count(uids_of(shared)),
                count(uids_of(confirmed)),
                share(len(confirmed), len(shared)),
                NOTHING,
            )
        ],
    )


def timeliness(about: About, offices: Sequence[Record]) -> Figure:
    """Return Q4: which reports were due, on time and late."""
    rows = [row for one in offices if (row := _duties(one, about.cut_off))]
    return table(
        about,
        "Q4",
        N_("Timeliness of the reports"),
        N_(
            "Reporting periods whose day has come, as the record of the office tells them; days "
            "late are those of the reports that were sent after it."
        ),
        coverage=Coverage(len(rows), len(offices)),
        keys=[Key(N_("Office"))],
        columns=[
            Column("due", N_("Due")),
            Column("on time", N_("On time")),
            Column("late", N_("Late")),
            Column("missing", N_("Not sent")),
            Column("share", N_("Share on time"), Unit.SHARE, always=True),
            Column("days", N_("Median days late"), Unit.DAYS, always=True),
        ],
        rows=rows,
    )


def _duties(office: Record, today: str) -> Row | None:
    due = [
        row
        for row in office.rows("duties")
        if row.get("due") and last_day(row["due"]) <= first_day(today)
    ]
    if not due:
        return None
    sent = [row for row in due if row.get("sent")]
    late = [
        days for row in sent if (days := (first_day(row["sent"]) - last_day(row["due"])).days) > 0
    ]
    on_time = len(sent) - len(late)
    behind = (office.uid,)
    return line(
        office.office,
        Cell(len(due), behind),
        Cell(on_time, behind),
        Cell(len(late), behind),
        Cell(len(due) - len(sent), behind),
        share(on_time, len(due), behind),
        Cell(median_of(late), behind),
    )


def freshness(about: About, cases: Sequence[Case]) -> Figure:
    """Return Q5: which initiatives in execution were verified within twelve months."""
    today = first_day(about.cut_off)
    running = [case for case in cases if case.stage == "EXE"]
    fresh = [
        case for case in running if case.last_verified and not stale(case.last_verified, today)
    ]
    old = set(uids_of(running)) - set(uids_of(fresh))
    return table(
        about,
        "Q5",
        N_("Freshness of what is in execution"),
        N_("Initiatives in execution that somebody has verified within twelve months."),
        coverage=Coverage(len(running), len(running)),
        keys=[Key(N_("Initiatives"))],
        columns=[
            INITIATIVES,
            Column("verified", N_("Verified")),
            Column("stale", N_("Not verified")),
            Column("share", N_("Share verified"), Unit.SHARE, always=True),
        ],
        rows=[
            line(
                ALL,
                count(uids_of(running)),
                count(uids_of(fresh)),
                count(case.uid for case in running if case.uid in old),
                share(len(fresh), len(running)),
            )
        ],
    )
