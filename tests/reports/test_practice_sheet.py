from dataclasses import replace

import pytest

from desktop_app.language import LANGUAGES, Language
from desktop_app.records.codes import code_list
from desktop_app.records.record import Record
from desktop_app.reports.practice_sheet import PracticeSheet, write_practice_sheet
from tests.builders import a_contact, a_practice, naughty_strings
from tests.reports.reading import expected, fonts_of, sizes_of, text_of, words_of

ORIGIN = "00000000-0000-4000-8000-000000000077"
PRACTICE = a_practice(
    human_code="BO-2026-0018",
    initiatives=[{"id": ORIGIN, "initiative": ORIGIN}],
    period_start="2019",
    period_end="2024",
    parties=["BO", "CO"],
    sector="S04",
    sdgs=["13", "6"],
    steps={"original": "es", "es": "Mapa de fuentes.\nReglas acordadas.\nMedición cada mes."},
    innovation={"original": "es", "es": "La comunidad mide."},
    requirements={"original": "es", "es": "Un técnico durante un año."},
    cost_range="A",
    institutions=[{"id": "1", "name": "Autoridad del Agua", "party": "BO"}],
    criteria=[
        {"id": "HOR", "criterion": "HOR", "fulfilment": "3", "evidence": "Visitas"},
        {"id": "MEA", "criterion": "MEA", "fulfilment": "0", "evidence": "Sin medir"},
    ],
    photos=[
        {"id": "1", "name": "Una fuente con su cerco", "permission": "Y", "credit": "Comité"},
        {"id": "2", "name": "Sin permiso", "permission": "N"},
    ],
)
SHEET = PracticeSheet(
    record=PRACTICE,
    office_name="Oficina de Cooperación",
    cut_off="2026-10-31",
    names={ORIGIN: "Gestión del agua en cuencas altoandinas"},
    contact=a_contact(),
    list_versions={"criterion": "2026.11"},
    check_code="48213 00917 55120 93371 20418 77001 64529 11830",
)


@pytest.fixture
def written(tmp_path):
    def write(data=SHEET, language="en", **options):
        path = tmp_path / "practice.pdf"
        write_practice_sheet(path, data, Language(language), **options)
        return path

    return write


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_of_a_practice_reads_as_expected(written, language):
    text = text_of(written(language=language))

    assert text == expected(f"practice_sheet.{language}", text)


def test_every_criterion_stands_there_and_none_that_nobody_told_is_nought(written):
    words = words_of(written())

    assert "2 of 9 criteria are told." in words
    assert "Horizontality 3 Fully Visitas" in words
    assert "Measurable result 0 Not met Sin medir" in words
    for code in code_list("criterion").active():
        assert code.label("en") in words


def test_a_proposed_practice_is_stamped_and_a_published_one_names_its_reviewer(written):
    reviewed = PRACTICE.with_values(
        state="PUBLISHED", reviewer="Secretaría Permanente", review_date="2026-09-01"
    )
    words = words_of(written(replace(SHEET, record=reviewed)))

    assert "PROPOSED, NOT YET REVIEWED" in words_of(written())
    assert "PROPOSED" not in words
    assert "Published Reviewed by Secretaría Permanente · 1 Sep 2026" in words


def test_only_photographs_that_may_be_published_are_named(written):
    words = words_of(written())

    assert "Una fuente con su cerco" in words
    assert "Sin permiso" not in words


def test_a_person_who_did_not_agree_is_not_named(written):
    assert "Mesa de cooperación" in words_of(written())
    assert "Mesa de cooperación" not in words_of(written(replace(SHEET, contact=None)))


def test_an_empty_practice_makes_a_sheet(written):
    empty = Record(kind="practice", uid="1", office="BO")

    assert "not reported" in words_of(written(replace(SHEET, record=empty, contact=None)))


@pytest.mark.parametrize("field", ["challenge", "solution", "steps", "results", "requirements"])
def test_a_text_of_7_000_characters_is_printed_whole(written, field):
    long = PRACTICE.with_values(**{field: {"original": "es", "es": "palabra " * 875}})

    assert words_of(written(replace(SHEET, record=long))).count("palabra") == 875


def test_naughty_strings_are_set_everywhere(written):
    texts = naughty_strings()
    steps = "\n".join(texts)
    criteria = [
        {"id": code.code, "criterion": code.code, "fulfilment": "2", "evidence": text}
        for code, text in zip(code_list("criterion").active(), texts, strict=False)
    ]
    for start in range(0, len(texts), 100):
        odd = PRACTICE.with_values(
            title={"original": "es", "es": texts[start] or "x"},
            challenge={"original": "es", "es": " ".join(texts[start : start + 100])},
            steps={"original": "es", "es": steps},
            criteria=criteria,
        )

        assert written(replace(SHEET, record=odd)).exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_comes_in_each_language_on_letter_paper(written, language):
    assert sizes_of(written(language=language, paper="letter"))[0] == (612, 792)


def test_the_same_sheet_is_the_same_bytes_with_its_fonts(written):
    path = written()
    first = path.read_bytes()

    assert written().read_bytes() == first
    assert all(name[6] == "+" for name in fonts_of(path))
