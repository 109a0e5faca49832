import io
import struct
import subprocess
import zipfile

import pytest

from desktop_app.errors import BundleRejected
from desktop_app.exchange.zipguard import (
    DAMAGED,
    NOT_OURS,
    RATIO_FROM,
    REPACKED,
    UNSAFE,
    ZipWriter,
    entries,
)
from tests.builders import outside_program, shared
from tests.exchange.sealing import deflated

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")


def archive(*members, method=zipfile.ZIP_DEFLATED):
    """Pack (name, content) with the standard library."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return file.getvalue()


def by_hand(*lines, flags=0, method=0, told=None):
    """Pack (name, body, size) as the lines say, true or not."""
    data, directory = b"", b""
    for name, body, size in lines:
        about = (flags, method, 0, 0x21, 0, len(body), size)
        offset = len(data)
        data += LOCAL.pack(b"PK\3\4", 20, *about, len(name), 0) + name + body
        about = (flags, method, 0, 0x21, 0, len(body), size if told is None else told)
        directory += CENTRAL.pack(b"PK\1\2", 20, 20, *about, len(name), 0, 0, 0, 0, 0, offset)
        directory += name
    end = END.pack(b"PK\5\6", 0, 0, len(lines), len(lines), len(directory), len(data), 0)
    return data + directory + end


def overlapping(count):
    """Pack `count` names that all quote one body of 1 MB; the last holds the rest as stored."""
    body = deflated(bytes(1_000_000))
    locals_, directory = b"", b""
    for number in range(count):
        name = b"%04d" % number
        about = (0, 8, 0, 0x21, 0, len(body), 1_000_000)
        directory += CENTRAL.pack(b"PK\1\2", 20, 20, *about, 4, 0, 0, 0, 0, 0, len(locals_)) + name
        locals_ += LOCAL.pack(b"PK\3\4", 20, *about, 4, 0) + name
    data = locals_ + body
    return data + directory + END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(data), 0)


def refusal(data):
    with pytest.raises(BundleRejected) as told:
        contents(data)
    return told.value.text


def contents(data):
    return {name: entry.content() for name, entry in entries(data).items()}


def test_what_is_written_is_read_by_us_and_by_everybody():
    file = io.BytesIO()
    writer = ZipWriter(file)
    writer.add("a.txt", b"aaaa" * 100, packed=True)
    writer.add("blobs/b", b"", packed=False)
    writer.finish()
    theirs = zipfile.ZipFile(file)

    assert contents(file.getvalue()) == {"a.txt": b"aaaa" * 100, "blobs/b": b""}
    assert theirs.testzip() is None
    assert theirs.read("a.txt") == b"aaaa" * 100
    assert theirs.getinfo("a.txt").date_time == (1980, 1, 1, 0, 0, 0)


def test_text_that_packs_like_a_bomb_is_written_unpacked():
    file = io.BytesIO()
    writer = ZipWriter(file)
    writer.add("a", bytes(3_000_000), packed=True)
    writer.finish()

    assert contents(file.getvalue()) == {"a": bytes(3_000_000)}


@pytest.mark.case("B4")
def test_archives_packed_again_are_read():
    members = [("folder/", b""), ("folder/a", b"one" * 50), ("folder/ñ", b"two")]
    expected = {"folder/a": b"one" * 50, "folder/ñ": b"two"}

    assert contents(archive(*members)) == expected
    assert contents(archive(*members, method=zipfile.ZIP_STORED)) == expected


@pytest.mark.case("B4")
def test_an_archive_written_to_a_pipe_has_its_sizes_after_the_content_and_is_read():
    class Pipe(io.RawIOBase):
        def __init__(self):
            self.data = b""

        def writable(self):
            return True

        def write(self, data):
            self.data += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a", b"one" * 50)
        packed.writestr("b", b"two")

    assert contents(pipe.data) == {"a": b"one" * 50, "b": b"two"}


@pytest.mark.case("B11")
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x89PNG", b"PK", b"MZ" + archive(("a", b""))])
def test_what_is_no_archive_is_told_apart(data):
    assert refusal(data) == NOT_OURS


@pytest.mark.case("B5")
@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_rare_kinds_of_packing_are_refused_with_advice(method):
    assert refusal(archive(("a", b"one" * 50), method=method)) == REPACKED


@pytest.mark.case("B5")
def test_passwords_several_disks_and_zip64_are_refused_with_advice():
    plain = archive(("a", b"one"))
    disks = plain[:-18] + b"\1\0" + plain[-16:]
    huge = plain[:-14] + b"\xff\xff\xff\xff" + plain[-10:]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed, packed.open("a", "w", force_zip64=True) as member:
        member.write(b"one")

    assert refusal(by_hand((b"a", b"one", 3), flags=1)) == REPACKED
    assert refusal(disks) == REPACKED
    assert refusal(huge) == REPACKED
    assert refusal(file.getvalue()) == REPACKED


@pytest.mark.case("B6")
def test_two_names_for_one_content_are_refused():
    data = bytearray(by_hand((b"a", b"one", 3), (b"a", b"two", 3)))
    place = data.rindex(b"PK\1\2")
    data[place + 42 : place + 46] = bytes(4)

    assert refusal(bytes(data)) == DAMAGED


def test_a_small_file_of_equal_letters_is_no_bomb():
    content = b"a" * RATIO_FROM

    assert contents(archive(("a", content))) == {"a": content}


@pytest.mark.case("B8")
@pytest.mark.parametrize("size", [0, 1, 149, 151, 5_000])
def test_a_size_that_lies_is_refused(size):
    assert refusal(by_hand((b"a", deflated(b"one" * 50), size), method=8)) == DAMAGED
    assert refusal(by_hand((b"a", b"one" * 50, size))) == DAMAGED
    assert refusal(by_hand((b"a", deflated(b"one" * 50), 150), method=8, told=size)) == DAMAGED


@pytest.mark.case("B9")
@pytest.mark.parametrize(
    "names",
    [
        (b"a", b"a"),
        (b"manifest.json", b"Manifest.JSON"),
        ("é".encode(), "e\u0301".encode()),
        (b"a", b"a/"),
    ],
)
def test_names_that_some_systems_take_for_one_are_refused(names):
    lines = [(name, b"", 0) for name in names]

    assert refusal(by_hand(*lines, flags=0x0800)) == UNSAFE


@pytest.mark.case("B10")
@pytest.mark.parametrize(
    "name",
    [
        b"../a",
        b"a/../../b",
        b"/etc/a",
        b"C:\\a",
        b"C:a",
        b"\\\\host\\a",
        b"a\0.exe",
        b"CON",
        b"x/nul.txt",
        b"a.",
        b"a ",
        b"a//b",
        b"./a",
        b"",
        b"a\nb",
        b"\xe2\x80\xaea",
        b"x" * 300,
    ],
)
def test_names_that_lead_elsewhere_are_refused(name):
    assert refusal(by_hand((name, b"", 0), flags=0x0800)) == UNSAFE


@pytest.mark.case("B10")
def test_archives_made_to_climb_out_of_their_folder_are_refused():
    hostile = [*shared("archives/traversal").glob("*.zip"), *shared("archives").glob("*.zip")]

    assert len(hostile) >= 10
    for path in hostile:
        assert refusal(path.read_bytes()) in (UNSAFE, DAMAGED), path.name


@pytest.mark.case("B11")
def test_two_archives_in_a_row_and_one_in_a_comment_are_refused():
    one, two = archive(("a", b"one")), archive(("a", b"two"))
    commented = one[:-2] + struct.pack("<H", len(two)) + two

    assert refusal(one + two) == DAMAGED
    assert refusal(commented) == DAMAGED
    assert refusal(one + b"\0") == DAMAGED
    assert refusal(one[:-1]) == DAMAGED


@pytest.mark.case("B4")
def test_an_archive_packed_by_the_zip_program_is_read(tmp_path):
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "a").write_bytes(b"one" * 50)
    stock = outside_program("zip")
    subprocess.run([stock, "-qr", "x.zip", "f"], cwd=tmp_path, check=True)

    assert contents((tmp_path / "x.zip").read_bytes()) == {"f/a": b"one" * 50}
