"""V20 to V27: each fires, and each stays silent."""

from datetime import UTC, datetime

import pytest

from desktop_app.records import rules_money
from desktop_app.records.checks import findings
from tests.builders import a_project

CASH = {
    "id": "a",
    "kind": "BUD",
    "payer": "AR",
    "receiver": "BO",
    "period_start": "2024-01-01",
    "period_end": "2024-12-31",
    "cash_kind": "CASH",
    "refund": "NR",
    "currency": "USD",
    "amount": "1000",
}
IN_KIND = {
    **{name: value for name, value in CASH.items() if name not in ("currency", "amount")},
    "cash_kind": "KIND",
    "inkind_cat": "EXPFEE",
    "quantity": "10",
    "unit": "DAY",
    "valuation": "NONE",
}
VALUED = {
    **IN_KIND,
    "valuation": "TARIFF",
    "currency": "USD",
    "unit_value": "100",
    "amount": "1005",
}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(rules_money, "now", lambda: datetime(2026, 3, 15, tzinfo=UTC))


def fired(line, stage="EXE", **changes):
    """Return the rules that a changed line breaks, None in `changes` takes an answer away."""
    row = {name: value for name, value in {**line, **changes}.items() if value is not None}
    found = findings(a_project(money=[row], stage=stage))
    assert {one.row for one in found if one.field == "money"} <= {"a"}
    return [one.rule for one in found if one.field == "money"]


@pytest.mark.parametrize("line", [CASH, IN_KIND, VALUED])
def test_a_whole_line_has_no_findings(line):
    assert fired(line) == []


def test_nothing_is_executed_before_the_start():
    assert fired(CASH, kind="EXE", stage="APP") == ["V20"]
    assert fired(CASH, kind="BUD", stage="APP") == []


@pytest.mark.parametrize("party", ["payer", "receiver"])
def test_payer_and_receiver_are_parties(party):
    assert fired(CASH, **{party: "CL"}) == ["V21"]


def test_a_receiver_may_be_left_open():
    assert fired(CASH, receiver=None) == []


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"period_start": "2024-12", "period_end": "2024-01"}, ["V22"]),
        ({"period_start": "2024-01-01", "period_end": "2025-06-30"}, ["V22"]),
        ({"period_start": "2024", "period_end": "2024"}, []),
        ({"kind": "EXE", "period_start": "2024-01", "period_end": "2025-12"}, []),
        ({"kind": "EXE", "period_start": "2026-04", "period_end": "2026-05"}, ["V22"]),
        ({"kind": "EXE", "period_start": "2026", "period_end": "2026"}, []),
        ({"period_start": "2027", "period_end": "2027"}, []),
    ],
)
def test_a_period_is_in_order_and_fits_its_kind(changes, rules):
    assert fired(CASH, **changes) == rules


@pytest.mark.parametrize(
    "changes", [{"amount": None}, {"currency": None}, {"amount": "0"}, {"amount": "-5"}]
)
def test_cash_needs_an_amount_and_its_currency(changes):
    assert fired(CASH, **changes) == ["V23"]


def test_a_line_that_does_not_say_cash_or_in_kind_is_asked_only_that():
    assert fired(CASH, cash_kind=None, amount=None, currency=None) == ["required"]


@pytest.mark.parametrize("changes", [{"quantity": None}, {"unit": None}, {"quantity": "-1"}])
def test_what_is_given_in_kind_needs_a_quantity_and_a_unit(changes):
    assert fired(IN_KIND, **changes) == ["V25"]


@pytest.mark.parametrize(
    ("amount", "rules"),
    [("1000", []), ("1010", []), ("990", []), ("1011", ["V25"]), ("1", ["V25"])],
)
def test_an_amount_in_kind_is_quantity_times_value_within_one_in_a_hundred(amount, rules):
    assert fired(VALUED, amount=amount) == rules


def test_what_is_not_valued_has_no_amount():
    assert fired(IN_KIND, amount="5", currency="USD") == ["V26"]


def test_an_amount_in_kind_needs_its_currency():
    assert fired(VALUED, currency=None) == ["V23"]


def test_a_second_line_is_looked_at_on_its_own():
    record = a_project(money=[CASH, {**CASH, "id": "b", "amount": "-1"}])

    assert [(one.rule, one.row) for one in findings(record)] == [("V23", "b")]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"rate": "6.91", "rate_source": "Banco Central"}, []),
        ({"rate": "6.91"}, ["V24"]),
        ({"rate": "0", "rate_source": "Banco Central"}, ["V24"]),
        ({"rate": "7", "rate_kind": "MAN"}, ["V24"]),
        ({"rate": "7", "rate_kind": "MAN", "rate_reason": "Fijada en el convenio"}, []),
    ],
)
def test_a_rate_says_where_it_comes_from_and_why_by_hand(changes, found):
    assert fired(CASH, currency="BOB", **changes) == found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, ["V27"]),
        ({"interest": "2.5", "grace_months": 24}, ["V27"]),
        ({"interest": "0", "grace_months": 0, "maturity_months": 120}, []),
    ],
)
def test_what_has_to_be_paid_back_has_its_terms(changes, found):
    assert fired(CASH, refund="R", **changes) == found
