"""Saving and loading: versions, seals, tombstones, the log of changes."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.errors import Cancelled, StaleRecord, StoreRefused, UnknownRecord, UserError
from desktop_app.records.checks import counts
from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import canonical, normal
from desktop_app.records.questionnaire import Answer
from desktop_app.records.record import Conflict, Record
from desktop_app.records.stamp import new_uid
from desktop_app.store import changes, records, search
from desktop_app.store import settings as kept
from desktop_app.store.database import Store
from desktop_app.store.rows import record_from_json, record_json
from tests.builders import a_contact, a_project, a_source, an_organisation
from tests.strategies import files

AT = "2026-11-23T17:08:51Z"
LATER = "2026-11-24T08:00:00Z"

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_GIVEN = {
    Answer.LINE: _TEXT,
    Answer.TEXT: _TEXT,
    Answer.LOCAL: st.dictionaries(st.sampled_from(["es", "pt", "qu"]), _TEXT),
    Answer.LOCAL_TEXT: st.dictionaries(st.sampled_from(["en", "fr"]), _TEXT),
    Answer.DATE: st.sampled_from(["2024", "2024-03~", "2024-03-15"]),
    Answer.AMOUNT: st.decimals(0, 10**9, places=2),
    Answer.COUNT: st.integers(0, 10**6),
    Answer.YESNO: st.booleans(),
    Answer.CODE: st.sampled_from(["BO", "TA", "6"]),
    Answer.CODES: st.lists(st.sampled_from(["BO", "AR", "X"])),
    Answer.REF: st.uuids(version=4).map(str),
    Answer.FILE: files,
}


@st.composite
def _records(draw):
    kind = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    asked = draw(st.sets(st.sampled_from(kind.questions), max_size=12))
    answers = {question.field: _answer(draw, question) for question in asked}
    extra = draw(st.dictionaries(st.sampled_from(["x1", "x2"]), st.lists(_TEXT, max_size=2)))
    return Record(kind=kind.name, uid=new_uid(), office="BO", extra=extra).with_values(**answers)


def _answer(draw, question):
    if question.kind is not Answer.ROWS:
        return normal(question, draw(_GIVEN[question.kind]))
    columns = st.fixed_dictionaries({}, optional={c.field: _GIVEN[c.kind] for c in question.rows})
    return normal(question, draw(st.lists(columns, max_size=3)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=_records())
def test_what_is_saved_is_what_is_loaded(store, record):
    saved = records.save(store, record, who="BO", at=AT)

    loaded = records.load(store, record.uid)

    assert loaded == saved
    assert canonical(loaded.values) == canonical(record.values)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=_records())
def test_a_record_kept_as_json_comes_back_whole(record):
    assert record_from_json(record_json(record)) == record


def test_a_save_gives_the_next_version_and_says_who_and_when(save):
    first = save(a_project())

    second = save(first, who="Ana", at=LATER)

    assert (first.version, second.version) == (1, 2)
    assert (second.created_at, second.created_by) == (AT, "BO")
    assert (second.updated_at, second.updated_by) == (LATER, "Ana")


def test_an_old_revision_does_not_overwrite_a_newer_one(store, save):
    first = save(a_project())
    newer = save(first.with_values(stage="COM"))

    with pytest.raises(StaleRecord, match="Gestión del agua"):
        save(first.with_values(stage="CANC"))

    assert records.load(store, first.uid) == newer


def test_a_record_that_was_taken_back_meanwhile_is_not_saved_over(store, save):
    saved = save(a_project())
    records.forget(store, [saved.uid])

    with pytest.raises(StaleRecord):
        save(saved)


def test_open_differences_heads_and_leftovers_are_kept(store, save):
    record = replace(
        a_project(),
        conflicts=(Conflict(slot="title/es", values={"a" * 64: "Uno", "b" * 64: None}),),
        heads=("a" * 64, "b" * 64),
        extra={"iati_left": [{"element": "location", "text": "La Paz"}]},
        draft=False,
    )

    saved = save(record)

    assert records.load(store, record.uid) == saved
    assert saved.conflicts == record.conflicts
    assert records.with_conflicts(store, "initiative") == [record.uid]


def test_a_number_with_a_floating_point_is_never_kept(store, save):
    for answers in ({"money": [{"id": "1", "amount": 1.5}]}, {"stage": 1.5}):
        with pytest.raises(TypeError):
            save(a_project(**answers))
    with pytest.raises(TypeError):
        save(replace(a_project(), extra={"left": [{"deep": [1.5]}]}))

    assert list(records.every(store, "initiative")) == []


def test_an_answer_without_a_question_is_not_dropped_in_silence(save):
    with pytest.raises(ValueError, match="no question"):
        save(a_project(colour="green"))


def test_a_withdrawn_record_stays_as_a_tombstone(store, save):
    saved = save(a_project())

    save(replace(saved, deleted="Registrado dos veces"))

    gone = records.load(store, saved.uid)
    assert (gone.status, gone.deleted) == ("withdrawn", "Registrado dos veces")
    assert list(records.every(store, "initiative")) == []
    assert list(records.every(store, "initiative", deleted=True)) == [gone]


def test_many_records_are_saved_like_one(store, save):
    one_by_one = save(a_project())
    old = save(a_source())
    new = [a_project(), a_contact(), an_organisation(), a_project()]

    saved = records.save_many(
        store, [*new, old.with_values(acronym="FP")], who="BO", at=AT, why="import 1"
    )

    assert [record.version for record in saved] == [1, 1, 1, 1, 2]
    assert records.load_many(store, [record.uid for record in saved]) == saved
    assert search.count(store, "initiative") == 3
    assert changes.history(store, saved[0].uid)[0].why == "import 1"
    assert changes.history(store, old.uid)[0].slot == "acronym"
    assert one_by_one.version == 1
    assert store.integrity() == []


def test_two_versions_of_one_record_may_be_saved_together(store):
    first = a_project()

    saved = records.save_many(
        store, [first, replace(first, version=1, status="draft")], who="BO", at=AT
    )

    assert [record.version for record in saved] == [1, 2]
    assert records.load(store, first.uid).status == "draft"


def test_saving_many_is_all_or_nothing_when_it_is_stopped(store):
    def stop(done, total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        records.save_many(store, [a_project() for _ in range(3)], who="BO", at=AT, step=stop)

    assert list(records.every(store, "initiative", deleted=True)) == []
    assert search.count(store, "initiative") == 0


def test_saving_many_is_all_or_nothing_when_one_is_stale(store, save):
    stale = save(a_project())
    save(stale)

    with pytest.raises(StaleRecord):
        records.save_many(store, [a_project(), stale], who="BO", at=AT)

    assert search.count(store, "initiative") == 1


def test_a_record_is_found_by_its_code_and_its_uid(store, save):
    saved = save(a_project(human_code="BO-2026-0700"))

    assert records.load(store, "BO-2026-0700") == saved
    assert records.load(store, saved.uid, "initiative") == saved
    for code, kind in (("BO-2026-0701", ""), (new_uid(), ""), (saved.uid, "source")):
        with pytest.raises(UnknownRecord):
            records.load(store, code, kind)


def test_of_two_records_with_one_code_the_own_one_is_found_else_both_are_named(store, save):
    own = save(a_project(human_code="BO-2026-0001"))
    other = save(a_project(office="AR", human_code="BO-2026-0001"))

    with pytest.raises(UserError) as told:
        records.load(store, "BO-2026-0001")
    kept.put(store, "office_code", "AR")

    assert own.uid in str(told.value)
    assert other.uid in str(told.value)
    assert records.load(store, "BO-2026-0001") == other


def test_every_yields_the_records_of_an_office_in_the_order_they_came(store):
    made = [a_project(office="AR" if number % 3 else "BO") for number in range(1200)]
    records.save_many(store, made, who="BO", at=AT)

    found = [record.uid for record in records.every(store, "initiative", office="AR")]

    assert found == [record.uid for record in made if record.office == "AR"]


def test_records_saved_while_reading_every_one_do_not_prolong_it(store, save):
    save(a_project())
    for _record in records.every(store, "initiative"):
        save(a_project())

    assert search.count(store, "initiative") == 2


def test_records_that_are_not_there_are_left_out_of_many(store, save):
    one, two = save(a_project()), save(a_source())

    assert records.load_many(store, [two.uid, new_uid(), one.uid]) == [two, one]


def test_codes_given_out_are_those_of_office_and_year(store, save):
    save(a_project(human_code="BO-2026-0001"))
    save(a_source(human_code="BO-2026-0002", deleted="Doble"))
    save(a_project(human_code="BO-2025-0009"))
    save(a_project(human_code="BOX-2026-0003", office="BOX"))

    assert sorted(records.human_codes(store, "BO", 2026)) == ["BO-2026-0001", "BO-2026-0002"]


def test_records_are_found_by_their_iati_identifier(store, save):
    own = save(a_project(iati_id="XI-1"))
    save(a_project(office="AR", iati_id="XI-2"))
    save(a_project())

    assert records.uid_by_iati_id(store, "BO", "initiative") == {"XI-1": own.uid}


def test_a_record_taken_back_is_gone_from_lists_and_may_come_again(store, save):
    record = a_project()
    save(record)

    records.forget(store, [record.uid])

    assert list(records.every(store, "initiative", deleted=True)) == []
    assert search.rows(store, "initiative", search="gestión") == []
    assert changes.history(store, record.uid)[0].slot == changes.FORGOTTEN
    assert save(record).version == 1


def test_a_byte_changed_behind_the_store_is_found_and_the_record_named(path, by_hand):
    with Store.open(path) as store:
        good, bad = (records.save(store, a_project(), who="BO", at=AT) for _ in range(2))
    by_hand(path, ("update initiative set stage = 'EXF' where uid = ?", [bad.uid]))

    with Store.open(path) as store:
        assert records.load(store, good.uid) == good
        with pytest.raises(StoreRefused, match=bad.human_code):
            records.load(store, bad.uid)
        with pytest.raises(StoreRefused, match=bad.human_code):
            list(records.every(store, "initiative"))
        assert store.integrity() == [f"initiative {bad.human_code}"]


def test_bytes_that_are_no_text_any_more_are_found_and_the_record_named(path, by_hand):
    with Store.open(path) as store:
        bad = records.save(store, a_project(), who="BO", at=AT)
    by_hand(path, "update initiative set stage = cast(x'45ff45' as text)")

    with Store.open(path) as store:
        with pytest.raises(StoreRefused, match=bad.human_code):
            records.load(store, bad.uid)
        assert store.integrity() == [f"initiative {bad.human_code}"]


def test_a_list_line_shows_the_findings_of_its_record(store, save):
    record = a_project().with_values(summary=None)
    save(record)

    (row,) = search.rows(store, "initiative")

    assert (row.errors, row.warnings, row.missing) == counts(record)
    assert row.missing == 1
