"""A record: who it is, where it stands, and its answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from desktop_app.records.questionnaire import Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One slot on which sides disagree; `values` is revision id -> value, None where left empty."""

    slot: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A value: a change is a new record, saving it gives it the next version.

    `values` holds the answers by field in the plain form of `Answer`; what was not answered is
    absent. `extra` holds what has no question here (a newer program's fields, an import's
    leftovers); it travels and comes back unchanged. `status` is draft, ready, sent, national
    (arrived at the national office), received, accepted, returned or withdrawn; `draft` tells that
    nobody has marked it ready, sent or not; `deleted` is the reason of a withdrawn one. `heads`
    names the sealed revisions that this state was made from: the parents of the next one.
    """

    kind: str
    uid: str
    office: str
    human_code: str = ""
    status: str = "draft"
    draft: bool = True
    version: int = 0
    values: Values = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    heads: tuple[str, ...] = ()
    deleted: str = ""
    origin: str = "typed"  # typed, import or bundle
    created_at: str = ""
    created_by: str = ""
    updated_at: str = ""
    updated_by: str = ""

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - the form depends on the question
        """Return the answer, or None when it was not given."""
        return self.values.get(name)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of a ROWS question, none when it was not answered."""
        return list(self.values.get(name) or ())

    def codes(self, name: str) -> list[str]:
        """Return the codes of a CODES question, none when it was not answered."""
        return list(self.values.get(name) or ())

    def local(self, name: str, language: str) -> str:
        """Return a text in `language`, else its original, else any, else nothing."""
        return in_language(self.values.get(name), language)

    def with_values(self, **changed: object) -> Self:
        """Return the record with these answers; None or an empty answer takes the field away."""
        merged = {**self.values, **changed}
        return replace(
            self, values={name: value for name, value in merged.items() if answered(value)}
        )


def answered(value: object) -> bool:
    """Tell whether a plain value says anything; zero does, an empty text or list does not."""
    return bool(value) or (value is not None and value not in ("", [], {}, ()))


def in_language(text: Any, language: str) -> str:  # noqa: ANN401 - a LOCAL answer or None
    """Return a multilingual text in `language`, else its original, else any of its languages."""
    if not text:
        return ""
    if isinstance(text, str):
        return text
    found = text.get(language) or text.get(text.get("original", ""))
    return str(found or next((text[code] for code in sorted(text) if code != "original"), ""))
