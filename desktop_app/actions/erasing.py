"""Erasing a person who does not want to be known here any more; the order travels like a record."""

from dataclasses import replace

from desktop_app.actions import records
from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.people import Role
from desktop_app.records.plain import clean
from desktop_app.records.record import Record
from desktop_app.records.revision import PURGED
from desktop_app.store import purging

_LONGEST_REASON = 200
_PERSON = "contact"


def may_be_erased(office: Office, record: Record) -> bool:
    """Tell whether it is a contact person of this office, withdrawn or not, and not yet erased."""
    return (record.kind, record.office) == (_PERSON, office.code) and PURGED not in record.extra


def erase(office: Office, record: Record, reason: str) -> Record:
    """Erase a contact person of this office: what is left is the code, a reason and the order.

    The answers, what was sealed of them, their history, drafts and notes are overwritten, here at
    once and with everybody who reads the next bundle or answer. Backups and files that were sent
    before still hold them. Raises UserError.
    """
    require(office, Role.REVIEWS)
    title = records.title_of(record, office.language)
    if record.kind != _PERSON or record.office != office.code:
        raise UserError(
            N_("Only a contact person of this office is erased. “{title}” is none."), title=title
        )
    if PURGED in record.extra:
        raise UserError(N_("“{title}” was erased before."), title=title)
    said = clean(reason, lines=False)[:_LONGEST_REASON].rstrip()
    if not said:
        raise UserError(N_("Say why, without the person's name: the reason stays."))
    gone = replace(
        record,
        values={},
        extra={PURGED: True},
        conflicts=(),
        deleted=said,
        status="withdrawn",
        draft=False,
    )
    with office.store.writing():
        why = N_("erased")
        if record.heads:
            saved = records.seal_record(office, gone, why)
        else:  # never sealed: nobody else has it
            saved = records.save_version(office, gone, why)
        purging.wipe(office.store, [(record.uid, record.office)])
    return saved
