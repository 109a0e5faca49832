"""What strangers and clumsy mail systems leave here keeps no true file from being taken."""

import os

import pytest

from desktop_app.actions import arrived, inbox
from desktop_app.errors import BundleWaits, UserError
from desktop_app.exchange import joining
from desktop_app.exchange.container import UNKNOWN_SEAL
from desktop_app.exchange.opening import read_bounded
from desktop_app.store import inbox as stored
from tests.actions.test_parts import arrive, sent  # noqa: F401 - a fixture

WAITS = BundleWaits("x", cause="x")
STRANGE = BundleWaits("x", cause=UNKNOWN_SEAL)


def a_file(folder, number):
    path = folder / f"{number}.surco"
    path.write_bytes(b"%d" % number)
    return path


def test_strangers_fill_half_of_the_room_alone(secretariat, tmp_path, monkeypatch):
    monkeypatch.setattr(arrived, "MOST_FILES", 4)
    for number in (1, 2):
        arrived.keep(secretariat, a_file(tmp_path, number), STRANGE)
    with pytest.raises(UserError, match="room for no more"):
        arrived.keep(secretariat, a_file(tmp_path, 3), STRANGE)
    arrived.keep(secretariat, a_file(tmp_path, 4), WAITS)
    arrived.keep(secretariat, a_file(tmp_path, 2), STRANGE)  # it is here already

    assert [row.file_name for row in inbox.waiting(secretariat)] == [
        f"{number}.surco" for number in (1, 2, 4)
    ]


def test_strays_that_find_no_room_keep_nothing_from_being_tried(sent, tmp_path, monkeypatch):  # noqa: F811 - a fixture
    _bo, sela, _record, exported = sent
    for part in exported.parts[1:]:
        arrive(sela, part.bundle)
    monkeypatch.setattr(arrived, "MOST_FILES", len(exported.parts) - 1)
    folder = sela.store.path.parent / stored.FOLDER
    content = exported.parts[0].bundle.read_bytes()
    (folder / arrived.hashlib.sha256(content).hexdigest()).write_bytes(content)

    assert inbox.try_again(sela) == ()
    monkeypatch.setattr(arrived, "MOST_FILES", 200)
    assert [one.sequence for one in inbox.try_again(sela)] == [1]
    assert inbox.waiting(sela) == ()


def test_of_a_bundle_that_lacks_a_part_one_part_is_tried_with_the_others(sent, monkeypatch):  # noqa: F811 - a fixture
    _bo, sela, _record, exported = sent
    for part in exported.parts[1:]:
        arrive(sela, part.bundle)
    opened = []
    true = joining.open_container
    monkeypatch.setattr(joining, "open_container", lambda data: opened.append(1) or true(data))
    inbox.try_again(sela)

    assert len(opened) == len(exported.parts) - 1
    assert len({str(one.waits_for) for one in inbox.waiting(sela)}) == 1


@pytest.mark.skipif(os.name == "nt", reason="no pipe lies among the files there")
def test_a_pipe_among_what_arrived_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match="is not a file"):
        read_bounded(tmp_path / "pipe")
