"""What a list says of a record: its state, its parties, its years, in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.codes import code_list
from desktop_app.records.listing import ListRow
from desktop_app.records.record import in_language

_GIVING = frozenset({"PRO", "FIR"})
_TAKING = frozenset({"REC"})
_TO_CHECK = N_plural("{n} to check", "{n} to check")
_ERRORS = N_plural("{n} to correct", "{n} to correct")
_MISSING = N_plural("{n} still open", "{n} still open")
_WARNINGS = N_plural("{n} doubtful", "{n} doubtful")
_CONFLICTS = N_plural("{n} difference to decide", "{n} differences to decide")


@dataclass(frozen=True, slots=True)
class State:
    """How a state is drawn: an icon, a colour token; the word comes from the list of codes."""

    icon: str
    colour: str


STATES = {
    "draft": State("circle", "ink3"),
    "ready": State("circle-dot", "accent"),
    "sent": State("send", "info"),
    "received": State("inbox", "info"),
    "accepted": State("circle-check", "good"),
    "returned": State("undo-2", "warning"),
    "withdrawn": State("circle-x", "ink3"),
}
_UNKNOWN = State("circle", "ink3")


def state_of(status: str) -> State:
    """Return how a state is drawn; one that a newer program wrote is drawn plainly."""
    return STATES.get(status, _UNKNOWN)


def status_word(status: str, language: Language) -> str:
    """Return the one word for a state, the same on screen and on paper."""
    return code_list("status").label(status, language.code)


def title_text(row: ListRow, language: Language) -> str:
    """Return the title, with the acronym before it; the code of a record without a title."""
    title = in_language(row.title, language.code)
    if row.acronym and row.acronym not in title:
        title = f"{row.acronym} · {title}" if title else row.acronym
    return title or row.human_code or language.text(N_("(no title yet)"))


def parties_text(row: ListRow) -> str:
    """Return “AR → BO”, “BO ⇄ CO”, or the parties side by side when none gives or all do."""
    giving = _codes(row, _GIVING)
    taking = _codes(row, _TAKING)
    both = _codes(row, {"BOTH"})
    second = _codes(row, {"SEC"})
    others = [party for party, role in row.parties if role in ("PAR", "ORG", "")]
    if both or (giving and set(giving) == set(taking)):
        return " ⇄ ".join(dict.fromkeys([*both, *giving, *taking]))
    sides = [" + ".join(dict.fromkeys([*giving, *second])), ", ".join(taking)]
    arrow = " → ".join(side for side in sides if side)
    return ", ".join([arrow, *dict.fromkeys(others)] if arrow else dict.fromkeys(others))


def parties_in_full(row: ListRow, language: Language) -> str:
    """Return one line a party: its name and its role."""
    parties, roles = code_list("party"), code_list("role")
    lines = []
    for party, role in row.parties:
        name = parties.label(party, language.code)
        lines.append(f"{name} · {roles.label(role, language.code)}" if role else name)
    return "\n".join(lines)


def years_text(row: ListRow) -> str:
    """Return the first and the last year, or the one that is known."""
    first, last = row.start[:4], row.end[:4]
    return f"{first}–{last}" if first and last and first != last else first or last  # noqa: RUF001 - from, to


def dates_in_full(row: ListRow, language: Language) -> str:
    """Return the dates as they were given."""
    return " – ".join(language.date(one) for one in (row.start, row.end) if one)  # noqa: RUF001


def to_check(row: ListRow) -> int:
    """Return how much of a record asks for a look."""
    return row.errors + row.warnings + row.missing + row.conflicts


def standing(row: ListRow) -> tuple[int, int]:
    """Return where a record stands on its way, the first to do first."""
    place = list(STATES).index(row.status) if row.status in STATES else len(STATES)
    return (place, -to_check(row))


def state_text(row: ListRow, language: Language) -> str:
    """Return the one thing to know: what is to decide or to check, else the state itself."""
    if row.conflicts:
        return language.plural(_CONFLICTS, row.conflicts)
    if row.status == "draft" and to_check(row):
        return language.plural(_TO_CHECK, to_check(row))
    return status_word(row.status, language)


def state_in_full(row: ListRow, language: Language) -> str:
    """Return the state and what there is to look at, by its weight."""
    counts = (
        (_CONFLICTS, row.conflicts),
        (_ERRORS, row.errors),
        (_MISSING, row.missing),
        (_WARNINGS, row.warnings),
    )
    found = [language.plural(forms, count) for forms, count in counts if count]
    return "\n".join([status_word(row.status, language), *found])


def _codes(row: ListRow, roles: Iterable[str]) -> list[str]:
    return [party for party, role in row.parties if role in roles]
