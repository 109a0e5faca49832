"""What leaves with a bundle, in a reader's words: for window, terminal and paper alike."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLeaving:
    """One answer, in the reader's words; `may_stay` when it can be left out."""

    field: str
    label: str
    text: str
    personal: bool
    may_stay: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLeaving:
    """One record; `versions` counts what of it goes, `stays` names answers that do not."""

    uid: str
    kind: str
    human_code: str
    title: str
    draft: bool
    withdrawn: bool
    sent_before: bool
    versions: int
    answers: tuple[AnswerLeaving, ...]
    stays: tuple[AnswerLeaving, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLeaving:
    """A person or desk whose name leaves, with what of the ways to reach it."""

    uid: str
    name: str
    position: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLeaving:
    """A file that goes, and the record that names it."""

    name: str
    size: int
    human_code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStaying:
    """A record that stays here, and why, in the reader's words."""

    uid: str
    kind: str
    human_code: str
    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """All of the next bundle; `encrypted` when it will be without being asked."""

    addressee: str
    encrypted: bool
    persons: tuple[PersonLeaving, ...]
    records: tuple[RecordLeaving, ...]
    files: tuple[FileLeaving, ...]
    stays: tuple[RecordStaying, ...]

    @property
    def anything(self) -> bool:
        return bool(self.records or self.files)
