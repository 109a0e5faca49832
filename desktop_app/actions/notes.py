"""Notes at answers: writing them, seeing to them, and what is still to look at.

A record with open notes can be saved and marked ready: a note is a colleague's question, not a
rule, and who marks the record is told how many are open.
"""

from desktop_app.actions.office import Office
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.kinds import KINDS
from desktop_app.records.note import Note, fit_words
from desktop_app.records.record import Record
from desktop_app.store import notes as stored


def write_note(office: Office, record: Record, field: str, words: str) -> Note:
    """Write a note at an answer of a saved record, of another office too: it stays here.

    Raises UserError for an unknown field and for no or too many words.
    """
    if not KINDS[record.kind].has(field):
        raise UserError(
            N_("A record of kind “{kind}” has no field “{name}”. A note stands at a field."),
            kind=record.kind,
            name=field,
        )
    note = Note(
        number=0,
        kind=record.kind,
        uid=record.uid,
        field=field,
        words=fit_words(words),
        at=office.moment(),
        who=office.who,
    )
    return stored.add(office.store, note)


def close_note(office: Office, number: int) -> Note:
    """Say that a note was seen to. Raises UserError when there is none of this number."""
    if stored.numbered(office.store, number) is None:
        raise UserError(N_("There is no note number {number}."), number=number)
    stored.close(office.store, number, at=office.moment(), who=office.who)
    closed = stored.numbered(office.store, number)
    if closed is None:
        raise RuntimeError(number)
    return closed


def notes_of(office: Office, uid: str) -> list[Note]:
    """Return the notes of a record, those that were seen to as well."""
    return stored.of_record(office.store, uid)


def open_notes(office: Office, uid: str) -> list[Note]:
    """Return the notes of a record that nobody has seen to."""
    return [note for note in notes_of(office, uid) if note.is_open]
