"""What every page that is printed needs: its records, who may be named, and the last bundle."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop_app.actions.office import Office
from desktop_app.actions.records import find, title_of
from desktop_app.language import Language
from desktop_app.paths import written_beside
from desktop_app.records.access import for_everybody, may_leave, on_paper
from desktop_app.records.files import file_errors_told
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Answer
from desktop_app.records.record import Record
from desktop_app.store import journal, trust
from desktop_app.store import records as stored
from desktop_app.store.journal import BundleRow


def own_records(office: Office, kind: str, of: str = "", *, public: bool = False) -> list[Record]:
    """Return the records of an office, this one unless another is named, but withdrawn ones.

    Like all that is printed they come without records and answers that are for this office only,
    and for a `public` edition without the answers that are not for everybody.
    """
    return _shown(stored.every(office.store, kind, office=of or office.code), public=public)


def records_of_all(office: Office, kind: str, *, public: bool = False) -> list[Record]:
    """Return the records of every office known here, in the same way."""
    return _shown(stored.every(office.store, kind), public=public)


def _shown(records: Iterable[Record], *, public: bool) -> list[Record]:
    shown = for_everybody if public else on_paper
    return [shown(one) for one in records if may_leave(one)]


def let_go(lists: Iterable[Sequence[Record]]) -> None:
    """Empty these lists one record after the other.

    Thousands of records that go at once do so in a single step of Python's, and meanwhile the
    window stands still.
    """
    for found in lists:
        while isinstance(found, list) and found:
            found.pop()


def printed(office: Office, code: str, kind: str) -> Record:
    """Return the record `code` as it may be printed. Raises UnknownRecord."""
    return on_paper(find(office, code, kind))


def printed_many(office: Office, uids: Iterable[str]) -> list[Record]:
    """Return the records of these uids as they may be printed; unknown ones are left out."""
    return [on_paper(one) for one in stored.load_many(office.store, list(uids))]


def contact_of(office: Office, record: Record) -> Record | None:
    """Return whom a page may name: a person who agreed to be listed."""
    uid = record["contact"] or ""
    return contacts_of(office, [uid]).get(uid)


def contacts_of(office: Office, uids: Iterable[str], *, public: bool = False) -> dict[str, Record]:
    """Return those of these persons who agreed to be listed, by uid; `public` ones only if so."""
    seen = ("PUB",) if public else ("PUB", "GOV", None)
    found = printed_many(office, sorted(set(filter(None, uids))))
    return {
        one.uid: one
        for one in found
        if one["consent"] and one["access"] in seen and not one.deleted
    }


def names_of(office: Office, records: Iterable[Record], language: Language) -> dict[str, str]:
    """Return the titles of the records they point to, by uid; persons stay unnamed here."""
    named: set[str] = set()
    for record in records:
        for question in KINDS[record.kind].questions:
            for row in [record.values, *(record.rows(question.field) if question.rows else ())]:
                for one in (question, *question.rows):
                    if one.kind is Answer.REF and one.ref != "contact" and row.get(one.field):
                        named.add(row[one.field])
    found = printed_many(office, sorted(named))
    return {one.uid: title_of(one, language.code) for one in found if may_leave(one)}


def keep_copy(printed_file: Path, path: Path) -> None:
    """Copy a file that was printed to `path`, whole or not at all. Raises UserError."""
    with (
        file_errors_told(path),
        printed_file.open("rb") as source,
        written_beside(path) as target,
    ):
        shutil.copyfileobj(source, target)


def last_bundle(office: Office, of: str) -> BundleRow | None:
    """Return the last bundle that carried the records of an office: sent here, or received."""
    direction = "out" if of == office.code else "in"
    found = journal.bundles(office.store, direction=direction, office=of)
    return next((row for row in found if row.kind == "submission"), None)


def name_of(office: Office, code: str) -> str:
    """Return the name of an office as its card has it, else its code."""
    known = {one.office: one.name for one in trust.trusted(office.store)}
    return office.name if code == office.code else known.get(code, code)
