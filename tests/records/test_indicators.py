from decimal import Decimal

import pytest

from desktop_app.records import indicators
from desktop_app.records.figures.figure import Coverage
from tests.builders import a_project


def parties(**roles):
    """Return participants; a role of "" is left out."""
    return [
        {"id": f"{party}-{role}", "party": party, **({"role": role} if role else {})}
        for party, role in roles.items()
    ]


def of_period(*records, since="2024-01-01", until="2026-06-30", **options):
    return indicators.universe(records, since, until, **options)


@pytest.mark.parametrize("stage", ["EXE", "SUS", "COM"])
def test_what_has_begun_by_the_end_of_the_period_is_counted(stage):
    assert of_period(a_project(stage=stage)).counted


@pytest.mark.parametrize(
    ("values", "group"),
    [
        ({"stage": "FOR"}, "pipeline"),
        ({"stage": "CAN"}, "cancelled"),
        ({"stage": ""}, "unplaced"),
        ({"actual_start": "", "planned_start": ""}, "unplaced"),
        ({"actual_start": "2026-07"}, "outside"),
        ({"actual_start": "2020", "actual_end": "2023-12-31"}, "outside"),
        ({"modality": "MUL"}, "apart"),
    ],
)
def test_what_is_not_counted_has_a_group_of_its_own(values, group):
    found = of_period(a_project(**values))

    assert len(getattr(found, group)) == 1
    assert found.counted == ()
    assert found.recorded == 1


def test_a_date_without_a_day_is_read_in_favour_of_the_initiative():
    began = of_period(a_project(actual_start="2026", stage="EXE"))
    ended = of_period(a_project(actual_start="2020", actual_end="2024", stage="COM"))

    assert began.counted
    assert ended.counted


def test_a_planned_end_counts_only_for_what_is_completed():
    over = {"actual_start": "2020", "planned_end": "2022"}

    assert of_period(a_project(stage="COM", **over)).outside
    assert of_period(a_project(stage="EXE", **over)).counted


def test_a_planned_start_is_counted_and_told_as_estimated():
    found = of_period(a_project(actual_start=""), a_project(actual_start="2024~"), a_project())

    assert len(found.counted) == 3
    assert found.estimated == 2


def test_a_withdrawn_record_is_nowhere():
    assert of_period(a_project(status="withdrawn", deleted="entered twice")).recorded == 0


def test_what_does_not_say_its_modality_is_counted():
    assert of_period(a_project(modality="")).counted


def test_multilateral_support_is_a_mechanisms_own_work():
    assert of_period(a_project(modality="MUL"), multilateral=True).counted


def test_a_share_is_of_those_that_say_it():
    records = [a_project(sector=code) for code in ("S01", "S01", "S01", "S02", "S02", "")]
    found = indicators.tally(records, "sector")

    assert found.counts == {"S01": 3, "S02": 2}
    assert found.coverage == Coverage(5, 6)
    assert found.share("S01") == Decimal("0.6")


def test_no_share_is_told_of_fewer_than_five_or_of_less_than_a_third():
    few = indicators.tally([a_project()] * 4, "sector")
    thin = indicators.tally([a_project()] * 6 + [a_project(sector="")] * 20, "sector")

    assert few.share("S04") is None
    assert thin.share("S04") is None


def test_actions_and_projects_are_never_added_up():
    records = [a_project(), a_project(level="ACT"), a_project(level="")]

    assert indicators.volume(records) == {("BIL", "PROJ"): 1, ("BIL", "ACT"): 1, ("BIL", ""): 1}


@pytest.mark.parametrize(
    ("roles", "side"),
    [
        ({"BO": "PRO"}, "provider"),
        ({"BO": "FIR"}, "provider"),
        ({"BO": "SEC"}, "second"),
        ({"BO": "REC"}, "recipient"),
        ({"BO": "BOTH"}, "both"),
        ({"BO": "PAR"}, "other"),
        ({"BO": ""}, ""),
        ({"AR": "PRO"}, ""),
    ],
)
def test_a_role_stands_on_one_side(roles, side):
    assert indicators.side(a_project(participants=parties(**roles)), "BO") == side


def test_giving_and_taking_in_one_initiative_is_both():
    rows = [*parties(BO="PRO"), *parties(BO="REC")]

    assert indicators.side(a_project(participants=rows), "BO") == "both"


def test_the_balance_leaves_both_and_second_providers_aside():
    roles = ["PRO", "PRO", "FIR", "REC", "BOTH", "SEC", ""]
    records = [a_project(participants=parties(BO=role, AR="REC")) for role in roles]
    found = indicators.roles(records, "BO")

    assert found.balance == Decimal("0.5")
    assert found.coverage == Coverage(6, 7)


def test_there_is_no_balance_without_a_provider_or_a_recipient():
    records = [a_project(participants=parties(BO="BOTH", AR="BOTH"))]

    assert indicators.roles(records, "BO").balance is None


def test_partners_come_with_their_own_roles_the_most_frequent_first():
    records = [
        a_project(participants=parties(BO="REC", AR="PRO")),
        a_project(participants=parties(BO="REC", CL="FIR", DE="SEC")),
        a_project(participants=parties(BO="PRO", CL="REC")),
    ]
    found = indicators.partners(records, "BO")

    assert [(one.party, one.total) for one in found] == [("CL", 2), ("AR", 1), ("DE", 1)]
    assert found[0].sides["provider"] == found[0].sides["recipient"] == 1
    assert found[2].sides["second"] == 1


def test_a_mechanism_is_a_partner_but_no_country():
    records = [a_project(participants=parties(BO="PAR", PE="PAR", CAN="ORG"))]

    assert indicators.countries(records, "BO") == ["PE"]
    assert len(indicators.partners(records, "BO")) == 2


def test_a_sector_is_told_as_provider_and_as_recipient():
    records = [
        a_project(sector="S01", participants=parties(BO="PRO", AR="REC")),
        a_project(sector="S01", participants=parties(BO="BOTH", AR="BOTH")),
        a_project(sector="S02", participants=parties(BO="REC", AR="PRO")),
        a_project(sector=""),
    ]
    rows, coverage = indicators.sectors(records, "BO")

    assert [(row.sector, row.total, row.provider, row.recipient) for row in rows] == [
        ("S01", 2, 2, 1),
        ("S02", 1, 0, 1),
    ]
    assert coverage == Coverage(3, 4)


def test_a_goal_without_a_rank_is_named_but_not_principal():
    records = [
        a_project(sdgs=[{"id": "6", "goal": "6", "rank": 1}, {"id": "13", "goal": "13"}]),
        a_project(sdgs=[{"id": "6", "goal": "6"}]),
        a_project(sdgs=[]),
    ]
    found = indicators.goals(records)
    six = next(row for row in found.rows if row.goal == "6")

    assert (six.main, six.named) == (1, 2)
    assert found.main_coverage == Coverage(1, 3)
    assert found.named_coverage == Coverage(2, 3)
    assert len(found.rows) == 17
