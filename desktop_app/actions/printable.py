"""What a document is printed of and what it comes in, told once for command line and window."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from desktop_app.actions.office import Office
from desktop_app.errors import UserError
from desktop_app.language import N_, Language, TwoLanguages
from desktop_app.records.progress import SILENT, Progress


class Of(StrEnum):
    """What one names to have a document printed; the office and the bundle may be left out."""

    NOTHING = "nothing"
    OFFICE = "office"
    RECORD = "record"
    KIND = "kind"
    BUNDLE = "bundle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """How a document is wanted; a `public` one shows only what everybody may see, and finished.

    Raises UserError when the second language is the first one again.
    """

    language: Language
    second: Language | None = None
    paper: str = "a4"
    public: bool = False

    def __post_init__(self) -> None:
        if self.second is not None and self.second.code == self.language.code:
            raise UserError(N_("The second language must be another one than the first."))

    @property
    def spoken(self) -> Language:
        """What each text is said in: the language, or both of them."""
        return TwoLanguages(self.language, self.second) if self.second else self.language


class Writes(Protocol):
    """What makes a file of a document: `of` is what it is of, empty for nothing."""

    def __call__(
        self, office: Office, of: str, path: Path, edition: Edition, step: Progress = SILENT, /
    ) -> None:
        """Write the file at `path`; raises UserError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printable:
    """A document that can be printed; `write_tables` makes the workbook of its tables."""

    title: str  # marked for translation
    write: Writes
    of: Of = Of.NOTHING
    kind: str = ""  # of the record
    lists: str = ""  # the kind of records that it lists
    public: bool = False
    write_tables: Writes | None = None

    def refuse(self, edition: Edition) -> None:
        """Raise UserError for an edition that there is not of this document."""
        if edition.public and not self.public:
            raise UserError(
                N_("“{document}” has no public edition. Leave --public out."), document=self.title
            )
