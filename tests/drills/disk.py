"""A disk that loses its power: every state that it may be found in afterwards.

The model: names change in their order, as a journal of the file system keeps them, and are safe
once their folder was synced; bytes are safe once their file was synced. What is not safe is lost,
kept, kept in part, or torn at sectors of 512 bytes. Whatever was synced stays.
"""

import random
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tests.drills.steps import (
    Data,
    Name,
    Naming,
    Recording,
    Remove,
    Rename,
    Resize,
    Sync,
    SyncFolder,
    Told,
    Write,
)

SECTOR = 512
UNTOLD = "-shm"  # written through memory, made anew by whoever opens the file first


@dataclass(frozen=True, slots=True)
class State:
    """What lies in a folder after the power went at a step, and what had been told by then."""

    point: int
    how: str
    content: dict[str, bytes] = field(repr=False)
    told: tuple[str, ...]

    def lay_out(self, folder: Path) -> None:
        """Write it down in an empty folder."""
        for name, content in self.content.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)

    def likeness(self) -> Hashable:
        """Return what is equal for equal states: these are judged once."""
        held = frozenset(
            (name, len(content), hash(content)) for name, content in self.content.items()
        )
        return held, self.told


class Disk:
    """The part that is safe, and what waits for a sync."""

    def __init__(self, recording: Recording) -> None:
        self.files = {number: bytearray(content) for number, content in recording.files.items()}
        self.names = dict(recording.names)
        self._whole: dict[int, bytes] = {}  # contents as they were found last, while they stay so
        self.waiting: list[Data] = []
        self.waiting_names: list[Naming] = []

    def take(self, step: object) -> None:
        """Go on by one step."""
        match step:
            case Write() | Resize():
                self.waiting.append(step)
            case Name() | Rename() | Remove():
                self.waiting_names.append(step)
            case Sync(file):
                for one in self.waiting:
                    if one.file == file:
                        _put(self.files, one)
                self._whole.pop(file, None)
                self.waiting = [one for one in self.waiting if one.file != file]
            case SyncFolder(folder):
                self._settle_names(folder)

    def _settle_names(self, folder: str) -> None:
        touching = [
            place
            for place, one in enumerate(self.waiting_names, start=1)
            if any(str(PurePosixPath(name).parent) == folder for name in _touched(one))
        ]
        safe = touching[-1] if touching else 0
        for one in self.waiting_names[:safe]:
            _rename(self.names, one)
        del self.waiting_names[:safe]

    def found(self, kept: Sequence[Data], names: int) -> dict[str, bytes]:
        """Return what is found when these bytes came through, and so many changes of names."""
        held = dict(self.names)
        for one in self.waiting_names[:names]:
            _rename(held, one)
        changed = {one.file: bytearray(self.files.get(one.file, b"")) for one in kept}
        for one in kept:
            _put(changed, one)
        return {
            name: bytes(changed[number]) if number in changed else self._safe(number)
            for name, number in held.items()
            if not name.endswith(UNTOLD)
        }

    def _safe(self, number: int) -> bytes:
        if number not in self._whole:
            self._whole[number] = bytes(self.files.get(number, b""))
        return self._whole[number]


def states(recording: Recording, chances: int = 2, seed: int = 0) -> Iterator[State]:
    """Yield what may be found after every step; of parts kept and of torn ones, `chances` each."""
    disk, told = Disk(recording), []
    for point, step in enumerate(recording.steps):
        disk.take(step)
        if isinstance(step, Told):
            told.append(step.what)
        for how, content in _ways(disk, chances, f"{seed} {point}"):
            yield State(point, how, content, tuple(told))


def last_state(recording: Recording) -> dict[str, bytes]:
    """Return what lies there when the power stays on."""
    disk = Disk(recording)
    for step in recording.steps:
        disk.take(step)
    return disk.found(disk.waiting, len(disk.waiting_names))


def _ways(disk: Disk, chances: int, seed: str) -> Iterator[tuple[str, dict[str, bytes]]]:
    waiting, names = disk.waiting, len(disk.waiting_names)
    yield "all kept", disk.found(waiting, names)
    if waiting:
        yield "bytes lost", disk.found((), names)
    if names:
        yield "names lost", disk.found(waiting, 0)
    if waiting and names:
        yield "all lost", disk.found((), 0)
    if not waiting:
        return
    for number in range(chances):
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - chances, not secrets
        some = [one for one in waiting if chance.random() < 0.5]
        yield "some bytes kept", disk.found(some, chance.randint(0, names))
        torn = [part for one in waiting for part in _torn(one, chance)]
        yield "torn", disk.found(torn, chance.randint(0, names))


def _torn(one: Data, chance: random.Random) -> Iterator[Data]:
    """Yield the sectors of a write that came through; a resize is one thing."""
    if isinstance(one, Resize):
        if chance.random() < 0.5:
            yield one
        return
    start, end = one.at, one.at + len(one.data)
    while start < end:
        stop = min((start // SECTOR + 1) * SECTOR, end)
        if chance.random() < 0.5:
            yield Write(one.file, start, one.data[start - one.at : stop - one.at])
        start = stop


def _put(files: dict[int, bytearray], one: Data) -> None:
    content = files.setdefault(one.file, bytearray())
    if isinstance(one, Resize):
        del content[one.size :]
        content.extend(bytes(one.size - len(content)))
        return
    content.extend(bytes(max(0, one.at - len(content))))
    content[one.at : one.at + len(one.data)] = one.data


def _rename(names: dict[str, int], one: Naming) -> None:
    match one:
        case Name(name, file):
            names[name] = file
        case Remove(name):
            names.pop(name, None)
        case Rename(old, new):
            inside = f"{old}/"
            for name in [name for name in names if name == old or name.startswith(inside)]:
                names[new + name[len(old) :]] = names.pop(name)


def _touched(one: Naming) -> tuple[str, ...]:
    return (one.old, one.new) if isinstance(one, Rename) else (one.name,)
