"""Answering an office: its button, and whether only that office can read the answer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QWidget

from desktop_app.actions import answers, encrypting
from desktop_app.actions.bundles import Exported
from desktop_app.language import N_
from desktop_app.records.people import Role
from desktop_app.records.policy import Encryption
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.icons import put_icon
from desktop_app.ui.parts.page import Page
from desktop_app.ui.parts.style import S3, button


class Answering(QWidget):
    """`addressee` tells whom to answer, empty for nobody; `sealed` comes when an answer is."""

    sealed = Signal()

    def __init__(self, page: Page, addressee: Callable[[], str]) -> None:
        super().__init__()
        self._page, self._addressee = page, addressee
        say = page.language.text
        self.button = button(say(N_("Answer the office…")))
        put_icon(self.button, "send")
        self.button.clicked.connect(lambda _checked=False: self._choose_folder())
        self.encrypt = QCheckBox(say(N_("Encrypt the answer")))
        self.encrypt.setAccessibleDescription(
            say(N_("Encrypt it: only the one it goes to and this office can read it"))
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S3)
        row.addWidget(self.button)
        row.addWidget(self.encrypt)

    def refresh(self, *, when: bool) -> None:
        """Allow an answer `when` there is something to answer.

        Encrypting is chosen only where the Secretariat leaves the choice; else it is done or not.
        """
        offered = encrypting.policy_of(self._page.office).encryption is Encryption.OFFERED
        self.encrypt.setVisible(offered)
        allow(self._page.context, Role.SENDS, self.button, self.encrypt, when=when)

    def answer(self, folder: Path) -> None:
        """Seal the answer into `folder`, in the background."""
        page, office = self._page, self._page.office
        addressee = self._addressee()
        encrypt = self.encrypt.isChecked() and not self.encrypt.isHidden()
        passphrase = page.context.ask_passphrase() if office.seal_protected else None
        if not addressee or (office.seal_protected and passphrase is None):
            return
        page.run(
            lambda step: answers.make_answer(
                office, addressee, folder, encrypt=encrypt, passphrase=passphrase, step=step
            ),
            page.language.text(N_("Sealing the answer")),
            self._tell,
        )

    def _choose_folder(self) -> None:
        title = self._page.language.text(N_("The folder for the answer"))
        chosen = QFileDialog.getExistingDirectory(self, title, QDir.homePath())
        if chosen:
            self.answer(Path(chosen))

    def _tell(self, done: Exported) -> None:
        text = N_("The answer is sealed: {file} in {folder}, with its summary and an e-mail draft.")
        if done.encrypted:
            text = N_(
                "The answer is sealed and encrypted: {file} in {folder}, with its summary and an"
                " e-mail draft."
            )
        folder = done.bundle.parent
        said = self._page.language.text(text, file=done.bundle.name, folder=folder)
        self._page.told.emit(said, "good")
        self.sealed.emit()
