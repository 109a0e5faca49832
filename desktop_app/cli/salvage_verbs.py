"""The verb for records that cannot be opened any more: salvage."""

from pathlib import Path

import click

from desktop_app.actions import salvaging
from desktop_app.cli.session import Session, json_option, print_json
from desktop_app.language import N_


@click.command()
@click.argument("folders", type=click.Path(path_type=Path), metavar="[DIR]...", nargs=-1)
@json_option
@click.pass_obj
def salvage(session: Session, folders: tuple[Path, ...], *, as_json: bool) -> None:
    """Save what can be saved of damaged records; sealed bundles in DIR fill what is missing."""
    made = salvaging.salvage(
        session.home, folders, language=session.language.code, person=session.person
    )
    if as_json:
        print_json({**made.counts(), "kept_file": made.kept, "report": made.report})
        return
    session.say(salvaging.OUTCOME, **made.counts())
    session.say(N_("Record by record it is written in {file}."), file=made.report)
    if made.kept is not None:
        session.say(N_("What was there before is kept in {kept}."), kept=made.kept)


SALVAGE_VERBS = (salvage,)
