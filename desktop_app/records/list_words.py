"""What a list says of a record: its state, its parties, its years, in the reader's words."""

from collections.abc import Iterable

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.codes import code_list
from desktop_app.records.listing import CHANGED, ListRow
from desktop_app.records.record import in_language

_GIVING = frozenset({"PRO", "FIR"})
_TAKING = frozenset({"REC"})
_TO_CHECK = N_plural("{n} to check", "{n} to check")
_ERRORS = N_plural("{n} to correct", "{n} to correct")
_MISSING = N_plural("{n} still open", "{n} still open")
_WARNINGS = N_plural("{n} doubtful", "{n} doubtful")
_CONFLICTS = N_plural("{n} difference to decide", "{n} differences to decide")


def status_word(status: str, language: Language) -> str:
    """Return the one word for a state, the same on screen and on paper."""
    if status == CHANGED:
        return language.text(N_("Changed since it was sent"))
    return code_list("status").label(status, language.code)


def titled(row: ListRow, code: str) -> str:
    """Return the title in a language, with the acronym before it; nothing when it has none."""
    title = in_language(row.title, code)
    if row.acronym and row.acronym not in title:
        title = f"{row.acronym} · {title}" if title else row.acronym
    return title


def title_text(row: ListRow, language: Language) -> str:
    """Return the title, with the acronym before it; the code of a record without a title."""
    return titled(row, language.code) or row.human_code or language.text(N_("(no title yet)"))


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
    return " – ".join(language.date(one) for one in (row.start, row.end) if one)  # noqa: RUF001 - from, to


def to_check(row: ListRow) -> int:
    """Return how much of a record asks for a look."""
    return row.errors + row.warnings + row.missing + row.conflicts


def changed_since(row: ListRow) -> bool:
    """Tell whether a record is a draft again after it was sent."""
    return row.status == "draft" and row.sent_seq > 0


def state_text(row: ListRow, language: Language) -> str:
    """Return the one thing to know: what is to decide or to check, else the state itself."""
    if row.conflicts:
        return language.plural(_CONFLICTS, row.conflicts)
    if row.status == "draft" and to_check(row):
        return language.plural(_TO_CHECK, to_check(row))
    return standing_word(row, language)


def standing_word(row: ListRow, language: Language) -> str:
    """Return where a record stands, with the bundle it went in."""
    if changed_since(row):
        return language.text(N_("Changed since bundle {number}"), number=row.sent_seq)
    if row.status == "sent" and row.sent_seq:
        return language.text(N_("Sent in bundle {number}"), number=row.sent_seq)
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
    return "\n".join([standing_word(row, language), *found])


def _codes(row: ListRow, roles: Iterable[str]) -> list[str]:
    return [party for party, role in row.parties if role in roles]
