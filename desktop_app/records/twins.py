"""Records that look like one another: a warning while typing, decided by a person.

Within one office: the same country and start year as far as both are known, and titles of which
at least 85 % is the same. Equal titles alone are no proof, so the reasons are told.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from desktop_app.language import N_
from desktop_app.records.folding import fold
from desktop_app.records.listing import ListRow
from desktop_app.records.record import in_language

ALIKE = 85  # of 100
_MOST = 3
_YEARS_APART = 1
_NEAR = 0.8  # two words that differ by a letter or an ending
_LEAST_SHARED = 1 / 3  # of the letters in words that are the same, before near ones are looked at
_FEWEST_LETTERS = 6  # a shorter title says too little
_WORD = re.compile(r"[a-z0-9]+")
_EMPTY_WORDS = frozenset(
    [
        "a",
        "al",
        "com",
        "con",
        "d",
        "da",
        "das",
        "de",
        "del",
        "des",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "em",
        "en",
        "et",
        "for",
        "from",
        "in",
        "la",
        "las",
        "le",
        "les",
        "los",
        "na",
        "no",
        "nos",
        "o",
        "of",
        "on",
        "os",
        "para",
        "por",
        "pour",
        "s",
        "sur",
        "the",
        "to",
        "un",
        "una",
        "uma",
        "und",
        "une",
        "with",
        "y",
    ]
)
SAME_TITLE, ALMOST_SAME_TITLE = N_("same title"), N_("almost the same title")
SAME_PARTNER, SAME_YEAR = N_("same partner"), N_("same year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is compared of a record; `words` are those of its title in each language it has."""

    uid: str
    code: str
    title: str
    words: tuple[frozenset[str], ...]
    partners: frozenset[str]
    year: int  # of its start, 0 when unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A record that looks like the one being typed; `reasons` are marked for translation."""

    uid: str
    code: str
    title: str
    score: int
    reasons: tuple[str, ...]


def known(row: ListRow, language: str, own: str = "") -> Known:
    """Return what is compared of a line of a list; `own` is the country of the office itself."""
    titles = _titles(row.title)
    year = row.start[:4]
    return Known(
        uid=row.uid,
        code=row.human_code,
        title=in_language(row.title, language),
        words=tuple(words for words in map(_words, titles) if words),
        partners=frozenset(party for party, _role in row.parties if party != own),
        year=int(year) if year.isdecimal() else 0,
    )


def twins(record: Known, others: Iterable[Known]) -> list[Twin]:
    """Return the likeliest twins of `record`, the most alike first, three at most.

    Ten thousand others take a few hundredths of a second: only a title that shares words with
    that of `record` is compared letter by letter.
    """
    found = []
    wanted = [words for words in record.words if sum(map(len, words)) >= _FEWEST_LETTERS]
    for other in others:
        if other.uid == record.uid or not _same_block(record, other):
            continue
        score = max((_alike(mine, its) for mine in wanted for its in other.words), default=0)
        if score >= ALIKE:
            found.append(_twin(record, other, score))
    found.sort(key=lambda twin: (-len(twin.reasons), -twin.score, twin.code))
    return found[:_MOST]


def _titles(title: Any) -> list[str]:  # noqa: ANN401 - a text in languages or a plain one
    if isinstance(title, dict):
        return [text for language, text in title.items() if language != "original"]
    return [str(title)] if title else []


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(title))) - _EMPTY_WORDS


def _same_block(one: Known, other: Known) -> bool:
    if one.partners and other.partners and not one.partners & other.partners:
        return False
    return not (one.year and other.year and abs(one.year - other.year) > _YEARS_APART)


def _alike(mine: frozenset[str], its: frozenset[str]) -> int:
    """Return how much of two titles is the same, in hundredths of their letters."""
    same = mine & its
    if not same:
        return 0
    shared, whole = _letters(same) * 2.0, _letters(mine) + _letters(its)
    if shared < _LEAST_SHARED * whole:
        return 0
    left = sorted(its - same)
    for word in sorted(mine - same):
        near = _nearest(word, left)
        if near:
            left.remove(near)
            shared += len(word) + len(near)
    return round(100 * shared / whole)


def _nearest(word: str, others: Sequence[str]) -> str:
    """Return the word that differs from `word` by a letter or an ending, else nothing."""
    for other in others:
        if SequenceMatcher(None, word, other).ratio() >= _NEAR:
            return other
    return ""


def _letters(words: Iterable[str]) -> int:
    return sum(map(len, words))


def _twin(record: Known, other: Known, score: int) -> Twin:
    reasons = [SAME_TITLE if score == 100 else ALMOST_SAME_TITLE]  # noqa: PLR2004 - of 100
    if record.partners & other.partners:
        reasons.append(SAME_PARTNER)
    if record.year and record.year == other.year:
        reasons.append(SAME_YEAR)
    return Twin(
        uid=other.uid, code=other.code, title=other.title, score=score, reasons=tuple(reasons)
    )
