"""Nothing lies over anything else and no page is nearly empty, in any document and language."""

from dataclasses import replace

import pytest

from desktop_app.language import LANGUAGES, Language, TwoLanguages
from desktop_app.records.kinds import KINDS
from desktop_app.reports import blocks
from desktop_app.reports.blank_form import write_blank_form
from desktop_app.reports.bundle_summary import write_bundle_summary
from desktop_app.reports.card_page import write_card_page
from desktop_app.reports.columns import roomy
from desktop_app.reports.country_profile import write_country_profile
from desktop_app.reports.directory import write_directory
from desktop_app.reports.fiche import write_fiche
from desktop_app.reports.offers_sheet import write_offers_sheet
from desktop_app.reports.paper import Sheet, write
from desktop_app.reports.practice_sheet import write_practice_sheet
from desktop_app.reports.source_page import write_source_page
from tests.reports import (
    test_blank_form,
    test_bundle_summary,
    test_card_page,
    test_directory,
    test_fiche,
    test_offers_sheet,
    test_practice_sheet,
    test_source_page,
)
from tests.reports.laid import misplaced, shares_used
from tests.reports.profiles import a_profile
from tests.reports.reading import page_texts_of, text_of, words_of

DOCUMENTS = {
    "profile": (write_country_profile, a_profile()),
    "empty profile": (write_country_profile, a_profile([], {})),
    "fiche": (write_fiche, test_fiche.FICHE),
    "source": (write_source_page, test_source_page.PAGE),
    "directory": (write_directory, test_directory.BOOK),
    "practice": (write_practice_sheet, test_practice_sheet.SHEET),
    "offers": (write_offers_sheet, test_offers_sheet.SHEET),
    "summary": (write_bundle_summary, test_bundle_summary.SENT),
    "answer": (write_bundle_summary, test_bundle_summary.ANSWER),
    "card": (write_card_page, test_card_page.CARD),
}
PAIRS = (("es", "en"), ("pt", "fr"))
LEAST = 0.35  # of a page, unless it is the last one


@pytest.fixture
def path(tmp_path):
    return tmp_path / "document.pdf"


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_lies_over_anything_in_any_document(path, name, language, paper):
    write_it, data = DOCUMENTS[name]
    write_it(path, data, Language(language), paper=paper)

    assert misplaced(path) == []
    assert "\ufffd" not in text_of(path)


@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
@pytest.mark.parametrize("name", [one for one in DOCUMENTS if one != "card"])
def test_nothing_lies_over_anything_in_two_languages(path, name, pair):
    write_it, data = DOCUMENTS[name]
    write_it(path, data, TwoLanguages(*map(Language, pair)))

    assert misplaced(path) == []


@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_lies_over_anything_in_a_form_of_two_languages(path, kind, pair):
    first, second = map(Language, pair)
    form = replace(test_blank_form.FORM, kind=KINDS[kind])
    write_blank_form(path, form, first, second=second)

    assert misplaced(path) == []
    assert min(shares_used(path)[:-1]) > LEAST


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["profile", "empty profile", "fiche", "source"])
def test_no_page_but_the_last_is_nearly_empty(path, name, language):
    write_it, data = DOCUMENTS[name]
    write_it(path, data, Language(language))

    assert min(shares_used(path)[:-1], default=1) > LEAST


def test_a_profile_of_nothing_is_three_pages_at_most(path):
    write_country_profile(path, a_profile([], {}), Language("es"))

    assert len(shares_used(path)) <= 3


def test_an_address_goes_on_at_one_of_its_marks(path):
    address = "https://www.example.org/convocatorias/cooperacion-sur-sur/formulario.html"
    table = blocks.table(["Sitio"], [[address]], [120])
    write(path, Sheet(title="x", language=Language("es")), [table])
    read = text_of(path).replace("\x02", "-\n")  # how pdfium tells a hyphen that ends a line
    lines = [one for one in read.splitlines() if one in address]

    assert "".join(lines) == address
    assert [line[-1] for line in lines[:-1]] == ["/", "-"]


def test_a_column_is_as_wide_as_its_longest_word_and_the_others_give_the_room():
    widths = roomy(["No reembolsable", "b"], [["1", "2"]], [30, 170])

    assert sum(widths) == pytest.approx(200)
    assert widths[0] > 60


def test_no_line_of_a_text_stands_alone_on_the_next_page(path):
    text = "palabra " * 120
    for before in range(600, 710, 7):
        story = [blocks.gap(before), blocks.text(text)]
        write(path, Sheet(title="x", language=Language("es")), story)
        used = shares_used(path)

        assert words_of(path).count("palabra") == 120
        assert len(used) == 1 or used[1] > 0.03


@pytest.mark.parametrize("before", range(520, 715, 13))
def test_a_last_page_holds_more_than_a_line_or_two(path, before):
    table = blocks.table(["a"], [[str(at)] for at in range(3)], [120])
    story = [blocks.gap(before), *blocks.h2("Documentos"), table, blocks.text("Fin")]
    write(path, Sheet(title="x", language=Language("es")), story)
    used = shares_used(path)

    assert len(used) == 1 or used[1] > 0.1


def test_what_is_kept_together_counts_the_space_above_its_heading(path):
    rows = [["x"] for _ in range(20)]
    for before in range(280, 330, 3):
        kept = blocks.together([*blocks.h2("Lista"), blocks.table(["a"], rows, [120])])
        gap, after = blocks.gap(before), blocks.gap(200)
        write(path, Sheet(title="x", language=Language("es")), [gap, kept, after])
        pages = page_texts_of(path)

        assert sum("x x" in page for page in pages) == 1
