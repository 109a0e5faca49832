"""What stands in the menus of the window, whatever page is in sight."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QKeySequence

from desktop_app.language import N_
from desktop_app.ui.parts.menus import Command
from desktop_app.ui.parts.navigation import places

Act = Callable[[], object]
_FIGURES = 10  # Ctrl+1 to Ctrl+9


def file_commands(
    go: Callable[[str], object],
    paper: tuple[Act, Act],
    cards: tuple[Act, Act],
    leave: Act,
    *,
    sends: bool,
) -> list[Command | None]:
    """Return what goes in and out; `paper` prints and exports, `cards` make one and take one.

    An office `sends`, the Secretariat receives.
    """
    print_page, export_list = paper
    make_card, take_card = cards
    role = QAction.MenuRole.QuitRole
    sending = Command(N_("Send ..."), partial(go, "send"), "Ctrl+E", "send")
    receiving = Command(N_("Receive a bundle…"), partial(go, "received"), "Ctrl+E", "inbox")
    return [
        Command(N_("Import ..."), partial(go, "imports"), "Ctrl+I", "download"),
        sending if sends else receiving,
        Command(N_("Print ..."), print_page, QKeySequence.StandardKey.Print, "printer"),
        Command(N_("Export the list ..."), export_list, "Ctrl+Shift+E", "upload"),
        None,
        Command(N_("Make the card ..."), make_card, None, "badge-check"),
        Command(N_("Take the card of an office ..."), take_card, None, "shield-check"),
        Command(N_("Backups ..."), partial(go, "backups"), None, "shield-check"),
        None,
        Command(N_("Quit"), leave, QKeySequence.StandardKey.Quit, "log-out", role=role),
    ]


def doors(role: str, go: Callable[[str], object]) -> list[Command]:
    """Return the pages of the navigation, the first nine by number."""
    return [
        Command(
            place.title,
            partial(go, place.name),
            f"Ctrl+{number}" if number < _FIGURES else None,
            place.picture,
        )
        for number, place in enumerate(places(role), start=1)
    ]
