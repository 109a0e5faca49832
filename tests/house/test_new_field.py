"""A new field is one question: table, form, list, schema, bundle and fiche have it at once."""

from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from desktop_app.actions import lists, printing, records
from desktop_app.actions.office import set_up
from desktop_app.actions.printable import Edition
from desktop_app.language import Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Answer, Question, Section
from desktop_app.records.revision import seal
from desktop_app.records.schema_json import record_schema
from desktop_app.store import indexing, rows, schema
from desktop_app.ui.parts.answer_edit import no_records
from desktop_app.ui.parts.record_form import RecordForm
from tests.reports.reading import words_of

SLOGAN = Question(field="slogan", label="Slogan", kind=Answer.LINE, in_title=True)
VISITS = Question(
    field="visits",
    label="Visits",
    kind=Answer.ROWS,
    rows=(
        Question(field="place", label="Where", kind=Answer.LINE),
        Question(field="days", label="Days spent", kind=Answer.COUNT),
    ),
    view="initiative_visit",
)


@pytest.fixture
def office(monkeypatch, tmp_path):
    """Return an office whose initiatives are asked two things more."""
    kind = KINDS["initiative"]
    extra = Section("Something new", (SLOGAN, VISITS), "new")
    monkeypatch.setitem(KINDS, "initiative", replace(kind, sections=(*kind.sections, extra)))
    caches = (rows.layout_of, indexing._asked, schema.blank)  # noqa: SLF001 - they were made before
    for cache in caches:
        cache.cache_clear()
    with set_up(tmp_path / "home", code="BO", name="Oficina de ejemplo") as opened:
        yield opened
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


@pytest.fixture
def record(office):
    given = {
        "title": {"original": "es", "es": "Agua en cuencas altas"},
        "slogan": "Sembrar lluvia",
        "visits": [{"place": "Tarija", "days": 4}],
    }
    return records.enter_record(office, records.from_plain(office, "initiative", given))


def test_the_table_and_its_views_have_it(office, record):
    with office.store.reading() as db:
        slogans = db.execute("select slogan from initiative").fetchall()
        visits = db.execute("select place, days from initiative_visit").fetchall()

    assert slogans == [("Sembrar lluvia",)]
    assert visits == [("Tarija", 4)]
    assert records.find(office, record.uid) == record


def test_the_list_finds_a_record_by_it(office, record):
    assert [row.uid for row in lists.list_rows(office, "initiative", "lluvia")] == [record.uid]


def test_the_history_tells_of_it(office, record):
    records.edit_record(office, record.human_code, {"slogan": "Cosechar lluvia"})
    changes = records.history_of(office, record.uid)

    assert [change.after for change in changes if change.slot == "slogan"] == ["Cosechar lluvia"]


def test_the_form_asks_it(qtbot, office, record):
    form = RecordForm("initiative", no_records(Language("en")))
    qtbot.addWidget(form)
    form.load(record)

    assert form.blocks["slogan"].edit.value() == "Sembrar lluvia"
    assert [(row["place"], row["days"]) for row in form.record()["visits"]] == [("Tarija", 4)]


def test_the_schema_describes_it(office, record):
    described = record_schema(KINDS["initiative"])

    assert described["properties"]["slogan"]["title"] == "Slogan"
    assert Draft202012Validator(described).is_valid(dict(record.values))
    assert not Draft202012Validator(described).is_valid({"visits": [{"id": "1", "days": "four"}]})


def test_a_sealed_revision_carries_it(record):
    sealed = seal(record, parents=[], author="BO", at="2026-11-23T17:08:51Z")

    assert sealed.fields["slogan"] == "Sembrar lluvia"
    assert sealed.fields["visits"][0]["place"] == "Tarija"


def test_the_fiche_prints_it(office, record, tmp_path):
    path = tmp_path / "fiche.pdf"
    printing.print_fiche(office, record.uid, path, Edition(language=Language("en")))
    told = words_of(path)

    assert "Something new" in told
    assert "Sembrar lluvia" in told
    assert "Where Days spent Tarija 4" in told
