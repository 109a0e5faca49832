from decimal import Decimal

from tests.builders import a_project
from tests.records.figures.counting import of, parties, several


def test_a_sector_is_told_as_provider_and_as_recipient():
    found = of(
        *several(3, sector="S01", participants=parties(BO="PRO", AR="REC")),
        *several(2, sector="S01", participants=parties(BO="BOTH", AR="BOTH")),
        *several(5, sector="S02", participants=parties(BO="REC", AR="PRO")),
        a_project(sector=""),
    )["I6"]

    assert (found.value("n", "S01"), found.value("provider", "S01")) == (5, 5)
    assert found.value("recipient", "S01") == 2
    assert found.value("provider share", "S01") == 1
    assert found.value("recipient share", "S02") == Decimal(5) / 7
    assert found.value("specialisation", "S01") == 2
    assert (found.coverage.n, found.coverage.of) == (10, 11)


def test_all_together_have_no_side():
    assert [column.name for column in of(*several(5), party="")["I6"].columns] == ["n", "share"]


def test_sectors_belong_to_areas_of_action():
    found = of(*several(3, sector="S01"), *several(2, sector="S02"))["I6-area"]

    assert found.value("share", "SOC") == 1


def test_a_goal_counts_as_principal_as_either_and_as_named():
    goals = [{"id": "6", "goal": "6", "rank": 1}, {"id": "13", "goal": "13", "rank": 2}]
    found = of(
        *several(5, sdgs=[*goals, {"id": "1", "goal": "1"}]),
        a_project(sdgs=[{"id": "6", "goal": "6"}]),
        a_project(sdgs=[]),
    )["I7"]

    assert (found.value("main", "6"), found.value("any", "6"), found.value("named", "6")) == (
        5,
        5,
        6,
    )
    assert found.value("any share", "13") == 1
    assert (found.value("any", "1"), found.value("named", "1")) == (0, 5)
    assert (found.coverage.n, found.coverage.of) == (5, 7)
    assert len(found.rows) == 17


def test_a_subject_is_of_those_that_were_looked_at_for_it():
    def marked(weight):
        return [{"id": "GEN", "marker": "GEN", "significance": weight}]

    found = of(
        *several(3, markers=marked("0")),
        *several(2, markers=marked("1")),
        a_project(markers=marked("2")),
        a_project(),
    )["I18"]

    assert found.value("marked", "GEN") == 6
    assert found.value("objective", "GEN") == 3
    assert found.value("main", "GEN") == 1
    assert found.value("share", "GEN") == Decimal("0.5")


def test_women_are_told_of_those_trained():
    course = [{"id": "1", "form": "CRS", "start": "2025-03", "women": 3, "men": 1}]
    visit = [{"id": "1", "form": "EXP", "start": "2025-03", "women": 9}]
    found = of(*several(5, events=course), a_project(events=visit))["I18-women"]

    assert found.value("share", "*") == Decimal("0.75")
    assert found.coverage.n == 5


def test_decentralised_cooperation_is_of_all_initiatives():
    found = of(
        *several(2, decentralised="Y", decentralised_levels=["SUB"]),
        *several(8, decentralised="N"),
    )["I19"]

    assert found.value("share", "*") == Decimal("0.2")
    assert found.value("n", "SUB") == 2


def test_legal_cover_needs_more_than_no_instrument():
    def resting(*kinds):
        return [{"id": kind, "kind": kind} for kind in kinds]

    found = of(
        *several(3, legal_instruments=resting("NON")),
        *several(2, legal_instruments=resting("FRA", "JCM")),
        a_project(modality="TRI", legal_instruments=resting("JCM")),
    )

    assert found["I20"].value("share", "any") == Decimal("0.5")
    assert found["I20"].value("n", "commission") == 2
    assert found["I20"].value("share", "commission") == Decimal("0.4")
    assert found["I20-kind"].value("n", "JCM") == 3


def test_shared_value_is_told_as_experimental():
    marks = [
        {"id": "1", "criterion": "PER", "party": "BO", "score": "5"},
        {"id": "2", "criterion": "PER", "party": "AR", "score": "3"},
        {"id": "3", "criterion": "EFA", "party": "AR", "score": "3"},
    ]
    found = of(
        *several(5, self_assessment=marks, participants=parties(BO="REC", AR="PRO")),
        *several(5, participants=parties(BO="BOTH", AR="BOTH")),
    )

    assert found["I17"].experimental
    assert found["I17"].value("share", "*") == Decimal("0.5")
    assert found["I17-marks"].value("distance", "PER") == 2
    assert found["I17-marks"].row("EFA") is None
