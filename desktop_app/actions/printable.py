"""What a document is printed of and what it comes in, told once for command line and window."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.errors import UserError
from desktop_app.language import N_, Language, TwoLanguages


class Of(StrEnum):
    """What one names to have a document printed; the office and the bundle may be left out."""

    NOTHING = "nothing"
    OFFICE = "office"
    RECORD = "record"
    KIND = "kind"
    BUNDLE = "bundle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printable:
    """A document that can be printed.

    `write` gets the office, what the document is of (empty for nothing) and the path, then by name
    language, paper and step, and `second`, a language or None.
    Where there is a `public` edition, `write` takes `public` too: only what everybody may see.
    `write_tables` gets the office, what it is of and the path of a workbook, then language, and
    `public` where there is such an edition.
    """

    title: str  # marked for translation
    write: Callable[..., None]
    of: Of = Of.NOTHING
    kind: str = ""  # of the record
    lists: str = ""  # the kind of records that it lists
    public: bool = False
    write_tables: Callable[..., None] | None = None

    def languages(self, second: Language | None, language: Language) -> dict[str, Language]:
        """Return the languages as `write` takes them. Raises UserError when both are the same."""
        if second is None:
            return {"language": language}
        if second.code == language.code:
            raise UserError(N_("The second language must be another one than the first."))
        return {"language": language, "second": second}

    def edition(self, *, public: bool) -> dict[str, bool]:
        """Return the edition as `write` takes it. Raises UserError when there is no public one."""
        if public and not self.public:
            raise UserError(
                N_("“{document}” has no public edition. Leave --public out."), document=self.title
            )
        return {"public": True} if public else {}


def in_two(write: Callable[..., None]) -> Callable[..., None]:
    """Return `write` as it prints in two languages, each text in both."""

    def written(
        *given: object, language: Language, second: Language | None = None, **named: object
    ) -> None:
        spoken = TwoLanguages(language, second) if second else language
        write(*given, language=spoken, **named)

    return written
