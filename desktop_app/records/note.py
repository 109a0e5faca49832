"""A note that somebody who reviews writes at an answer: “why 2019?”."""

from dataclasses import dataclass

from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.plain import clean

_LONGEST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """It stays in the installation where it was written; `done_at` is empty while it is open."""

    number: int
    kind: str
    uid: str  # of the record
    field: str
    words: str
    at: str
    who: str
    done_at: str = ""
    done_by: str = ""

    @property
    def is_open(self) -> bool:
        return not self.done_at


def fit_words(typed: str) -> str:
    """Return a note as it is kept. Raises UserError when it is empty or too long."""
    words = clean(typed)
    if not words:
        raise UserError(N_("A note needs words. Say what is to be looked at."))
    if len(words) > _LONGEST:
        raise UserError(
            N_("A note takes up to {limit} characters; this one has {length}. Shorten it."),
            limit=_LONGEST,
            length=len(words),
        )
    return words
