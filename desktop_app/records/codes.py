"""Closed lists: codes that never change and labels in four languages, dated.

Each list is a file `resources/codes/<name>.csv`; `lists.csv` beside them holds version, source,
licence and title of each. A withdrawn code stays readable for old records.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType

from desktop_app.paths import resources
from desktop_app.records.folding import fold

LANGUAGES = ("es", "en", "pt", "fr")

_OWN_COLUMNS = frozenset({"code", *LANGUAGES, "valid_from", "valid_to", "replaced_by"})
_UNIONS = {"party": ("country", "mechanism")}  # who may have a role in an initiative
_INSIDE = 98
_NO_MATCH = 99


@dataclass(frozen=True, slots=True)
class Code:
    """One row of a list; `extra` holds the columns that only this list has.

    Dates are ISO dates or empty. `replaced_by` is a code of the same list or empty.
    """

    code: str
    labels: Mapping[str, str] = field(hash=False)
    valid_from: str = ""
    valid_to: str = ""
    replaced_by: str = ""
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)

    def label(self, language: str) -> str:
        """Return the label in `language`, else the English one, else the code."""
        return self.labels.get(language) or self.labels.get("en") or self.code

    @property
    def withdrawn(self) -> bool:
        """True when the code has an end, whatever the day: it is not offered for new records."""
        return bool(self.valid_to)


@dataclass(frozen=True)
class CodeList:
    """A list as it stands in its file; `codes` keeps the order of the file."""

    name: str
    version: str
    codes: Mapping[str, Code] = field(hash=False)
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)

    @cached_property
    def current(self) -> frozenset[str]:
        """The codes that no one has withdrawn."""
        return frozenset(code.code for code in self.active())

    def active(self) -> list[Code]:
        return [code for code in self.codes.values() if not code.withdrawn]

    def get(self, code: str) -> Code | None:
        return self.codes.get(code)

    def label(self, code: str, language: str) -> str:
        """Return the label; a code that the list does not know is its own label."""
        known = self.codes.get(code)
        return known.label(language) if known else code

    def title(self, language: str) -> str:
        """Return the name of the list itself, in English when `language` has none."""
        return self.titles.get(language) or self.titles.get("en") or self.name

    def find(self, typed: str, language: str) -> list[Code]:
        """Return the codes that `typed` may mean, the likeliest first, withdrawn ones last.

        Looks at the code, the label in `language` and the column `synonyms` (parted by “|”),
        without case or accents. Nothing typed gives the whole list.
        """
        phrase = fold(typed).strip()
        ranked = [(_rank(code, phrase, language), code) for code in self.codes.values()]
        found = [(rank, code) for rank, code in ranked if rank < _NO_MATCH]
        found.sort(key=lambda pair: (pair[1].withdrawn, pair[0]))  # stable: else the file's order
        return [code for _, code in found]


def _rank(code: Code, phrase: str, language: str) -> int:
    """Return 0 for the best match of the folded `phrase`, _NO_MATCH for none."""
    own, label = fold(code.code), fold(code.label(language))
    if not phrase or phrase in (own, label):
        return 0
    if own.startswith(phrase) or label.startswith(phrase):
        return 1
    wanted = _words(phrase)
    if not wanted:
        return _NO_MATCH
    texts = [label, *fold(code.extra.get("synonyms", "")).split("|")]
    begun = [all(_begins_any(word, _words(text)) for word in wanted) for text in texts]
    if any(begun):
        return 2 + begun.index(True)  # the label before its synonyms
    return _INSIDE if any(all(word in text for word in wanted) for text in texts) else _NO_MATCH


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text).split()


def _begins_any(start: str, words: list[str]) -> bool:
    return any(word.startswith(start) for word in words)


def code_list(name: str) -> CodeList:
    """Return the list `name`, read once. Raises KeyError for a list that does not exist."""
    if name in _UNIONS:
        return _union(name)
    about = _catalogue()[name]  # asked outside the cache: a wrong name is not a file to look for
    return _read_list(name, about["version"])


def list_versions() -> dict[str, str]:
    """Return name -> version of every list: a bundle and a printed page say which they used."""
    return {name: about["version"] for name, about in _catalogue().items()}


@cache
def _catalogue() -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType({row["list"]: row for row in _rows("lists")})


@cache
def _union(name: str) -> CodeList:
    parts = [code_list(part) for part in _UNIONS[name]]
    codes = {code.code: code for part in parts for code in part.codes.values()}
    version = " ".join(part.version for part in parts)
    return CodeList(name, version, MappingProxyType(codes), parts[0].titles)


@cache
def _read_list(name: str, version: str) -> CodeList:
    codes = {row["code"]: _code(row) for row in _rows(name)}
    titles = MappingProxyType(_labels(_catalogue()[name]))
    return CodeList(name, version, MappingProxyType(codes), titles)


def _rows(name: str) -> list[dict[str, str]]:
    path = resources() / "codes" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _labels(row: Mapping[str, str]) -> dict[str, str]:
    """Return the labels by language; French is set with its own apostrophe, typed with any."""
    labels = {language: row[language] for language in LANGUAGES}
    return {**labels, "fr": labels["fr"].replace("'", "\u2019")}


def _code(row: Mapping[str, str]) -> Code:
    return Code(
        code=row["code"],
        labels=MappingProxyType(_labels(row)),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        replaced_by=row["replaced_by"],
        extra=MappingProxyType({k: v for k, v in row.items() if k not in _OWN_COLUMNS}),
    )
