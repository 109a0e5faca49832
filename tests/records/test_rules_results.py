"""Rules on results and activities against cases that fire and cases that do not."""

import pytest

from desktop_app.records.checks import findings
from tests.builders import a_project

RESULT = {"id": "1", "title": "Técnicos formados", "measure": "UNIT", "target": "40"}
EVENT = {"id": "1", "title": "Curso", "form": "CRS", "start": "2024-06-03", "end": "2024-06-07"}


def severities(record, rule):
    return [one.severity.value for one in findings(record) if one.rule == rule]


@pytest.mark.parametrize(
    ("stage", "row", "found"),
    [
        ("EXE", RESULT, []),
        ("EXE", {**RESULT, "target": None}, ["warning"]),
        ("EXE", {**RESULT, "measure": "QUAL", "target": None}, []),
        ("COM", RESULT, ["warning"]),
        ("COM", {**RESULT, "actual": "38"}, []),
    ],
)
def test_what_is_measured_in_figures_has_a_target_and_at_the_end_what_was_reached(
    stage, row, found
):
    row = {name: value for name, value in row.items() if value}

    assert severities(a_project(stage=stage, results=[row]), "V28") == found


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"start": "2024-03-01", "end": "2024-03-02"}, []),
        ({"start": "2023-01-10", "end": "2023-01-11"}, ["warning"]),
        ({"start": "2027-06-01", "end": "2027-06-02"}, ["warning"]),
        ({"end": "2024-05-01"}, ["error"]),
        ({"experts": 2, "expert_days": "10"}, []),
        ({"experts": 2, "expert_days": "10.5"}, ["error"]),
        ({"end": "9999-12-31"}, []),
    ],
)
def test_an_activity_lies_near_the_dates_and_experts_work_one_day_a_day(changed, found):
    assert severities(a_project(events=[{**EVENT, **changed}]), "V29") == found
