"""Verbs about how bundles travel: encryption, leave-out, copy."""

from pathlib import Path

import click

from desktop_app.actions import carrying, encrypting, registering
from desktop_app.cli.leaving_verbs import leave_out
from desktop_app.cli.session import Session, json_option, print_json
from desktop_app.language import N_
from desktop_app.records.policy import Encryption

FILE = click.Path(path_type=Path)
_TOLD = {
    Encryption.OFF: N_("What offices send is not encrypted."),
    Encryption.OFFERED: N_("Each office chooses whether to encrypt what it sends."),
    Encryption.REQUIRED: N_("What offices send is always encrypted."),
}


@click.command()
@click.argument("choice", type=click.Choice([str(one) for one in Encryption]), required=False)
@json_option
@click.pass_obj
def encryption(session: Session, choice: str | None, *, as_json: bool) -> None:
    """Tell whether bundles are encrypted; at the Secretariat, choose it for all offices."""
    with session.office(read_only=choice is None) as office:
        if choice is not None:
            registering.set_encryption(office, choice)
        policy = encrypting.policy_of(office)
        recipient = encrypting.recipient_of(office)
    if as_json:
        print_json({**policy.plain(), "recipient": recipient})
        return
    session.say(_TOLD[policy.encryption])
    if recipient:
        session.say(N_("Who encrypts for this office names: {recipient}"), recipient=recipient)


@click.command("copy")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.argument("folder", type=FILE, metavar="DIR")
@click.pass_obj
def copy_files(session: Session, files: tuple[Path, ...], folder: Path) -> None:
    """Copy FILEs to DIR, a stick for example, and prove that they read back from there."""
    for copy in carrying.copy_to(files, folder):
        session.say(N_("Copied and read back: {path}"), path=copy)


WRAPPING_VERBS = (encryption, leave_out, copy_files)
