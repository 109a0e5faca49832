from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.folding import fold


def test_case_and_accents_do_not_part_two_texts():
    assert fold("EDUCACIÓN Técnica") == fold("educacion tecnica")


def test_letters_without_an_accent_mark_are_written_out():
    assert fold("Œuvre, Straße, Æ, Øresund, Đ, Łódź") == "oeuvre, strasse, ae, oresund, d, lodz"


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    once = fold(text)

    assert fold(once) == once
