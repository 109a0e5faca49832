"""What is done with the seal from its page: asked in a small window, then in the background."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop_app.actions import recovering, renewing, seals
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.ui.dialogs.errands import Errands, Report, Tell
from desktop_app.ui.dialogs.new_passphrase import NewPassphraseDialog
from desktop_app.ui.dialogs.recovery import RecoveryDialog
from desktop_app.ui.parts.background import Job
from desktop_app.ui.parts.page import Context


class SealErrands(QObject):
    """Does by its name what the page of the seal asks for; after `done` the page reads again."""

    done = Signal()

    def __init__(
        self, window: QWidget, context: Context, errands: Errands, tell: Tell, report: Report
    ) -> None:
        super().__init__(window)
        self._window, self._context, self._errands = window, context, errands
        self._tell, self._report = tell, report

    def do(self, name: str) -> None:
        """Do one of: card, renew, sheet, passphrase, forget, new, restore."""
        asked: dict[str, Callable[[], object]] = {
            "card": self._errands.ask_card_file,
            "renew": self.renew,
            "sheet": self.ask_sheet,
            "passphrase": self.ask_passphrase,
            "forget": self.forget,
            "new": self.ask_new,
            "restore": self.ask_restore,
        }
        asked[name]()

    def renew(self) -> None:
        """Make the seal that follows."""
        office = self._context.office
        opened, words = self._opened()
        if opened:
            done = N_(
                "A new seal is made. The next bundle takes it along; once the Secretariat has"
                " answered that bundle, it takes the place of the present one by itself."
            )
            if office.is_secretariat:
                done = N_(
                    "A new seal is made. Publish the list of offices: from then on the new one"
                    " seals, and the offices learn of it by themselves."
                )
            self._run(lambda: renewing.renew(office, words), done)

    def ask_sheet(self) -> None:
        """Ask where the recovery sheet goes, write it and open it for printing."""
        say, office = self._context.language.text, self._context.office
        opened, words = self._opened()
        if not opened:
            return
        suggested = Path(QDir.homePath()) / f"{office.code}-recovery-sheet.pdf"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, say(N_("The recovery sheet")), str(suggested), "*.pdf"
        )
        if chosen:
            self.write_sheet(Path(chosen), words)

    def write_sheet(self, path: Path, words: str | None) -> None:
        """Write the sheet and open it: it is printed at once, and the file deleted."""
        office = self._context.office
        done = N_("The recovery sheet is {file}. Print it once for the safe, then delete the file.")

        def then() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self._run(
            lambda: recovering.print_sheet(office, path, words, again=True),
            done,
            then,
            file=path.name,
        )

    def ask_passphrase(self) -> None:
        """Ask for the new passphrase of the seal in use."""
        opened, words = self._opened()
        if not opened:
            return
        dialog = NewPassphraseDialog(self._context, self._window)
        dialog.accepted.connect(lambda: self.change_passphrase(words, dialog.chosen.chosen))
        _open(dialog)

    def change_passphrase(self, old: str | None, new: str | None) -> None:
        office = self._context.office
        done = N_("The seal is protected by the new passphrase.")
        gone = N_("The seal has no passphrase any more.")
        self._run(lambda: seals.change_passphrase(office, old, new), done if new else gone)

    def forget(self) -> None:
        """Take the passphrase out of the keychain."""
        office = self._context.office
        done = N_("The keychain of this computer does not keep the passphrase any more.")
        self._run(lambda: seals.forget(office), done)

    def ask_new(self) -> None:
        """Ask whether a new seal is to be made, and how it is protected."""
        dialog = NewPassphraseDialog(self._context, self._window, made=True)
        dialog.accepted.connect(lambda: self.make_new(dialog.chosen.chosen))
        _open(dialog)

    def make_new(self, words: str | None) -> None:
        office = self._context.office
        done = N_(
            "The new seal is in use. Make its card now and send it; the records are as before."
        )
        self._run(lambda: seals.new_seal(office, words), done)

    def ask_restore(self) -> None:
        """Ask for the groups of the recovery sheet."""
        dialog = RecoveryDialog(self._context.office, self._context.language, self._window)
        dialog.accepted.connect(lambda: self.restore(dialog.groups.groups, dialog.chosen.chosen))
        _open(dialog)

    def restore(self, groups: list[str], words: str | None) -> None:
        office = self._context.office
        self._run(lambda: recovering.restore_seal(office, groups, words), recovering.IS_BACK)

    def _opened(self) -> tuple[bool, str | None]:
        """Return whether the seal may be used now, and its passphrase if it has one."""
        office = self._context.office
        try:
            protected = office.seal_protected
        except UserError as error:
            self._report(error)
            return False, None
        words = self._context.ask_passphrase() if protected else None
        return words is not None or not protected, words

    def _run(
        self,
        act: Callable[[], object],
        done: str,
        then: Callable[[], object] = lambda: None,
        **values: Any,  # noqa: ANN401 - what stands in the sentence
    ) -> None:
        words = self._context.language
        job = Job(lambda _step: act(), words.text(N_("The seal")))

        def told(_result: object) -> None:
            self._tell(words.text(done, **values), "good")
            then()

        job.succeeded.connect(told)
        job.failed.connect(self._report)
        job.ended.connect(self.done)
        self._context.background.run(job)


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
