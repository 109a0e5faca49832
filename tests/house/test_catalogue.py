from tests import catalogue
from tests.catalogue import CANNOT, CASES

FAMILIES = {"S": 28, "B": 30, "K": 9, "M": 17, "X": 12}


def test_the_catalogue_has_its_ninety_six_cases():
    numbers = [f"{family}{one}" for family, most in FAMILIES.items() for one in range(1, most + 1)]

    assert list(CASES) == numbers
    assert len(CASES) == 96


def test_a_test_names_only_cases_that_there_are():
    assert {
        number: tests for number, tests in catalogue.shown().items() if number not in CASES
    } == {}


def test_a_case_is_named_by_a_test_and_not_by_what_helps_one():
    helpers = [
        test
        for tests in catalogue.shown().values()
        for test in tests
        if "::" in test and not test.rpartition("::")[2].startswith(("test_", "Test"))
    ]

    assert helpers == []


def test_every_case_is_shown_by_a_test_or_it_is_said_why_it_cannot_be():
    shown = catalogue.shown().keys()

    assert sorted(CASES.keys() - shown - CANNOT.keys()) == []
    assert sorted(CANNOT.keys() & shown) == []
    assert CANNOT.keys() <= CASES.keys()
