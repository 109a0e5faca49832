import hashlib
import subprocess
from dataclasses import replace

import pytest

from desktop_app.errors import Cancelled, UserError
from desktop_app.exchange import attachments, bundle_writing, manifest, revision_lines, zipguard
from desktop_app.exchange.bundle import ANSWER
from desktop_app.exchange.bundle_reading import read_bundle, verify_bundle
from desktop_app.exchange.bundle_writing import write_bundle
from desktop_app.exchange.receipt import Receipt, receipt_bytes
from tests.builders import outside_program
from tests.exchange.sealing import (
    a_bundle,
    a_revision,
    a_signer,
    members,
    outgoing,
    packed_again,
    read,
    refusal,
    sealed_anew,
    trusting,
)


def test_what_is_written_is_read(tmp_path):
    revisions = [a_revision(number) for number in range(3)]
    path, keys = a_bundle(tmp_path, revisions, lists={"sector": "2024-1"})
    found = read(path, keys)

    assert found.revisions == revisions
    assert found.refused_lines == []
    assert (found.office, found.role) == ("BO", "office")
    assert (found.manifest.seq, found.manifest.prev) == (3, "ab" * 32)
    assert found.manifest.lists == {"sector": "2024-1"}
    assert [file.name for file in tmp_path.glob("*.part")] == []


def test_what_was_sealed_is_told_with_its_check_code_and_size(tmp_path):
    path = tmp_path / "b.surco"
    with a_signer(tmp_path) as signer:
        sealed = write_bundle(path, outgoing(), {"revisions": [a_revision().line]}, signer)
        found = read(path, trusting(signer))

    assert (sealed.check_code, sealed.manifest_hash) == (found.check_code, found.manifest_hash)
    assert (sealed.size, sealed.records) == (path.stat().st_size, 1)


@pytest.mark.case("B25")
def test_the_same_records_make_the_same_manifest(tmp_path):
    first, _ = a_bundle(tmp_path, name="one.surco")
    second, _ = a_bundle(tmp_path, name="two.surco")

    assert members(first)["manifest.json"] == members(second)["manifest.json"]
    assert first.read_bytes() == second.read_bytes()


def test_the_stock_program_proves_an_unpacked_bundle(tmp_path):
    stock = outside_program("minisign")
    path, keys = a_bundle(tmp_path)
    for name in ("manifest.json", "manifest.json.minisig"):
        (tmp_path / name).write_bytes(members(path)[name])
    [key] = keys.values()
    told = subprocess.run(
        [stock, "-V", "-P", key.public_key, "-m", tmp_path / "manifest.json"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "surco-bundle v1 kind=submission office=BO seq=3 sha256=" in told.stdout


def test_many_records_are_cut_into_parts_and_keep_their_order(tmp_path, monkeypatch):
    monkeypatch.setattr(bundle_writing, "PART_SIZE", 1000)
    revisions = [a_revision(number) for number in range(50)]
    path, keys = a_bundle(tmp_path, revisions)
    found = read(path, keys)

    assert len(found.manifest.blobs) > 5
    assert found.revisions == revisions


def test_an_empty_bundle_is_read(tmp_path):
    path, keys = a_bundle(tmp_path, [])

    assert read(path, keys).revisions == []


def test_a_record_that_cannot_be_read_is_named_and_the_others_come_in(tmp_path):
    good = [a_revision(1), a_revision(2)]
    lines = [good[0].line, b'{"a":1}', b"", b"\xff", good[1].line]
    path, keys = a_bundle(tmp_path, [], blobs={"revisions": lines})
    found = read(path, keys)

    assert found.revisions == good
    assert [number for number, _ in found.refused_lines] == [2, 3, 4]
    assert all("{" not in reason for _, reason in found.refused_lines)


def test_a_record_that_is_far_too_long_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(revision_lines, "LINE_LIMIT", 10)
    path, keys = a_bundle(tmp_path)

    assert [number for number, _ in read(path, keys).refused_lines] == [1]


def test_a_seal_that_is_not_known_here_is_named_by_its_short_name(tmp_path):
    path, keys = a_bundle(tmp_path)
    [kid] = keys

    assert kid in refusal(path, {})


@pytest.mark.case("B13")
def test_a_seal_that_is_no_longer_in_use_is_refused(tmp_path):
    path, keys = a_bundle(tmp_path)
    [(kid, key)] = keys.items()

    assert "no longer in use" in refusal(path, {kid: replace(key, status="retired")})


@pytest.mark.case("B13")
@pytest.mark.parametrize(
    ("known", "taken"),
    [
        ({"last_good_seq": 3}, True),
        ({"last_good_seq": 4, "stream": "a-stream"}, True),
        ({"last_good_seq": 2}, False),
        ({"last_good_seq": 9, "stream": "another"}, False),
        ({"last_good_seq": 9, "last_good_to": {"SELA": 3}}, True),
        ({"last_good_seq": 9, "last_good_to": {"SELA": 2}}, False),
        ({"last_good_seq": 9, "last_good_to": {"CAF": 9}}, False),
        ({}, False),
    ],
)
def test_a_lost_seal_counts_up_to_its_last_good_number_whatever_the_date(tmp_path, known, taken):
    path, keys = a_bundle(tmp_path, made_at="1980-01-01T00:00:00Z")
    [(kid, key)] = keys.items()
    reader = {kid: replace(key, status="revoked", **known)}

    if taken:
        assert len(read(path, reader).revisions) == 1
    else:
        assert "Number 3 of BO is sealed by a computer that was lost" in refusal(path, reader)


@pytest.mark.case("B13")
def test_an_answer_after_the_last_good_number_of_a_stolen_seal_is_void(tmp_path):
    path, keys = a_bundle(tmp_path, kind=ANSWER)
    [(kid, key)] = keys.items()
    reader = {kid: replace(key, role="secretariat", status="revoked")}

    assert "This answer does not count" in refusal(path, reader, kinds=[ANSWER])


@pytest.mark.case("B13")
def test_the_seal_of_the_secretariat_brings_no_records(tmp_path):
    path, keys = a_bundle(tmp_path)
    [(kid, key)] = keys.items()

    assert "only an office sends records" in refusal(path, {kid: replace(key, role="secretariat")})


def test_an_office_speaks_for_itself_only(tmp_path):
    path, keys = a_bundle(tmp_path, office="PE")

    assert "speaks for PE" in refusal(path, keys)


@pytest.mark.case("B15")
def test_a_bundle_of_another_kind_says_where_it_belongs(tmp_path):
    path, keys = a_bundle(tmp_path, kind="answer")
    other, _ = a_bundle(tmp_path, kind="weather", name="other.surco")

    assert "an answer: read it" in refusal(path, keys)
    assert "Update Surco" in refusal(other, keys)


@pytest.mark.case("B15")
def test_a_kind_changed_after_sealing_is_refused(tmp_path):
    path, keys = a_bundle(tmp_path, kind="answer")
    parts = members(path)
    parts["manifest.json"] = parts["manifest.json"].replace(b'"answer"', b'"submission"')
    path.write_bytes(packed_again(parts))

    assert "does not fit" in refusal(path, keys)


def test_only_the_secretariat_gives_answers(tmp_path):
    path, keys = a_bundle(tmp_path, kind=ANSWER)
    [(kid, key)] = keys.items()
    secretariat = {kid: replace(key, role="secretariat")}

    assert "only the Secretariat" in refusal(path, keys, kinds=[ANSWER])
    assert read(path, secretariat, kinds=[ANSWER])


@pytest.mark.case("B24")
def test_a_bundle_for_another_reader_is_refused(tmp_path):
    path, keys = a_bundle(tmp_path)
    for_all, _ = a_bundle(tmp_path, name="all.surco", to="")

    assert "for SELA and not for BO" in refusal(path, keys, addressee="BO")
    assert read(path, keys, addressee="")
    assert read(for_all, keys, addressee="BO")


@pytest.mark.case("B22")
def test_a_bundle_for_a_newer_program_is_not_opened(tmp_path):
    path, keys = a_bundle(tmp_path)
    sealed_anew(path, tmp_path, min_reader=9)

    assert "newer Surco" in refusal(path, keys)


@pytest.mark.case("B22")
def test_a_bundle_with_a_newer_schema_that_this_reader_may_read_is_read(tmp_path):
    path, keys = a_bundle(tmp_path)
    sealed_anew(path, tmp_path, schema=9)

    assert read(path, keys).manifest.schema == 9


def test_verifying_proves_the_same_without_reading_records(tmp_path):
    path, keys = a_bundle(tmp_path, [], blobs={"revisions": [b"no record"]})
    proof, found = verify_bundle(path, keys), read(path, keys)

    assert (proof.manifest, proof.check_code) == (found.manifest, found.check_code)
    assert not hasattr(proof, "revisions")


def test_an_answer_brings_its_receipt(tmp_path):
    receipt = Receipt(about="cd" * 32, seq=3, office="BO")
    path, keys = a_bundle(tmp_path, [], kind=ANSWER, blobs={"receipt": [receipt_bytes(receipt)]})
    [(kid, key)] = keys.items()
    found = read(path, {kid: replace(key, role="secretariat")}, kinds=[ANSWER])

    assert found.receipt
    assert found.receipt["about"] == "cd" * 32


@pytest.mark.parametrize("content", [b"[]", b"{}", b"{ }", b"\xff", b'{"about":1}'])
def test_a_receipt_that_is_none_is_refused(tmp_path, content):
    path, keys = a_bundle(tmp_path, [], blobs={"receipt": [content]})

    assert refusal(path, keys) == zipguard.DAMAGED


def test_stopping_leaves_no_file(tmp_path):
    def stop(done, total):
        if done:
            raise Cancelled

    path = tmp_path / "out" / "b.surco"
    path.parent.mkdir()
    lines = [a_revision(number).line for number in range(200)]
    with a_signer(tmp_path) as signer, pytest.raises(Cancelled):
        write_bundle(path, outgoing(), {"revisions": lines}, signer, stop)

    assert list(path.parent.iterdir()) == []


def test_progress_runs_to_the_end(tmp_path):
    steps = []
    path, keys = a_bundle(tmp_path, [a_revision(number) for number in range(200)])
    read_bundle(path, keys, kinds=["submission"], step=lambda *step: steps.append(step))

    assert steps[0] == (0, 200)
    assert steps[-1] == (200, 200)
    assert steps == sorted(steps)


@pytest.mark.parametrize(
    ("module", "limit"), [(bundle_writing, "FILE_LIMIT"), (manifest, "RECORDS_LIMIT")]
)
def test_records_that_do_not_fit_into_one_file_are_told(tmp_path, monkeypatch, module, limit):
    monkeypatch.setattr(module, limit, 100)
    with a_signer(tmp_path) as signer, pytest.raises(UserError, match="do not fit"):
        write_bundle(tmp_path / "b.surco", outgoing(), {"revisions": [a_revision().line]}, signer)

    assert not (tmp_path / "b.surco").exists()


def test_what_does_not_read_back_is_not_called_done(tmp_path):
    with a_signer(tmp_path) as signer, pytest.raises(UserError, match="does not read back"):
        write_bundle(tmp_path / "b.surco", outgoing(office="no office"), {}, signer)

    assert not (tmp_path / "b.surco").exists()


def test_a_file_that_is_too_big_is_refused_before_it_is_looked_at(tmp_path):
    path, keys = a_bundle(tmp_path)
    with path.open("ab") as file:
        file.truncate(zipguard.FILE_LIMIT + 1)

    assert refusal(path, keys) == zipguard.TOO_BIG


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UserError, match=r"no “gone.surco”"):
        read(tmp_path / "gone.surco", {})


def a_file(length, start=0):
    content = bytes((start + number) % 251 for number in range(length))
    return hashlib.sha256(content).hexdigest(), content


def test_files_come_back_whole_and_in_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(attachments, "PIECE", 1000)
    files = dict([a_file(10), a_file(1000), a_file(5017)])
    path, keys = a_bundle(tmp_path, files=files.items())
    found = read(path, keys)

    assert found.files == files
    assert found.revisions == [a_revision()]
    assert sum(blob.role == "attachment" for blob in found.manifest.blobs) == 8


def test_two_files_that_share_a_piece_hold_it_once(tmp_path, monkeypatch):
    monkeypatch.setattr(attachments, "PIECE", 100)
    files = dict([a_file(100), a_file(150)])
    path, keys = a_bundle(tmp_path, files=files.items())

    assert read(path, keys).files == files
    assert sum(name.startswith("blobs/") for name in members(path)) == 4


def test_a_file_that_is_not_what_it_is_called_is_none(tmp_path):
    good = a_file(10)
    path, keys = a_bundle(tmp_path, files=[good, ("ab" * 32, b"something else")])

    assert read(path, keys).files == dict([good])


def test_a_part_that_this_program_does_not_know_is_passed_over(tmp_path, monkeypatch):
    """So does an older Surco with files: their role and their “of” were unknown to it."""
    monkeypatch.setattr(attachments, "ROLE", "hologram")
    path, keys = a_bundle(tmp_path, files=[a_file(10)])
    monkeypatch.undo()
    found = read(path, keys)

    assert found.files == {}
    assert found.revisions == [a_revision()]


def test_a_bundle_without_files_is_the_same_as_before_there_were_any(tmp_path):
    path, _ = a_bundle(tmp_path)

    assert b'"of"' not in members(path)["manifest.json"]


def test_a_line_that_is_kept_is_read_the_same_without_looking_at_its_form_again(
    tmp_path, monkeypatch
):
    revisions = [a_revision(number) for number in range(3)]
    path, keys = a_bundle(tmp_path, revisions)
    looked_at = []
    read_anew = revision_lines.read_revision
    monkeypatch.setattr(
        revision_lines,
        "read_revision",
        lambda line, name: looked_at.append(name) or read_anew(line, name),
    )
    found = read(path, keys, kept=lambda names: {revisions[1].id, "ab" * 32} & {*names})

    assert found.revisions == revisions
    assert looked_at == [revisions[0].id, revisions[2].id]


def test_a_line_is_kept_by_its_bytes_and_not_by_its_record(tmp_path):
    one = a_revision()
    spaced = one.line.replace(b'"deleted":', b'"deleted": ')
    path, keys = a_bundle(tmp_path, [replace(one, line=spaced)])
    found = read(path, keys, kept=lambda names: {one.id} & {*names})

    assert found.revisions == []
    assert [number for number, _why in found.refused_lines] == [1]
