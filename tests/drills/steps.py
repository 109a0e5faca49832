"""What a program did on the disk, step by step, as a power cut may undo it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes put into a file; not safe before a `Sync` of it."""

    file: int
    at: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Resize:
    """A file cut or lengthened with zeros; not safe before a `Sync` of it."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """What was put into a file is safe from here on."""

    file: int


@dataclass(frozen=True, slots=True)
class Name:
    """A file gets one more name, which it may take from another one."""

    name: str
    file: int


@dataclass(frozen=True, slots=True)
class Rename:
    """A file or a folder with all in it gets another name."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Remove:
    """A name goes away."""

    name: str


@dataclass(frozen=True, slots=True)
class SyncFolder:
    """The names in a folder, and all that was done to names before, are safe from here on."""

    folder: str


@dataclass(frozen=True, slots=True)
class Told:
    """The program said that something is done for good: from here on it must be there."""

    what: str


Data = Write | Resize
Naming = Name | Rename | Remove
Step = Data | Naming | Sync | SyncFolder | Told


@dataclass(frozen=True, slots=True)
class Recording:
    """What lay in a folder before, number of file -> content, and what was done there.

    `names` are paths within the folder; `end` is what lay there at last, by which a replay is
    proved.
    """

    files: dict[int, bytes] = field(repr=False)
    names: dict[str, int]
    steps: tuple[Step, ...] = field(repr=False)
    end: dict[str, bytes] = field(repr=False)
