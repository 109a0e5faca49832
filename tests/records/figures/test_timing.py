from decimal import Decimal

from tests.builders import a_project
from tests.records.figures.counting import of, several


def dated(number, start, planned="2024-03-01", **values):
    return several(number, actual_start=start, planned_start=planned, **values)


def test_the_start_is_on_time_on_the_planned_day_or_before():
    found = of(
        *dated(3, "2024-03-01", approval_date="2024-02-01"),
        *dated(2, "2024-03-11", approval_date="2024-02-01"),
        *dated(2, "2024-03", approval_date="2024-02-01"),
    )["I9"]

    assert found.value("n", "plan") == 5
    assert found.value("mean", "plan") == 4
    assert found.value("median", "plan") == 0
    assert found.value("on time", "plan") == Decimal("0.6")
    assert found.value("mean", "approval") == 33


def test_the_end_overruns_the_planned_duration():
    ended = {"stage": "COM", "planned_start": "2024-01-01", "planned_end": "2024-04-10"}
    found = of(
        *several(4, actual_end="2024-04-20", **ended),
        *several(1, actual_end="2024-04-10", **ended),
        *several(3, actual_end="2024-04-20", **{**ended, "stage": "EXE"}),
    )["I10"]

    assert found.value("n", "end") == 5
    assert found.value("mean", "end") == 8
    assert found.value("on time", "end") == Decimal("0.2")
    assert found.value("overrun median", "end") == Decimal("0.1")


def test_duration_counts_both_days_and_no_estimated_dates():
    ended = {"stage": "COM", "actual_start": "2024-03-01"}
    found = of(
        *several(5, actual_end="2024-03-10", **ended),
        a_project(actual_end="2024-03-20~", **ended),
        a_project(actual_end="2024-04", **ended),
    )["I11"]

    assert found.value("median", "*", "*") == 10
    assert found.value("n", "PROJ", "BIL") == 5
    assert (found.coverage.n, found.coverage.of) == (5, 7)


def test_a_middle_between_two_is_their_mean():
    found = of(*dated(3, "2024-03-01"), *dated(3, "2024-03-06"))["I9"]

    assert found.value("median", "plan") == Decimal("2.5")
