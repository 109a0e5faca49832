"""The verb that erases a person."""

import click

from desktop_app.actions import erasing, records
from desktop_app.cli.session import Session
from desktop_app.language import N_


@click.command()
@click.argument("code")
@click.option("--reason", required=True, help="Why, without the person's name: it stays.")
@click.pass_obj
def purge(session: Session, code: str, reason: str) -> None:
    """Erase the contact person CODE for good, here and with whoever reads the next bundle."""
    with session.office() as office:
        gone = erasing.erase(office, records.find(office, code, "contact"), reason)
    session.say(N_("{code} was erased; the order goes with the next bundle."), code=gone.human_code)
    session.say(N_("Backups and files that were sent before still hold the person."))


ERASING_VERBS = (purge,)
