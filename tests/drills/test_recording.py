"""Recording: what a program does on the disk is understood to the last byte, or refused."""

import sys

import pytest

from tests.drills.recording import record
from tests.drills.steps import Name, Rename, Resize, Sync, SyncFolder, Told, Write
from tests.drills.tools import needs_tracing

ALL_WAYS = """
import os, sys
place = sys.argv[1]
old = os.open(place + "/old", os.O_RDWR)
os.pwrite(old, b"X", 1)
os.lseek(old, 0, os.SEEK_END)
os.write(old, b"end")
os.ftruncate(old, 5)
os.fsync(old)
with open(place + "/new.part", "w+b") as file:
    file.write(b"one two")
    file.flush()
    file.seek(0)
    file.read(4)
    file.write(b"2")
os.rename(place + "/new.part", place + "/new é")
os.link(place + "/new é", place + "/second")
with open(place + "/old", "ab") as file:
    file.write(b"+")
os.unlink(place + "/gone")
folder = os.open(place, os.O_RDONLY)
os.fsync(folder)
os.write(1, b"done\\n")
"""


@pytest.fixture
def recorded(tmp_path):
    needs_tracing()
    place = tmp_path / "place"
    place.mkdir()
    (place / "old").write_bytes(b"old text")
    (place / "gone").write_bytes(b"gone")

    def run(program):
        line = [sys.executable, "-I", "-c", program, str(place)]
        return record(line, place, tmp_path / "calls", tmp_path)

    return run


def test_every_way_of_writing_is_read_from_the_calls(recorded):
    recording = recorded(ALL_WAYS)  # which proves that a replay gives the same folder

    assert recording.end == {"new é": b"one 2wo", "old": b"oXd t+", "second": b"one 2wo"}
    kinds = {type(step) for step in recording.steps}
    assert {Write, Resize, Sync, SyncFolder, Name, Rename, Told} <= kinds
    assert recording.steps[-1] == Told("done")


def test_a_way_of_writing_that_is_not_read_is_refused(recorded):
    program = "import os, sys; f = os.open(sys.argv[1] + '/old', 1); os.writev(f, [b'a'])"

    with pytest.raises(AssertionError, match="unforeseen"):
        recorded(program)


def test_a_program_that_fails_is_no_recording(recorded):
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        recorded("1 / 0")
