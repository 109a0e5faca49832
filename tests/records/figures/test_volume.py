import pytest

from desktop_app.records.figures.case import case_of
from desktop_app.records.figures.figure import Period
from desktop_app.records.figures.universe import group_of
from tests.builders import a_project
from tests.records.figures.counting import TODAY, of

PERIOD = Period("2024-01-01", "2026-06-30")


def group(**values):
    return group_of(case_of(a_project(**values), TODAY), PERIOD)


@pytest.mark.parametrize("stage", ["EXE", "SUS", "COM"])
def test_what_has_begun_by_the_end_of_the_period_is_counted(stage):
    assert group(stage=stage) == "counted"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"stage": "FOR"}, "pipeline"),
        ({"stage": "CAN"}, "cancelled"),
        ({"stage": ""}, "unplaced"),
        ({"actual_start": "", "planned_start": ""}, "unplaced"),
        ({"modality": ""}, "unplaced"),
        ({"modality": "M9"}, "unplaced"),
        ({"actual_start": "2026-07"}, "outside"),
        ({"actual_start": "2020", "actual_end": "2023-12-31"}, "outside"),
        ({"modality": "MUL"}, "apart"),
        ({"form": "HUM"}, "humanitarian"),
    ],
)
def test_what_is_not_counted_has_a_group_of_its_own(values, name):
    assert group(**values) == name


def test_a_date_without_a_day_is_read_in_favour_of_the_initiative():
    assert group(actual_start="2026", stage="EXE") == "counted"
    assert group(actual_start="2020", actual_end="2024", stage="COM") == "counted"


def test_a_planned_end_counts_only_for_what_is_completed():
    over = {"actual_start": "2020", "planned_end": "2022"}

    assert group(stage="COM", **over) == "outside"
    assert group(stage="EXE", **over) == "counted"


def test_a_planned_start_is_counted_and_told_as_estimated():
    found = of(a_project(actual_start=""), a_project(actual_start="2024~"), a_project())

    assert found["I1-universe"].value("n", "counted") == 3
    assert found["I1-universe"].value("n", "estimated") == 2


def test_multilateral_support_is_a_mechanisms_own_work():
    own = of(a_project(modality="MUL"), party="CAF")["I1-universe"]

    assert own.value("n", "counted") == 1
    assert of(a_project(modality="MUL"))["I1-universe"].value("n", "apart") == 1


def test_actions_and_projects_are_never_added_up():
    found = of(a_project(), a_project(level="ACT"), a_project(level=""))["I1"]

    assert found.value("n", "BIL", "PROJ") == 1
    assert found.value("n", "BIL", "ACT") == 1
    assert found.value("n", "BIL", "") == 1
    assert found.value("n", "*", "*") == 3
    assert (found.coverage.n, found.coverage.of) == (2, 3)


def test_an_initiative_counts_in_each_year_in_which_it_was_under_way():
    records = [
        *(a_project(actual_start="2023-05", actual_end="2024-02", stage="COM") for _ in range(4)),
        *(a_project(actual_start="2024-09") for _ in range(4)),
    ]
    found = of(*records)["I1-year"]

    assert found.value("n", "2024", "BIL", "PROJ") == 8
    assert found.value("growth", "2024", "BIL", "PROJ") == 1
    assert found.value("n", "2025", "BIL", "PROJ") == 4
    assert found.row("2023", "BIL", "PROJ") is None


def test_stages_are_of_everything_recorded():
    found = of(a_project(), a_project(stage="FOR"), a_project(stage=""))["I1-stage"]

    assert [(row.key, row.cells[0].value) for row in found.rows] == [
        (("FOR",), 1),
        (("EXE",), 1),
        (("",), 1),
    ]
