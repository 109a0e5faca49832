"""I16 and I17: what was given in kind, in money and in quantities, and value shared."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from desktop_app.language import N_
from desktop_app.records.figures.case import (
    DELIVERED,
    IN_KIND,
    PLANNED,
    Case,
    Given,
    quantities,
)
from desktop_app.records.figures.figure import (
    ALL,
    About,
    Cell,
    Column,
    Coverage,
    Figure,
    Key,
    Number,
    Unit,
)
from desktop_app.records.figures.making import (
    NOTHING,
    count,
    in_order,
    line,
    mean_of,
    share,
    table,
    uids_of,
)
from desktop_app.records.figures.money import EXECUTED, amounts
from desktop_app.records.figures.roles import PROVIDER, RECIPIENT, side_of
from desktop_app.records.figures.universe import Universe
from desktop_app.records.figures.volume import INITIATIVES, SHARE, left_out

_GIVEN = {
    "expert_days": N_("Days of experts"),
    "experts": N_("Experts"),
    "trained": N_("Persons trained"),
    "women": N_("Of them women"),
    "men": N_("Of them men"),
    "courses": N_("Courses and workshops"),
    "scholarship_months": N_("Months of scholarships"),
    "missions": N_("Expert missions"),
}


def in_kind(about: About, universe: Universe) -> Iterator[Figure]:
    """Yield I16: the share in kind, the totals that no money tells, and the quantities."""
    yield _share(about, universe.counted)
    yield _totals(about, universe.counted)
    yield _quantities(about, universe.counted)


def _share(about: About, cases: Sequence[Case]) -> Figure:
    things = money = Decimal(0)
    unrated = 0
    told = []
    for case in cases:
        lines = amounts(case, EXECUTED)
        unrated += sum(one.usd is None for one in lines)
        rated = [one for one in lines if one.usd is not None]
        told += [case] if rated else []
        for one in rated:
            money += one.usd or 0
            things += (one.usd or 0) if one.basis == IN_KIND else 0
    cells = (Cell(money), Cell(things), share(things, money)) if told else (NOTHING,) * 3
    return table(
        about,
        "I16",
        N_("Share given in kind"),
        N_(
            "Executed in kind, where it is valued in money, over all that was executed, in dollars."
        ),
        coverage=Coverage(len(told), len(cases)),
        keys=[Key(N_("Initiatives"))],
        columns=[
            INITIATIVES,
            Column("executed", N_("Executed"), Unit.USD),
            Column("kind", N_("In kind, valued"), Unit.USD),
            Column("share", N_("Share in kind"), Unit.SHARE),
        ],
        rows=[line(ALL, count(uids_of(told)), *cells)],
        remarks=left_out(
            N_("Amounts without an exchange rate, which are in no sum in dollars: {n}."), unrated
        ),
    )


def _totals(about: About, cases: Sequence[Case]) -> Figure:
    rows = []
    behind: set[str] = set()
    for name in Given._fields:
        told = [case for case in cases if getattr(case.given, name) is not None]
        values: list[Number] = [getattr(case.given, name) for case in told]
        uids = uids_of(told)
        behind.update(uids)
        rows.append(line(name, Cell(sum(values) if values else None, uids), count(uids)))
    return table(
        about,
        "I16-totals",
        N_("What no amount tells"),
        N_(
            "Of activities that took place; of lines in kind that were delivered where no activity "
            "says the same, so that nothing counts twice. They count where money is empty too."
        ),
        coverage=Coverage(len(behind), len(cases)),
        keys=[Key(N_("What"), words=_GIVEN)],
        columns=[Column("total", N_("Total"), Unit.QUANTITY), INITIATIVES],
        rows=rows,
    )


def _quantities(about: About, cases: Sequence[Case]) -> Figure:
    planned: dict[tuple[str, str], Decimal] = {}
    delivered: dict[tuple[str, str], Decimal] = {}
    behind: dict[tuple[str, str], dict[str, None]] = {}
    for case in cases:
        for kinds, added in ((PLANNED, planned), (DELIVERED, delivered)):
            for thing, quantity in quantities(case.money, kinds).items():
                added[thing] = added.get(thing, Decimal(0)) + quantity
                behind.setdefault(thing, {})[case.uid] = None
    order = in_order("inkind", (category for category, _ in behind))
    return table(
        about,
        "I16-quantity",
        N_("Given in kind, as quantities"),
        N_("By what was given and its unit; what is planned never hides in what was delivered."),
        coverage=Coverage(len({uid for uids in behind.values() for uid in uids}), len(cases)),
        keys=[Key(N_("What"), "inkind"), Key(N_("Unit"), "unit")],
        columns=[
            INITIATIVES,
            Column("planned", N_("Planned"), Unit.QUANTITY),
            Column("delivered", N_("Delivered"), Unit.QUANTITY),
        ],
        rows=[
            line(thing, count(behind[thing]), Cell(planned.get(thing)), Cell(delivered.get(thing)))
            for thing in sorted(behind, key=lambda one: (order.index(one[0]), one))
        ],
    )


def shared_value(about: About, universe: Universe) -> Iterator[Figure]:
    """Yield I17, which is our own reading and says so: both roles, and how far marks differ."""
    cases = universe.counted
    both = [case for case in cases if any(role == "BOTH" for _, role in case.roles)]
    told = [case for case in cases if any(role for _, role in case.roles)]
    yield table(
        about,
        "I17",
        N_("Shared value (experimental)"),
        N_("Initiatives in which parties both give and receive. A reading of our own, on trial."),
        coverage=Coverage(len(told), len(cases)),
        keys=[Key(N_("Initiatives"))],
        columns=[INITIATIVES, SHARE],
        rows=[line(ALL, count(uids_of(both)), share(len(both), len(cases)))],
        experimental=True,
    )
    apart: dict[str, list[tuple[str, Decimal]]] = {}
    for case in cases:
        for criterion, distance in _distances(case).items():
            apart.setdefault(criterion, []).append((case.uid, distance))
    yield table(
        about,
        "I17-marks",
        N_("How far the marks of both sides differ (experimental)"),
        N_(
            "Mean distance between the marks, from 1 to 5, of provider and recipient in their own "
            "assessments, of the initiatives that both sides assess."
        ),
        coverage=Coverage(len({uid for one in apart.values() for uid, _ in one}), len(cases)),
        keys=[Key(N_("Criterion"), "assessment")],
        columns=[INITIATIVES, Column("distance", N_("Mean distance"), Unit.INDEX)],
        rows=[
            line(
                code,
                count(uid for uid, _ in apart[code]),
                Cell(mean_of([distance for _, distance in apart[code]])),
                coverage=Coverage(len(apart[code]), len(cases)),
            )
            for code in in_order("assessment", apart)
        ],
        experimental=True,
    )


def _distances(case: Case) -> Mapping[str, Decimal]:
    """Return criterion -> distance of the mean marks of both sides, where both gave some."""
    marks: dict[str, dict[str, list[Number]]] = {}
    for mark in case.marks:
        side = side_of(case.roles, mark.party)
        if side in (PROVIDER, RECIPIENT):
            marks.setdefault(mark.criterion, {}).setdefault(side, []).append(mark.score)
    found: dict[str, Decimal] = {}
    for criterion, sides in marks.items():
        given, taken = (mean_of(sides.get(side, ())) for side in (PROVIDER, RECIPIENT))
        if given is not None and taken is not None:
            found[criterion] = abs(given - taken)
    return found
