import pytest

from desktop_app.language import LANGUAGES, Language
from desktop_app.reports.card_page import CardPage, write_card_page
from tests.reports.reading import expected, fonts_of, text_of, words_of

CARD = CardPage(
    office="BO",
    name="Oficina de Cooperación",
    role="office",
    fingerprint="48213 00917 55120 93371 20418 77001 64529 11830",
    public_key="RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3",
    focal_point="Mesa de cooperación",
    email="cooperacion@example.org",
    made_on="2026-11-23",
)


@pytest.fixture
def written(tmp_path):
    def write(language="en", **options):
        path = tmp_path / "card.pdf"
        write_card_page(path, CARD, Language(language), **options)
        return path

    return write


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_reads_as_expected(written, language):
    text = text_of(written(language))

    assert text == expected(f"card_page.{language}", text)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_digits_and_public_text_are_whole(written, paper):
    words = words_of(written(paper=paper))

    assert CARD.fingerprint in words
    assert CARD.public_key in words


def test_the_same_card_is_the_same_bytes(written):
    assert written().read_bytes() == written().read_bytes()


def test_every_font_of_the_card_is_embedded(written):
    assert all(name[6] == "+" for name in fonts_of(written()))
