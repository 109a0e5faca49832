"""What an answer tells of what is held there no more: it goes again, and is shown so.

A merge there was taken back, or a backup restored. What answers acknowledged before is compared
with what this one says: the numbers that are held, what is wanted, and the decisions it carries.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.actions import relaying
from desktop_app.actions.office import Office
from desktop_app.actions.sequence import SUBMISSION, held_numbers
from desktop_app.actions.trusting import scope_of
from desktop_app.errors import Sentence
from desktop_app.language import N_
from desktop_app.records.record import Record
from desktop_app.store import holdings, journal, revisions, told
from desktop_app.store import records as stored
from desktop_app.store.tellers import by_way_of

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle
    from desktop_app.exchange.receipt import Receipt

_Held = Mapping[str, tuple[tuple[int, int], ...]]
_GOES_AGAIN = N_(
    "Records that {office} does not hold whole any more: {count}. What lacks goes with the next"
    " bundle."
)
_LATE = N_(
    "A later answer of {office} was read before this one. Only decisions were taken from it; where"
    " the records stand is what the later one said."
)


def with_holdings(office: Office, receipt: "Receipt") -> "Receipt":
    """Return a receipt that also says which bundles are held here, and what is wanted.

    Of a record of which something is wanted, all that is here is named, so that the rest comes.
    """
    scope = scope_of(office, receipt.office)
    gaps = holdings.gaps(office.store, scope)
    known = revisions.of_records(office.store, {uid for uid, _name in gaps})
    here = {name for lines in known.values() for name in lines}
    return replace(
        receipt,
        held=held_numbers(office, receipt.office),
        wanted=tuple(sorted({name for _uid, name in gaps})),
        revisions=tuple(sorted({*receipt.revisions, *here})),
    )


def let_go(office: Office, bundle: "Bundle", receipt: "Receipt") -> tuple[Sentence, ...]:
    """Let all go again that arrived there once and is held there no more, and show it as sent.

    Call it inside the transaction of the answer; returns what a person is told.
    """
    by = bundle.office
    scope = scope_of(office)
    there = {*receipt.revisions, *(line.id for line in bundle.revisions)}
    lost = _of_lost_bundles(office, by, _held(office, receipt))
    lost |= holdings.beside(office.store, receipt.wanted)
    lost |= holdings.decided_elsewhere(office.store, scope)
    gone = holdings.let_go(office.store, by, lost - there)
    told.forget_by(office.store, by, gone)
    if receipt.above_by:
        way = by_way_of(by, receipt.above_by)
        before = holdings.told_by(office.store, way)
        above = holdings.let_go(office.store, way, before - set(receipt.above_revisions))
        told.forget_by(office.store, receipt.above_by, above)
        _show(office, above, receipt)
    _show(office, gone, receipt)
    return (Sentence(_GOES_AGAIN, {"count": len(gone), "office": by}),) if gone else ()


def told_late(bundle: "Bundle") -> tuple[Sentence, ...]:
    """Return what is said of an answer that another made later was read before."""
    return (Sentence(_LATE, {"office": bundle.office}),)


def _held(office: Office, receipt: "Receipt") -> _Held:
    """Return which numbers are held there, for each row of ours that is told of.

    An older Surco tells it of the row it answers alone, and of what came until then.
    """
    mine = {row.stream for row in journal.bundles(office.store, "out") if row.kind == SUBMISSION}
    if receipt.held is not None:
        return {row: receipt.held.get(row, ()) for row in mine}
    about = journal.bundle(office.store, receipt.about)
    if about is None:
        return {}
    return {about.stream: tuple(_between(receipt.missing_seqs))}


def _between(missing: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans of numbers that are not missing; a program may claim any number is."""
    first = 1
    for number in sorted(set(missing)):
        if first < number:
            yield first, number - 1
        first = number + 1
    yield first, sys.maxsize


def _of_lost_bundles(office: Office, by: str, held: _Held) -> set[str]:
    """Return the lines that bundles took there of which none is held."""
    lost: set[str] = set()
    kept: set[str] = set()
    is_held: dict[tuple[str, int], bool] = {}
    for name, row, number in holdings.carried_to(office.store, by):
        if row in held:
            if (row, number) not in is_held:
                is_held[row, number] = any(first <= number <= last for first, last in held[row])
            (kept if is_held[row, number] else lost).add(name)
    return lost - kept


def _show(office: Office, uids: set[str], receipt: "Receipt") -> None:
    """Let records stand no higher than what is known to be held of them."""
    loaded = stored.load_many(office.store, sorted(uids))
    who = holdings.holders(office.store, {name for one in loaded for name in one.heads})
    chief = relaying.chief(office)
    marked = []
    for record in loaded:
        holding = [who[name] for name in record.heads]
        status = _lowered(office, record, holding, chief)
        if status != record.status:
            marked.append(replace(record, status=status))
    why = f"answer to bundle {receipt.seq}"
    stored.save_many(office.store, marked, who=office.who, at=office.moment(), why=why)


def _lowered(office: Office, record: Record, holding: list[set[str]], chief: str) -> str:
    if record.status not in relaying.SENT or all(chief in codes for codes in holding):
        return record.status
    if record.office != office.code:
        return "received"
    if all(holding):
        return relaying.ARRIVED if record.status == "accepted" else record.status
    return "sent"
