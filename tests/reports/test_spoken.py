"""What a page says in another language than its own, and in which order a form is read."""

from itertools import pairwise

import pytest

from desktop_app.language import Language, TwoLanguages, both
from desktop_app.reports import blocks
from desktop_app.reports.blank_form import write_blank_form
from desktop_app.reports.country_profile import write_country_profile
from desktop_app.reports.fiche import write_fiche
from desktop_app.reports.paper import Sheet, write
from tests.reports.profiles import a_profile
from tests.reports.structure import Structure, told
from tests.reports.test_blank_form import FORM
from tests.reports.test_fiche import FICHE

PAIR = TwoLanguages(Language("pt"), Language("fr"))
LONG = "Ce que les initiatives déclarent de leur exécution. " * 300


@pytest.fixture
def path(tmp_path):
    return tmp_path / "document.pdf"


@pytest.mark.parametrize(
    ("writes", "data"), [(write_country_profile, a_profile()), (write_fiche, FICHE)]
)
def test_a_part_in_the_second_language_says_so(path, writes, data):
    writes(path, data, PAIR)
    read = Structure(path)

    assert all({*read.languages(page)} == {"fr"} for page in read.pages)
    assert read.marked() == read.owned()
    assert read.loose() == []


def test_a_form_in_two_languages_says_which_is_the_second(path):
    write_blank_form(path, FORM, Language("es"), second=Language("en"))
    read = Structure(path)

    assert {*read.languages(read.pages[0])} == {"en"}
    assert read.loose() == []


def test_a_page_in_one_language_says_it_once_for_all(path):
    write_fiche(path, FICHE, Language("pt"))
    read = Structure(path)

    assert not any(read.languages(page) for page in read.pages)


def test_a_language_goes_on_on_the_next_page(path):
    story = [blocks.text(both([("pt", "Curto"), ("fr", LONG)]))]
    write(path, Sheet(title="Prova", language=PAIR), story)
    read = Structure(path)

    assert len(read.pages) > 2
    assert [read.languages(page) for page in read.pages] == [["fr"]] * len(read.pages)
    assert read.loose() == []


def test_beside_each_other_a_question_is_read_with_its_answer_before_the_next(path):
    write_blank_form(path, FORM, Language("es"))
    lines = told(path).splitlines()
    days = [place for place, line in enumerate(lines) if '"día"' in line]

    assert len(days) > 2
    for one, other in pairwise(days):
        assert "".join(lines[one:other]).count('"estimada"') == 1
