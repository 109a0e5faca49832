"""What was typed since the last seal, as lines, so that a merge weighs it like any other side."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from desktop_app.actions import gaps
from desktop_app.actions.office import Office
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import Record
from desktop_app.records.restored import from_state
from desktop_app.records.revision import Revision, State, seal, state
from desktop_app.records.slots import fields_of, slots_of
from desktop_app.store import records as stored

Known = Mapping[str, Mapping[str, Revision]]  # uid -> revision id -> revision


def edits(office: Office, uids: Collection[str], known: Known) -> list[Revision]:
    """Return a line for each of these records that holds more than was sealed; none is stored.

    `known` are the lines of these records that count here.
    """
    found = []
    seen = gaps.seen(office, {uid: lines for uid, lines in known.items() if uid in uids})
    for record in stored.load_many(office.store, sorted(uids)):
        if record.office != office.code:
            continue  # of a unit: nothing of it is typed here
        lines = known.get(record.uid, {})
        sealed = state(KINDS[record.kind], lines.values(), seen) if lines else None
        line = seal(record, parents=record.heads, author=office.code, at=office.moment())
        if sealed is None or (sealed.fields, sealed.deleted) != (line.fields, line.deleted):
            if sealed is not None and record.conflicts:
                line = _sealed_beside(office, record, sealed, lines)
            found.append(line)
    return found


def with_edits(known: Known, typed: Iterable[Revision]) -> dict[str, dict[str, Revision]]:
    """Return the lines that are known, and what was typed since as sides of their own."""
    sides = {uid: dict(lines) for uid, lines in known.items()}
    for line in typed:
        sides.setdefault(line.uid, {})[line.id] = line
    return sides


def _sealed_beside(
    office: Office, record: Record, sealed: State, lines: Mapping[str, Revision]
) -> Revision:
    """Return what was typed as a line upon one of the heads: its open differences stay open."""
    kind = KINDS[record.kind]
    head = min((lines[name] for name in sealed.heads), key=lambda line: (line.deleted, line.id))
    typed = slots_of(kind, {**record.extra, **record.values, "human_code": record.human_code})
    shown, flat = slots_of(kind, sealed.fields), slots_of(kind, head.fields)
    for slot in typed.keys() | shown.keys():
        if typed.get(slot) == shown.get(slot):
            continue
        if slot in typed:
            flat[slot] = typed[slot]
        else:
            flat.pop(slot, None)
    upon = replace(sealed, fields=fields_of(kind, flat), deleted=head.deleted)
    beside = from_state(record, kind=record.kind, uid=record.uid, office=record.office, state=upon)
    return seal(beside, parents=[head.id], author=office.code, at=office.moment())
