"""The verb about the list of offices: register, with what the Secretariat decides below it."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from desktop_app.actions import (
    agreeing,
    encrypting,
    inbox,
    publishing,
    register_view,
    registering,
    registers,
)
from desktop_app.actions.office import Office
from desktop_app.cli.inbox_verbs import tell_tried
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

FILE = click.Path(path_type=Path)
STATUS_WORDS = {
    "active": N_("counts"),
    "retired": N_("replaced, counts up to number {number}"),
    "revoked": N_("lost, counts up to number {number}"),
}
_NEW_CARD = N_("Make a new card and send it to every office: surco card FILE")
_STILL_WAITS = N_("List {number} waits: so many holders must still add their seal: {count}.")
_seal_option = click.option("--seal", type=FILE, help="The file of another seal, on a stick.")


@click.group(invoke_without_command=True)
@click.pass_context
def register(context: click.Context) -> None:
    """Show and keep the list of offices: whose files are taken, and up to which number."""
    if context.invoked_subcommand is None:
        context.invoke(show, as_json=False)


@register.command()
@json_option
@click.pass_obj
def show(session: Session, *, as_json: bool) -> None:
    """Show the list here: its number, each office with its seals, what came of each."""
    with session.office(read_only=True) as office:
        shown = register_view.show(office)
        notice = registers.notice_of_age(office)
    if as_json:
        print_json(asdict(shown))
        return
    say = session.say
    if shown.number:
        date = session.language.date(shown.made_at[:10])
        say(N_("List of offices, number {number} of {date}."), number=shown.number, date=date)
    else:
        say(N_("No list of offices yet; those are taken whose cards were accepted."))
    if shown.seals_of > 1:
        say(
            N_("Publishing it takes {wanted} of {count} seals."),
            wanted=shown.seals_wanted,
            count=shown.seals_of,
        )
    for one in shown.computers:
        word = session.language.text(STATUS_WORDS[one.status], number=one.last_good)
        last = f"{one.number:6d} {one.at[:10]}" if one.number else " " * 17
        below = f" < {one.below}" if one.below else ""
        click.echo(f"{one.office:12} {one.kid} {last}  {word}  {one.name}{below}")
    if shown.unpublished:
        say(N_("What was changed since is not published yet: surco register publish DIR"))
    if notice is not None:
        click.echo(session.language.sentence(notice))


@register.command()
@click.argument("office_code", metavar="OFFICE")
@click.argument("seal_name", metavar="SEAL")
@click.pass_obj
def enrol(session: Session, office_code: str, seal_name: str) -> None:
    """Take files of SEAL of OFFICE again; a new one enters the list when its card is taken."""
    with session.office() as office:
        registering.restore(office, office_code, seal_name)
        tried = inbox.try_again(office)
    tell_tried(session, tried)
    _tell_decided(session)


@register.command()
@click.argument("office_code", metavar="OFFICE")
@click.argument("seal_name", metavar="SEAL")
@click.option("--last-good", type=click.IntRange(min=0), help="The last number that counts.")
@click.pass_obj
def retire(session: Session, office_code: str, seal_name: str, *, last_good: int | None) -> None:
    """Take no more of SEAL, which has a successor; without a number, after what has come."""
    _decided(session, lambda office: registering.retire(office, office_code, seal_name, last_good))


@register.command()
@click.argument("office_code", metavar="OFFICE")
@click.argument("seal_name", metavar="SEAL")
@click.option("--last-good", type=click.IntRange(min=0), help="The last number that counts.")
@click.option("--stream", default="", help="The row of numbers, if SEAL has begun several.")
@click.pass_obj
def revoke(
    session: Session, office_code: str, seal_name: str, *, last_good: int | None, stream: str
) -> None:
    """Take nothing of the lost computer SEAL after a number; what came later is named."""
    with session.office() as office:
        own = office.is_secretariat and office_code.upper() == office.code
        if last_good is None and not own:
            raise UserError(N_("Say up to which number the lost computer counts: --last-good N"))
        anew = own and registering.lose_own(office, seal_name, last_good)
        if not own:
            registering.revoke(office, office_code, seal_name, last_good, stream)
        after = (
            []
            if last_good is None
            else registering.came_after(office, seal_name.upper(), last_good)
        )
    _tell_decided(session)
    if anew:
        session.say(_NEW_CARD)
    for row in after:
        session.say(
            N_("Number {number} came on {date} and was merged before. Look at it."),
            number=row.seq,
            date=session.language.date(row.at[:10]),
        )


@register.command()
@click.argument("office_code", metavar="OFFICE")
@click.argument("name")
@click.pass_obj
def rename(session: Session, office_code: str, name: str) -> None:
    """Give OFFICE another name."""
    _decided(session, lambda office: registering.rename(office, office_code, name))


@register.command()
@click.argument("office_code", metavar="OFFICE")
@click.argument("codes", nargs=-1, metavar="CODE...")
@click.pass_obj
def scope(session: Session, office_code: str, codes: tuple[str, ...]) -> None:
    """Say for which codes OFFICE speaks beside its own, each with all below it."""
    _decided(session, lambda office: registering.give_scope(office, office_code, codes))


@register.command()
@click.argument("office_code", metavar="OFFICE")
@click.argument("above", default="", metavar="[ABOVE]")
@click.pass_obj
def below(session: Session, office_code: str, above: str) -> None:
    """Put OFFICE below ABOVE, which brings its records too; without it, below no other office."""
    _decided(session, lambda office: registering.place_below(office, office_code, above))


@register.command()
@click.option("--encryption", type=click.Choice(["off", "offered", "required"]), help="Of bundles.")
@click.pass_obj
def policy(session: Session, *, encryption: str | None) -> None:
    """Show what the list asks of bundles on their way, or say it."""
    if encryption is not None:
        _decided(session, lambda office: registering.set_encryption(office, encryption))
        return
    with session.office(read_only=True) as office:
        click.echo(encrypting.policy_of(office).encryption.value)


@register.command()
@click.argument("seals", nargs=-1, metavar="PUBLIC...")
@click.option("--threshold", type=int, default=1, help="How many of them seal together.")
@click.option("--anew", is_flag=True, help="Too few of the seals before are left.")
@click.pass_obj
def root(session: Session, seals: tuple[str, ...], *, threshold: int, anew: bool) -> None:
    """Say who publishes the list: the PUBLIC parts of their seals, else this computer alone."""
    _decided(session, lambda office: registering.set_root(office, seals, threshold, anew=anew))
    if anew:
        session.say(_NEW_CARD)


@register.command("make-seal")
@click.argument("file", type=FILE)
@passphrase_option
@click.pass_obj
def make_seal(session: Session, file: Path, *, passphrase_file: Path | None) -> None:
    """Make a seal in FILE, on a stick to be locked away, and tell its public part."""
    words = read_passphrase(passphrase_file) if passphrase_file else None
    public = publishing.make_root_key(file, words)
    session.say(N_("Seal: {file}. Its public part:"), file=file)
    click.echo(public)


@register.command()
@click.argument("folder", type=FILE, metavar="DIR")
@_seal_option
@passphrase_option
@click.pass_obj
def publish(
    session: Session, folder: Path, *, seal: Path | None, passphrase_file: Path | None
) -> None:
    """Seal the list as it was decided and write it into DIR; answers carry it from now on."""
    with session.office() as office:
        words = _words(office, seal, passphrase_file)
        done = publishing.publish(office, folder, key=seal, passphrase=words)
    _tell_published(session, done)


@register.command()
@click.argument("file", type=FILE)
@click.argument("out", type=FILE)
@_seal_option
@passphrase_option
@click.pass_obj
def sign(
    session: Session, file: Path, out: Path, *, seal: Path | None, passphrase_file: Path | None
) -> None:
    """Add one more seal to the list in FILE and write it to OUT."""
    with session.office() as office:
        words = _words(office, seal, passphrase_file)
        done = publishing.sign(office, file, out, key=seal, passphrase=words)
    _tell_published(session, done)


@register.command()
@click.argument("file", type=FILE)
@click.pass_obj
def look(session: Session, file: Path) -> None:
    """Say what the list in FILE changes and who agreed to it, before a seal is added."""
    with session.office(read_only=True) as office:
        seen = agreeing.look_at(office, file)
    session.say(N_("List of offices, number {number}: {path}"), number=seen.number, path=file)
    for one in seen.changes:
        click.echo(f"  {session.language.sentence(one)}")
    for holder in seen.holders:
        word = session.language.text(N_("agreed") if holder.agreed else N_("has not agreed"))
        click.echo(f"{holder.kid}  {word}  {holder.name}")


@register.command()
@click.argument("file", type=FILE)
@click.pass_obj
def read(session: Session, file: Path) -> None:
    """Take the list in FILE, if those who publish it sealed it and it is newer.

    At the Secretariat seals that were added apart are put together.
    """
    with session.office() as office:
        done = agreeing.read(office, file)
    if isinstance(done, agreeing.Agreement):
        raise UserError(_STILL_WAITS, number=done.number, count=done.lacking)
    taken, tried = done
    tell_tried(session, tried)
    if taken.changed:
        session.say(N_("New list of offices: number {number}."), number=taken.version)
    else:
        session.say(N_("This list of offices, number {number}, is here."), number=taken.version)


def _decided(session: Session, decide: Callable[[Office], None]) -> None:
    with session.office() as office:
        decide(office)
    _tell_decided(session)


def _tell_decided(session: Session) -> None:
    session.say(N_("This counts here from now on. For the offices: surco register publish DIR"))


def _tell_published(session: Session, done: publishing.Published) -> None:
    standing = done.standing
    session.say(N_("List of offices, number {number}: {path}"), number=done.version, path=done.path)
    if not standing.enough:
        session.say(
            N_(
                "It has {seals} of {wanted} seals. The others add theirs with: surco register sign"
                " FILE OUT; then: surco register read OUT"
            ),
            seals=standing.seals + standing.old_seals,
            wanted=standing.wanted + standing.old_wanted,
        )


def _words(office: Office, seal: Path | None, passphrase_file: Path | None) -> str | None:
    if seal is None:
        return passphrase(office, passphrase_file)
    if passphrase_file is None:
        if publishing.is_protected(seal):
            raise UserError(
                N_("The seal is protected. Give its passphrase with --passphrase-file.")
            )
        return None
    return read_passphrase(passphrase_file)


REGISTER_VERBS = (register,)
