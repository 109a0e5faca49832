from decimal import Decimal

import pytest

from desktop_app.records.figures.roles import side_of
from tests.builders import a_project
from tests.records.figures.counting import of, parties, several


@pytest.mark.parametrize(
    ("roles", "side"),
    [
        ([("BO", "PRO")], "provider"),
        ([("BO", "FIR")], "provider"),
        ([("BO", "SEC")], "second"),
        ([("BO", "REC")], "recipient"),
        ([("BO", "BOTH")], "both"),
        ([("BO", "PAR")], "other"),
        ([("BO", "")], ""),
        ([("AR", "PRO")], ""),
        ([("BO", "PRO"), ("BO", "REC")], "both"),
    ],
)
def test_a_role_stands_on_one_side(roles, side):
    assert side_of(roles, "BO") == side


def test_the_matrix_and_both_roles_make_all_bilateral_initiatives():
    found = of(
        *several(2, participants=parties(BO="PRO", AR="REC")),
        a_project(participants=parties(AR="PRO", BO="REC")),
        a_project(participants=parties(BO="BOTH", PE="BOTH")),
        a_project(participants=parties(BO="PRO", AR="PRO")),
    )
    one_way, two_way = found["I3"], found["I3-both"]

    assert one_way.value("n", "BO", "AR") == 2
    assert one_way.value("n", "AR", "BO") == 1
    assert two_way.value("n", "BO", "PE") == 1
    assert one_way.coverage.n == sum(row.cells[0].value for row in (*one_way.rows, *two_way.rows))
    assert (one_way.coverage.n, one_way.coverage.of) == (4, 5)
    assert one_way.remarks[0].values == {"n": 1}


def test_the_weights_of_triangular_flows_add_up_to_the_initiatives():
    shared = [
        {"id": str(at), "party": party, "role": role}
        for at, (party, role) in enumerate(
            [("CL", "FIR"), ("DE", "SEC"), ("BO", "REC"), ("PY", "REC"), ("PE", "REC")]
        )
    ]
    found = of(
        a_project(modality="TRI", participants=shared),
        a_project(modality="TRI", participants=parties(CL="FIR", DE="SEC", BO="REC")),
        a_project(modality="TRI", participants=parties(CL="FIR", BO="REC")),
    )["I4"]
    weights = [row.cells[0].value for row in found.rows]

    assert sum(weights) == pytest.approx(2)
    assert found.value("n", "CL", "DE", "BO") == 2
    assert (found.coverage.n, found.coverage.of) == (2, 3)


def test_the_balance_leaves_both_and_second_providers_aside():
    roles = ["PRO", "PRO", "PRO", "FIR", "REC", "REC", "BOTH", "SEC", ""]
    records = [a_project(participants=parties(BO=role, AR="REC")) for role in roles]
    found = of(*records)["I5"]

    assert found.value("balance", "BO") == Decimal(4 - 2) / 6
    assert found.value("unstated", "BO") == 1
    assert found.row("BO").coverage.n == 8


def test_there_is_no_balance_without_a_provider_or_a_recipient():
    found = of(*several(6, participants=parties(BO="BOTH", AR="BOTH")))["I5"]

    assert found.value("both", "BO") == 6
    assert not found.cell(found.row("BO"), "balance").hidden
    assert found.value("balance", "BO") is None


def test_a_country_counts_once_and_the_region_each_initiative_once():
    found = of(
        *several(5, participants=parties(BO="REC", AR="PRO")),
        *several(5, modality="TRI", participants=parties(CL="FIR", DE="SEC", BO="REC")),
    )["I2"]

    assert found.value("share", "BO") == 1
    assert found.value("n TRI", "DE") == 5
    assert found.value("share BIL", "AR") == 1
    assert found.value("n", "*") == 10
    assert found.value("n", "+") == 10 + 5 + 5 + 5


def test_concentration_is_one_with_a_single_partner():
    found = of(*several(6, participants=parties(BO="REC", AR="PRO")))

    assert found["I8"].value("hhi", "BO") == 1
    assert found["I8"].value("top", "BO") == 1
    assert found["I8-sector"].value("hhi", "*") == 1


def test_concentration_adds_squared_shares():
    found = of(
        *several(2, participants=parties(BO="REC", AR="PRO")),
        *several(2, participants=parties(BO="REC", CL="PRO")),
        *several(2, participants=parties(BO="REC", PE="PRO")),
        *several(2, participants=parties(BO="REC", UY="PRO")),
    )["I8"]

    assert found.value("hhi", "BO") == Decimal("0.25")
    assert found.value("top", "BO") == Decimal("0.75")


def test_all_together_show_the_partners_of_each():
    found = of(*several(5, participants=parties(BO="REC", AR="PRO")), party="")["I8"]

    assert {row.key for row in found.rows} == {("BO",), ("AR",)}
