from decimal import Decimal
from itertools import count

from hypothesis import given
from hypothesis import strategies as some

from desktop_app.records import sums
from desktop_app.records.figures.figure import Coverage
from tests.builders import a_project

_serials = count(1)


def a_line(**values):
    given = {
        "id": str(next(_serials)),
        "kind": "EXE",
        "payer": "BO",
        "cash_kind": "CASH",
        "refund": "NR",
        "currency": "USD",
        "amount": "1000",
        **values,
    }
    return {name: value for name, value in given.items() if value}


def in_kind(**values):
    given = {"cash_kind": "KIND", "currency": "", "amount": "", "refund": ""}
    return a_line(**{**given, "inkind_cat": "EXPFEE", "unit": "DAY", "quantity": "10", **values})


def with_lines(*lines):
    return a_project(money=list(lines))


def test_currencies_are_never_added_up():
    rows = sums.money([with_lines(a_line(), a_line(currency="BOB"), a_line(amount="0.5"))])

    assert [(row.currency, row.grant) for row in rows] == [
        ("BOB", Decimal(1000)),
        ("USD", Decimal("1000.5")),
    ]


def test_refundable_and_not_stand_apart_and_what_is_not_told_too():
    lines = [a_line(), a_line(refund="R"), a_line(refund=""), a_line(refund="MIX")]
    (row,) = sums.money([with_lines(*lines)])

    assert (row.grant, row.refundable, row.unstated) == (1000, 1000, 2000)
    assert row.in_kind is None


def test_a_revised_budget_takes_the_place_of_the_first_one_of_its_initiative():
    revised = with_lines(a_line(kind="BUD"), a_line(kind="BUDREV", amount="700"))
    other = with_lines(a_line(kind="BUD", amount="50"))
    (row,) = sums.money([revised, other])

    assert (row.kind, row.grant, row.initiatives) == ("BUD", 750, 2)


def test_what_has_no_amount_makes_no_sum():
    records = [with_lines(a_line(amount="")), a_project()]

    assert sums.money(records) == []
    assert sums.money_coverage(records, "EXE") == Coverage(0, 2)


def test_planned_and_delivered_quantities_do_not_mix():
    (row,) = sums.in_kind([with_lines(in_kind(kind="BUD", quantity="12"), in_kind())])

    assert (row.planned, row.delivered) == (12, 10)


def test_what_was_transferred_and_then_spent_is_counted_once():
    (row,) = sums.in_kind([with_lines(in_kind(kind="DIS"), in_kind(kind="EXE", quantity="8"))])

    assert row.delivered == 8


def test_units_are_never_added_up():
    rows = sums.in_kind([with_lines(in_kind(), in_kind(unit="HOUR"))])

    assert [row.unit for row in rows] == ["DAY", "HOUR"]


def test_expert_days_that_nobody_tells_are_none_and_not_zero():
    rows = sums.in_kind([with_lines(in_kind())])

    assert sums.delivered(rows, "EXPFEE", "DAY") == 10
    assert sums.delivered(rows, "TRAIN", "PERSON") is None


@given(some.lists(some.decimals(-(10**9), 10**9, allow_nan=False, places=4)))
def test_a_sum_is_exact(amounts):
    lines = [a_line(amount=f"{amount:f}") for amount in amounts]

    assert sum(row.grant for row in sums.money([with_lines(*lines)])) == sum(amounts)
