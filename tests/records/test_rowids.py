from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.kinds import KINDS
from desktop_app.records.rowids import row_name, with_row_ids

PARTIES = KINDS["initiative"].question("participants")
MONEY = KINDS["initiative"].question("money")

party_rows = st.lists(
    st.fixed_dictionaries(
        {"party": st.sampled_from(["BO", "AR"]), "role": st.sampled_from(["REC", "PRO", "PRO.2"])},
        optional={"id": st.sampled_from(["BO-REC", "BO-REC.2", "BO-PRO.2", "x"])},
    ),
    max_size=5,
)
money_rows = st.lists(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["BUD", "EXE"])}, optional={"id": st.sampled_from(["a", "a.2"])}
    ),
    max_size=5,
)


def ids(question, *rows):
    return [row["id"] for row in with_row_ids(question, rows)]


def test_two_sides_that_add_the_same_party_give_it_the_same_name():
    assert row_name(PARTIES, {"party": "BO", "role": "REC"}) == "BO-REC"


def test_two_sides_that_add_the_same_line_give_it_the_same_name():
    line = {"kind": "BUD", "amount": "10"}

    assert row_name(MONEY, line) == row_name(MONEY, {"id": "x", "amount": "10", "kind": "BUD"})
    assert row_name(MONEY, line) != row_name(MONEY, {**line, "amount": "11"})


def test_a_line_keeps_its_name_when_its_content_changes():
    assert ids(MONEY, {"id": "ab12", "kind": "EXE"}) == ["ab12"]


def test_a_party_whose_role_changes_takes_the_name_of_its_new_role():
    assert ids(PARTIES, {"id": "BO-REC", "party": "BO", "role": "PRO"}) == ["BO-PRO"]


def test_a_name_that_comes_again_gets_a_number():
    twice = {"party": "BO", "role": "REC"}

    assert ids(PARTIES, twice, twice, twice) == ["BO-REC", "BO-REC.2", "BO-REC.3"]


def test_a_number_stays_when_the_first_of_its_name_is_gone():
    assert ids(PARTIES, {"id": "BO-REC.2", "party": "BO", "role": "REC"}) == ["BO-REC.2"]


@given(st.tuples(st.just(PARTIES), party_rows) | st.tuples(st.just(MONEY), money_rows))
def test_names_are_unique_and_stay(case):
    question, rows = case

    named = with_row_ids(question, rows)

    assert len({row["id"] for row in named}) == len(rows)
    assert with_row_ids(question, named) == named
