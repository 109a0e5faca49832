"""I21, I22 and I23: offers and requests, sources of cooperation, good practices."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from desktop_app.language import N_
from desktop_app.records.dates import first_day, last_day
from desktop_app.records.eligibility import next_deadline
from desktop_app.records.figures.case import Case, day
from desktop_app.records.figures.figure import ALL, About, Cell, Column, Coverage, Figure, Key, Unit
from desktop_app.records.figures.making import (
    count,
    in_order,
    line,
    median_of,
    share,
    table,
    whole,
)
from desktop_app.records.record import Record
from desktop_app.records.rules_source import stale

_OFFER, _REQUEST = "OFF", "REQ"
_OPEN = ("OPEN", "PART")
_CLOSED = ("COVERED", "CLOSED")
_SOON = timedelta(days=90)
_RECORDS = Column("n", N_("Records"))
_OFFERS = N_("Offers and requests")


def offers_and_requests(
    about: About, offers: Sequence[Record], cases: Iterable[Case]
) -> Iterator[Figure]:
    """Yield I21: what is open, which requests became initiatives, and what nobody offers."""
    answered = _answered(cases)
    yield _standing(about, offers)
    yield _fill(about, [one for one in offers if one["dimension"] == _REQUEST], answered)
    yield _gaps(about, offers)


def _answered(cases: Iterable[Case]) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = {}
    for case in cases:
        if case.request:
            found.setdefault(case.request, []).append(case)
    return found


def is_open(record: Record, today: str) -> bool:
    """Tell whether an offer or request is open and valid on a day."""
    now = first_day(today)
    begun = not record["valid_from"] or first_day(record["valid_from"]) <= now
    return record["state"] in _OPEN and begun and not _expired(record, today)


def _expired(record: Record, today: str) -> bool:
    return bool(record["valid_to"]) and last_day(record["valid_to"]) < first_day(today)


def _is_new(record: Record, about: About) -> bool:
    written = record["valid_from"]
    if not written or first_day(written) > last_day(about.period.until):
        return False
    return not about.period.since or last_day(written) >= first_day(about.period.since)


def _standing(about: About, offers: Sequence[Record]) -> Figure:
    rows = []
    for dimension in in_order("dimension", (one["dimension"] or "" for one in offers)):
        own = [one for one in offers if (one["dimension"] or "") == dimension]
        expired = [
            one for one in own if one["state"] not in _CLOSED and _expired(one, about.cut_off)
        ]
        rows.append(
            line(
                dimension,
                _named(own),
                _named(one for one in own if is_open(one, about.cut_off)),
                _named(one for one in own if _is_new(one, about)),
                _named(expired),
                _named(one for one in own if one["state"] in _CLOSED),
            )
        )
    return table(
        about,
        "I21",
        _OFFERS,
        N_("Open on the day of the data; new are those valid from a day of the period on."),
        coverage=Coverage(sum(bool(one["state"]) for one in offers), len(offers)),
        keys=[Key(N_("Offer or request"), "dimension")],
        columns=[
            _RECORDS,
            Column("open", N_("Open")),
            Column("new", N_("New in the period")),
            Column("expired", N_("Expired")),
            Column("closed", N_("Covered or closed")),
        ],
        rows=rows,
    )


def _fill(
    about: About, requests: Sequence[Record], answered: Mapping[str, Sequence[Case]]
) -> Figure:
    closed = [one for one in requests if one["state"] in _CLOSED]
    filled = [one for one in closed if one.uid in answered]
    waits = []
    for one in requests:
        asked = day(one["valid_from"] or "")
        agreed = [found for case in answered.get(one.uid, ()) if (found := day(case.approval))]
        if asked and agreed:
            waits.append((one.uid, (min(agreed) - asked).days))
    return table(
        about,
        "I21-fill",
        N_("Requests that became initiatives"),
        N_(
            "Requests that an initiative answers, as a share of those covered or closed; and the "
            "days from the first day of a request to the approval of what answers it."
        ),
        coverage=Coverage(len(closed), len(requests)),
        keys=[Key(N_("Requests"))],
        columns=[
            Column("closed", N_("Covered or closed")),
            Column("filled", N_("Became an initiative")),
            Column("share", N_("Share"), Unit.SHARE),
            Column("median", N_("Median (days)"), Unit.DAYS),
        ],
        rows=[
            line(
                ALL,
                _named(closed),
                _named(filled),
                share(len(filled), len(closed)),
                Cell(median_of([days for _, days in waits]), tuple(uid for uid, _ in waits)),
            )
        ],
    )


def _gaps(about: About, offers: Sequence[Record]) -> Figure:
    now = [one for one in offers if is_open(one, about.cut_off) and one["sector"]]
    requests = [one for one in now if one["dimension"] == _REQUEST]
    given = [one for one in now if one["dimension"] == _OFFER]
    rows = []
    for sector in in_order("sector", (one["sector"] for one in requests)):
        asked = [one for one in requests if one["sector"] == sector]
        offered = [one for one in given if one["sector"] == sector]
        alone = [
            one for one in asked if all(other["country"] == one["country"] for other in offered)
        ]
        rows.append(line(sector, _named(asked), _named(offered), _named(alone)))
    return table(
        about,
        "I21-gap",
        N_("Requests without any offer, by sector"),
        N_("Open requests, and those for whose main sector no other country has an open offer."),
        coverage=Coverage(len(now), sum(is_open(one, about.cut_off) for one in offers)),
        keys=[Key(N_("Sector"), "sector")],
        columns=[
            Column("requests", N_("Open requests")),
            Column("offers", N_("Open offers")),
            Column("gaps", N_("Without any offer")),
        ],
        rows=rows,
    )


def sources(about: About, records: Sequence[Record]) -> Figure:
    """Return I22: sources by type, whether they are verified, and calls that close soon."""
    today = first_day(about.cut_off)
    fresh = {
        one.uid
        for one in records
        if one["last_verified"] and not stale(one["last_verified"], today)
    }
    closing = {
        one.uid
        for one in records
        if (last := next_deadline(one, today)) and today <= last <= today + _SOON
    }

    def cells(own: Sequence[Record]) -> list[Cell]:
        verified = [one for one in own if one.uid in fresh]
        return [
            _named(own),
            _named(verified),
            share(len(verified), len(own)),
            _named(one for one in own if one.uid in closing),
        ]

    types = in_order("source_type", (one["source_type"] or "" for one in records))
    return table(
        about,
        "I22",
        N_("Sources of cooperation"),
        N_(
            "Verified within twelve months, and with a call that closes within 90 days. Their "
            "amounts are never added up: currencies and terms differ."
        ),
        coverage=Coverage(len(records), len(records)),
        keys=[Key(N_("Type"), "source_type")],
        columns=[
            _RECORDS,
            Column("verified", N_("Verified")),
            Column("share", N_("Share verified"), Unit.SHARE),
            Column("closing", N_("Closing soon")),
        ],
        rows=[
            line(code, *cells([one for one in records if (one["source_type"] or "") == code]))
            for code in types
        ],
        totals=[whole(*cells(records))],
    )


def practices(
    about: About, records: Sequence[Record], offers: Iterable[Record], cases: Iterable[Case]
) -> Iterator[Figure]:
    """Yield I23: practices by state, by sector and by goal, and those that others took up."""
    reused = _reused(records, offers, cases)
    states = in_order("practice_state", (one["state"] or "" for one in records))
    yield table(
        about,
        "I23",
        N_("Good practices"),
        N_("Taken up: an initiative or an offer of another office is linked to the practice."),
        coverage=Coverage(sum(bool(one["state"]) for one in records), len(records)),
        keys=[Key(N_("State"), "practice_state")],
        columns=[_RECORDS, Column("reused", N_("Taken up by others"))],
        rows=[
            line(
                code,
                _named(one for one in records if (one["state"] or "") == code),
                _named(one for one in reused if (one["state"] or "") == code),
            )
            for code in states
        ],
        totals=[whole(_named(records), _named(reused))],
    )
    for name, title, key, of in (
        ("I23-sector", N_("Good practices by sector"), Key(N_("Sector"), "sector"), _sector_of),
        (
            "I23-goal",
            N_("Good practices by goal"),
            Key(N_("Goal"), "sdg_goal", numbered=True),
            _goals_of,
        ),
    ):
        groups = _grouped(records, of)
        yield table(
            about,
            name,
            title,
            N_("Those that tell it; one practice may serve several goals."),
            coverage=Coverage(sum(any(of(one)) for one in records), len(records)),
            keys=[key],
            columns=[_RECORDS],
            rows=[line(code, _named(groups[code])) for code in in_order(key.codes, groups)],
        )


def _reused(
    records: Iterable[Record], offers: Iterable[Record], cases: Iterable[Case]
) -> list[Record]:
    """Return the practices that an initiative or an offer of another office is linked to."""
    offices = {case.uid: case.office for case in cases}
    takers: dict[str, set[str]] = {}
    for one in offers:
        for row in one.rows("track_record"):
            takers.setdefault(row.get("practice", ""), set()).add(one.office)
    found = []
    for record in records:
        linked = {offices.get(row.get("initiative", "")) for row in record.rows("initiatives")}
        if (linked | takers.get(record.uid, set())) - {record.office, None}:
            found.append(record)
    return found


def _sector_of(record: Record) -> list[str]:
    return [record["sector"]] if record["sector"] else []


def _goals_of(record: Record) -> list[str]:
    return record.codes("sdgs")


def _grouped(
    records: Iterable[Record], of: Callable[[Record], Iterable[Any]]
) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        for code in of(record):
            found.setdefault(code, []).append(record)
    return found


def _named(records: Iterable[Record]) -> Cell:
    return count(record.uid for record in records)
