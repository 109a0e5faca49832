"""Choosing another record among very many: the index is asked, nothing is read or held."""

from dataclasses import replace

import pytest

from desktop_app.actions import records
from desktop_app.language import Language
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.store import records as stored
from desktop_app.ui.parts.record_box import RecordBox
from desktop_app.ui.parts.record_lookup import FOUND_AT_ONCE, lookup_in
from tests.builders import an_organisation

ASKED = Question(field="organisation", label="Organisation", kind=Answer.REF, ref="organisation")


def named(name, **values):
    return an_organisation(name={"original": "es", "es": name}, **values)


@pytest.fixture
def lookup(office):
    return lookup_in(office, Language("es"), lambda _uid: None, lambda _kind: None)


@pytest.fixture
def box(qtbot, lookup):
    made = RecordBox(ASKED, lookup)
    qtbot.addWidget(made)
    made.show()
    return made


def offered(box):
    return box.finder.texts


def test_each_letter_asks_the_index_for_a_few_and_reads_no_record(qtbot, office, box, monkeypatch):
    many = [named(f"Instituto {number} de riego") for number in range(300)]
    stored.save_many(office.store, many, who="BO", at="2026-05-04T12:00:00Z")
    asked, read = [], []
    find = box.lookup.find
    told = replace(box.lookup, find=lambda *given: asked.append(given) or find(*given))
    monkeypatch.setattr(box, "lookup", told)
    monkeypatch.setattr(stored, "load", lambda *given: read.append(given))

    qtbot.keyClicks(box.line, "rie")

    assert len(asked) == 3
    assert len(offered(box)) == FOUND_AT_ONCE
    assert read == []


def test_every_word_counts_and_accents_do_not(qtbot, office, box):
    for name in ("Instituto de educación", "Instituto de salud"):
        records.enter_record(office, replace(named(name), human_code="", status="draft"))

    qtbot.keyClicks(box.line, "EDUCACION inst")

    assert offered(box) == ["Instituto de educación"]


def test_two_of_the_same_name_are_told_apart_by_their_codes(office, lookup):
    both = [
        records.enter_record(office, replace(named("Ministerio"), human_code="", status="draft"))
        for _ in range(2)
    ]

    found = lookup.find("organisation", "minis")

    assert sorted(found) == sorted((one.uid, f"Ministerio · {one.human_code}") for one in both)


def test_a_withdrawn_record_is_named_where_it_stands_and_not_offered(office, lookup):
    one = records.enter_record(office, replace(named("Agencia"), human_code="", status="draft"))
    records.withdraw(office, one, "It was closed")

    assert lookup.name_of("organisation", one.uid) == "Agencia"
    assert lookup.find("organisation", "agencia") == []
