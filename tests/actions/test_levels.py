"""Ministry, national office and Secretariat: the same bundle and the same code at each level."""

import json
from dataclasses import replace

import pytest

from desktop_app.actions import (
    answers,
    bundles,
    evidence,
    gathering,
    keys,
    merging,
    planning,
    publishing,
    records,
    registering,
    registers,
    roads,
)
from desktop_app.actions.office import set_up
from desktop_app.errors import BundleRejected, UserError
from desktop_app.records.merge import Outcome
from desktop_app.records.revision import seal
from desktop_app.store import origins, revisions
from tests.actions.conftest import hostile, merged, ready, sent
from tests.builders import a_project, a_source


@pytest.fixture
def levels(tmp_path):
    """A ministry, its national office and the Secretariat; each knows those beside it."""
    opened = {
        code: set_up(tmp_path / code, code=code, name=f"Office {code}", role=role)
        for code, role in (
            ("BO-MIN", "office"),
            ("BO", "office"),
            ("SELA", "secretariat"),
            ("BO-ABC", "guest"),
        )
    }
    for code, office in opened.items():
        keys.make_card(office, tmp_path / f"{code}.surco")
    for one, other in (("BO-MIN", "BO"), ("BO", "SELA"), ("BO-ABC", "BO")):
        know(opened, tmp_path, one, other)
    yield opened
    for office in opened.values():
        office.close()


def know(opened, folder, one, other):
    for reader, shown in ((one, other), (other, one)):
        keys.trust_card(opened[reader], keys.read_card(folder / f"{shown}.surco"))


def answered(one, other, folder):
    """Let `other` answer and `one` read the answer."""
    return answers.read_answer(one, answers.make_answer(other, one.code, folder).bundle)


def lines(office, uid):
    return revisions.of_records(office.store, [uid]).get(uid, {})


def test_a_ministry_sends_to_its_national_office_and_that_to_the_secretariat(levels, tmp_path):
    ministry, national, sela = levels["BO-MIN"], levels["BO"], levels["SELA"]
    theirs, own = ready(ministry), ready(national)
    merged(national, sent(ministry, tmp_path / "up"))
    merged(sela, sent(national, tmp_path / "post"))

    assert roads.addressees(ministry) == ("BO",)
    assert records.find(sela, theirs.uid).office == "BO-MIN"
    assert records.find(sela, own.uid).office == "BO"
    assert lines(sela, theirs.uid) == lines(ministry, theirs.uid)  # same lines, same hashes


def test_the_secretariat_shows_which_bundle_of_the_unit_brought_a_record(levels, tmp_path):
    ministry, national, sela = levels["BO-MIN"], levels["BO"], levels["SELA"]
    theirs = ready(ministry)
    first = bundles.export_bundle(ministry, tmp_path / "up")
    merged(national, first.bundle)
    merged(sela, sent(national, tmp_path / "post"))
    [(passage, behind)] = evidence.came_by(sela, theirs.uid)

    assert (passage.bundle.office, passage.outcome) == ("BO", "new")
    assert [(one.office, one.seq, one.check_code) for one in behind] == [
        ("BO-MIN", 1, first.check_code)
    ]
    assert behind[0].proof == origins.TOLD  # its card is not known there


def test_who_knows_the_card_of_a_unit_proves_its_seal_and_every_line(levels, tmp_path):
    ministry, national, sela = levels["BO-MIN"], levels["BO"], levels["SELA"]
    know(levels, tmp_path, "BO-MIN", "SELA")
    theirs = [ready(ministry), ready(ministry, title="Otro proyecto de riego")]
    merged(national, bundles.export_bundle(ministry, tmp_path / "up", to="BO").bundle)
    merged(sela, sent(national, tmp_path / "post"))

    for record in theirs:
        [(_passage, behind)] = evidence.came_by(sela, record.uid)
        assert [one.proof for one in behind] == [origins.SEALED]


def test_a_record_shows_with_the_national_office_then_accepted_by_the_secretariat(levels, tmp_path):
    ministry, national, sela = levels["BO-MIN"], levels["BO"], levels["SELA"]
    uid = ready(ministry).uid
    merged(national, sent(ministry, tmp_path / "up"))
    seen = [records.find(ministry, uid).status]
    answered(ministry, national, tmp_path / "one")
    seen.append(records.find(ministry, uid).status)
    merged(sela, sent(national, tmp_path / "post"))
    answered(national, sela, tmp_path / "two")
    seen.append(records.find(national, uid).status)
    read = answered(ministry, national, tmp_path / "three")
    seen.append(records.find(ministry, uid).status)

    assert seen == ["sent", "national", "accepted", "accepted"]
    assert [one["by"] for one in read.results] == ["SELA"]
    for office in (ministry, national):
        assert not gathering.what_goes(office).anything


def test_an_acknowledgement_comes_down_although_newer_bundles_went_up_meanwhile(levels, tmp_path):
    ministry, national, sela = levels["BO-MIN"], levels["BO"], levels["SELA"]
    first = ready(ministry)
    merged(national, sent(ministry, tmp_path / "up"))
    answered(ministry, national, tmp_path / "one")
    second = ready(ministry, title="Otro proyecto de riego")
    merged(national, sent(ministry, tmp_path / "up"))
    merged(sela, sent(national, tmp_path / "post"))
    answered(national, sela, tmp_path / "two")
    answered(ministry, national, tmp_path / "three")

    assert [records.find(ministry, one.uid).status for one in (first, second)] == ["accepted"] * 2


def test_a_decision_of_the_secretariat_comes_down_to_the_ministry_unchanged(levels, tmp_path):
    ministry, national, sela = levels["BO-MIN"], levels["BO"], levels["SELA"]
    record = ready(ministry)
    merged(national, sent(ministry, tmp_path / "up"))
    merged(sela, sent(national, tmp_path / "post"))
    there = records.find(sela, record.uid)
    decision = seal(
        there.with_values(sector="S14"), parents=there.heads, author="SELA", at=sela.moment()
    )
    revisions.add(sela.store, [decision])
    answered(national, sela, tmp_path / "one")
    answered(ministry, national, tmp_path / "two")

    assert records.find(ministry, record.uid)["sector"] == "S14"
    assert lines(ministry, record.uid)[decision.id].line == decision.line
    assert not gathering.what_goes(ministry).anything


def test_a_national_office_decides_and_its_decision_goes_up_with_both_sides(levels, tmp_path):
    ministry, national, sela = levels["BO-MIN"], levels["BO"], levels["SELA"]
    record = ready(ministry)
    merged(national, sent(ministry, tmp_path / "up"))
    sides = [
        seal(record.with_values(sector=sector), parents=record.heads, author="BO-MIN", at=at)
        for sector, at in (("S14", ministry.moment()), ("S26", ministry.moment()))
    ]
    merged(national, hostile(ministry, sides, tmp_path / "clones", seq=7))
    held = records.find(national, record.uid)
    wanted = next(name for name, value in held.conflicts[0].values.items() if value == "S26")
    merging.resolve(national, held, {"sector": wanted})
    merged(sela, sent(national, tmp_path / "post"))
    up = records.find(sela, record.uid)

    assert (up["sector"], up.conflicts) == ("S26", ())


@pytest.mark.case("B21")
def test_a_record_out_of_scope_is_refused_and_the_rest_goes_in(levels, tmp_path):
    ministry, national, sela = levels["BO-MIN"], levels["BO"], levels["SELA"]
    theirs = ready(ministry)
    merged(national, sent(ministry, tmp_path / "up"))
    good = list(lines(national, theirs.uid).values())
    foreign = [
        seal(
            replace(a_project(), office=code, human_code=f"{code}-2026-0001"),
            parents=[],
            author=code,
            at=national.moment(),
        )
        for code in ("CO", "CO-MIN", "BOX")
    ]
    planned = planning.plan_bundle(sela, hostile(national, [*good, *foreign], tmp_path / "x"))
    merging.apply_plan(sela, planned)

    outcomes = {one.office: one.outcome for one in planned.plan.records}
    assert outcomes.pop("BO-MIN") is Outcome.NEW
    assert set(outcomes.values()) == {Outcome.REFUSED}
    assert len(outcomes) == 3


@pytest.mark.case("B21")
def test_a_unit_speaks_for_itself_and_not_for_another_unit_or_its_national_office(levels, tmp_path):
    ministry, national = levels["BO-MIN"], levels["BO"]
    foreign = [
        seal(
            replace(a_project(), office=code, human_code=f"{code}-2026-0001"),
            parents=[],
            author=code,
            at=ministry.moment(),
        )
        for code in ("BO", "BO-LPB")
    ]
    planned = planning.plan_bundle(national, hostile(ministry, foreign, tmp_path / "x"))

    assert {one.outcome for one in planned.plan.records} == {Outcome.REFUSED}


@pytest.mark.case("B24")
def test_a_bundle_for_another_is_told_in_one_sentence_with_what_to_do(levels, tmp_path):
    ministry, national, sela = levels["BO-MIN"], levels["BO"], levels["SELA"]
    know(levels, tmp_path, "BO-MIN", "SELA")
    ready(ministry)
    bundle = sent(ministry, tmp_path / "up")

    with pytest.raises(BundleRejected, match="is for BO and not for SELA: send it on to BO"):
        planning.plan_bundle(sela, bundle)
    with pytest.raises(BundleRejected, match="receive it as a bundle"):
        answers.read_answer(national, bundle)
    know(levels, tmp_path, "BO-MIN", "BO-ABC")
    with pytest.raises(BundleRejected, match="is for BO and not for BO-ABC"):
        answers.read_answer(levels["BO-ABC"], bundle)


def test_a_national_office_takes_no_bundle_of_another_country(levels, tmp_path):
    national = levels["BO"]
    with set_up(tmp_path / "CO", code="CO", name="Otra") as other:
        keys.make_card(other, tmp_path / "CO.surco")
        keys.trust_card(national, keys.read_card(tmp_path / "CO.surco"))
        ready(other)
        bundle = sent(other, tmp_path / "x")

    with pytest.raises(UserError, match="its own units alone; this one is of CO"):
        planning.plan_bundle(national, bundle)


def test_an_answer_of_an_office_that_is_not_above_is_refused(levels, tmp_path):
    ministry, national = levels["BO-MIN"], levels["BO"]
    ready(ministry)
    merged(national, sent(ministry, tmp_path / "up"))
    bundle = answers.make_answer(national, "BO-MIN", tmp_path / "a").bundle
    forged = hostile(ministry, [], tmp_path / "f", kind="answer", to="BO")

    with pytest.raises(BundleRejected, match="only the Secretariat answers"):
        answers.read_answer(national, forged)
    with pytest.raises(UserError, match="national office those of its units"):
        answers.make_answer(national, "CO", tmp_path / "b")
    assert answers.read_answer(ministry, bundle).accepted == 1


def test_the_source_of_a_guest_goes_up_by_its_national_office(levels, tmp_path):
    guest, national, sela = levels["BO-ABC"], levels["BO"], levels["SELA"]
    given = records.from_plain(guest, "source", dict(a_source(amount_not_fixed="Y").values))
    source = records.mark_ready(guest, records.enter_record(guest, given))
    merged(national, sent(guest, tmp_path / "up"))
    merged(sela, sent(national, tmp_path / "post"))
    answered(national, sela, tmp_path / "one")
    answered(guest, national, tmp_path / "two")

    assert records.find(sela, source.uid).office == "BO-ABC"
    assert records.find(guest, source.uid).status == "accepted"


@pytest.mark.parametrize("level", ["BO", "SELA"])
def test_a_guest_describes_its_sources_and_no_more_at_each_level(levels, tmp_path, level):
    guest, national, sela = levels["BO-ABC"], levels["BO"], levels["SELA"]
    given = records.from_plain(guest, "source", dict(a_source(amount_not_fixed="Y").values))
    records.mark_ready(guest, records.enter_record(guest, given))
    merged(national, sent(guest, tmp_path / "up"))
    code = {"office": "BO-ABC", "human_code": "BO-ABC-2026-0009"}
    other = seal(replace(a_project(), **code), parents=(), author="BO-ABC", at=guest.moment())
    sender, reader = (guest, national) if level == "BO" else (national, sela)
    if level == "SELA":
        revisions.add(national.store, [other])  # as if its program had let it in
        bundle = sent(national, tmp_path / "post")
    else:
        bundle = hostile(sender, [other], tmp_path / "x", to="BO")
    planned = planning.plan_bundle(reader, bundle)

    [found] = [one for one in planned.plan.records if one.uid == other.uid]
    assert found.outcome is Outcome.REFUSED
    assert "guest" in found.reason


@pytest.mark.case("M12")
@pytest.mark.parametrize("direct_first", [True, False])
def test_one_revision_by_two_roads_is_one(levels, tmp_path, direct_first):
    ministry, national, sela = levels["BO-MIN"], levels["BO"], levels["SELA"]
    know(levels, tmp_path, "BO-MIN", "SELA")
    record = ready(ministry)
    direct = bundles.export_bundle(ministry, tmp_path / "direct", to="SELA").bundle
    merged(national, bundles.export_bundle(ministry, tmp_path / "up").bundle)
    around = sent(national, tmp_path / "post")
    roads_taken = [direct, around] if direct_first else [around, direct]
    names = [merged(sela, bundle) for bundle in roads_taken]
    once = lines(sela, record.uid)
    merging.undo_merge(sela, names[0])
    still = records.find(sela, record.uid)["title"]
    merging.undo_merge(sela, names[1])

    assert once == lines(ministry, record.uid)
    assert still == record["title"]
    with pytest.raises(UserError):
        records.find(sela, record.uid)


@pytest.mark.case("M12")
def test_each_road_has_its_own_numbers_and_its_own_acknowledgements(levels, tmp_path):
    ministry, national, sela = levels["BO-MIN"], levels["BO"], levels["SELA"]
    know(levels, tmp_path, "BO-MIN", "SELA")
    record = ready(ministry)
    direct = bundles.export_bundle(ministry, tmp_path / "direct", to="SELA")
    merged(sela, direct.bundle)
    answered(ministry, sela, tmp_path / "one")
    accepted = records.find(ministry, record.uid).status
    to_both = [gathering.what_goes(ministry, to=code).lines for code in ("SELA", "BO")]
    around = bundles.export_bundle(ministry, tmp_path / "up")

    assert (accepted, records.find(ministry, record.uid).status) == ("accepted", "accepted")
    assert [len(one) for one in to_both] == [0, 1]
    assert (direct.sequence, around.sequence) == (1, 1)
    assert not planning.plan_bundle(national, around.bundle).notes


def test_what_was_passed_on_is_no_conflict_with_a_decision_that_went_another_road(levels, tmp_path):
    ministry, national, sela = levels["BO-MIN"], levels["BO"], levels["SELA"]
    know(levels, tmp_path, "BO-MIN", "SELA")
    record = ready(ministry)
    merged(national, sent(ministry, tmp_path / "up"))
    merged(sela, bundles.export_bundle(ministry, tmp_path / "direct", to="SELA").bundle)
    there = records.find(sela, record.uid)
    decision = seal(
        there.with_values(sector="S14"), parents=there.heads, author="SELA", at=sela.moment()
    )
    revisions.add(sela.store, [decision])
    answered(ministry, sela, tmp_path / "one")
    edited = records.edit_record(ministry, record.uid, {"sector": "S26"})
    records.mark_ready(ministry, edited)
    merged(national, sent(ministry, tmp_path / "up"))
    merged(sela, sent(national, tmp_path / "post"))

    for office in (national, sela):
        found = records.find(office, record.uid)
        assert (found["sector"], found.conflicts) == ("S26", ())


def test_evidence_that_does_not_hold_is_told_of_and_the_records_come_in(levels, tmp_path):
    ministry, national, sela = levels["BO-MIN"], levels["BO"], levels["SELA"]
    theirs = ready(ministry)
    merged(national, sent(ministry, tmp_path / "up"))
    [row] = origins.of_lines(national.store, lines(national, theirs.uid))
    said = json.loads(row.manifest)
    said["seq"] = 9
    forged = replace(
        row,
        proof="",  # before every other: it takes the place of the true one
        manifest=json.dumps(
            said, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        ).encode(),
    )
    origins.put(national.store, forged, origins.lines_of(national.store, row.id))
    planned = planning.plan_bundle(sela, sent(national, tmp_path / "post"))

    assert [one.outcome for one in planned.plan.records] == [Outcome.NEW]
    assert any("not proved" in text for text, _values in planned.notes)


def test_an_institution_that_the_list_of_offices_places_below_an_office_goes_by_it(
    levels, tmp_path
):
    national, sela = levels["BO"], levels["SELA"]
    with set_up(tmp_path / "CAF", code="CAF", name="Banco", role="guest") as bank:
        levels = {**levels, "CAF": bank}
        keys.make_card(bank, tmp_path / "CAF.surco")
        know(levels, tmp_path, "CAF", "SELA")
        know(levels, tmp_path, "CAF", "BO")
        registering.give_scope(sela, "BO", ("BO", "CAF"))
        registering.place_below(sela, "CAF", "BO")
        listed = publishing.publish(sela, tmp_path / "list")
        for office in (bank, national):
            registers.read_file(office, listed.path)
        given = records.from_plain(bank, "source", dict(a_source(amount_not_fixed="Y").values))
        source = records.mark_ready(bank, records.enter_record(bank, given))
        merged(national, sent(bank, tmp_path / "up"))
        merged(sela, sent(national, tmp_path / "post"))
        answered(national, sela, tmp_path / "one")
        answered(bank, national, tmp_path / "two")
        [(_passage, behind)] = evidence.came_by(sela, source.uid)

        assert roads.addressees(bank) == ("BO", "SELA")
        assert roads.units(national) == ("BO-ABC", "BO-MIN", "CAF")
        assert [one.office for one in behind] == ["CAF"]
        assert records.find(bank, source.uid).status == "accepted"
