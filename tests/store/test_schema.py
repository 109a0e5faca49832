"""Tables made from the questions, and upgrades that are whole or not there."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from desktop_app.errors import StoreRefused
from desktop_app.records.initiative import INITIATIVE
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Answer, Question, Section
from desktop_app.store import records, schema
from desktop_app.store.database import Store
from desktop_app.store.indexing import KIND_NUMBERS
from desktop_app.store.opening import connect_writer
from desktop_app.store.rows import ENVELOPE
from tests.builders import a_project

AT = "2026-11-23T17:08:51Z"


@pytest.fixture
def old(path):
    """Return the path of a file of the first form, made by the first step alone."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)):
        pass
    with closing(connect_writer(path)) as db:
        schema.upgrade(db, schema.STEPS[:1])
    return path


def _columns(db, table):
    return {name: form for _, name, form, *_ in db.execute(f"pragma table_info({table})")}


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_of_a_kind_is_a_column_of_its_table(store, kind):
    with store.reading() as db:
        columns = _columns(db, kind)

    assert columns.keys() == {name for name, _ in ENVELOPE} | {
        question.field for question in KINDS[kind].questions
    }
    assert all(
        columns[question.field] == ("INTEGER" if question.kind is Answer.COUNT else "TEXT")
        for question in KINDS[kind].questions
    )


@pytest.mark.parametrize("kind", KINDS)
def test_no_question_has_the_name_of_a_column_of_the_envelope(kind):
    asked = {question.field for question in KINDS[kind].questions}

    assert asked.isdisjoint(name for name, _ in ENVELOPE)
    assert kind in KIND_NUMBERS


def test_all_tables_are_strict(store):
    with store.reading() as db:
        loose = db.execute(
            "select name from pragma_table_list where type = 'table' and schema = 'main' "
            "and strict = 0 and name <> 'sqlite_schema' and name not like 'search_%'"
        ).fetchall()

    assert loose == []


def test_a_column_of_whole_numbers_refuses_a_text(store, save):
    save(a_project())

    with store.writing() as db, pytest.raises(sqlite3.IntegrityError, match="INTEGER"):
        db.execute("update initiative set version = 'two'")


def test_a_field_added_to_the_questions_becomes_a_column_and_rows_keep_their_seal(store, save):
    save(a_project())
    asked = Question(field="lessons", label="Lessons", kind=Answer.LOCAL_TEXT)
    rows = Question(
        field="visits",
        label="Visits",
        kind=Answer.ROWS,
        rows=(Question(field="place", label="Place", kind=Answer.LINE),),
        view="initiative_visit",
    )
    wider = replace(INITIATIVE, sections=(*INITIATIVE.sections, Section("More", (asked, rows))))

    with store.writing() as db:
        schema.add_missing_columns(db, {"initiative": wider})

    with store.writing() as db:
        assert {"lessons", "visits"} <= _columns(db, "initiative").keys()
        db.execute("""update initiative set visits = '[{"id":"1","place":"Sucre"}]'""")
        assert db.execute("select place from initiative_visit").fetchall() == [("Sucre",)]
        db.execute("update initiative set visits = null")
    assert store.integrity() == []


def test_an_upgrade_copies_the_file_first_and_keeps_the_records(old):
    with closing(connect_writer(old)) as db:
        db.execute("insert into setting values ('office_code', 'BO')")

    with Store.open(old) as store:
        records.save(store, a_project(), who="BO", at=AT)
        with store.reading() as db:
            assert db.execute("pragma user_version").fetchone()[0] == schema.NEWEST

    (copy,) = (old.parent / "backups").iterdir()
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("pragma user_version").fetchone()[0] == 1
        assert db.execute("select * from setting").fetchall() == [("office_code", "BO")]


def test_a_new_store_and_one_that_is_current_make_no_copy(path):
    Store.open(path).close()
    Store.open(path).close()

    assert not (path.parent / "backups").exists()


def test_an_older_file_is_not_upgraded_by_reading_it(old):
    content = old.read_bytes()

    with pytest.raises(StoreRefused, match="older Surco"):
        Store.open(old, read_only=True)

    assert old.read_bytes() == content


def test_a_step_that_fails_leaves_the_form_before_it_whole(old):
    def stumble(db):
        db.execute("create table half (x text) strict")
        schema.add_missing_columns(db)
        raise RuntimeError

    with closing(connect_writer(old)) as db:
        before = db.execute("select sql from sqlite_schema").fetchall()
        with pytest.raises(RuntimeError):
            schema.upgrade(db, [*schema.STEPS[:1], stumble])

        assert db.execute("select sql from sqlite_schema").fetchall() == before
        assert db.execute("pragma user_version").fetchone()[0] == 1


def test_steps_that_are_done_are_not_done_again(store):
    with store.writing() as db:
        before = db.execute("select sql from sqlite_schema").fetchall()
    with store._turn:  # noqa: SLF001 - outside a transaction, as an upgrade runs
        schema.upgrade(store._writer)  # noqa: SLF001 - likewise

    with store.reading() as db:
        assert db.execute("select sql from sqlite_schema").fetchall() == before


def test_lists_inside_records_are_views(store, save):
    saved = save(
        a_project(
            title={"original": "es", "es": "Agua", "pt": "Água"},
            other_forms=["TA", "TRAI"],
            sdgs=[{"id": "6", "goal": "6", "rank": 1}],
        )
    )

    with store.reading() as db:
        parties = db.execute(
            "select uid, number, row_id, party, role from initiative_participant order by number"
        ).fetchall()
        goals = db.execute("select goal, target, rank from initiative_sdg").fetchall()
        forms = db.execute("select code from initiative_other_form order by code").fetchall()
        titles = db.execute(
            "select field, language, text, original from initiative_text "
            "where field = 'title' order by language"
        ).fetchall()

    assert parties == [
        (saved.uid, 1, "BO-REC", "BO", "REC"),
        (saved.uid, 2, "AR-PRO", "AR", "PRO"),
    ]
    assert goals == [("6", None, 1)]
    assert forms == [("TA",), ("TRAI",)]
    assert titles == [("title", "es", "Agua", 1), ("title", "pt", "Água", 0)]


def test_a_withdrawn_record_is_in_no_view(store, save):
    save(a_project(deleted="Registrado dos veces"))

    with store.reading() as db:
        assert db.execute("select * from initiative_participant").fetchall() == []
        assert db.execute("select * from initiative_text").fetchall() == []


def test_every_list_of_a_kind_has_its_view(store):
    wanted = {
        question.view for kind in KINDS.values() for question in kind.questions if question.view
    }

    with store.reading() as db:
        views = {name for (name,) in db.execute("select name from sqlite_schema where type='view'")}
        for view in views:
            db.execute(f"select * from {view}").fetchall()  # noqa: S608 - a name of our own

    assert views == wanted | {f"{kind}_text" for kind in KINDS}
