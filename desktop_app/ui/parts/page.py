"""What the window asks of every page, and what it gives them."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from shiboken6 import Shiboken

from desktop_app.errors import SealUnusable, Sentence, UserError
from desktop_app.language import Language
from desktop_app.records.progress import Progress
from desktop_app.records.questionnaire import Kind
from desktop_app.records.record import Record
from desktop_app.ui.parts.background import Action, Background, Job
from desktop_app.ui.parts.icons import put_icon

if TYPE_CHECKING:  # what an office is made of need not be read before the window shows
    from desktop_app.actions.office import Office


@dataclass(frozen=True, slots=True)
class Context:
    """What every page works with; a change of language makes a new one and new pages.

    `ask_passphrase` opens a window of its own, which pages may not import; ask it only in the
    window's thread and only for an office whose sealing needs one. `ask_certificate` likewise asks
    for the file of a certificate and its passphrase.
    """

    office: "Office"
    language: Language
    background: Background
    ask_passphrase: Callable[[], str | None] = lambda: None  # None: the person went back
    ask_certificate: Callable[[], tuple[Path, str] | None] = lambda: None


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What is to be done with the folder of an office while nothing has it open.

    `do` gets that folder and returns the folder to open next and what is said there. It may raise
    UserError, which is shown, or be stopped: the office opens again all the same. `what` is said
    beside its progress, in `words`; it is marked for translation.
    """

    words: Language
    what: str
    do: Callable[[Path, Progress], tuple[Path, Sentence]]


class Page(QWidget):
    """One subject in the middle of the window; `title` is marked for translation.

    Names for `navigate`: home, a kind of record, send, received, imports, backups, people, seal,
    register, trash, history; a choice may follow after a colon (initiative:to_check, history:uid),
    given to `show_only`.
    Levels for `told`: info, good, warning, error.
    """

    title = ""

    open_record = Signal(str)  # uid
    new_record = Signal(str)  # kind
    open_beside = Signal(str)  # uid, in a window of its own
    begun = Signal(object)  # a Begun: made from another record, to be saved and opened
    navigate = Signal(str)  # name of a page
    ask_at = Signal(str, str)  # a uid, or a kind for a new record; the question to go to
    told = Signal(str, str)  # text in the reader's language, level
    changed = Signal(object)  # the set of kinds whose records are no longer what pages show
    reopen = Signal(object)  # Meanwhile: what to do while the office is closed

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.office = context.office
        self.language = context.language
        self.background = context.background

    def heading(self) -> str:
        """Return what the window's title says of this page, in the reader's language."""
        return self.language.text(self.title)

    def refresh(self) -> None:
        """Show what the office holds now."""

    def show_only(self, choice: str) -> None:
        """Narrow a list to what Home counted: draft, to_check, ready, not_sent, conflicts.

        On the page of a record, go to the question of this field.
        """

    def undo(self) -> None:
        """Take back the last change of what the page shows, when no field has its own to undo."""

    def redo(self) -> None:
        """Bring back what `undo` took back."""

    def primary_actions(self) -> list[QAction]:
        """Return what one mostly does here; the window puts them into its Records menu."""
        return []

    def further_actions(self) -> list[QAction]:
        """Return what can be begun from the record that is shown or marked here."""
        return []

    def show_help(self) -> bool:
        """Explain the question that has the cursor; False when none has."""
        return False

    def choice_here(self) -> str:
        """Return what `show_only` takes to bring one back to where one is; empty for nothing."""
        return ""

    def search_here(self) -> bool:
        """Take the keyboard to what finds something on this page; False when nothing does."""
        return False

    def neighbour(self, uid: str, lines: int) -> str:
        """Return the record so many lines below `uid` in the list shown here, else nothing."""
        del uid, lines
        return ""

    def export_list(self) -> bool:
        """Ask for a file and write what the page lists; False when it lists no records."""
        return False

    def view_actions(self) -> list[QAction]:
        """Return what changes how this page looks; the window puts them into its View menu."""
        return []

    def leave(self) -> bool:
        """Keep what is being typed; False when the page must stay for a reason it has shown."""
        return True

    def close_page(self) -> None:
        """Let go of files and the like; the page is not shown again."""

    def shown_record(self) -> Record | None:
        """Return the record that Print means, if the page shows one."""
        return None

    def run(self, action: Action, what: str, then: Callable[[Any], object] | None = None) -> Job:
        """Run `action` in the background; `what` is shown beside the progress, translated.

        `then` gets the result in the window's thread; a failure goes to `report`.
        """
        return self._run(Job(action, what), then)

    def look_through(
        self, action: Action, what: str, then: Callable[[Any], object] | None = None
    ) -> Job:
        """Run as `run` does an action that writes nothing: quitting need not ask about it."""
        return self._run(Job(action, what, looks=True), then)

    def _run(self, job: Job, then: Callable[[Any], object] | None) -> Job:
        if then is not None:
            job.succeeded.connect(partial(_pass_on, self, then))
        job.failed.connect(partial(_pass_failure_on, self))
        return self.background.run(job)

    def report(self, error: Exception) -> None:
        """Say a failure that a person can act on in the message bar; leave any other to the window.

        That is a fault, or a seal that cannot be used, for which the window knows the page.
        """
        if isinstance(error, UserError) and not isinstance(error, SealUnusable):
            self.told.emit(self.language.error(error), "error")
        else:
            sys.excepthook(type(error), error, error.__traceback__)


def take_keyboard(page: Page) -> None:
    """Put the keyboard on the first thing of a page: it was opened from a menu."""
    tab = Qt.FocusPolicy.TabFocus
    for one in page.findChildren(QWidget):
        if one.focusPolicy() & tab and one.isEnabled() and one.isVisibleTo(page):
            one.setFocus()
            return


def way_back(page: Page, kind: Kind) -> QHBoxLayout:
    """Return the link above a record that leads to the list of its kind."""
    back = QPushButton(page.language.text(kind.plural))
    back.setProperty("role", "link")
    put_icon(back, "arrow-left", "accent")
    back.clicked.connect(lambda _checked=False: page.navigate.emit(kind.name))
    row = QHBoxLayout()
    row.addWidget(back)
    row.addStretch(1)
    return row


def _pass_on(page: Page, then: Callable[[Any], object], result: object) -> None:
    """Give a result to its page, unless the page went while the job ran."""
    if Shiboken.isValid(page):
        then(result)


def _pass_failure_on(page: Page, error: Exception) -> None:
    if Shiboken.isValid(page):
        page.report(error)
    else:  # the window tells it in its place
        sys.excepthook(type(error), error, error.__traceback__)
