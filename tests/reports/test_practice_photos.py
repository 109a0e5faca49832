"""Photographs on the sheet of a practice: in a row, told in words, only those that may be shown."""

from dataclasses import replace

import pytest

from desktop_app.exchange.picture_child import decode
from desktop_app.language import LANGUAGES, Language
from desktop_app.reports.practice_sheet import write_practice_sheet
from tests.filemaking import a_photo
from tests.reports.reading import words_of
from tests.reports.structure import Structure
from tests.reports.test_practice_sheet import PRACTICE, SHEET

NAMES = ("Una fuente con su cerco", "El comité en su reunión", "El vivero", "La obra")
LARGE = {"name": "foto.jpg", "sha256": "a" * 64, "size": 90_000, "type": "image/jpeg"}
ROWS = [
    {"id": f"p{at}", "name": name, "permission": "Y", "credit": "Comité", "file": LARGE}
    for at, name in enumerate(NAMES)
]


def encoded(*size):
    return decode(a_photo(*size), 1400)[1]


WIDE, TALL = encoded(1200, 800), encoded(600, 900)


@pytest.fixture
def written(tmp_path):
    def write(contents, language="es", lost=(), rows=ROWS):
        path = tmp_path / "practice.pdf"
        record = PRACTICE.with_values(photos=rows)
        data = replace(SHEET, record=record, photos=contents, lost_photos=lost)
        write_practice_sheet(path, data, Language(language))
        return path

    return write


@pytest.mark.parametrize("count", [1, 2, 3])
def test_each_photograph_is_a_figure_whose_text_is_what_it_shows(written, count):
    read = Structure(written({f"p{at}": (WIDE, TALL)[at % 2] for at in range(count)}))

    assert [one.alt for one in read.root.all("Figure") if one.alt in NAMES] == list(NAMES[:count])
    assert read.loose() == []
    assert read.marked() == read.owned()


def test_a_photograph_without_words_is_told_as_one(written):
    rows = [{"id": "p0", "permission": "Y", "file": LARGE}]
    read = Structure(written({"p0": WIDE}, "en", rows=rows))

    assert "Photograph" in [one.alt for one in read.root.all("Figure")]


def test_who_took_a_photograph_stands_below_it(written):
    words = words_of(written({"p0": WIDE}, "en", rows=ROWS[:1]))

    assert "Una fuente con su cerco Photograph by: Comité" in words


def test_a_fourth_photograph_is_listed_and_not_shown(written):
    path = written({f"p{at}": WIDE for at in range(4)}, "en")

    assert "La obra" not in [one.alt for one in Structure(path).root.all("Figure")]
    assert "More photographs" in words_of(path)
    assert "La obra" in words_of(path)


def test_a_photograph_that_may_not_be_published_is_neither_shown_nor_named(written):
    rows = [{**ROWS[0], "permission": "N"}, {**ROWS[1], "permission": None}]
    path = written({"p0": WIDE, "p1": WIDE}, rows=rows)

    assert b"/Subtype /Image" not in path.read_bytes()
    assert NAMES[0] not in words_of(path)
    assert NAMES[1] not in words_of(path)


def test_a_photograph_that_is_lost_is_said_in_the_list(written):
    words = words_of(written({}, "en", lost=["p0"], rows=ROWS[:1]))

    assert "foto.jpg (90 kB): not here, or no picture" in words


@pytest.mark.parametrize("size", [(1400, 20), (20, 1400), (1, 1)])
def test_a_photograph_of_any_shape_has_its_place(written, size):
    assert written({"p0": encoded(*size), "p1": TALL}).exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_photographs_are_the_same_bytes(written, language):
    contents = {"p0": WIDE, "p1": TALL}

    assert written(contents, language).read_bytes() == written(contents, language).read_bytes()
