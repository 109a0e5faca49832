"""What the numbers of an installation's bundles tell: gaps, repetitions, copies, wrong clocks.

Nothing here keeps a record out or decides between two: it names what a person should know.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from desktop_app.actions.office import Office
from desktop_app.actions.roads import stream_to
from desktop_app.actions.travelling import Note
from desktop_app.errors import Sentence, UserError
from desktop_app.language import N_
from desktop_app.records.stamp import new_uid
from desktop_app.store import journal, registers
from desktop_app.store.journal import BundleRow, MergeRow

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle
    from desktop_app.exchange.receipt import Receipt

SUBMISSION = "submission"
_PACK = "pack"
_SHOWN = 12  # numbers that one sentence lists
_MOST_MISSING = 1000
_FIRST_YEAR = 2020  # before there was a Surco
_AHEAD = timedelta(days=2)


def notes_on(office: Office, bundle: "Bundle") -> list[Note]:
    """Say what the number of a bundle tells beside those that came before it."""
    manifest = bundle.manifest
    before = rows_of(office, bundle.office, manifest.stream)
    notes: list[Note] = []
    missing = missing_numbers({row.seq for row in before} | {manifest.seq}, manifest.acked_seq)
    if missing:
        numbers = ", ".join(map(str, missing[:_SHOWN])) + (", …" if missing[_SHOWN:] else "")
        notes.append((N_("Not received: number {numbers}."), {"numbers": numbers}))
    known = next((row for row in before if row.id == bundle.manifest_hash), None)
    if any(row.seq == manifest.seq and row is not known for row in before):
        text = N_(
            "Two bundles with the number {number}: there are two copies of this installation."
        )
        notes.append((text, {"number": manifest.seq}))
    elif _follows_another(manifest.prev, manifest.seq, before):
        text = N_(
            "It was not made after the number {number} that came here: there are two copies of"
            " this installation."
        )
        notes.append((text, {"number": manifest.seq - 1}))
    if known is not None:
        day = date.fromisoformat(known.at[:10])
        notes.append((N_("Already received on {date}."), {"date": day}))
    elif _is_odd(manifest.made_at, office.moment()):
        text = N_("Dated {date} by the sender, whose clock is wrong; this changes nothing else.")
        notes.append((text, {"date": date.fromisoformat(manifest.made_at[:10])}))
    return notes


def rows_of(office: Office, sender: str, stream: str) -> list[BundleRow]:
    """Return the bundles that came of one row of numbers, the latest first."""
    arrived = journal.bundles(office.store, direction="in", office=sender)
    return [row for row in arrived if row.stream == stream]


def missing_numbers(seen: set[int], acknowledged: int = 0) -> list[int]:
    """Return the numbers of a stream that did not come, those acknowledged before left out.

    The first thousand of them: a program that went wrong may count to any number.
    """
    numbers = range(acknowledged + 1, max(seen, default=0))
    return list(islice((number for number in numbers if number not in seen), _MOST_MISSING))


def not_held(office: Office, rows: Sequence[BundleRow]) -> list[int]:
    """Return the numbers of a row of which nothing is held here: not come, or taken back since."""
    merged = {bundle for _merge, bundle, undone in journal.merged(office.store) if not undone}
    held = {row.seq for row in rows if row.id in merged}
    last = max((row.seq for row in rows), default=0)
    return missing_numbers({*held, last + 1})


def held_numbers(office: Office, sender: str) -> dict[str, tuple[tuple[int, int], ...]]:
    """Return, for each row in which a sender counted, the spans of numbers held here."""
    merged = {bundle for _merge, bundle, undone in journal.merged(office.store) if not undone}
    held: dict[str, set[int]] = {}
    for row in journal.bundles(office.store, direction="in", office=sender):
        if row.kind == SUBMISSION:
            numbers = held.setdefault(row.stream, set())
            numbers.update({row.seq} if row.id in merged else ())
    return {stream: spans_of(numbers) for stream, numbers in held.items()}


def spans_of(numbers: set[int]) -> tuple[tuple[int, int], ...]:
    """Return whole numbers as spans, each from and to."""
    spans: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return tuple(spans)


def is_late(office: Office, bundle: "Bundle") -> bool:
    """Tell whether an answer was made before one of the same office that was read here.

    What brought back files alone says nothing that a later one could say anew.
    A row of answers that another has followed is over: whoever answers went back to a backup.
    """
    arrived = journal.bundles(office.store, direction="in", office=bundle.office)
    read = [
        row
        for row in that_count(office, arrived)
        if row.kind != SUBMISSION and (row.kind != _PACK or row.records)
    ]
    own = [row.seq for row in read if row.stream == bundle.manifest.stream]
    if not own:
        return False
    return read[0].stream != bundle.manifest.stream or max(own) > bundle.manifest.seq


def is_overtaken(office: Office, bundle: "Bundle") -> bool:
    """Tell whether a bundle with a higher number of its row came before it."""
    rows = rows_of(office, bundle.office, bundle.manifest.stream)
    return any(row.seq > bundle.manifest.seq for row in that_count(office, rows))


def that_count(office: Office, rows: Sequence[BundleRow]) -> list[BundleRow]:
    """Return the bundles that came without those whose seal is known for stolen since.

    A thief may give any number to what he seals: it must stand in nobody's way afterwards.
    """
    sealed, known = registers.seals(office.store), office.trusted()
    sealers = {row.id: known.get(sealed[row.id].kid) for row in rows if row.id in sealed}
    return [
        row
        for row in rows
        if (sealer := sealers.get(row.id)) is None
        or sealer.counts_for(row.seq, row.stream, row.addressee)
    ]


def last_merged(office: Office, addressee: str) -> tuple[BundleRow, MergeRow]:
    """Return the bundle of an office that is answered next, and its merge. Raises UserError."""
    came = that_count(office, journal.bundles(office.store, "in", addressee))
    arrived = {row.id: row for row in came}
    every = [row for row in journal.merges(office.store) if row.bundle_id in arrived]
    merges = [row for row in every if not row.undone_at] or every
    if not merges:
        raise UserError(
            N_("Nothing of {office} was merged yet, so there is nothing to answer."),
            office=addressee,
        )
    stream = arrived[merges[0].bundle_id].stream  # of a new installation the numbers begin again
    newest = max(
        (row for row in merges if arrived[row.bundle_id].stream == stream),
        key=lambda row: (arrived[row.bundle_id].seq, row.at),
    )
    return arrived[newest.bundle_id], newest


def is_forked(rows: Sequence[BundleRow]) -> bool:
    """Tell whether two installations count in one row: a number twice, or made after another."""
    numbers = [row.seq for row in rows]
    return len(set(numbers)) < len(numbers) or any(
        _follows_another(row.prev, row.seq, rows) for row in rows
    )


def begin_anew(office: Office, answerer: str, receipt: "Receipt") -> tuple[Sentence, ...]:
    """Count in a row of our own from now on if an answer says that two installations share one.

    Call it inside the transaction of the answer; returns what a person is told.
    """
    if not receipt.shared_row or receipt.shared_row != stream_to(office, answerer):
        return ()
    office.change_setting("stream", new_uid()[:8])
    office.change_setting("acked_seq", "0")
    text = N_(
        "There are two copies of this installation. This one counts its bundles from 1 again, so"
        " that they can be told apart; nothing else changes. Work with one of them alone."
    )
    return (Sentence(text),)


def _follows_another(prev: str, seq: int, rows: Iterable[BundleRow]) -> bool:
    """Tell whether a bundle names as the one before it none of those with that number here."""
    there = {row.id for row in rows if row.seq == seq - 1}
    return bool(there) and prev not in there


def _is_odd(made_at: str, now: str) -> bool:
    made = datetime.fromisoformat(made_at)
    return made.year < _FIRST_YEAR or made > datetime.fromisoformat(now) + _AHEAD
