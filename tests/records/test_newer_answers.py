"""Answers that a newer program wrote go through this one and back as they were."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.kinds import KINDS
from desktop_app.records.restored import from_state
from desktop_app.records.revision import read_revision, seal, state
from tests.builders import a_project

AT = "2026-03-15T12:00:00Z"
TEXTS = st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
NEWER = st.dictionaries(
    st.from_regex(r"newer_[a-z]{1,8}", fullmatch=True), VALUES, min_size=1, max_size=4
)


@pytest.mark.case("B23")
@given(NEWER)
def test_unknown_answers_through_an_older_program_and_back_are_unchanged(newer):
    written = seal(a_project(extra=newer), parents=[], author="AR", at=AT)
    came = read_revision(written.line)
    known = from_state(
        None,
        kind=came.kind,
        uid=came.uid,
        office=came.office,
        state=state(KINDS[came.kind], [came]),
    )
    edited = known.with_values(local_code="X-1")
    back = seal(edited, parents=[came.id], author="AR", at=AT)

    assert came.line == written.line
    assert {name: back.fields[name] for name in newer} == newer
    assert back.fields["local_code"] == "X-1"


@pytest.mark.case("B23")
@given(NEWER)
def test_two_programs_that_change_different_newer_answers_keep_both(newer):
    record = a_project()
    first = seal(record, parents=[], author="AR", at=AT)
    one = seal(replace(record, extra=newer), parents=[first.id], author="AR", at=AT)
    two = seal(record.with_values(local_code="X-1"), parents=[first.id], author="AR", at=AT)
    merged = state(KINDS[first.kind], [two, first, one])

    assert {name: merged.fields.get(name) for name in newer} == newer
    assert merged.fields["local_code"] == "X-1"
    assert merged.conflicts == ()
