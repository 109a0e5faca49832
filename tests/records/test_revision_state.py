"""The laws of a set of revisions: M1 to M10 and M13 of the catalogue of tests."""

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.initiative import INITIATIVE
from desktop_app.records.revision import read_revision, seal, state
from tests.builders import a_project
from tests.strategies import MOMENT, histories

RECORD = a_project(uid="00000000-0000-4000-8000-000000000001", human_code="BO-2026-0001")
PARTNER = {"id": "AR-PRO", "party": "AR", "role": "PRO", "partner_code": "AR-77"}


def revised(*seen, author="BO", deleted=None, draft=False, **answers):
    """Return a revision by one who has seen `seen` and changed these answers of the first."""
    base = seen[0] if seen else None
    record = replace(RECORD, values={**base.fields} if base else RECORD.values, draft=draft)
    record = replace(
        record.with_values(**answers),
        deleted=(base.deleted if base else "") if deleted is None else deleted,
    )
    return seal(record, parents=[one.id for one in seen], author=author, at=MOMENT)


def said(*revisions):
    return state(INITIATIVE, revisions)


def disputed(*revisions):
    """Return slot -> the values on which the sides differ."""
    return {
        conflict.slot: sorted(conflict.values.values(), key=str)
        for conflict in said(*revisions).conflicts
    }


ROOT = revised()


@pytest.mark.case("M1", "M4")
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_revisions_come_makes_no_difference(made, chance):
    shuffled = [*made, *made[:2]]
    chance.shuffle(shuffled)

    assert said(*shuffled) == said(*made)


@pytest.mark.case("M2", "M3")
@given(histories(), st.integers(0, 12), st.integers(0, 12))
def test_what_comes_in_parts_and_again_says_what_comes_at_once(made, first, second):
    parts = [made[:first], made[second:], made]
    known = {}
    for part in parts:
        known |= {revision.id: revision for revision in part}

    assert said(*known.values()) == said(*made)


@given(histories())
def test_a_revision_read_from_its_line_says_the_same(made):
    assert said(*(read_revision(revision.line) for revision in made)) == said(*made)


@given(histories())
def test_undoing_the_last_that_came_is_never_having_had_it(made):
    before = said(*made[:-1])
    merged = {revision.id: revision for revision in made}
    del merged[made[-1].id]

    assert said(*merged.values()) == before


@given(histories())
def test_nothing_that_stands_in_all_sides_is_lost(made):
    merged = said(*made)
    heads = [revision for revision in made if revision.id in merged.heads]

    for field in set.intersection(*(set(head.fields) for head in heads)):
        if all(head.fields[field] == heads[0].fields[field] for head in heads):
            assert merged.fields[field] == heads[0].fields[field]


@given(histories())
def test_one_who_has_seen_all_sides_settles_everything(made):
    merged = said(*made)
    heads = [revision for revision in made if revision.id in merged.heads]
    settled = revised(*heads, stage="SUS", deleted="")

    after = said(*made, settled)

    assert (after.heads, after.conflicts) == ((settled.id,), ())
    assert after.fields == settled.fields


def test_no_revisions_say_nothing():
    nothing = said()

    assert (nothing.fields, nothing.conflicts, nothing.heads) == ({}, (), ())


@pytest.mark.case("M5")
def test_two_values_for_one_answer_are_both_kept():
    ours, theirs = revised(ROOT, stage="COM"), revised(ROOT, stage="SUS", author="SELA")

    assert disputed(ROOT, ours, theirs) == {"stage": ["COM", "SUS"]}
    assert said(ROOT, ours, theirs).fields["stage"] in ("COM", "SUS")


@pytest.mark.case("M6")
def test_the_same_value_from_two_sides_is_no_conflict():
    ours, theirs = revised(ROOT, stage="COM"), revised(ROOT, stage="COM", author="SELA")

    merged = said(ROOT, ours, theirs)

    assert merged.conflicts == ()
    assert merged.fields["stage"] == "COM"


@pytest.mark.case("M7")
def test_different_answers_come_together():
    ours, theirs = revised(ROOT, stage="COM"), revised(ROOT, sector="S05")

    merged = said(ROOT, ours, theirs)

    assert merged.conflicts == ()
    assert (merged.fields["stage"], merged.fields["sector"]) == ("COM", "S05")


def test_two_languages_of_a_text_come_together():
    spanish = {"original": "es", "es": "Agua y suelos"}
    ours = revised(ROOT, title=spanish)
    theirs = revised(ROOT, title={**ROOT.fields["title"], "pt": "Água"})

    merged = said(ROOT, ours, theirs)

    assert merged.fields["title"] == {"original": "es", "es": "Agua y suelos", "pt": "Água"}
    assert merged.conflicts == ()


def test_elements_added_and_taken_away_come_together():
    base = revised(ROOT, other_forms=["TA", "TR"])
    ours, theirs = revised(base, other_forms=["TR"]), revised(base, other_forms=["TA", "TR", "XP"])

    assert said(base, ours, theirs).fields["other_forms"] == ["TR", "XP"]


def test_rows_changed_added_and_left_come_together():
    first, second = ROOT.fields["participants"]
    fresh = {"id": "CL-SEC", "party": "CL", "role": "SEC"}
    ours = revised(ROOT, participants=[fresh, first, second])
    theirs = revised(ROOT, participants=[first, PARTNER])

    merged = said(ROOT, ours, theirs)

    assert merged.conflicts == ()
    rows = merged.fields["participants"]
    assert {row["id"] for row in rows} == {"BO-REC", "AR-PRO", "CL-SEC"}
    assert PARTNER in rows


def test_an_answer_taken_away_and_changed_is_a_conflict_that_keeps_the_change():
    ours, theirs = revised(ROOT, actual_start=None), revised(ROOT, actual_start="2025")

    assert disputed(ROOT, ours, theirs) == {"actual_start": ["2025", None]}
    assert said(ROOT, ours, theirs).fields["actual_start"] == "2025"


def test_an_answer_taken_away_by_one_side_is_gone():
    ours, theirs = revised(ROOT, actual_start=None), revised(ROOT, stage="COM")

    assert "actual_start" not in said(ROOT, ours, theirs).fields


@pytest.mark.case("M8")
@pytest.mark.parametrize("reverse", [False, True])
def test_a_withdrawal_that_meets_an_edit_is_seen_by_both(reverse):
    gone = revised(ROOT, deleted="doble")
    edited = revised(ROOT, stage="COM")
    several = [ROOT, gone, edited]

    merged = said(*(reversed(several) if reverse else several))

    assert merged.deleted == ""
    assert merged.fields["stage"] == "COM"
    assert [one.slot for one in merged.conflicts] == ["deleted"]
    assert merged.conflicts[0].values == {gone.id: "doble", edited.id: None}


def test_a_withdrawal_that_all_have_seen_stands():
    gone = revised(ROOT, deleted="doble")

    assert said(ROOT, gone).deleted == "doble"


def test_two_withdrawals_agree():
    merged = said(ROOT, revised(ROOT, deleted="doble"), revised(ROOT, deleted="prueba"))

    assert merged.deleted in ("doble", "prueba")
    assert "deleted" not in {one.slot for one in merged.conflicts}


def test_a_withdrawal_taken_back_stands_against_a_later_edit():
    gone = revised(ROOT, deleted="doble")
    back, edited = revised(gone, deleted=""), revised(gone, stage="COM")

    merged = said(ROOT, gone, back, edited)

    assert (merged.deleted, merged.conflicts) == ("", ())


def test_a_field_named_deleted_is_not_taken_for_a_withdrawal():
    record = replace(RECORD, extra={"deleted": "field"})
    several = [
        seal(replace(record, extra={"deleted": text}), parents=[], author="BO", at=MOMENT)
        for text in ("one", "two")
    ]

    merged = said(*several)

    assert merged.deleted == ""
    assert [one.slot for one in merged.conflicts] == ["/deleted"]
    assert merged.fields["deleted"] in ("one", "two")


@pytest.mark.case("M9")
def test_an_open_conflict_stays_when_more_comes():
    ours, theirs = revised(ROOT, stage="COM"), revised(ROOT, stage="SUS")
    later = revised(ours, sector="S05")

    assert disputed(ROOT, ours, theirs, later) == {"stage": ["COM", "SUS"]}


def test_who_has_seen_both_sides_settles_a_conflict():
    ours, theirs = revised(ROOT, stage="COM"), revised(ROOT, stage="SUS")
    settled = revised(ours, theirs, stage="SUS")
    late = revised(ours, sector="S05")

    merged = said(ROOT, ours, theirs, settled, late)

    assert merged.conflicts == ()
    assert (merged.fields["stage"], merged.fields["sector"]) == ("SUS", "S05")


@pytest.mark.case("M10")
def test_two_who_settle_crosswise_are_asked_once_more():
    ours, theirs = revised(ROOT, stage="COM"), revised(ROOT, stage="SUS")
    one, other = revised(ours, theirs, stage="COM"), revised(theirs, ours, stage="SUS")

    assert disputed(ROOT, ours, theirs, one, other) == {"stage": ["COM", "SUS"]}


@pytest.mark.case("M10")
def test_three_sides_show_three_values():
    sides = [revised(ROOT, stage=stage) for stage in ("COM", "SUS", "CAN")]

    assert disputed(ROOT, *sides) == {"stage": ["CAN", "COM", "SUS"]}
    assert len(said(ROOT, *sides).heads) == 3


def test_two_records_of_one_identity_show_all_that_differs():
    other = seal(a_project(uid=RECORD.uid, stage="COM"), parents=[], author="AR", at=MOMENT)

    assert disputed(ROOT, other)["stage"] == ["COM", "EXE"]


def test_a_draft_on_one_side_leaves_a_draft():
    assert said(ROOT, revised(ROOT, stage="COM"), revised(ROOT, sector="S05", draft=True)).draft


def test_a_revision_whose_parent_never_came_is_read_all_the_same():
    lost = revised(ROOT, stage="COM")
    later = revised(lost, sector="S05")

    assert said(later).fields == later.fields


@pytest.mark.case("M10")
def test_a_history_of_five_thousand_is_merged_at_once():
    chain = [ROOT]
    for number in range(5_000):
        chain.append(revised(chain[-1], objective={"original": "es", "es": f"Paso {number}"}))
    side = revised(ROOT, objective={"original": "es", "es": "Otro"}, stage="COM")
    chain.reverse()

    began = process_time()
    merged = said(*chain, side)
    took = process_time() - began

    assert [one.slot for one in merged.conflicts] == ["objective/es"]
    assert merged.fields["stage"] == "COM"
    assert (
        took < 1
    )  # 0.1 here; a recursion or a square of 5,000 would take minutes or end in an error
