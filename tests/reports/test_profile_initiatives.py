"""The list of initiatives: whole while it is short, of many the latest of each stage."""

import pytest

from desktop_app.language import LANGUAGES, Language
from desktop_app.reports.country_profile import write_country_profile
from desktop_app.reports.paper import Sheet, write
from desktop_app.reports.profile_initiatives import MOST_LISTED, initiatives
from tests.builders import a_project
from tests.reports.laid import misplaced
from tests.reports.profiles import PROVIDES, a_profile
from tests.reports.reading import expected, page_texts_of, sizes_of, text_of, words_of
from tests.reports.structure import Structure

_STAGES = ("EXE", "COM", "EXE", "COM", "CAN", "FOR", "")
_BANK = [*PROVIDES, {"id": "CAF", "party": "CAF", "role": "FIR"}]


def many(count):
    """Return so many initiatives; the higher the code, the later they began."""
    return [
        a_project(
            human_code=f"BO-2026-{at:04}",
            stage=_STAGES[at % len(_STAGES)],
            participants=_BANK,
            planned_start="",
            planned_end="",
            actual_start=f"{1990 + at // 12:04}-{1 + at % 12:02}-11",
            actual_end=f"{1995 + at // 12:04}-{1 + at % 12:02}-28" if at % 7 in (1, 3) else "",
        )
        for at in range(count)
    ]


@pytest.fixture
def listed(tmp_path):
    def make(count, language="en"):
        path = tmp_path / "list.pdf"
        sheet = Sheet(title="x", language=Language(language))
        write(path, sheet, initiatives(a_profile(many(count), {}), sheet))
        return path

    return make


def test_while_they_are_few_all_are_listed_by_their_codes(listed):
    read = Structure(listed(MOST_LISTED))
    said = words_of(listed(MOST_LISTED))

    assert len(read.root.all("Table")) == 1
    assert all(f"BO-2026-{at:04}" in said for at in range(MOST_LISTED))


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_many_the_latest_of_each_stage_are_listed(listed, language):
    path = listed(MOST_LISTED + 60, language)
    text = text_of(path)

    assert text == expected(f"profile_initiatives.{language}", text)
    assert misplaced(path) == []


def test_the_latest_come_first_and_the_heading_tells_how_many_there_are(listed):
    said = words_of(listed(MOST_LISTED + 60))

    assert "In execution 40 of 52, those that began last" in said
    assert "Completed 30 of 52, those that ended last" in said
    assert said.index("BO-2026-0177") < said.index("BO-2026-0175") < said.index("BO-2026-0170")
    assert "Not listed here: Cancelled: 26, not reported: 25." in said


def test_a_bank_stands_by_its_letters_and_once_in_full(listed):
    said = words_of(listed(3))

    assert said.count("Paraguay, CAF") == 3
    assert said.count("CAF, Development Bank of Latin America and the Caribbean") == 1


def test_the_profile_of_a_thousand_is_no_longer_than_that_of_some(tmp_path):
    path = tmp_path / "profile.pdf"
    write_country_profile(path, a_profile(many(1000)), Language("fr"))

    assert len(sizes_of(path)) <= 8 + 8


@pytest.mark.parametrize("count", range(12, 30, 3))
def test_how_to_read_it_never_stands_alone_on_a_page(tmp_path, count):
    path = tmp_path / "profile.pdf"
    write_country_profile(path, a_profile(many(count), {}), Language("es"))
    [page] = [text for text in page_texts_of(path) if "Cómo leer este perfil" in text]

    assert "En ninguna ficha" in page
