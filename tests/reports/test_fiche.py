from dataclasses import replace

import pytest

from desktop_app.language import LANGUAGES, Language
from desktop_app.records.record import Conflict, Record
from desktop_app.reports.fiche import Fiche, write_fiche
from desktop_app.reports.fiche_history import Report
from desktop_app.reports.letters import DASH
from tests.builders import a_contact, a_project, an_organisation
from tests.reports.reading import expected, fonts_of, sizes_of, text_of, words_of

PROJECT = a_project(
    human_code="BO-2026-0001",
    title={"original": "es", "es": "Agua en cuencas altas", "en": "Water in high basins"},
    legal_instruments=[
        {"id": "1", "kind": "JCM", "act_code": "JCM AR-BO 2023#7", "signed_on": "2023-11-02"}
    ],
    money=[
        {
            "id": "1",
            "kind": "BUD",
            "payer": "AR",
            "period_start": "2024-01",
            "period_end": "2024-12",
            "cash_kind": "CASH",
            "refund": "NR",
            "currency": "USD",
            "amount": "45000",
        },
        {
            "id": "2",
            "kind": "EXE",
            "payer": "BO",
            "cash_kind": "KIND",
            "inkind_cat": "EXPFEE",
            "unit": "DAY",
            "quantity": "12",
        },
        {
            "id": "3",
            "kind": "EXE",
            "payer": "BO",
            "period_start": "2024-05",
            "cash_kind": "CASH",
            "refund": "NR",
            "currency": "BOB",
            "amount": "6910",
            "rate": "6.91",
            "rate_kind": "AVG",
            "rate_source": "Banco Central",
        },
        {"id": "4", "kind": "EXE", "payer": "BO", "currency": "USD", "amount": "500.50"},
    ],
    background={"original": "es", "es": "El agua falta en la época seca."},
    markers=[{"id": "GEN", "marker": "GEN", "significance": "1"}],
    negotiation_channel="JCM",
    approval_date="2024-02",
    approval_doc="Nota 12",
    decentralised="Y",
    decentralised_levels=["SUB"],
    results=[
        {
            "id": "1",
            "title": "Familias con agua",
            "kind": "OUTCOME",
            "indicator": "Familias",
            "baseline": "0",
            "target": "120",
            "actual": "84",
        }
    ],
    events=[{"id": "1", "title": "Misión de diagnóstico", "start": "2024-06", "experts": 3}],
    beneficiaries=[{"id": "FAR", "group": "FAR", "planned": 120, "note": "Valle alto"}],
    locations=[{"id": "1", "country": "BO", "subdivision": "BO-C", "exactness": "APPROX"}],
    lessons={"original": "es", "es": "Empezar por los viveros."},
    self_assessment=[{"id": "1", "criterion": "PER", "party": "BO", "score": "5"}],
    documents=[{"id": "1", "name": "Informe final", "link": "https://example.org/i.pdf"}],
)
FICHE = Fiche(
    record=PROJECT,
    office_name="Oficina de Cooperación",
    cut_off="2026-10-31",
    contact=a_contact(),
    list_versions={"sector": "2026.11"},
    check_code="48213 00917 55120 93371 20418 77001 64529 11830",
    reports=(
        Report(
            office="BO",
            sequence=1,
            sent_at="2026-03-02T10:00:00Z",
            answered_at="2026-03-20T09:00:00Z",
        ),
        Report(office="BO", sequence=4, sent_at="2026-10-30T10:00:00Z"),
    ),
)


@pytest.fixture
def written(tmp_path):
    def write(data=FICHE, language="en", **options):
        path = tmp_path / "fiche.pdf"
        write_fiche(path, data, Language(language), **options)
        return path

    return write


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fiche_reads_as_expected(written, language):
    text = text_of(written(language=language))

    assert text == expected(f"fiche.{language}", text)


def test_what_is_in_dollars_is_added_up_and_the_rest_is_counted(written):
    words = words_of(written())

    assert f"Bolivia {DASH} 1,500.50" in words
    assert "1 line has no value in US dollars and is not in these sums." in words
    assert "6.91 BOB for one USD, 2024" in words


def test_the_fiche_tells_which_bundles_carried_it_and_when_they_were_answered(written):
    words = words_of(written())

    assert "BO 1 2 Mar 2026 20 Mar 2026" in words
    assert f"BO 4 30 Oct 2026 {DASH}" in words
    assert "No bundle has carried it yet." in words_of(written(replace(FICHE, reports=())))


def test_open_differences_are_counted_and_named(written):
    torn = replace(PROJECT, conflicts=(Conflict(slot="sector", values={"a": "S04", "b": "S05"}),))

    assert "1 difference is open: Main sector" in words_of(written(replace(FICHE, record=torn)))


def test_a_title_comes_with_a_translation_when_it_is_the_original(written):
    assert "Agua en cuencas altas Water in high basins" in words_of(written(language="es"))


def test_a_translated_title_comes_with_the_original_one(written):
    words = words_of(written())

    assert "Water in high basins Agua en cuencas altas" in words


@pytest.mark.parametrize("stage", ["REQ", "SUS", "CAN", "COM", "", "X9"])
def test_every_stage_has_a_band(written, stage):
    record = PROJECT.with_values(stage=stage)

    assert written(replace(FICHE, record=record)).exists()


def test_an_empty_record_makes_a_fiche(written):
    empty = Record(kind="initiative", uid="1", office="BO")

    assert "not reported" in words_of(written(replace(FICHE, record=empty, contact=None)))


def test_a_person_of_this_office_only_is_not_printed(written):
    closed = replace(FICHE, contact=a_contact(access="OFC"))

    assert "Mesa de cooperación" in words_of(written())
    assert "Mesa de cooperación" not in words_of(written(closed))


def test_an_institution_without_a_name_takes_that_of_its_organisation(written):
    ministry = an_organisation()
    rows = [{"id": "1", "party": "BO", "organisation": ministry.uid}]
    data = replace(
        FICHE,
        record=PROJECT.with_values(institutions=rows),
        organisations={ministry.uid: ministry},
    )

    assert "Ministerio de prueba" in words_of(written(data))


def test_a_summary_of_20_000_characters_is_printed_whole(written):
    long = PROJECT.with_values(summary={"original": "es", "es": "palabra " * 2_500})

    assert words_of(written(replace(FICHE, record=long))).count("palabra") == 2_500


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fiche_comes_in_each_language_on_letter_paper(written, language):
    assert sizes_of(written(language=language, paper="letter"))[0] == (612, 792)


def test_the_same_fiche_is_the_same_bytes_with_its_fonts(written):
    path = written()
    first = path.read_bytes()

    assert written().read_bytes() == first
    assert all(name[6] == "+" for name in fonts_of(path))


LONG = "palabra ñandú œuvre " * 350  # 7,000 characters


@pytest.mark.parametrize(
    "values",
    [
        {"institutions": [{"id": "1", "party": "BO", "name": LONG}]},
        {"events": [{"id": "1", "title": LONG, "place": LONG, "start": "2024"}]},
        {"results": [{"id": "1", "title": LONG, "in_words": LONG}]},
        {"documents": [{"id": "1", "name": LONG, "link": "https://example.org/" + "x" * 7000}]},
        {"money": [{"id": "1", "payer": "BO", "currency": "BOB", "rate_source": LONG}]},
        {"beneficiaries": [{"id": "1", "group": "FAR", "note": LONG}]},
        {"locations": [{"id": "1", "place": LONG}]},
        {"self_assessment": [{"id": "1", "criterion": "PER", "note": LONG}]},
        {"demand_origin": LONG, "approval_doc": LONG, "stage_reason": LONG},
        {"legal_instruments": [{"id": "1", "kind": "JCM", "name": LONG, "act_code": LONG}]},
        {"title": {"original": "es", "es": LONG, "en": LONG}},
    ],
    ids=lambda values: next(iter(values)),
)
def test_a_cell_of_7_000_characters_is_printed_over_pages(written, values):
    record = PROJECT.with_values(**values)

    assert len(sizes_of(written(replace(FICHE, record=record)))) >= 2


NAUGHTY = "Ünïcødé ẞ ñ œ \u202eabc\u202c \x07 <b>&amp; 😀 田中 \u0000 ﷽ ' -- {title} %s"


def test_names_with_any_letter_are_printed(written):
    record = PROJECT.with_values(
        title={"original": "es", "es": NAUGHTY, "en": NAUGHTY},
        institutions=[{"id": "1", "party": "BO", "name": NAUGHTY}],
        lessons={"original": "es", "es": NAUGHTY},
    )
    words = words_of(written(replace(FICHE, record=record, office_name=NAUGHTY)))

    assert "Ünïcødé ẞ ñ œ" in words
    assert "{title} %s" in words
