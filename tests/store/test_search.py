"""Lists: found while typing whatever the accents, narrowed by filters, the newest first."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.records.listing import Filters, list_row
from desktop_app.store import indexing, records, search
from desktop_app.store.database import Store
from tests.builders import a_contact, a_project, a_source

AT = "2026-11-23T17:08:51Z"


def _titled(text, **values):
    return a_project(title={"original": "es", "es": text}, **values)


@pytest.fixture
def found(store):
    """Return how a test asks: the titles of the initiatives that a search leaves."""

    def ask(typed="", kind="initiative", **asked):
        rows = search.rows(store, kind, search=typed, **asked)
        return [row.title["es"] for row in rows]

    return ask


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Protección de la niñez", "ninez"),
        ("Protección de la niñez", "PROTECCIÓN"),
        ("Formação de técnicos", "formacao"),
        ("Œuvres hydrauliques", "oeuvre"),
        ("Coopération à Genève", "geneve"),
        ("Straße und Wasser", "strasse"),
        ("Cuenca Nº 5", "no 5"),
        ("Eﬁciencia energética", "eficiencia"),
        ("İstanbul — Göç", "istanbul goc"),
    ],
)
def test_accents_and_joined_letters_make_no_difference(save, found, title, typed):
    save(_titled(title))
    save(_titled("Otra cosa"))

    assert found(typed) == [title]


def test_a_word_is_found_from_its_first_letters_while_it_is_typed(save, found):
    save(_titled("Gestión del agua"))

    for typed in ("g", "ge", "gestión ag", "agua gest", "gestion del agua"):
        assert found(typed) == ["Gestión del agua"]
    assert found("estión") == []
    assert found("gestión fuego") == []


@pytest.mark.parametrize(
    "typed",
    ['"', "'", '" OR "', "agua*", "a AND", "NOT agua", "(agua", "words:agua", "-agua", "^a"],
)
def test_what_a_person_types_cannot_break_the_search(save, found, typed):
    save(_titled("Agua"))

    assert found(typed) in ([], ["Agua"])
    assert found(typed, everywhere=True) in ([], ["Agua"])


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=30))
def test_any_text_may_be_searched(store, typed):
    assert search.rows(store, "initiative", search=typed, everywhere=True) == []


def test_signs_alone_narrow_nothing(save, found):
    save(_titled("Agua"))

    assert found(" … * ") == ["Agua"]


def test_codes_and_all_languages_of_the_title_are_searched_while_typing(save, found):
    record = a_project(
        title={"original": "es", "es": "Agua", "pt": "Recursos hídricos"}, local_code="EXP/77-b"
    )
    save(replace(record, human_code="BO-2026-0419"))

    for typed in ("hidricos", "BO-2026-0419", "0419", "exp/77"):
        assert found(typed) == ["Agua"]


def test_other_texts_are_searched_when_everywhere_is_asked(save, found):
    save(
        _titled(
            "Agua",
            summary={"original": "es", "es": "Cosecha de lluvia en Potosí"},
            institutions=[{"id": "1", "party": "BO", "name": "Autoridad Plurinacional"}],
        )
    )

    assert found("lluvia") == []
    for typed in ("lluvia", "potosi cosecha", "agua lluvia", "plurinacional"):
        assert found(typed, everywhere=True) == ["Agua"]
    assert found("lluvia fuego", everywhere=True) == []


def test_a_change_is_found_and_what_it_replaced_is_not(save, found, store):
    saved = save(_titled("Agua potable", summary={"original": "es", "es": "Pozos"}))

    save(saved.with_values(title={"original": "es", "es": "Riego"}, summary=None))

    assert found("agua") == []
    assert found("riego") == ["Riego"]
    assert found("pozos", everywhere=True) == []
    assert store.integrity() == []


def test_a_change_of_code_alone_is_found(save, found):
    saved = save(_titled("Agua", human_code="BO-2026-0500"))

    save(replace(saved, human_code="BO-2026-0901"))

    assert found("0901") == ["Agua"]
    assert found("0500") == []


def test_the_newest_record_comes_first_and_pages_follow_each_other(store, save, found):
    for number in range(7):
        save(_titled(f"Agua {number}"))

    assert found(limit=3) == ["Agua 6", "Agua 5", "Agua 4"]
    assert found("agua", limit=3, offset=3) == ["Agua 3", "Agua 2", "Agua 1"]
    assert search.count(store, "initiative", search="agua") == 7


def test_kinds_do_not_mix(store, save, found):
    save(_titled("Agua"))
    save(a_source(name={"original": "es", "es": "Fondo del agua"}))
    save(a_contact(name="Mesa del agua"))

    assert found("agua") == ["Agua"]
    assert found("agua", kind="source") == ["Fondo del agua"]
    assert [row.title for row in search.rows(store, "contact", search="mesa")] == ["Mesa del agua"]


def test_withdrawn_records_are_listed_only_when_asked_for(save, found):
    save(_titled("Vive"))
    save(_titled("Retirado", deleted="Doble"))

    assert found() == ["Vive"]
    assert found("retirado") == []
    assert found(filters=Filters(status="withdrawn")) == ["Retirado"]


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(), ["Dos", "Uno"]),
        (Filters(status="draft"), ["Dos"]),
        (Filters(office="BO"), ["Uno"]),
        (Filters(stage="EXE"), ["Uno"]),
        (Filters(modality="TRI"), ["Dos"]),
        (Filters(partner="AR"), ["Uno"]),
        (Filters(partner="CL"), ["Dos"]),
        (Filters(sector="S09"), ["Dos"]),
        (Filters(year="2025"), ["Uno"]),
        (Filters(year="2019"), ["Dos"]),
        (Filters(to_check=True), ["Dos"]),
        (Filters(stage="COM", partner="CL", sector="S04", office="CL", status="draft"), ["Dos"]),
        (Filters(stage="EXE", partner="CL"), []),
    ],
)
def test_filters_narrow_with_and_without_a_search(store, save, found, filters, left):
    save(_titled("Uno"), counts=lambda _record: (0, 0, 0))
    save(
        a_project(
            title={"original": "es", "es": "Dos"},
            office="CL",
            status="draft",
            stage="COM",
            modality="TRI",
            sector="S09",
            sector_2="S04",
            actual_start="2018-01",
            actual_end="2019-02",
            participants=[{"id": "CL-PRO", "party": "CL", "role": "PRO"}],
        ),
        counts=lambda _record: (0, 0, 1),
    )

    assert found(filters=filters) == left
    assert found("intercambio", filters=filters, everywhere=True) == left
    assert search.count(store, "initiative", filters=filters) == len(left)
    assert found("uno", filters=filters) == [title for title in left if title == "Uno"]


def test_sources_are_narrowed_by_type_and_instrument(save, found):
    save(a_source(name={"original": "es", "es": "Fondo"}, instruments=["GRA", "LOAN"]))

    assert found(kind="source", filters=Filters(instrument="LOAN", source_type="SSF")) == ["Fondo"]
    assert found(kind="source", filters=Filters(instrument="TA")) == []


def test_a_filter_offers_only_what_occurs(store, save):
    save(a_project(sector="S04"))
    save(a_source(sectors=["S11"]))

    offered = search.choices(store, "initiative")

    assert offered["sector"] == ["S04"]
    assert offered["partner"] == ["AR", "BO"]
    assert offered["year"] == ["2024", "2025", "2026"]
    assert offered["office"] == ["BO"]
    assert offered["instrument"] == []


def test_a_line_of_a_list_is_the_line_of_its_record(store, save):
    for record in (a_project(), a_source(), a_contact()):
        saved = save(record, counts=lambda _record: (3, 2, 1))

        assert search.rows(store, record.kind) == [list_row(saved, (3, 2, 1))]


def test_where_the_records_stand_is_counted(store, save):
    save(a_project(status="draft"), counts=lambda _record: (1, 0, 4))
    save(a_source(status="ready", draft=False), counts=lambda _record: (0, 2, 0))
    save(a_project(office="AR", status="returned"))
    save(a_project(deleted="Doble"))

    standing = search.standing(store, office="BO")

    assert (standing.drafts, standing.to_check, standing.ready) == (1, 1, 1)
    assert (standing.errors, standing.warnings, standing.missing) == (1, 2, 4)
    assert search.standing(store).returned == 1


def test_lists_and_words_are_made_again_when_they_are_made_in_another_way(path, by_hand):
    with Store.open(path) as store:
        for title in ("Agua", "Riego"):
            records.save(store, _titled(title), who="BO", at=AT)
        before = search.rows(store, "initiative")
    by_hand(
        path,
        "update setting set value = 'older' where name = 'store.recipe'",
        "insert into search_title (search_title) values ('delete-all')",
        "delete from listing_code",
        "update listing set title = '\"\"', errors = 9",
    )

    with Store.open(path) as store:
        assert search.rows(store, "initiative") == before
        assert [row.uid for row in search.rows(store, "initiative", search="ag")] == [before[1].uid]
        assert search.count(store, "initiative", filters=Filters(partner="AR")) == 2


def test_lists_are_filled_when_a_file_from_before_them_is_upgraded(path, store, save, tmp_path):
    saved = save(_titled("Agua"))
    store.close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("delete from setting")
        db.execute("delete from listing")

    with Store.open(path) as again:
        assert search.rows(again, "initiative", search="agua")[0].uid == saved.uid


def test_what_sqlite_folds_is_what_the_search_folds(store):
    numbers = [*range(1, 0x3100), *range(0xA000, 0xD800, 7), *range(0xF900, 0x1F000, 3)]
    texts = {number: f"ab{chr(number)}cd {chr(number)}" for number in numbers}
    found = dict.fromkeys(numbers, frozenset())
    with store.writing() as db:
        db.executemany(
            "insert into search_text (rowid, words) values (?, ?)",
            [(number, indexing.indexed([text])) for number, text in texts.items()],
        )
        db.execute("create virtual table temp.terms using fts5vocab (main, search_text, instance)")
        for term, number in db.execute("select term, doc from terms"):
            found[number] |= {term}
        db.execute("drop table temp.terms")

    assert found == {number: indexing.words(text) for number, text in texts.items()}


def test_an_unfinished_record_counts_as_a_draft_wherever_it_was_sent(store, save):
    save(a_project(status="received", draft=True))

    assert search.standing(store, office="BO").drafts == 1
