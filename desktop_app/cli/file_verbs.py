"""Verbs about files of records: attach, file."""

from pathlib import Path

import click

from desktop_app.actions import attaching
from desktop_app.cli.session import Session
from desktop_app.language import N_
from desktop_app.records.attached import file_said

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("code")
@click.argument("field")
@click.argument("file", type=_FILE)
@click.option("--name", default="", help="What it is; else the name of the file.")
@click.option(
    "--picture", type=click.Choice(sorted(attaching.SIDES)), help="From now on, pictures so large."
)
@click.pass_obj
def attach(  # noqa: PLR0913, PLR0917 - one argument an option
    session: Session, code: str, field: str, file: Path, name: str, picture: str | None
) -> None:
    """Add FILE to the list FIELD (documents, photos) of the record CODE."""
    with session.office() as office:
        if picture:
            attaching.choose_picture_side(office, picture)
        record, added = attaching.add_to(office, code, field, file, name)
    session.say(
        N_("{file} was added to {code}."),
        file=file_said(added, session.language),
        code=record.human_code,
    )


@click.command("file")
@click.argument("code")
@click.argument("name")
@click.argument("out", type=_FILE)
@click.option("--original", is_flag=True, help="A picture as it was before it was made smaller.")
@click.pass_obj
def get_file(session: Session, code: str, name: str, out: Path, *, original: bool) -> None:
    """Write the file NAME of the record CODE to OUT."""
    with session.office(read_only=True) as office:
        found = attaching.file_named(office, code, name)
        if original:
            attaching.save_original(office, found, out)
        else:
            attaching.save_copy(office, found, out)
    session.say(N_("Written: {path}"), path=out)


FILE_VERBS = (attach, get_file)
