"""The verb that sends an office all that is held of its own records: give-back."""

from dataclasses import asdict
from pathlib import Path

import click

from desktop_app.actions import as_text as texts
from desktop_app.actions import packs
from desktop_app.cli.exchange_verbs import tell_text
from desktop_app.cli.session import (
    Session,
    as_text_option,
    encrypt_option,
    json_option,
    language_option,
    passphrase,
    passphrase_option,
    print_json,
)
from desktop_app.language import N_


@click.command("give-back")
@click.argument("addressee", metavar="OFFICE")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@encrypt_option
@as_text_option
@language_option
@passphrase_option
@json_option
@click.pass_obj
def give_back(  # noqa: PLR0913 - one argument an option
    session: Session,
    addressee: str,
    folder: Path,
    *,
    encrypt: bool,
    as_text: bool,
    paper_language: str | None,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Seal all that is held of the records of OFFICE into DIR, for an office that lost them.

    There it is taken with: surco receive FILE --apply
    """
    with session.office() as office:
        made = packs.make_pack(
            office,
            addressee,
            folder,
            encrypt=encrypt,
            language=paper_language or session.asked_language,
            passphrase=passphrase(office, passphrase_file),
        )
        written = [texts.bundle_as_text(office, one, packs.KIND) for one in made if as_text]
    if as_json:
        print_json([asdict(one) for one in made])
        return
    for one in made:
        session.say(
            N_("{count} records and {files} files of {office}, sealed as number {number}: {path}"),
            count=one.records,
            files=one.files,
            office=one.addressee,
            number=one.sequence,
            path=one.bundle,
        )
        session.say(N_("Summary: {path}"), path=one.pdf)
        session.say(N_("Check code: {digits}"), digits=one.check_code)
    for text in written:
        tell_text(session, text)


BACK_VERBS = (give_back,)
