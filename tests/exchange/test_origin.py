"""Evidence of where a unit's records came from: it holds to the last byte, or is told of."""

import json
import tracemalloc
from dataclasses import replace

import pytest

from desktop_app.errors import BundleRejected
from desktop_app.exchange.bundle import Outgoing
from desktop_app.exchange.bundle_reading import read_bundle
from desktop_app.exchange.bundle_writing import write_bundle
from desktop_app.exchange.origin import Origin, origins_bytes, read_origins
from tests.exchange.sealing import MOMENT, a_revision, a_signer, trusting

LINES = [a_revision(number, office="BO-MIN") for number in (1, 2, 3)]


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    return an_origin(tmp_path_factory.mktemp("origin"))


def an_origin(folder):
    """Return what a national office keeps of the bundle of a ministry."""
    with a_signer(folder, "BO-MIN") as signer:
        outgoing = Outgoing(
            kind="submission",
            office="BO-MIN",
            stream="abcd1234-BO",
            to="BO",
            seq=4,
            made_at=MOMENT,
            app="test",
        )
        path = folder / "unit.surco"
        write_bundle(path, outgoing, {"revisions": [one.line for one in LINES]}, signer)
        bundle = read_bundle(path, trusting(signer, office="BO-MIN"), kinds=("submission",))
        manifest, seal = bundle.sealed
        return Origin(
            manifest=manifest,
            seal=seal,
            role="office",
            public_key=signer.public_key,
            revisions=tuple(one.id for one in bundle.revisions),
        )


def plain(*origins):
    return json.loads(origins_bytes(list(origins)))


def test_evidence_comes_back_as_it_was(origin):
    [read], poor = read_origins(plain(origin), "BO", ("BO",))

    assert (read, poor) == (origin, 0)
    assert (read.said.office, read.said.seq) == ("BO-MIN", 4)


def test_every_line_as_the_unit_sealed_it_makes_its_parts_anew(origin):
    lines = {one.id: one.line for one in LINES}

    assert origin.is_whole(lines)
    assert not origin.is_whole({**lines, LINES[0].id: LINES[1].line})
    assert not origin.is_whole({one.id: one.line for one in LINES[1:]})
    assert not replace(origin, revisions=origin.revisions[:2]).is_whole(lines)
    assert not replace(origin, revisions=origin.revisions[::-1]).is_whole(lines)


@pytest.mark.parametrize(
    "changed",
    [
        {"manifest": "{}"},
        {"manifest": "x" * (1024 * 1024 + 1)},
        {"seal": "untrusted comment: x\n"},
        {"seal": "x" * 4097},
        {"public_key": "RW"},
        {"public_key": "x" * 101},
        {"role": "secretariat"},
        {"revisions": ["no hash"]},
        {"revisions": {}},
    ],
)
def test_evidence_that_does_not_hold_is_left_out_and_counted(origin, changed):
    one = plain(origin)["origins"][0]

    assert read_origins({"origins": [{**one, **changed}]}, "BO", ("BO",)) == ((), 1)


def test_a_changed_number_in_the_manifest_breaks_its_seal(origin):
    one = plain(origin)["origins"][0]
    changed = {**one, "manifest": one["manifest"].replace('"seq":4', '"seq":5')}

    assert changed != one
    assert read_origins({"origins": [changed, one]}, "BO", ("BO",)) == ((origin,), 1)


@pytest.mark.parametrize("bringer", ["CO", "BO-MIN", "BO-LPB", "B"])
def test_only_the_office_above_brings_the_evidence_of_a_unit(origin, bringer):
    assert read_origins(plain(origin), bringer, (bringer,)) == ((), 1)


@pytest.mark.parametrize("listed", [None, {}, "x", [{}] * 2_001])
def test_a_list_that_is_none_is_refused(listed):
    with pytest.raises(BundleRejected):
        read_origins({"origins": listed}, "BO", ("BO",))


def test_a_line_named_ever_again_is_not_put_together(origin):
    """The names beside a seal were not sealed: a few letters must not fill the memory."""
    lines = {"a" * 64: b"x" * 1024 * 1024}
    again = replace(origin, revisions=("a" * 64,) * 100)
    tracemalloc.start()
    whole = again.is_whole(lines)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert not whole
    assert most < 10 * 1024 * 1024
