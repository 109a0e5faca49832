"""Asking for the passphrase that protects the office's seal."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.ui.parts.field import Field
from desktop_app.ui.parts.fitted_dialog import FittedDialog
from desktop_app.ui.parts.style import S4, S5, heading

_WIDTH = 420


class PassphraseDialog(FittedDialog):
    """Holds what was typed only until it closes."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(language.text(N_("Passphrase")))
        self.setMinimumWidth(_WIDTH)
        self._typed = QLineEdit()
        self._typed.setEchoMode(QLineEdit.EchoMode.Password)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S5, S5, S4)
        column.setSpacing(S4)
        column.addWidget(heading(language.text(N_("Seal with your passphrase")), section=True))
        column.addWidget(
            Field(
                language.text(N_("Passphrase of this office")),
                self._typed,
                language.text(N_("It is asked for each time a file is sealed and never kept.")),
            )
        )
        column.addStretch()
        column.addWidget(buttons)
        self._typed.setFocus()

    @property
    def typed(self) -> str:
        return self._typed.text()


def ask_passphrase(language: Language, parent: QWidget | None = None) -> str | None:
    """Return what was typed, None when the person went back."""
    dialog = PassphraseDialog(language, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    typed = dialog.typed
    dialog.deleteLater()
    return typed if accepted else None
