import unicodedata
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import BadAnswer, Sentence, UserError
from desktop_app.language import (
    LANGUAGES,
    Language,
    N_plural,
    TwoLanguages,
    capital,
    closest_language,
    parts_said,
    said_in,
    small,
    unmarked,
)

SPANISH, MEXICAN, ENGLISH = Language("es", "BO"), Language("es", "MX"), Language("en")
PORTUGUESE, FRENCH = Language("pt", "BR"), Language("fr", "HT")
SPANISH_SPEAKING = ("AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "GT")
SPANISH_SPEAKING += ("HN", "MX", "NI", "PA", "PE", "PY", "SV", "UY", "VE")


def test_a_text_is_said_in_the_language_of_the_reader():
    assert SPANISH.text("Title") == "Título"
    assert ENGLISH.text("Title") == "Title"


def test_an_empty_text_stays_empty():
    assert SPANISH.text("") == ""


def test_a_text_that_nobody_translated_stays_as_it_is():
    assert SPANISH.text("{unheard} of") == "{unheard} of"


SEEN = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=20)


@given(SEEN.map(partial(unicodedata.normalize, "NFC")))
def test_any_value_is_shown_as_it_is_without_signs_that_are_not_seen(value):
    assert ENGLISH.text("<{value}>", value=value) == f"<{value}>"
    assert ENGLISH.error(UserError("<{value}>", value=f"{value}\u0001\u202e")) == f"<{value}>"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("title", ["{}", "{title}", "{0.x}", "}"])
def test_braces_in_a_title_never_hide_what_went_wrong(code, title):
    error = UserError("“{title}” is not ready.", title=title)

    assert title in Language(code).error(error)


def test_a_value_may_have_any_name():
    assert ENGLISH.text("{message} {self}", message=1, self=2) == "1 2"
    assert ENGLISH.plural(N_plural("{n} {forms}", "{n} {count}"), 1, forms="a", count="b") == "1 a"


def test_a_marked_text_among_the_values_is_said_in_the_same_language():
    error = BadAnswer("{label}: {field}", field="{x}", label="Title")

    assert SPANISH.error(error) == "Título: {x}"


def test_an_empty_value_stays_empty():
    assert SPANISH.error(UserError("<{value}>", value="")) == "<>"


def test_sentences_and_errors_among_the_values_are_said_in_the_same_language():
    finding = Sentence("“{column}” {size}", {"column": "Title", "size": 3})
    reason = UserError("({label})", label="Stage")

    error = UserError("{finding} {reason}", finding=finding, reason=reason)

    assert SPANISH.error(error) == "“Título” 3 (Etapa)"


def test_a_count_takes_its_plural_and_the_marks_of_the_reader():
    forms = N_plural("{n} record of {who}", "{n} records of {who}")

    assert ENGLISH.plural(forms, 1, who="BO") == "1 record of BO"
    assert ENGLISH.plural(forms, 12_500, who="BO") == "12,500 records of BO"
    assert SPANISH.plural(forms, 12_500, who="BO") == "12.500 records of BO"


@pytest.mark.parametrize("country", SPANISH_SPEAKING)
def test_the_decimal_mark_is_that_of_the_country(country):
    marks = Locale("es", country).number_symbols["latn"]

    language = Language("es", country)

    assert language.decimal_mark == marks["decimal"]
    assert {language.decimal_mark, language.group_mark} == {".", ","}


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        (SPANISH, "-1.234.567,5"),
        (MEXICAN, "-1,234,567.5"),
        (ENGLISH, "-1,234,567.5"),
        (PORTUGUESE, "-1.234.567,5"),
        (FRENCH, "-1\u202f234\u202f567,5"),
    ],
)
def test_a_number_is_written_with_the_marks_of_the_reader(language, shown):
    assert language.number("-1234567.5") == shown
    assert language.number(Decimal("-1234567.5")) == shown


def test_a_number_is_rounded_half_to_even():
    assert [ENGLISH.number(one, 0) for one in ("0.5", "1.5", "2.5")] == ["0", "2", "2"]
    assert ENGLISH.number(7, 2) == "7.00"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("35000", "35.000\u00a0USD"),
        ("35000.00", "35.000\u00a0USD"),
        ("35000.5", "35.000,50\u00a0USD"),
        ("0", "0\u00a0USD"),
        (Decimal("1E+3"), "1.000\u00a0USD"),
    ],
)
def test_an_amount_shows_cents_only_where_there_are_some(value, shown):
    assert SPANISH.amount(value, "USD") == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [(SPANISH, "12,5\u00a0%"), (ENGLISH, "12.5%"), (FRENCH, "12,5\u00a0%")],
)
def test_a_share_is_written_per_cent(language, shown):
    assert language.percent(Decimal("0.125"), 1) == shown
    assert language.percent(0.125, 1) == shown


@pytest.mark.parametrize(
    ("language", "written", "shown"),
    [
        (SPANISH, "2024-03-05", "5 mar 2024"),
        (SPANISH, "2024-03", "mar 2024"),
        (SPANISH, "2024", "2024"),
        (SPANISH, "2024-03~", "hacia mar 2024"),
        (ENGLISH, "2024~", "about 2024"),
        (PORTUGUESE, "2024-02-29", "29 fev 2024"),
        (FRENCH, "2024-12-01~", "vers 1 déc. 2024"),
        (ENGLISH, "2026-11-23T17:08:51Z", "23 Nov 2026"),
        (ENGLISH, "", ""),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(language, written, shown):
    assert language.date(written) == shown


@pytest.mark.parametrize(
    ("items", "shown"),
    [([], ""), (["a"], "a"), (["a", "b"], "a y b"), (["a", "b", "c"], "a, b y c")],
)
def test_a_list_ends_with_and(items, shown):
    assert SPANISH.list_of(items) == shown


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("pt_BR.UTF-8", "pt"),
        ("en_GB", "en"),
        ("FR", "fr"),
        ("es_419", "es"),
        ("de_DE", "es"),
        ("C", "es"),
        ("", "es"),
    ],
)
def test_the_closest_language_is_one_of_ours(written, code):
    assert closest_language(written) == code


def test_a_language_that_surco_does_not_speak_is_refused():
    with pytest.raises(UserError, match="“de” is none"):
        Language("de")


def test_two_languages_say_each_text_in_both_and_what_is_the_same_once():
    both = TwoLanguages(Language("es", "BO"), Language("en"))

    assert unmarked(both.text("Title")) == "Título\u00a0/ Title"
    assert unmarked(both.text("Place")) == "Lugar\u00a0/ Place"
    assert both.codes == ("es", "en")
    assert both.number(1234) == "1.234"
    assert TwoLanguages(Language("es"), Language("pt")).text("Total") == "Total"


def test_a_text_in_two_languages_tells_which_part_is_in_which():
    said = TwoLanguages(Language("es"), Language("fr")).text("Title")
    parts = [one for one in parts_said(f"1 {said}.") if one[1]]

    assert parts == [("", "1 "), ("es", "Título"), ("", "\u00a0/ "), ("fr", "Titre"), ("", ".")]


def test_what_was_said_in_both_stands_in_each_text_in_its_own_language():
    both = TwoLanguages(Language("es"), Language("fr"))
    name = both.quoted(both.text("Title"))
    said = both.text("Role of {office}", office=name)
    listed = both.list_of([both.text("Title"), both.text("Place")])

    assert unmarked(said) == "Rol de “Título”\u00a0/ Rôle de «\u00a0Titre\u00a0»"
    assert unmarked(listed) == "Título y Lugar\u00a0/ Titre et Lieu"
    assert said_in("fr", f"{name}, {name}") == "«\u00a0Titre\u00a0», «\u00a0Titre\u00a0»"


def test_a_capital_begins_each_language():
    both = TwoLanguages(Language("es"), Language("fr"))

    assert unmarked(capital(both.text("not reported"))) == "Sin informar\u00a0/ Non renseigné"
    assert capital("sin informar") == "Sin informar"
    assert unmarked(small(both.text("Title"))) == "título\u00a0/ titre"


def test_a_number_in_a_sentence_has_the_marks_of_its_language():
    said = Sentence("{n}", {"n": Decimal(14821)})

    assert [Language(code).sentence(said) for code in ("es", "en")] == ["14.821", "14,821"]


def test_a_day_in_a_sentence_is_written_as_its_language_writes_dates():
    known = Sentence("Already received on {date}.", {"date": date(2026, 11, 25)})

    assert Language("pt").sentence(known) == "Já recebido em 25 nov 2026."
