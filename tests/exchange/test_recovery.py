import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.recovery import (
    ALPHABET,
    GROUPS,
    LETTERS,
    _remainder,
    groups_of,
    is_group,
    read_groups,
    tidy,
)

SEED = bytes(range(7, 39))
seeds = st.binary(min_size=32, max_size=32)


def joined(groups):
    return "".join(groups)


def cut(letters):
    return [letters[start : start + LETTERS] for start in range(0, len(letters), LETTERS)]


def with_letter(groups, place, letter):
    letters = joined(groups)
    return cut(letters[:place] + letter + letters[place + 1 :])


@given(seeds)
def test_the_groups_of_a_seed_give_it_back(seed):
    groups = groups_of(seed)

    assert [len(group) for group in groups] == [LETTERS] * GROUPS
    assert read_groups(groups).seed == seed


@given(seeds)
def test_small_letters_spaces_and_letters_like_figures_are_taken(seed):
    typed = [
        f" {group[:2].lower()} {group[2:]}".replace("0", "o").replace("1", "l").replace("V", "u")
        for group in groups_of(seed)
    ]

    assert read_groups(typed).seed == seed


@pytest.mark.case("K3")
def test_any_one_wrong_letter_names_its_group_and_no_other():
    groups = groups_of(SEED)
    for place in range(GROUPS * LETTERS):
        for letter in ALPHABET:
            if letter != joined(groups)[place]:
                found = read_groups(with_letter(groups, place, letter))

                assert (found.seed, found.wrong) == (None, (place // LETTERS + 1,))


@pytest.mark.case("K3")
@given(seeds, st.integers(0, GROUPS * LETTERS - 1), st.sampled_from(ALPHABET))
def test_one_wrong_letter_of_any_sheet_names_its_group(seed, place, letter):
    groups = groups_of(seed)
    found = read_groups(with_letter(groups, place, letter))

    if letter == joined(groups)[place]:
        assert found.seed == seed
    else:
        assert (found.seed, found.wrong) == (None, (place // LETTERS + 1,))


@pytest.mark.case("K3")
def test_two_neighbours_that_changed_places_name_their_groups():
    for seed in (SEED, bytes(32), b"\xff" * 32, bytes(reversed(SEED))):
        letters = joined(groups_of(seed))
        for place in range(len(letters) - 1):
            if letters[place] != letters[place + 1]:
                swapped = letters[:place] + letters[place + 1] + letters[place]
                found = read_groups(cut(swapped + letters[place + 2 :]))

                assert found.seed is None
                assert set(found.wrong) == {place // LETTERS + 1, (place + 1) // LETTERS + 1}


@pytest.mark.case("K3")
def test_any_two_letters_that_changed_places_are_among_the_groups_named():
    letters = joined(groups_of(SEED))
    for one, other in combinations(range(len(letters)), 2):
        if letters[one] == letters[other]:
            continue
        swapped = list(letters)
        swapped[one], swapped[other] = letters[other], letters[one]
        found = read_groups(cut("".join(swapped)))

        assert found.seed is None
        assert {one // LETTERS + 1, other // LETTERS + 1} <= set(found.wrong)


@pytest.mark.case("K3")
def test_two_groups_typed_in_each_others_place_are_both_named():
    groups = groups_of(SEED)
    for one, other in combinations(range(GROUPS), 2):
        typed = groups.copy()
        typed[one], typed[other] = groups[other], groups[one]

        assert read_groups(typed).wrong == (one + 1, other + 1)


def test_two_wrong_letters_are_never_taken_for_one_or_for_none():
    draw = random.Random(3)  # noqa: S311 - a test
    for _ in range(300):
        groups = groups_of(SEED)
        one, other = draw.sample(range(GROUPS * LETTERS), 2)
        letters = joined(groups)
        for place in (one, other):
            differing = [letter for letter in ALPHABET if letter != letters[place]]
            groups = with_letter(groups, place, draw.choice(differing))
        found = read_groups(groups)

        assert found.seed is None
        assert len(found.wrong) != 1 or one // LETTERS == other // LETTERS == found.wrong[0] - 1


def test_no_change_of_two_letters_is_a_change_of_one_or_of_none():
    places = range(GROUPS * LETTERS)
    alone = [[_remainder([symbol, *[0] * place]) for symbol in range(1, 32)] for place in places]
    singles = {value for values in alone for value in values}
    both = {
        alone[one][0] ^ value for one, other in combinations(places, 2) for value in alone[other]
    }

    assert len(singles) == 56 * 31
    assert 0 not in singles | both
    assert not both & singles  # with one of the two letters scaled to 1: all scalings are alike


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({3: "Ñ0?0"}, (3,)),
        ({3: "123", 14: "12345"}, (3, 14)),
        ({1: "", 2: ""}, (1, 2)),
        ({9: "Ñ000"}, (9,)),
    ],
)
def test_a_group_that_can_be_none_is_named_at_once(typed, wrong):
    groups = groups_of(SEED)
    for number, group in typed.items():
        groups[number - 1] = group

    assert read_groups(groups).wrong == wrong


def test_too_few_or_too_many_groups_are_no_sheet():
    groups = groups_of(SEED)
    for typed in ([], groups[:13], [*groups, groups[0]]):
        found = read_groups(typed)

        assert found.seed is None
        assert found.wrong


def test_a_sheet_that_is_wrong_all_over_names_nothing_and_gives_nothing():
    groups = groups_of(SEED)
    typed = [group[::-1] for group in groups]
    found = read_groups(typed)

    assert (found.seed, found.wrong) == (None, ())


@given(st.lists(st.text(max_size=6), max_size=20))
def test_no_text_breaks_the_reading(typed):
    assert read_groups(typed).seed is None
    assert all(is_group(group) == is_group(tidy(group)) for group in typed)
