"""V31 to V33, amounts in order: each fires, and each stays silent."""

from datetime import UTC, date, datetime

import pytest

from desktop_app.records import rules_source
from desktop_app.records.calls import closing_day
from desktop_app.records.checks import findings
from desktop_app.records.rules_source import stale
from tests.builders import a_source

RATE = {"interest": "0", "grace_months": 0, "maturity_months": 60}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(rules_source, "now", lambda: datetime(2026, 11, 23, tzinfo=UTC))


def fired(rule, **answers):
    """Return (severity, field) of what a rule tells of a source of a fixed amount."""
    found = findings(a_source(**{"amount_max": "35000", "currency": "USD", **answers}))
    return [(one.severity.value, one.field) for one in found if one.rule == rule]


def call(**answers):
    return [{"id": "a", "name": "Convocatoria", **answers}]


def test_a_source_needs_a_largest_amount_or_says_that_it_has_none():
    assert fired("required", amount_max=None) == [("missing", "amount_max")]
    assert fired("required", amount_max=None, amount_not_fixed="N") == [("missing", "amount_max")]
    assert fired("required", amount_max=None, amount_not_fixed="Y") == []


def test_an_amount_needs_its_currency():
    assert fired("V23", currency=None) == [("error", "currency")]
    assert fired("V23") == []


def test_the_smallest_amount_is_not_above_the_largest():
    assert fired("order", amount_min="35000.01") == [("error", "amount_min")]
    assert fired("order", amount_min="35000") == []
    assert fired("order", amount_min="9000") == []


@pytest.mark.parametrize(
    ("share", "fits"), [("0", True), ("100", True), ("101", False), ("-1", False)]
)
def test_a_share_lies_between_nothing_and_all(share, fits):
    assert (fired("order", cofinancing_pct=share) == []) is fits


def test_a_source_says_which_countries_may_apply():
    assert fired("required", eligible_groups=None) == [("missing", "eligible_countries")]
    assert fired("required", eligible_groups=None, eligible_countries=["BO"]) == []
    local = {"original": "es", "es": "Países en desarrollo"}
    assert fired("required", eligible_groups=None, eligible_text=local) == []


@pytest.mark.parametrize("lacking", RATE)
def test_what_has_to_be_paid_back_needs_its_terms(lacking):
    terms = {name: value for name, value in RATE.items() if name != lacking}

    assert fired("V31", refundability="R", **terms) == [("warning", "interest")]
    assert fired("V31", refundability="R", **RATE) == []
    assert fired("V31", refundability="NR", **terms) == []


@pytest.mark.parametrize(
    ("dates", "fits"),
    [
        ({"opens": "2026-03-01", "closes": "2026-04-30"}, True),
        ({"opens": "2026-03", "closes": "2026"}, True),
        ({"closes": "2026"}, True),
        ({"opens": "2026-05", "closes": "2026-04-30"}, False),
        ({"yearly": "04-30"}, True),
        ({"yearly": "30-04"}, False),
        ({"yearly": "4-30"}, False),
    ],
)
def test_a_call_closes_after_it_opens(dates, fits):
    assert (fired("V32", calls=call(**dates)) == []) is fits


@pytest.mark.parametrize(
    ("call_of", "days"),
    [
        ({"closes": "2026-12-23"}, 30),
        ({"closes": "2026-12-24"}, None),
        ({"closes": "2026-11-30"}, 7),
        ({"closes": "2026-12-01"}, 30),
        ({"closes": "2026-11-23"}, 7),
        ({"closes": "2026-11"}, 7),
        ({"closes": "2026-12"}, None),
        ({"closes": "2026-11-22"}, None),
        ({"closes": "2026"}, None),
        ({"closes": "2026-11-30", "state": "CLOSED"}, None),
        ({"yearly": "11-25"}, 7),
        ({"yearly": "12-20"}, 30),
        ({"yearly": "11-22"}, None),
        ({"yearly": "30-04"}, None),
        ({"closes": "2025-11-25", "yearly": "11-25"}, 7),
    ],
)
def test_a_call_that_closes_soon_is_told_thirty_and_seven_days_before(call_of, days):
    found = findings(a_source(amount_max="35000", currency="USD", calls=call(**call_of)))
    told = [one.values["days"] for one in found if one.rule == "V32" and one.values]

    assert told == ([days] if days else [])


def test_a_yearly_call_on_the_leap_day_closes_on_the_last_of_february():
    assert closing_day({"yearly": "02-29"}, date(2027, 2, 1)) == date(2027, 2, 28)
    assert closing_day({"yearly": "02-29"}, date(2028, 2, 1)) == date(2028, 2, 29)
    assert closing_day({"yearly": "01-05"}, date(2026, 12, 20)) == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("verified", "told"),
    [
        (None, [("missing", "last_verified")]),
        ("2025-11-22", [("warning", "last_verified")]),
        ("2025-10", [("warning", "last_verified")]),
        ("2025-11-23", []),
        ("2025", []),
        ("2026-11", []),
    ],
)
def test_a_source_is_verified_within_twelve_months(verified, told):
    assert fired("V33", last_verified=verified) == told


def test_a_source_verified_in_a_month_counts_to_its_last_day():
    assert not stale("2025-03", date(2026, 3, 31))
    assert stale("2025-03", date(2026, 4, 1))
