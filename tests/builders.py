"""What tests are made of: valid by default, so that a test says only what matters to it."""

import json
import shutil
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


def outside_program(name: str) -> str:
    """Return the path of a program that the set-up brings; a test that needs it is left out."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"needs the program {name}, which the set-up brings where it may")
    return found


def naughty_strings():
    """Return texts that trip programs up, as people collected them."""
    return json.loads(shared("text/blns.json").read_text(encoding="utf-8"))


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


def an_offer(**values):
    """Return an open offer of BO; `values` are answers that replace its own."""
    given = {
        "dimension": "OFF",
        "title": _spanish("Cosecha de agua de lluvia en zonas altas"),
        "state": "OPEN",
        "country": "BO",
        "description": _spanish("Especialistas muestran cómo se construyen y cuidan las obras."),
        "sector": "S04",
        "forms": ["TA"],
        "languages": ["es"],
        "costs": [{"id": "TRAVEL", "item": "TRAVEL", "side": "REC"}],
        "valid_from": "2026-01",
        "valid_to": "2028-12",
        "institution": "Autoridad del Agua",
        "contact": "00000000-0000-4000-8000-0000000c0a1a",
        "access": "PUB",
    }
    return _record("offer", given, values)


def a_practice(**values):
    """Return a practice that BO proposes; `values` are answers that replace its own."""
    given = {
        "title": _spanish("Comités de cuenca que cuidan sus fuentes de agua"),
        "initiatives": [{"id": "1", "name": "Gestión del agua en cuencas altoandinas"}],
        "challenge": _spanish("Las fuentes se secaban."),
        "solution": _spanish("Comités con reglas propias."),
        "results": _spanish("Doce fuentes recuperadas."),
        "contact": "00000000-0000-4000-8000-0000000c0a1a",
        "state": "PROPOSED",
        "access": "PUB",
    }
    return _record("practice", given, values)


def an_agreement(**values):
    """Return a framework agreement of BO and AR; `values` are answers that replace its own."""
    given = {
        "title": _spanish("Convenio básico de cooperación técnica"),
        "legal_kind": "FRA",
        "parties": ["AR", "BO"],
        "signed_on": "2010-05-04",
        "in_force": "2011-01-01",
        "access": "PUB",
    }
    return _record("agreement", given, values)


def a_meeting(**values):
    """Return a joint commission; `values` are answers that replace its own."""
    given = {
        "name": _spanish("Comisión mixta de prueba"),
        "series": "JCM",
        "start": "2026-05-04",
        "end": "2026-05-05",
        "access": "GOV",
    }
    return _record("meeting", given, values)


def a_commitment(**values):
    """Return an open commitment of BO; `values` are answers that replace its own."""
    given = {
        "text": _spanish("Enviar el inventario de capacidades"),
        "party": "BO",
        "due": "2027-03",
        "state": "OPEN",
        "access": "GOV",
    }
    return _record("commitment", given, values)


def an_office(**values):
    """Return the office of BO; `values` are answers that replace its own."""
    given = {
        "name": _spanish("Dirección de Cooperación de prueba"),
        "office_kind": "NCO",
        "country": "BO",
        "address": "Calle de prueba 1, La Paz",
        "email": "cooperacion@example.org",
        "languages": ["es"],
        "default_currency": "BOB",
        "fiscal_year_start": "01-01",
        "focal_points": [
            {
                "id": "1",
                "contact": "00000000-0000-4000-8000-0000000c0a1a",
                "role": "PRIMARY",
            },
            {
                "id": "2",
                "contact": "00000000-0000-4000-8000-0000000c0a1b",
                "role": "ALTERNATE",
            },
        ],
        "access": "PUB",
    }
    return _record("office", given, values)


def _spanish(text):
    return {"original": "es", "es": text}


def _record(kind, given, values):
    """Return a ready record; names of the envelope (uid, human_code, status ...) are taken out."""
    own = {field.name for field in fields(Record)}
    envelope = {name: values.pop(name) for name in [*values] if name in own}
    asked = {"uid": f"00000000-0000-4000-8000-{next(_serials):012d}", "office": "BO", **envelope}
    asked = {"human_code": f"{asked['office']}-2026-{next(_serials):04d}", **asked}
    return Record(kind=kind, **{"status": "ready", **asked}).with_values(**{**given, **values})
