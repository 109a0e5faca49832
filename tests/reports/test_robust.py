"""Whatever is written in a record, a page holds it: nothing is cut, nothing stands over an edge."""

import cProfile
from dataclasses import replace

import pypdfium2
import pytest

from desktop_app.language import Language
from desktop_app.records.initiative import INITIATIVE
from desktop_app.records.plain import ROWS_LIMIT, TEXT_LIMIT
from desktop_app.records.questionnaire import Answer
from desktop_app.reports import blocks
from desktop_app.reports.fiche import write_fiche
from desktop_app.reports.paper import FOOT, SIDE, Sheet, write
from desktop_app.reports.source_page import write_source_page
from tests.reports.reading import fonts_of, sizes_of, words_of
from tests.reports.structure import Structure
from tests.reports.test_fiche import FICHE
from tests.reports.test_source_page import PAGE

CELL = "Vigilancia epidemiológica y trazabilidad del ganado bovino. " * 120  # 7,000 letters
WORD = "sobreindustrialización" * 14  # 300 letters
ADDRESS = "https://example.org/" + "convocatoria/" * 20
APOSTROPHE = "\u2019"
ALPHABETS = {
    "es": "El pingüino Wenceslao hizo kilómetros bajo exhaustiva lluvia; añoraba, ¿y qué?",
    "pt": "À noite, vovô Kowalsky vê o ímã cair no pé do pinguim; há ações e corações",
    "fr": "Dès Noël où un zéphyr haï me vêt de glaçons, l'œuf çà et là, Ÿ ÿ Æ æ",
    "nl": "De geïnteresseerde zeeën, coöperatie, ruïne, één",
    "ht": "Peyi a bèl, moun yo kòm sa; òganizasyon, lapè ak libète",
    "qu": "Ñuqanchik ñawpaqman purisun, k'anchay, ch'aska, q'uñi",
    "gn": "Avañe'ẽ: g̃uahẽ, mitã, kuñakarai, pytyvõ, tapykuehõ, ỹvytu, ĩ, ũ",
    "ay": "Jaqi aru: ñanqha, ch'uñu, q'ixu, t'ant'a, ä ï ü",
}


@pytest.fixture
def paper(tmp_path):
    def make(*story):
        path = tmp_path / "paper.pdf"
        write(path, Sheet(title="Prueba", language=Language("es")), list(story))
        return path

    return make


def over_the_edge(path):
    """Return page and letter of what stands outside of the margins."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for at, page in enumerate(document):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            letter = text.get_text_range(place, 1)
            left, bottom, right, _ = text.get_charbox(place)
            if letter.strip() and (
                left < SIDE - 1 or right > page.get_width() - SIDE + 1 or bottom < FOOT - 42
            ):
                found.append((at, letter))
        text.close()
    document.close()
    return found


@pytest.mark.parametrize("text", [CELL, WORD, ADDRESS], ids=["cell", "word", "address"])
def test_a_long_text_stays_within_the_page_in_every_block(paper, text):
    width = Sheet(title="", language=Language("es")).width
    path = paper(
        *blocks.title_block(text[:200], text[:400], text),
        *blocks.h1(text[:300]),
        blocks.text(text),
        blocks.web(text, text),
        *blocks.facts([(text[:300], text), ("b", text)], width),
        blocks.numbered([text], width),
        blocks.panel([blocks.text(text)], width),
        blocks.table([text[:300], "b", "c"], [[text, "1", text]], blocks.columns(width, 1, 1, 3)),
    )

    assert over_the_edge(path) == []


@pytest.mark.parametrize("text", [CELL, WORD], ids=["cell", "word"])
def test_a_record_full_of_long_texts_stays_within_its_pages(tmp_path, text):
    told = {"original": "es", "es": text}
    record = FICHE.record.with_values(title=told, objective=told, summary=told)
    source = PAGE.record.with_values(objective=told, not_funded=told)
    fiche, page = tmp_path / "fiche.pdf", tmp_path / "source.pdf"
    write_fiche(fiche, replace(FICHE, record=record), Language("es"))
    write_source_page(page, replace(PAGE, record=source), Language("es"))

    assert over_the_edge(fiche) == []
    assert over_the_edge(page) == []


def work_of(path, rows):
    """Return how many calls the fiche of a record takes that is as full as a record can be."""
    word = {"original": "es", "es": "x" * TEXT_LIMIT}
    answers = {
        question.field: word
        for question in INITIATIVE.questions
        if question.kind is Answer.LOCAL_TEXT
    }
    answers["participants"] = [
        {"id": str(row), "party": "BO", "role": "REC"} for row in range(rows)
    ]
    record = FICHE.record.with_values(title={"original": "es", "es": "x" * 500}, **answers)
    count = cProfile.Profile()
    count.runcall(write_fiche, path, replace(FICHE, record=record), Language("es"))
    return sum(line.callcount for line in count.getstats())


@pytest.mark.case("X3")
def test_paper_of_endless_words_and_as_many_partners_as_there_may_be_takes_little_work(tmp_path):
    path = tmp_path / "fiche.pdf"
    half, whole = work_of(path, ROWS_LIMIT // 2), work_of(path, ROWS_LIMIT)

    assert whole < 12_000_000  # about two seconds
    assert whole < 2.2 * half


@pytest.mark.case("X3")
def test_more_partners_than_a_page_holds_go_on_on_the_next_page(tmp_path):
    path = tmp_path / "fiche.pdf"
    rows = [{"id": str(row), "party": "BO", "role": "REC"} for row in range(300)]
    record = FICHE.record.with_values(participants=rows)
    write_fiche(path, replace(FICHE, record=record), Language("es"))
    receiving = words_of(path).count("Receptor")

    assert receiving >= 300
    assert over_the_edge(path) == []


def test_a_document_without_anything_is_one_page(paper):
    assert len(sizes_of(paper())) == 1
    assert len(sizes_of(paper(*blocks.title_block("e", "Vacío")))) == 1


@pytest.mark.parametrize("language", ALPHABETS)
def test_every_letter_of_the_languages_of_the_region_is_set_and_read_back(paper, language):
    said = ALPHABETS[language].replace("'", APOSTROPHE)
    path = paper(blocks.text(said))

    assert said in words_of(path)
    assert {name[7:] for name in fonts_of(path)} <= {"NotoSans-Regular", "NotoSans-Bold"}


@pytest.mark.parametrize("before", range(0, 700, 23))
def test_a_heading_takes_what_follows_along_wherever_it_falls(paper, before):
    rows = [[str(at), "palabra " * 30] for at in range(3)]
    table = blocks.table(["A", "B"], rows, [60, 200])
    read = Structure(paper(blocks.gap(before), *blocks.h1("Uno"), *blocks.h2("Dos"), table))
    first, after = read.root.all("H2", "H3", "H1")[:2]
    cells = [one.pages() for one in read.root.all("TD")[:2]]

    assert first.pages() == after.pages() == cells[0]
