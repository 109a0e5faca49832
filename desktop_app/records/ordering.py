"""What a list is put in order by: texts as they sort, and codes by their labels."""

from typing import Any

from desktop_app.language import LANGUAGES
from desktop_app.records.codes import code_list
from desktop_app.records.folding import fold
from desktop_app.records.kinds import KINDS
from desktop_app.records.list_words import parties_text, titled
from desktop_app.records.listing import STATE, WHAT, ListRow

# name of a column -> the name of its codes in ListRow; few different ones stand in a long list
CODED = {
    "sector": "sector",
    "stage": "stage",
    "modality": "modality",
    "type": "source_type",
    "instruments": "instruments",
    "what": "what",
    "standing": "state",
    "office": "office",
}
SORTED = frozenset({"title", "parties", "dates", "state", "code", "updated", *CODED})
ORDER_COLUMNS = ("order_title", *(f"order_{code}" for code in LANGUAGES), "order_parties")
_LONGEST = 40  # letters; titles that differ only after that stand in the order of their entry


def order_keys(row: ListRow) -> tuple[str | None, ...]:
    """Return the values of ORDER_COLUMNS; None where a language has no title of its own."""
    bare = _cut(titled(row, ""))
    titles = [_cut(titled(row, code)) if _speaks(row, code) else None for code in LANGUAGES]
    own = [None if title == bare else title for title in titles]
    return (bare, *own, _cut(parties_text(row)))


def label_key(kind: str, column: str, stored: Any, language: str) -> tuple[bool, str]:  # noqa: ANN401 - a code or a tuple of them
    """Return what a stored code sorts by: its label as it is read, nothing at the end."""
    codes = [stored] if isinstance(stored, str) else list(stored)
    labels = ", ".join(_label(kind, column, code, language) for code in codes if code)
    return (not labels, fold(labels))


def _label(kind: str, column: str, code: str, language: str) -> str:
    name = codes_of(kind, CODED[column])
    return code_list(name).label(code, language) if name else code


def codes_of(kind: str, field: str) -> str:
    """Return the list of codes of a column of ListRow or of a filter, nothing when it has none."""
    asked = {"what": WHAT, "state": STATE}.get(field, {}).get(kind)
    if asked:
        return KINDS[kind].question(asked).codes
    return _CODES.get(field, "")


_CODES = {
    "status": "status",
    "stage": "stage",
    "modality": "modality",
    "partner": "party",
    "office": "party",
    "sector": "sector",
    "source_type": "source_type",
    "instrument": "instrument",
    "instruments": "instrument",
    "sdg": "sdg_goal",
}


def _speaks(row: ListRow, code: str) -> bool:
    return isinstance(row.title, dict) and bool(row.title.get(code))


def _cut(text: str) -> str:
    return fold(text)[:_LONGEST]
