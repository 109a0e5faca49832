from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.rates import in_dollars, rates_of, usd_amount
from tests.builders import a_project

LINE = {"id": "1", "kind": "EXE", "currency": "BOB", "amount": "6910", "period_start": "2024-01"}


def test_an_amount_is_divided_by_the_units_for_one_dollar():
    assert usd_amount({**LINE, "rate": "6.91"}) == Decimal("1000.00")


def test_dollars_need_no_rate():
    assert in_dollars("12.345", "USD") == Decimal("12.34")


@pytest.mark.parametrize("missing", [{}, {"rate": "0"}, {"rate": "6.91", "currency": ""}])
def test_without_a_rate_or_a_currency_there_are_no_dollars(missing):
    assert usd_amount({**LINE, **missing}) is None


@given(
    st.decimals(min_value=0, max_value=10**14, places=2),
    st.decimals(min_value=Decimal("0.0001"), max_value=10**6, places=4),
)
def test_dollars_are_exact_to_half_a_cent(amount, rate):
    dollars = in_dollars(f"{amount:f}", "BOB", f"{rate:f}")

    assert abs(dollars - amount / rate) <= Decimal("0.005")


def test_the_rates_in_use_are_listed_once_with_their_source():
    rated = {**LINE, "rate": "6.91", "rate_kind": "AVG", "rate_source": "Banco Central"}
    by_hand = {**rated, "id": "2", "rate": "7", "rate_kind": "MAN", "rate_reason": "Convenio"}
    dollars = {**LINE, "id": "3", "currency": "USD", "rate": "1"}
    project = a_project(money=[rated, by_hand, dollars, LINE])

    assert [
        (row["rate"], row["source"], row["reason"]) for row in rates_of([project, project])
    ] == [
        ("6.91", "Banco Central", ""),
        ("7", "Banco Central", "Convenio"),
    ]
