import pytest

from desktop_app.actions import paragraphs, records
from desktop_app.actions.printable import Edition
from desktop_app.actions.printing import DOCUMENTS
from desktop_app.errors import UserError
from desktop_app.language import LANGUAGES, Language
from tests.builders import a_project
from tests.reports.reading import words_of
from tests.ui.listing import enter

ES, PT = Language("es", "BO"), Language("pt", "BO")


@pytest.fixture
def entered(office):
    return enter(office, a_project())


def printed(office, tmp_path, language):
    path = tmp_path / "profile.pdf"
    DOCUMENTS["profile"].write(office, "", path, Edition(language=language))
    return words_of(path)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_figures_make_a_paragraph_in_each_language(office, entered, code):
    found = paragraphs.paragraph_of(office, Language(code, "BO"))

    assert found.text == found.made
    assert "1" in found.made
    assert not found.outdated


def test_what_the_office_wrote_is_printed_in_its_language_only(office, entered, tmp_path):
    made = paragraphs.paragraph_of(office, ES).made
    paragraphs.write_paragraph(office, ES, "Un año de agua limpia.", made)

    assert "Un año de agua limpia." in printed(office, tmp_path, ES)
    assert "Un año de agua limpia." not in printed(office, tmp_path, PT)


def test_who_wrote_it_and_when_is_kept(office, entered):
    paragraphs.write_paragraph(office, ES, "Un año de agua limpia.", "made")
    found = paragraphs.paragraph_of(office, ES)

    assert found.who == office.who
    assert found.at


def test_a_written_paragraph_is_outdated_once_the_figures_say_something_else(office, entered):
    made = paragraphs.paragraph_of(office, ES).made
    paragraphs.write_paragraph(office, ES, "Una sola iniciativa.", made)
    before = paragraphs.paragraph_of(office, ES).outdated
    enter(office, a_project(sector="S14"))

    assert not before
    assert paragraphs.paragraph_of(office, ES).outdated


@pytest.mark.parametrize("given", ["", "   \n "])
def test_an_empty_text_brings_back_the_one_of_the_figures(office, entered, given):
    made = paragraphs.paragraph_of(office, ES).made
    paragraphs.write_paragraph(office, ES, "Otra cosa.", made)
    found = paragraphs.write_paragraph(office, ES, given, made)

    assert found.text == made
    assert paragraphs.written_paragraph(office, ES) == ""


def test_controls_and_turning_marks_are_taken_out(office, entered):
    found = paragraphs.write_paragraph(office, ES, "Agua\u202e\x00 limpia", "made")

    assert found.written == "Agua limpia"


def test_a_paragraph_that_is_too_long_is_refused_and_changes_nothing(office, entered):
    paragraphs.write_paragraph(office, ES, "Lo de antes.", "made")

    with pytest.raises(UserError, match="3001 letters; up to 3000 fit"):
        paragraphs.write_paragraph(office, ES, "a" * 3001, "made")
    assert paragraphs.written_paragraph(office, ES) == "Lo de antes."


def test_a_public_profile_is_made_of_public_records(office, tmp_path):
    everybody = a_project(access="PUB", title={"original": "es", "es": "Para todos"})
    records.mark_ready(office, enter(office, everybody))
    enter(office, a_project(access="PUB", title={"original": "es", "es": "Sin terminar"}))
    enter(office, a_project(access="GOV", title={"original": "es", "es": "Entre gobiernos"}))
    path = tmp_path / "profile.pdf"
    DOCUMENTS["profile"].write(office, "", path, Edition(language=ES, public=True))
    words = words_of(path)

    assert "Para todos" in words
    assert "Entre gobiernos" not in words
    assert "Sin terminar" not in words
    assert "1 iniciativa registrada" in words
