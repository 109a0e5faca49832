"""What the menus do that is not a page: cards, the example office, and what Surco is."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop_app.actions import keys
from desktop_app.errors import UserError
from desktop_app.language import N_, Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.progress import Progress
from desktop_app.ui.dialogs.about import AboutDialog
from desktop_app.ui.dialogs.trust_card import TrustCardDialog
from desktop_app.ui.parts.background import Job
from desktop_app.ui.parts.page import Context

if TYPE_CHECKING:
    from desktop_app.actions.inbox import Tried
    from desktop_app.actions.office import Office

Tell = Callable[[str, str], None]  # text, level
Report = Callable[[Exception], None]


class Errands:
    """Asks, then acts in the background; what came of it is told to the window."""

    def __init__(
        self,
        window: QWidget,
        context: Context,
        tell: Tell,
        report: Report,
        renew: Callable[[object], None] = lambda _kinds: None,
    ) -> None:
        self._renew = renew
        self._window = window
        self._context = context
        self._tell = tell
        self._report = report

    def ask_card_file(self) -> None:
        """Ask where the card of this office goes, and make it."""
        words, office = self._context.language, self._context.office
        title = words.text(N_("Make the card"))
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, title, f"{office.code}-card.surco", "*.surco"
        )
        if not chosen:
            return
        passphrase = self._context.ask_passphrase() if office.seal_protected else None
        if passphrase is not None or not office.seal_protected:
            self.make_card(Path(chosen), passphrase)

    def make_card(self, path: Path, passphrase: str | None = None) -> Job:
        """Write the card and its page."""
        words, office = self._context.language, self._context.office
        job = Job(
            lambda _: keys.make_card(office, path, passphrase), words.text(N_("Making the card"))
        )
        done = words.text(
            N_("The card is {file}, its page {page}. Send both."),
            file=path.name,
            page=path.with_suffix(".pdf").name,
        )
        job.succeeded.connect(lambda _: self._tell(done, "good"))
        job.failed.connect(self._report)
        return self._context.background.run(job)

    def ask_card_to_trust(self) -> None:
        """Ask for another office's card."""
        title = self._context.language.text(N_("Take the card of an office"))
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, "", "*.surco")
        if chosen:
            self.trust(Path(chosen))

    def trust(self, path: Path) -> None:
        """Show whose card it is; take it as true when the digits were compared."""
        words, office = self._context.language, self._context.office
        try:
            card = keys.read_card(path)
        except UserError as error:
            self._report(error)
            return
        dialog = TrustCardDialog(
            words,
            self._window,
            office=card.office,
            name=card.name,
            fingerprint=card.fingerprint,
        )

        def take() -> None:
            keys.trust_card(office, card)
            taken = words.text(N_("From now on files sealed by {name} are taken."), name=card.name)
            self._renew(set())
            self._tell(taken, "good")
            self.take_what_waits()

        dialog.accepted.connect(take)
        _open(dialog)

    def take_what_waits(self) -> Job:
        """Try again what arrived and could not be taken yet, without a word when nothing can."""
        words, office = self._context.language, self._context.office
        job = Job(partial(_try_again, office), words.text(N_("Trying again what waits")))

        def tell(taken: tuple["Tried", ...]) -> None:
            from desktop_app.ui.parts.waiting_list import taken_text  # noqa: PLC0415 - start time

            self._renew(set(KINDS) if taken else set())  # what waits may wait for something else
            if taken:
                self._tell(taken_text(taken, words), "good")

        job.succeeded.connect(tell)
        job.failed.connect(self._report)
        return self._context.background.run(job)

    def show_example(self) -> Job:
        """Make an office with sample data beside this one's folder and open it in a window."""
        words, office = self._context.language, self._context.office
        folder = office.home.parent / f"{office.home.name}-example"
        job = Job(
            partial(_make_example, folder, words),
            words.text(N_("Making the example office")),
        )
        job.succeeded.connect(_open_window)
        job.failed.connect(self._report)
        return self._context.background.run(job)

    def show_about(self) -> None:
        office = self._context.office
        dialog = AboutDialog(office.name, str(office.home), self._context.language, self._window)
        _open(dialog)


def _open(dialog: QDialog) -> None:
    """Show a dialogue without waiting for its end: a screen reader that asked for it would too."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _try_again(office: "Office", step: Progress) -> tuple["Tried", ...]:
    from desktop_app.actions import inbox  # noqa: PLC0415 - wanted when something waits: start time

    return inbox.try_again(office, step)


def _make_example(folder: Path, language: Language, step: Progress) -> Path:
    from desktop_app.actions import demo  # noqa: PLC0415 - wanted once, if at all: start time

    demo.run_demo(folder, language, lambda _: step(0, 0))
    return folder / "bo"


def _open_window(home: Path) -> None:
    """Start a second Surco with the office in `home`: one window has one office."""
    QProcess.startDetached(sys.executable, ["-m", "desktop_app", "--home", str(home)])
