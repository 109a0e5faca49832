from dataclasses import replace

import pytest

from desktop_app.actions import bundles, leaving, planning, records
from desktop_app.errors import UserError
from desktop_app.language import Language
from desktop_app.records.access import own_access
from tests.actions.conftest import ready, sent
from tests.builders import a_contact, a_project
from tests.cli.conftest import PROJECT

SPANISH = Language("es")


def entered(office, record, *, finished=True):
    stored = records.enter_record(office, replace(record, human_code="", status="draft"))
    return records.mark_ready(office, stored) if finished else stored


def what(office, **wishes):
    return leaving.what_leaves(office, SPANISH, **wishes)


def texts_of(record):
    return {one.field: one.text for one in record.answers}


def test_each_record_and_answer_that_leaves_is_listed_in_the_readers_words(office):
    record = ready(office)

    [leaves] = what(office).records

    assert leaves.uid == record.uid
    assert leaves.human_code == record.human_code
    assert record.local("title", "es") in texts_of(leaves)["title"]
    assert "field_access" not in texts_of(leaves)


def test_the_preview_lists_exactly_what_the_bundle_then_holds(pair, tmp_path):
    bo, sela = pair
    entered(bo, a_contact(phone="+591 2 1234567", handover="Llamar por la mañana"))
    entered(bo, a_project(lessons={"original": "es", "es": "Nada"}))
    marks = [{"id": "lessons", "field": "lessons", "access": "OFC"}]
    entered(bo, a_project(lessons={"original": "es", "es": "Secreto"}, field_access=marks))
    told = what(bo)

    bundle = planning.plan_bundle(sela, sent(bo, tmp_path / "post")).bundle

    held = {line.uid: line.fields for line in bundle.revisions}
    assert {one.uid for one in told.records} == set(held)
    for one in told.records:
        asked = held[one.uid].keys() - {"field_access", "human_code"}
        assert {answer.field for answer in one.answers} == asked


def test_a_text_in_several_languages_is_told_in_each(office):
    title = {"original": "es", "es": "Agua", "fr": "Eau"}
    entered(office, a_project(title=title))

    [leaves] = leaving.what_leaves(office, Language("fr")).records

    assert texts_of(leaves)["title"] == "fr: Eau\nes: Agua"


def test_what_a_newer_program_answered_is_told_too(office):
    record = records.from_plain(office, "initiative", PROJECT)
    stored = records.enter_record(office, replace(record, extra={"future": {"a": ["é"]}}))
    records.mark_ready(office, stored)

    [leaves] = what(office).records

    assert texts_of(leaves)["future"] == '{"a": ["é"]}'


def test_persons_are_told_with_the_ways_to_reach_them(office):
    entered(office, a_contact(phone="+591 2 1234567"))

    [person] = what(office).persons

    assert person.name == "Mesa de cooperación"
    assert person.email == "cooperacion@example.org"
    assert person.phone == "+591 2 1234567"


def test_answers_that_tell_of_a_person_are_marked(office):
    person = entered(office, a_contact())
    entered(office, a_project(contact=person.uid))

    personal = {
        (record.kind, one.field)
        for record in what(office).records
        for one in record.answers
        if one.personal
    }

    assert {("contact", "name"), ("contact", "email"), ("initiative", "contact")} <= personal
    assert ("initiative", "title") not in personal


def test_what_stays_is_told_with_its_reason(office):
    entered(office, a_project(), finished=False)
    entered(office, a_project(access="OFC"))
    entered(office, a_contact(consent=None), finished=False)
    marks = [{"id": "lessons", "field": "lessons", "access": "OFC"}]
    entered(office, a_project(lessons={"original": "es", "es": "Nada"}, field_access=marks))

    told = leaving.what_leaves(office, Language("en"))

    assert sorted(one.why for one in told.stays) == [
        "It is for this office only.",
        "It is not finished.",
        "The person did not agree to be passed on.",
    ]
    [leaves] = told.records
    assert [(one.field, one.text) for one in leaves.stays] == [("lessons", "Nada")]


def test_what_is_left_out_stays_here_and_the_record_is_ready_still(pair, tmp_path):
    bo, sela = pair
    person = entered(bo, a_contact(phone="+591 2 1234567"))

    assert leaving.leave_out(bo, {person.uid: ["phone"]}) == 1

    kept = records.find(bo, person.uid)
    line = planning.plan_bundle(sela, sent(bo, tmp_path / "post")).bundle.revisions[-1]
    assert kept.status == "ready"
    assert own_access(kept) == {"phone": "OFC"}
    assert "phone" not in line.fields
    assert line.fields["email"] == "cooperacion@example.org"


def test_what_names_a_record_cannot_be_left_out_and_then_nothing_is(office):
    person = entered(office, a_contact(phone="+591 2 1234567"))
    other = ready(office)

    with pytest.raises(UserError, match="names the record"):
        leaving.leave_out(office, {person.uid: ["phone"], other.uid: ["title"]})

    assert own_access(records.find(office, person.uid)) == {}


def test_only_the_files_that_go_are_listed(office):
    ready(office)

    assert what(office, with_files=False).files == ()


def test_looking_changes_nothing(office, tmp_path):
    ready(office)
    before = office.store.path.read_bytes()

    what(office)

    assert office.store.path.read_bytes() == before
    assert bundles.export_bundle(office, tmp_path / "post").sequence == 1
