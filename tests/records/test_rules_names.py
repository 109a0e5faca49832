"""Names that mix alphabets: each kind of name is hinted at, and true names are left alone."""

import pytest

from desktop_app.paths import resources
from desktop_app.records.checks import findings, open_for_ready
from desktop_app.records.lookalike import lookalike_word
from tests import builders
from tests.reports.test_robust import ALPHABETS

POSING = "\u041cinisterio de Relaciones Exteriores"  # a Cyrillic M


def spanish(text):
    return {"original": "es", "es": text}


def hints(record):
    return [(one.field, one.values["word"]) for one in findings(record) if one.rule == "alphabet"]


@pytest.mark.case("X12")
@pytest.mark.parametrize(
    ("record", "field"),
    [
        (builders.an_organisation(name=spanish(POSING)), "name"),
        (builders.an_office(name=spanish(POSING)), "name"),
        (builders.a_source(name=spanish(POSING)), "name"),
        (builders.a_source(owner=spanish(POSING)), "owner"),
        (builders.a_contact(name=POSING), "name"),
        (builders.a_contact(organisation_name=POSING), "organisation_name"),
        (builders.an_offer(institution=POSING), "institution"),
        (
            builders.a_project(institutions=[{"id": "1", "party": "BO", "name": POSING}]),
            "institutions",
        ),
    ],
    ids=lambda given: given if isinstance(given, str) else given.kind,
)
def test_a_name_with_a_letter_of_another_alphabet_gets_a_hint(record, field):
    found = findings(record)

    assert hints(record) == [(field, POSING.split(maxsplit=1)[0])]
    assert [one for one in open_for_ready(found) if one.rule == "alphabet"] == []


@pytest.mark.case("X12")
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ag\u0435ncia Brasileira", "Ag\u0435ncia"),  # Cyrillic e
        ("Banco \u0421\u0410F", "\u0421\u0410F"),
        ("Banco \u0421\u041e\u0420\u0410", "\u0421\u041e\u0420\u0410"),  # a word of Cyrillic alone
        ("\u039finistry of Health", "\u039finistry"),  # Greek O
        ("\uff33\uff25\uff2c\uff21 Caracas", "\uff33\uff25\uff2c\uff21"),  # wide letters
        ("\U0001d412ELA", "\U0001d412ELA"),  # a mathematical S
    ],
)
def test_the_word_that_poses_is_named(text, word):
    assert lookalike_word(text) == word


@pytest.mark.case("X12")
@pytest.mark.parametrize(
    "text",
    [
        *ALPHABETS.values(),
        *("", "Rayos \u03b3", "5 \u00b5g", "N.\u00ba 7", "1.\u00aa fase", "\u5317\u4eac"),
        "\u041c\u0438\u043d\u0438\u0441\u0442\u0435\u0440\u0441\u0442\u0432\u043e",
        "Beijing \u5317\u4eac",
    ],
)
def test_a_true_name_gets_no_hint(text):
    assert lookalike_word(text) == ""


@pytest.mark.case("X12")
def test_no_name_in_the_sample_data_gets_a_hint():
    texts = [path.read_text(encoding="utf-8") for path in (resources() / "samples").glob("*.json")]

    assert texts
    assert [word for text in texts if (word := lookalike_word(text))] == []
