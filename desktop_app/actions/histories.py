"""Bringing back: one earlier value of an answer, or a whole record that was withdrawn."""

from dataclasses import replace

from desktop_app.actions import records
from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.differences import slots_of_record, with_slots
from desktop_app.records.kinds import KINDS
from desktop_app.records.people import Role
from desktop_app.records.record import Record
from desktop_app.records.revision import PURGED
from desktop_app.records.slots import slot_field
from desktop_app.store import trash
from desktop_app.store.changes import Change

__all__ = ["Change", "bring_back", "bring_back_value", "can_bring_back", "withdrawn"]


def can_bring_back(office: Office, record: Record, change: Change) -> bool:
    """Tell whether what stood before a change can be put back: an answer that differs now."""
    if record.office != office.code or record.deleted:
        return False
    if not KINDS[record.kind].has(slot_field(change.slot)):
        return False
    return bool(slots_of_record(record).get(change.slot) != change.before)


def bring_back_value(office: Office, uid: str, change: Change) -> Record:
    """Save the next version of a record with what stood in one slot before a change.

    Raises UserError when it is no answer, or the record was withdrawn or is another office's.
    """
    record = records.find(office, uid)
    if not can_bring_back(office, record, change):
        raise UserError(N_("This value cannot be brought back here, or it stands already."))
    earlier = with_slots(record, {change.slot: change.before})
    return records.enter_record(office, earlier, N_("an earlier value brought back"))


def withdrawn(office: Office) -> list[Record]:
    """Return the withdrawn records of this office, the last one first."""
    return trash.withdrawn(office.store, office.code)


def bring_back(office: Office, record: Record) -> Record:
    """Make a withdrawn record a draft again; one that was sealed says so in a new revision.

    Raises UserError when it is not withdrawn, was erased or belongs to another office, StaleRecord.
    """
    if record.office != office.code or not record.deleted or PURGED in record.extra:
        raise UserError(
            N_("“{title}” is not a withdrawn record of this office."),
            title=records.title_of(record, office.language),
        )
    require(office, Role.REVIEWS if record.heads else Role.ENTERS)
    back = replace(record, deleted="", status="draft", draft=True)
    why = N_("brought back")
    with office.store.writing():
        if record.heads:
            return records.seal_record(office, back, why)
        return records.save_version(office, back, why)
