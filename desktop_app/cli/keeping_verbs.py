"""Verbs about keeping: backup, restore."""

from dataclasses import asdict
from pathlib import Path

import click

from desktop_app.actions import keeping, restoring
from desktop_app.cli.session import Session, json_option, print_json
from desktop_app.language import N_

_NAMED_AT_MOST = 20


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", required=False)
@json_option
@click.pass_obj
def backup(session: Session, folder: Path | None, *, as_json: bool) -> None:
    """Make a proved backup now, and copy it to DIR if one is given."""
    with session.office(read_only=True) as office:
        made = (
            keeping.back_up_to(office, folder) if folder else keeping.back_up(office, always=True)
        )
    path = made.copy or (made.backup.path if made.backup else None)
    if as_json:
        print_json({"backup": made.backup and asdict(made.backup), "copy": made.copy})
    else:
        session.say(N_("Backup made and proved: {path}"), path=path)
    if made.missed is not None:
        click.echo(session.language.error(made.missed), err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@json_option
@click.pass_obj
def restore(session: Session, file: Path, *, as_json: bool) -> None:
    """Put backup FILE in the place of the records; what is there now is kept beside it."""
    loss = restoring.what_would_go(session.home, file)
    kept = restoring.restore(session.home, file, person=session.person)
    names = [restoring.name_of(one, session.language.code) for one in loss.records]
    if as_json:
        print_json({"kept": kept, "known": loss.known, "older_now": names})
        return
    session.say(N_("Restored from {file}."), file=file)
    if kept is not None:
        session.say(N_("What was there before is kept in {kept}."), kept=kept)
    if names:
        session.say(N_("Older now, or gone from here: {count} records."), count=len(names))
    for name in names[:_NAMED_AT_MOST]:
        click.echo(f"  {name}")
    if names and restoring.may_ask_back(session.home):
        session.say(
            N_(
                "What of it was sent can be sent back by the Secretariat:"
                " surco give-back OFFICE DIR"
            )
        )


KEEPING_VERBS = (backup, restore)
