import random
import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import BundleRejected, UserError
from desktop_app.exchange.armour import armoured, files_in, holds_armour
from desktop_app.exchange.zipguard import DAMAGED, FILE_LIMIT

CONTENT = b"PK\x03\x04" + bytes(random.Random(7).randbytes(900))  # noqa: S311 - a test
TEXT = armoured(CONTENT)
MISSING_TOLD = "It names the lines that are missing"
NAMES_LINES = re.compile("line [0-9]|first of them [0-9]|first lines")


def refusal(text):
    with pytest.raises(BundleRejected) as told:
        files_in(text.encode() if isinstance(text, str) else text)
    return str(told.value)


def said_of(data):
    """Return the files in a text, or what is said of what is wrong with it."""
    try:
        return files_in(data)
    except BundleRejected as error:
        told = str(error)
        return MISSING_TOLD if NAMES_LINES.search(told) else told


def quoted(text, mark="> "):
    return "".join(f"{mark}{line}\n" for line in text.splitlines())


def wrapped(text, width):
    return "\n".join(part for line in text.splitlines() for part in textwrap.wrap(line, width))


def line_of(text, number):
    return next(line for line in text.splitlines() if line.startswith(f"{number:07d}!"))


@given(st.binary(min_size=1, max_size=400))
def test_a_file_as_text_reads_back_as_it_was(content):
    assert files_in(armoured(content).encode()) == [content]


@pytest.mark.case("B27")
@given(
    st.integers(27, 100),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "> ", ">> ", "| ", "   "]),
    st.integers(0, 9),
    st.sampled_from(["", "Dear colleagues,\n\nplease find below\n", "Señora Núñez; 12!a!b;\n"]),
)
def test_line_ends_other_widths_quoting_spaces_and_a_text_around_it_do_no_harm(
    width, end, quote, spaces, around
):
    mangled = quoted(wrapped(TEXT, width), quote).replace("\n", " " * spaces + "\n")
    sent = around + mangled + "\n-- \n" + around

    assert files_in(sent.replace("\n", end).encode()) == [CONTENT]


@pytest.mark.case("B27")
@pytest.mark.parametrize("letters", ["utf-16", "utf-8-sig"])
def test_a_text_saved_by_the_notepad_reads_back(letters):
    assert files_in(TEXT.encode(letters)) == [CONTENT]


@pytest.mark.case("B27")
@given(st.integers(1, 22), st.integers(8, 60), st.sampled_from("AQz09+/=!"))
def test_a_changed_line_is_named_by_its_number(number, place, letter):
    line = line_of(TEXT, number)
    place %= len(line) - 1
    changed = line[:place] + letter + line[place + 1 :]

    if changed == line:
        assert files_in(TEXT.replace(line, changed).encode()) == [CONTENT]
    else:
        assert f"in line {number}." in refusal(TEXT.replace(line, changed))


@pytest.mark.case("B27")
@given(st.data())
def test_a_text_that_was_cut_tells_what_is_missing_and_never_gives_another_file(data):
    begin = data.draw(st.integers(0, len(TEXT)))
    end = data.draw(st.integers(begin, len(TEXT)))
    cut = TEXT[:begin] + TEXT[end:]

    assert said_of(cut.encode()) in ([CONTENT], MISSING_TOLD)


@pytest.mark.case("B27")
def test_what_one_copy_lacks_the_other_gives():
    first = TEXT.replace(line_of(TEXT, 3) + "\n", "")
    second = TEXT.replace(line_of(TEXT, 9), line_of(TEXT, 9)[:-9])

    assert files_in((first + "\nOn Monday you wrote:\n" + quoted(second)).encode()) == [CONTENT]


def test_a_copy_without_its_first_line_fills_the_gaps_of_the_one_before_it():
    first = TEXT.replace(line_of(TEXT, 3) + "\n", "")
    second = TEXT.replace(line_of(TEXT, 0) + "\n", "")

    assert files_in((first + second).encode()) == [CONTENT]


def test_two_files_in_one_text_are_both_found():
    other = b"PK\x03\x04 another"

    assert files_in((TEXT + armoured(other)).encode()) == [CONTENT, other]


def test_lines_of_another_file_never_get_into_one():
    other = armoured(CONTENT[::-1])
    mixed = TEXT.replace(line_of(TEXT, 4), line_of(other, 4))

    assert refusal(mixed) == ("This file was damaged on its way. Ask the sender to send it again.")


def test_many_missing_lines_are_counted_and_the_first_named():
    cut = "\n".join(line for line in TEXT.splitlines() if not line.startswith("000001"))

    assert "in 10 lines, the first of them 10, 11, 12, 13, 14." in refusal(cut)


def test_a_text_without_its_beginning_says_where_to_copy_from():
    assert "“BEGIN SURCO FILE”" in refusal(TEXT.replace(line_of(TEXT, 0), ""))
    assert not holds_armour(TEXT.split("\n", 1)[1].encode())


def test_every_line_is_short_enough_for_any_mail_system():
    assert TEXT.isascii()
    assert max(map(len, TEXT.splitlines())) <= 70


def test_a_file_too_big_to_be_read_again_is_not_written_as_text():
    with pytest.raises(UserError, match="too big to travel as text"):
        armoured(bytes(FILE_LIMIT))


@given(st.binary(max_size=300), st.data())
def test_random_bytes_in_the_text_are_refused_or_change_nothing(noise, data):
    place = data.draw(st.integers(0, len(TEXT)))
    length = data.draw(st.integers(0, 200))
    changed = TEXT[:place].encode() + noise + TEXT[place + length :].encode()

    assert said_of(changed) in ([CONTENT], MISSING_TOLD, DAMAGED)
