"""The blank form asks what the questionnaire asks, in the reader's language, on few pages."""

from dataclasses import replace

import pytest

from desktop_app.language import LANGUAGES, Language
from desktop_app.records.access import MARKS
from desktop_app.records.codes import code_list
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Answer
from desktop_app.reports.blank_form import BlankForm, write_blank_form
from tests.reports.reading import bookmarks_of, expected, fonts_of, sizes_of, text_of, words_of
from tests.reports.structure import Structure

FORM = BlankForm(
    kind=KINDS["initiative"],
    office_name="Oficina de Cooperación",
    cut_off="2026-10-31",
    list_versions={"sector": "2026.11"},
)
ONCE = ("agreement", "commitment", "contact", "meeting", "offer", "office", "organisation")


@pytest.fixture
def written(tmp_path):
    def write(kind="initiative", language="en", second="", data=FORM, **options):
        path = tmp_path / "form.pdf"
        other = Language(second) if second else None
        given = replace(data, kind=KINDS[kind])
        write_blank_form(path, given, Language(language), second=other, **options)
        return path

    return write


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_form_reads_as_expected_in_each_language(written, kind, language):
    text = text_of(written(kind, language))

    assert text == expected(f"form_{kind}.{language}", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_question_and_column_is_asked(written, kind, language):
    words, said = words_of(written(kind, language)), Language(language)
    on_paper = [one for one in KINDS[kind].questions if one.field != MARKS]
    asked = [row for one in on_paper for row in (one, *one.rows)]
    labels = [
        " ".join(said.text(one.label).split()) for one in asked if one.kind is not Answer.FILE
    ]
    flat = "".join(words.split())

    assert [label for label in labels if "".join(label.split()) not in flat] == []


def test_a_short_list_is_ticked_and_a_long_one_stands_in_the_annex(written):
    words = words_of(written())

    assert all(code.label("en") in words for code in code_list("modality").active())
    assert "S04 Water supply and sanitation" in words
    assert "BO Bolivia" in words
    assert "Afghanistan" not in words


def test_a_condition_is_said_in_words(written):
    assert "Only when “Stage” is: Suspended, Cancelled" in words_of(written())


@pytest.mark.parametrize(("kind", "pages"), [("initiative", 8), ("contact", 3), ("source", 8)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_stays_short(written, kind, pages, language):
    assert len(sizes_of(written(kind, language))) <= pages


def test_two_languages_stand_beside_each_other(written):
    words = words_of(written("contact", "es", "fr"))

    assert "Blank form" not in words
    assert "Formulario en blanco / Formulaire vierge" in words
    assert "Fonction et institution" in words
    assert "Cargo e institución" in words


def test_each_section_is_a_bookmark(written):
    marks = bookmarks_of(written("practice", "en"))

    assert [level for level, _, _ in marks[1:-1]] == [1] * len(KINDS["practice"].sections)
    assert marks[0][1] == "Good practice"


@pytest.mark.parametrize("kind", KINDS)
def test_each_form_comes_on_both_papers_with_its_fonts(written, kind):
    assert set(sizes_of(written(kind, "pt", "fr"))) == {(595, 842)}
    path = written(kind, "fr", paper="letter")

    assert set(sizes_of(path)) == {(612, 792)}
    assert all(name[6] == "+" for name in fonts_of(path))


def test_the_same_form_is_the_same_bytes(written):
    assert written().read_bytes() == written().read_bytes()


def test_an_office_with_any_name_gets_its_form(written):
    named = replace(FORM, office_name="Ñandú œuvre ẞ 協力 🜁 <b>&" * 12)

    assert "Ñandú" in words_of(written("contact", data=named))


def test_every_kind_of_answer_has_room(written):
    asked = {one.kind for kind in KINDS.values() for one in kind.questions}

    assert asked == set(Answer) - {Answer.FILE}  # that is asked in rows, and not on paper


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_can_be_heard_its_rows_are_tables_with_heads(written, kind):
    structure = Structure(written(kind, "es"))
    asked = [one for one in KINDS[kind].questions if one.rows and one.field != MARKS]
    columns = [sum(row.kind is not Answer.FILE for row in one.rows) for one in asked]
    few = [number for number in columns if number <= 8]  # of more each row is a card

    assert structure.loose() == []
    assert len(structure.root.all("Table")) == len(few)
    assert len(structure.root.all("TH")) == sum(few)
