from datetime import date

import pytest

from desktop_app.records.eligibility import deadlines, may_apply, next_deadline
from tests.builders import a_source

TODAY = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("listed", "groups", "country", "answer"),
    [
        (["BO"], [], "BO", "Y"),
        (["AR"], [], "BO", "N"),
        ([], ["CAN"], "BO", "Y"),
        ([], ["CARICOM"], "BO", "N"),
        ([], ["ALBA"], "BO", ""),  # its membership is marked as doubtful
        ([], ["SELA"], "CR", ""),  # likewise
        ([], ["SELA"], "BO", "Y"),
        ([], ["G77"], "BO", ""),  # its members are not known here
        ([], [], "BO", ""),
        ([], ["SELA"], "DE", ""),
        (["BO"], [], "DE", "N"),
    ],
)
def test_a_country_may_apply_if_it_or_its_group_is_listed(listed, groups, country, answer):
    source = a_source(eligible_countries=listed, eligible_groups=groups)

    assert may_apply(source, country) == answer


@pytest.mark.parametrize(
    ("call", "day"),
    [
        ({"closes": "2026-12-15"}, date(2026, 12, 15)),
        ({"closes": "2026-11"}, date(2026, 11, 30)),
        ({"closes": "2025-04-30"}, None),
        ({"yearly": "04-30"}, date(2027, 4, 30)),
        ({"yearly": "10-31"}, TODAY),
        ({"yearly": "02-29"}, date(2027, 2, 28)),
        ({"yearly": "13-45"}, None),
        ({"yearly": "in spring"}, None),
    ],
)
def test_the_next_deadline_is_the_nearest_one_ahead(call, day):
    assert next_deadline(a_source(calls=[{"id": "1", "name": "Call", **call}]), TODAY) == day


def test_the_nearest_of_several_calls_wins():
    calls = [{"id": "1", "closes": "2027-01-01"}, {"id": "2", "yearly": "11-30"}]

    assert next_deadline(a_source(calls=calls), TODAY) == date(2026, 11, 30)


def test_every_call_gives_its_next_day_once_the_nearest_first():
    calls = [
        {"id": "1", "name": "Anual", "yearly": "04-30", "closes": "2027-03"},
        {"id": "2", "name": "Abierta", "closes": "2026-11-15"},
        {"id": "3", "name": "Pasada", "closes": "2026-01-15"},
    ]
    ahead = deadlines(a_source(calls=calls), TODAY)

    assert [(one.call["name"], one.written, one.yearly) for one in ahead] == [
        ("Abierta", "2026-11-15", False),
        ("Anual", "2027-03", False),
    ]
