"""The model of a disk: what is safe stays, what is not may be lost, kept in part or torn."""

from tests.drills.disk import SECTOR, last_state, states
from tests.drills.steps import (
    Name,
    Recording,
    Remove,
    Rename,
    Resize,
    Sync,
    SyncFolder,
    Told,
    Write,
)


def done(*steps, **before):
    """Return a recording of steps on files that were there before."""
    names = {name: number for number, name in enumerate(before)}
    files = dict(enumerate(before.values()))
    return Recording(files, names, steps, {})


def found(recording, chances=8):
    """Return every content of the folder after the last step."""
    last = len(recording.steps) - 1
    return [one.content for one in states(recording, chances) if one.point == last]


def test_what_was_synced_is_in_every_state_from_there_on():
    recording = done(Write(0, 0, b"new"), Sync(0), Write(0, 3, b"er"), a=b"old")

    assert {one["a"][:3] for one in found(recording)} == {b"new"}


def test_what_was_not_synced_may_be_there_or_not():
    recording = done(Write(0, 0, b"new"), a=b"old")

    assert {one["a"] for one in found(recording)} == {b"old", b"new"}


def test_a_later_write_may_come_through_without_the_one_before():
    recording = done(Write(0, 0, b"1"), Write(0, 1, b"2"), a=b"..")

    assert {one["a"] for one in found(recording)} == {b"..", b"12", b".2", b"1."}


def test_a_write_is_torn_at_the_sectors_of_the_file():
    recording = done(Write(0, SECTOR - 2, b"x" * (SECTOR + 4)), a=bytes(3 * SECTOR))
    at = [SECTOR - 2, SECTOR, 2 * SECTOR]

    torn = {bytes(one["a"][place] for place in at) for one in found(recording, 40)}

    assert {b"x\0\0", b"\0x\0", b"\0\0x", b"xxx", b"\0\0\0"} <= torn


def test_a_cut_of_a_file_is_lost_or_kept():
    recording = done(Resize(0, 1), a=b"old")

    assert {one["a"] for one in found(recording)} == {b"old", b"o"}


def test_names_change_in_their_order():
    recording = done(Name("b", 1), Rename("b", "a"), Remove("c"), a=b"old", c=b"x")
    held = {frozenset(one.content) for one in states(recording) if one.how != "names lost"}

    assert held == {frozenset("abc"), frozenset("ac"), frozenset("a")}


def test_a_new_name_may_be_lost_until_its_folder_is_synced():
    steps = (Name("post/b", 1), Write(1, 0, b"x"), Sync(1))

    unsafe = {tuple(one) for one in found(done(*steps, a=b""))}
    safe = {tuple(one) for one in found(done(*steps, SyncFolder("post"), a=b""))}
    elsewhere = {tuple(one) for one in found(done(*steps, SyncFolder("."), a=b""))}

    assert unsafe == elsewhere == {("a",), ("a", "post/b")}
    assert safe == {("a", "post/b")}


def test_a_new_name_may_come_before_the_bytes():
    recording = done(Name("b", 1), Write(1, 0, b"x"), Rename("b", "a"), a=b"old")

    assert {b"old", b"x", b""} <= {one["a"] for one in found(recording)}


def test_two_names_of_one_file_hold_the_same():
    recording = done(Name("b", 0), Write(0, 0, b"new"), a=b"old")

    assert last_state(recording) == {"a": b"new", "b": b"new"}


def test_a_folder_takes_what_lies_in_it_along():
    recording = done(Rename("a", "b"), **{"a/x": b"1", "ab": b"2"})

    assert last_state(recording) == {"b/x": b"1", "ab": b"2"}


def test_what_was_told_counts_from_then_on():
    recording = done(Write(0, 0, b"n"), Told("saved"), Write(0, 1, b"m"), a=b"old")

    assert [one.told for one in states(recording, 0) if one.how == "all kept"] == [
        (),
        ("saved",),
        ("saved",),
    ]


def test_the_states_are_the_same_every_time():
    recording = done(Write(0, 0, bytes(range(256)) * 20), Write(0, 9, b"x" * 999), a=b"")

    assert list(states(recording)) == list(states(recording))
