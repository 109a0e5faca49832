"""Invented sources of cooperation of every type; the same number gives the same source always."""

import random
import uuid

from desktop_app.records.codes import code_list
from desktop_app.records.record import Record
from desktop_app.records.rowids import with_row_ids
from desktop_app.records.source import SOURCE
from tests.bench.data import COUNTRIES, SEED, invented_text, invented_texts

_OFFICES = ("BO", "CO", "MX", "BR", "HT", "SELA")
_BEGUN = ("Fondo de", "Programa de", "Banco de", "Agencia de", "Fundación para la", "Red de")
_GROUPS = ("SELA", "CAN", "MERCOSUR", "CARICOM", "SICA", "CELAC", "G77", "ALADI")
_LOANS = ("CRED", "LOAN", "RGR")
_GRANTS = ("GRA", "MATCH", "SCH", "SEED", "TCN")


def source(number):
    """Return a ready source, not saved; one in six is stale, one in ten is not for everybody."""
    chance = random.Random(f"{SEED} source {number}")  # noqa: S311 - invented data
    office = _OFFICES[number % len(_OFFICES)]
    values = {**_identity(chance, number), **_purpose(chance), **_who(chance), **_how(chance)}
    values |= {
        "verification": chance.choice(("SELF", "WEB", "THIRD")),
        "last_verified": "2024-06" if number % 6 == 0 else f"2026-{chance.randint(1, 9):02d}",
        "access": "GOV" if number % 10 == 0 else "PUB",
    }
    return Record(
        kind="source",
        uid=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        office=office,
        human_code=f"{office}-2026-{number:04d}",
        status="ready",
        draft=False,
        values={
            name: with_row_ids(SOURCE.question(name), value) if name in _ROWS else value
            for name, value in values.items()
        },
    )


_ROWS = frozenset({"calls", "steps", "documents"})


def _identity(chance, number):
    name = f"{chance.choice(_BEGUN)} {invented_text(chance, 3, 9).rstrip('.').lower()}"
    types = [code.code for code in code_list("source_type").active()]
    return {
        "name": {"original": "es", "es": name, "en": f"{name} (en)"},
        "acronym": f"F{number:03d}" if number % 3 else "",
        "source_type": chance.choice(types),
        "owner": {"original": "es", "es": invented_text(chance, 3, 7).rstrip(".")},
        "headquarters": chance.choice(COUNTRIES),
        "web": f"https://example.org/{number}",
    }


def _purpose(chance):
    sectors = [code.code for code in code_list("sector").active()]
    chosen = sectors if chance.random() < 0.1 else chance.sample(sectors, chance.randint(1, 5))
    loan = chance.random() < 0.2
    return {
        "objective": invented_texts(chance, 30, 90, ("es", "en")),
        "sectors": sorted(chosen),
        "modalities": chance.sample(["BIL", "REG", "TRI"], chance.randint(1, 3)),
        "instruments": sorted(chance.sample(_LOANS if loan else _GRANTS, chance.randint(1, 2))),
        "refundability": "R" if loan else "NR",
        "exclusions": invented_texts(chance, 8, 25, ("es",)),
    }


def _who(chance):
    alone = chance.random() < 0.3
    return {
        "applicant_types": sorted(chance.sample(["ACA", "GOV", "NGO", "SUB"], 2)),
        "eligible_countries": sorted(chance.sample(COUNTRIES, 4)) if alone else [],
        "eligible_groups": [] if alone else sorted(chance.sample(_GROUPS, chance.randint(1, 2))),
        "eligible_text": invented_texts(chance, 12, 40, ("es",)),
        "min_countries": chance.randint(1, 4),
        "national_projects": chance.choice(("Y", "N")),
        "endorsement": chance.choice(("NONE", "MIN", "EACH")),
        "currency": "USD",
        "amount_max": str(1000 * chance.randint(20, 2000)),
        "cofinancing_pct": str(chance.choice((10, 20, 25, 50))),
        "duration_max": chance.choice((12, 18, 24, 36)),
    }


def _how(chance):
    day = f"{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    call = {"name": invented_text(chance, 2, 4).rstrip(".")}
    call |= {"yearly": day} if chance.random() < 0.6 else {"closes": f"2027-{day}"}
    return {
        "languages": sorted(chance.sample(["en", "es", "fr", "pt"], chance.randint(1, 3))),
        "channel": invented_texts(chance, 10, 30, ("es",)),
        "calls": [call] if chance.random() < 0.7 else [],
        "steps": [{"what": "Propuesta", "who": "Institución", "days": chance.randint(10, 90)}],
        "documents": [{"name": "Formulario de propuesta"}],
        "contact_text": "Mesa de cooperación de ejemplo",
    }
