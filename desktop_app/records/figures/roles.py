"""I3, I4, I5 and I8: who gives what to whom, how balanced and how concentrated it is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product

from desktop_app.language import N_
from desktop_app.records.figures.case import Case
from desktop_app.records.figures.figure import (
    About,
    Cell,
    Column,
    Coverage,
    Figure,
    Key,
    Number,
    Row,
    Unit,
)
from desktop_app.records.figures.making import count, grouped, line, table, uids_of, whole
from desktop_app.records.figures.universe import Universe
from desktop_app.records.figures.volume import INITIATIVES, left_out

PROVIDER, SECOND, RECIPIENT, BOTH, OTHER, UNSTATED = (
    "provider",
    "second",
    "recipient",
    "both",
    "other",
    "",
)
SIDES = (PROVIDER, SECOND, RECIPIENT, BOTH, OTHER, UNSTATED)
GIVING = (PROVIDER, SECOND, BOTH)
TAKING = (RECIPIENT, BOTH)
_SIDES = {
    "PRO": PROVIDER,
    "FIR": PROVIDER,
    "SEC": SECOND,
    "REC": RECIPIENT,
    "BOTH": BOTH,
    "PAR": OTHER,
    "ORG": OTHER,
}
_PARTY = "party"
_TOP = 3


def side_of(roles: Iterable[tuple[str, str]], party: str) -> str:
    """Return on which side a party stands: one of SIDES, UNSTATED if it is not told."""
    sides = {_SIDES.get(role, UNSTATED) for one, role in roles if one == party}
    if BOTH in sides or (RECIPIENT in sides and sides & {PROVIDER, SECOND}):
        return BOTH
    return next((one for one in (PROVIDER, SECOND, RECIPIENT, OTHER) if one in sides), UNSTATED)


def balance_of(given: int, taken: int) -> Decimal | None:
    """Return (P - R) / (P + R) from -1 to 1, None if P + R = 0."""
    return Decimal(given - taken) / (given + taken) if given + taken else None


def flows(about: About, universe: Universe) -> Iterator[Figure]:
    """Yield I3, with its part in both roles, and I4."""
    cases = [case for case in universe.counted if case.modality == "BIL"]
    one_way = [case for case in cases if _composition(case) == "one way"]
    two_way = [case for case in cases if _composition(case) == "two way"]
    coverage = Coverage(len(one_way) + len(two_way), len(cases))
    odd = left_out(
        N_(
            "Bilateral initiatives in neither table, which do not name one provider and one "
            "recipient, or two parties in both roles: {n}."
        ),
        coverage.of - coverage.n,
    )
    note = N_(
        "Bilateral initiatives with one provider and one recipient. Together with those in which "
        "both parties have both roles, shown in their own table, they are all bilateral "
        "initiatives whose roles are told."
    )
    matrix = grouped(one_way, lambda case: [(*case.with_role("PRO"), *case.with_role("REC"))])
    yield table(
        about,
        "I3",
        N_("Who provides to whom (bilateral)"),
        note,
        coverage=coverage,
        keys=[Key(N_("Provider"), _PARTY), Key(N_("Recipient"), _PARTY)],
        columns=[INITIATIVES],
        rows=[line(pair, count(matrix[pair])) for pair in sorted(matrix)],
        totals=[whole(count(uids_of(one_way)), keys=2)],
        remarks=odd,
    )
    pairs = grouped(two_way, lambda case: [tuple(sorted(case.with_role("BOTH")))])
    yield table(
        about,
        "I3-both",
        N_("Who works with whom in both roles (bilateral)"),
        note,
        coverage=coverage,
        keys=[Key(N_("One party"), _PARTY), Key(N_("The other party"), _PARTY)],
        columns=[INITIATIVES],
        rows=[line(pair, count(pairs[pair])) for pair in sorted(pairs)],
        totals=[whole(count(uids_of(two_way)), keys=2)],
        remarks=odd,
    )
    yield _triangles(about, universe)


def _composition(case: Case) -> str:
    """Return how a bilateral initiative is made up: one way, two way, or not told ("")."""
    giving, taking, both = (case.with_role(role) for role in ("PRO", "REC", "BOTH"))
    numbers = (len(giving), len(taking), len(both))
    if numbers == (1, 1, 0) and giving != taking:
        return "one way"
    return "two way" if numbers == (0, 0, 2) else ""


def _triangles(about: About, universe: Universe) -> Figure:
    cases = [case for case in universe.counted if case.modality == "TRI"]
    parts: Counter[tuple[tuple[str, ...], int]] = Counter()
    behind: dict[tuple[str, ...], list[str]] = {}
    told = []
    for case in cases:
        corners = [case.with_role(role) for role in ("FIR", "SEC", "REC")]
        ways = list(product(*corners))
        told += [case] if ways else []
        for way in ways:
            parts[way, len(ways)] += 1
            behind.setdefault(way, []).append(case.uid)
    weights = dict.fromkeys(behind, Fraction(0))
    for (way, size), times in parts.items():
        weights[way] += Fraction(times, size)
    rows = [
        line(way, Cell(_exact(weights[way]), tuple(behind[way])), count(behind[way]))
        for way in sorted(weights, key=lambda one: (-weights[one], one))
    ]
    return table(
        about,
        "I4",
        N_("Triangular flows"),
        N_(
            "First provider, second provider and recipient. With several in one role an initiative "
            "is shared out in equal parts, so that the weights add up to the initiatives."
        ),
        coverage=Coverage(len(told), len(cases)),
        keys=[
            Key(N_("First provider"), _PARTY),
            Key(N_("Second provider"), _PARTY),
            Key(N_("Recipient"), _PARTY),
        ],
        columns=[Column("weight", N_("Weight"), Unit.QUANTITY), INITIATIVES],
        rows=rows,
        totals=[whole(count(uids_of(told)), count(uids_of(told)), keys=3)],
    )


def _exact(value: Fraction) -> Number:
    whole_number = value.denominator == 1
    return int(value) if whole_number else Decimal(value.numerator) / value.denominator


def balance(about: About, universe: Universe) -> Figure:
    """Return I5: on which side each party stands how often, and its balance."""
    cases = universe.counted
    sides: dict[str, dict[str, list[str]]] = {}
    for case in cases:
        for party in case.parties:
            side = side_of(case.roles, party)
            sides.setdefault(party, {}).setdefault(side, []).append(case.uid)
    rows = [_balance_row(party, groups) for party, groups in sides.items()]
    rows.sort(key=lambda row: (-int(row.cells[0].value or 0), row.key))
    told = [case for case in cases if any(role in _SIDES for _, role in case.roles)]
    return table(
        about,
        "I5",
        N_("Balance of what is provided and received"),
        N_(
            "Providers and first providers less recipients, over both together: from -1, recipient "
            "only, to 1, provider only. Second providers and both roles are shown aside."
        ),
        coverage=Coverage(len(told), len(cases)),
        keys=[Key(N_("Party"), _PARTY)],
        columns=[
            INITIATIVES,
            Column(PROVIDER, N_("provider")),
            Column(SECOND, N_("second provider")),
            Column(RECIPIENT, N_("recipient")),
            Column(BOTH, N_("both")),
            Column(OTHER, N_("participant or coordinator")),
            Column("unstated", N_("not reported")),
            Column("balance", N_("Balance"), Unit.INDEX),
        ],
        rows=rows,
    )


def _balance_row(party: str, groups: dict[str, list[str]]) -> Row:
    cells = [count(groups.get(side, ())) for side in SIDES]
    given, taken = (len(groups.get(side, ())) for side in (PROVIDER, RECIPIENT))
    every = [uid for side in SIDES for uid in groups.get(side, ())]
    told = Coverage(len(every) - len(groups.get(UNSTATED, ())), len(every))
    return line(party, count(every), *cells, Cell(balance_of(given, taken)), coverage=told)


def concentration(about: About, universe: Universe) -> Iterator[Figure]:
    """Yield I8: how much of the work lies with few partners, and in few sectors."""
    cases = universe.counted
    shared: dict[str, Counter[str]] = {}
    behind: dict[str, list[str]] = {}
    for case in cases:
        parties = case.parties
        wanted = [about.party] if about.party else parties
        for party in wanted:
            others = [one for one in parties if one != party]
            if others and (party in parties or about.party):
                shared.setdefault(party, Counter()).update(others)
                behind.setdefault(party, []).append(case.uid)
    rows = [
        line(
            party,
            count(behind[party]),
            Cell(len(partners)),
            Cell(_herfindahl(list(partners.values()))),
            Cell(_top_share(list(partners.values()))),
            coverage=Coverage(len(behind[party]), len(behind[party])),
        )
        for party, partners in sorted(
            shared.items(), key=lambda one: (-len(behind[one[0]]), one[0])
        )
    ]
    told = sum(len(case.parties) > 1 for case in cases)
    yield table(
        about,
        "I8",
        N_("Concentration on partners"),
        N_(
            "Sum of the squared shares of the partners (Herfindahl-Hirschman index), from near 0, "
            "many equal partners, to 1, a single one; and the share of the three most frequent."
        ),
        coverage=Coverage(told, len(cases)),
        keys=[Key(N_("Party"), _PARTY)],
        columns=[
            INITIATIVES,
            Column("partners", N_("Partners")),
            Column("hhi", N_("Concentration"), Unit.INDEX),
            Column("top", N_("Share of the first three"), Unit.SHARE),
        ],
        rows=rows,
    )
    yield _sector_concentration(about, cases)


def _sector_concentration(about: About, cases: Sequence[Case]) -> Figure:
    groups = grouped([case for case in cases if case.sector], lambda case: [case.sector])
    numbers = [len(uids) for uids in groups.values()]
    return table(
        about,
        "I8-sector",
        N_("Concentration on sectors"),
        N_("Sum of the squared shares of the main sectors, from near 0 to 1."),
        coverage=Coverage(sum(numbers), len(cases)),
        keys=[Key(N_("Initiatives"))],
        columns=[
            INITIATIVES,
            Column("sectors", N_("Sectors")),
            Column("hhi", N_("Concentration"), Unit.INDEX),
            Column("top", N_("Share of the first three"), Unit.SHARE),
        ],
        rows=[
            whole(
                count(uid for uids in groups.values() for uid in uids),
                Cell(len(numbers)),
                Cell(_herfindahl(numbers)),
                Cell(_top_share(numbers)),
            )
        ],
    )


def _herfindahl(numbers: Sequence[int]) -> Decimal | None:
    every = sum(numbers)
    return Decimal(sum(one * one for one in numbers)) / (every * every) if every else None


def _top_share(numbers: Sequence[int]) -> Decimal | None:
    every = sum(numbers)
    return Decimal(sum(sorted(numbers)[-_TOP:])) / every if every else None
