"""Asking for the passphrase that protects the office's seal, once a session and when it seals."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.actions import seals
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.ui.parts.background import Job
from desktop_app.ui.parts.field import Field
from desktop_app.ui.parts.fitted_dialog import FittedDialog
from desktop_app.ui.parts.page import Context
from desktop_app.ui.parts.style import S4, S5, heading

_WIDTH = 440


class PassphraseDialog(FittedDialog):
    """Accepts the right passphrase alone; `forgotten` when there is none any more."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.forgotten = False
        say = context.language.text
        self.setWindowTitle(say(N_("Passphrase")))
        self.setMinimumWidth(_WIDTH)
        self.words = QLineEdit()
        self.words.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = Field(
            say(N_("Passphrase of this office")),
            self.words,
            say(N_("It is asked for once, until Surco is closed.")),
        )
        self.remember = QCheckBox(say(N_("Remember it on this computer")))
        self.remember.hide()
        kinds = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self._buttons.accepted.connect(self._check)
        self._buttons.rejected.connect(self.reject)
        lost = QPushButton(say(N_("I have forgotten it…")))
        lost.setProperty("role", "link")
        lost.setAutoDefault(False)
        lost.clicked.connect(lambda _checked=False: self._forget())
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S5, S5, S4)
        column.setSpacing(S4)
        column.addWidget(heading(say(N_("Seal with your passphrase")), section=True))
        for shown in (self.field, self.remember, lost, self._buttons):
            column.addWidget(shown)
        self.words.setFocus()

    def offer_keychain(self) -> Job:
        """Offer to remember it where this computer has a keychain; found out meanwhile."""
        job = Job(lambda _step: seals.may_remember(), quiet=True)
        job.succeeded.connect(self._show_remember)
        return self._context.background.run(job)

    @property
    def typed(self) -> str:
        return self.words.text()

    def _show_remember(self, there: bool) -> None:  # noqa: FBT001 - what the job found
        self.remember.setVisible(there)
        self.fit_soon()

    def _check(self) -> None:
        office, typed, keep = self._context.office, self.typed, self.remember.isChecked()
        self.field.complain("")
        self.setEnabled(False)

        def check(_step: object) -> None:
            seals.check_passphrase(office, typed)
            if keep:
                seals.remember(office, typed)

        job = Job(check, quiet=True)
        job.succeeded.connect(lambda _none: self.accept())
        job.failed.connect(self._wrong)
        self._context.background.run(job)

    def _wrong(self, error: Exception) -> None:
        self.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self.field.complain(self._context.language.error(error))
        self.words.selectAll()
        self.words.setFocus()
        self.fit_soon()

    def _forget(self) -> None:
        self.forgotten = True
        self.reject()


class SealDesk:
    """Opens the seal for a session: the passphrase is asked for once, and when it seals only."""

    def __init__(self, window: QWidget, go: Callable[[str], object]) -> None:
        self._window, self._go = window, go
        self._known: tuple[object, str] | None = None
        self._asking = False

    def passphrase(self, context: Context) -> str | None:
        """Return the passphrase, from the keychain if it is there; None when one went back."""
        mark = seals.mark_of(context.office)
        if self._known is not None and self._known[0] == mark:
            return self._known[1]
        if self._asking:
            return None
        self._asking = True
        try:
            words = self._recalled(context)
            words = words if words is not None else self._asked(context)
        finally:
            self._asking = False
        self._known = (mark, words) if words is not None else None
        return words

    def _recalled(self, context: Context) -> str | None:
        """Ask the keychain, without holding the window up."""
        office, found = context.office, list[str | None]()
        if not seals.is_remembered(office):
            return None
        waiting = QEventLoop()
        job = Job(lambda _step: seals.recall(office), quiet=True)
        job.succeeded.connect(found.append)
        job.ended.connect(waiting.quit)
        context.background.run(job)
        waiting.exec()
        return found[0] if found else None

    def _asked(self, context: Context) -> str | None:
        dialog = PassphraseDialog(context, self._window)
        dialog.offer_keychain()
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        typed, forgotten = dialog.typed, dialog.forgotten
        dialog.deleteLater()
        if forgotten:
            self._go("seal")
        return typed if accepted else None
