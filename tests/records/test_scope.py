"""Who speaks for whose records."""

import pytest

from desktop_app.records.scope import lies_within, speaks_for


@pytest.mark.parametrize(
    ("scope", "office", "speaks"),
    [
        (("BO",), "BO", True),
        (("BO",), "BO-MAE", True),
        (("BO",), "BO-MAE-01", True),
        (("BO",), "BOX", False),
        (("BO-MAE",), "BO", False),
        (("BO-MAE",), "BO-MAEX", False),
        (("BO", "PE"), "PE-LIM", True),
        ((), "BO", False),
    ],
)
def test_a_code_stands_for_itself_and_for_what_lies_below_it(scope, office, speaks):
    assert speaks_for(scope, office) is speaks


def test_a_part_lies_within_the_whole_and_never_the_other_way_round():
    assert lies_within(["BO-MAE", "BO"], ["BO"])
    assert not lies_within(["BO", "PE"], ["BO"])
    assert lies_within([], [])
