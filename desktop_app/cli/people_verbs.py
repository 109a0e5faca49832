"""The verb about who works here: people, with add, change and close below it."""

import click

from desktop_app.actions import people as persons
from desktop_app.cli.session import Session, json_option, print_json
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.people import ROLE_WORDS, Person, Role

_ROLES = click.Choice([role.value for role in Role])


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def people(context: click.Context, *, as_json: bool) -> None:
    """List who works here, with the role of each; an arrow is before who works now."""
    if context.invoked_subcommand is not None:
        return
    session: Session = context.obj
    with session.office(read_only=True) as office:
        there = persons.everybody(office)
        now = office.person.uid if office.person else ""
    if as_json:
        print_json([_plain(person, now) for person in there])
        return
    if not there:
        session.say(N_("Nobody is entered yet; everything is allowed to everybody."))
    for person in there:
        word = session.language.text(ROLE_WORDS[person.role])
        until = f" - {session.language.date(person.until)}" if person.until else ""
        since = session.language.date(person.since)
        arrow = ">" if person.uid == now else " "
        click.echo(f"{arrow} {person.name:30} {word:12} {since}{until}")


@people.command()
@click.argument("name")
@click.option("--role", type=_ROLES, default=None, help="What the person may do.")
@click.pass_obj
def add(session: Session, name: str, role: str | None) -> None:
    """Enter the person NAME; without a role the first one sends and the others enter."""
    with session.office() as office:
        usual = Role.ENTERS if office.person else Role.SENDS
        person = persons.add(office, name, Role(role) if role else usual)
    session.say(N_("{name} works here now."), name=person.name)


@people.command()
@click.argument("name")
@click.option("--name", "new_name", default="", help="Another name; the history shows it too.")
@click.option("--role", type=_ROLES, default=None, help="Another role.")
@click.pass_obj
def change(session: Session, name: str, new_name: str, role: str | None) -> None:
    """Give the person NAME another name or another role."""
    if not new_name and role is None:
        raise UserError(N_("Say what changes: --name or --role."))
    with session.office() as office, office.store.writing():
        person = persons.named(office, name)
        if role is not None:
            person = persons.give_role(office, person, Role(role))
        if new_name:
            person = persons.rename(office, person, new_name)
    word = session.language.text(ROLE_WORDS[person.role])
    session.say(N_("{name}: {role}."), name=person.name, role=word)


@people.command()
@click.argument("name")
@click.pass_obj
def close(session: Session, name: str) -> None:
    """Close the person NAME, who left; what they did keeps their name."""
    with session.office() as office:
        person = persons.close(office, persons.named(office, name))
    session.say(N_("{name} no longer works here; the history keeps the name."), name=person.name)


def _plain(person: Person, now: str) -> dict[str, object]:
    return {
        "uid": person.uid,
        "name": person.name,
        "role": person.role.value,
        "since": person.since,
        "until": person.until,
        "now": person.uid == now,
    }


PEOPLE_VERBS = (people,)
