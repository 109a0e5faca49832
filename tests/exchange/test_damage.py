"""Every small damage that a bundle may meet on its way, and what other programs make of it."""

import subprocess
import zipfile

import pytest

from desktop_app.errors import BundleRejected
from desktop_app.exchange import bundle_writing, opening, zipguard
from tests.exchange.sealing import (
    a_bundle,
    a_revision,
    content,
    packed_again,
    read,
    refusal,
)


@pytest.fixture
def small(tmp_path, monkeypatch):
    """Return the bytes of a bundle of one record, and what takes bytes: None when refused."""
    monkeypatch.setattr(bundle_writing, "README", "Surco")
    path, keys = a_bundle(tmp_path)
    whole, given = path.read_bytes(), []
    monkeypatch.setattr(opening, "read_bounded", lambda _path: given.pop())

    def take(data):
        given.append(data)
        try:
            return content(read(path, keys))
        except BundleRejected:
            return None

    return whole, take


@pytest.mark.case("B1")
def test_every_bit_flipped_is_refused_or_changes_nothing(small):
    whole, take = small
    expected, refused = take(whole), 0
    for place in range(len(whole)):
        for bit in range(8):
            changed = bytearray(whole)
            changed[place] ^= 1 << bit
            found = take(bytes(changed))
            refused += found is None

            assert found in (None, expected), (place, bit)

    assert expected
    assert refused > len(whole) * 8 * 0.8


@pytest.mark.case("B2")
def test_a_bundle_cut_anywhere_or_with_a_byte_taken_out_or_put_in_is_refused(small):
    whole, take = small
    assert take(whole)
    for place in range(len(whole)):
        other = bytes([whole[place] ^ 0xFF])

        assert take(whole[:place]) is None, place
        assert take(whole[:place] + whole[place + 1 :]) is None, place
        assert take(whole[:place] + other + whole[place:]) is None, place
        assert take(whole[: place + 1] + whole[place:]) is None, place

    assert take(whole + b"\0") is None


def unpacked(path, folder):
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)


def by_zip(folder, target, *options):
    subprocess.run(["zip", "-qr", *options, target, "."], cwd=folder, check=True)


def by_7zip(folder, target, *options):
    line = ["7zz", "a", "-tzip", *options, target, "."]
    subprocess.run(line, cwd=folder, check=True, capture_output=True)


def by_python(folder, target, *options):
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    parts = {name: path.read_bytes() for name, path in files.items() if path.is_file()}
    target.write_bytes(packed_again(dict(sorted(parts.items(), reverse=True))))


def to_a_pipe(folder, target, *options):
    """Pack with sizes after the contents, as programs do that cannot go back in what they write."""
    made = subprocess.run(
        ["zip", "-qr", *options, "-", "."], cwd=folder, check=True, capture_output=True
    )
    target.write_bytes(made.stdout)


@pytest.mark.case("B4")
@pytest.mark.parametrize("outer", [".", "Bolivia marzo"], ids=["bare", "in a folder"])
@pytest.mark.parametrize(
    ("pack", "options"),
    [
        (by_zip, ["-9"]),
        (by_zip, ["-0", "-X"]),
        (by_7zip, []),
        (by_7zip, ["-mx=9", "-mfb=258"]),
        (by_7zip, ["-mx=0"]),
        (by_python, []),
        (to_a_pipe, ["-fd"]),
    ],
    ids=lambda given: given.__name__ if callable(given) else " ".join(given) or "as usual",
)
def test_a_bundle_that_any_program_packed_again_is_the_same(tmp_path, pack, options, outer):
    path, keys = a_bundle(tmp_path, [a_revision(number) for number in range(30)])
    expected = content(read(path, keys))
    folder, target = tmp_path / "unpacked", tmp_path / "again.zip"
    unpacked(path, folder / outer)
    pack(folder, target, *options)

    assert target.read_bytes() != path.read_bytes()
    assert content(read(target, keys)) == expected


@pytest.mark.case("B5")
@pytest.mark.parametrize(
    "options",
    [["-mm=LZMA"], ["-mm=BZip2"], ["-mm=Deflate64"], ["-mm=PPMd"], ["-pgeheim"]],
    ids=lambda options: options[0],
)
def test_a_bundle_packed_again_in_a_rare_way_is_refused_with_advice(tmp_path, options):
    path, keys = a_bundle(tmp_path, [a_revision(number) for number in range(30)])
    folder, target = tmp_path / "unpacked", tmp_path / "again.zip"
    unpacked(path, folder)
    by_7zip(folder, target, *options)

    assert refusal(target, keys) == zipguard.REPACKED
    assert "Ask the sender for the file as Surco wrote it" in zipguard.REPACKED
