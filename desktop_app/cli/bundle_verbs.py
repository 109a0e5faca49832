"""The verb about all that was sent and received: bundles."""

from typing import Any

import click

from desktop_app.actions import bundle_contents
from desktop_app.actions.bundle_contents import Contents
from desktop_app.actions.bundles import sent_and_received
from desktop_app.cli.session import Session, json_option, print_json
from desktop_app.language import N_
from desktop_app.records.list_words import status_word
from desktop_app.store.journal import BundleRow

_SHOWN = 8  # letters of an id
_OUT = {"submission": N_("sent"), "answer": N_("answer sent"), "pack": N_("sent back")}
_IN = {"submission": N_("received"), "answer": N_("answer read"), "pack": N_("came back")}


@click.command()
@click.argument("number", default="")
@json_option
@click.pass_obj
def bundles(session: Session, number: str, *, as_json: bool) -> None:
    """List what was sent and received, the newest first; with NUMBER also what each held."""
    with session.office(read_only=True) as office:
        if number:
            rows = bundle_contents.named(office, number)
            code = session.language.code
            told = [bundle_contents.contents(office, row, code) for row in rows]
        else:
            rows, told = sent_and_received(office), []
    if as_json:
        print_json([_plain_contents(one) for one in told] or [_plain(row) for row in rows])
        return
    if not rows:
        session.say(N_("Nothing was sent or received yet."))
    for place, row in enumerate(rows):
        _tell(session, row)
        if told:
            _tell_contents(session, told[place])


def _tell(session: Session, row: BundleRow) -> None:
    out = row.direction == "out"
    state = session.language.text((_OUT if out else _IN).get(row.kind, row.kind))
    other = row.addressee if out else row.office
    click.echo(f"{row.at[:10]}  {row.seq:>4}  {state}  {other}  {row.file_name}  {row.id[:_SHOWN]}")


def _tell_contents(session: Session, one: Contents) -> None:
    say = session.say
    say(N_("  Records: {count}. Parts: {parts}."), count=one.bundle.records, parts=one.parts)
    for held in one.records:
        out = one.bundle.direction == "out" and held.came_of_it
        words = session.language
        said = status_word(held.came_of_it, words) if out else words.text(held.came_of_it)
        reason = f": {session.language.text(held.reason)}" if held.reason else ""
        click.echo(f"    {held.human_code}  {held.title}  ({said}{reason})")
    if one.files:
        say(N_("  Files: {names}"), names=", ".join(one.files))
    if one.files_away:
        say(N_("  Files that are not here: {count}."), count=one.files_away)
    say(N_("  Check code: {digits}"), digits=one.bundle.check_code)


def _plain(row: BundleRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "direction": row.direction,
        "kind": row.kind,
        "office": row.office,
        "addressee": row.addressee,
        "number": row.seq,
        "made_at": row.made_at,
        "at": row.at,
        "file": row.file_name,
        "parts": bundle_contents.parts_of(row),
        "records": row.records,
        "bytes": row.size,
        "check_code": row.check_code,
        "state": row.state,
    }


def _plain_contents(one: Contents) -> dict[str, Any]:
    held = [
        {
            "uid": record.uid,
            "kind": record.kind,
            "human_code": record.human_code,
            "title": record.title,
            "came_of_it": record.came_of_it,
            "reason": record.reason,
        }
        for record in one.records
    ]
    files = {"files": list(one.files), "files_away": one.files_away}
    return {**_plain(one.bundle), "held": held, **files}
