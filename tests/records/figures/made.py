"""Invented initiatives of every sort, odd ones among them; the same seed makes the same ones."""

import random
from datetime import date, timedelta

from tests.builders import a_project

_PARTIES = ("BO", "AR", "CL", "CO", "PE", "PY", "UY", "DE", "ES", "CAN", "CAF")
_RATES = {"USD": "", "BOB": "6.91", "COP": "4000", "PEN": "2.5", "EUR": ""}


def initiatives(number, seed=1):
    """Return that many initiatives of BO, a tenth of them withdrawn."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    return [_initiative(chance) for _ in range(number)]


def _initiative(chance):
    modality = chance.choice(["BIL", "BIL", "BIL", "TRI", "TRI", "REG", "MUL", ""])
    stage = chance.choice(["EXE", "EXE", "COM", "COM", "COM", "SUS", "FOR", "CAN", ""])
    start = date(2018, 1, 1) + timedelta(days=chance.randint(0, 2900))
    end = start + timedelta(days=chance.randint(20, 1200))
    participants = _participants(chance, modality)
    gone = chance.random() < 0.1
    return a_project(
        modality=modality,
        level=chance.choice(["PROG", "PROJ", "PROJ", "PROJ", "ACT", ""]),
        stage=stage,
        form=chance.choice(["TA", "CRS", "EXP", "HUM", ""]),
        sector=chance.choice(["S01", "S02", "S04", "S14", "S26", ""]),
        refundability=chance.choice(["NR", "NR", "R", "MIX", "INK", ""]),
        participants=participants,
        sdgs=_goals(chance),
        approval_date=_date(chance, start - timedelta(days=chance.randint(-20, 200))),
        planned_start=_date(chance, start + timedelta(days=chance.randint(-60, 40))),
        planned_end=_date(chance, end + timedelta(days=chance.randint(-200, 60))),
        actual_start=_date(chance, start),
        actual_end=_date(chance, end) if stage == "COM" else "",
        money=_money(chance, [row["party"] for row in participants]),
        **({"status": "withdrawn", "deleted": "entered twice"} if gone else {}),
    )


def _date(chance, day):
    written = day.isoformat()
    return chance.choice([written] * 7 + [written[:7], written[:4], f"{written}~", ""])


def _participants(chance, modality):
    parties = chance.sample(_PARTIES, 5)
    roles = {
        "BIL": chance.choice([["PRO", "REC"]] * 4 + [["BOTH", "BOTH"]] * 2 + [["PRO", "PRO"]]),
        "TRI": chance.choice([["FIR", "SEC", "REC"], ["FIR", "SEC", "REC", "REC"], ["FIR", "REC"]]),
        "REG": ["PAR", "PAR", "PAR", "ORG"],
        "MUL": ["ORG", "REC"],
    }.get(modality, ["PRO", ""])
    rows = list(zip(parties, roles, strict=False))
    if chance.random() < 0.05:
        rows.append((parties[0], "REC"))
    return [
        {"id": f"{party}-{role}", "party": party, **({"role": role} if role else {})}
        for party, role in dict.fromkeys(rows)
    ]


def _goals(chance):
    goals = chance.sample(["1", "2", "3", "6", "13", "17"], chance.randint(0, 3))
    ranks = chance.choice([(1, 2, 0), (1, 0, 0), (0, 0, 0)])
    return [
        {"id": goal, "goal": goal, **({"rank": rank} if rank else {})}
        for goal, rank in zip(goals, ranks, strict=False)
    ]


def _money(chance, parties):
    lines = []
    for party in parties if chance.random() < 0.5 else parties[:1]:
        for kind in chance.sample(["BUD", "BUDREV", "EXE", "EXE", "COM"], chance.randint(0, 4)):
            currency = chance.choice(list(_RATES))
            kept = chance.random() < 0.85
            lines.append(
                {
                    "id": str(len(lines)),
                    "kind": kind,
                    "payer": party,
                    "period_start": "2024-01-01",
                    "cash_kind": chance.choice(["CASH", "CASH", "KIND"]),
                    "refund": chance.choice(["NR", "R", "INK"]),
                    "currency": currency,
                    # a multiple of each rate, so that dollars come out to the cent
                    "amount": str(691 * 4000 * chance.randint(0, 30)),
                    **({"rate": _RATES[currency]} if _RATES[currency] and kept else {}),
                }
            )
    return lines
