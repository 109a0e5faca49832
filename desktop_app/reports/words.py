"""How documents say codes, dates and what is not there."""

from collections.abc import Iterable, Mapping

from desktop_app.language import N_, Language
from desktop_app.records.codes import code_list
from desktop_app.records.record import Record

DRAFT = N_("DRAFT")
NOT_REPORTED = N_("not reported")
_STAMPS = {"GOV": N_("GOVERNMENTS AND SECRETARIAT ONLY"), "OFC": N_("THIS OFFICE ONLY")}
_CLOSED_FIRST = ("OFC", "GOV", "PUB")
_UNFINISHED = ("draft", "returned")


def label(codes: str, code: str | None, language: Language) -> str:
    """Return the label of a code, “not reported” when there is none."""
    if not code:
        return language.text(NOT_REPORTED)
    return code_list(codes).label(code, language.code)


def labels(codes: str, given: Iterable[str], language: Language) -> str:
    """Return labels joined with commas, nothing when there are none."""
    return ", ".join(label(codes, code, language) for code in given)


def date(written: str | None, language: Language) -> str:
    """Return a date in the reader's way, “not reported” when there is none."""
    return language.date(written) if written else language.text(NOT_REPORTED)


def moment(written: str, language: Language) -> str:
    """Return 2026-11-23T17:08:51Z as a date with hour and minute in UTC."""
    day, _, hour = written.partition("T")
    return f"{language.date(day)} {hour[:5]} UTC" if hour else language.date(day)


def stamps(records: Iterable[Record], language: Language) -> tuple[str, ...]:
    """Return DRAFT unless all are ready, and the word of the most closed access among them."""
    status, access = set(), set()
    for record in records:
        status.add(record.status)
        access.add(record["access"] or "GOV")
    closed = next((code for code in _CLOSED_FIRST if code in access), "PUB")
    marks = [DRAFT] if status & set(_UNFINISHED) else []
    marks += [_STAMPS[closed]] if closed in _STAMPS else []
    return tuple(language.text(mark) for mark in marks)


def versions(used: Mapping[str, str], language: Language) -> str:
    """Return which versions of the code lists were used, each version once."""
    if not used:
        return ""
    return language.text(N_("Code lists {versions}"), versions=", ".join(sorted({*used.values()})))


def joined(parts: Iterable[str], mark: str = " · ") -> str:
    """Return the parts that say something, with a mark between them."""
    return mark.join(part for part in parts if part)
