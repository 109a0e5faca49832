"""A list as it is shown, in a file for other programs."""

from dataclasses import replace

import pytest

from desktop_app.actions import records, tables
from desktop_app.actions.office import set_up
from desktop_app.language import Language
from desktop_app.records.listing import Filters, Order
from tests.builders import a_project


@pytest.fixture
def office(tmp_path):
    with set_up(tmp_path / "office", code="BO", name="Oficina") as opened:
        for title, sector in (("Niñez", "S01"), ("=Agua", "S05")):
            record = a_project(title={"original": "es", "es": title}, sector=sector)
            records.enter_record(opened, replace(record, human_code="", status="draft"))
        yield opened


@pytest.fixture
def exported(office, tmp_path):
    def export(**asked):
        path = tmp_path / "list.csv"
        tables.export_list(office, path, "initiative", **{"language": Language("es"), **asked})
        return path.read_text("utf-8-sig").splitlines()

    return export


def test_a_list_goes_out_with_its_columns_and_its_order(exported):
    lines = exported(columns=["title", "dates"], order=Order("title", falling=True))

    assert lines == ["Título;Años", "Niñez;2024–2026", "'=Agua;2024–2026"]  # noqa: RUF001 - from, to


def test_what_a_list_does_not_show_stays_out(exported):
    assert exported(columns=["title"], filters=Filters(sector="S01"))[1:] == ["Niñez"]
    assert exported(columns=["title"], search="agua")[1:] == ["'=Agua"]


def test_a_reader_of_english_gets_commas_and_english_words(exported):
    lines = exported(columns=["title", "sector"], language=Language("en"))

    assert lines[0] == "Title,Sector"
