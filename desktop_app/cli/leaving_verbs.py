"""What `export --dry-run` tells, and the verb that leaves answers out: leave-out."""

from dataclasses import asdict

import click

from desktop_app.actions import leaving, records
from desktop_app.cli.session import Session, print_json
from desktop_app.language import N_, Language
from desktop_app.records.attached import size_said
from desktop_app.records.leaving import Leaving, RecordLeaving


def tell_leaving(
    session: Session, *, drafts: bool, to: str, with_files: bool, as_json: bool
) -> None:
    """Tell all that would leave now; nothing is written."""
    with session.office(read_only=True) as office:
        words = Language(session.language.code, office.country)
        told = leaving.what_leaves(office, words, drafts=drafts, to=to, with_files=with_files)
    if as_json:
        print_json(asdict(told))
        return
    session.say(N_("Records that would leave: {count}."), count=len(told.records))
    for one in told.records:
        _tell_record(session, one)
    _tell_rest(session, told, words)


@click.command("leave-out")
@click.argument("code", metavar="CODE")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD...")
@click.pass_obj
def leave_out(session: Session, code: str, fields: tuple[str, ...]) -> None:
    """Keep answers of record CODE in this office from now on: no bundle takes them."""
    with session.office() as office:
        record = records.find(office, code)
        leaving.leave_out(office, {record.uid: fields})
    text = N_("Answers of {code} that stay in this office from now on: {fields}.")
    session.say(text, code=record.human_code, fields=", ".join(fields))


def _tell_record(session: Session, one: RecordLeaving) -> None:
    click.echo(f"{one.human_code} {one.title}")
    for answer in one.answers:
        mark = "*" if answer.personal else " "
        click.echo(f" {mark} {answer.label}: {' / '.join(answer.text.splitlines())}")
    for answer in one.stays:
        session.say(N_("   stays here: {answer}"), answer=answer.label)


def _tell_rest(session: Session, told: Leaving, words: Language) -> None:
    for file in told.files:
        size = size_said(file.size, words)
        session.say(
            N_("File: {file}, {size}, of {code}"), file=file.name, size=size, code=file.human_code
        )
    if told.persons:
        session.say(N_("Persons whose name leaves (answers with * tell of them):"))
    for person in told.persons:
        known = [person.name, person.position, person.email, person.phone]
        click.echo("  " + ", ".join(part for part in known if part))
    for record in told.stays:
        session.say(
            N_("Stays here: {code} {title}. {why}"),
            code=record.human_code,
            title=record.title,
            why=record.why,
        )
    if told.encrypted:
        session.say(N_("It will be encrypted: the Secretariat asks for it."))
