"""Publishing the list of offices: alone, or with its other holders one after the other."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.actions import agreeing, publishing, registering
from desktop_app.actions.agreeing import Agreement
from desktop_app.actions.publishing import Published
from desktop_app.actions.register_view import Shown
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.people import Role
from desktop_app.ui.parts.agreement_bar import AgreementBar
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.escape import hide_by_escape
from desktop_app.ui.parts.flow import in_flow
from desktop_app.ui.parts.holders_bar import HoldersBar
from desktop_app.ui.parts.icons import put_icon
from desktop_app.ui.parts.page import Page
from desktop_app.ui.parts.style import S2, button, hint, label

_STICK = N_("The seal on a stick that publishes")


class ListDesk(QWidget):
    """Below the list; at an office there is nothing here but what waits for a holder's word."""

    published = Signal()  # what is shown of the list is no longer so

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._office, self._language = page, page.office, page.language
        self._waiting: Agreement | None = None
        say = self._language.text
        self.unpublished = label(
            say(N_("Something was changed that the offices do not know of yet.")), "strong"
        )
        self.several_text = hint("")
        self.publish = button(say(N_("Publish the list…")), primary=True)
        self.publish.clicked.connect(lambda _checked=False: self.ask_publish())
        self.holders = button(say(N_("Holders of the list…")))
        put_icon(self.holders, "lock")
        self.holders.clicked.connect(lambda _checked=False: self.ask_holders())
        self.agreement = AgreementBar(self._language)
        self.agreement.agreed.connect(self._ask_agree)
        self.agreement.handed_on.connect(self._ask_hand_on)
        self.holding = HoldersBar(self._language)
        self.holding.given.connect(self.set_holders)
        self.holding.stick_wanted.connect(self._ask_stick)
        self.holding.failed.connect(page.report)
        hide_by_escape(self.holding)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S2)
        box.addWidget(self.unpublished)
        self._buttons = in_flow(self.publish, self.holders)
        box.addWidget(self._buttons)
        box.addWidget(self.several_text)
        box.addWidget(self.agreement)
        box.addWidget(self.holding)

    def show_state(self, shown: Shown) -> None:
        """Show what is not published yet, and what waits for agreements."""
        keeps = self._office.is_secretariat
        self._buttons.setVisible(keeps)
        self.unpublished.setVisible(keeps and shown.unpublished)
        several = keeps and (shown.seals_of > 1 or not shown.publishes_alone)
        text = N_("Publishing takes {wanted} of {count} seals; each holder adds theirs.")
        told = self._language.text(text, wanted=shown.seals_wanted, count=shown.seals_of)
        self.several_text.setText(told)
        self.several_text.setVisible(several)
        if keeps:
            self.show_waiting(agreeing.waiting(self._office))
        allow(self._page.context, Role.SENDS, self.publish, self.holders)

    def show_waiting(self, waiting: Agreement | None) -> None:
        """Show a list that waits for its holders, if one does."""
        self._waiting = waiting
        self.agreement.show_for(waiting, keeps=self._office.is_secretariat)
        allow(self._page.context, Role.SENDS, self.agreement.agree, self.agreement.hand_on)

    def publish_into(
        self, folder: Path, seal: Path | None = None, words: str | None = None
    ) -> None:
        """Seal the list and write it; it goes with every answer from now on."""
        self._run(
            lambda _step: publishing.publish(self._office, folder, key=seal, passphrase=words)
        )

    def agree_into(self, folder: Path, seal: Path | None = None, words: str | None = None) -> None:
        """Agree to the list that waits, and write its file into a folder."""
        waiting = self._waiting
        if waiting is not None:
            self._run(
                lambda _step: publishing.agree(
                    self._office, waiting.file, folder, key=seal, passphrase=words
                )
            )

    def set_holders(self, holders: dict[str, str], wanted: int) -> None:
        """Say who publishes from the next list on."""
        try:
            registering.set_holders(self._office, holders, wanted)
        except UserError as error:
            self._page.report(error)
            return
        self.holding.hide()
        self.published.emit()
        text = N_("So it is in the next list; publish it, and have the holders agree.")
        self._page.told.emit(self._language.text(text), "good")

    def make_stick(self, path: Path) -> None:
        """Make a holder's seal in a file on a stick."""
        what = self._language.text(N_("Making a seal"))

        def told(public: str) -> None:
            text = N_(
                "The seal is {file}: it stays on the stick, locked away. Give {public} to the"
                " Secretariat and read these digits to it by telephone: {digits}"
            )
            digits = publishing.digits_of(public)
            names = {"file": path.name, "public": path.with_suffix(".pub").name}
            self._page.told.emit(self._language.text(text, digits=digits, **names), "good")

        self._page.run(lambda _step: publishing.make_root_key(path), what, told)

    def ask_publish(self) -> None:
        """Ask for what it takes to publish, then do it."""
        self._with_seal(self.publish_into)

    def ask_holders(self) -> None:
        """Show who publishes, to be changed."""
        self.holding.ask(*agreeing.holders_of(self._office))

    def _ask_agree(self) -> None:
        self._with_seal(self.agree_into)

    def _with_seal(self, then: Callable[[Path, Path | None, str | None], None]) -> None:
        """Ask for the seal of one who publishes, and for where the file goes."""
        holders, _wanted = agreeing.holders_of(self._office)
        known = self._waiting.holders if self._waiting is not None else holders
        ours = any(one.ours and not one.agreed for one in known)
        seal = None if ours else self._chosen()
        if seal is None and not ours:
            return
        try:
            guarded = publishing.is_protected(seal) if seal else self._office.seal_protected
        except UserError as error:
            self._page.report(error)
            return
        words = self._page.context.ask_passphrase() if guarded else None
        folder = self._folder() if words is not None or not guarded else None
        if folder is not None:
            then(folder, seal, words)

    def _ask_hand_on(self) -> None:
        folder = self._folder()
        if folder is not None:
            text = N_("Give {file} to the next holder: it is opened there, and comes back.")

            def told(path: Path) -> None:
                self._page.told.emit(self._language.text(text, file=path.name), "good")

            self._page.run(
                lambda _step: publishing.hand_on(self._office, folder),
                self._language.text(N_("Publishing the list of offices")),
                told,
            )

    def _ask_stick(self) -> None:
        title = self._language.text(N_("Make a seal on a stick…"))
        chosen, _ = QFileDialog.getSaveFileName(self, title, QDir.homePath(), "*.key")
        if chosen:
            path = Path(chosen)
            self.make_stick(path if path.suffix else path.with_suffix(".key"))

    def _chosen(self) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self, self._language.text(_STICK), "", "*")
        return Path(chosen) if chosen else None

    def _folder(self) -> Path | None:
        title = self._language.text(N_("Where the list of offices goes"))
        folder = QFileDialog.getExistingDirectory(self, title, QDir.homePath())
        return Path(folder) if folder else None

    def _run(self, act: Callable[[object], Published]) -> None:
        what = self._language.text(N_("Publishing the list of offices"))
        self._page.run(act, what, self._tell)

    def _tell(self, done: Published) -> None:
        say = self._language.text
        self.published.emit()
        if not self._office.is_secretariat:
            self.show_waiting(None)
            text = N_("Agreed. Give {file} back to the Secretariat.")
            self._page.told.emit(say(text, file=done.path.name), "good")
        elif done.standing.enough:
            text = N_(
                "List of offices number {number} is published as {file}. Every answer carries it"
                " from now on."
            )
            told = say(text, number=done.version, file=done.path.name)
            self._page.told.emit(told, "good")
        else:
            text = N_("Pass {file} on to the next holder, who opens it, agrees and gives it back.")
            self._page.told.emit(say(text, file=done.path.name), "info")
