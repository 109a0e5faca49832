"""Every document in every language as a file: its fonts, its letters, its links, its bytes."""

import subprocess

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from desktop_app.language import LANGUAGES, Language, TwoLanguages, unmarked
from desktop_app.reports.blank_form import write_blank_form
from tests.reports.reading import links_of, objects_of
from tests.reports.structure import Structure
from tests.reports.test_blank_form import FORM
from tests.reports.test_laid import DOCUMENTS

EACH = {**DOCUMENTS, "form": (write_blank_form, FORM)}
ALL = pytest.mark.parametrize("name", EACH)
IN_EACH = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "document.pdf"


def said_by(*words):
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@ALL
@IN_EACH
def test_every_font_is_embedded_as_a_subset(path, name, language):
    write_it, data = EACH[name]
    write_it(path, data, Language(language))
    fonts = [line.split() for line in said_by("pdffonts", path).splitlines()[2:]]

    assert fonts
    assert all(line[-5:-2] == ["yes", "yes", "yes"] for line in fonts)  # embedded, subset, read


@pytest.fixture
def lacking(monkeypatch):
    """The letters that were set and that the font does not have."""
    lacking, split = set(), TTFont.splitString

    def watched(font, text, document, encoding="utf-8"):
        said = text if isinstance(text, str) else text.decode(encoding)
        lacking.update(one for one in said if ord(one) not in font.face.charToGlyph)
        return split(font, text, document, encoding)

    monkeypatch.setattr(TTFont, "splitString", watched)
    return lacking


@ALL
@IN_EACH
def test_no_letter_is_set_that_the_font_does_not_have(path, name, language, lacking):
    write_it, data = EACH[name]
    write_it(path, data, Language(language))

    assert lacking == set()


@pytest.mark.parametrize("name", [one for one in DOCUMENTS if one != "card"])
def test_nor_is_one_set_in_two_languages(path, name, lacking):
    write_it, data = EACH[name]
    write_it(path, data, TwoLanguages(Language("pt"), Language("fr")))

    assert lacking == set()


@pytest.mark.parametrize("name", [one for one in DOCUMENTS if one != "card"])
def test_the_text_of_a_figure_holds_no_marks_of_its_languages(path, name):
    write_it, data = EACH[name]
    write_it(path, data, TwoLanguages(Language("pt"), Language("fr")))
    told = [one.alt for one in Structure(path).every() if one.alt]

    assert told == [unmarked(one) for one in told]


def test_nor_is_one_set_in_a_form_of_two_languages(path, lacking):
    write_blank_form(path, FORM, Language("es"), second=Language("en"))

    assert lacking == set()


@ALL
@IN_EACH
def test_another_program_finds_no_fault_in_the_file(path, name, language):
    write_it, data = EACH[name]
    write_it(path, data, Language(language))

    assert "No syntax or stream encoding errors" in said_by("qpdf", "--check", path)


@pytest.mark.parametrize("name", [one for one in DOCUMENTS if one != "card"])
def test_every_link_leads_to_a_page_or_an_address(path, name):
    write_it, data = EACH[name]
    write_it(path, data, TwoLanguages(Language("es"), Language("fr")))
    links = [one for one in objects_of(path).values() if b"/Subtype /Link" in one]
    inside = [one for one in links if b"/Dest" in one]

    assert all(b"/URI" in one for one in links if one not in inside)
    assert sum(page > 0 for _, page in links_of(path)) == len(inside)
