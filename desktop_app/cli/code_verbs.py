"""The verb that mends a code that two records have: new-code."""

import click

from desktop_app.actions import numbering, records
from desktop_app.cli.session import Session
from desktop_app.language import N_


@click.command("new-code")
@click.argument("code")
@click.pass_obj
def new_code(session: Session, code: str) -> None:
    """Give the record CODE another code, because a second one has the same: name it by its uid."""
    with session.office() as office:
        before = records.find(office, code)
        after = numbering.give_new_code(office, before)
    session.say(
        N_("“{title}” has the code {code} now; it was {before}."),
        title=records.title_of(after, session.language.code),
        code=after.human_code,
        before=before.human_code,
    )


CODE_VERBS = (new_code,)
