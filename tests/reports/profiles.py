"""A profile to print in tests: a country with a little of everything."""

from dataclasses import replace

from desktop_app.records.codes import list_versions
from desktop_app.records.figures.every import statistics_of
from desktop_app.records.figures.figure import Period
from desktop_app.records.record import Record
from desktop_app.reports.profile import Profile
from tests.builders import a_project

CODE = "48213 00917 55120 93371 20418 77001 64529 11830"
CUT_OFF = "2026-10-31"
PROVIDES = [
    {"id": "BO-PRO", "party": "BO", "role": "PRO"},
    {"id": "PY-REC", "party": "PY", "role": "REC"},
]
MONEY = [
    {
        "id": "1",
        "kind": "BUD",
        "payer": "AR",
        "cash_kind": "CASH",
        "refund": "NR",
        "currency": "USD",
        "amount": "45000",
    },
    {
        "id": "2",
        "kind": "EXE",
        "payer": "AR",
        "cash_kind": "KIND",
        "inkind_cat": "EXPFEE",
        "unit": "DAY",
        "quantity": "12",
    },
]
INITIATIVES = (
    a_project(human_code="BO-2026-0001", money=MONEY),
    a_project(human_code="BO-2026-0002", title={"original": "es", "es": "Café"}, sector="S14"),
    a_project(human_code="BO-2026-0003", participants=PROVIDES, stage="COM", sector="S14"),
    a_project(human_code="BO-2026-0004", stage="FOR", modality="", sector="", sdgs=[]),
)


def of(kind, code, **values):
    """Return a ready record of a kind; texts are given in Spanish."""
    texts = {
        name: {"original": "es", "es": value} if name in ("title", "text", "challenge") else value
        for name, value in values.items()
    }
    given = {"access": "PUB", **texts}
    return Record(
        kind=kind, uid=code, office="BO", human_code=code, status="ready", draft=False, values=given
    )


OTHERS = {
    "offer": [
        of("offer", "BO-O-1", dimension="OFF", title="Fibra de vicuña", sector="S14",
           forms=["TA"], languages=["es"], state="OPEN", valid_to="2027-12-31"),
        of("offer", "BO-O-2", dimension="REQ", title="Catastro multipropósito", sector="S21",
           forms=["CRS"], languages=["es", "pt"], state="OPEN", valid_to="2028-02"),
        of("offer", "BO-O-3", dimension="OFF", title="Ya vencida", sector="S14", state="OPEN",
           valid_to="2020-01-01"),
    ],
    "practice": [
        of("practice", f"BO-P-{number}", title=f"Práctica {number}", sector="S04", state=state,
           challenge="El agua bajaba turbia. " * 40)
        for number, state in enumerate(("PROPOSED", "PROPOSED", "PUBLISHED", "REVIEWED"), 1)
    ],
    "agreement": [
        of("agreement", "BO-A-1", title="Acta de la comisión mixta", legal_kind="JCM",
           act_code="JCM BO-CO 2023", parties=["BO", "CO"], signed_on="2023-08-24"),
        of("agreement", "BO-A-2", title="Convenio vencido", legal_kind="FRA", parties=["BO", "AR"],
           signed_on="1999-01-01", expires_on="2009-01-01"),
    ],
    "meeting": [
        of("meeting", "BO-M-1", name="Reunión de directores", series="FORUM", start="2027-03-01",
           end="2027-03-03", place="Caracas"),
        of("meeting", "BO-M-2", name="Reunión pasada", series="FORUM", start="2020-03-01"),
    ],
    "commitment": [
        of("commitment", "BO-C-1", text="Enviar el informe", party="BO", state="OPEN",
           due="2027-01-31"),
        of("commitment", "BO-C-2", text="Ya cumplido", party="BO", state="DONE"),
    ],
}  # fmt: skip


def a_profile(initiatives=INITIATIVES, others=OTHERS, office="BO", since="2024-01-01", **changes):
    """Return a profile of these records up to the cut-off."""
    records = {"initiative": list(initiatives), **others}
    statistics = statistics_of(records, party=office, period=Period(since, CUT_OFF), today=CUT_OFF)
    made = Profile(
        office=office,
        office_name="Oficina de Cooperación",
        statistics=statistics,
        records=records,
        list_versions={"sector": list_versions()["sector"]},
        focal_points=["Mesa de cooperación · cooperacion@example.org"],
        check_code=CODE,
        sequence=7,
    )
    return replace(made, **changes)
