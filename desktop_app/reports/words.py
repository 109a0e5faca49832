"""How documents say codes, dates, texts, persons and what is not there."""

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from reportlab.platypus import CondPageBreak

from desktop_app.language import LANGUAGE_NAMES, N_, Language, both
from desktop_app.records.codes import code_list
from desktop_app.records.record import Record
from desktop_app.reports import blocks
from desktop_app.reports.blocks import Story
from desktop_app.reports.paper import Sheet

DRAFT = N_("DRAFT")
NOT_REPORTED = N_("not reported")
OUTCOMES = {
    "new": N_("new"),
    "changed": N_("changed"),
    "same": N_("same as before"),
    "conflict": N_("conflict, kept open"),
    "deleted": N_("withdrawn"),
    "refused": N_("refused"),
}
_STAMPS = {"GOV": N_("GOVERNMENTS AND SECRETARIAT ONLY"), "OFC": N_("THIS OFFICE ONLY")}
_CLOSED_FIRST = ("OFC", "GOV", "PUB")
_UNFINISHED = ("draft", "returned")
_LETTERS = re.compile(r"\((?:[^()]*, )?([^()\s]{2,12})\)$|^([A-Z]{2,12}),")
_NEED = 45  # points: the name of a language and two lines in it


def label(codes: str, code: str | None, language: Language) -> str:
    """Return the label of a code, “not reported” when there is none."""
    if not code:
        return language.text(NOT_REPORTED)
    known = code_list(codes)
    return both((one, known.label(code, one)) for one in language.codes)


def labels(codes: str, given: Iterable[str], language: Language) -> str:
    """Return labels joined with commas, nothing when there are none."""
    return ", ".join(label(codes, code, language) for code in given)


def short_party(code: str | None, language: Language) -> str:
    """Return the letters a mechanism or bank is known by, the name of any other party."""
    if not code or code in code_list("country").codes:
        return label("party", code, language)
    return both((one, _letters(code_list("party").label(code, one))) for one in language.codes)


def _letters(name: str) -> str:
    """Return the letters that a name tells at its end or its beginning, else the whole name."""
    found = _LETTERS.search(name)
    return next(filter(None, found.groups())) if found else name


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
        if record.status == "withdrawn" or record.deleted:
            continue
        status.add(record.status)
        access.add(record["access"] or "GOV")
    closed = next((code for code in _CLOSED_FIRST if code in access), "PUB")
    marks = [DRAFT] if status & set(_UNFINISHED) else []
    marks += [_STAMPS[closed]] if closed in _STAMPS else []
    return tuple(language.text(mark) for mark in marks)


def shown(records: Iterable[Record], *, public: bool) -> list[Record]:
    """Return what may leave the office: never withdrawn, never for this office only.

    A `public` document holds what everybody may see, and of that what is finished.
    """
    kept = []
    for record in records:
        access = record["access"] or "GOV"
        gone = record.status == "withdrawn" or record.deleted or access == "OFC"
        closed = public and (access != "PUB" or record.status in _UNFINISHED)
        if not gone and not closed:
            kept.append(record)
    return kept


def versions(used: Mapping[str, str], language: Language) -> str:
    """Return which versions of the code lists were used, each version once."""
    if not used:
        return ""
    return language.text(N_("Code lists {versions}"), versions=", ".join(sorted({*used.values()})))


def joined(parts: Iterable[str], mark: str = " · ") -> str:
    """Return the parts that say something, with a mark between them."""
    return mark.join(part for part in parts if part)


class Dated(Protocol):
    """What the foot of a page about one record is made of."""

    @property
    def office_name(self) -> str: ...
    @property
    def cut_off(self) -> str: ...
    @property
    def list_versions(self) -> Mapping[str, str]: ...
    @property
    def check_code(self) -> str: ...


def foot(data: Dated, language: Language) -> list[str]:
    """Return the lines at the foot: as of when, reported by whom, code lists, check code.

    They are small: of two languages the first is enough.
    """
    language = language.first
    lines = [
        joined(
            [
                language.text(N_("Data as of {date}"), date=language.date(data.cut_off)),
                language.text(N_("as reported by {office}"), office=data.office_name),
                versions(data.list_versions, language),
            ]
        )
    ]
    if data.check_code:
        lines.append(language.text(N_("Check code {code}"), code=data.check_code))
    return lines


def long_text(record: Record, field: str, title: str, language: Language) -> Story:
    """Return a text under its heading, with its language when it is not the reader's."""
    said = record.local(field, language.code)
    if not said:
        return []
    given = record[field]
    story = blocks.h2(title)
    if isinstance(given, Mapping) and language.code not in given:
        spoken = code_list("language").label(str(given.get("original", "")), language.code)
        story.append(blocks.text(language.text(N_("Text in: {language}"), language=spoken), "hint"))
    story += [blocks.text(part) for part in said.split("\n") if part.strip()]
    for code in language.codes[1:]:
        other = str(given.get(code, "")) if isinstance(given, Mapping) else ""
        if other and other != said:
            story += [CondPageBreak(_NEED), blocks.text(LANGUAGE_NAMES[code], "label")]
            story += [blocks.text(part) for part in other.split("\n") if part.strip()]
    return story


def contact(person: Record | None, sheet: Sheet) -> Story:
    """Return whom to ask, unless that person is not to be named outside the office."""
    if person is None or person["access"] == "OFC":
        return []
    language = sheet.language
    pairs = [
        (
            language.text(N_("Contact person")),
            joined([person["name"] or "", person.local("job_title", language.code)]),
        ),
        (language.text(N_("Organisation")), person["organisation_name"] or ""),
        (language.text(N_("E-mail")), person["email"] or ""),
        (language.text(N_("Telephone")), person["phone"] or ""),
    ]
    return [*blocks.h2(language.text(N_("Whom to ask"))), *blocks.facts(pairs, sheet.width, 3)]
