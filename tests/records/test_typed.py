from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import BadAnswer
from desktop_app.language import LANGUAGES, Language
from desktop_app.records.typed import typed_amount, typed_count, typed_date

BOLIVIA, MEXICO, FRENCH = Language("es", "BO"), Language("es", "MX"), Language("fr")


@pytest.mark.case("X8")
@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("1.234,56", BOLIVIA, "1234.56"),
        ("1234,50", BOLIVIA, "1234.5"),
        ("1.250.000", BOLIVIA, "1250000"),
        ("1,234.56", MEXICO, "1234.56"),
        ("1\u202f234,5", FRENCH, "1234.5"),
        ("1 234", FRENCH, "1234"),
        ("1 250 000", BOLIVIA, "1250000"),
        ("-3,10", BOLIVIA, "-3.1"),
        ("\u22120", BOLIVIA, "0"),
        ("", BOLIVIA, ""),
    ],
)
def test_an_amount_is_read_with_the_marks_of_the_reader(text, language, amount):
    assert typed_amount(text, language) == amount


@pytest.mark.case("X8")
@pytest.mark.parametrize("text", ["1234.56", "1.5", "0.500", "1,234,567", "12.34", "USD 5", "1,"])
def test_an_amount_with_two_readings_is_asked_again(text):
    with pytest.raises(BadAnswer, match=r"1\.234,50"):
        typed_amount(text, BOLIVIA)


@pytest.mark.case("X8")
@pytest.mark.parametrize("text", ["1.234", "1.5", "1,234.56", "1.234,56"])
def test_a_point_is_no_mark_of_a_french_amount(text):
    with pytest.raises(BadAnswer, match="1\u202f234,50"):
        typed_amount(text, FRENCH)


ODD_AMOUNTS = {
    **dict.fromkeys(
        ["1e9999999", "1E5", "1_0", "١٢", "१२", "\uff11\uff12", "½", "²", "Ⅻ", "NaN", "nan"]
    ),
    **dict.fromkeys(
        ["NaN", "nan", "Infinity", "-Infinity", "--1", "+-1", "1-", "0x10", "1/2", "1'000", "$5"]
    ),
    **dict.fromkeys(["-", ",", ".", "1,2,3", "1.2.3", "1.23,45,6", "9" * 16, "1,23456"]),
    **dict.fromkeys(["9" * 1_000_000, "1e" + "9" * 100_000, "." * 100_000, "1." * 50_000]),
    "-0": "0",
    "-0,00": "0",
    "0000": "0",
    "\u22125": "-5",
    " 7 ": "7",
    "007": "7",
}


@pytest.mark.case("X8")
@pytest.mark.parametrize(("text", "amount"), ODD_AMOUNTS.items(), ids=lambda text: str(text)[:12])
def test_an_amount_in_an_odd_form_is_refused_at_once_or_has_one_meaning(text, amount):
    read = set()
    for language in (BOLIVIA, MEXICO, FRENCH):
        with suppress(BadAnswer):
            read.add(typed_amount(text.replace(",", language.decimal_mark), language, field="x"))

    assert read == ({amount} if amount is not None else set())


@pytest.mark.case("X8")
def test_one_text_never_has_two_readings_in_one_language():
    assert typed_amount("1.234,56", BOLIVIA) == typed_amount("1,234.56", MEXICO) == "1234.56"
    for text, language in (("1.234,56", MEXICO), ("1,234.56", BOLIVIA), ("1.234,56", FRENCH)):
        with pytest.raises(BadAnswer) as refused:
            typed_amount(text, language, field="money")

        assert refused.value.field == "money"


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2), st.sampled_from(LANGUAGES))
def test_what_the_program_writes_it_reads_again(value, code):
    language = Language(code)

    read = typed_amount(language.number(value), language)

    assert read == typed_amount(format(value, "f"), Language("en"))


def test_a_count_takes_whole_numbers_only():
    assert typed_count("1.200", BOLIVIA) == 1200
    assert typed_count(" ", BOLIVIA) is None
    with pytest.raises(BadAnswer, match="whole"):
        typed_count("2,5", BOLIVIA)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2024", "2024"),
        ("03/2024", "2024-03"),
        ("3/2024", "2024-03"),
        ("15/03/2024", "2024-03-15"),
        ("5.3.2024", "2024-03-05"),
        ("2024-03-15", "2024-03-15"),
        ("2024-03", "2024-03"),
        ("15 de marzo de 2024", "2024-03-15"),
        ("Março 2024", "2024-03"),
        ("1er juillet 2024", "2024-07-01"),
        ("15 févr. 2024", "2024-02-15"),
        ("2024~", "2024~"),
        ("hacia 2024", "2024~"),
        ("about 03/2024", "2024-03~"),
        ("hacia marzo de 2024", "2024-03~"),
        ("vers août 2024", "2024-08~"),
        ("setiembre de 2024", "2024-09"),
        ("March 15, 2024", "2024-03-15"),
        ("March 3rd, 2024", "2024-03-03"),
        ("15-mar-2024", "2024-03-15"),
        ("ene/2024", "2024-01"),
        ("2024/03/15", "2024-03-15"),
        ("2024.3.5", "2024-03-05"),
        ("", ""),
    ],
)
def test_a_date_is_read_with_the_day_first(text, plain):
    assert typed_date(text) == plain


@pytest.mark.case("X9")
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("15/03", "no year"),
        ("15/03/24", "no year"),
        ("03/15/2024", "no month 15"),
        ("31/02/2024", "no day 31"),
        ("soon in 2024", "not clear"),
        ("ju 2024", "not clear"),
        ("03/1200", "too far"),
        ("2024/15/03", "no month 15"),
        ("March 32, 2024", "no day 32"),
        ("2024 marzo", "not clear"),
        ("hacia 15 marzo", "no year"),
        ("Q1 2024", "not clear"),
        ("2024-2025", "not clear"),
        ("0000", "too far"),
        ("01/01/0000", "too far"),
        ("0000-00-00", "no month 0"),
        ("29/02/2023", "no day 29"),
        ("2023-02-29", "no day 29"),
        ("29/02/1900", "no day 29"),
        ("31/04/2024", "no day 31"),
        ("00/01/2024", "no day 0"),
        ("01/01/10000", "not clear"),
        ("10000", "not clear"),
        ("٢٠٢٤", "not clear|no year"),
        ("9" * 100_000, "not clear"),
    ],
)
def test_a_date_that_is_not_clear_says_why(text, sentence):
    with pytest.raises(BadAnswer, match=sentence) as refused:
        typed_date(text, field="actual_start")

    assert refused.value.field == "actual_start"
    assert len(str(refused.value)) < 200


@given(st.dates(), st.sampled_from(LANGUAGES))
def test_a_date_as_the_program_writes_it_is_read_again(day, code):
    plain = f"{1900 + day.year % 200:04d}-{day.month:02d}"

    assert typed_date(Language(code).date(plain)) == plain


@given(st.text(alphabet="0123456789/.,-~ abé٣", max_size=12))
def test_any_text_is_read_as_plain_figures_or_refused(text):
    try:
        read = typed_date(text) + typed_amount(text, BOLIVIA)
    except BadAnswer:
        return

    assert set(read) <= set("0123456789-.~")
