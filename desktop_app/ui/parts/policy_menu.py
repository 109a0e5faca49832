"""What the Secretariat asks of all offices: whether what they send is encrypted."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from desktop_app.actions import encrypting, registering, registers
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.people import Role
from desktop_app.records.policy import Encryption
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.page import Context

_CHOICES = {
    Encryption.OFF: N_("Is not encrypted"),
    Encryption.OFFERED: N_("Is encrypted where an office chooses so"),
    Encryption.REQUIRED: N_("Is always encrypted"),
}


_ONCE_PUBLISHED = N_(
    "This counts for the offices once the list is published; it goes with the next answers then."
)


def fill_policy(
    menu: QMenu,
    context: Context,
    report: Callable[[BaseException], None],
    tell: Callable[[str, str, str, str], None],
) -> None:
    """Offer the choices below `menu`; what is chosen travels with the next answers.

    `tell` says a text at a level, with the words of a way on and the page that it leads to.
    """
    choices = menu.addMenu(context.language.text(N_("What offices send ...")))
    group = QActionGroup(choices)
    lines: list[QAction] = []
    for choice, text in _CHOICES.items():
        line = QAction(context.language.text(text), choices, checkable=True)
        line.setData(choice.value)
        line.triggered.connect(partial(_choose, choice, context, report, tell))
        group.addAction(line)
        lines.append(line)
    choices.addActions(lines)
    allow(context, Role.SENDS, *lines)
    choices.aboutToShow.connect(partial(_mark, lines, context))
    _mark(lines, context)


def _mark(lines: list[QAction], context: Context) -> None:
    asked = encrypting.policy_of(context.office).encryption
    for line in lines:
        line.setChecked(line.data() == asked.value)


def _choose(
    choice: Encryption,
    context: Context,
    report: Callable[[BaseException], None],
    tell: Callable[[str, str, str, str], None],
    _checked: bool = False,  # noqa: FBT001, FBT002 - Qt says whether it is
) -> None:
    try:
        registering.set_encryption(context.office, choice.value)
    except UserError as error:
        report(error)
        return
    # of a list that asks for more and one answer that asks for less, the stricter word counts
    if registers.version(context.office) and registering.has_changes(context.office):
        say = context.language.text
        tell(say(_ONCE_PUBLISHED), "info", say(N_("List of offices")), "register")
