"""Answers that turn out to be false: a list says that their seal was stolen before they were made.

What they acknowledged goes again, what they decided is set aside, and so is what was sent back
falsely; nothing is destroyed, and a true answer that says the same brings it back.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.actions import relaying, unsent
from desktop_app.actions.office import Office
from desktop_app.actions.trusting import scope_of
from desktop_app.errors import Sentence
from desktop_app.language import N_
from desktop_app.records.differences import slots_of_record, with_slots
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import Record
from desktop_app.records.revision import Revision, state
from desktop_app.records.scope import speaks_for
from desktop_app.records.slots import slots_of
from desktop_app.store import (
    answered,
    filing,
    holdings,
    journal,
    origins,
    registers,
    revisions,
    told,
)
from desktop_app.store import records as stored

if TYPE_CHECKING:
    from desktop_app.exchange.register import OfficeKey, Register
    from desktop_app.store.journal import BundleRow

_Lines = Mapping[str, Mapping[str, Revision]]  # uid -> name -> line
_REVOKED = "revoked"
_TOLD = ("sent", "received", "returned", "accepted", "national")  # where answers put a record
_VOID = N_(
    "Answer {number} of {office} was read here and does not count: its seal was stolen before."
    " What it said had arrived goes again with the next bundle; decisions of it were taken out"
    " again: {count}."
)
_VOID_PACK = N_(
    "What {office} sent back with number {number} was merged here and does not count: its seal was"
    " stolen before. Versions of it that were taken out again: {count}."
)
_DOUBTFUL = N_(
    "Answers of {office} that were read here under a seal that is known for stolen now: {count}."
    " They stay: some may be true. Go over its decisions on your records with {office}."
)
_ANSWER, _PACK = "answer", "pack"


def void_answers(office: Office, register: "Register") -> list[Sentence]:
    """Take back what such answers changed here, and return what to tell of each.

    Call it inside the transaction that takes the list.
    """
    return [
        Sentence(
            _VOID_PACK if row.kind == _PACK else _VOID,
            {"number": row.seq, "office": row.office, "count": count},
        )
        for row in _false(office, register)
        if (count := _taken_back(office, row)) is not None
    ]


def doubtful_answers(
    office: Office, before: "Register | None", register: "Register"
) -> list[Sentence]:
    """Say how many answers a national office's seal gave that this list calls stolen first.

    The list counts what such an office sends, not what it answers: a computer that was lost may be
    the only other place that true decisions were at, so that nothing is taken out.
    """
    known = {key.kid for key in _stolen_of_offices(before)} if before is not None else set()
    fresh = {key.kid for key in _stolen_of_offices(register)} - known
    by = registers.seals(office.store)
    times = Counter(
        row.office
        for row in journal.bundles(office.store, "in")
        if row.kind in {_ANSWER, _PACK} and row.id in by and by[row.id].kid in fresh
    )
    return [
        Sentence(_DOUBTFUL, {"office": code, "count": count})
        for code, count in sorted(times.items())
    ]


def _stolen_of_offices(register: "Register") -> "Iterator[OfficeKey]":
    for one in register.everybody():
        if one is not register.secretariat:
            yield from (key for key in one.keys if key.status == _REVOKED)


def _false(office: Office, register: "Register") -> "Iterator[BundleRow]":
    """Yield the answers of stolen seals that came after the theft.

    Of several with one number a thief may have made any: none counts, and the next answer says
    anew what was true.
    """
    lost = {key.kid: key for key in register.secretariat.keys if key.status == _REVOKED}
    if not lost:
        return
    by = registers.seals(office.store)
    came = [
        (row, lost[by[row.id].kid])
        for row in journal.bundles(office.store, "in", register.secretariat.code)
        if row.id in by and by[row.id].kid in lost
    ]
    times = Counter((key.kid, row.seq) for row, key in came)
    for row, key in came:
        if row.seq > _last_good(key, row.addressee) or times[key.kid, row.seq] > 1:
            yield row


def _last_good(key: "OfficeKey", addressee: str) -> int:
    return key.last_good_to.get(addressee, 0) if key.last_good_to else key.last_good_seq


def _taken_back(office: Office, row: "BundleRow") -> int | None:
    """Return how many lines of an answer were set aside, None when it had changed nothing."""
    origins.forget(office.store, row.id)  # else no true answer is kept that says the same
    named = answered.named_by(office.store, row.id)
    merges = [
        name
        for name, bundle, undone in journal.merged(office.store)
        if bundle == row.id and not undone
    ]
    uids = {*named.values(), *_merged_in(office, merges)}
    known = revisions.of_records(office.store, uids)
    files = filing.forget_answer(office.store, row.id, row.office)
    if not uids and not files:
        return None
    for name in merges:
        journal.undo_merge_row(office.store, name, office.moment())
        holdings.forget_taken_back(office.store, name)
    answered.forget_answer(office.store, row.id, row.office)
    scope = scope_of(office)
    revisions.set_aside(
        office.store,
        {
            line.id
            for lines in known.values()
            for line in lines.values()
            if line.id in named and not speaks_for(scope, line.author)
        },
    )
    told.forget(office.store, uids)
    left = revisions.of_records(office.store, uids)
    changed = {uid for uid, lines in known.items() if len(left.get(uid, ())) < len(lines)}
    touched = {uid: known[uid] for uid in known.keys() & {*named.values(), *changed}}
    _show(office, touched, left, f"answer {row.seq}")
    return sum(len(lines) - len(left.get(uid, ())) for uid, lines in known.items())


def _merged_in(office: Office, merges: list[str]) -> set[str]:
    return {
        uid for name in merges for uid, _outcome, _why in journal.record_results(office.store, name)
    }


def _show(office: Office, known: _Lines, left: _Lines, why: str) -> None:
    """Show what is left of records; what came with a false pack alone and was not touched goes."""
    loaded = stored.load_many(office.store, sorted(known))
    typed = {one.uid for one in unsent.edits(office, set(known) - set(left), known)}
    gone = [one.uid for one in loaded if one.uid not in left and one.uid not in typed]
    stored.forget(office.store, gone)
    again = [
        _standing(office, _again(one, known[one.uid], left.get(one.uid, {})))
        for one in loaded
        if one.uid not in gone
    ]
    stored.save_many(office.store, again, who=office.who, at=office.moment(), why=why)


def _standing(office: Office, record: Record) -> Record:
    """Return a record where it stands by what is known of others still: arrived, or on its way."""
    if record.status not in _TOLD:
        return record
    who = list(holdings.holders(office.store, record.heads).values())
    status = "sent"
    if who and all(who):
        is_there = all(relaying.chief(office) in codes for codes in who)
        status = "accepted" if is_there else relaying.ARRIVED
    return replace(record, status="received" if record.draft and who and all(who) else status)


def _again(record: Record, known: Mapping[str, Revision], left: Mapping[str, Revision]) -> Record:
    """Return a record with what is left of its lines.

    What was typed since stays.
    """
    if not left:  # it was typed upon nothing that counts
        return replace(record, conflicts=(), heads=(), draft=True, status="draft")
    if len(left) < len(known):
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
    return record
