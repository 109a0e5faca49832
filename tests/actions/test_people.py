"""Who works here, what each may do, and that no name of theirs leaves."""

import zipfile

import pytest

from desktop_app.actions import (
    answers,
    bulk,
    bundles,
    gathering,
    histories,
    importing,
    keys,
    merging,
    people,
    planning,
    records,
    restoring,
    undoing,
)
from desktop_app.actions.keeping import back_up
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import UserError
from desktop_app.records.people import Role
from tests.actions.conftest import merged, ready, sent
from tests.cli.conftest import PROJECT

CHIEF, READER, TYPIST = "Jefatura Alfa", "Lectura Beta", "Captura Gama"


@pytest.fixture
def staff(office):
    """Three persons, one of each role; the typist works now."""
    return staffed(office)


def staffed(office):
    made = {
        role: people.add(office, name, role)
        for name, role in ((CHIEF, Role.SENDS), (READER, Role.REVIEWS), (TYPIST, Role.ENTERS))
    }
    people.work_as(office, made[Role.ENTERS])
    return made


def typed(office, **changed):
    given = records.from_plain(office, "initiative", {**PROJECT, **changed})
    return records.enter_record(office, given)


def test_with_nobody_entered_everything_is_allowed(office):
    assert people.everybody(office) == []
    assert ready(office).status == "ready"


def test_each_role_includes_those_before():
    assert Role.SENDS.includes(Role.REVIEWS)
    assert Role.REVIEWS.includes(Role.ENTERS)
    assert not Role.ENTERS.includes(Role.REVIEWS)


def test_the_first_person_works_at_once_and_has_to_be_one_who_may_send(office):
    with pytest.raises(UserError, match="first person"):
        people.add(office, TYPIST, Role.ENTERS)

    first = people.add(office, CHIEF, Role.SENDS)

    assert office.person == first
    assert [one.name for one in people.everybody(office)] == [CHIEF]


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_name_that_is_none_is_refused(office, name):
    with pytest.raises(UserError, match="name"):
        people.add(office, name, Role.SENDS)


def test_two_persons_of_one_name_are_told_apart_before_they_are_two(office):
    people.add(office, CHIEF, Role.SENDS)

    with pytest.raises(UserError, match="already"):
        people.add(office, CHIEF.upper(), Role.ENTERS)


def test_a_save_names_the_person_and_a_seal_the_office(office, staff):
    people.work_as(office, staff[Role.REVIEWS])
    record = ready(office)

    logged = {change.who for change in records.history_of(office, record.uid)}
    going = gathering.what_goes(office)

    assert logged == {staff[Role.REVIEWS].uid}
    assert records.find(office, record.uid).updated_by == staff[Role.REVIEWS].uid
    assert {line.author for line in going.lines} == {"BO"}


def test_a_person_of_another_name_has_it_in_the_history_too(office, staff):
    record = typed(office)
    people.work_as(office, staff[Role.SENDS])
    people.rename(office, staff[Role.ENTERS], "Captura Delta")

    (who,) = {change.who for change in records.history_of(office, record.uid)}

    assert people.names(office)[who] == "Captura Delta"


def test_who_enters_types_saves_and_undoes_but_marks_nothing_ready(office, staff):
    record = typed(office)
    changed = records.edit_record(office, record.uid, {"sector": "S14"})
    undone = undoing.undo(office, record.uid)

    with pytest.raises(UserError) as refused:
        records.mark_ready(office, undone.record)

    assert changed["sector"] == "S14"
    assert undone.record["sector"] == PROJECT["sector"]
    assert str(refused.value) == (
        f"Ask {CHIEF}, {READER}: this is for who reviews, and {TYPIST} works here now."
    )
    assert records.find(office, record.uid).status == "draft"


def test_who_enters_withdraws_what_was_never_ready_alone(office, staff):
    first, second = typed(office), typed(office, title="Otra")
    people.work_as(office, staff[Role.REVIEWS])
    sealed = records.mark_ready(office, second)
    people.work_as(office, staff[Role.ENTERS])

    assert records.withdraw(office, first, "Doble").status == "withdrawn"
    with pytest.raises(UserError, match=READER):
        records.withdraw(office, sealed, "Doble")


@pytest.mark.parametrize(
    "act",
    [
        lambda office, record: bulk.change_all(office, [record.uid], "sector", "S14"),
        lambda office, record: bulk.ready_all(office, [record.uid]),
        lambda office, _record: bulk.undo_change_all(office, "x"),
        lambda office, record: merging.resolve(office, record, {}),
        lambda office, _record: importing.undo_import(office, "x"),
        lambda office, _record: answers.read_answer(office, office.home / "x.surco"),
    ],
)
def test_what_is_for_who_reviews_is_refused_to_who_enters(office, staff, act):
    record = typed(office)

    with pytest.raises(UserError, match=f"for who reviews, and {TYPIST}"):
        act(office, record)


@pytest.mark.parametrize(
    "act",
    [
        lambda office, _staff: bundles.export_bundle(office, office.home / "post"),
        lambda office, _staff: keys.make_card(office, office.home / "card.surco"),
        lambda office, _staff: people.add(office, "Otra", Role.ENTERS),
        lambda office, staff: people.rename(office, staff[Role.ENTERS], "Otra"),
        lambda office, staff: people.give_role(office, staff[Role.ENTERS], Role.SENDS),
        lambda office, staff: people.close(office, staff[Role.ENTERS]),
    ],
)
def test_what_is_for_who_may_send_is_refused_to_who_reviews(office, staff, act):
    people.work_as(office, staff[Role.REVIEWS])
    ready(office)

    with pytest.raises(UserError, match=f"Ask {CHIEF}: this is for who may send, and {READER}"):
        act(office, staff)


def test_a_card_is_taken_by_who_may_send_alone(pair, tmp_path):
    bo, sela = pair
    keys.make_card(bo, tmp_path / "again.surco")
    card = keys.read_card(tmp_path / "again.surco")
    staffed(sela)

    with pytest.raises(UserError, match=CHIEF):
        keys.trust_card(sela, card)


def test_at_the_secretariat_merging_is_reviewing_and_answering_is_sending(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    bundle = sent(bo, tmp_path / "post")
    staff = staffed(sela)
    planned = planning.plan_bundle(sela, bundle)

    with pytest.raises(UserError, match="who reviews"):
        merging.apply_plan(sela, planned)
    people.work_as(sela, staff[Role.REVIEWS])
    merge = merging.apply_plan(sela, planned)
    with pytest.raises(UserError, match="who may send"):
        answers.make_answer(sela, "BO", tmp_path / "post")

    assert [row.who for row in merging.merges(sela)] == [staff[Role.REVIEWS].uid]
    assert merging.undo_merge(sela, merge) == 1


def test_a_backup_is_restored_by_who_may_send_alone(tmp_path):
    home = tmp_path / "home"
    with set_up(home, code="BO", name="Oficina") as office:
        staffed(office)
        backup = back_up(office, always=True).backup.path

    with pytest.raises(UserError, match=CHIEF):
        restoring.restore(home, backup)
    kept = restoring.restore(home, backup, person=CHIEF)

    assert kept is not None
    assert kept.exists()


def test_who_worked_last_works_after_the_next_start(tmp_path):
    with set_up(tmp_path / "home", code="BO", name="Oficina", person=CHIEF) as office:
        staffed_later = people.add(office, TYPIST, Role.ENTERS)
        people.work_as(office, staffed_later)

    with open_office(tmp_path / "home") as again:
        assert again.person == staffed_later


def test_the_last_one_who_may_send_is_neither_closed_nor_demoted(office, staff):
    people.work_as(office, staff[Role.SENDS])

    with pytest.raises(UserError, match="last one"):
        people.close(office, staff[Role.SENDS])
    with pytest.raises(UserError, match="last one"):
        people.give_role(office, staff[Role.SENDS], Role.REVIEWS)
    people.give_role(office, staff[Role.REVIEWS], Role.SENDS)
    people.close(office, staff[Role.SENDS])

    assert office.person.name == READER
    assert [one.name for one in people.those_here(office)] == [READER, TYPIST]


def test_who_is_closed_keeps_the_name_in_the_history_and_works_no_more(office, staff):
    record = typed(office)
    people.work_as(office, staff[Role.SENDS])
    people.close(office, staff[Role.ENTERS])

    (who,) = {change.who for change in records.history_of(office, record.uid)}

    assert people.names(office)[who] == TYPIST
    with pytest.raises(UserError, match="Those who do"):
        people.named(office, TYPIST)


def test_what_was_typed_before_anybody_was_entered_can_be_undone(office):
    record = typed(office)
    records.edit_record(office, record.uid, {"sector": "S14"})
    people.add(office, CHIEF, Role.SENDS)

    assert undoing.undo(office, record.uid).record["sector"] == PROJECT["sector"]


def test_what_somebody_else_typed_is_not_undone(office, staff):
    record = typed(office)
    records.edit_record(office, record.uid, {"sector": "S14"})
    people.work_as(office, staff[Role.REVIEWS])

    assert undoing.undo(office, record.uid) is None


def test_that_somebody_else_marked_it_ready_does_not_end_the_way_back(office, staff):
    record = typed(office)
    changed = records.edit_record(office, record.uid, {"sector": "S14"})
    people.work_as(office, staff[Role.REVIEWS])
    records.mark_ready(office, changed)
    people.work_as(office, staff[Role.ENTERS])

    assert undoing.undo(office, record.uid).record["sector"] == PROJECT["sector"]


def test_a_withdrawn_draft_is_brought_back_by_who_withdrew_it(office, staff):
    gone = records.withdraw(office, typed(office), "Doble")

    assert histories.bring_back(office, gone).status == "draft"


def test_nothing_that_leaves_names_a_person_of_this_office(pair, tmp_path):
    bo, sela = pair
    for office in (bo, sela):
        people.work_as(office, staffed(office)[Role.SENDS])
    ready(bo)
    post = tmp_path / "post"
    merged(sela, sent(bo, post))
    answers.make_answer(sela, "BO", post)
    keys.make_card(bo, post / "card.surco")
    whole = b"".join(_opened(path) for path in sorted(post.iterdir()))
    hidden = [one for office in (bo, sela) for one in people.everybody(office)]

    assert len(hidden) == 6
    for person in hidden:
        assert person.name.encode() not in whole
        assert person.uid.encode() not in whole


def _opened(path):
    data = path.read_bytes()
    if not zipfile.is_zipfile(path):
        return data
    with zipfile.ZipFile(path) as archive:
        return data + b"".join(archive.read(name) for name in archive.namelist())
