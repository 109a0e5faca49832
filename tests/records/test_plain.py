import json
import math
import unicodedata
from decimal import Decimal

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import BadAnswer
from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import ROWS_LIMIT, TEXT_LIMIT, canonical, clean, normal
from desktop_app.records.questionnaire import Answer, Question
from tests.builders import shared
from tests.strategies import any_json, json_without_floats, records

COLUMNS = (
    Question(field="name", label="Name", kind=Answer.LINE),
    Question(field="rank", label="Rank", kind=Answer.COUNT),
)
EVERY_QUESTION = [question for kind in KINDS.values() for question in kind.questions]
SMILE = "\U0001f600"


def asked(kind, **more):
    return Question(field="asked", label="Asked", kind=kind, **more)


LINE, TEXT, LOCAL, DATE = (
    asked(kind) for kind in (Answer.LINE, Answer.TEXT, Answer.LOCAL, Answer.DATE)
)
AMOUNT, COUNT, YESNO = (asked(kind) for kind in (Answer.AMOUNT, Answer.COUNT, Answer.YESNO))
CODE, CODES, ROWS = asked(Answer.CODE), asked(Answer.CODES), asked(Answer.ROWS, rows=COLUMNS)


@pytest.mark.case("X2")
@pytest.mark.parametrize(
    ("question", "given", "plain"),
    [
        (LINE, "  two \n words ", "two words"),
        (LINE, 2024, "2024"),
        (TEXT, "one\r\ntwo\u2028three\x85", "one\ntwo\nthree"),
        (LOCAL, "Agua", {"original": "es", "es": "Agua"}),
        (LOCAL, {"pt": "Água", "en": ""}, {"original": "pt", "pt": "Água"}),
        (
            LOCAL,
            {"original": "fr", "es": "Agua", "fr": "Eau"},
            {"original": "fr", "es": "Agua", "fr": "Eau"},
        ),
        (LOCAL, {"original": ["es"], "en": "Water"}, {"original": "en", "en": "Water"}),
        (DATE, " 2024-02-29 ", "2024-02-29"),
        (DATE, 2024, "2024"),
        (DATE, "2024-03~", "2024-03~"),
        (AMOUNT, "0012.500", "12.5"),
        (AMOUNT, "-0.00", "0"),
        (AMOUNT, 10**14, "1" + "0" * 14),
        (AMOUNT, Decimal("3.10"), "3.1"),
        (COUNT, "7", 7),
        (COUNT, 7.0, 7),
        (COUNT, 0, 0),
        (YESNO, True, "Y"),
        (YESNO, False, "N"),
        (CODE, 6, "6"),
        (CODES, "TA", ["TA"]),
        (CODES, ["TR", "TA", "TR", " "], ["TA", "TR"]),
        (ROWS, [{"name": ""}, {"id": "1"}, {"id": " a ", "name": "x"}], [{"id": "a", "name": "x"}]),
    ],
)
def test_an_answer_takes_its_normal_form(question, given, plain):
    assert normal(question, given) == plain


@pytest.mark.parametrize("nothing", [None, "", [], {}, ()])
@pytest.mark.parametrize("question", EVERY_QUESTION, ids=lambda question: question.field)
def test_nothing_said_is_no_answer(question, nothing):
    assert normal(question, nothing) is None


@pytest.mark.parametrize(
    ("question", "nothing"),
    [(LINE, " \u200e"), (LOCAL, {"original": "es"}), (CODES, [" ", ""]), (ROWS, [{"id": "a"}])],
)
def test_an_answer_without_content_is_no_answer(question, nothing):
    assert normal(question, nothing) is None


@pytest.mark.case("X8", "X9")
@pytest.mark.parametrize(
    ("question", "given"),
    [
        (LINE, True),
        (LINE, 1.5),
        (LINE, ["x"]),
        (LINE, "x" * 501),
        (LINE, 10**400),
        (TEXT, "x" * (TEXT_LIMIT + 1)),
        (LOCAL, 5),
        (LOCAL, {"ES": "Agua"}),
        (LOCAL, {5: "Agua"}),
        (LOCAL, {"es": ["Agua"]}),
        (DATE, "0000"),
        (DATE, "31/02/2024"),
        (DATE, "2023-02-29"),
        (DATE, "10000-01-01"),
        (DATE, "2024-00"),
        (DATE, "2024-3-5"),
        (DATE, "٢٠٢٤"),
        (DATE, ["2024"]),
        (DATE, True),
        (DATE, 10**400),
        (AMOUNT, "1e9999999"),
        (AMOUNT, "1_0"),
        (AMOUNT, "١٢"),
        (AMOUNT, "1,5"),
        (AMOUNT, "NaN"),
        (AMOUNT, "Infinity"),
        (AMOUNT, "1.23456"),
        (AMOUNT, "9" * 16),
        (AMOUNT, True),
        (AMOUNT, 1.5),
        (AMOUNT, Decimal("NaN")),
        (AMOUNT, 10**400),
        (COUNT, "1_0"),
        (COUNT, "١٢"),
        (COUNT, "1e3"),
        (COUNT, "1e9999999"),
        (COUNT, 1.5),
        (COUNT, math.nan),
        (COUNT, math.inf),
        (COUNT, True),
        (COUNT, 10**9),
        (COUNT, 10**400),
        (YESNO, "yes"),
        (YESNO, 1),
        (YESNO, ["Y"]),
        (CODE, True),
        (CODE, 1.5),
        (CODE, "x" * 61),
        (CODE, ["TA"]),
        (CODES, {"TA": True}),
        (CODES, [["TA"]]),
        (CODES, ["TA"] * (ROWS_LIMIT + 1)),
        (ROWS, {"name": "x"}),
        (ROWS, ["x"]),
        (ROWS, [{"colour": "x"}]),
        (ROWS, [{"rank": "first"}]),
        (ROWS, [{"name": "x"}] * (ROWS_LIMIT + 1)),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_with_its_field(question, given):
    with pytest.raises(BadAnswer) as refused:
        normal(question, given)

    assert refused.value.field in ("asked", "rank")
    assert len(str(refused.value)) < 200


@given(st.sampled_from(EVERY_QUESTION), any_json | st.text(st.characters()))
def test_whatever_is_given_is_refused_or_normal_for_good(question, given):
    try:
        plain = normal(question, given)
    except BadAnswer:
        return

    assert normal(question, plain) == plain
    assert json.loads(canonical(plain)) == plain


@given(records())
def test_the_answers_of_a_record_stay_as_they_are(record):
    kind = KINDS[record.kind]

    assert {name: normal(kind.question(name), value) for name, value in record.values.items()} == (
        record.values
    )


@pytest.mark.case("X2")
@given(st.text(st.characters()), st.booleans())
def test_a_cleaned_text_is_clean(text, lines):
    cleaned = clean(text, lines=lines)

    assert clean(cleaned, lines=lines) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not {unicodedata.category(letter) for letter in cleaned if letter != "\n"} & {"Cc", "Cs"}


@pytest.mark.case("X2")
def test_a_mark_between_a_letter_and_its_accent_goes_without_a_trace():
    assert clean("Educacio\u200e\u0301n") == "Educación"


@pytest.mark.case("X2")
@pytest.mark.parametrize("mark", ["\x00", "\x1b", "\ud800", "\ufffe", "\u202e", "\u2067", "\ufeff"])
def test_controls_lone_surrogates_and_turning_marks_are_taken_out(mark):
    assert clean(f"a{mark}b") == "ab"


@pytest.mark.parametrize("letter", ["\u0378", "\U0001fadf", "\u200d", "\u00ad", SMILE])
def test_a_letter_newer_than_the_tables_of_this_python_is_kept(letter):
    assert clean(f"a{letter}b") == f"a{letter}b"


def test_naughty_strings_survive_or_lose_only_what_cannot_be_seen():
    naughty = json.loads(shared("text/blns.json").read_text(encoding="utf-8"))

    for text in naughty:
        kept = normal(TEXT, text) or ""
        lost = [letter for letter in unicodedata.normalize("NFC", text) if letter not in kept]
        seen = [one for one in lost if unicodedata.category(one) not in ("Cc", "Cf", "Cn", "Cs")]
        assert all(one.isspace() for one in seen), (text, kept)


@given(json_without_floats)
def test_canonical_bytes_are_those_of_rfc_8785(value):
    assert canonical(value) == rfc8785.dumps(value)


def test_names_are_in_the_order_of_utf_16():
    assert (
        canonical({"\ufb33": 1, SMILE: 2, "a": 3}) == f'{{"a":3,"{SMILE}":2,"\ufb33":1}}'.encode()
    )


@given(records())
def test_the_canonical_bytes_of_a_record_are_those_of_rfc_8785(record):
    assert canonical(record.values) == rfc8785.dumps(dict(record.values))
