from datetime import date

import pytest
from hypothesis import given

from desktop_app.records.dates import first_day, last_day, surely_after
from tests.strategies import dates


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024~", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02~", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-03-15", date(2024, 3, 15), date(2024, 3, 15)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_means_a_span_of_days(written, first, last):
    assert (first_day(written), last_day(written)) == (first, last)


@pytest.mark.parametrize(
    ("later", "earlier", "sure"),
    [
        ("2025", "2024", True),
        ("2024-05", "2024", False),
        ("2024", "2024-05", False),
        ("2024-05-02", "2024-05-01", True),
        ("2024-05-01", "2024-05-01", False),
        ("2024-06", "2024-05-31", True),
    ],
)
def test_a_date_is_later_only_when_no_precision_could_hide_the_contrary(later, earlier, sure):
    assert surely_after(later, earlier) is sure


@given(dates, dates)
def test_two_dates_are_never_after_each_other(one, other):
    assert not (surely_after(one, other) and surely_after(other, one))
    assert first_day(one) <= last_day(one)
