"""What a page has no place of its own for is printed all the same."""

import pytest

from desktop_app.language import Language
from desktop_app.reports.fiche import Fiche, write_fiche
from desktop_app.reports.letters import DASH
from tests.builders import a_project
from tests.reports.reading import words_of

RESULT = {
    "id": "1",
    "title": "Técnicos formados",
    "kind": "OUTPUT",
    "measure": "UNIT",
    "unit": "personas",
    "target": "1200",
    "actual": "84.5",
}


@pytest.fixture
def told(tmp_path):
    def tell(names=None, **values):
        path = tmp_path / "fiche.pdf"
        data = Fiche(record=a_project(**values), office_name="Oficina", cut_off="2026-10-31")
        if names:
            data = Fiche(
                record=data.record, office_name="Oficina", cut_off="2026-10-31", names=names
            )
        write_fiche(path, data, Language("en"))
        return words_of(path)

    return tell


def test_rows_are_a_table_of_the_columns_in_use(told):
    words = told(
        related=[{"id": "1", "relation": "PAR", "number": "XM-1"}, {"id": "2", "relation": "CON"}],
    )

    assert "Relation Its number elsewhere" in words
    assert f"Is part of XM-1 Continues {DASH}" in words


def test_a_place_stands_on_one_line_with_its_degrees(told):
    place = {"id": "1", "country": "BO", "subdivision": "BO-L", "place": "Zongo"}
    far = {"latitude": "-16.12", "longitude": "-68.05", "exactness": "EXACT"}

    assert "Zongo, La Paz, Bolivia (-16.12 / -68.05, Exact)" in told(locations=[{**place, **far}])


def test_results_stand_with_their_figures_and_activities_with_who_was_there(told):
    event = {"id": "1", "title": "Curso", "form": "CRS", "start": "2024-06", "women": 12}
    words = told(results=[RESULT], events=[event])

    assert f"Técnicos formados personas Output {DASH} 1,200 84.5" in words
    assert f"Curso Course or workshop Jun 2024 {DASH} 12 women" in words


def test_codes_are_shown_by_their_labels(told):
    words = told(negotiation_channel="JCM", decentralised="Y", decentralised_levels=["SUB"])

    assert "Joint commission" in words
    assert "Subnational" in words


def test_long_texts_have_their_heading(told):
    words = told(lessons={"original": "es", "es": "Menos cursos, más visitas."})

    assert "Lessons learnt" in words
    assert "Menos cursos, más visitas." in words


def test_another_record_is_named_by_its_title_or_not_at_all(told):
    parent = "00000000-0000-4000-8000-000000000099"

    assert parent not in told(parent=parent)
    assert "Programa andino" in told({parent: "Programa andino"}, parent=parent)


def test_what_is_not_asked_any_more_is_not_printed(told):
    words = told(decentralised="N", decentralised_levels=["SUB"])

    assert "Subnational" not in words


def test_why_a_record_stays_in_the_office_is_not_printed(told):
    assert "Negociación en curso" not in told(
        access="OFC", confidentiality_reason="Negociación en curso"
    )


def test_an_amount_with_a_rate_is_shown_in_dollars_too(told):
    line = {"id": "1", "kind": "EXE", "currency": "BOB", "amount": "6910", "rate": "6.91"}

    assert f"{DASH} 6,910 BOB 1,000" in told(money=[line])
