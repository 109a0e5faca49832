"""The verb about notes at answers: note."""

from typing import Any

import click

from desktop_app.actions import notes, people, records
from desktop_app.actions.office import Office
from desktop_app.cli.session import Session, json_option, print_json
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.note import Note


@click.command()
@click.argument("code", default="")
@click.argument("field", default="")
@click.argument("text", default="")
@click.option("--done", "number", type=int, help="The number of a note that was seen to.")
@json_option
@click.pass_obj
def note(  # noqa: PLR0913 - one argument an option
    session: Session, code: str, field: str, text: str, number: int | None, *, as_json: bool
) -> None:
    """Write the note TEXT at the answer FIELD of the record CODE, or say that one was seen to."""
    if (number is None) != bool(code and field and text) or (number is not None and code):
        raise UserError(N_("Call it as: surco note CODE FIELD TEXT, or: surco note --done NUMBER"))
    with session.office() as office:
        if number is None:
            made = notes.write_note(office, records.find(office, code), field, text)
            told = N_("Note {number} is written at “{field}”.")
        else:
            made = notes.close_note(office, number)
            told = N_("Note {number} is done.")
        plain = plain_note(made, people.names(office))
    if as_json:
        print_json(plain)
    else:
        session.say(told, number=made.number, field=made.field)


def plain_notes(office: Office, uid: str) -> list[dict[str, Any]]:
    """Return the notes of a record as JSON has them, with the names of who wrote them."""
    names = people.names(office)
    return [plain_note(one, names) for one in notes.notes_of(office, uid)]


def plain_note(made: Note, names: dict[str, str]) -> dict[str, Any]:
    """Return a note as JSON has it."""
    return {
        "number": made.number,
        "field": made.field,
        "words": made.words,
        "at": made.at,
        "who": names.get(made.who, made.who),
        "done_at": made.done_at,
        "done_by": names.get(made.done_by, made.done_by),
    }


NOTE_VERBS = (note,)
