"""Records what a program does in a folder: its system calls with their bytes, told by strace."""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.drills.disk import UNTOLD, last_state
from tests.drills.steps import (
    Name,
    Recording,
    Remove,
    Rename,
    Resize,
    Step,
    Sync,
    SyncFolder,
    Told,
    Write,
)

_SEEN = (
    *("openat", "close", "lseek", "write", "pwrite64", "ftruncate", "fsync", "fdatasync"),
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat"),
)
_UNSEEN = ("writev", "pwritev", "pwritev2", "sendfile", "copy_file_range", "truncate", "fallocate")
_LINE = re.compile(r"^(\d+)\s+(\w+)\((.*)\)\s+= (-?\d+)")
_CUT_OFF = re.compile(r"^(\d+)\s+(.*) <unfinished \.\.\.>$")
_GONE_ON = re.compile(r"^(\d+)\s+<\.\.\. \w+ resumed>(.*)$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_FILE = re.compile(r"^(\d+)<([^>]*)>(\(deleted\))?")
_TOLD = 1  # what is written to stdout is told


def record(command: Sequence[str], folder: Path, log: Path, cwd: Path) -> Recording:
    """Run a program that works in `folder` and return what it did there.

    Raises AssertionError when it fails, or when a replay of the record gives another folder: then
    the program did something on the disk that is not understood here.
    """
    before = _content(folder)
    line = ["strace", "-f", "-y", "-xx", "-s", str(1 << 26), "--seccomp-bpf"]
    line += ["-e", f"trace={','.join((*_SEEN, *_UNSEEN))}", "-e", "signal=none", "-o", str(log)]
    done = subprocess.run(
        [*line, *command], cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    names = {name: number for number, name in enumerate(sorted(before))}
    files = {number: before[name] for name, number in names.items()}
    with log.open() as lines:
        steps = tuple(_Reading(folder, names, files).steps(lines))
    recording = Recording(files, names, steps, _content(folder))
    assert last_state(recording) == recording.end, "the record does not replay to the same folder"
    return recording


def _content(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(UNTOLD)
    }


class _Reading:
    """What is known while the lines of a log are read."""

    def __init__(self, folder: Path, names: dict[str, int], files: dict[int, bytes]) -> None:
        self._root = f"{folder}{os.sep}"
        self._names = dict(names)
        self._sizes = {number: len(content) for number, content in files.items()}
        self._at: dict[str, int] = {}  # open file -> where the next bytes go
        self._ending: set[str] = set()  # open files whose bytes always go to the end

    def steps(self, lines: Iterator[str]) -> Iterator[Step]:
        for line in _whole(lines):
            found = _LINE.match(line)
            if found is None or int(found[4]) < 0:
                continue
            name, given, result = found[2], found[3], int(found[4])
            if name in _UNSEEN:
                file = _FILE.match(given)
                assert file is None or not self._is_ours(_decoded(file[2])), f"unforeseen: {name}"
            elif name == "openat":
                yield from self._opened(given, result)
            elif name.startswith(("rename", "link", "unlink")):
                yield from self._named(name, given)
            else:
                yield from self._on_file(name, given, result)

    def _opened(self, given: str, result: int) -> Iterator[Step]:
        path = _texts(given)[0]
        self._at[str(result)] = 0
        self._ending.discard(str(result))
        if not self._is_ours(path):
            return
        name, known = self._within(path), self._within(path) in self._names
        if "O_APPEND" in given:
            self._ending.add(str(result))
        if "O_CREAT" in given and not known:
            yield self._new(name)
        elif known and "O_TRUNC" in given:
            yield self._sized(Resize(self._names[name], 0))

    def _named(self, call: str, given: str) -> Iterator[Step]:
        paths = _texts(given)
        if not self._is_ours(paths[-1]):
            return
        inside = [self._within(path) for path in paths]
        if call.startswith("unlink"):
            self._names.pop(inside[0], None)
            yield Remove(inside[0])
        elif call.startswith("link"):
            self._names[inside[1]] = self._names[inside[0]]
            yield Name(inside[1], self._names[inside[0]])
        else:
            for name in [one for one in self._names if f"{one}/".startswith(f"{inside[0]}/")]:
                self._names[inside[1] + name[len(inside[0]) :]] = self._names.pop(name)
            yield Rename(inside[0], inside[1])

    def _on_file(self, call: str, given: str, result: int) -> Iterator[Step]:
        file = _FILE.match(given)
        if file is None:
            return
        handle, path = file[1], _decoded(file[2])
        if call == "write" and int(handle) == _TOLD:
            yield Told(_bytes(given).decode().strip())
        if not self._is_ours(path) or file[3]:
            return
        name = self._within(path)
        if call == "lseek":
            self._at[handle] = result
        elif call in {"fsync", "fdatasync"}:
            known = name in self._names
            yield Sync(self._names[name]) if known else SyncFolder(name)
        elif call in {"write", "pwrite64"}:
            number = self._names[name]
            at = self._at.get(handle, 0) if call == "write" else int(given.rsplit(",", 1)[1])
            at = self._sizes[number] if handle in self._ending else at
            if call == "write":
                self._at[handle] = at + result
            yield self._sized(Write(number, at, _bytes(given)[:result]))
        elif call == "ftruncate":
            yield self._sized(Resize(self._names[name], int(given.rsplit(",", 1)[1])))

    def _new(self, name: str) -> Name:
        number = len(self._sizes)
        self._sizes[number], self._names[name] = 0, number
        return Name(name, number)

    def _sized(self, step: Write | Resize) -> Write | Resize:
        size = self._sizes[step.file]
        if isinstance(step, Write):
            self._sizes[step.file] = max(size, step.at + len(step.data))
        else:
            self._sizes[step.file] = step.size
        return step

    def _is_ours(self, path: str) -> bool:
        return f"{path}{os.sep}".startswith(self._root)

    def _within(self, path: str) -> str:
        return path[len(self._root) :] or "."


def _whole(lines: Iterator[str]) -> Iterator[str]:
    """Join the halves of calls during which another thread was heard."""
    begun: dict[str, str] = {}
    for line in lines:
        if cut := _CUT_OFF.match(line):
            begun[cut[1]] = f"{cut[1]} {cut[2]}"
        elif (rest := _GONE_ON.match(line)) and rest[1] in begun:
            yield begun.pop(rest[1]) + rest[2]
        else:
            yield line


def _texts(given: str) -> list[str]:
    return [os.path.normpath(_unhex(text).decode()) for text in _TEXT.findall(given)]


def _bytes(given: str) -> bytes:
    found = _TEXT.search(given)
    assert found is not None, given[:200]
    return _unhex(found[1])


def _decoded(path: str) -> str:
    return _unhex(path).decode() if path.startswith("\\x") else path


def _unhex(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
