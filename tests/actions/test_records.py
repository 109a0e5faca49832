from dataclasses import replace

import pytest

from desktop_app.actions import records
from desktop_app.errors import BadAnswer, StaleRecord, UnknownRecord, UserError
from desktop_app.language import Language
from desktop_app.records.record import Conflict
from desktop_app.records.restored import unfit
from desktop_app.store import records as stored
from desktop_app.store import revisions
from tests.builders import a_contact, a_project

TITLE = {"original": "es", "es": "Gestión del agua en los Andes"}


def entered(office, **answers):
    """Return a stored project with all that ready needs; `answers` replace its own."""
    record = a_project(uid=records.blank(office, "initiative").uid, human_code="", **answers)
    return records.enter_record(office, replace(record, status="draft"))


def lines(office, record):
    """Return the sealed revisions of a record."""
    return list(revisions.of_records(office.store, [record.uid]).get(record.uid, {}).values())


def at_odds(office):
    """Return a stored record that holds two values for its stage."""
    record = records.mark_ready(office, entered(office))
    conflict = Conflict(slot="stage", values={"a" * 64: "EXE", "b" * 64: "COM"})
    held = replace(record, conflicts=(conflict,), heads=("a" * 64, "b" * 64), status="draft")
    return stored.save(office.store, replace(held, draft=True), who="SELA", at=office.moment())


def test_a_new_record_gets_a_code_and_is_a_draft(office):
    record = records.enter_record(
        office, records.from_plain(office, "initiative", {"title": TITLE})
    )

    assert record.human_code == "BO-2026-0001"
    assert (record.status, record.draft, record.version) == ("draft", True, 1)
    assert record["access"] == "GOV"
    assert records.find(office, " BO-2026-0001 ") == record


def test_codes_go_on_counting(office):
    codes = [entered(office).human_code for _ in range(3)]

    assert codes == ["BO-2026-0001", "BO-2026-0002", "BO-2026-0003"]


def test_a_bare_text_is_in_the_language_of_the_office(office):
    record = records.from_plain(office, "initiative", {"title": "Agua"})

    assert record["title"] == {"original": "es", "es": "Agua"}


def test_what_surco_keeps_is_passed_over_in_a_new_record(office):
    given = {"title": TITLE, "status": "ready", "version": 9, "uid": "x", "office": "AR"}

    record = records.from_plain(office, "initiative", given)

    assert (record.status, record.version, record.office) == ("draft", 0, "BO")


@pytest.mark.parametrize("name", ["colour", "", "{title}", "x" * 500, "title/es"])
def test_a_field_that_does_not_exist_is_told_with_those_that_do(office, name):
    with pytest.raises(BadAnswer, match=r"no field.*title, level") as refused:
        records.from_plain(office, "initiative", {"title": TITLE, name: 1})

    assert Language("es").error(refused.value)


@pytest.mark.parametrize("given", [{}, {"title": ""}, {"title": {"es": " "}}])
def test_a_record_without_a_title_cannot_be_told_from_others(office, given):
    with pytest.raises(BadAnswer, match="title"):
        records.from_plain(office, "initiative", given)


def test_a_person_is_referred_to_by_the_code_people_quote(office):
    contact = records.enter_record(office, a_contact(human_code=""))

    project = entered(office)
    project = records.edit_record(office, project.human_code, {"contact": contact.human_code})

    assert project["contact"] == contact.uid


def test_a_reference_to_nobody_is_refused(office):
    with pytest.raises(UnknownRecord, match="BO-2026-0099"):
        records.from_plain(office, "initiative", {"title": TITLE, "contact": "BO-2026-0099"})


def test_a_reference_to_another_kind_is_refused(office):
    project = entered(office)

    with pytest.raises(UnknownRecord):
        records.edit_record(office, project.uid, {"contact": project.human_code})


def test_an_edit_changes_what_it_names_and_nothing_else(office):
    record = entered(office)

    edited = records.edit_record(office, record.human_code, {"stage": "COM", "sector_2": "S05"})

    assert edited.values == {**record.values, "stage": "COM", "sector_2": "S05"}
    assert edited.version == 2


@pytest.mark.parametrize("nothing", [None, "", []])
def test_an_edit_takes_an_answer_away(office, nothing):
    record = entered(office)

    assert "summary" not in records.edit_record(office, record.uid, {"summary": nothing}).values


def test_an_edit_reaches_into_a_text(office):
    record = entered(office, title={**TITLE, "en": "Water"})

    edited = records.edit_record(office, record.uid, {"title": {"pt": "Gestão", "en": None}})

    assert edited["title"] == {**TITLE, "pt": "Gestão"}


def test_an_edit_that_takes_the_original_away_leaves_another(office):
    record = entered(office, title={**TITLE, "en": "Water"})

    edited = records.edit_record(office, record.uid, {"title": {"es": None}})

    assert edited["title"] == {"original": "en", "en": "Water"}


def test_an_edit_that_takes_the_whole_title_away_is_refused(office):
    record = entered(office)

    with pytest.raises(BadAnswer, match="title"):
        records.edit_record(office, record.uid, {"title": {"es": None}})

    assert records.find(office, record.uid) == record


@pytest.mark.parametrize("name", ["status", "uid", "version", "human_code", "findings"])
def test_what_surco_keeps_cannot_be_typed(office, name):
    record = entered(office)

    with pytest.raises(UserError, match=f"“{name}” is kept by Surco"):
        records.edit_record(office, record.uid, {name: "x"})


def test_an_answer_is_stored_in_its_normal_form(office):
    record = entered(office).with_values(local_code="  AR \u202e 77 ", crs_purpose=14030)

    saved = records.enter_record(office, record)

    assert (saved["local_code"], saved["crs_purpose"]) == ("AR 77", "14030")


def test_an_answer_that_no_bundle_would_take_is_not_stored(office):
    record = entered(office)

    with pytest.raises(BadAnswer, match="up to 500 characters") as refused:
        records.enter_record(office, record.with_values(local_code="x" * 600))

    assert refused.value.field == "local_code"
    assert records.find(office, record.uid) == record


def test_saving_what_is_stored_already_changes_nothing(office):
    record = records.mark_ready(office, entered(office))

    assert records.enter_record(office, record) == record
    assert records.edit_record(office, record.uid, {"stage": "EXE"}) == record


def test_a_record_changed_elsewhere_is_not_overwritten(office):
    first = entered(office)
    newer = records.enter_record(office, first.with_values(stage="COM"))

    with pytest.raises(StaleRecord, match="changed elsewhere"):
        records.enter_record(office, first.with_values(stage="SUS"))

    assert records.find(office, first.uid) == newer


def test_several_records_are_entered_together_or_not_at_all(office):
    good = records.from_plain(office, "initiative", {"title": TITLE})
    bad = replace(records.blank(office, "initiative"), office="AR")

    with pytest.raises(UserError, match="belongs to AR"):
        records.enter_records(office, [good, bad])

    with pytest.raises(UnknownRecord):
        records.find(office, good.uid)


def test_a_record_with_open_answers_is_not_ready_and_says_which(office):
    record = entered(office, stage=None, sector=None)

    with pytest.raises(UserError, match=r"2 to mend.*“Stage”: This is still open") as refused:
        records.mark_ready(office, record)

    said = Language("es").error(refused.value)
    assert "Etapa" in said
    assert "This is still open" not in said
    assert lines(office, record) == []


def test_braces_in_a_title_do_not_hide_what_is_open(office):
    record = entered(office, stage=None, title={"original": "es", "es": "Plan {} de {agua}"})

    with pytest.raises(UserError, match=r"“Plan \{\} de \{agua\}” is not ready"):
        records.mark_ready(office, record)


def test_a_ready_record_is_sealed_as_it_stands(office):
    record = records.mark_ready(office, entered(office))

    (line,) = lines(office, record)
    assert (record.status, record.draft, record.heads) == ("ready", False, (line.id,))
    assert line.fields == {**record.values, "human_code": record.human_code}
    assert unfit(line) == ""


def test_marking_a_ready_record_again_changes_nothing(office):
    record = records.mark_ready(office, entered(office))

    assert records.mark_ready(office, record) == record


@pytest.mark.parametrize("status", ["sent", "received", "accepted"])
def test_what_was_sent_does_not_wait_to_be_sent_again(office, status):
    record = records.mark_ready(office, entered(office))
    sent = stored.save(office.store, replace(record, status=status), who="BO", at=office.moment())

    assert records.mark_ready(office, sent).status == status


def test_a_returned_record_can_be_made_ready_again(office):
    record = records.mark_ready(office, entered(office))
    returned = stored.save(
        office.store, replace(record, status="returned"), who="BO", at=office.moment()
    )

    assert records.mark_ready(office, returned).status == "ready"


def test_a_ready_record_that_is_edited_is_a_draft_again(office):
    record = records.mark_ready(office, entered(office))

    edited = records.edit_record(office, record.uid, {"stage": "SUS"})
    again = records.mark_ready(office, edited)

    assert (edited.status, edited.draft, edited.heads) == ("draft", True, record.heads)
    assert len(lines(office, again)) == 2
    assert {line.id: line for line in lines(office, again)}[again.heads[0]].parents == record.heads


def test_a_record_at_odds_is_not_ready(office):
    with pytest.raises(UserError, match="holds two values"):
        records.mark_ready(office, at_odds(office))


def test_an_edit_of_the_disputed_answer_decides_it(office):
    record = at_odds(office)

    assert records.edit_record(office, record.uid, {"sector": "S05"}).conflicts
    assert records.edit_record(office, record.uid, {"stage": "COM"}).conflicts == ()


def test_a_withdrawn_record_stays_with_its_reason(office):
    record = records.withdraw(office, entered(office), "  Se registró\ndos veces ")

    assert (record.status, record.deleted) == ("withdrawn", "Se registró dos veces")
    assert records.find(office, record.uid) == record
    assert lines(office, record) == []  # nobody outside has ever heard of it


def test_the_withdrawal_of_a_sealed_record_is_sealed(office):
    record = records.mark_ready(office, entered(office))

    gone = records.withdraw(office, record, "x" * 499 + " " + "y" * 100)

    line = {line.id: line for line in lines(office, gone)}[gone.heads[0]]
    assert (line.deleted, line.parents) == ("x" * 499, record.heads)
    assert unfit(line) == ""


def test_a_withdrawal_ends_all_disputes(office):
    gone = records.withdraw(office, at_odds(office), "doble")

    assert (gone.conflicts, len(gone.heads)) == ((), 1)


@pytest.mark.parametrize("reason", ["", "  ", "\u202e\n"])
def test_a_withdrawal_needs_a_reason(office, reason):
    record = entered(office)

    with pytest.raises(UserError, match="Say why"):
        records.withdraw(office, record, reason)


@pytest.mark.parametrize(
    "act",
    [
        lambda office, record: records.withdraw(office, record, "otra vez"),
        records.mark_ready,
        lambda office, record: records.edit_record(office, record.uid, {"stage": "COM"}),
    ],
)
def test_a_withdrawn_record_is_not_changed_any_more(office, act):
    record = records.withdraw(office, entered(office), "doble")

    with pytest.raises(UserError, match="was withdrawn: doble"):
        act(office, record)


@pytest.mark.parametrize(
    "act",
    [
        records.enter_record,
        records.mark_ready,
        lambda office, record: records.withdraw(office, record, "doble"),
    ],
)
def test_only_its_own_office_changes_a_record(office, secretariat, act):
    with pytest.raises(UserError, match=r"belongs to BO\. Only that office"):
        act(secretariat, entered(office))


def test_a_record_that_does_not_exist_is_told(office):
    with pytest.raises(UnknownRecord, match="BO-2026-0099"):
        records.find(office, "BO-2026-0099")


def test_what_is_typed_is_kept_until_it_is_saved(office):
    record = entered(office)
    typed = record.with_values(stage="SUS")

    records.keep_draft(office, typed)
    kept = records.draft_of(office, record)
    records.enter_record(office, kept)

    assert kept == typed
    assert records.draft_of(office, records.find(office, record.uid)) is None


def test_what_is_typed_can_be_dropped(office):
    record = entered(office)
    records.keep_draft(office, record.with_values(stage="SUS"))

    records.drop_draft(office, record.uid)

    assert records.draft_of(office, record) is None
    assert records.find(office, record.uid) == record


def test_a_draft_that_says_what_is_stored_is_no_draft(office):
    record = entered(office)
    records.keep_draft(office, record)

    assert records.draft_of(office, record) is None


def test_withdrawing_drops_what_was_typed(office):
    record = entered(office)
    records.keep_draft(office, record.with_values(stage="SUS"))

    gone = records.withdraw(office, record, "doble")

    assert records.draft_of(office, gone) is None


def test_the_history_names_every_change_the_newest_first(office):
    record = entered(office)
    records.edit_record(office, record.uid, {"stage": "SUS"})

    newest = records.history_of(office, record.uid)[0]

    assert (newest.slot, newest.before, newest.after, newest.version) == ("stage", "EXE", "SUS", 2)


def test_a_record_as_json_can_be_entered_again(office):
    record = entered(office)

    again = records.from_plain(office, "initiative", records.to_plain(record))

    assert again.values == record.values
    assert again.uid != record.uid


def test_a_record_at_odds_shows_both_values_as_json(office):
    (conflict,) = records.to_plain(at_odds(office))["conflicts"]

    assert (conflict["slot"], conflict["field"]) == ("stage", "stage")
    assert [one["value"] for one in conflict["values"]] == ["EXE", "COM"]
