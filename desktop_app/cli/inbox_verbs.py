"""The verb about files that arrived and wait: inbox, inbox try-again, inbox let-go."""

from collections.abc import Iterable
from typing import Any

import click

from desktop_app.actions import inbox as waiting_files
from desktop_app.actions.inbox import Tried, Waiting
from desktop_app.cli.session import Session, json_option, print_json
from desktop_app.language import N_

_SHOWN = 8  # letters of an id


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def inbox(context: click.Context, *, as_json: bool) -> None:
    """List the files that arrived and wait: for a card, other parts, a newer Surco."""
    if context.invoked_subcommand is not None:
        return
    session: Session = context.obj
    with session.office(read_only=True) as office:
        there = waiting_files.waiting(office)
    if as_json:
        print_json([_plain(session, one) for one in there])
        return
    if not there:
        session.say(N_("No file waits."))
    for one in there:
        kilobytes = session.language.number(max(1, round(one.size / 1000)))
        click.echo(f"{one.id[:_SHOWN]}  {one.at[:10]}  {one.file_name}  {kilobytes} kB  {one.kid}")
        click.echo(f"  {session.language.sentence(one.waits_for)}")


@inbox.command("try-again")
@json_option
@click.pass_obj
def try_again(session: Session, *, as_json: bool) -> None:
    """Take what can be taken now; the rest goes on waiting."""
    with session.office() as office:
        taken = waiting_files.try_again(office)
        left = len(waiting_files.waiting(office))
    if as_json:
        print_json({"taken": [plain_tried(one) for one in taken], "waiting": left})
        return
    tell_tried(session, taken)
    session.say(N_("Files that still wait: {count}."), count=left)


@inbox.command("let-go")
@click.argument("name", metavar="ID")
@click.option("--reason", required=True, help="Why; it stays written down.")
@click.pass_obj
def let_go(session: Session, name: str, reason: str) -> None:
    """Take the waiting file ID away for good."""
    with session.office() as office:
        gone = waiting_files.let_go(office, name, reason)
    session.say(N_("“{file}” was let go."), file=gone.file_name)


def tell_tried(session: Session, taken: Iterable[Tried]) -> None:
    """Say which files that waited were taken."""
    for one in taken:
        text = N_("Number {number} of {office} waited here and was taken now: {file}")
        session.say(text, number=one.sequence, office=one.office, file=one.file_name)


def plain_tried(one: Tried) -> dict[str, Any]:
    """Return a file that was taken as JSON has it."""
    return {
        "file": one.file_name,
        "office": one.office,
        "sequence": one.sequence,
        "merge_id": one.merge_id,
    }


def _plain(session: Session, one: Waiting) -> dict[str, Any]:
    return {
        "id": one.id,
        "file": one.file_name,
        "size": one.size,
        "at": one.at,
        "seal": one.kid,
        "cause": one.cause,
        "waits_for": session.language.sentence(one.waits_for),
    }


INBOX_VERBS = (inbox,)
