"""The digits of a card, typed from paper or the telephone."""

import pytest

from desktop_app.actions.comparing import compare_typed, refusal

DIGITS = "46357 32374 68924 88187 02587 49713 30172 68150"


def typed(**groups):
    parts = DIGITS.split()
    for name, group in groups.items():
        parts[int(name[1:]) - 1] = group
    return " ".join(parts)


@pytest.mark.parametrize(
    "text", [DIGITS, DIGITS.replace(" ", "-"), DIGITS.replace(" ", "\n  "), DIGITS.replace(" ", "")]
)
def test_the_right_digits_are_the_same_however_they_are_set_apart(text):
    assert compare_typed(DIGITS, text).same
    assert refusal(compare_typed(DIGITS, text)) is None


@pytest.mark.case("K8")
@pytest.mark.parametrize("number", range(1, 9))
def test_a_mistyped_group_is_named_and_no_other(number):
    group = DIGITS.split()[number - 1]
    other = str((int(group[0]) + 1) % 10) + group[1:]
    compared = compare_typed(DIGITS, typed(**{f"g{number}": other}))

    assert compared.differing == (number,)
    assert str(refusal(compared)).startswith(f"Group {number} differs.")


@pytest.mark.case("K8")
def test_two_digits_that_changed_places_name_their_group():
    compared = compare_typed(DIGITS, typed(g3="69824"))

    assert (compared.differing, compared.exchanged) == ((3,), None)


@pytest.mark.case("K8")
def test_two_groups_in_each_others_place_are_named_as_such():
    compared = compare_typed(DIGITS, typed(g2="02587", g5="32374"))

    assert compared.exchanged == (2, 5)
    assert "Groups 2 and 5 stand in each other's place" in str(refusal(compared))


@pytest.mark.case("K8")
def test_what_is_said_of_a_wrong_group_never_shows_the_right_one():
    said = str(refusal(compare_typed(DIGITS, typed(g1="00000", g4="11111"))))

    assert said.startswith("Groups 1, 4 differ.")
    assert not any(group in said for group in DIGITS.split())


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", (1, 2, 3, 4, 5, 6, 7, 8)),
        (DIGITS[:-1], (8,)),
        (typed(g4="8818"), (4,)),
        (typed(g4="8818x"), (4,)),
        (typed(g4="٨٨١٨٧"), (8,)),
        (f"{DIGITS} 12345", (9,)),
    ],
)
def test_a_group_that_lacks_digits_is_asked_for(text, numbers):
    compared = compare_typed(DIGITS, text)

    assert compared.incomplete == numbers
    assert not compared.same
