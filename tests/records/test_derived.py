from decimal import Decimal

import pytest

from desktop_app.records import derived
from tests.builders import a_project, a_source


@pytest.mark.parametrize(
    ("modality", "code"), [("BIL", "FC01"), ("REG", "FC01"), ("TRI", "FC02"), ("MUL", "FC03")]
)
def test_the_framework_follows_from_the_modality(modality, code):
    assert derived.framework(a_project(modality=modality)) == code


def test_nothing_follows_from_nothing():
    assert derived.framework(a_project(modality=None)) == ""


def test_dollars_are_summed_and_lines_without_a_rate_are_counted():
    line = {"kind": "EXE", "currency": "USD", "amount": "100"}
    other = {"kind": "EXE", "currency": "BOB", "amount": "691"}
    money = [{"id": "1", **line}, {"id": "2", **other, "rate": "6.91"}, {"id": "3", **other}]

    assert derived.dollars(a_project(money=money), "EXE") == (Decimal("200.00"), 1)
    assert derived.dollars(a_project(money=money), "BUD") == (Decimal(0), 0)


def test_what_a_source_funded_is_summed_by_currency():
    rows = [
        {"id": "1", "title": "A", "currency": "USD", "amount": "10"},
        {"id": "2", "title": "B", "currency": "USD", "amount": "5.5"},
        {"id": "3", "title": "C", "currency": "EUR", "amount": "1"},
        {"id": "4", "title": "D"},
    ]

    assert derived.funded_totals(a_source(track_record=rows)) == {
        "USD": Decimal("15.5"),
        "EUR": Decimal(1),
    }
