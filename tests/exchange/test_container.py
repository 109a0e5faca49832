import hashlib
import zipfile
from dataclasses import replace

import pytest

from desktop_app.exchange import zipguard
from desktop_app.exchange.container import open_container
from desktop_app.exchange.manifest import read_manifest
from tests.exchange.sealing import (
    a_bundle,
    a_revision,
    a_signer,
    members,
    packed_again,
    read,
    refusal,
    sealed_anew,
    trusting,
)


@pytest.mark.case("B4")
@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("folder", ["", "Bolivia marzo/"])
def test_a_bundle_packed_again_is_the_same(tmp_path, method, folder):
    path, keys = a_bundle(tmp_path)
    expected = read(path, keys)
    path.write_bytes(packed_again(members(path), method, folder))

    assert read(path, keys) == expected


def test_a_bundle_under_another_name_is_the_same(tmp_path):
    path, keys = a_bundle(tmp_path)

    assert read(path.rename(tmp_path / "b (1).zip"), keys).revisions


@pytest.mark.case("B4")
def test_files_that_somebody_added_are_reported_and_not_opened(tmp_path):
    path, keys = a_bundle(tmp_path)
    added = {"virus-scan.txt": b"clean", "blobs/" + "0" * 64: b"x"}
    path.write_bytes(packed_again({**members(path), **added}))
    found = read(path, keys)

    assert found.revisions == [a_revision()]
    assert set(found.ignored) == set(added)


@pytest.mark.case("B17")
def test_a_part_that_is_missing_or_of_another_bundle_is_refused(tmp_path):
    path, keys = a_bundle(tmp_path)
    other, _ = a_bundle(tmp_path, [a_revision(2)], name="other.surco")
    parts, others = members(path), members(other)
    [mine] = [name for name in parts if name.startswith("blobs/") and name not in others]
    [theirs] = [name for name in others if name.startswith("blobs/") and name not in parts]
    path.write_bytes(packed_again({name: parts[name] for name in parts if name != mine}))
    missing = refusal(path, keys)
    path.write_bytes(packed_again({**parts, mine: others[theirs]}))

    assert missing == refusal(path, keys) == zipguard.DAMAGED


def test_the_manifest_of_one_bundle_with_the_seal_of_another_is_refused(tmp_path):
    path, keys = a_bundle(tmp_path)
    other, _ = a_bundle(tmp_path, name="other.surco", seq=4)
    seal = {"manifest.json.minisig": members(other)["manifest.json.minisig"]}
    path.write_bytes(packed_again({**members(path), **seal}))

    assert "does not fit" in refusal(path, keys)


@pytest.mark.case("B12")
@pytest.mark.parametrize("missing", ["manifest.json", "manifest.json.minisig"])
def test_an_archive_without_manifest_or_seal_is_no_bundle(tmp_path, missing):
    path, keys = a_bundle(tmp_path)
    parts = members(path)
    del parts[missing]
    path.write_bytes(packed_again(parts))

    assert refusal(path, keys) == zipguard.NOT_OURS


@pytest.mark.case("B12")
def test_two_manifests_are_refused(tmp_path):
    path, keys = a_bundle(tmp_path)
    parts = members(path)
    path.write_bytes(packed_again({**parts, **{f"b/{name}": parts[name] for name in parts}}))

    assert refusal(path, keys) == zipguard.NOT_OURS


@pytest.mark.case("B13")
def test_the_key_of_another_under_the_same_short_name_is_refused(tmp_path):
    path, keys = a_bundle(tmp_path)
    [kid] = keys
    with a_signer(tmp_path, "EC") as other:
        [key] = trusting(other).values()

    assert refusal(path, {kid: key})


@pytest.mark.case("B15")
def test_a_true_seal_with_the_comment_of_another_kind_is_refused(tmp_path):
    path, keys = a_bundle(tmp_path)
    parts = members(path)
    with a_signer(tmp_path) as signer:
        parts["manifest.json.minisig"] = signer.sign(parts["manifest.json"], "surco-bundle v1")
    path.write_bytes(packed_again(parts))

    assert refusal(path, keys) == zipguard.DAMAGED


@pytest.mark.case("B8")
def test_a_size_in_the_manifest_that_lies_is_refused(tmp_path):
    path, keys = a_bundle(tmp_path)
    blobs = read_manifest(members(path)["manifest.json"]).blobs
    sealed_anew(path, tmp_path, blobs=(replace(blobs[0], size=1), *blobs[1:]))

    assert refusal(path, keys) == zipguard.DAMAGED


def test_further_seals_of_known_keys_are_proved_and_those_of_others_let_be(tmp_path):
    path, keys = a_bundle(tmp_path)
    parts = members(path)
    comment = parts["manifest.json.minisig"].split(b"\n")[2].removeprefix(b"trusted comment: ")
    with a_signer(tmp_path, "SELA") as second:
        further = second.sign(parts["manifest.json"], comment.decode())
        known = {**keys, **trusting(second, "SELA", "secretariat")}
        name = f"manifest.json.{second.kid}.minisig"
        path.write_bytes(packed_again({**parts, name: further}))
        found = read(path, known)
        unknown = read(path, keys)
        wrong = second.sign(parts["manifest.json"], "another comment")
        path.write_bytes(packed_again({**parts, name: wrong}))

    assert found.signers == (*keys, second.kid)
    assert unknown.signers == (*keys,)
    assert refusal(path, known) == zipguard.DAMAGED
    assert read(path, keys)


def test_the_parts_of_a_bundle_are_named_by_their_content(tmp_path):
    path, _ = a_bundle(tmp_path)
    container = open_container(path.read_bytes())

    assert {
        hashlib.sha256(entry.content()).hexdigest() for entry in container.blobs.values()
    } == set(container.blobs)
