"""Photographs of a practice on paper: decoded elsewhere, left out where they cannot be had."""

import pytest

from desktop_app.actions import attaching, printing, records
from desktop_app.actions.printable import Edition
from desktop_app.language import Language
from desktop_app.store import filing
from tests.builders import a_practice
from tests.filemaking import PROGRAM, a_huge_png, a_photo
from tests.reports.reading import words_of

LOST = "not here, or no picture"


@pytest.fixture
def photo(tmp_path, office):
    def add(width, height):
        path = tmp_path / f"foto-{width}.jpg"
        path.write_bytes(a_photo(width, height))
        return attaching.attach(office, path)

    return add


@pytest.fixture
def printed(office, tmp_path):
    def write(*files):
        rows = [
            {"name": f"Foto {at}", "permission": "Y", "file": file} for at, file in enumerate(files)
        ]
        given = dict(a_practice(photos=rows, contact=None).values)
        entered = records.enter_record(office, records.from_plain(office, "practice", given))
        path = tmp_path / "sheet.pdf"
        printing.print_practice(office, entered.human_code, path, Edition(language=Language("en")))
        return path

    return write


def pictures_in(path):
    return path.read_bytes().count(b"/Subtype /Image")


def test_three_photographs_of_four_are_shown(printed, photo):
    path = printed(*(photo(300 + at, 200) for at in range(4)))

    assert pictures_in(path) == 3
    assert LOST not in words_of(path)


def test_a_photograph_whose_file_has_not_arrived_is_said_to_lack(printed, photo):
    path = printed(photo(300, 200), {**photo(310, 200), "sha256": "0" * 64})

    assert pictures_in(path) == 1
    assert "Foto 1" in words_of(path)
    assert LOST in words_of(path)


@pytest.mark.parametrize("content", [PROGRAM, a_huge_png(), a_photo(300, 200)[:900], b"GIF89a"])
def test_what_only_says_that_it_is_a_picture_is_not_shown(printed, office, content):
    digest = filing.put(office.store, content)
    file = {"name": "foto.png", "sha256": digest, "size": len(content), "type": "image/png"}
    path = printed(file)

    assert pictures_in(path) == 0
    assert LOST in words_of(path)
