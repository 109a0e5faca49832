"""Archives made to do harm: what is refused, and how little is done for it."""

import ast
import hashlib
import random
import struct
import tracemalloc
import zlib

import pytest

from desktop_app.errors import BundleRejected
from desktop_app.exchange import revision_lines, zipguard
from desktop_app.exchange.zipguard import DAMAGED, NOT_OURS, REPACKED, TOO_BIG, UNSAFE, entries
from tests.builders import PROJECT
from tests.exchange.sealing import a_bundle, a_signer, deflated, members, packed_again, refusal
from tests.exchange.test_zipguard import CENTRAL, END, LOCAL, archive, by_hand, overlapping

MEGABYTE = 1024 * 1024
LITTLE = 10 * MEGABYTE


@pytest.fixture
def nothing_inflated(monkeypatch):
    """Let the test fail if anything is inflated after this was called."""

    def refuse(*_args, **_options):
        raise AssertionError("something was inflated")

    return lambda: monkeypatch.setattr(zlib, "decompressobj", refuse)


def judged(data):
    """Return the sentence, the most memory taken and the directory lines looked at."""
    looked = []
    look = zipguard._central  # noqa: SLF001 - the work is counted where it is done
    zipguard._central = lambda *given: looked.append(1) or look(*given)  # noqa: SLF001 - likewise
    tracemalloc.start()
    try:
        with pytest.raises(BundleRejected) as told:
            entries(data)
        return told.value.text, tracemalloc.get_traced_memory()[1], len(looked)
    finally:
        tracemalloc.stop()
        zipguard._central = look  # noqa: SLF001 - likewise


def full_overlap(count):
    """Pack `count` names that share one and the same entry."""
    body = deflated(bytes(MEGABYTE))
    about = (0, 8, 0, 0x21, zlib.crc32(bytes(MEGABYTE)), len(body), MEGABYTE)
    data = LOCAL.pack(b"PK\3\4", 20, *about, 4, 0) + b"0000" + body
    lines = b"".join(
        CENTRAL.pack(b"PK\1\2", 20, 20, *about, 4, 0, 0, 0, 0, 0, 0) + b"%04d" % number
        for number in range(count)
    )
    return data + lines + END.pack(b"PK\5\6", 0, 0, count, count, len(lines), len(data), 0)


@pytest.mark.case("B6")
@pytest.mark.parametrize("made", [overlapping, full_overlap])
@pytest.mark.parametrize("count", [2, 40, 4096])
def test_entries_over_each_other_are_refused_with_nothing_inflated_and_little_memory(
    nothing_inflated, made, count
):
    data = made(count)
    nothing_inflated()
    told, peak, looked = judged(data)

    assert told in (DAMAGED, TOO_BIG)
    assert peak < LITTLE
    assert looked == count  # each line of the directory once: a few milliseconds at the most


@pytest.mark.case("B7")
def test_ten_gigabytes_of_zeros_are_refused_with_nothing_inflated(nothing_inflated):
    body = random.Random(7).randbytes(18 * MEGABYTE)  # noqa: S311 - looks like packed zeros
    several = [(b"%d" % number, body, 200 * len(body)) for number in range(3)]
    data = by_hand(*several, method=8)
    nothing_inflated()
    told, peak, _looked = judged(data)

    assert sum(size for _name, _body, size in several) > 10**10
    assert told == TOO_BIG
    assert peak < LITTLE


@pytest.mark.case("B7")
def test_a_small_file_that_would_grow_a_thousandfold_is_refused(nothing_inflated):
    zeros = deflated(bytes(10 * MEGABYTE))
    nothing_inflated()

    assert judged(by_hand((b"a", zeros, 10 * MEGABYTE), method=8))[0] == TOO_BIG
    many = [(b"%d" % number, b"x" * 4096, 800_000) for number in range(400)]
    assert judged(by_hand(*many, method=8))[0] == TOO_BIG


@pytest.mark.case("B7")
@pytest.mark.parametrize("told", [4097, 65_534, 300_000])
def test_a_mountain_of_entries_is_refused_before_one_is_looked_at(nothing_inflated, told):
    data = by_hand(*[(b"%d" % number, b"", 0) for number in range(4097)])
    line = data[data.index(b"PK\1\2") :]
    directory = (line[:47] * told)[: told * 47]
    count = min(told, 0xFFFF)  # more are told by an end record of zip64
    end = END.pack(b"PK\5\6", 0, 0, count, count, len(directory), 0, 0)
    nothing_inflated()
    sentence, peak, looked = judged(b"PK\3\4" + directory + end)

    assert sentence in (TOO_BIG, REPACKED)
    assert looked == 0
    assert peak < LITTLE


@pytest.mark.case("B7")
def test_an_archive_in_an_archive_is_never_opened(tmp_path, nothing_inflated):
    path, keys = a_bundle(tmp_path)
    inner = path.read_bytes()
    for depth in range(5):
        inner = archive(*[(f"{depth}-{number}.surco", inner) for number in range(8)])
    path.write_bytes(inner)
    nothing_inflated()

    assert refusal(path, keys) == NOT_OURS


@pytest.mark.case("B10")
@pytest.mark.parametrize("kind", [0xA000, 0xA1FF])
def test_a_link_is_refused_whatever_it_leads_to(kind):
    data = bytearray(by_hand((b"manifest.json", b"/etc/passwd", 11)))
    place = data.rindex(b"PK\1\2")
    data[place + 38 : place + 42] = struct.pack("<L", kind << 16)

    assert judged(bytes(data))[0] == UNSAFE


@pytest.mark.case("B10")
def test_nothing_in_the_program_unpacks_an_archive_by_the_names_in_it():
    unpacking = {"extract", "extractall", "unpack_archive", "ZipFile", "TarFile"}
    found = [
        f"{path.relative_to(PROJECT)}:{node.lineno}"
        for path in sorted((PROJECT / "desktop_app").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in unpacking
    ]

    assert found == []


@pytest.mark.case("B11")
@pytest.mark.parametrize("front", [b"MZ\x90\0", b"%PDF-1.7\n", b"\0", b"PK\3\4", b"\xef\xbb\xbf"])
def test_a_true_bundle_with_something_before_it_is_refused(tmp_path, front):
    path, keys = a_bundle(tmp_path)
    path.write_bytes(front + path.read_bytes())

    assert refusal(path, keys)  # in words that depend on what the front looks like


@pytest.mark.case("B11")
def test_a_true_bundle_joined_to_another_or_in_its_comment_is_refused(tmp_path):
    path, keys = a_bundle(tmp_path)
    other, _ = a_bundle(tmp_path, name="other.surco", seq=4)
    one, two = path.read_bytes(), other.read_bytes()
    told = []
    for joined in (one + two, one[:-2] + struct.pack("<H", len(two)) + two, one + b"\r\n"):
        path.write_bytes(joined)
        told.append(refusal(path, keys))

    assert told == [DAMAGED] * 3


def without_form(data):
    return data.replace(b',"lists"', b', "lists"')


MANGLED = {
    "2 MiB": lambda data: data[:-1] + b',"x":"' + b"x" * 2 * MEGABYTE + b'"}',
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "a mark of the encoding": lambda data: b"\xef\xbb\xbf" + data,
    "a name twice": lambda data: data[:-1] + b',"to":"SELA"}',
    "another name twice": lambda data: data.replace(b'{"acked_seq"', b'{"acked_seq":0,"acked_seq"'),
    "no number": lambda data: data.replace(b'"seq":3', b'"seq":NaN'),
    "a number with a point": lambda data: data.replace(b'"seq":3', b'"seq":3.0'),
    "a number beyond all": lambda data: data.replace(b'"seq":3', b'"seq":1e999'),
    "a number of 5,000 digits": lambda data: data.replace(b'"seq":3', b'"seq":' + b"3" * 5_000),
    "100,000 deep": lambda data: data[:-1] + b',"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "9 deep": lambda data: data[:-1] + b',"x":' + b"[" * 9 + b"]" * 9 + b"}",
    "spaces": without_form,
    "a line end": lambda data: data + b"\n",
    "letters as numbers": lambda data: data.replace(b'"SELA"', b'"SEL\\u0041"'),
    "half a letter": lambda data: data.replace(b'"SELA"', b'"\\ud800"'),
    "empty": lambda _data: b"",
    "a list": lambda data: b"[" + data + b"]",
}


@pytest.mark.case("B12")
@pytest.mark.parametrize("mangle", MANGLED.values(), ids=MANGLED)
def test_a_manifest_not_in_its_one_form_is_refused_though_a_known_seal_fits(
    tmp_path, monkeypatch, mangle
):
    path, keys = a_bundle(tmp_path)
    parts = members(path)
    comment = parts["manifest.json.minisig"].split(b"\n")[2].removeprefix(b"trusted comment: ")
    data = mangle(parts["manifest.json"])
    comment = comment[:-64] + hashlib.sha256(data).hexdigest().encode()
    with a_signer(tmp_path) as signer:
        parts["manifest.json.minisig"] = signer.sign(data, comment.decode())
    parts["manifest.json"] = data
    path.write_bytes(packed_again(parts))

    def read_a_record(_line):
        raise AssertionError("a record was read")

    monkeypatch.setattr(revision_lines, "read_revision", read_a_record)

    assert refusal(path, keys) in (DAMAGED, TOO_BIG)
