import hashlib
import json
from dataclasses import replace

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import BundleRejected
from desktop_app.exchange.manifest import (
    MANIFEST_LIMIT,
    Blob,
    Manifest,
    comment_of,
    manifest_bytes,
    read_canonical,
    read_manifest,
)
from desktop_app.records.plain import canonical, clean

MANIFEST = Manifest(
    kind="submission",
    office="BO",
    stream="a-stream",
    kid="0123456789ABCDEF",
    to="SELA",
    seq=3,
    prev="ab" * 32,
    acked_seq=2,
    scope="unacked",
    made_at="2026-03-15T12:00:00Z",
    app="surco 0.1",
    blobs=(Blob(sha256="cd" * 32, size=10, role="revisions", ord=0),),
    lists={"sector": "2024-1"},
    counts={"initiative": 1},
)

TEXT = st.text(max_size=20).map(clean)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcXYZ_09", max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


def changed(**members):
    return canonical({**json.loads(manifest_bytes(MANIFEST)), **members})


def test_a_manifest_comes_back_as_it_was():
    assert read_manifest(manifest_bytes(MANIFEST)) == MANIFEST


def test_the_seal_speaks_of_kind_office_number_and_content():
    data = manifest_bytes(MANIFEST)
    name = hashlib.sha256(data).hexdigest()

    assert (
        comment_of(MANIFEST, name)
        == f"surco-bundle v1 kind=submission office=BO seq=3 sha256={name}"
    )


@given(PLAIN)
def test_our_canonical_json_is_that_of_rfc_8785(value):
    assert canonical(value) == rfc8785.dumps(value)


@given(st.dictionaries(st.text("abcXYZ_09", max_size=5), PLAIN, max_size=4))
def test_canonical_json_is_read_back(value):
    assert read_canonical(canonical(value), 10_000) == value


@given(st.binary(max_size=60) | PLAIN.map(lambda value: json.dumps(value).encode()))
def test_what_is_read_is_canonical_or_refused(data):
    try:
        value = read_canonical(data, 10_000)
    except BundleRejected:
        return

    assert rfc8785.dumps(value) == data


@pytest.mark.case("B12")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b'{"a":1e5}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":9007199254740992}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'{"a":-0}',
        b'\xef\xbb\xbf{"a":1}',
        '{"a":1}'.encode("utf-16"),
        b'{"a":"\\ud800"}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\u0000"}',
        '{"a":"e\u0301"}'.encode(),
        '{"a":"\u202e"}'.encode(),
        '{"é":1}'.encode(),
        b"[" * 9 + b"]" * 9,
        b"[" * 100_000,
        b'"' + b"a" * 10_000 + b'"',
    ],
)
def test_json_in_any_other_form_is_refused(data):
    with pytest.raises(BundleRejected):
        read_canonical(data, 10_000)


@pytest.mark.parametrize(
    "members",
    [
        {"format": "other"},
        {"format_version": True},
        {"kind": "a b"},
        {"kind": None},
        {"from": None},
        {"from": {"kid": "0123456789abcdef", "office": "BO", "stream": "a"}},
        {"from": {"kid": "0123456789ABCDEF", "office": "b o", "stream": "a"}},
        {"to": "../x"},
        {"seq": -1},
        {"seq": "3"},
        {"prev": "ab"},
        {"made_at": "yesterday"},
        {"made_at": "2026-13-45T12:00:00Z"},
        {"made_at": "0000-00-00T00:00:00Z"},
        {"made_at": "٢٠٢٦-03-15T12:00:00Z"},
        {"app": "x" * 201},
        {"app": "two\nlines"},
        {"lists": []},
        {"lists": {"sector": 1}},
        {"counts": {"records": -1}},
        {"counts": {"records": True}},
        {"blobs": None},
        {"blobs": [1]},
        {"blobs": [{"ord": 0, "role": "revisions", "sha256": "x", "size": 1}]},
        {"blobs": 2 * [{"ord": 0, "role": "revisions", "sha256": "ab" * 32, "size": 1}]},
    ],
)
def test_a_manifest_with_a_strange_member_is_refused(members):
    with pytest.raises(BundleRejected):
        read_manifest(changed(**members))


@pytest.mark.parametrize("member", sorted(json.loads(manifest_bytes(MANIFEST))))
def test_a_manifest_that_lacks_a_member_is_refused(member):
    plain = json.loads(manifest_bytes(MANIFEST))
    del plain[member]
    with pytest.raises(BundleRejected):
        read_manifest(canonical(plain))


@pytest.mark.parametrize("members", [{"format_version": 2}, {"min_reader": 3}])
def test_a_manifest_of_a_newer_program_asks_for_an_update(members):
    with pytest.raises(BundleRejected, match="newer Surco"):
        read_manifest(changed(**members))


def test_members_of_a_newer_program_that_do_not_matter_are_let_through():
    assert read_manifest(changed(weather="fine", schema=9)) == replace(MANIFEST, schema=9)


def test_a_manifest_that_is_too_big_is_refused():
    with pytest.raises(BundleRejected):
        read_manifest(changed(weather="x" * MANIFEST_LIMIT))
