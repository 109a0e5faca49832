"""Statistics of a few records, said in a few words."""

from desktop_app.records.figures.every import statistics_of
from desktop_app.records.figures.figure import Period
from tests.builders import a_project

TODAY = "2026-06-30"


def of(*initiatives, party="BO", since="2024-01-01", until="2026-06-30", **others):
    """Return the statistics of these initiatives, and of other kinds by their names."""
    return statistics_of(
        {"initiative": initiatives, **others},
        party=party,
        period=Period(since, until),
        today=TODAY,
    )


def parties(**roles):
    """Return participants; a role of "" is left out."""
    return [
        {"id": f"{party}-{role}", "party": party, **({"role": role} if role else {})}
        for party, role in roles.items()
    ]


def several(number, **values):
    """Return that many projects, so that what is worked out of them is told."""
    return [a_project(**values) for _ in range(number)]


def a_line(**values):
    """Return a line of 1,000 dollars that AR has spent; empty values are left out."""
    given = {
        "id": "1",
        "kind": "EXE",
        "payer": "AR",
        "cash_kind": "CASH",
        "refund": "NR",
        "currency": "USD",
        "amount": "1000",
        **values,
    }
    return {name: value for name, value in given.items() if value != ""}
