from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.builders import a_project
from tests.records.figures.counting import a_line, of, parties, several

BUDGET = a_line(kind="BUD", amount="2000")
HALF = a_line(amount="1000")


def with_lines(*lines, **values):
    return a_project(money=list(lines), **values)


def test_execution_is_over_the_initiatives_that_tell_both():
    found = of(
        *several(3, money=[BUDGET, HALF]),
        *several(2, money=[BUDGET, a_line(amount="3000")]),
        *several(2, money=[BUDGET]),
        with_lines(HALF),
    )["I12"]

    assert (found.coverage.n, found.coverage.of) == (5, 8)
    assert found.value("budget", "*") == 10000
    assert found.value("executed", "*") == 9000
    assert found.value("ratio", "*") == Decimal("0.9")
    assert found.value("median", "*") == Decimal("0.5")


def test_execution_is_final_for_what_is_completed():
    found = of(*several(5, money=[BUDGET, HALF]), with_lines(BUDGET, HALF, stage="COM"))["I12"]

    assert [row.key for row in found.rows] == [("COM",), ("EXE",)]


def test_the_revised_budget_stands_for_the_first():
    lines = [BUDGET, a_line(kind="BUDREV", amount="500"), HALF]

    assert of(*several(5, money=lines))["I12"].value("ratio", "*") == 2


def test_an_amount_without_a_rate_is_left_out_and_counted_apart():
    foreign = a_line(kind="BUD", currency="BOB", amount="6910")
    found = of(*several(5, money=[BUDGET, HALF]), with_lines(foreign, HALF))

    assert found["I12"].coverage.n == 5
    assert found["I12"].remarks[0].values == {"n": 1}
    assert found["I15-usd"].remarks[0].values == {"n": 1}
    assert found["I15-usd"].value("NR", "BUD") == 10000
    assert found["I15-currency"].value("NR", "BUD", "BOB") == 6910


def test_an_amount_is_converted_at_the_rate_of_its_own_line():
    given = {"rate_kind": "AVG", "rate_source": "Central bank", "period_start": "2025"}
    lines = [
        a_line(currency="BOB", amount="691", rate="6.91", **given),
        a_line(currency="BOB", amount="700", rate="7", **given),
    ]
    found = of(with_lines(*lines))

    assert found["I15-usd"].value("NR", "EXE") == 200
    assert [row.key for row in found["I15-rate"].rows] == [
        ("BOB", "2025", "AVG", "Central bank", "")
    ] * 2
    assert [row.cells[1].value for row in found["I15-rate"].rows] == [Decimal("6.91"), 7]


def test_currencies_are_never_added_up_and_repayments_never_netted():
    found = of(
        with_lines(
            a_line(),
            a_line(currency="BOB", amount="5"),
            a_line(refund="R", amount="400"),
            a_line(kind="REP", refund="R", amount="100"),
        )
    )["I15-currency"]

    assert found.value("NR", "EXE", "USD") == 1000
    assert found.value("R", "EXE", "USD") == 400
    assert found.value("R", "REP", "USD") == 100
    assert found.value("KIND", "EXE", "USD") is None
    assert found.value("NR", "EXE", "BOB") == 5


def test_the_burden_is_shared_where_every_country_tells_its_part():
    roles = parties(BO="REC", AR="PRO")
    told = [a_line(payer="AR", amount="750"), a_line(payer="BO", amount="250")]
    found = of(
        *several(4, participants=roles, money=told),
        with_lines(a_line(payer="AR"), a_line(payer="BO", amount="0"), participants=roles),
        with_lines(a_line(payer="AR"), participants=roles),
    )["I13"]

    assert (found.coverage.n, found.coverage.of) == (5, 6)
    assert found.value("usd", "PRO") == 4000
    assert found.value("share", "REC") == Decimal("0.2")


def test_a_mechanism_need_not_tell_its_part():
    roles = parties(BO="REC", AR="PRO", CAF="ORG")
    lines = [a_line(payer="AR"), a_line(payer="BO"), a_line(payer="CAF"), a_line(payer="DE")]
    found = of(*several(5, participants=roles, money=lines))["I13"]

    assert [row.key for row in found.rows] == [("PRO",), ("REC",), ("ORG",), ("",)]


def test_size_is_told_for_each_day_of_the_duration():
    dates = {"planned_start": "2024-01-01", "planned_end": "2024-04-09"}
    found = of(*several(5, money=[BUDGET], **dates))["I14"]

    assert found.value("mean", "BUD") == found.value("median", "BUD") == 2000
    assert found.value("daily", "BUD") == 20
    assert found.row("EXE").coverage.n == 0


def test_the_share_in_kind_is_of_what_was_executed():
    things = a_line(cash_kind="KIND", amount="250", refund="")
    found = of(*several(5, money=[a_line(amount="750"), things]))["I16"]

    assert found.value("share", "*") == Decimal("0.25")


def test_activities_tell_what_no_amount_does():
    events = [
        {"id": "1", "form": "CRS", "start": "2025-03", "women": 12, "men": 8, "expert_days": "10"},
        {"id": "2", "form": "EXP", "start": "2025-04", "experts": 3, "expert_days": "4.5"},
        {"id": "3", "form": "CRS", "start": "2027-04", "women": 100},
    ]
    days = {"cash_kind": "KIND", "inkind_cat": "EXPFEE", "unit": "DAY", "quantity": "99"}
    found = of(
        a_project(events=events, money=[a_line(**days)]), with_lines(a_line(**days)), a_project()
    )["I16-totals"]

    assert found.value("total", "expert_days") == Decimal("14.5") + 99
    assert found.value("n", "expert_days") == 2
    assert found.value("total", "trained") == 20
    assert found.value("total", "women") == 12
    assert found.value("total", "courses") == 1
    assert found.value("total", "missions") == 1
    assert found.value("total", "experts") == 3
    assert found.value("total", "scholarship_months") is None


def test_what_is_planned_never_hides_in_what_was_delivered():
    days = {"cash_kind": "KIND", "inkind_cat": "EXPFEE", "unit": "DAY", "amount": ""}
    found = of(
        with_lines(a_line(kind="BUD", quantity="30", **days), a_line(quantity="12", **days))
    )["I16-quantity"]

    assert found.value("planned", "EXPFEE", "DAY") == 30
    assert found.value("delivered", "EXPFEE", "DAY") == 12


def test_a_revised_budget_takes_the_place_of_the_first_one_of_its_initiative():
    revised = with_lines(a_line(kind="BUD"), a_line(kind="BUDREV", amount="700"))
    found = of(revised, with_lines(a_line(kind="BUD", amount="50")))["I15-currency"]

    assert found.value("NR", "BUD", "USD") == 750
    assert found.value("n", "BUD", "USD") == 2


def test_refundable_and_not_stand_apart_and_what_is_not_told_too():
    lines = [a_line(), a_line(refund="R"), a_line(refund=""), a_line(refund="MIX")]
    found = of(with_lines(*lines))["I15-usd"]

    assert [cell.value for cell in found.row("EXE").cells] == [1, 1000, 1000, None, 2000]


def test_what_was_transferred_and_then_spent_counts_once():
    days = {"cash_kind": "KIND", "inkind_cat": "EXPFEE", "unit": "DAY", "amount": ""}
    lines = [a_line(kind="DIS", quantity="10", **days), a_line(quantity="8", **days)]

    assert of(with_lines(*lines))["I16-quantity"].value("delivered", "EXPFEE", "DAY") == 8


def test_units_are_never_added_up():
    things = {"cash_kind": "KIND", "inkind_cat": "EXPFEE", "amount": "", "quantity": "1"}
    lines = [a_line(unit="DAY", **things), a_line(unit="HOUR", **things)]

    assert len(of(with_lines(*lines))["I16-quantity"].rows) == 2


@given(some.lists(some.decimals(-(10**9), 10**9, allow_nan=False, places=4), min_size=1))
def test_a_sum_is_exact(amounts):
    lines = [a_line(amount=f"{amount:f}") for amount in amounts]

    assert of(with_lines(*lines))["I15-currency"].value("NR", "EXE", "USD") == sum(amounts)


@pytest.mark.parametrize("party", ["BO", ""])
def test_nothing_recorded_is_no_error(party):
    found = of(party=party)

    assert all(figure.coverage.n == 0 or figure.id == "Q2" for figure in found)
