"""What one side holds no more comes back with the next exports, and no false difference stays."""

import pytest

from desktop_app.actions import (
    answers,
    bundles,
    gathering,
    keeping,
    keys,
    merging,
    planning,
    records,
    restoring,
)
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import UserError
from desktop_app.language import Language
from desktop_app.store import revisions
from desktop_app.ui.parts.road_words import came_text
from tests.actions.conftest import in_conflict, merged, ready, sent


def answer(office, above, folder):
    return answers.read_answer(office, answers.make_answer(above, office.code, folder).bundle)


def lines(office, uid):
    return set(revisions.of_records(office.store, [uid]).get(uid, {}))


def edited(office, record, **values):
    return records.mark_ready(office, records.edit_record(office, record.uid, values))


def said(notes):
    return " ".join(Language("en").sentence(note) for note in notes)


@pytest.fixture
def levels(tmp_path):
    """A ministry with two roads: to its national office, and to the Secretariat."""
    roles = {"BO-MIN": "office", "BO": "office", "SELA": "secretariat"}
    opened = {
        code: set_up(tmp_path / code, code=code, name=f"Office {code}", role=role)
        for code, role in roles.items()
    }
    for code, office in opened.items():
        keys.make_card(office, tmp_path / f"{code}.surco")
        for other, reader in opened.items():
            if other != code:
                keys.trust_card(reader, keys.read_card(tmp_path / f"{code}.surco"))
    yield opened.values()
    for office in opened.values():
        office.close()


def test_a_decision_that_a_restored_secretariat_lacks_comes_back_with_the_next_exports(
    pair, tmp_path
):
    _closed, sela = pair
    held = in_conflict(pair, tmp_path)
    backup = keeping.back_up(sela, always=True).backup.path
    merging.resolve(sela, held, {"sector": held.heads[0]})
    sela_answer = answers.make_answer(sela, "BO", tmp_path / "answers").bundle
    sela.close()
    restoring.restore(sela.home, backup)
    with open_office(tmp_path / "bo2") as bo, open_office(sela.home) as again:
        answers.read_answer(bo, sela_answer)
        edited(bo, held, local_code="GHA")
        merged(again, sent(bo, tmp_path / "post"))
        told = answer(bo, again, tmp_path / "answers2")
        planned = planning.plan_bundle(again, sent(bo, tmp_path / "post"))
        merging.apply_plan(again, planned)
        answer(bo, again, tmp_path / "answers2")

        assert not planned.said_ours  # its own seal on the old answer proves it
        assert "does not hold whole any more: 1" in said(told.notes)
        assert records.find(again, held.uid).conflicts == ()
        assert lines(bo, held.uid) <= lines(again, held.uid)
        assert records.find(bo, held.uid).status == "accepted"
        assert not gathering.what_goes(bo).anything


def test_a_decision_on_which_nothing_was_built_comes_back_as_well(pair, tmp_path):
    _closed, sela = pair
    held = in_conflict(pair, tmp_path)
    backup = keeping.back_up(sela, always=True).backup.path
    merging.resolve(sela, held, {"sector": held.heads[0]})
    decided = answers.make_answer(sela, "BO", tmp_path / "answers").bundle
    sela.close()
    restoring.restore(sela.home, backup)
    with open_office(tmp_path / "bo2") as bo, open_office(sela.home) as again:
        answers.read_answer(bo, decided)
        answer(bo, again, tmp_path / "answers2")

        assert [line.author for line in gathering.what_goes(bo).lines] == ["SELA"]


def test_a_middle_merge_that_was_undone_is_asked_for_and_comes_again(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    names = []
    for value in ("S04", "S14", "S26"):
        record = edited(bo, record, sector=value)
        names.append(merged(sela, sent(bo, tmp_path / "post")))
        answer(bo, sela, tmp_path / "answers")
    merging.undo_merge(sela, names[1])
    answer(bo, sela, tmp_path / "answers")
    merged(sela, sent(bo, tmp_path / "post"))
    answer(bo, sela, tmp_path / "answers")

    assert "builds on a version" not in came_text(sela, record.uid, Language("en"))
    assert lines(sela, record.uid) == lines(bo, record.uid)
    assert records.find(sela, record.uid).conflicts == ()
    assert records.find(bo, record.uid).status == "accepted"


def test_the_only_merge_undone_is_answered_and_all_goes_again(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    merge = merged(sela, sent(bo, tmp_path / "post"))
    answer(bo, sela, tmp_path / "answers")
    merging.undo_merge(sela, merge)
    told = answer(bo, sela, tmp_path / "answers")

    assert (told.results, records.find(bo, record.uid).status) == ((), "sent")
    assert "goes with the next bundle" in said(told.notes)
    assert gathering.what_goes(bo).anything


def test_nothing_is_answered_to_an_office_of_which_nothing_ever_came(pair, tmp_path):
    _bo, sela = pair

    with pytest.raises(UserError, match="Nothing of BO was merged yet"):
        answers.make_answer(sela, "BO", tmp_path / "answers")


def test_a_ministry_whose_both_roads_were_undone_does_not_stand_as_accepted(levels, tmp_path):
    ministry, national, sela = levels
    uid = ready(ministry).uid
    direct = merged(sela, bundles.export_bundle(ministry, tmp_path / "d", to="SELA").bundle)
    merged(national, bundles.export_bundle(ministry, tmp_path / "up", to="BO").bundle)
    around = merged(sela, sent(national, tmp_path / "post"))
    for office, above in ((ministry, sela), (national, sela), (ministry, national)):
        answer(office, above, tmp_path / f"{above.code}")
    seen = [records.find(ministry, uid).status]
    for name in (direct, around):
        merging.undo_merge(sela, name)
    for office, above in ((ministry, sela), (national, sela), (ministry, national)):
        answer(office, above, tmp_path / f"{above.code}")
        seen.append(records.find(ministry, uid).status)

    assert seen == ["accepted", "accepted", "accepted", "national"]
    assert records.find(national, uid).status == "received"
    assert gathering.what_goes(ministry, to="SELA").anything
    assert gathering.what_goes(national).anything
    assert not gathering.what_goes(ministry, to="BO").anything


def test_an_earlier_row_of_numbers_that_was_lost_goes_again_too(pair, tmp_path):
    bo, sela = pair
    empty = keeping.back_up(sela, always=True).backup.path
    first = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    answer(bo, sela, tmp_path / "answers")
    backup = keeping.back_up(bo, always=True).backup.path
    bo.close()
    sela.close()
    restoring.restore(bo.home, backup)
    restoring.restore(sela.home, empty)
    with open_office(bo.home) as office, open_office(sela.home) as again:
        ready(office)
        merged(again, sent(office, tmp_path / "post2"))
        answer(office, again, tmp_path / "answers2")
        merged(again, sent(office, tmp_path / "post2"))
        answer(office, again, tmp_path / "answers2")

        assert records.find(again, first.uid).values == first.values
        assert records.find(office, first.uid).status == "accepted"


def test_an_answer_that_comes_after_a_later_one_takes_nothing_back(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    merge = merged(sela, sent(bo, tmp_path / "post"))
    early = answers.make_answer(sela, "BO", tmp_path / "answers").bundle
    merging.undo_merge(sela, merge)
    later = answers.make_answer(sela, "BO", tmp_path / "answers").bundle
    answers.read_answer(bo, later)
    told = answers.read_answer(bo, early)

    assert "A later answer of SELA was read before" in said(told.notes)
    assert records.find(bo, record.uid).status == "sent"
    assert gathering.what_goes(bo).anything
    assert answers.read_answer(bo, early).already
    assert records.find(bo, record.uid).status == "sent"


def test_an_answer_of_before_the_secretariat_was_restored_counts_no_more(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    backup = keeping.back_up(sela, always=True).backup.path
    lost = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    answer(bo, sela, tmp_path / "answers")
    before = answers.make_answer(sela, "BO", tmp_path / "answers").bundle
    sela.close()
    restoring.restore(sela.home, backup)
    with open_office(sela.home) as again:
        answer(bo, again, tmp_path / "answers2")
        seen = [records.find(bo, lost.uid).status]
        answers.read_answer(bo, before)
        seen.append(records.find(bo, lost.uid).status)

    assert seen == ["sent", "sent"]
    assert {line.uid for line in gathering.what_goes(bo).lines} == {lost.uid}


def test_a_gap_is_no_difference_between_two_people_and_is_told_of(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    names = []
    for value in ("S04", "S14", "S26"):
        record = edited(bo, record, sector=value)
        planned = planning.plan_bundle(sela, sent(bo, tmp_path / "post"))
        names.append(merging.apply_plan(sela, planned))
        answer(bo, sela, tmp_path / "answers")
    merging.undo_merge(sela, names[1])
    there = records.find(sela, record.uid)
    shown = came_text(sela, record.uid, Language("en"))

    assert (there["sector"], there.conflicts) == ("S26", ())
    assert "builds on a version that is not held here" in shown

    merging.undo_merge(sela, names[2])
    planned = planning.plan_bundle(sela, tmp_path / "post" / "surco-BO-000003.surco")
    merging.apply_plan(sela, planned)

    assert "build on a version which is not held here: 1." in " ".join(
        text.format(**values) for text, values in planned.notes
    )
    assert planned.count("conflict") == 0
    assert records.find(sela, record.uid).conflicts == ()


def test_two_copies_of_an_installation_are_not_taken_for_one_row_in_a_gap(pair, tmp_path):
    _closed, sela = pair
    held = in_conflict(pair, tmp_path)
    with open_office(tmp_path / "bo2") as copy:
        changed = edited(copy, held, sector="S05")
        sent(copy, tmp_path / "lost")
        with copy.store.writing():
            revisions.acknowledge(copy.store, lines(copy, held.uid), "lost", "SELA")
        edited(copy, changed, sector="S07")
        merged(sela, sent(copy, tmp_path / "post"))

    assert records.find(sela, held.uid).conflicts


def test_what_came_again_to_a_national_office_goes_up_again_and_is_answered(levels, tmp_path):
    ministry, national, sela = levels
    uid = ready(ministry).uid
    name = merged(national, bundles.export_bundle(ministry, tmp_path / "up", to="BO").bundle)
    merged(sela, sent(national, tmp_path / "post"))
    answer(national, sela, tmp_path / "one")
    answer(ministry, national, tmp_path / "one")
    merging.undo_merge(national, name)
    merged(national, tmp_path / "up" / "surco-BO-MIN-000001.surco")
    merged(sela, sent(national, tmp_path / "post"))
    answer(national, sela, tmp_path / "two")
    answer(ministry, national, tmp_path / "two")

    assert [records.find(one, uid).status for one in (ministry, national)] == ["accepted"] * 2
