from dataclasses import replace

import pytest

from desktop_app.language import LANGUAGES, Language
from desktop_app.records.record import Record
from desktop_app.reports.source_page import SourcePage, write_source_page
from tests.builders import a_contact, a_source
from tests.reports.reading import expected, fonts_of, sizes_of, text_of, words_of

FUND = a_source(
    human_code="BO-2026-0007",
    acronym="FPC",
    currency="USD",
    amount_max="35000",
    cofinancing_pct="50",
    min_countries=3,
    national_projects="N",
    endorsement="EACH",
    calls=[{"id": "1", "name": "Convocatoria anual", "yearly": "04-30"}],
)
PAGE = SourcePage(
    record=FUND,
    office_name="Oficina de Cooperación",
    cut_off="2026-10-31",
    country="BO",
    contact=a_contact(),
    list_versions={"sector": "2026.11"},
)


@pytest.fixture
def written(tmp_path):
    def write(data=PAGE, language="en", **options):
        path = tmp_path / "source.pdf"
        write_source_page(path, data, Language(language), **options)
        return path

    return write


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_of_a_source_reads_as_expected(written, language):
    text = text_of(written(language=language))

    assert text == expected(f"source_page.{language}", text)


def test_the_page_answers_who_may_apply_with_yes_and_no(written):
    words = words_of(written())

    assert "May Bolivia apply? Yes" in words
    assert "Are projects of one country alone accepted? No" in words


@pytest.mark.parametrize("when", ["2025-09", "2024", None])
def test_a_source_not_verified_for_a_year_carries_a_warning(written, when):
    record = FUND.with_values(last_verified=when)

    assert "ask the source before you apply" in words_of(written(replace(PAGE, record=record)))
    assert "ask the source before you apply" not in words_of(written())


def test_terms_are_printed_only_of_what_has_to_be_paid_back(written):
    loan = FUND.with_values(refundability="R", interest="4.5")

    assert "Interest rate (% a year) 4.5" not in words_of(written())
    assert "Terms of what has to be paid back" in words_of(written(replace(PAGE, record=loan)))


def test_an_empty_source_makes_a_page(written):
    empty = Record(kind="source", uid="1", office="BO")

    assert "not reported" in words_of(written(replace(PAGE, record=empty, contact=None)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_comes_in_each_language_on_letter_paper(written, language):
    assert sizes_of(written(language=language, paper="letter"))[0] == (612, 792)


def test_the_same_page_is_the_same_bytes_with_its_fonts(written):
    path = written()
    first = path.read_bytes()

    assert written().read_bytes() == first
    assert all(name[6] == "+" for name in fonts_of(path))
