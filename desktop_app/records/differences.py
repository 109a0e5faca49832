"""What differs between two states of one record, slot by slot, and how a slot is put back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.records.kinds import KINDS
from desktop_app.records.record import Record
from desktop_app.records.slots import Slots, fields_of, slot_field, slots_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One slot on two sides, None where a side leaves it empty.

    `mine` and `theirs` tell which side changed it since both were the same.
    """

    slot: str
    stored: Any
    typed: Any
    mine: bool
    theirs: bool


def slots_of_record(record: Record) -> Slots:
    """Return the slots of the answers and of what has no question here."""
    return slots_of(KINDS[record.kind], {**record.extra, **record.values})


def with_slots(record: Record, changed: Mapping[str, Any]) -> Record:
    """Return the record with these slots as given, None to empty one; other slots stay.

    Rows keep their order, one that comes back goes to the end.
    """
    kind = KINDS[record.kind]
    by_field: dict[str, dict[str, Any]] = {}
    for slot, value in changed.items():
        by_field.setdefault(slot_field(slot), {})[slot] = value
    answers: dict[str, Any] = {}
    extra = dict(record.extra)
    for field, slots in by_field.items():
        held = record.values if kind.has(field) else record.extra
        flat = slots_of(kind, {field: held[field]} if field in held else {})
        left = {slot: value for slot, value in {**flat, **slots}.items() if value is not None}
        value = fields_of(kind, left).get(field)
        if kind.has(field):
            answers[field] = value
        elif value is not None:
            extra[field] = value
        else:
            extra.pop(field, None)
    return replace(record.with_values(**answers), extra=extra)


def differences(opened: Record, stored: Record, typed: Record) -> list[Difference]:
    """Compare what is stored with what was typed, both made from `opened`; by slot.

    Give `stored` twice to compare two states only.
    """
    base, now, mine = map(slots_of_record, (opened, stored, typed))
    return [
        Difference(
            slot=slot,
            stored=now.get(slot),
            typed=mine.get(slot),
            mine=mine.get(slot) != base.get(slot),
            theirs=now.get(slot) != base.get(slot),
        )
        for slot in sorted(now.keys() | mine.keys())
        if now.get(slot) != mine.get(slot)
    ]
