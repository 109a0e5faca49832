"""I12 to I15: budgets and what was executed, who bore it, how large, refundable or not.

Dollars are of lines that are in dollars or name their own rate; a sum of an initiative with a line
that names none would be too small, so it is left out and counted apart. Currencies stand beside.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop_app.language import N_
from desktop_app.records.codes import code_list
from desktop_app.records.figures.case import MONEY_KINDS, Case, Line, day
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
    grouped,
    in_order,
    line,
    mean_of,
    median_of,
    share,
    table,
    uids_of,
    whole,
)
from desktop_app.records.figures.timing import days_of
from desktop_app.records.figures.universe import STARTED, Universe
from desktop_app.records.figures.volume import INITIATIVES, SHARE, left_out

BUDGET, EXECUTED = "BUD", "EXE"
_LEFT_OUT = N_("Initiatives left out because an amount of theirs has no exchange rate: {n}.")
_CONVERTED = N_(
    "Each line is converted at its own rate, with its source and period; all lines of the "
    "initiatives count, whatever their period."
)
_KINDS = {
    "BUD": N_("Budgeted"),
    "COM": N_("Committed"),
    "DIS": N_("Disbursed"),
    "EXE": N_("Executed"),
    "REP": N_("Repaid"),
}
_BASES = ("NR", "R", "KIND", "")


def amounts(case: Case, kind: str) -> list[Line]:
    """Return the lines of a kind that say an amount."""
    return [line for line in case.money if line.kind == kind and line.amount is not None]


def dollars(case: Case, kind: str) -> Decimal | None:
    """Return the dollars of a kind; None when it has none, or a line that names no rate."""
    told = [line.usd for line in amounts(case, kind)]
    known = [usd for usd in told if usd is not None]
    return sum(known, Decimal(0)) if told and len(known) == len(told) else None


def lacks_rate(case: Case, *kinds: str) -> bool:
    """Tell whether an amount of these kinds names no rate."""
    return any(line.usd is None for kind in kinds for line in amounts(case, kind))


def execution(about: About, universe: Universe) -> Figure:
    """Return I12: what was executed of the budget, over the initiatives that tell both."""
    pairs: list[tuple[Case, Decimal, Decimal]] = []
    for case in universe.counted:
        budget, executed = dollars(case, BUDGET), dollars(case, EXECUTED)
        if budget and executed is not None:
            pairs.append((case, budget, executed))
    without = sum(lacks_rate(case, BUDGET, EXECUTED) for case in universe.counted)
    by_stage = {code: [one for one in pairs if one[0].stage == code] for code in STARTED}
    return table(
        about,
        "I12",
        N_("Execution of the budget"),
        N_(
            "Executed over budgeted amounts, in US dollars, of the initiatives that tell both; the "
            "revised budget where there is one. Final for completed initiatives, to date for those "
            "in execution."
        ),
        coverage=Coverage(len(pairs), len(universe.counted)),
        keys=[Key(N_("Stage"), "stage")],
        columns=[
            INITIATIVES,
            Column("budget", N_("Budgeted"), Unit.USD),
            Column("executed", N_("Executed"), Unit.USD),
            Column("ratio", N_("Executed of the budget"), Unit.SHARE),
            Column("median", N_("Median of the initiatives"), Unit.SHARE),
        ],
        rows=[_executed(code, by_stage[code]) for code in ("COM", "EXE", "SUS") if by_stage[code]],
        totals=[_executed(ALL, pairs)],
        remarks=left_out(_LEFT_OUT, without),
    )


def _executed(key: str, pairs: Sequence[tuple[Case, Decimal, Decimal]]) -> Row:
    if not pairs:
        return line(key, count(()), *(NOTHING,) * 4)
    budget = sum((one[1] for one in pairs), Decimal(0))
    executed = sum((one[2] for one in pairs), Decimal(0))
    ratios = [one[2] / one[1] for one in pairs]
    return line(
        key,
        count(uids_of(case for case, _, _ in pairs)),
        Cell(budget),
        Cell(executed),
        Cell(executed / budget),
        Cell(median_of(ratios)),
    )


def burden(about: About, universe: Universe) -> Figure:
    """Return I13: who bore what was executed, by role."""
    cases = [case for case in universe.counted if _all_countries_paid(case)]
    without = sum(lacks_rate(case, EXECUTED) for case in cases)
    cases = [case for case in cases if not lacks_rate(case, EXECUTED)]
    paid: dict[str, Decimal] = {}
    behind: dict[str, dict[str, None]] = {}
    for case in cases:
        for spent in amounts(case, EXECUTED):
            role = role_of(case, spent.payer)
            paid[role] = paid.get(role, Decimal(0)) + (spent.usd or 0)
            behind.setdefault(role, {})[case.uid] = None
    every = sum(paid.values(), Decimal(0))
    return table(
        about,
        "I13",
        N_("Sharing of the burden"),
        N_(
            "What was executed in US dollars, by the role of who paid, over the initiatives in "
            "which every country that takes part tells its amount, zero too."
        ),
        coverage=Coverage(len(cases), len(universe.counted)),
        keys=[Key(N_("Role"), "role")],
        columns=[INITIATIVES, Column("usd", N_("Executed"), Unit.USD), SHARE],
        rows=[
            line(role, count(behind[role]), Cell(paid[role]), share(paid[role], every))
            for role in in_order("role", paid)
        ],
        totals=[whole(count(uids_of(cases)), Cell(every) if cases else NOTHING, NOTHING)],
        remarks=left_out(_LEFT_OUT, without),
    )


def _all_countries_paid(case: Case) -> bool:
    known = code_list("country").codes
    countries = {party for party in case.parties if party in known}
    return bool(countries) and countries <= {one.payer for one in amounts(case, EXECUTED)}


def role_of(case: Case, party: str) -> str:
    """Return the one role of a party; BOTH for giving and taking, "" where none is told."""
    roles = {role for one, role in case.roles if one == party and role}
    if "BOTH" in roles or {"PRO", "REC"} <= roles:
        return "BOTH"
    return next(iter(in_order("role", roles)), "")


def dimension(about: About, universe: Universe) -> Figure:
    """Return I14: how large initiatives are, in dollars and for each day."""
    rows = []
    for kind in (BUDGET, EXECUTED):
        sizes = [
            (case, usd) for case in universe.counted if (usd := dollars(case, kind)) is not None
        ]
        each_day = [usd / days for case, usd in sizes if (days := _days(case, kind))]
        values = [usd for _, usd in sizes]
        rows.append(
            line(
                kind,
                count(uids_of(case for case, _ in sizes)),
                Cell(mean_of(values)),
                Cell(median_of(values)),
                Cell(len(each_day)),
                Cell(median_of(each_day)),
                coverage=Coverage(len(sizes), len(universe.counted)),
            )
        )
    without = sum(lacks_rate(case, BUDGET, EXECUTED) for case in universe.counted)
    told = sum(
        any(dollars(case, kind) is not None for kind in (BUDGET, EXECUTED))
        for case in universe.counted
    )
    return table(
        about,
        "I14",
        N_("Size of an initiative"),
        N_(
            "US dollars of one initiative; for each day of the planned duration (budget) or of the "
            "actual one (executed), where the dates are told to the day."
        ),
        coverage=Coverage(told, len(universe.counted)),
        keys=[Key(N_("Amount"), words=_KINDS)],
        columns=[
            INITIATIVES,
            Column("mean", N_("Mean"), Unit.USD, mean=True),
            Column("median", N_("Median"), Unit.USD, mean=True),
            Column("dated", N_("With both dates")),
            Column("daily", N_("Median for one day"), Unit.USD, mean=True),
        ],
        rows=rows,
        remarks=left_out(_LEFT_OUT, without),
    )


def _days(case: Case, kind: str) -> int | None:
    if kind == EXECUTED:
        return days_of(case)
    first, last = day(case.planned_start), day(case.planned_end)
    return (last - first).days + 1 if first and last and first <= last else None


def refundable(about: About, universe: Universe) -> Iterator[Figure]:
    """Yield I15: initiatives by refundability, amounts in dollars and as told, never netted."""
    cases = universe.counted
    groups = grouped(cases, lambda case: [case.refundability])
    told = sum(bool(case.refundability) for case in cases)
    yield table(
        about,
        "I15",
        N_("Refundable or not"),
        N_("Initiatives by what they say of the whole of their money, as shares of those that do."),
        coverage=Coverage(told, len(cases)),
        keys=[Key(N_("Refundable or not"), "refund")],
        columns=[INITIATIVES, SHARE],
        rows=[
            line(code, count(groups[code]), share(len(groups[code]), told) if code else NOTHING)
            for code in in_order("refund", groups)
        ],
        totals=[whole(count(uids_of(cases)), NOTHING)],
    )
    yield _by_basis(about, cases, "USD")
    yield _by_basis(about, cases, "")


def _by_basis(about: About, cases: Sequence[Case], only: str) -> Figure:
    """Return the amounts by kind and basis: in dollars, or in the currencies they are told in."""
    sums: dict[tuple[str, ...], dict[str, Decimal]] = {}
    behind: dict[tuple[str, ...], dict[str, None]] = {}
    unrated = 0
    for case in cases:
        for one in case.money:
            if one.amount is None or one.kind not in MONEY_KINDS:
                continue
            value = one.usd if only else one.amount
            if value is None:
                unrated += 1
                continue
            key = (one.kind,) if only else (one.kind, one.currency)
            total = sums.setdefault(key, {})
            total[one.basis] = total.get(one.basis, Decimal(0)) + value
            behind.setdefault(key, {})[case.uid] = None
    told = {uid for uids in behind.values() for uid in uids}
    unit = Unit.USD if only else Unit.AMOUNT
    return table(
        about,
        "I15-usd" if only else "I15-currency",
        N_("Amounts in US dollars") if only else N_("Amounts by currency"),
        _CONVERTED
        if only
        else N_(
            "Amounts as they were reported; currencies are never added up, nor repayments netted."
        ),
        coverage=Coverage(len(told), len(cases)),
        keys=[Key(N_("Kind"), words=_KINDS), *(() if only else [Key(N_("Currency"))])],
        columns=[
            INITIATIVES,
            Column("NR", N_("Non-refundable"), unit),
            Column("R", N_("Refundable"), unit),
            Column("KIND", N_("In kind, valued"), unit),
            Column("unstated", N_("Mixed or not reported"), unit),
        ],
        rows=[
            line(key, count(behind[key]), *(Cell(sums[key].get(basis)) for basis in _BASES))
            for key in sorted(sums, key=lambda one: (MONEY_KINDS.index(one[0]), one))
        ],
        remarks=left_out(
            N_("Amounts without an exchange rate, which are in no sum in dollars: {n}."), unrated
        ),
    )


def rates(about: About, universe: Universe) -> Figure:
    """Return the exchange rates by which amounts became dollars, with their sources."""
    used: dict[tuple[str, ...], dict[str, None]] = {}
    cases = [case for case in universe.counted if case.money]
    for case in cases:
        for one in case.money:
            if one.rate:
                used.setdefault(tuple(one.rate), {})[case.uid] = None
    behind = {uid for uids in used.values() for uid in uids}
    return table(
        about,
        "I15-rate",
        N_("Exchange rates used"),
        N_("Units of the currency for one US dollar, as the lines themselves give them."),
        coverage=Coverage(len(behind), len(cases)),
        keys=[
            Key(N_("Currency")),
            Key(N_("Year")),
            Key(N_("Kind of rate"), "fx_kind"),
            Key(N_("Source of the rate")),
            Key(N_("Why a rate typed by hand")),
        ],
        columns=[INITIATIVES, Column("rate", N_("Rate"), Unit.QUANTITY)],
        rows=[
            line(
                (currency, year, kind, source, reason),
                count(used[currency, year, rate, kind, source, reason]),
                Cell(Decimal(rate)),
            )
            for currency, year, rate, kind, source, reason in sorted(used)
        ],
    )
