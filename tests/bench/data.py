"""Invented initiatives with the sizes of real ones; the same number gives the same record always.

About 4.5 participants, 4.2 money lines, 3 goals and 7 KB of canonical JSON each. The texts are word
forms drawn by Zipf's law: they pack and fold like Spanish prose, and mean nothing.
"""

import itertools
import random
import uuid
from datetime import date, timedelta
from functools import cache

from desktop_app.records.codes import code_list
from desktop_app.records.initiative import INITIATIVE
from desktop_app.records.record import Record
from desktop_app.records.rowids import with_row_ids

SEED = 20261123
_CODES = (
    "AR BS BB BZ BO BR CL CO CR CU DO EC SV GD GT GY HT HN JM MX NI PA PY PE SR TT UY VE AG DM KN "
    "LC VC"
)
COUNTRIES = tuple(_CODES.split())
_FUNDS = ("CAF", "SELA", "ES", "DE", "JP", "KR")
_CURRENCIES = ("USD", "USD", "EUR", "ARS", "BRL", "COP", "MXN")
_STEMS = (
    "agricol alfabet ambient archiv artesan bibliotec biodivers capacit catastr clim comerc conect "
    "conserv cooper coordin cuenc cultur desarroll digital divulg ecosistem educ energ epidem "
    "evalu export fiscal forest form fortalec ganad gest hidr hospit indigen infant innov integr "
    "intercamb invest labor legisl litor maritim matern metrolog migr miner monitor municip nutri "
    "organiz patrimon pesc planific port product proteg recicl region restaur rieg salud sanit "
    "semill sism sosten suel tecnic terr transform transport turism urban vacun vigil viviend"
)
_ENDINGS = (
    "ación aciones ador adora ada ados amiento ante ar ario ativa ativo ción encia ente ería ía "
    "ías ible ica ico icos idad idades ino ista ística o os oso ura"
)
_SMALL = (
    "de la el en y los las del para con a por un una que se al como entre sus sobre más esta desde "
    "mediante según así también través país niños año señal"
)


@cache
def _vocabulary():
    """Return the words and the sums of their weights: the nth is 1/n as frequent as the first."""
    chance = random.Random(SEED)  # noqa: S311 - invented data
    words = [stem + ending for stem, ending in itertools.product(_STEMS.split(), _ENDINGS.split())]
    chance.shuffle(words)
    words = [*_SMALL.split(), *words]
    return words, list(itertools.accumulate(1 / (place + 2.7) for place in range(len(words))))


def invented_text(chance, fewest, most):
    """Return sentences of so many words that mean nothing."""
    words, weights = _vocabulary()
    left = chance.randint(fewest, most)
    sentences = []
    while left > 0:
        said = chance.choices(words, cum_weights=weights, k=min(left, chance.randint(8, 28)))
        left -= len(said)
        sentences.append(f"{' '.join(said).capitalize()}.")
    return " ".join(sentences)


def invented_texts(chance, fewest, most, languages):
    """Return such a text in each of the languages."""
    return {"original": "es", **{code: invented_text(chance, fewest, most) for code in languages}}


def initiative(number, office="BO"):
    """Return a ready project of an office, not saved: version 0, no seal."""
    chance = random.Random(f"{SEED} {office} {number}")  # noqa: S311 - invented data
    start = date(2008, 1, 1) + timedelta(days=chance.randint(0, 5800))
    end = start + timedelta(days=30 * chance.choice((6, 12, 18, 24, 36)))
    others = chance.sample([one for one in (*COUNTRIES, *_FUNDS) if one != office], 5)
    parties = [office, *others][: chance.choice((3, 4, 4, 5, 5, 6))]
    goals = sorted(chance.sample(range(1, 18), chance.choice((2, 3, 3, 4))))
    modality = chance.choice(("TRI", "REG"))
    sectors = chance.sample(sorted(code_list("sector").codes), 2)
    values = {
        "title": invented_texts(chance, 7, 14, ("es", "en")),
        "level": "PROJ",
        "modality": modality,
        "summary": invented_texts(chance, 100, 195, ("es", "en")),
        "objective": invented_texts(chance, 60, 130, ("es", "pt")),
        "participants": _rows("participants", _participants(chance, parties, modality)),
        "institutions": _rows("institutions", _institutions(chance, parties)),
        "stage": "COM" if end < date(2025, 1, 1) else "EXE",
        "approval_date": (start - timedelta(days=90)).isoformat(),
        "planned_start": start.isoformat(),
        "planned_end": end.isoformat(),
        "actual_start": start.isoformat(),
        "form": chance.choice(("TA", "EXP", "INT", "CRS", "XCH")),
        "other_forms": ["INF", "SCH"],
        "refundability": "NR",
        "sector": sectors[0],
        "sector_2": sectors[1],
        "sdgs": _rows("sdgs", [_goal(goal, place) for place, goal in enumerate(goals, start=1)]),
        "legal_instruments": _rows("legal_instruments", [_agreement(chance, office, start)]),
        "money": _rows("money", _money(chance, parties, start)),
        "access": chance.choice(("PUB", "PUB", "GOV")),
        "local_code": f"R-{number:07d}",
        "iati_id": f"XM-EXAMPLE-{office}-{number:07d}",
    }
    if values["stage"] == "COM":
        values["actual_end"] = end.isoformat()
    return Record(
        kind="initiative",
        uid=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        office=office,
        human_code=f"{office}-{start.year}-{number:06d}",
        status="ready",
        draft=False,
        values=values,
    )


def _rows(field, rows):
    return with_row_ids(INITIATIVE.question(field), rows)


def _participants(chance, parties, modality):
    roles = ("REC", "FIR", "SEC", "REC") if modality == "TRI" else ("ORG", "PAR", "PAR", "PAR")
    return [
        {
            "party": party,
            "role": roles[min(place, 3)],
            "partner_code": f"{party}/{chance.randint(10, 9999)}",
        }
        for place, party in enumerate(parties)
    ]


def _institutions(chance, parties):
    words, _weights = _vocabulary()
    begun = ("Ministerio", "Instituto Nacional", "Agencia", "Universidad", "Dirección General")
    return [
        {
            "party": party,
            "name": f"{chance.choice(begun)} de {chance.choice(words[60:]).capitalize()}",
            "org_role": "EXEC" if place else "COORD",
        }
        for place, party in enumerate(parties[:3])
    ]


def _goal(goal, place):
    return {
        "goal": str(goal),
        "target": f"{goal}.{place}",
        **({"rank": place} if place < 3 else {}),
    }


def _agreement(chance, office, start):
    return {
        "kind": "FRA",
        "act_code": f"JCM {office} {start.year}#{chance.randint(1, 40)}",
        "name": invented_text(chance, 8, 14),
        "signed_on": (start - timedelta(days=200)).isoformat(),
    }


def _money(chance, parties, start):
    return [
        {
            "kind": "BUD" if place % 2 == 0 else "EXE",
            "payer": chance.choice(parties),
            "receiver": parties[0],
            "period_start": (start + timedelta(days=365 * (place // 2))).isoformat(),
            "period_end": (start + timedelta(days=365 * (place // 2) + 364)).isoformat(),
            "cash_kind": "CASH",
            "refund": "NR",
            "currency": chance.choice(_CURRENCIES),
            "amount": str(1 + int(chance.lognormvariate(9.5, 1.2))),
        }
        for place in range(chance.choice((2, 3, 4, 4, 5, 5, 6)))
    ]


def changed(record):
    """Return the record as if somebody had gone on with it: a text, a date and an amount."""
    chance = random.Random(record.uid)  # noqa: S311 - invented data
    money = [dict(row) for row in record.rows("money")]
    money[-1]["amount"] = str(chance.randint(1, 99_999))
    return record.with_values(
        objective=invented_texts(chance, 60, 130, ("es", "pt")),
        last_verified="2026-05",
        money=money,
    )


def typed(count):
    """Return what a person types while searching: words of titles, one letter after the other."""
    chance = random.Random(f"{SEED} typed")  # noqa: S311 - invented data
    words, _weights = _vocabulary()
    looked_for = chance.sample(words[60:1200], count)
    return [word[:end] for word in looked_for for end in range(2, min(len(word), 8) + 1)]
