"""What tests are made of: valid by default, so that a test says only what matters to it."""

from dataclasses import fields
from itertools import count
from pathlib import Path

import pytest

from desktop_app.records.record import Record

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared" / "data"
_serials = count(1)


def shared(path: str) -> Path:
    """Return a file or folder of the real data that lies beside the checkout, not in it."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"needs the real data: no {path} in shared/data beside the checkout")
    return found


def a_project(**values):
    """Return a bilateral project of BO under way; `values` are answers that replace its own."""
    given = {
        "title": {"original": "es", "es": "Gestión del agua en cuencas altoandinas"},
        "level": "PROJ",
        "modality": "BIL",
        "stage": "EXE",
        "summary": {"original": "es", "es": "Intercambio de técnicas de cosecha de agua."},
        "participants": [
            {"id": "BO-REC", "party": "BO", "role": "REC"},
            {"id": "AR-PRO", "party": "AR", "role": "PRO"},
        ],
        "institutions": [
            {"id": "1", "party": "BO", "name": "Autoridad del Agua", "org_role": "EXEC"}
        ],
        "planned_start": "2024-03",
        "planned_end": "2026-12",
        "actual_start": "2024-05-06",
        "form": "TA",
        "refundability": "NR",
        "sector": "S04",
        "sdgs": [{"id": "6", "goal": "6", "rank": 1}],
        "legal_instruments": [{"id": "1", "kind": "NON"}],
        "access": "GOV",
    }
    return _record("initiative", given, values)


def a_source(**values):
    """Return a fund that BO describes; `values` are answers that replace its own."""
    given = {
        "name": {"original": "es", "es": "Fondo de prueba para la cooperación"},
        "source_type": "SSF",
        "owner": {"original": "es", "es": "Mecanismo de prueba"},
        "objective": {"original": "es", "es": "Financia proyectos entre países del Sur."},
        "sectors": ["S04"],
        "modalities": ["BIL"],
        "instruments": ["GRA"],
        "refundability": "NR",
        "applicant_types": ["GOV"],
        "eligible_groups": ["SELA"],
        "languages": ["es"],
        "channel": {"original": "es", "es": "Por la oficina nacional de cooperación."},
        "verification": "SELF",
        "last_verified": "2026-05",
        "access": "PUB",
    }
    return _record("source", given, values)


def an_organisation(**values):
    """Return a ministry of BO; `values` are answers that replace its own."""
    given = {
        "name": {"original": "es", "es": "Ministerio de prueba"},
        "org_type": "10",
        "org_level": "NAT",
        "country": "BO",
        "access": "PUB",
    }
    return _record("organisation", given, values)


def a_contact(**values):
    """Return a desk of BO, no person; `values` are answers that replace its own."""
    given = {
        "name": "Mesa de cooperación",
        "organisation_name": "Ministerio de prueba",
        "country": "BO",
        "email": "cooperacion@example.org",
        "consent": "2026-01",
        "access": "GOV",
    }
    return _record("contact", given, values)


def _record(kind, given, values):
    """Return a ready record; names of the envelope (uid, human_code, status ...) are taken out."""
    own = {field.name for field in fields(Record)}
    envelope = {name: values.pop(name) for name in [*values] if name in own}
    asked = {"uid": f"00000000-0000-4000-8000-{next(_serials):012d}", "office": "BO", **envelope}
    asked = {"human_code": f"{asked['office']}-2026-{next(_serials):04d}", **asked}
    return Record(kind=kind, **{"status": "ready", **asked}).with_values(**{**given, **values})
