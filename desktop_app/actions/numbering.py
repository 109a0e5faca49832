"""The codes that people quote: none is given twice, also after what was given was lost.

An office that went back to a backup does not know the last codes it gave. Putting the backup in
place takes them from the records that were there, or leaves a gap; answers tell the rest.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.actions.records import refuse_foreign, save_version, seal_record
from desktop_app.actions.travelling import Note
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.people import Role
from desktop_app.records.record import Record
from desktop_app.records.revision import Revision
from desktop_app.store import numbers
from desktop_app.store import records as stored

_TWICE = N_("{code} is the code of two records, one of them in it: give one of them a new code.")
_TWICE_MORE = N_("Codes that two records have, one of each in it: {codes}.")
_SHOWN = 6


def highest(office: Office, addressee: str) -> Mapping[int, int]:
    """Return year -> the last number given in it, as far as an office's codes are known here."""
    return numbers.highest(office.store, addressee)


def learn(office: Office, told: Mapping[int, int]) -> None:
    """Give no code again that another place has seen; nothing is ever lowered."""
    numbers.raise_to(office.store, told)


def notes_on(office: Office, lines: Iterable[Revision]) -> list[Note]:
    """Say which codes two records of one office would have once these lines are merged."""
    uids: dict[str, set[str]] = {}
    for line in lines:
        code = line.fields.get("human_code")
        if isinstance(code, str) and code and not line.deleted:
            uids.setdefault(code, set()).add(line.uid)
    for code, uid in stored.of_codes(office.store, uids):
        uids[code].add(uid)
    codes = sorted(code for code, some in uids.items() if len(some) > 1)
    if len(codes) == 1:
        return [(_TWICE, {"code": codes[0]})]
    shown = ", ".join(codes[:_SHOWN]) + (", …" if codes[_SHOWN:] else "")
    return [(_TWICE_MORE, {"codes": shown})] if codes else []


def sharers(office: Office, record: Record) -> Collection[str]:
    """Return the other records, not withdrawn, that have the code of this one."""
    found = stored.of_codes(office.store, [record.human_code] if record.human_code else [])
    return sorted(uid for _code, uid in found if uid != record.uid)


def needs_new_code(office: Office, record: Record) -> bool:
    """Tell whether a record is of this office, not withdrawn, and its code that of another too."""
    ours = record.office == office.code and not record.deleted and not office.read_only
    return ours and bool(sharers(office, record))


def give_new_code(office: Office, record: Record) -> Record:
    """Give a record the next free code; a finished one is sealed with it, and goes anew.

    Raises UserError for a code that no other record has: people quote it.
    """
    require(office, Role.REVIEWS)
    refuse_foreign(office, record)
    if not sharers(office, record):
        raise UserError(
            N_("No other record has the code {code}, so it stays: people quote it."),
            code=record.human_code,
        )
    if record.conflicts:
        raise UserError(N_("First decide which of its two values stands; then give a new code."))
    why = N_("new code")
    with office.store.writing():
        if record.draft or not record.heads:
            return save_version(office, replace(record, human_code=""), why)
        return seal_record(office, replace(record, human_code="", status="ready"), why)
