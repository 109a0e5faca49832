"""What stands in the menus of the window, whatever page is in sight."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from desktop_app.language import N_
from desktop_app.records.people import Role
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.double_click_line import DoubleClickLine
from desktop_app.ui.parts.frame import Frame
from desktop_app.ui.parts.kind_words import NEW
from desktop_app.ui.parts.menus import Command, fill, fill_edit, offer
from desktop_app.ui.parts.navigation import places
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.policy_menu import fill_policy
from desktop_app.ui.parts.preferences import Preferences
from desktop_app.ui.parts.record_actions import like_last_action, show_what_fits
from desktop_app.ui.parts.view_menu import fill_view

_FIGURES = 10  # Ctrl+1 to Ctrl+9
_MAKE_CARD = N_("Make the card ...")
_OFFICES = N_("List of offices ...")
_TAKE_CARD = N_("Take the card of an office ...")


class Errand(Protocol):
    """What the menus do that is not a page."""

    def ask_card_file(self) -> None: ...
    def ask_card_to_trust(self) -> None: ...
    def show_about(self) -> None: ...
    def show_example(self) -> object: ...


class Door(Protocol):
    """What the menus ask for of files that come from outside."""

    def ask_file(self) -> None: ...
    def ask_text(self) -> None: ...
    def ask_folder(self) -> None: ...


class Window(Protocol):
    """What the menus ask of the window that they hang from."""

    frame: Frame

    @property
    def doorway(self) -> Door: ...

    @property
    def page(self) -> Page: ...
    def report(self, error: BaseException) -> None: ...
    def go(self, where: str) -> None: ...
    def back(self) -> None: ...
    def step(self, lines: int) -> None: ...
    def new_here(self) -> None: ...
    def new_record(self, kind: str) -> None: ...
    def print_page(self) -> None: ...
    def export_list(self) -> None: ...
    def search_here(self) -> None: ...
    def show_help(self) -> None: ...
    def speak(self, code: str) -> None: ...
    def colour(self, theme: str) -> None: ...
    def enlarge(self, steps: int) -> None: ...
    def close(self) -> bool: ...
    def setMenuBar(self, bar: QMenuBar, /) -> None: ...


class WindowMenus:
    """The menus, built anew with the window; `follow` fits them to the page in sight."""

    def __init__(
        self, window: Window, context: Context, liked: Preferences, errands: Errand
    ) -> None:
        self._window = window
        self._context = context
        self._words = context.language
        self.bar = QMenuBar()
        window.setMenuBar(self.bar)  # the one before goes, with its menus and shortcuts
        self._fill_file(errands)
        self._fill_edit()
        self._view = self._menu(N_("&View"))
        fill_view(self._view, self._words, liked, (window.speak, window.colour, window.enlarge))
        self._records = self._menu(N_("&Records"))
        self._records.aboutToShow.connect(self._look)
        role = QAction.MenuRole.AboutRole
        helps = [
            Command(N_("Explain this question"), window.show_help, "F1", "circle-help"),
            None,
            Command(N_("Look at an example office"), errands.show_example),
            Command(N_("About Surco"), errands.show_about, None, "info", role=role),
        ]
        fill(self._menu(N_("&Help")), helps, self._words)

    def _look(self) -> None:
        """Offer what fits the record that is shown or marked as the menu opens."""
        show_what_fits(self._window.page, self._records.actions())

    def follow(self, page: Page, kind: str) -> None:
        """Offer what the page mostly does, then the pages by number; New makes one of `kind`."""
        window, menu = self._window, self._records
        menu.clear()
        own = [*page.primary_actions(), *page.further_actions()]
        menu.addActions(own)
        if own:
            menu.addSeparator()
        ways = [
            Command(N_("Previous record"), partial(window.step, -1), "Alt+Left", "chevron-up"),
            Command(N_("Next record"), partial(window.step, 1), "Alt+Right", "chevron-down"),
            Command(N_("Back to the list"), window.back, "Esc", "arrow-left"),
        ]
        trash = Command(N_("Withdrawn records"), partial(window.go, "trash"), None, "trash-2")
        pages = doors(self._context.office.role, window.go)
        fill(menu, [*pages, trash, None, *ways], self._words)
        self._new.setText(self._words.text(NEW[kind]))
        offer(self._view, page.view_actions())

    def _menu(self, title: str) -> QMenu:
        menu = self.bar.addMenu(self._words.text(title))
        menu.setToolTipsVisible(True)  # what is not allowed says why
        return menu

    def _fill_file(self, errands: Errand) -> None:
        window, words, office = self._window, self._words, self._context.office
        file = self._menu(N_("&File"))
        here = Command(NEW[office.kinds[0]], window.new_here, "Ctrl+N", "plus")
        [self._new] = fill(file, [here], words)
        kinds = [Command(NEW[kind], partial(window.new_record, kind)) for kind in office.kinds]
        more = file.addMenu(words.text(N_("New")))
        fill(more, [*kinds, None], words)
        more.addAction(like_last_action(office, words, more))
        fill(file, [None, *self._in_and_out()], words)
        DoubleClickLine(file, self._context, window.report, window.frame.messages.say)
        cards = [
            Command(_MAKE_CARD, errands.ask_card_file, None, "badge-check"),
            Command(_TAKE_CARD, errands.ask_card_to_trust, None, "shield-check"),
        ]
        offices = Command(_OFFICES, partial(window.go, "register"), None, "badge-check")
        file.addSeparator()
        allow(self._context, Role.SENDS, *fill(file, cards, words))
        fill(file, [offices], words)
        if office.is_secretariat:
            fill_policy(file, self._context, window.report, window.frame.messages.say)
        asks = window.frame.person.ask
        role = QAction.MenuRole.QuitRole
        leave = Command(
            N_("Quit"), window.close, QKeySequence.StandardKey.Quit, "log-out", role=role
        )
        house = [
            Command(N_("Our seal ..."), partial(window.go, "seal"), None, "badge-check"),
            Command(N_("Backups ..."), partial(window.go, "backups"), None, "shield-check"),
            None,
            Command(N_("Who works now ..."), asks, "Ctrl+Shift+P", "contact"),
            Command(N_("People ..."), partial(window.go, "people"), None, "users"),
            None,
            leave,
        ]
        fill(file, house, words)

    def _in_and_out(self) -> list[Command | None]:
        """Return what goes in and out: an office sends, the Secretariat receives."""
        window, office = self._window, self._context.office
        sending = Command(N_("Send ..."), partial(window.go, "send"), "Ctrl+E", "send")
        receiving = Command(
            N_("Receive a bundle…"), partial(window.go, "received"), "Ctrl+E", "inbox"
        )
        imports = Command(N_("Import ..."), partial(window.go, "imports"), "Ctrl+I", "download")
        out_key = "Ctrl+Shift+E"
        door = window.doorway
        return [
            Command(N_("Open a file of Surco ..."), door.ask_file, "Ctrl+O", "folder-open"),
            Command(N_("Paste the text of a mail ..."), door.ask_text, None, "scroll-text"),
            Command(N_("Watch a folder for files ..."), door.ask_folder, None, "inbox"),
            None,
            *([] if office.is_guest else [imports]),
            receiving if office.is_secretariat else sending,
            Command(N_("Print ..."), window.print_page, QKeySequence.StandardKey.Print, "printer"),
            Command(N_("Export the list ..."), window.export_list, out_key, "upload"),
        ]

    def _fill_edit(self) -> None:
        window, words = self._window, self._words
        edit = self._menu(N_("&Edit"))
        fill_edit(edit, words, lambda verb: getattr(window.page, verb)())
        find = QKeySequence.StandardKey.Find
        searches = [
            None,
            Command(N_("Find on this page"), window.search_here, find),
            Command(N_("Search everything"), window.frame.search.setFocus, "Ctrl+K", "search"),
        ]
        fill(edit, searches, words)


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
