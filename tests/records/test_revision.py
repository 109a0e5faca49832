import json
from dataclasses import replace

import pytest
from hypothesis import given

from desktop_app.errors import BadAnswer
from desktop_app.records.access import leaving
from desktop_app.records.plain import canonical
from desktop_app.records.revision import LINE_LIMIT, read_revision, revision_id, seal
from tests.builders import a_project
from tests.strategies import MOMENT, any_json, json_without_floats, records


def sealed(record=None, parents=()):
    return seal(record or a_project(), parents=parents, author="BO", at=MOMENT)


def plain_line(**changes):
    return {**json.loads(sealed().line), **changes}


def refused(line):
    with pytest.raises(BadAnswer) as error:
        read_revision(line)
    return error.value.field == "record"


@given(records())
def test_what_is_sealed_is_read_again(record):
    revision = sealed(record, parents=["b" * 64, "a" * 64])

    assert read_revision(revision.line) == revision


@given(records())
def test_a_sealed_line_holds_all_of_a_record_that_may_leave(record):
    revision = sealed(record)

    assert revision.fields == {
        **record.extra,
        **leaving(record).values,
        "human_code": record.human_code,
    }
    assert (revision.uid, revision.kind, revision.office) == (record.uid, record.kind, "BO")
    assert (revision.draft, revision.deleted) == (record.draft, record.deleted)


def test_the_same_record_sealed_twice_has_one_name():
    record = a_project()
    again = replace(record, values=dict(reversed(record.values.items())))

    assert sealed(record).id == sealed(again).id


def test_a_revision_is_named_by_every_byte_of_its_line():
    line = sealed().line
    names = {revision_id(line[:place] + b"~" + line[place + 1 :]) for place in range(len(line))}

    assert len(names) == len(line)
    assert sealed().id not in names


def test_parents_are_sealed_in_their_order_whatever_order_they_come_in():
    assert sealed(parents=["b" * 64, "a" * 64]).parents == ("a" * 64, "b" * 64)


def test_a_record_larger_than_a_bundle_takes_is_not_sealed():
    rows = [{"id": str(n), "name": "x" * 500} for n in range(LINE_LIMIT // 500)]

    with pytest.raises(BadAnswer, match=r"BO-2026-0009.*too large"):
        sealed(a_project(human_code="BO-2026-0009", institutions=rows))


@given(any_json)
def test_no_json_from_outside_is_more_than_refused(value):
    assert refused(canonical(value))


@given(any_json, any_json, any_json)
def test_no_odd_value_from_outside_is_more_than_refused(first, second, third):
    for name in plain_line():
        for value in (first, second, third):
            try:
                revision = read_revision(canonical(plain_line(**{name: value})))
            except BadAnswer:
                continue
            assert canonical(json.loads(revision.line)) == revision.line


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"null",
        b"[]",
        b'"\\ud800"',
        b"NaN",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"1" * 5000,
        b"0" * (LINE_LIMIT + 1),
    ],
    ids=lambda line: line[:8].decode("latin-1") + str(len(line)),
)
def test_a_line_that_is_no_record_is_refused(line):
    assert refused(line)


@pytest.mark.parametrize(
    "mangle",
    [
        lambda line: line + b"\n",
        lambda line: b" " + line,
        lambda line: b"\xef\xbb\xbf" + line,
        lambda line: line.decode().encode("utf-16"),
        lambda line: line.replace(b'{"at"', b'{"at":"","at"'),
        lambda line: line.replace(b'"schema":1', b'"schema":1.0'),
        lambda line: line.replace(b'"schema":1', b'"schema":1e0'),
        lambda line: line.replace("é".encode(), b"\\u00e9"),
        lambda line: line.replace(b'"draft":true', b'"draft": true'),
    ],
)
def test_a_line_in_another_writing_is_refused(mangle):
    line = sealed(a_project(draft=True, name_of="é")).line.replace(b"name_of", b"name")

    read_revision(line)

    assert mangle(line) != line
    assert refused(mangle(line))


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "colour"},
        {"type": ["initiative"]},
        {"rec": "1"},
        {"rec": "00000000-0000-4000-8000-00000000000G"},
        {"parents": "a" * 64},
        {"parents": ["a"]},
        {"parents": [None]},
        {"parents": ["A" * 64]},
        {"parents": ["b" * 64, "a" * 64]},
        {"parents": ["a" * 64, "a" * 64]},
        {"fields": []},
        {"fields": {"later": {"1": {"2": {"3": {"4": {"5": {"6": {"7": 8}}}}}}}}},
        {"fields": {"later": 2**53}},
        {"draft": "yes"},
        {"draft": 1},
        {"deleted": None},
        {"schema": 0},
        {"schema": True},
        {"schema": "1"},
        {"at": "yesterday"},
        {"at": "٢٠٢٦-03-15T12:00:00Z"},
        {"office": "bo"},
        {"office": ""},
        {"author": "BO\n"},
    ],
    ids=str,
)
def test_a_record_with_a_part_of_another_form_is_refused(changes):
    assert refused(canonical(plain_line(**changes)))


@pytest.mark.parametrize("name", sorted(plain_line()))
def test_a_record_that_lacks_a_part_is_refused(name):
    plain = plain_line()
    del plain[name]

    assert refused(canonical(plain))


@given(json_without_floats)
def test_what_a_newer_program_adds_is_kept_to_the_byte(value):
    line = canonical(plain_line(later=value, schema=2))

    assert read_revision(line).line == line
    assert read_revision(line).id == revision_id(line)
