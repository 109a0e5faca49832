"""Answers that turn out to be false: a list says that their seal was stolen before they were made.

What they acknowledged goes again, what they decided is set aside; nothing is destroyed, and a true
answer that says the same brings it back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.actions.office import Office
from desktop_app.errors import Sentence
from desktop_app.language import N_
from desktop_app.records.differences import slots_of_record, with_slots
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import Record
from desktop_app.records.revision import Revision, state
from desktop_app.records.slots import slots_of
from desktop_app.store import answered, filing, journal, registers, revisions, told
from desktop_app.store import records as stored

if TYPE_CHECKING:
    from desktop_app.exchange.register import OfficeKey, Register
    from desktop_app.store.journal import BundleRow

_REVOKED = "revoked"
_TOLD = ("received", "returned", "accepted", "national")  # where an answer can have put a record
_VOID = N_(
    "Answer {number} of {office} was read here and does not count: its seal was stolen before."
    " What it said had arrived goes again with the next bundle; decisions of it were taken out"
    " again: {count}."
)


def void_answers(office: Office, register: "Register") -> list[Sentence]:
    """Take back what such answers changed here, and return what to tell of each.

    Call it inside the transaction that takes the list.
    """
    return [
        Sentence(_VOID, {"number": row.seq, "office": row.office, "count": count})
        for row in _false(office, register)
        if (count := _taken_back(office, row)) is not None
    ]


def _false(office: Office, register: "Register") -> "Iterator[BundleRow]":
    lost = {key.kid: key for key in register.secretariat.keys if key.status == _REVOKED}
    if not lost:
        return
    by = registers.seals(office.store)
    for row in journal.bundles(office.store, "in", register.secretariat.code):
        key = lost.get(by[row.id].kid) if row.id in by else None
        if key is not None and row.seq > _last_good(key, row.addressee):
            yield row


def _last_good(key: "OfficeKey", addressee: str) -> int:
    return key.last_good_to.get(addressee, 0) if key.last_good_to else key.last_good_seq


def _taken_back(office: Office, row: "BundleRow") -> int | None:
    """Return how many decisions of an answer were set aside, None when it had changed nothing."""
    named = answered.named_by(office.store, row.id)
    known = revisions.of_records(office.store, set(named.values()))
    decisions = {
        line.id
        for lines in known.values()
        for line in lines.values()
        if line.id in named and line.author == row.office
    }
    files = filing.forget_answer(office.store, row.id, row.office)
    if not named and not files:
        return None
    answered.forget_answer(office.store, row.id, row.office)
    revisions.set_aside(office.store, decisions)
    told.forget(office.store, set(named.values()))
    again = [
        _again(one, known.get(one.uid, {}), decisions)
        for one in stored.load_many(office.store, sorted(set(named.values())))
    ]
    why = f"answer {row.seq}"
    stored.save_many(office.store, again, who=office.who, at=office.moment(), why=why)
    return len(decisions)


def _again(record: Record, known: Mapping[str, Revision], decisions: set[str]) -> Record:
    """Return a record as it is without those decisions, on its way once more.

    What was typed since stays.
    """
    left = {name: line for name, line in known.items() if name not in decisions}
    if left and len(left) < len(known):
        kind = KINDS[record.kind]
        before, after = state(kind, known.values()), state(kind, left.values())
        was, will = slots_of(kind, before.fields), slots_of(kind, after.fields)
        now = slots_of_record(record)
        back = {
            slot: will.get(slot)
            for slot in was.keys() | will.keys()
            if was.get(slot) != will.get(slot) and now.get(slot) == was.get(slot)
        }
        record = replace(
            with_slots(record, back),
            conflicts=after.conflicts,
            heads=after.heads,
            deleted=after.deleted if record.deleted == before.deleted else record.deleted,
        )
    return replace(record, status="sent") if record.status in _TOLD else record
