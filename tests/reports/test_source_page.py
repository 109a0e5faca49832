from dataclasses import replace

import pytest

from desktop_app.language import LANGUAGES, Language
from desktop_app.records.codes import code_list
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_source_reads_as_expected(written, language):
    text = text_of(written(language=language))

    assert text == expected(f"source_page.{language}", text)


def test_the_page_answers_who_may_apply_with_yes_and_no(written):
    words = words_of(written())

    assert "May Bolivia apply? Yes" in words
    assert "Are projects of one country alone accepted? No" in words


@pytest.mark.parametrize(
    ("groups", "countries", "said"),
    [
        (["CAN"], [], "Bolivia may apply. Bolivia is a member of: Andean Community (CAN)."),
        ([], ["BO"], "Bolivia may apply. Bolivia is on its list of eligible countries."),
        (["CARICOM"], ["AR"], "Bolivia may not apply. Bolivia is neither on its list"),
        (["ALBA"], [], "Ask whether Bolivia may apply. It is not certain whether Bolivia"),
        (["G77"], [], "Ask whether Bolivia may apply. Members not known here: Group of 77"),
        ([], [], "Ask whether Bolivia may apply. The source names neither countries nor groups"),
    ],
)
def test_the_page_says_why_the_country_may_apply_or_not(written, groups, countries, said):
    record = FUND.with_values(eligible_groups=groups, eligible_countries=countries)

    assert said in words_of(written(replace(PAGE, record=record)))


def test_the_steps_say_who_does_them_and_how_long_all_of_them_take(written):
    steps = [
        {"id": "1", "what": "Idea", "who": "Institución", "days": 30},
        {"id": "2", "what": "Decisión", "who": "Comité", "days": 45},
        {"id": "3", "what": "Firma"},
    ]
    words = words_of(written(replace(PAGE, record=FUND.with_values(steps=steps))))

    assert "1 Idea · Institución · 30 days" in words
    assert "75 days in all, of the 2 of 3 steps that tell theirs." in words


def test_what_it_has_funded_is_added_up_within_each_currency(written):
    rows = [
        {"id": "1", "title": "Semillas", "year": "2021", "currency": "USD", "amount": "1000"},
        {"id": "2", "title": "Museos", "currency": "EUR", "amount": "2500"},
        {"id": "3", "title": "Laderas"},
    ]
    words = words_of(written(replace(PAGE, record=FUND.with_values(track_record=rows))))

    assert "In all: 1,000 USD and 2,500 EUR (told by 2 of 3)" in words.replace("\u00a0", " ")


def test_all_sectors_are_said_in_two_words(written):
    every = [code.code for code in code_list("sector").active()]

    assert "All sectors" in words_of(written(replace(PAGE, record=FUND.with_values(sectors=every))))


def test_a_desk_is_named_only_with_the_person_that_may_be(written):
    desk = a_contact(name="Mesa del Caribe")
    rows = [{"id": desk.uid, "contact": desk.uid, "region": "Caribe"}]
    data = replace(PAGE, record=FUND.with_values(desks=rows))

    assert "Mesa del Caribe" not in words_of(written(data))
    assert "Caribe Mesa del Caribe" in words_of(written(replace(data, desks={desk.uid: desk})))


def test_who_verified_the_source_is_named(written):
    record = FUND.with_values(verified_by="Secretaría del fondo")

    assert "by the source itself. Verified by Secretaría del fondo." in words_of(
        written(replace(PAGE, record=record))
    )


@pytest.mark.parametrize("field", ["objective", "exclusions", "channel", "eligible_text", "fees"])
def test_a_text_of_7_000_characters_is_printed_whole(written, field):
    text = "palabra " * 875
    given = text if field == "fees" else {"original": "es", "es": text}
    record = FUND.with_values(refundability="R", **{field: given})

    assert words_of(written(replace(PAGE, record=record))).count("palabra") == 875


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
