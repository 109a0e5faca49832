"""Each thing that can happen to a file on its way, and the sentence for it in four languages."""

import shutil
import zipfile

import pytest

from desktop_app.actions import answers, arriving, merging, planning, records
from desktop_app.errors import BundleRejected, BundleWaits
from desktop_app.language import LANGUAGES, Language
from tests.actions.conftest import ready, sent
from tests.actions.test_inbox import revoke
from tests.actions.test_sequence import said
from tests.exchange.sealing import members, packed_again


@pytest.fixture
def arrived(pair, tmp_path):
    """The Secretariat, the record of an office, and the file that it sent."""
    bo, sela = pair
    record = ready(bo)
    return sela, record, sent(bo, tmp_path / "post")


def refusal(office, path):
    with pytest.raises(BundleRejected) as told:
        planning.plan_bundle(office, path)
    return told.value


def in_every_language(error):
    """Return the sentences of an error, each proved to be translated and filled in."""
    told = {code: Language(code).error(error) for code in LANGUAGES}
    assert len(set(told.values())) == len(LANGUAGES)
    assert not any("{" in sentence for sentence in told.values())
    return told


def notes_in_every_language(planned):
    for text, values in planned.notes:
        told = {Language(code).text(text, **values) for code in LANGUAGES}
        assert len(told) == len(LANGUAGES)
    return said(planned)


@pytest.mark.case("B2")
@pytest.mark.parametrize("damage", ["cut", "flipped", "line ends", "before", "after"])
def test_what_was_damaged_on_its_way_is_told_and_changes_nothing(arrived, damage):
    sela, record, path = arrived
    data = path.read_bytes()
    middle = len(data) // 2
    flipped = bytes([data[middle] ^ 0x20])
    path.write_bytes(
        {
            "cut": data[:-10],
            "flipped": data[:middle] + flipped + data[middle + 1 :],
            "line ends": data.replace(b"\n", b"\r\n"),
            "before": data[:4] + b"x" + data[4:],
            "after": data + b"x",
        }[damage]
    )
    told = in_every_language(refusal(sela, path))

    assert "damaged" in told["en"] or "does not fit" in told["en"]
    assert merging.merges(sela) == []
    assert record.uid


@pytest.mark.case("B4")
def test_what_a_mail_gateway_packed_again_or_added_to_is_taken(arrived, tmp_path):
    sela, _record, path = arrived
    parts = members(path)
    folder = tmp_path / "again"
    folder.mkdir()
    for name, content in {
        "again (1).zip": packed_again(parts),
        "in a folder": packed_again(parts, folder="surco-BO-000001/"),
        "added.surco": packed_again({**parts, "VIRUS-SCAN.txt": b"clean"}),
    }.items():
        (folder / name).write_bytes(content)
    plans = {one.name: planning.plan_bundle(sela, one) for one in folder.iterdir()}

    assert {one.bundle.manifest_hash for one in plans.values()} == {
        planning.plan_bundle(sela, path).bundle.manifest_hash
    }
    assert plans["added.surco"].bundle.ignored == ("VIRUS-SCAN.txt",)


@pytest.mark.case("B5")
def test_a_rare_kind_of_packing_is_told_with_advice(arrived):
    sela, _record, path = arrived
    path.write_bytes(packed_again(members(path), zipfile.ZIP_LZMA))

    assert "Another program packed this file again" in in_every_language(refusal(sela, path))["en"]


@pytest.mark.case("B28")
def test_another_name_or_ending_makes_no_difference(arrived, tmp_path):
    sela, _record, path = arrived
    for name in ("surco-BO-000001 (1).surco", "informe.zip", "sin ending", "foto.jpg"):
        copy = shutil.copy(path, tmp_path / name)
        assert planning.plan_bundle(sela, tmp_path / name).bundle.manifest.seq == 1
        assert copy


@pytest.mark.case("B19")
def test_the_same_file_again_says_when_it_was_received(arrived):
    sela, _record, path = arrived
    merging.apply_plan(sela, planning.plan_bundle(sela, path))
    again = planning.plan_bundle(sela, path)

    assert "Already received on" in notes_in_every_language(again)
    assert again.plan.empty


@pytest.mark.case("B24")
def test_a_file_for_somebody_else_is_not_read(arrived):
    sela, _record, path = arrived
    sela.code = "CAF"
    told = in_every_language(refusal(sela, path))

    assert "SELA" in told["en"]
    assert "CAF" in told["en"]


@pytest.mark.case("B13")
def test_an_unknown_and_a_lost_seal_are_told_apart(arrived):
    sela, _record, path = arrived
    revoke(sela)
    lost = refusal(sela, path)
    with sela.store.writing() as db:
        db.execute("delete from trusted")
    unknown = refusal(sela, path)

    assert [type(one) for one in (lost, unknown)] == [BundleWaits, BundleWaits]
    assert in_every_language(lost)["en"] != in_every_language(unknown)["en"]


@pytest.mark.case("B15", "B24")
@pytest.mark.parametrize("kind", ["card", "answer", "submission"])
def test_a_file_of_another_kind_is_taken_for_none_that_it_is_not(pair, tmp_path, kind):
    bo, sela = pair
    record = ready(bo)
    files = {
        "card": tmp_path / "BO.surco",
        "submission": sent(bo, tmp_path / "post"),
    }
    if kind == "answer":
        merging.apply_plan(sela, planning.plan_bundle(sela, files["submission"]))

        files["answer"] = answers.make_answer(sela, "BO", tmp_path / "back").bundle
    reader = bo if kind == "submission" else sela
    with pytest.raises(BundleRejected) as told:
        arriving.read_file(reader, files[kind])

    in_every_language(told.value)
    assert records.find(bo, record.uid).status == "sent"
