"""All figures of a set of records, in their order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop_app.records.codes import code_list, list_versions
from desktop_app.records.completeness import filled_of
from desktop_app.records.figures import (
    kind,
    money,
    quality,
    roles,
    society,
    subjects,
    timing,
    volume,
)
from desktop_app.records.figures import others as more
from desktop_app.records.figures.case import Case, case_of
from desktop_app.records.figures.figure import About, Figure, Period, Statistics
from desktop_app.records.figures.universe import Universe, universe_of
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record

_OFTEN = 500


def statistics_of(
    records: Mapping[str, Iterable[Record]],
    *,
    party: str,
    period: Period,
    today: str,
    step: Progress = SILENT,
) -> Statistics:
    """Return all figures of these records by kind, of a `party` or of all together if it is "".

    The records may be iterators: each is looked at once and let go. Withdrawn ones are nowhere.
    `today` is the cut-off. `step` is told how many initiatives were read, and may stop it.
    """
    kept = {kind: _live(found) for kind, found in records.items()}
    initiatives = kept.pop("initiative", iter(()))
    cases = sorted(
        (case_of(record, today) for record in _told(initiatives, step)), key=lambda one: one.uid
    )
    others = {name: sorted(found, key=lambda one: one.uid) for name, found in kept.items()}
    about = About(party=party, period=period, cut_off=today, list_versions=list_versions())
    multilateral = party in code_list("mechanism").codes
    universe = universe_of(cases, period, multilateral=multilateral)
    found = [
        *_of_initiatives(about, universe),
        *_of_others(about, cases, others),
    ]
    found += _of_quality(about, universe, cases, others, tuple(found))
    return Statistics(about=about, figures={figure.id: figure for figure in found})


def _live(records: Iterable[Record]) -> Iterator[Record]:
    return (one for one in records if one.status != "withdrawn" and not one.deleted)


def _told(records: Iterable[Record], step: Progress) -> Iterator[Record]:
    for number, record in enumerate(records):
        if number % _OFTEN == 0:
            step(number, 0)
        yield record


def _of_initiatives(about: About, universe: Universe) -> Iterator[Figure]:
    yield from volume.volume(about, universe)
    yield volume.participation(about, universe)
    yield from roles.flows(about, universe)
    yield roles.balance(about, universe)
    yield from subjects.sectors(about, universe)
    yield subjects.goals(about, universe)
    yield from roles.concentration(about, universe)
    yield from timing.punctuality(about, universe)
    yield timing.duration(about, universe)
    yield money.execution(about, universe)
    yield money.burden(about, universe)
    yield money.dimension(about, universe)
    yield from money.refundable(about, universe)
    yield money.rates(about, universe)
    yield from kind.in_kind(about, universe)
    yield from kind.shared_value(about, universe)
    yield from society.markers(about, universe)
    yield society.decentralised(about, universe)
    yield from society.legal_cover(about, universe)


def _of_others(
    about: About, cases: Sequence[Case], others: Mapping[str, Sequence[Record]]
) -> Iterator[Figure]:
    offers = others.get("offer", ())
    yield from more.offers_and_requests(about, offers, cases)
    yield more.sources(about, others.get("source", ()))
    yield from more.practices(about, others.get("practice", ()), offers, cases)


def _of_quality(
    about: About,
    universe: Universe,
    cases: Sequence[Case],
    others: Mapping[str, Sequence[Record]],
    before: Sequence[Figure],
) -> Iterator[Figure]:
    judged = [quality.Judged("initiative", one.uid, one.office, one.filled) for one in cases]
    judged += [
        quality.Judged(name, one.uid, one.office, filled_of(one))
        for name, records in others.items()
        for one in records
    ]
    yield quality.completeness(about, judged)
    yield quality.coverage_of(about, before)
    yield quality.confirmation(about, universe)
    yield quality.timeliness(about, others.get("office", ()))
    yield quality.freshness(about, cases)
