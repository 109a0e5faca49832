"""Bundles in parts: any order, any part twice, parts of others among them, any part missing."""

import hashlib
import itertools
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.errors import BundleRejected, BundleWaits, UserError
from desktop_app.exchange import attachments, bundle_writing
from desktop_app.exchange.bundle_writing import write_bundle
from desktop_app.exchange.encryption import decrypted, make_reader, open_reader
from desktop_app.exchange.joining import PARTS
from desktop_app.exchange.manifest import PARTS_READER, read_manifest
from desktop_app.exchange.opening import AGE
from desktop_app.exchange.spreading import AROUND
from tests.exchange.sealing import (
    a_revision,
    a_signer,
    members,
    outgoing,
    packed_again,
    read,
    trusting,
)

ROOM = 6000


def noise(number, size=4000):
    """Return bytes that do not pack, the same each time."""
    blocks = (hashlib.sha256(b"%d %d" % (number, at)).digest() for at in range(size // 32))
    return b"".join(blocks)


def written(  # noqa: PLR0913 - what parts are made of
    folder, monkeypatch, *, seq=3, files=5, revisions=3, room=ROOM, recipients=()
):
    """Write a bundle of BO in parts, and return them with what is in them."""
    monkeypatch.setattr(bundle_writing, "LEAST_ROOM", 1000)
    monkeypatch.setattr(attachments, "_SMALLEST", 1500)
    contents = {hashlib.sha256(one).hexdigest(): one for one in map(noise, range(files))}
    lines = [a_revision(number, objective=noise(number).hex()) for number in range(revisions)]
    with a_signer(folder) as signer:
        sealed = write_bundle(
            folder / f"surco-BO-{seq:06d}.surco",
            outgoing(seq=seq),
            {"revisions": [line.line for line in lines]},
            signer,
            files=sorted(contents.items()),
            room=AROUND + room,
            recipients=recipients,
        )
        keys = trusting(signer)
    return SimpleNamespace(
        paths=sealed.paths, sealed=sealed, keys=keys, lines=lines, files=contents
    )


def read_beside(made, paths):
    """Read the first of some files with the others beside it."""
    return read(paths[0], made.keys, beside=lambda _hash: paths[1:])


def of_parts(made):
    """Return the manifest, and part -> the roles and files that lie in it."""
    manifest = read_manifest(members(made.paths[0])["manifest.json"])
    return manifest, {
        number: [blob for blob in manifest.blobs if blob.part == number]
        for number in range(1, manifest.parts + 1)
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        one = written(tmp_path_factory.mktemp("one"), patch)
        other = written(tmp_path_factory.mktemp("two"), patch, seq=4, files=3)
    return one, other


def test_every_part_carries_the_same_sealed_manifest_and_says_its_number(made):
    one, _ = made
    seen = {
        (parts["manifest.json"], parts["manifest.json.minisig"])
        for parts in map(members, one.paths)
    }
    count = len(one.paths)

    assert count >= 4
    assert len(seen) == 1
    assert [path.name for path in one.paths] == [
        f"surco-BO-000003-{number}of{count}.surco" for number in range(1, count + 1)
    ]
    assert of_parts(one)[0].min_reader == PARTS_READER


def test_no_part_is_larger_than_its_room_and_records_come_first(made):
    one, _ = made
    _, parts = of_parts(one)
    head = len(members(one.paths[0])["manifest.json"])

    assert all(path.stat().st_size < ROOM + head + 3000 for path in one.paths)
    assert {blob.role for blob in parts[1]} == {"revisions"}
    assert {blob.role for blob in parts[len(parts)]} == {"attachment"}


@pytest.mark.case("B18")
def test_parts_in_every_order_give_the_same_bundle(made):
    one, _ = made
    some = one.paths[:4]
    for order in itertools.permutations(some):
        found = read_beside(one, [*order, *one.paths[4:]])

        assert found.revisions == one.lines
        assert found.files == one.files
        assert (found.parts_away, found.files_away) == ((), 0)


@pytest.mark.case("B18")
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_parts_come_the_records_are_read_or_the_lost_part_is_named(made, data):
    one, other = made
    count = len(one.paths)
    ours = data.draw(st.lists(st.integers(1, count), min_size=1, max_size=2 * count))
    strays = data.draw(st.lists(st.integers(0, len(other.paths) - 1), max_size=3))
    came = [one.paths[number - 1] for number in ours]
    beside = data.draw(st.permutations([*came[1:], *(other.paths[at] for at in strays)]))
    manifest, parts = of_parts(one)
    away = sorted(set(range(1, count + 1)) - set(ours))
    needed = [number for number in away if any(blob.role == "revisions" for blob in parts[number])]
    lost = {blob.of for number in away for blob in parts[number] if blob.role == "attachment"}

    if needed:
        with pytest.raises(BundleWaits) as told:
            read_beside(one, [came[0], *beside])
        assert told.value.cause == PARTS
        assert told.value.values["parts"] == ", ".join(map(str, needed))
        assert (
            told.value.bundle_id
            == hashlib.sha256(members(one.paths[0])["manifest.json"]).hexdigest()
        )
    else:
        found = read_beside(one, [came[0], *beside])
        assert found.revisions == one.lines
        assert found.files == {name: one.files[name] for name in one.files.keys() - lost}
        assert (list(found.parts_away), found.files_away) == (away, len(lost))
        assert found.manifest == manifest


@pytest.mark.case("B17", "B18")
def test_a_part_with_a_piece_of_another_bundle_in_place_of_its_own_is_refused(made, tmp_path):
    one, _ = made
    parts = members(one.paths[0])
    blobs = [name for name in parts if name.startswith("blobs/")]
    parts[blobs[0]] = noise(99)
    path = tmp_path / "swapped.surco"
    path.write_bytes(packed_again(parts))

    with pytest.raises(BundleRejected, match="damaged"):
        read(path, one.keys, beside=lambda _hash: one.paths[1:])


@pytest.mark.case("B17", "B18")
def test_a_false_part_with_the_true_seal_keeps_no_true_part_out(made, tmp_path):
    one, _ = made
    every = {name: content for path in one.paths for name, content in members(path).items()}
    false = {
        name: bytes(len(content)) if name.startswith("blobs/") else content
        for name, content in every.items()
    }
    path = tmp_path / "false.surco"
    path.write_bytes(packed_again(false))
    found = read(one.paths[1], one.keys, beside=lambda _hash: [path, *one.paths])

    assert (found.revisions, found.files) == (one.lines, one.files)
    assert path not in found.beside


@pytest.mark.case("B18")
def test_a_part_that_lost_its_pieces_is_damaged_and_not_waited_for(made, tmp_path):
    one, _ = made
    parts = members(one.paths[1])
    kept = {name: content for name, content in parts.items() if not name.startswith("blobs/")}
    path = tmp_path / "empty.surco"
    path.write_bytes(packed_again(kept))

    with pytest.raises(BundleRejected, match="damaged") as told:
        read(path, one.keys)
    assert not isinstance(told.value, BundleWaits)


def test_a_bundle_that_fits_into_one_file_is_the_same_as_without_a_limit(tmp_path, monkeypatch):
    within = written(tmp_path, monkeypatch, files=1, revisions=1, room=60_000)
    [path] = within.paths
    with a_signer(tmp_path) as signer:
        plain = write_bundle(
            tmp_path / "plain.surco",
            outgoing(),
            {"revisions": [line.line for line in within.lines]},
            signer,
            files=sorted(within.files.items()),
        )
    pieces = [name for name in members(path) if name.startswith("blobs/")]

    assert path.name == "surco-BO-000003.surco"
    assert set(members(plain.path)) >= {"manifest.json", "manifest.json.minisig"}
    assert read_manifest(members(path)["manifest.json"]).min_reader == 1
    assert pieces


def test_a_line_longer_than_a_part_is_cut_and_joined_again(tmp_path, monkeypatch):
    made = written(tmp_path, monkeypatch, files=0, revisions=2, room=2000)

    assert len(made.paths) > 3
    assert read_beside(made, list(made.paths)).revisions == made.lines


def test_when_a_part_cannot_be_written_none_is_left(tmp_path, monkeypatch):
    for count in range(3, 12):
        (tmp_path / f"surco-BO-000003-2of{count}.surco").mkdir()
    with pytest.raises(UserError):
        written(tmp_path, monkeypatch)

    assert [path for path in tmp_path.rglob("*.surco") if path.is_file()] == []


@pytest.mark.case("B18", "B26")
def test_parts_that_are_encrypted_are_joined_as_well(tmp_path, monkeypatch):
    recipient = make_reader(tmp_path / "reader.key")
    reader = open_reader(tmp_path / "reader.key")
    made = written(tmp_path, monkeypatch, recipients=[recipient])
    found = read(
        made.paths[-1],
        made.keys,
        beside=lambda _hash: made.paths,
        unlock=lambda content: decrypted(content, [reader]),
    )

    assert all(path.read_bytes().startswith(AGE) for path in made.paths)
    assert found.revisions == made.lines
    assert found.files == made.files
