"""What the system of the computer is told of Surco: double-click."""

import click

from desktop_app.actions import double_click as clicking
from desktop_app.cli.session import Session


@click.command("double-click")
@click.argument("choice", type=click.Choice(["on", "off"]), required=False)
@click.pass_obj
def double_click(session: Session, choice: str | None) -> None:
    """Let a double click open files that end in .surco in the office, or tell whether it does."""
    desk = clicking.this_desk()
    if choice is not None:
        clicking.choose(desk, session.home, on=choice == "on")
    on = clicking.is_on(desk)
    session.say(clicking.IS_ON if on else clicking.IS_OFF)


SYSTEM_VERBS = (double_click,)
