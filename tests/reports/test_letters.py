import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Paragraph

from desktop_app.reports import letters
from desktop_app.reports.paper import style
from tests.builders import shared

ACCENTS = {
    "es": "áéíóúüñÁÉÍÓÚÜÑ¿¡ªº«»—",
    "pt": "ãõâêôàçáéíóúÃÕÂÊÔÀÇ",
    "fr": "éèêëàâîïôùûüÿçœæÉÈÊËÀÂÎÏÔÙÛÜŸÇŒÆ",
    "qu": "ñÑ",
    "ay": "äïüñÄÏÜÑ",
    "gn": "ãẽĩõũỹñÃẼĨÕŨỸÑ",
    "ht": "èòàÈÒÀ",
    "nl": "ëïéËÏÉ",
}


@pytest.mark.parametrize("language", ACCENTS)
def test_the_letters_of_the_region_are_in_the_font(language):
    assert letters.printable(ACCENTS[language]) == ACCENTS[language]


def test_the_nasal_g_of_guarani_keeps_its_tilde():
    assert letters.printable("g̃uahẽ") == "g̃uahẽ"


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("AR → BO", "AR \u203a BO"),
        ("\uff15\uff10 \uff05", "50 %"),  # full width
        ("\U0001d405\U0001d428", "Fo"),  # mathematical bold
        ("a\u200bb\ufeffc\x00d\ud800e", "abcde"),
        ("水", "\ufffd"),
    ],
)
def test_what_the_font_lacks_is_the_nearest_or_a_visible_box(given, printed):
    assert letters.printable(given) == printed


@given(some.text())
def test_every_letter_that_is_printed_is_in_the_font(text):
    letters.use_fonts()
    face = pdfmetrics.getFont(letters.REGULAR).face
    printed = letters.printable(text).replace("\n", "")

    assert all(ord(letter) in face.charToGlyph for letter in printed)
    assert not any(unicodedata.category(letter) == "Cc" for letter in printed)


def test_an_address_stays_whole_and_an_endless_word_is_parted():
    address = "https://example.org/" + "a" * 90

    assert letters.markup(address) == address
    assert " " in letters.markup("a" * 500)


def test_marks_of_a_markup_language_are_only_text():
    assert letters.markup("<b>&amp;</b>\n<para>") == "&lt;b&gt;&amp;amp;&lt;/b&gt;<br/>&lt;para&gt;"


def test_naughty_strings_become_printable():
    letters.use_fonts()
    face = pdfmetrics.getFont(letters.REGULAR).face
    for text in json.loads(shared("text/blns.json").read_text(encoding="utf-8")):
        printed = letters.printable(text).replace("\n", "")

        assert all(ord(letter) in face.charToGlyph for letter in printed)
        Paragraph(letters.markup(text), style("text")).wrap(100, 100)  # ReportLab can read it
