"""The verb about the seal of this office: seal, with what changes it below it."""

import sys
from pathlib import Path
from typing import Any

import click

from desktop_app.actions import recovering, renewing, seals
from desktop_app.actions.office import Office
from desktop_app.actions.seals import SealState
from desktop_app.cli.session import (
    Session,
    json_option,
    passphrase,
    passphrase_option,
    print_json,
    read_passphrase,
)
from desktop_app.errors import UserError
from desktop_app.language import N_

_RENEWED = N_(
    "A new seal is made. The next bundle takes it along; once the Secretariat has answered"
    " that bundle, it takes the place of the present one by itself."
)
_RENEWED_ABOVE = N_(
    "A new seal is made. Publish the list of offices: from then on the new one"
    " seals, and the offices learn of it by themselves."
)
_FILE = click.Path(path_type=Path)
_TYPED_LIMIT = 4096
_SHORTEST_WORD = 3  # what is shorter and all figures is the number before a group


def _new_passphrase_option(command: Any) -> Any:  # noqa: ANN401 - what click decorates
    told = "Its first line protects the seal from now on."
    return click.option("--new-passphrase-file", type=_FILE, help=told)(command)


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def seal(context: click.Context, *, as_json: bool) -> None:
    """Tell how the seal of this office stands: since when, protected or not, its sheet."""
    if context.invoked_subcommand is not None:
        return
    session: Session = context.obj
    with session.office(read_only=True) as office:
        state = seals.state_of(office)
    if as_json:
        print_json(_plain(session, state))
    else:
        _tell(session, state)


@seal.command()
@passphrase_option
@click.pass_obj
def renew(session: Session, passphrase_file: Path | None) -> None:
    """Make the seal that follows; the next bundle, or the next list of offices, takes it along."""
    with session.office() as office:
        card = renewing.renew(office, passphrase(office, passphrase_file))
        told = _RENEWED_ABOVE if office.is_secretariat else _RENEWED
    session.say(told)
    session.say(N_("Its digits: {digits}"), digits=card.fingerprint)


@seal.command()
@_new_passphrase_option
@click.option("--yes", is_flag=True, help="Do not ask whether the seal in use is really lost.")
@click.pass_obj
def new(session: Session, new_passphrase_file: Path | None, *, yes: bool) -> None:
    """Make a seal in place of one that is lost; afterwards its card has to be sent."""
    question = N_("Make a new seal? Until its card was accepted, your bundles wait there.")
    if not yes and not click.confirm(session.language.text(question)):
        raise UserError(N_("The seal is as it was."))
    with session.office() as office:
        digits = seals.new_seal(office, _new_words(new_passphrase_file))
    session.say(N_("The new seal is in use; the records are as they were."))
    session.say(N_("Make its card with “surco card”, send it, and read these digits by telephone:"))
    click.echo(digits)


@seal.command("recovery-sheet")
@click.argument("file", type=_FILE, metavar="FILE.pdf")
@click.option("--again", is_flag=True, help="Print it once more.")
@passphrase_option
@click.pass_obj
def recovery_sheet(
    session: Session, file: Path, passphrase_file: Path | None, *, again: bool
) -> None:
    """Write the recovery sheet of the seal to FILE.pdf: print it, lock it away, delete the file."""
    with session.office() as office:
        words = passphrase(office, passphrase_file)
        recovering.print_sheet(office, file, words, again=again)
    session.say(N_("Recovery sheet: {path}"), path=file)
    session.say(N_("Print it once for the safe, then delete the file."))


@seal.command()
@_new_passphrase_option
@click.pass_obj
def restore(session: Session, new_passphrase_file: Path | None) -> None:
    """Take the seal of a recovery sheet into use; its 14 groups come from standard input."""
    if sys.stdin.isatty():
        session.say(N_("Type the fourteen groups of the sheet, then an empty line."))
    groups = _typed_groups()
    with session.office() as office:
        restored = recovering.restore_seal(office, groups, _new_words(new_passphrase_file))
    session.say(N_("The seal is back. Compare its digits with those on the sheet:"))
    click.echo(restored.digits)
    session.say(N_("What is sent from now on begins a new row of numbers."))


@seal.command("passphrase")
@passphrase_option
@_new_passphrase_option
@click.option("--remove", is_flag=True, help="Protect the seal by none.")
@click.option("--remember", is_flag=True, help="Let the keychain of this computer keep it.")
@click.option("--forget", is_flag=True, help="Take it out of the keychain again.")
@click.pass_obj
def change_passphrase(  # noqa: PLR0913 - one argument an option
    session: Session,
    passphrase_file: Path | None,
    new_passphrase_file: Path | None,
    *,
    remove: bool,
    remember: bool,
    forget: bool,
) -> None:
    """Set, change or remove the passphrase of the seal, or let the keychain keep it."""
    if sum((bool(new_passphrase_file), remove, remember, forget)) != 1:
        raise UserError(
            N_("Say one of: --new-passphrase-file FILE, --remove, --remember, --forget.")
        )
    with session.office() as office:
        if forget:
            seals.forget(office)
            session.say(N_("The keychain of this computer does not keep the passphrase any more."))
            return
        words = passphrase(office, passphrase_file)
        if remember:
            _remember(session, office, words)
            return
        seals.change_passphrase(office, words, _new_words(new_passphrase_file))
        protected = office.seal_protected
    session.say(
        N_("The seal is protected by the new passphrase.")
        if protected
        else N_("The seal has no passphrase any more.")
    )


def _remember(session: Session, office: Office, words: str | None) -> None:
    if words is None:
        raise UserError(N_("The seal has no passphrase, so there is nothing to remember."))
    if not seals.remember(office, words):
        raise UserError(
            N_("This computer has no keychain that keeps it. The passphrase is typed as before.")
        )
    session.say(N_("The keychain of this computer keeps the passphrase from now on."))


def _new_words(file: Path | None) -> str | None:
    return read_passphrase(file) if file else None


def _typed_groups() -> list[str]:
    """Return the groups on standard input: one a line, or many, numbered as on the sheet or not."""
    typed: list[str] = []
    for line in sys.stdin.read(_TYPED_LIMIT).splitlines() if not sys.stdin.isatty() else _lines():
        words = line.replace("-", " ").split()
        typed += [word for word in words if not (word.isdigit() and len(word) < _SHORTEST_WORD)]
    return typed


def _lines() -> list[str]:
    return list(iter(lambda: sys.stdin.readline().strip(), ""))


def _tell(session: Session, state: SealState) -> None:
    date, say = session.language.date, session.say
    if state.trouble is not None:
        click.echo(session.language.error(state.trouble))
    say(N_("In use since {date}."), date=date(state.since))
    if state.protected and state.remembered:
        say(N_("Protected by a passphrase, which the keychain of this computer keeps."))
    elif state.trouble is None:
        say(
            N_("Protected by a passphrase.")
            if state.protected
            else N_("Not protected by a passphrase.")
        )
    if state.sheet_printed:
        say(N_("Recovery sheet printed on {date}."), date=date(state.sheet_printed))
    else:
        say(N_("No recovery sheet was printed yet."))
    say(N_("Digits of the card: {digits}"), digits=state.digits)
    if state.next_digits:
        say(
            N_("A new seal goes with the next bundle. Its digits: {digits}"),
            digits=state.next_digits,
        )


def _plain(session: Session, state: SealState) -> dict[str, Any]:
    return {
        "digits": state.digits,
        "since": state.since,
        "protected": state.protected,
        "remembered": state.remembered,
        "sheet_printed": state.sheet_printed,
        "last_sent": state.last_sent,
        "next_digits": state.next_digits,
        "trouble": session.language.error(state.trouble) if state.trouble else "",
    }


SEAL_VERBS = (seal,)
